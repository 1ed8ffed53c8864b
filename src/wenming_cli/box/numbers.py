"""Numbers that stay: what lay in a box keeps its 件号, what comes in between is inserted, what goes leaves a gap.

A new piece between others takes the number before it with a suffix (003-1, then 003-2), at the end the next number. A
piece that took the place of another takes over its number. A number is never given to another piece (DA/T 22-2015:
备考表 tells 补充、移出; the suffix is a convention of ours).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wenming_cli.box.numbering import piece_label
from wenming_cli.model.filed import Filed, FiledState, Order

START: Order = (0,)


@dataclass(frozen=True, slots=True)
class Coming:
    """A piece on its way into a box; *names* are those under which an older build may know it.

    *place* is the path of its original as reports show it, empty for a record.
    """

    item: str
    key: str
    title: str
    requirements: tuple[str, ...] = ()
    place: str = ""
    names: frozenset[str] = frozenset()

    def may_replace(self, row: Filed) -> bool:
        """Whether both are of one item and one requirement; an old box without journal tells no requirements."""
        shared = not row.requirements or not self.requirements or set(row.requirements) & set(self.requirements)
        return row.item == self.item and bool(shared)


@dataclass(frozen=True, slots=True)
class Box:
    """A box to number: its items in table order, per item its pieces in filing order."""

    number: int
    items: Mapping[str, Sequence[Coming]]


def number_box(box: Box, old: Sequence[Filed], build: int, day: str, why: Callable[[Filed], str]) -> tuple[Filed, ...]:
    """All numbers of *box* after a build on *day*, by number; *old* are those of the build before.

    *why* says why something that lay in the box does not any more. Numbers of a box that had none of these items (the
    table was changed) don't hold.
    """
    if not {row.item for row in old} & set(box.items):
        old = ()
    coming = [one for pieces in box.items.values() for one in pieces]
    held = _held(coming, old, build, day)
    given = {one: row.order for one, row in held.items()}
    numbers = _Numbers({row.order: row.item for row in old}, given)
    width = len(old[0].piece.split("-")[0]) if old else len(piece_label(0, len(coming)))
    new = FiledState.ADDED if old else FiledState.FIRST
    for one, order in numbers.of(box.items):
        piece = "-".join((str(order[0]).zfill(width), *map(str, order[1:])))
        state = FiledState.INSERTED if len(order) > 1 else new
        held[one] = Filed(
            box.number, 0, one.item, piece, state, one.key, one.title, one.requirements, one.place, build, day
        )
    kept = {row.order for row in held.values()}
    gone = [_removed(row, build, day, why) for row in old if row.order not in kept]
    return tuple(sorted((*held.values(), *gone), key=lambda row: row.order))


def _removed(row: Filed, build: int, day: str, why: Callable[[Filed], str]) -> Filed:
    """The number of what no longer lies there, with the reason; one that was empty already stays as it is."""
    if not row.lies:
        return row
    return replace(row, state=FiledState.REMOVED, build=build, day=day, why=why(row))


def _held(coming: Sequence[Coming], old: Sequence[Filed], build: int, day: str) -> dict[Coming, Filed]:
    """The pieces that have a number: those that lay there, those that come back, those that replace another."""
    known = {(row.item, row.key): row for row in old if row.key}
    held: dict[Coming, Filed] = {}
    for one in coming:
        row = known.get((one.item, one.key))
        if row is not None:
            held[one] = _still(row, one) if row.lies else replace(
                _still(row, one), state=FiledState.RETURNED, build=build, day=day, why=""
            )  # fmt: skip
    for one, row in _pairs(coming, held, [row for row in old if row.lies]):
        if row.key:
            held[one] = replace(
                _still(row, one), state=FiledState.REPLACED, build=build, day=day, why=f"原为 {row.key[:12]}"
            )
        else:
            held[one] = _still(row, one)
    return held


def _still(row: Filed, one: Coming) -> Filed:
    """A row with what is known now of what lies under it."""
    return replace(row, key=one.key, title=one.title, requirements=one.requirements, place=one.place)


def _pairs(
    coming: Sequence[Coming], held: Mapping[Coming, Filed], lying: Sequence[Filed]
) -> Iterator[tuple[Coming, Filed]]:
    """New pieces and what they replace: the one that lay at the same place, else the one of the same name."""
    taken = {row.order for row in held.values()}
    free = [one for one in coming if one not in held]
    vanished = [row for row in lying if row.order not in taken]
    for same in (lambda row, one: row.place and row.place == one.place, lambda row, one: row.title in one.names):
        for row in list(vanished):
            match = next((one for one in free if one.may_replace(row) and same(row, one)), None)
            if match is not None:
                yield match, row
                free.remove(match)
                vanished.remove(row)


class _Numbers:
    """The numbers of a box as they are given: those that stand, and new ones between and behind them."""

    def __init__(self, used: Mapping[Order, str], given: Mapping[Coming, Order]) -> None:
        self._given = given
        self._items: dict[str, set[Order]] = {}
        self._suffix: dict[int, int] = {}
        self._top = START
        self._lies = max(given.values(), default=START)
        for order, item in used.items():
            self._note(order, item)

    def _note(self, order: Order, item: str) -> None:
        """A number is used up."""
        self._items.setdefault(item, set()).add(order)
        self._suffix[order[0]] = max(self._suffix.get(order[0], 0), order[1] if len(order) > 1 else 0)
        self._top = max(self._top, order)

    def of(self, items: Mapping[str, Sequence[Coming]]) -> Iterator[tuple[Coming, Order]]:
        """The new pieces of the box with their numbers, in filing order."""
        before: list[str] = []
        for item, pieces in items.items():
            before.append(item)
            at = self._before(before, [self._given[one] for one in pieces if one in self._given])
            for one in pieces:
                if one in self._given:
                    at = self._given[one]
                else:
                    at = self._after(at)
                    self._note(at, item)
                    self._lies = max(self._lies, at)
                    yield one, at

    def _before(self, items: Collection[str], own: Sequence[Order]) -> Order:
        """The number behind which an item begins: the last one below its own, else the last of it and those before."""
        if own:
            every = (order for some in self._items.values() for order in some)
            return max((order for order in every if order < min(own)), default=START)
        return max((order for item in items for order in self._items.get(item, ())), default=START)

    def _after(self, at: Order) -> Order:
        """The number for a piece behind *at*: the next one where nothing lies behind it, else one with a suffix."""
        if at >= self._lies:
            return (self._top[0] + 1,)
        self._suffix[at[0]] = self._suffix.get(at[0], 0) + 1
        return (at[0], self._suffix[at[0]])
