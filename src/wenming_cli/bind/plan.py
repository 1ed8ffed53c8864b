"""Which pages each piece of a bound box has; nothing is opened here.

Only pieces have numbered pages, from 1 on: cover, catalogue, dividers and end note have none (as in bound files of the
archives: 卷内目录 and 备考表 are not paged). Photos that follow each other in an item share sheets. Numbers stay from
build to build: a page that was printed keeps its number, what comes in between is put in behind a page (14.1), what
comes at the end takes the next number, what goes leaves its numbers empty.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from wenming_cli.bind.labels import Label
from wenming_cli.bind.leaves import Leaf

START: Label = (0, 0)


@dataclass(frozen=True, slots=True)
class Run:
    """Leaves that stand together on *pages* pages: a lone leaf, or the photos of one sheet."""

    leaves: tuple[Leaf, ...]
    pages: int

    @property
    def shared(self) -> bool:
        """Whether it is a sheet of photos."""
        return self.leaves[0].kind == "photo"

    @property
    def labels(self) -> tuple[Label, ...]:
        """The numbers of its pages: those that its first leaf has."""
        return self.leaves[0].labels


def runs(leaves: Sequence[Leaf], pages: Mapping[str, int], per_sheet: int) -> Iterator[Run]:
    """The leaves of a section in runs; *pages* gives how many each needs by itself.

    Photos that shared a sheet before (they have its number) go on sharing it, new ones share new sheets.
    """
    for shared, some in groupby(leaves, key=lambda leaf: leaf.kind == "photo"):
        if not shared:
            yield from (Run((leaf,), pages[leaf.key]) for leaf in some)
            continue
        for known, together in groupby(some, key=lambda leaf: leaf.labels[:1]):
            photos = tuple(together)
            for at in range(0, len(photos), per_sheet):
                sheet = photos[at : at + per_sheet]
                yield Run(tuple(leaf.labelled(()) for leaf in sheet) if known and at else sheet, 1)


def number(
    sections: Sequence[Sequence[Leaf]], pages: Mapping[str, int], per_sheet: int, taken: Iterable[Label] = ()
) -> dict[str, tuple[Label, ...]]:
    """The numbers of the pages of every leaf, by key; what leaves have already, they keep as far as it goes.

    *taken* are numbers that are given to no other page: those of pieces that lie there no more.
    """
    order = [run for leaves in sections for run in runs(leaves, pages, per_sheet)]
    kept = list(_kept(order))
    numbers = _Numbers([*taken, *(label for leaf in _all(sections) for label in leaf.labels)])
    tail = max((at for at, labels in enumerate(kept) if labels), default=-1)
    at = START
    given: dict[str, tuple[Label, ...]] = {}
    for place, (run, labels) in enumerate(zip(order, kept, strict=True)):
        mine = list(labels)
        while len(mine) < run.pages:
            mine.append(numbers.after(mine[-1] if mine else at, last=place >= tail))
        given |= dict.fromkeys((leaf.key for leaf in run.leaves), tuple(mine))
        at = mine[-1] if mine else at
    return given


def _all(sections: Iterable[Iterable[Leaf]]) -> Iterator[Leaf]:
    return (leaf for leaves in sections for leaf in leaves)


def _kept(order: Iterable[Run]) -> Iterator[tuple[Label, ...]]:
    """What each run keeps of its numbers; what two runs have, the first one keeps."""
    gone: set[Label] = set()
    for run in order:
        labels = run.labels[: run.pages]
        if gone.intersection(labels):
            labels = ()
        gone.update(labels)
        yield labels


class _Numbers:
    """The numbers of a box as they are used up."""

    def __init__(self, used: Iterable[Label]) -> None:
        self._top = 0
        self._behind: dict[int, int] = {}
        for page, behind in used:
            self._top = max(self._top, page)
            self._behind[page] = max(self._behind.get(page, 0), behind)

    def after(self, at: Label, *, last: bool) -> Label:
        """The number for a page behind *at*: the next one where it is the *last* in the box, else one put in."""
        if last:
            self._top += 1
            return (self._top, 0)
        self._behind[at[0]] = self._behind.get(at[0], 0) + 1
        return (at[0], self._behind[at[0]])
