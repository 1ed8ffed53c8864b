"""A printed table as a value: what a catalogue or a list shows, before it is docx or xlsx."""

import re
from dataclasses import dataclass

from wenming_cli.text import showable

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in mm, and whether it is centred."""

    head: str
    mm: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that spans the table and stands above the rows that belong to it."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A page-wide table: *name* for the sheet tab, title, a line below it, columns, rows, closing lines.

    Every row that is no Heading has one cell per column; widths add up to PAGE_MM.
    """

    name: str
    title: str
    below: str
    columns: tuple[Column, ...]
    rows: tuple[Heading | tuple[Cell, ...], ...]
    closing: tuple[str, ...] = ()


PAGE_MM = 257
"""The width that A4 landscape leaves between margins of 20 mm."""

FACE_TITLE = "方正小标宋简体"
FACE_HEAD = "黑体"
FACE_BODY = "仿宋_GB2312"

_NO_CHARACTERS = re.compile("[\ufffe\uffff]")


def printable(cell: Cell) -> str:
    """The text of a cell with everything spelled out that XML or paper can't show."""
    text = showable("" if cell is None else str(cell))
    return _NO_CHARACTERS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
