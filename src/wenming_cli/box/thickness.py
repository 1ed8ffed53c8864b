"""How thick the papers of a box are, which spine holds them, and where a box is split into several binders.

Spines of 20, 30, 40 and 50 mm are those of DA/T 22-2015; so many sheets to a mm, and the pages of what was not
counted, are estimates of ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from wenming_cli.model.evidence import Evidence
from wenming_cli.model.record import Record
from wenming_cli.model.workspace import BoxRules

PAGES_OF_PICTURE, PAGES_OF_PAPER = 1, 4
"""Pages that are reckoned with where reading or the record gives none."""

PICTURES = frozenset({"照片", "截图", "扫描件"})
OWN_SHEETS = 5
"""Sheets of a binder that are no evidence: cover, catalogue, list of gaps, 备考表; a divider for each item besides."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What a piece takes: its sheets of paper, and whether they were reckoned and not counted."""

    sheets: int
    reckoned: bool = False


def bulk_of(one: Evidence | Record, rules: BoxRules) -> Bulk:
    """The sheets of a content, or of a paper in the cabinet with all its copies; a link has its slip only."""
    if isinstance(one, Record):
        if one.url is not None:
            return Bulk(1)
        pages, copies = one.pages, one.count
    else:
        pages, copies = one.reading.pages, 1
    likely = pages or (
        PAGES_OF_PICTURE if isinstance(one, Evidence) and one.reading.carrier in PICTURES else PAGES_OF_PAPER
    )
    return Bulk(copies * (ceil(likely / 2) if rules.duplex else likely), pages is None)


def thickness_of(sheets: int, items: int, rules: BoxRules) -> int:
    """The thickness in mm of so many sheets of evidence of so many items, our own sheets with them."""
    return ceil((sheets + items + OWN_SHEETS) / rules.sheets_per_mm)


def spine_for(mm: int, rules: BoxRules) -> int | None:
    """The smallest spine in mm that holds the papers; None when even the thickest does not."""
    return next((spine for spine in rules.thickness if spine >= mm), None)


def split(pieces: Sequence[tuple[str, Bulk, int]], rules: BoxRules) -> tuple[int, ...]:
    """The binder of each piece, from 1; all 0 where one binder holds the box.

    *pieces* are item, bulk, and the binder in which the piece lay before (0: none). Binders stay as they are as long
    as each holds its papers; else they are filled anew from the first on. One that is too thick by itself has a binder
    of its own.
    """
    if _fits(pieces, rules):
        return (0,) * len(pieces)
    for parts in (_as_before(pieces), _filled(pieces, rules)):
        shares = [
            [one for one, part in zip(pieces, parts, strict=True) if part == at] for at in range(1, max(parts) + 1)
        ]
        if all(shares) and all(_fits(share, rules) or len(share) == 1 for share in shares):
            break
    return parts if max(parts) > 1 else (0,) * len(pieces)


def _fits(pieces: Sequence[tuple[str, Bulk, int]], rules: BoxRules) -> bool:
    """Whether one binder holds the pieces."""
    sheets, items = sum(bulk.sheets for _, bulk, _ in pieces), len({item for item, _, _ in pieces})
    return spine_for(thickness_of(sheets, items, rules), rules) is not None


def _as_before(pieces: Sequence[tuple[str, Bulk, int]]) -> tuple[int, ...]:
    """Each piece in the binder where it lay, a new one beside the piece before it."""
    parts: list[int] = []
    for _, _, part in pieces:
        parts.append(max(part, parts[-1] if parts else 1))
    return tuple(parts)


def _filled(pieces: Sequence[tuple[str, Bulk, int]], rules: BoxRules) -> tuple[int, ...]:
    """Binders filled one after the other."""
    parts: list[int] = []
    share: list[tuple[str, Bulk, int]] = []
    for one in pieces:
        if share and not _fits([*share, one], rules):
            share = []
            parts.append(parts[-1] + 1)
        else:
            parts.append(parts[-1] if parts else 1)
        share.append(one)
    return tuple(parts)
