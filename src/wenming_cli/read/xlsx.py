"""Read .xlsx: the rows of every sheet as lines, cells joined by tabs."""

import io
import re

from wenming_cli.read.extract import Extract, Line, UnreadableError
from wenming_cli.read.package import Package, open_package

MOST_CELLS = 40_000_000
"""Cells of the smallest rectangle around a sheet's content; calamine lays it out whole."""
SHEET_CELLS = 1 << 34
"""Cells of a whole sheet: 1,048,576 rows of 16,384."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_COUNTS = re.compile(rb"<(?:\w+:)?sst\b[^>]*")
_COUNT = re.compile(rb"\b(?:uniqueC|c)ount\s*=\s*[\"'](\d+)")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_IMPOSSIBLE = re.compile(rb"\br=[\"'](?:[A-Z]{4,}\d|[A-Z]*\d{8,})")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d+)")
_WIDE = re.compile(rb"\br=[\"']([A-Z]{2,3})\d")


def read_xlsx(data: bytes) -> Extract:
    """The text of a workbook, sheet after sheet; empty rows are dropped."""
    package = open_package(data)
    _check_sheets(package)
    from python_calamine import CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
    except Exception as error:
        kind = "encrypted" if "assword" in str(error) else "corrupt"
        raise UnreadableError(kind, f"工作簿打不开（{type(error).__name__}）") from error
    extract = Extract("xlsx", "表格", pages=None)
    for sheet in sheets:
        for row in sheet.to_python(skip_empty_area=True):
            cells = [_cell(cell) for cell in row]
            text = "\t".join(cell for cell in cells if cell)
            if text and not extract.add(Line(text, centred=sum(map(bool, cells)) == 1)):
                return extract
    return extract


def _cell(value: object) -> str:
    """A cell as text; whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip() if value is not None else ""


def _check_sheets(package: Package) -> None:
    """Refuse what makes a reader hang or die: impossible counts and places, endless merging, one far cell."""
    sheets = [name for name in package.members if _SHEET.fullmatch(name)]
    sizes = sum(package.size(name) for name in sheets)
    _check_strings(package, sizes)
    for name in sheets:
        part = package.read(name) or b""
        if _IMPOSSIBLE.search(part):
            raise UnreadableError("corrupt", "单元格的位置不可能存在")
        merged = 0
        for left, top, right, bottom in _MERGE.findall(part):
            merged += (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)
        if merged > SHEET_CELLS:
            raise UnreadableError("bomb", "合并的单元格比整张表还多")
        if _spread(part) > MOST_CELLS:
            raise UnreadableError("bomb", "单元格相距太远，展开后过大")


def _check_strings(package: Package, sheets: int) -> None:
    """The shared strings can't be more than there are bytes to hold them, nor used oftener than cells can."""
    size = package.size("xl/sharedStrings.xml")
    if not size:
        return
    head = _COUNTS.search((package.read("xl/sharedStrings.xml") or b"")[:4096])
    if head and any(int(count) > size + sheets for count in _COUNT.findall(head[0])):
        raise UnreadableError("corrupt", "共享字符串的数目不可能")


def _spread(part: bytes) -> int:
    """About how many cells the rectangle around a sheet's content has, never too few."""
    numbers = [int(number) for number in _ROW.findall(part)]
    rows = max(numbers) - min(numbers) + 1 if numbers else 0
    if rows * 26 <= MOST_CELLS and not _WIDE.search(part):
        return rows * 26
    columns = max((_column(name) for name in set(_WIDE.findall(part))), default=26)
    return rows * columns if rows > 1 else 0


def _column(name: bytes) -> int:
    """The number of a column: A is 1, XFD 16,384."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number
