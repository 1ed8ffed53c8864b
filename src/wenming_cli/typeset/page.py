"""Printed pages as a value: lines and grids in named looks, before they are a docx.

Faces and sizes follow GB/T 9704-2012 where it speaks of them: titles 小标宋, heads 黑体, text 仿宋; margins of its
版心 of 156 mm by 225 mm (top 37, left 28, bottom 35, right 26).
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from wenming_cli.text import width
from wenming_cli.typeset.style import MM_A_POINT, Style
from wenming_cli.typeset.table import FACE_BODY, FACE_HEAD, FACE_TITLE, printable

A4_MM = (210, 297)
BODY_MM = (156, 225)
"""版心: the width and height that the margins of GB/T 9704-2012 leave on A4."""
LINE_HEIGHT = 1.4
"""A line in sizes of its characters; WPS and LibreOffice differ, this is the higher."""
CELL_AIR_MM = 2.5
"""What the edges of a cell take of its width."""


class Look(StrEnum):
    """How a text is set; the value is the id of its style."""

    OWNER = "WpOwner"
    ARCHIVE = "WpArchive"
    COVER = "WpCover"
    TITLE = "WpTitle"
    NUMBER = "WpNumber"
    LEAD = "WpLead"
    BELOW = "WpBelow"
    TEXT = "WpText"
    SIGNED = "WpSigned"
    HEAD = "WpHead"
    CELL = "WpCell"
    MIDDLE = "WpMiddle"
    SPINE_LARGE = "WpSpineLarge"
    SPINE = "WpSpine"
    SPINE_SMALL = "WpSpineSmall"
    SPINE_TINY = "WpSpineTiny"
    SMALL = "WpSmall"
    BREAK = "WpBreak"


STYLES = {
    Look.OWNER: Style(Look.OWNER, "全宗名称", FACE_TITLE, 26, "center", 0, 60, ruled=True),
    Look.ARCHIVE: Style(Look.ARCHIVE, "档案名称", FACE_TITLE, 36, "center", 40, 60),
    Look.COVER: Style(Look.COVER, "封面文字", FACE_HEAD, 22, "center", 6, 12),
    Look.TITLE: Style(Look.TITLE, "表名", FACE_TITLE, 22, "center", 0, 6),
    Look.NUMBER: Style(Look.NUMBER, "条目号", FACE_TITLE, 36, "center", 0, 6),
    Look.LEAD: Style(Look.LEAD, "条目文字", FACE_HEAD, 16, "center", 0, 10),
    Look.BELOW: Style(Look.BELOW, "表名下", FACE_BODY, 12, "center", 0, 8),
    Look.TEXT: Style(Look.TEXT, "正文", FACE_BODY, 14, "left", 3, 3),
    Look.SIGNED: Style(Look.SIGNED, "签署", FACE_BODY, 14, "left", 8, 4),
    Look.HEAD: Style(Look.HEAD, "栏名", FACE_HEAD, 12, "center", 2, 2),
    Look.CELL: Style(Look.CELL, "栏文", FACE_BODY, 12, "left", 2, 2),
    Look.MIDDLE: Style(Look.MIDDLE, "栏文居中", FACE_BODY, 12, "center", 2, 2),
    Look.SPINE_LARGE: Style(Look.SPINE_LARGE, "脊背大字", FACE_TITLE, 24, "center"),
    Look.SPINE: Style(Look.SPINE, "脊背文字", FACE_TITLE, 18, "center"),
    Look.SPINE_SMALL: Style(Look.SPINE_SMALL, "脊背小字", FACE_TITLE, 13, "center"),
    Look.SPINE_TINY: Style(Look.SPINE_TINY, "脊背细字", FACE_TITLE, 9, "center"),
    Look.SMALL: Style(Look.SMALL, "脊背栏", FACE_HEAD, 9, "center"),
    Look.BREAK: Style(Look.BREAK, "另起一页", FACE_BODY, 1, "left"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    look: Look
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a grid: its paragraphs, the columns it takes.

    *upright* is written from top to bottom; the text of *top* begins at the upper edge, else it stands in the middle.
    """

    look: Look
    text: str | tuple[str, ...]
    across: int = 1
    upright: bool = False
    top: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """Its paragraphs."""
        return (self.text,) if isinstance(self.text, str) else self.text


@dataclass(frozen=True, slots=True)
class Band:
    """A row of a grid: as high as its text needs, at *least* so many mm, or exactly *mm*."""

    fields: tuple[Field, ...]
    mm: float | None = None
    least: float | None = None
    head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of columns of so many mm; a head band comes back on every page."""

    columns: tuple[float, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What begins on a new page and may run on."""

    parts: tuple[Line | Grid, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """An A4 document upright: its name, its pages, its margins (top, right, bottom, left)."""

    name: str
    pages: tuple[Page, ...]
    margins: tuple[float, float, float, float] = (37, 26, 35, 28)


def height(part: Line | Grid, across: float = BODY_MM[0]) -> float:
    """About how many mm a part needs; what is estimated is estimated high."""
    if isinstance(part, Line):
        return _text_mm((part.text,), part.look, across)
    return sum(band.mm or max(band.least or 0, _band_mm(band, part.columns)) for band in part.bands)


def _band_mm(band: Band, columns: tuple[float, ...]) -> float:
    """The height of a row: that of its highest cell."""
    at, most = 0, 0.0
    for one in band.fields:
        across = sum(columns[at : at + one.across])
        most = max(most, _text_mm(one.lines, one.look, across - CELL_AIR_MM))
        at += one.across
    return most + 0.4


def wide(text: str) -> int:
    """Columns on paper: a screen gives quotation marks and dashes one, a Chinese typeface two."""
    return width(text) + sum(char in "“”‘’—…·" for char in text)


def _text_mm(texts: tuple[str, ...], look: Look, across: float) -> float:
    style = STYLES[look]
    size = style.points * MM_A_POINT
    lines = sum(max(1, math.ceil(wide(printable(text)) / 2 * size / across)) for text in texts)
    return lines * size * LINE_HEIGHT + len(texts) * (style.before + style.after) * MM_A_POINT
