"""The self-score (自评): what a set's parts and bonus rows would earn with what is filed, certain and at most."""

from enum import StrEnum

from wenming_cli.model.criteria import BonusCap, BonusRule, Owners
from wenming_cli.model.noun import Noun
from wenming_cli.model.requirement import Method


class PartState(StrEnum):
    """How a part with points stands; the source gives no partial points, so it earns all of them or none."""

    CERTAIN = "certain"
    TO_CONFIRM = "to_confirm"
    TO_VISIT = "to_visit"
    VISIT_ONLY = "visit_only"
    SHORT = "short"
    MISSING = "missing"
    WAIVED = "waived"
    NO_ITEMS = "no_items"


PART_STATE_TEXT = {
    PartState.CERTAIN: "可得",
    PartState.TO_CONFIRM: "待确认",
    PartState.TO_VISIT: "待现场或书面确认",
    PartState.VISIT_ONLY: "全凭现场或书面确认",
    PartState.SHORT: "不全",
    PartState.MISSING: "缺失",
    PartState.WAIVED: "不适用",
    PartState.NO_ITEMS: "没有条目",
}

HOPED = frozenset({PartState.CERTAIN, PartState.TO_CONFIRM, PartState.TO_VISIT})
"""The states in which a part counts in what is possible."""


class PartScore(Noun):
    """A part of a standard (分项): its points as printed (None: not printed), how it stands, why, and its files.

    *at* is its place in the standard, from 1; None where the standard has no parts. *unsure* are files that a person
    must look at.
    """

    at: int | None
    text: str
    points: float | None
    state: PartState
    methods: tuple[Method, ...] = ()
    owners: Owners = Owners()
    items: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


class StandardScore(Noun):
    """A standard with its parts: *certain* and *possible* of *of* points."""

    no: str
    called: str
    certain: float
    possible: float
    of: float
    parts: tuple[PartScore, ...]


class CategoryScore(Noun):
    """A category with its standards; *printed* are its own points where the source prints them."""

    no: str
    title: str
    certain: float
    possible: float
    of: float
    printed: float | None
    standards: tuple[StandardScore, ...]


class HonourScore(Noun):
    """An honour (or report) of a bonus row: who gave it, the level and what tells so, its day, the points.

    *points* are those of its level; *certain* and *possible* what it adds, caps applied.
    """

    name: str
    issuer: str | None
    level: str | None
    cue: str
    date: str | None
    points: float
    certain: float
    possible: float
    files: tuple[str, ...]
    because: tuple[str, ...] = ()


class BonusScore(Noun):
    """A bonus row: its points, the days that count, its rules and caps, its honours.

    Between *start* and *sure* the row can be read in two ways. *unfiled* are contents that look like an honour of one
    of its levels and are not filed under it.
    """

    id: str
    title: str
    text: str
    window: str | None
    start: str | None
    sure: str | None
    end: str | None
    certain: float
    possible: float
    rules: tuple[BonusRule, ...]
    caps: tuple[BonusCap, ...]
    owners: Owners
    honours: tuple[HonourScore, ...] = ()
    unfiled: tuple[str, ...] = ()


class BonusFigures(Noun):
    """Bonus points in two figures."""

    certain: float
    possible: float


class ScoreFigures(Noun):
    """The self-score in figures, as a check tells it; the first three are None where the set prints no points."""

    certain: float | None
    possible: float | None
    of: float | None
    bonus: BonusFigures


class Score(Noun):
    """The self-score of a set in full.

    *of* is the sum of its parts; *by_state* adds up the points of the parts that stand so, *unprinted* counts parts
    without points. *said* tells what the source prints and what does not agree in it.
    """

    criteria: str
    unit: str
    as_of: str
    final: bool
    certain: float | None
    possible: float | None
    of: float | None
    by_state: dict[str, float]
    unprinted: int
    categories: tuple[CategoryScore, ...]
    bonus: tuple[BonusScore, ...]
    said: tuple[str, ...]

    @property
    def extra(self) -> BonusFigures:
        """All bonus rows together."""
        return BonusFigures(
            certain=sum(one.certain for one in self.bonus), possible=sum(one.possible for one in self.bonus)
        )

    @property
    def figures(self) -> ScoreFigures | None:
        """What a check tells; None where the set prints no points and nothing is filed under its bonus rows."""
        if self.of is None and not any(one.honours for one in self.bonus):
            return None
        return ScoreFigures(certain=self.certain, possible=self.possible, of=self.of, bonus=self.extra)
