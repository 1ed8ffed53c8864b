"""What matching says: for every content its state, its uses, and the reasons."""

from dataclasses import dataclass
from enum import StrEnum

from wenming_cli.model.evidence import Evidence


class State(StrEnum):
    """The one state in which every file ends (DESIGN part 7)."""

    WITHHELD = "withheld"
    IGNORED = "ignored"
    UNREADABLE = "unreadable"
    MATCHED = "matched"
    TO_CONFIRM = "to_confirm"
    DUPLICATE = "duplicate"
    UNCLAIMED = "unclaimed"


STATE_TEXT = {
    State.WITHHELD: "暂扣",
    State.IGNORED: "忽略",
    State.UNREADABLE: "读不了",
    State.MATCHED: "已归档",
    State.TO_CONFIRM: "待确认",
    State.DUPLICATE: "重复",
    State.UNCLAIMED: "未认领",
}


RECORDED = "recorded"
"""How a use came about that a person stated and no file shows (登记)."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One named reason: what it adds to the score (negative: takes away) and its sentence.

    *words* are those of the file that it goes by, the most telling first.
    """

    name: str
    adds: float
    because: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item, and within it a requirement, that a content may serve; score in 0 to 1."""

    item: str
    requirement: str
    score: float
    signals: tuple[Signal, ...]
    caps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """One real event: files of one folder and day, or of one numbered series."""

    id: str
    name: str
    day: str | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """One content serving one requirement; *how* is sure, decided, shared or proposed.

    *because* holds the reasons for it; of what is only proposed, the reasons against it.
    """

    sha256: str
    item: str
    requirement: str
    how: str
    score: float
    activity: str | None = None
    part: str | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How one content stands after matching: its state, uses, ranked candidates and reasons.

    The *members* of a pack stand for themselves; what the pack itself says is drawn together from them.
    """

    evidence: Evidence
    state: State
    uses: tuple[Use, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    because: tuple[str, ...] = ()
    reason: str | None = None
    members: "tuple[Standing, ...]" = ()

    @property
    def is_pack(self) -> bool:
        """Whether only the members stand for something."""
        return bool(self.members) and self.evidence.reading.carrier == "压缩包"

    @property
    def score(self) -> float:
        """The score of the best candidate."""
        return self.candidates[0].score if self.candidates else 0.0


@dataclass(frozen=True, slots=True)
class Matching:
    """The whole archive matched: standings in a fixed order, and the activities."""

    standings: tuple[Standing, ...]
    activities: tuple[Activity, ...]

    @property
    def single(self) -> tuple[Standing, ...]:
        """Every content that stands for something by itself: files that are no packs, and members."""
        return tuple(one for top in self.standings for one in (*(() if top.is_pack else (top,)), *top.members))

    @property
    def all(self) -> tuple[Standing, ...]:
        """Files and members."""
        return tuple(one for top in self.standings for one in (top, *top.members))
