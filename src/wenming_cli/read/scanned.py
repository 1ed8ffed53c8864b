"""Turn a recognised page into lines with their look, as the reader of a text PDF would give them.

Sizes come from the widths of lines: Chinese characters are as wide as high, so the width of a line divided by their
number is the size of its type to within 4 %, whereas the box that an engine draws around it varies by 20 %.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from wenming_cli.model.evidence import RecognisedLine
from wenming_cli.ocr.engine import TextLine
from wenming_cli.ocr.lying import lying
from wenming_cli.ocr.mend import mended
from wenming_cli.ocr.page import Page, Seen
from wenming_cli.ocr.seal import seals
from wenming_cli.read.extract import Line
from wenming_cli.read.scanned_ink import has_red_rule, is_red_ink

PAGE_POINTS = 842.0
"""Points of the longer side of a sheet of A4."""
BODY_POINTS = 16.0
"""三号, the type of official papers (GB/T 9704-2012, 5.2.2); what the body of a page is taken to be."""
ALIKE = 0.13
"""Sizes that differ by no more than this share are one size, written with a little noise."""
TABLE_GAP, WORD_GAP = 2.0, 0.35
"""Gaps between two boxes of a row, in heights: from here on they are cells, from there on words."""
HEAD = 0.45
"""Share of the page's height in which a red head's rule stands."""
_NARROW_ENDS = "，。、；：！？）》”’〕】"


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page as the facts want it; *red_rule* and *seal* by colour, *confidence* the mean of its characters.

    *places* are its words again, box by box, with where they stand on the page as it was given.
    """

    lines: tuple[Line, ...]
    places: tuple[RecognisedLine, ...]
    red_rule: bool
    seal: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the page in pixels."""

    text: str
    left: float
    right: float
    size: float
    pieces: tuple[TextLine, ...]


def scanned_page(seen: Seen, number: int = 1) -> ScannedPage:
    """The lines and marks of a recognised page; *number* is its place in the file, from 1."""
    page = seen.page
    rows = [_row(pieces) for pieces in page.rows]
    sizes = _settled([(row.size, len(row.text)) for row in rows])
    unit = _points_per_pixel(page, rows, sizes)
    left, right, middle = _column(rows, page.size[0])
    lines = tuple(
        Line(
            text=row.text,
            size=round(size * unit, 1),
            centred=_is_centred(row, size, left, right, middle),
            red=all(is_red_ink(seen.image, piece) for piece in row.pieces),
            page=number,
        )
        for row, size in zip(rows, sizes, strict=True)
    )
    red = any(line.red for line in lines)
    places = tuple(_places(page, number))
    return ScannedPage(lines, places, red and has_red_rule(seen.image, HEAD), bool(seals(seen.image)), page.confidence)


def _places(page: Page, number: int) -> Iterator[RecognisedLine]:
    """Every line that has words and an extent, in reading order."""
    for line in page.lines:
        where, text = lying(page, line), " ".join(mended(line.text).split())
        left, top, right, bottom = where.box
        if text and left < right and top < bottom:
            yield RecognisedLine(number, text, where.box, where.direction, where.lean)


def _row(pieces: tuple[TextLine, ...]) -> _Row:
    """A row's words, the cells of a table set off by tabs, the parts of one line joined."""
    text = mended(pieces[0].text)
    for before, piece in pairwise(pieces):
        height = max(before.height, piece.height)
        gap = piece.left - before.right
        latin = text[-1:].isascii() and piece.text[:1].isascii()
        text += "\t" if gap > height * TABLE_GAP else " " if latin and gap > height * WORD_GAP else ""
        text += mended(piece.text)
    size = max(map(type_size, pieces))
    return _Row(mended(text), min(one.left for one in pieces), max(one.right for one in pieces), size, pieces)


def type_size(line: TextLine) -> float:
    """The size of a line's type in pixels: its width by its characters where that is likely, else its height."""
    wide = sum(0.5 if char.isascii() else 1.0 for char in line.text) - 0.5 * line.text.endswith(tuple(_NARROW_ENDS))
    if wide < 2 or not line.height:
        return line.height
    advance = line.width / wide
    return advance if 0.7 < advance / line.height < 1.35 else line.height


def _settled(sizes: Sequence[tuple[float, int]]) -> list[float]:
    """Each size replaced by that of its like; a group is weighed by its characters, so that the body comes first."""
    centres: list[float] = []
    left = [one for one in sizes if one[0] > 0]
    while left:
        weight = {size: sum(n for other, n in left if abs(other - size) <= ALIKE * size) for size, _ in left}
        best = max(weight, key=lambda size: (weight[size], size))
        group = [(size, n) for size, n in left if abs(size - best) <= ALIKE * best]
        centres.append(median([size for size, n in group for _ in range(min(n, 40))] or [best]))
        left = [one for one in left if one not in group]
    return [min(centres, key=lambda centre: abs(centre - size)) if centres and size > 0 else 0.0 for size, _ in sizes]


def _points_per_pixel(page: Page, rows: Sequence[_Row], sizes: Sequence[float]) -> float:
    """Points in a pixel: by the sheet, or by the body's type where the sheet is only a part of the picture."""
    by_sheet = PAGE_POINTS / max(page.size)
    weight: dict[float, int] = {}
    for row, size in zip(rows, sizes, strict=True):
        weight[size] = weight.get(size, 0) + len(row.text)
    body = max(weight, key=lambda size: (weight[size], -size), default=0.0)
    ratio = max(page.size) / max(1, min(page.size))
    if body and not 1.3 < ratio < 1.55:
        return BODY_POINTS / body
    return by_sheet


def _column(rows: Sequence[_Row], width: int) -> tuple[float, float, float]:
    """The sides of the text column and its middle; those of a usual sheet where no three lines fill one."""
    if not rows:
        return 0.0, float(width), width / 2
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    full = [row for row in rows if row.right - row.left > (right - left) * 0.85]
    if len(full) < 3:
        return width * 0.15, width * 0.85, width / 2
    lefts, rights = sorted(row.left for row in full), sorted(row.right for row in full)
    left, right = lefts[len(lefts) // 5], rights[-1 - len(rights) // 5]
    return left, right, (left + right) / 2


def _is_centred(row: _Row, size: float, left: float, right: float, middle: float) -> bool:
    """Whether a row stands in the middle of the column, clear of its sides."""
    clear = size * 0.9
    in_middle = abs((row.left + row.right) / 2 - middle) < (right - left) * 0.05
    beyond = row.right - row.left > right - left + clear
    return in_middle and (beyond or (row.left > left + clear and row.right < right - clear))
