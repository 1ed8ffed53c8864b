"""The page numbers of pieces in the journal, and the pages of bound PDFs that a build changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from wenming_cli.bind.labels import Label, labels_of, ranged
from wenming_cli.box.binding import Bound
from wenming_cli.box.plan import BoxPlan
from wenming_cli.model.filed import Filed

Binder = tuple[int, int]
"""A box and its part."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The pages of a binder that are to be printed anew, and those that are to be taken out for good."""

    anew: tuple[Label, ...]
    out: tuple[Label, ...]


def with_pages(plan: BoxPlan, making: frozenset[int], bound: Bound) -> BoxPlan:
    """The plan with the pages that binding gave to the pieces of the boxes *making*, in its rows and papers."""
    pieces = {(box.number, one.filed.order): one.path for box in plan.boxes for one in box.pieces}

    def known(row: Filed) -> Filed:
        path = pieces.get((row.box, row.order)) if row.lies and row.box in making else None
        if path is None or path not in bound.looks:
            return row
        return replace(row, pages=ranged(bound.labels[path]), look=bound.looks[path])

    return replace(plan.bound(bound.counts), rows=tuple(map(known, plan.rows)))


def exchanged(before: Iterable[Filed], after: Iterable[Filed]) -> Iterator[tuple[Binder, Exchanged]]:
    """The binders whose pages a build changed; one that was not bound before has nothing to exchange."""
    old, new = _pages(before), _pages(after)
    for binder in sorted(old.keys() & new.keys()):
        was, now = old[binder], new[binder]
        anew = tuple(label for label in sorted(now) if was.get(label) != now[label])
        out = tuple(label for label in sorted(was) if label not in now)
        if anew or out:
            yield binder, Exchanged(anew, out)


def _pages(rows: Iterable[Filed]) -> dict[Binder, dict[Label, set[tuple[str, str]]]]:
    """By binder and page what stands on it: pieces and their looks."""
    found: dict[Binder, dict[Label, set[tuple[str, str]]]] = {}
    for row in rows:
        for label in labels_of(row.pages) if row.lies else ():
            found.setdefault((row.box, row.part), {}).setdefault(label, set()).add((row.piece, row.look))
    return found
