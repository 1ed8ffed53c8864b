"""Which page each piece of a bound box begins and ends on; nothing is opened here.

Pages count from 1 with the first of the catalogue. Photos that follow each other in an item share sheets. For printing
on both sides (duplex) every piece begins on a right-hand page, an odd one; the page left blank before it counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from wenming_cli.bind.leaves import Leaf
from wenming_cli.typeset.table import Heading, Table

_MARK = "\ue000"
"""A character for private use: it marks a cell that gets the pages of the piece named behind it."""
WIDEST = "0000-0000"


@dataclass(frozen=True, slots=True)
class Run:
    """Leaves that stand together on *pages* pages; a lone leaf, or photos that share their sheets.

    *blank* says that an empty page comes before; *first* is the number of its first page.
    """

    leaves: tuple[Leaf, ...]
    pages: int
    first: int = 0
    blank: bool = False

    @property
    def shared(self) -> bool:
        """Whether it is a run of photos."""
        return self.leaves[0].kind == "photo"


@dataclass(frozen=True, slots=True)
class Numbered:
    """Runs per section with their pages, the pages of each piece, and how many there are in all."""

    sections: tuple[tuple[Run, ...], ...]
    ranges: Mapping[str, tuple[int, int]]
    pages: int


def runs(leaves: Sequence[Leaf], pages: Mapping[str, int], per_sheet: int) -> Iterator[Run]:
    """The leaves of a section in runs; *pages* gives how many each needs by itself."""
    for shared, some in groupby(leaves, key=lambda leaf: leaf.kind == "photo"):
        together = tuple(some)
        if shared:
            yield Run(together, -(-len(together) // per_sheet))
        else:
            yield from (Run((leaf,), pages[leaf.key]) for leaf in together)


def number(
    sections: Sequence[Sequence[Leaf]], pages: Mapping[str, int], front: int, per_sheet: int, *, duplex: bool
) -> Numbered:
    """Number all pages; *front* are those of the catalogue."""
    at, done = front + 1, []
    ranges: dict[str, tuple[int, int]] = {}
    for leaves in sections:
        placed = []
        for run in runs(leaves, pages, per_sheet):
            blank = duplex and at % 2 == 0
            at += blank
            placed.append(replace(run, first=at, blank=blank))
            ranges |= dict(_ranges(placed[-1], per_sheet))
            at += run.pages
        done.append(tuple(placed))
    return Numbered(tuple(done), ranges, at - 1)


def _ranges(run: Run, per_sheet: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """First and last page of every leaf of a run."""
    for at, leaf in enumerate(run.leaves):
        first = run.first + at // per_sheet if run.shared else run.first
        yield leaf.key, (first, first if run.shared else run.first + run.pages - 1)


def page_mark(key: str) -> str:
    """What stands in a catalogue for the pages of a piece until they are known."""
    return _MARK + key


def with_pages(table: Table, ranges: Mapping[str, tuple[int, int]] | None) -> Table:
    """The catalogue with page numbers for marks; without *ranges* with the widest that can come."""

    def filled(cell: str | int | None) -> str | int | None:
        if not isinstance(cell, str) or not cell.startswith(_MARK):
            return cell
        return WIDEST if ranges is None else shown(ranges.get(cell[1:]))

    rows = tuple(row if isinstance(row, Heading) else tuple(map(filled, row)) for row in table.rows)
    return replace(table, rows=rows)


def shown(pages: tuple[int, int] | None) -> str:
    """A range as a catalogue writes it: 12, 12-15 (DA/T 22 page style D of DOMAIN A.4); nothing where unknown."""
    if pages is None:
        return ""
    first, last = pages
    return f"{first}" if first == last else f"{first}-{last}"
