"""The words of a PDF page and where they stand: its text layer, as PDFium gives it."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wenming_cli.bind.marks import MOST_PAGES, Place, Stroke, fitted, scale_on_paper

LEVEL = math.radians(2)
"""Words that lean by more are not on a level."""
MOST_CHARACTERS = 20_000
"""Characters of a page that are looked at; a page of a newspaper has fewer."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, on the page as it is shown."""


@contextmanager
def text_pages(path: str) -> "Iterator[tuple[TextPage, ...]]":
    """The first pages of a PDF; a page that can't be read has no words."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(path)
    try:
        yield tuple(TextPage(document, at) for at in range(min(len(document), MOST_PAGES)))
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A visible character: its ink, its cell in the line, whether it stands upright."""

    ink: Box
    cell: Box
    upright: bool

    @property
    def middle(self) -> float:
        """The height of the middle of the line that it stands in."""
        return (self.cell[1] + self.cell[3]) / 2


class TextPage:
    """A page of an open PDF."""

    def __init__(self, document: Any, at: int) -> None:
        self._document, self._at = document, at

    @cached_property
    def text(self) -> str:
        """The characters of the page, each at its number."""
        import pypdfium2.raw as raw

        textpage = self._textpage
        if textpage is None:
            return ""
        count = min(textpage.count_chars(), MOST_CHARACTERS)
        return "".join(map(chr, (raw.FPDFText_GetUnicode(textpage.raw, at) for at in range(count))))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is shown, points."""
        return self._frame.size

    @cached_property
    def _page(self) -> Any:
        return self._document[self._at]

    @cached_property
    def _textpage(self) -> Any:
        import pypdfium2 as pdfium

        try:
            return self._page.get_textpage()
        except pdfium.PdfiumError:
            return None

    @cached_property
    def _frame(self) -> "_Frame":
        return _Frame(self._page)

    @cached_property
    def _glyphs(self) -> dict[int, _Glyph]:
        """The visible characters by their number."""
        look = _Look(self._textpage, self._frame)
        return {at: look.glyph(at) for at, char in enumerate(self.text) if not char.isspace() and char.isprintable()}

    def strokes(self, place: Place) -> tuple[Stroke, ...]:
        """The lines below characters; none where one of them stands askew, or where there is no room."""
        glyphs = [one for at in range(*place) if (one := self._glyphs.get(at)) is not None]
        if not glyphs or not all(one.upright for one in glyphs):
            return ()
        rows = _rows(glyphs)
        if len(rows) > 2 and len(rows) * 2 > len(glyphs):
            return ()
        strokes = [self._stroke(row) for row in rows]
        return tuple(one for one in strokes if one is not None) if None not in strokes else ()

    def _stroke(self, row: Sequence[_Glyph]) -> Stroke | None:
        """The line below a row, between it and the words below; None where these are too near."""
        left, right = min(one.ink[0] for one in row), max(one.ink[2] for one in row)
        low, high = min(one.cell[1] for one in row), max(one.cell[3] for one in row)
        above = [one for one in self._glyphs.values() if one.ink[0] < right and one.ink[2] > left]
        bottom = min(one.ink[1] for one in above if low <= one.middle <= high)
        top = max((one.ink[3] for one in above if one.middle < low), default=0.0)
        scale = self._frame.scale
        fit = fitted((bottom - top) * scale)
        if fit is None:
            return None
        down, thick = fit
        (x, y), (end, _) = self._frame.share(left, bottom - down / scale), self._frame.share(right, bottom)
        return x, y, end, y, round(thick, 3)


def _rows(glyphs: Sequence[_Glyph]) -> list[list[_Glyph]]:
    """Characters in reading order, dealt out over the lines in which they stand."""
    rows: list[list[_Glyph]] = []
    for one in glyphs:
        last = rows[-1][-1] if rows else None
        height = one.cell[3] - one.cell[1]
        if last is None or abs(one.middle - last.middle) > height / 2 or one.cell[0] < last.cell[0] - height / 2:
            rows.append([])
        rows[-1].append(one)
    return rows


class _Frame:
    """A page as it is shown: cut to its crop box, turned, its lower left corner at 0, 0."""

    def __init__(self, page: Any) -> None:
        media, crop = page.get_mediabox(), page.get_cropbox()
        cut = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
        self._box = cut if cut[2] - cut[0] > 1 and cut[3] - cut[1] > 1 else media
        self.turn = page.get_rotation()
        wide, high = self._box[2] - self._box[0], self._box[3] - self._box[1]
        self.size = (wide, high) if self.turn % 180 == 0 else (high, wide)
        self.scale = scale_on_paper(self.size)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page as it is written."""
        (one, low), (two, high) = self._point(left, bottom), self._point(right, top)
        return min(one, two), min(low, high), max(one, two), max(low, high)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self._box
        turned = {90: (y - bottom, right - x), 180: (right - x, top - y), 270: (top - y, x - left)}
        return turned.get(self.turn, (x - left, y - bottom))

    def share(self, x: float, y: float) -> tuple[float, float]:
        """A point in shares of the sides, from the upper left corner."""
        return round(x / self.size[0], 6), round(1 - y / self.size[1], 6)


class _Look:
    """How the characters of a page stand; what PDFium writes its answers to is made once."""

    def __init__(self, textpage: Any, frame: _Frame) -> None:
        import pypdfium2.raw as raw

        self._raw, self._text, self._frame = raw, textpage.raw, frame
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._to_sides = [ctypes.byref(side) for side in self._sides]
        self._cell = raw.FS_RECTF()
        self._to_cell = ctypes.byref(self._cell)
        self._turn = math.radians(frame.turn)

    def glyph(self, at: int) -> _Glyph:
        """A character by its number."""
        raw, cell = self._raw, self._cell
        raw.FPDFText_GetCharBox(self._text, at, *self._to_sides)
        left, right, bottom, top = (side.value for side in self._sides)
        raw.FPDFText_GetLooseCharBox(self._text, at, self._to_cell)
        angle = (raw.FPDFText_GetCharAngle(self._text, at) + self._turn + math.pi) % (2 * math.pi) - math.pi
        ink = self._frame.box(left, bottom, right, top)
        return _Glyph(ink, self._frame.box(cell.left, cell.bottom, cell.right, cell.top), abs(angle) <= LEVEL)
