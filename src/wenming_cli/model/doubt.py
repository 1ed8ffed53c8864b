"""The kinds of doubt that a criteria set may raise, and the doubts that its owner knows of."""

from typing import Literal

from wenming_cli.model.noun import Noun
from wenming_cli.model.requirement import Texts

DoubtKind = Literal[
    "plan_undated", "phase_dates", "phase_outside", "phase_overlap", "phase_gap",
    "deadline", "deadline_blank", "due_before_plan", "due_between_phases", "due_weekend",
    "cadence", "count_words", "summary_first",
    "owner_in_no_group", "member_without_task", "office_without_standard", "office_without_duty", "office_names",
    "owner_missing", "points_sum", "points_missing", "points_total", "scored_twice", "number_stated",
    "obligation_without_item", "stale", "year_other",
    "serial_missing", "serial_twice", "serial_again", "serial_skipped", "serial_form",
    "slip", "names_differ", "brackets", "half_width", "punctuation", "ending", "artefact",
    "known_gone",
]  # fmt: skip


class KnownDoubt(Noun):
    """A doubt that was looked into, and what came of it; *at* are the rows it is about (empty: all of its kind)."""

    kind: DoubtKind
    at: Texts = ()
    why: str
