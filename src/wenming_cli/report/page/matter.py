"""What a page is made of: the judgement, and what else it shows beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wenming_cli.model.criteria import Phase
from wenming_cli.model.judgement import Judgement
from wenming_cli.report.week import Week

Picture = tuple[bytes, int, int]
"""A JPEG, its width and its height."""


@dataclass(frozen=True, slots=True)
class WeekPoint:
    """How many items stood how in a week: its *day* (ISO) and the items by verdict."""

    day: str
    by_verdict: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Matter:
    """Everything that a page tells. *activities* are rows of `wenming activities --json`.

    *pictures* are the small pictures of the files of warnings, by path; *more_pictures* were too many.
    """

    judgement: Judgement
    activities: Sequence[Mapping[str, Any]] = ()
    phases: Sequence[Phase] = ()
    weeks: Sequence[WeekPoint] = ()
    week: Week | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    more_pictures: int = 0
    notices: Sequence[str] = ()
