"""Read .xlsx: the rows of every sheet as lines, cells joined by tabs."""

import re

from wenming_cli.read.extract import Extract, UnreadableError
from wenming_cli.read.package import Package, open_package
from wenming_cli.read.sheets import sheets_of, take_rows

MOST_CELLS = 40_000_000
"""Cells of the smallest rectangle around a sheet's content; calamine lays it out whole."""
SHEET_CELLS = 1 << 34
"""Cells of a whole sheet: 1,048,576 rows of 16,384."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_COUNTS = re.compile(rb"<(?:\w+:)?sst\b[^>]*")
_COUNT = re.compile(rb"\b(?:uniqueC|c)ount\s*=\s*[\"'](\d+)")
_MERGE = re.compile(rb"mergeCell(?<=[<:]mergeCell)\b[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_AT = rb"r(?<=\br)\s*=\s*[\"']"
"""How the place of a row or a cell begins; a letter to begin with makes the search five times as fast as a bound."""
_FAR = (
    re.compile(_AT + rb"(?:[A-Za-z]{2,}\d|[A-Za-z]?\d{7})"),
    re.compile(_AT + rb"(?:[A-Za-z]{3,}\d|[A-Za-z]*\d{5})"),
)
"""A sheet in which one of these is nowhere found is small enough: 26 columns of 999,999 rows, or 702 of 9,999."""
_IMPOSSIBLE = re.compile(_AT + rb"(?:[A-Za-z]{4,}\d|[A-Za-z]*\d{8,})")
_PLACE = re.compile(_AT + rb"([A-Za-z]{0,3})(\d+)")


def read_xlsx(data: bytes) -> Extract:
    """The text of a workbook, sheet after sheet; empty rows are dropped."""
    package = open_package(data)
    check_sheets(package)
    extract = Extract("xlsx", "表格", pages=None)
    take_rows(sheets_of(data), extract)
    return extract


def check_sheets(package: Package) -> None:
    """Refuse what makes a reader hang or die: impossible counts and places, endless merging, one far cell."""
    sheets = [name for name in package.members if _SHEET.fullmatch(name)]
    sizes = sum(package.size(name) for name in sheets)
    _check_strings(package, sizes)
    for name in sheets:
        part = package.read(name) or b""
        merged = 0
        for left, top, right, bottom in _MERGE.findall(part):
            merged += (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)
        if merged > SHEET_CELLS:
            raise UnreadableError("bomb", "合并的单元格比整张表还多")
        if all(far.search(part) for far in _FAR):
            _check_spread(part)


def _check_strings(package: Package, sheets: int) -> None:
    """The shared strings can't be more than there are bytes to hold them, nor used oftener than cells can."""
    size = package.size("xl/sharedStrings.xml")
    if not size:
        return
    head = _COUNTS.search((package.read("xl/sharedStrings.xml") or b"")[:4096])
    if head and any(int(count) > size + sheets for count in _COUNT.findall(head[0])):
        raise UnreadableError("corrupt", "共享字符串的数目不可能")


def _check_spread(part: bytes) -> None:
    """Refuse a sheet with an impossible place, or whose rectangle around its content has too many cells."""
    if _IMPOSSIBLE.search(part):
        raise UnreadableError("corrupt", "单元格的位置不可能存在")
    places = _PLACE.findall(part)
    rows = [int(row) for _, row in places]
    columns = max(_column(column.upper()) for column in {column for column, _ in places})
    if (max(rows) - min(rows) + 1) * max(columns, 26) > MOST_CELLS:
        raise UnreadableError("bomb", "单元格相距太远，展开后过大")


def _column(name: bytes) -> int:
    """The number of a column: A is 1, XFD 16,384."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number
