"""What judging says: for every item and requirement what is there, what is missing, and when it is due."""

from enum import StrEnum
from typing import Any

from wenming_cli.model.charge import InCharge
from wenming_cli.model.finding import FindingState
from wenming_cli.model.noun import Noun
from wenming_cli.model.score import ScoreFigures


class Verdict(StrEnum):
    """Is it all there?"""

    COMPLETE = "complete"
    SHORT = "short"
    MISSING = "missing"
    TO_CONFIRM = "to_confirm"
    MANUAL = "manual"
    WAIVED = "waived"


class Timing(StrEnum):
    """How it stands to its due day; a field of its own beside the verdict."""

    ON_TIME = "on_time"
    NOT_DUE = "not_due"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    LATE = "late"
    UNDATED = "undated"


OPEN = frozenset({Verdict.MISSING, Verdict.SHORT, Verdict.TO_CONFIRM})
"""The verdicts that ask for something; 人工核查 asks for eyes."""

VERDICT_TEXT = {
    Verdict.COMPLETE: "齐全",
    Verdict.SHORT: "不全",
    Verdict.MISSING: "缺失",
    Verdict.TO_CONFIRM: "待确认",
    Verdict.MANUAL: "人工核查",
    Verdict.WAIVED: "不适用",
}

TIMING_TEXT = {
    Timing.ON_TIME: "按时",
    Timing.NOT_DUE: "未到期",
    Timing.DUE_SOON: "将到期",
    Timing.OVERDUE: "逾期",
    Timing.LATE: "迟",
    Timing.UNDATED: "未定期限",
}


class FileUse(Noun):
    """A file that an item uses, or that it might: where it lies and how it counts.

    *day* is the date on it, *first_seen* when it came (nothing: it was there from the beginning), *passage* the words
    that prove what it must mention, with their page.
    """

    path: str
    sha256: str
    requirement: str
    how: str
    counts: bool
    score: float
    note: str | None = None
    day: str | None = None
    first_seen: str | None = None
    passage: str | None = None


class ActivityGap(Noun):
    """What one activity lacks of a requirement that asks for whole activities; nothing, where it is whole."""

    activity: str
    name: str
    lacks: tuple[str, ...] = ()


class RequirementJudgement(Noun):
    """One requirement (of one occurrence, activity or month): needed, there, missing; *activities* one by one.

    *note* is the word of a person by which it stands as it does.
    """

    id: str
    name: str
    occurrence: str | None = None
    need: str
    have: int
    verdict: Verdict
    timing: Timing
    due: str | None = None
    days: int | None = None
    missing: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    activities: tuple[ActivityGap, ...] = ()
    optional: bool = False
    note: str | None = None


class ItemJudgement(Noun):
    """One item: its verdict, timing, owners, requirements, files and what to do next.

    *heading* names category and project in words. *days* counts days over (overdue, late) or days
    left (not_due, due_soon).
    """

    id: str
    text: str
    due: str | None
    project: str
    category: str
    heading: str = ""
    verdict: Verdict
    timing: Timing
    days: int | None = None
    due_day: str | None = None
    owners: InCharge = InCharge()
    requirements: tuple[RequirementJudgement, ...] = ()
    files: tuple[FileUse, ...] = ()
    missing: tuple[str, ...] = ()
    advice: str = ""

    @property
    def offices(self) -> tuple[str, ...]:
        """The offices that answer for the item."""
        return self.owners.offices

    @property
    def people(self) -> tuple[str, ...]:
        """The people who answer for the item, as reports name them: 李四（接替张三）."""
        return self.owners.shown


class Warning(Noun):
    """Something an inspector would say first, with the files and items it concerns."""

    kind: str
    text: str
    files: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class ObligationJudgement(Noun):
    """A duty outside the items: what it wants, what is there, what is missing.

    *lacking* are the people of people.yaml whose part of everybody's duty is not there.
    """

    id: str
    text: str
    verdict: Verdict
    item: str | None = None
    where: str = ""
    need: str = ""
    have: str = ""
    missing: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


class FindingJudgement(Noun):
    """What an inspection found wrong, as it stands: state, timing against its own day, and whose it is.

    *days* counts days over (overdue, late) or days left (not_due, due_soon).
    """

    id: str
    item: str | None = None
    text: str
    measure: str | None = None
    owner: str | None = None
    due: str | None = None
    timing: Timing
    days: int | None = None
    state: FindingState

    @property
    def due_day(self) -> str | None:
        """The day by which it is to be put right."""
        return self.due

    @property
    def is_open(self) -> bool:
        """Whether it is still to be put right."""
        return self.state is not FindingState.CLOSED


class Files(Noun):
    """Every file found, by the state in which it ended; the states add up to the total."""

    total: int
    by_state: dict[str, int]


class Judgement(Noun):
    """The whole answer for one set at one date."""

    criteria: str
    unit: str
    year: int
    as_of: str
    final: bool = False
    totals: dict[str, Any]
    items: tuple[ItemJudgement, ...]
    obligations: tuple[ObligationJudgement, ...] = ()
    files: Files
    findings: tuple[FindingJudgement, ...] = ()
    warnings: tuple[Warning, ...] = ()
    first: tuple[str, ...] = ()
    left_out: int = 0
    score: ScoreFigures | None = None
