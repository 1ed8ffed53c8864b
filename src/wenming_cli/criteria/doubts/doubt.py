"""What makes one stop and ask in a set that is written without fault: kind, place, what, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from wenming_cli.model.noun import Noun

Kind = Literal[
    "plan_undated", "phase_dates", "phase_outside", "phase_overlap", "phase_gap",
    "deadline", "deadline_blank", "due_before_plan", "due_between_phases", "due_weekend",
    "cadence", "count_words", "summary_first",
    "owner_in_no_group", "member_without_task", "office_without_standard", "office_without_duty", "office_names",
    "owner_missing", "points_sum", "points_missing", "points_total", "scored_twice", "number_stated",
    "obligation_without_item", "stale", "year_other",
    "serial_missing", "serial_twice", "serial_again", "serial_skipped", "serial_form",
    "slip", "names_differ", "brackets", "half_width", "punctuation", "ending", "artefact",
]  # fmt: skip


class Doubt(Noun):
    """One doubt; *file* and *line* are those of the first place, *items* the items, projects or rows it is about."""

    kind: Kind
    file: str
    line: int
    where: str
    what: str
    remedy: str
    items: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.where}：{self.what}。{self.remedy}。"


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a set as people call it, and where it is written; *ident* is its id where it has one."""

    label: str
    file: str
    line: int
    ident: str = ""


def doubt(kind: Kind, places: Iterable[Place], what: str, remedy: str, where: str = "") -> Doubt:
    """One doubt about all of *places*; *where* stands for their labels where these would be too many."""
    named = tuple(places)
    return Doubt(
        kind=kind,
        file=named[0].file,
        line=named[0].line,
        where=where or labels(named),
        what=what,
        remedy=remedy,
        items=tuple(dict.fromkeys(one.ident for one in named if one.ident)),
    )


def labels(places: Iterable[Place]) -> str:
    """The labels in their order, each once."""
    return "、".join(dict.fromkeys(one.label for one in places))
