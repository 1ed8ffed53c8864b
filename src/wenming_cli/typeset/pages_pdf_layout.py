"""Printed pages on sheets of A4: what stands where, before it is drawn.

Rows are never cut unless they are higher than a page; the head bands of a grid come back on every sheet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from wenming_cli.typeset.as_pdf import LONG, MM, SHORT
from wenming_cli.typeset.page import STYLES, Grid, Line, Look, Page, Pages
from wenming_cli.typeset.pages_pdf_cells import LEADING, Row, Strip, cut, lay, strips, words
from wenming_cli.typeset.pdf_faces import Faces
from wenming_cli.typeset.ruling import Box
from wenming_cli.typeset.upright import Words

HAIR = 0.01
"""Points by which sums may be off."""
BETWEEN_GRIDS = STYLES[Look.BREAK].points * LEADING


@dataclass(slots=True)
class Sheet:
    """A sheet: words, boxes (left, bottom, width, height), double rules (left, top, width), in points from below."""

    words: list[Words] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)


def lay_out(pages: Pages, faces: Faces) -> list[Sheet]:
    """All pages as sheets."""
    return [sheet for page in pages.pages for sheet in _Flow(pages, faces).page(page)]


class _Flow:
    """Parts put below each other, on a new sheet where one is full."""

    def __init__(self, pages: Pages, faces: Faces) -> None:
        top, right, bottom, left = (mm * MM for mm in pages.margins)
        self._faces = faces
        self._left, self._top = left, LONG - top
        self._wide, self._high = SHORT - left - right, LONG - top - bottom
        self._sheets = [Sheet()]
        self._used = 0.0

    def page(self, page: Page) -> list[Sheet]:
        """What begins on a new sheet, on as many as it needs."""
        before: Line | Grid | None = None
        for part in page.parts:
            if isinstance(part, Line):
                spent = STYLES[before.look].after if isinstance(before, Line) else 0.0
                for strip in strips((part.text,), part.look, self._wide, self._faces, spent=spent):
                    self._put(strip)
            else:
                self._used += BETWEEN_GRIDS if isinstance(before, Grid) else 0.0
                self._grid(part)
            before = part
        return self._sheets

    def _put(self, strip: Strip) -> None:
        """A line of text; the space below the last of a sheet may be missing."""
        if self._used and self._used + strip.foot > self._high + HAIR:
            self._turn()
        y = self._top - self._used
        self._sheets[-1].words.append(
            Words(strip.text, strip.face, strip.size, self._left + strip.inset, y - strip.baseline)
        )
        if strip.rule:
            self._sheets[-1].rules.append((self._left, y - strip.rule, self._wide))
        self._used += strip.height

    def _turn(self) -> None:
        self._sheets.append(Sheet())
        self._used = 0.0

    def _grid(self, grid: Grid) -> None:
        """A table in the middle between the margins."""
        leading = list(takewhile(lambda band: band.head, grid.bands))
        heads = [lay(band, grid.columns, self._faces, self._high) for band in leading]
        if sum(row.height for row in heads) > self._high / 2:
            heads = []
        most = self._high - sum(row.height for row in heads)
        rows = [lay(band, grid.columns, self._faces, most) for band in grid.bands[len(heads) :]]
        left = self._left + (self._wide - sum(grid.columns) * MM) / 2
        self._begin(heads, rows[0].height if rows else 0.0)
        for row in heads:
            self._row(row, left)
        for row in rows:
            for piece in self._pieces(row, heads, left):
                self._row(piece, left)

    def _begin(self, heads: list[Row], first: float) -> None:
        """A head never stands alone at the foot of a sheet."""
        needed = sum(row.height for row in heads)
        needed += first if needed + first <= self._high else 0.0
        if heads and self._used and self._used + needed > self._high + HAIR:
            self._turn()

    def _pieces(self, row: Row, heads: list[Row], left: float) -> Iterator[Row]:
        """A row, on a new sheet with the heads where this one has no room; one that none holds is cut."""
        again = sum(one.height for one in heads)
        if row.height <= self._high - again + HAIR:
            self._make_room(row.height, heads, left)
            yield row
            return
        rest = self._high - self._used
        for piece in cut(row, rest if rest > self._high / 3 else self._high - again, self._high - again):
            self._make_room(piece.height, heads, left)
            yield piece

    def _make_room(self, height: float, heads: list[Row], left: float) -> None:
        if self._used + height > self._high + HAIR and self._used > sum(one.height for one in heads) + HAIR:
            self._turn()
            for one in heads:
                self._row(one, left)

    def _row(self, row: Row, left: float) -> None:
        """A row at the place that is reached."""
        sheet, top = self._sheets[-1], self._top - self._used
        for cell in row.cells:
            sheet.boxes.append((left + cell.x, top - row.height, cell.width, row.height))
            sheet.words.extend(words(cell, left + cell.x, top, row.height, self._faces))
        self._used += row.height
