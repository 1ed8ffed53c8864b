"""What lies in the boxes: one row for each number that was ever given, also when nothing lies under it any more."""

from dataclasses import dataclass
from enum import StrEnum

Order = tuple[int, ...]
"""A number of a box as it sorts: (3,) for 003, (3, 1) for 003-1."""


class FiledState(StrEnum):
    """How a number came to stand as it stands; the value is the word of the journal and of the catalogue."""

    FIRST = "初编"
    ADDED = "新增"
    INSERTED = "插入"
    REPLACED = "替换"
    RETURNED = "放回"
    REMOVED = "移出"


@dataclass(frozen=True, slots=True)
class Filed:
    """A number (件号) of a box: the item it belongs to, what lies under it, and since when.

    *key* is the sha256 of a content or the id of a record (empty: not known), *place* the path of the original as
    reports show it, *build* the build that brought the number to this state, counted from 1, *day* the day of that
    build (empty: not known), *why* the reason of a removal. *part* is the binder of a box that is split, 0 when it is
    not. *pages* are the numbers of its pages in the bound PDF of that binder (12-15、15.1; empty: never bound), which
    stay when it is removed, *look* tells one appearance of them from another.
    """

    box: int
    part: int
    item: str
    piece: str
    state: FiledState
    key: str
    title: str
    requirements: tuple[str, ...]
    place: str
    build: int
    day: str
    why: str = ""
    pages: str = ""
    look: str = ""

    @property
    def lies(self) -> bool:
        """Whether something lies under the number."""
        return self.state is not FiledState.REMOVED

    @property
    def order(self) -> Order:
        """Where the number sorts."""
        return tuple(int(part) for part in self.piece.split("-"))


@dataclass(frozen=True, slots=True)
class Reprint:
    """A sheet of a box that has to be printed anew since a build: 盒内目录."""

    box: int
    part: int
    sheet: str
    build: int
    day: str


@dataclass(frozen=True, slots=True)
class Journal:
    """All numbers of the boxes (编号.tsv), and the sheets to print anew."""

    rows: tuple[Filed, ...] = ()
    reprints: tuple[Reprint, ...] = ()

    def of(self, box: int) -> tuple[Filed, ...]:
        """The numbers of one box."""
        return tuple(row for row in self.rows if row.box == box)

    @property
    def last(self) -> int:
        """The number of the last build that changed something; 0 before the first."""
        return max((row.build for row in self.rows), default=0)


UNBUILT = Journal()
"""The journal before the first build."""
