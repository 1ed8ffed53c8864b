"""The papers of one box under their numbers, and in which of its binders each lies."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from wenming_cli.box.filing import Filing, Row
from wenming_cli.box.numbers import Box as ToNumber
from wenming_cli.box.numbers import number_box
from wenming_cli.box.thickness import bulk_of, split
from wenming_cli.model.filed import Filed, Journal
from wenming_cli.model.workspace import BoxRules


@dataclass(frozen=True, slots=True)
class Drawer:
    """A box before its pieces are numbered: its number, title, category, and its items."""

    number: int
    title: str
    category: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """An item in a binder: its uses in the order of the box, and its numbers under which nothing lies."""

    part: int
    item: str
    keys: tuple[str, ...]
    gone: tuple[Filed, ...]
    continued: bool


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A box under its numbers: all rows of the journal, and the shares of the items in table order."""

    drawer: Drawer
    rows: tuple[Filed, ...]
    shares: tuple[Share, ...]

    @property
    def lying(self) -> tuple[Filed, ...]:
        """The numbers under which something lies."""
        return tuple(row for row in self.rows if row.lies)

    @property
    def parts(self) -> int:
        """How many binders there are; 0 when the box is whole."""
        return max((share.part for share in self.shares), default=0)

    @property
    def binders(self) -> tuple[int, ...]:
        """The numbers of the binders: 1 and on, or 0 for a box that is whole."""
        return tuple(range(1, self.parts + 1)) or (0,)


def arrange(
    drawer: Drawer, filing: Filing, rules: BoxRules, before: Journal, day: str, why: Callable[[Filed], str]
) -> Arrangement:
    """Number the pieces of a box, in the order of its items, and spread them over binders."""
    items = {row.id: [filing.coming(row.id, key) for key in _own(row, filing)] for row in drawer.rows}
    old = before.of(drawer.number)
    rows = number_box(ToNumber(drawer.number, items), old, before.last + 1, day, why)
    rank = {row.id: at for at, row in enumerate(drawer.rows)}
    order = sorted((row for row in rows if row.lies), key=lambda row: (rank[row.item], row.order))
    bulks = [bulk_of(filing.records.get(row.key) or filing.contents[row.key], rules) for row in order]
    parts = split([(row.item, bulk, row.part) for row, bulk in zip(order, bulks, strict=True)], rules)
    placed = {row.order: _in_binder(row, part) for row, part in zip(order, parts, strict=True)}
    rows = tuple(placed.get(row.order, row) for row in rows)
    return Arrangement(drawer, rows, tuple(_shares(drawer, filing, rows)))


def _in_binder(row: Filed, part: int) -> Filed:
    """A number in the binder *part*; page numbers don't go with it into another."""
    return row if row.part == part else replace(row, part=part, pages="", look="")


def _own(row: Row, filing: Filing) -> list[str]:
    """What is stored under an item, in filing order."""
    return [key for key in filing.under(row) if filing.home(row.id, key) == row.id]


def _shares(drawer: Drawer, filing: Filing, rows: Sequence[Filed]) -> Iterator[Share]:
    """The items binder by binder; one without papers lies where the item before it ends."""
    part = min((row.part for row in rows if row.lies), default=0)
    for one in drawer.rows:
        own = [row for row in rows if row.item == one.id]
        lying = [row for row in own if row.lies]
        keys = _merged(filing.under(one), [row.key for row in lying])
        begins = part = min((row.part for row in lying), default=part)
        for at in sorted({row.part for row in lying}) or [part]:
            part = at
            elsewhere = {row.key for row in lying if row.part != at}
            here = tuple(key for key in keys if key not in elsewhere) if at == begins else tuple(
                row.key for row in lying if row.part == at
            )  # fmt: skip
            gone = tuple(row for row in own if not row.lies) if at == begins else ()
            yield Share(at, one.id, here, gone, continued=at != begins)


def _merged(filed: Sequence[str], own: Sequence[str]) -> tuple[str, ...]:
    """The uses in filing order, with those that are stored here put in the order of their numbers."""
    mine = iter(own)
    here = frozenset(own)
    return tuple(next(mine) if key in here else key for key in filed)
