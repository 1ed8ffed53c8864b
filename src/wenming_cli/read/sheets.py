"""Read .xls and the .et that is the same (BIFF in OLE) with calamine: rows as lines, cells joined by tabs.

Before calamine lays out a sheet, the globals ([MS-XLS] 2.1.7.20.3) are walked: a FilePass means a password. Then the
records of each sheet tell how far its cells lie apart: a bent one made calamine ask for 137 GB.
"""

import io
import struct
from collections.abc import Iterable
from typing import Any

from wenming_cli.read.extract import Extract, Line, UnreadableError
from wenming_cli.read.streams import Streams, page_count, pictures_in, refuse_package

MOST_CELLS = 40_000_000
"""Cells of the smallest rectangles around all sheets' contents; calamine lays them out whole."""
MOST_SHEETS = 1_000
_FILE_PASS, _SHEET, _DRAWINGS, _CONTINUE, _END = 0x2F, 0x85, 0xEB, 0x3C, 0x0A
_DIMENSIONS, _ROWS = 0x200, 1 << 16
_CELL = struct.Struct("<HHHH").unpack_from
_RUNS = frozenset({0xBD, 0xBE})
"""MulRk and MulBlank end with their last column."""
_CELLS = frozenset(
    {0xFD, 0x203, 0x204, 0x205, 0x27E, 0x06, 0x206, 0x406, 0x201, 0xD6, *_RUNS, 0x02, 0x03, 0x04, 0x05, 0x07}
)


def read_xls(data: bytes, format_name: str = "xls") -> Extract:
    """The text of a workbook, sheet after sheet; empty rows are dropped."""
    streams = Streams(data)
    refuse_package(streams)
    book = streams.read("Workbook") or streams.read("Book")
    if len(book) < 8:
        raise UnreadableError("corrupt", "里面没有工作簿")
    try:
        sheets, drawings = _globals(book)
        if sum(_spread(book, at) for at in sheets) > MOST_CELLS:
            raise UnreadableError("bomb", "单元格相距太远，展开后过大")
    except struct.error as error:
        raise UnreadableError("corrupt", "工作簿结构不完整") from error
    extract = Extract(format_name, "表格", pages=page_count(streams), pictures=pictures_in(drawings))
    take_rows(sheets_of(data), extract)
    return extract


def _globals(book: bytes) -> tuple[list[int], bytes]:
    """Where the sheets begin, and the drawings of the workbook, from its first substream."""
    at, last = 0, 0
    sheets: list[int] = []
    drawings = bytearray()
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        at += 4
        if kind == _FILE_PASS:
            raise UnreadableError("encrypted")
        if kind == _SHEET and length >= 4 and len(sheets) < MOST_SHEETS:
            sheets.append(struct.unpack_from("<I", book, at)[0])
        elif kind == _DRAWINGS or (kind == _CONTINUE and last == _DRAWINGS):
            drawings += book[at : at + length]
        elif kind == _END:
            break
        last = kind if kind != _CONTINUE else last
        at += length
    return sheets, bytes(drawings)


def _spread(book: bytes, at: int) -> int:
    """The cells of the smallest rectangle around a sheet's content; what it states is not to be trusted."""
    left = top = _ROWS
    right = bottom = -1
    stated = 0
    end = len(book) - 8
    while at <= end:
        kind, length, row, column = _CELL(book, at)
        if kind in _CELLS:
            if row < top:
                top = row
            if row > bottom:
                bottom = row
            if column < left:
                left = column
            if kind in _RUNS:
                column = int.from_bytes(book[at + 2 + length : at + 4 + length], "little")
            if column > right:
                right = column
        elif kind == _DIMENSIONS and length >= 12:
            stated = _stated(book, at + 4)
        elif kind == _END:
            break
        at += 4 + length
    return max(stated, max(bottom - top + 1, 0) * max(right - left + 1, 0))


def _stated(book: bytes, at: int) -> int:
    """The cells that a sheet says to span (2.4.90); calamine makes room for them."""
    first, last, left, right = struct.unpack_from("<IIHH", book, at)
    if last > _ROWS or first > last or left > right:
        raise UnreadableError("corrupt", "工作表的范围不可能存在")
    return int((last - first) * (right - left))


def sheets_of(data: bytes) -> list[Any]:
    """The sheets of a workbook as calamine has them; it may panic, which is no Exception (RELIABILITY, part 0)."""
    from python_calamine import CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        kind = "encrypted" if "assword" in str(error) else "corrupt"
        raise UnreadableError(kind, f"工作簿打不开（{type(error).__name__}）") from error


def take_rows(sheets: Iterable[Any], extract: Extract) -> None:
    """Add the rows of all sheets to *extract*, those without text left out."""
    for sheet in sheets:
        for row in sheet.to_python(skip_empty_area=True):
            cells = [text for cell in row if (text := cell.strip() if type(cell) is str else _cell(cell))]
            if cells and not extract.add(Line("\t".join(cells), centred=len(cells) == 1)):
                return


def _cell(value: object) -> str:
    """A cell as text; whole numbers without a decimal point."""
    if type(value) is float:
        return f"{value:.0f}" if value.is_integer() and -1e15 < value < 1e15 else str(value)
    return str(value).strip() if value is not None else ""
