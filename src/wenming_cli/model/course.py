"""Where the year's work stands (进度): the phases of the plan on a day, with what falls due in each and is open."""

from datetime import date
from enum import StrEnum

from wenming_cli.model.noun import Noun
from wenming_cli.model.round import Planned


class StageKind(StrEnum):
    """A phase of the plan; days between phases; days before the first of all or after the last."""

    PHASE = "phase"
    GAP = "gap"
    OUTSIDE = "outside"


class StageState(StrEnum):
    """Where the day stands to a stage; a malformed phase ends before it starts and has no place among the others."""

    OVER = "over"
    NOW = "now"
    AHEAD = "ahead"
    MALFORMED = "malformed"


class Stage(Noun):
    """A span of days: what falls due in it, and what of that is open.

    *days* are left until its end (now) or its start (ahead), or over since its end. *due* are the items of which
    something falls due in it; of these *open* are not complete, *overdue* those whose day has passed, *manual* are for
    people to look at. An item that recurs stands in every stage in which one of its days lies.
    """

    kind: StageKind
    no: str | None = None
    name: str | None = None
    start: date | None = None
    end: date | None = None
    printed: str | None = None
    tasks: tuple[str, ...] = ()
    uncertain: str | None = None
    state: StageState
    days: int | None = None
    due: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    manual: tuple[str, ...] = ()
    rounds: tuple[Planned, ...] = ()


class NextPhase(Noun):
    """The phase that comes next, and in how many days."""

    no: str
    name: str
    start: date
    days: int


class Course(Noun):
    """All stages in the order of their days.

    *now* names the phases that the day lies in. *before_next* are the items that must be finished before the next phase
    begins, *rounds_before_next* the planned checks; where no phase follows, all that have a day. *undated* are the
    items of which nothing has a day: *undated_open* are not complete, *undated_manual* are for people to look at.
    """

    criteria: str
    unit: str
    year: int
    as_of: date
    start: date | None = None
    end: date | None = None
    stages: tuple[Stage, ...] = ()
    now: tuple[str, ...] = ()
    next: NextPhase | None = None
    before_next: tuple[str, ...] = ()
    rounds_before_next: tuple[Planned, ...] = ()
    undated: tuple[str, ...] = ()
    undated_open: tuple[str, ...] = ()
    undated_manual: tuple[str, ...] = ()
