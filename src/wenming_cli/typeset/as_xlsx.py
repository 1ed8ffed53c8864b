"""Tables as an xlsx: a sheet each, frozen head, filter, A4 landscape, one page wide."""

import io
import math
from typing import Any

import xlsxwriter

from wenming_cli.text import width
from wenming_cli.typeset.package import MADE, repacked
from wenming_cli.typeset.table import FACE_BODY, FACE_HEAD, FACE_TITLE, PAGE_MM, Cell, Column, Heading, Table, printable

A4 = 9
FIRST_ROW = 3
LINE_POINTS = 15.0
MM_A_HALF_COLUMN = 1.95
"""Half the width of a Chinese character of 10.5 points, with a little air."""
MOST_POINTS, MOST_CHARACTERS = 400.0, 32_000
_TEXT_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def as_xlsx(*tables: Table) -> bytes:
    """The bytes of a workbook that shows *tables*, a sheet each; text is text (never a formula or a link)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _TEXT_ONLY)
    book.set_properties({"title": printable(tables[0].title)[:255], "author": "wenming", "created": MADE})
    looks = _looks(book)
    for table in tables:
        _sheet(book.add_worksheet(table.name), table, looks)
    book.close()
    return repacked(buffer.getvalue())


def _sheet(sheet: Any, table: Table, looks: dict[str, Any]) -> None:
    """One table from its title to its closing lines."""
    _page(sheet, table)
    _top(sheet, table, looks)
    last = _rows(sheet, table, looks)
    sheet.autofilter(FIRST_ROW - 1, 0, max(last - 1, FIRST_ROW - 1), len(table.columns) - 1)
    for at, line in enumerate(table.closing, start=last):
        _across(sheet, at, table, line, looks["closing"], max(24, _points([(line, PAGE_MM)])))


def _looks(book: Any) -> dict[str, Any]:
    """The formats, by what they are for."""
    body = {"font_name": FACE_BODY, "font_size": 10.5, "text_wrap": True, "valign": "vcenter", "border": 1}
    head = {**body, "font_name": FACE_HEAD}
    bare = {"font_name": FACE_BODY, "font_size": 12, "valign": "vcenter", "text_wrap": True}
    return {
        "title": book.add_format({"font_name": FACE_TITLE, "font_size": 22, "align": "center", "valign": "vcenter"}),
        "below": book.add_format({**bare, "align": "center"}),
        "head": book.add_format({**head, "align": "center"}),
        "heading": book.add_format({**head, "align": "left"}),
        "cell": book.add_format({**body, "align": "left"}),
        "centred": book.add_format({**body, "align": "center"}),
        "closing": book.add_format({**bare, "align": "left"}),
    }


def _page(sheet: Any, table: Table) -> None:
    """How it prints and what stays on the screen."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.79, right=0.79, top=0.79, bottom=0.79)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST_ROW - 1)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.set_footer("&C第 &P 页　共 &N 页")
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, (column.mm * 96 / 25.4 - 5) / 7)


def _top(sheet: Any, table: Table, looks: dict[str, Any]) -> None:
    """Title, the line below it, and the heads."""
    _across(sheet, 0, table, table.title, looks["title"], 36)
    _across(sheet, 1, table, table.below, looks["below"], 20)
    sheet.set_row(FIRST_ROW - 1, 22)
    for at, column in enumerate(table.columns):
        sheet.write_string(FIRST_ROW - 1, at, column.head, looks["head"])


def _rows(sheet: Any, table: Table, looks: dict[str, Any]) -> int:
    """All rows; answers the first row after them."""
    at = FIRST_ROW
    for row in table.rows:
        if isinstance(row, Heading):
            _across(sheet, at, table, row.text, looks["heading"], _points([(row.text, PAGE_MM)]))
        else:
            _row(sheet, at, row, table.columns, looks)
        at += 1
    return at


def _row(sheet: Any, at: int, row: tuple[Cell, ...], columns: tuple[Column, ...], looks: dict[str, Any]) -> None:
    """An ordinary row, as high as its longest cell needs."""
    sheet.set_row(at, _points([(printable(cell), column.mm) for cell, column in zip(row, columns, strict=True)]))
    for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
        look = looks["centred" if column.centred else "cell"]
        if isinstance(cell, int):
            sheet.write_number(at, place, cell, look)
        else:
            sheet.write_string(at, place, printable(cell)[:MOST_CHARACTERS], look)


def _across(sheet: Any, at: int, table: Table, text: str, look: Any, points: float) -> None:
    """A line over the whole width."""
    sheet.set_row(at, points)
    sheet.merge_range(at, 0, at, len(table.columns) - 1, "", look)
    sheet.write_string(at, 0, printable(text)[:MOST_CHARACTERS], look)


def _points(cells: list[tuple[str, int]]) -> float:
    """The height that texts need in columns of so many mm; no program does that for merged cells."""
    lines = max(math.ceil(width(text) * MM_A_HALF_COLUMN / (mm - 2)) for text, mm in cells)
    return min(max(lines, 1) * LINE_POINTS + 4, MOST_POINTS)
