"""The cells of a workbook that people filled in, read in a worker process like any file that came from elsewhere."""

from datetime import date, datetime, time, timedelta
from typing import Any

from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.package import open_package
from wenming_cli.read.reader import open_regular
from wenming_cli.read.sheets import sheets_of
from wenming_cli.read.sniff import sniff
from wenming_cli.read.xlsx import check_sheets

MOST_BYTES = 512 << 20
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 20, 100_000, 60
Cell = str | float
Grid = list[list[Cell]]


def work(job: dict[str, Any]) -> dict[str, Any]:
    """{"path"} → the sheets with their cells from A1 on, and the hash of the file."""
    try:
        with open_regular(job["path"]) as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise UnreadableError("bomb", f"文件超过 {MOST_BYTES >> 20} MB")
        return {"sheets": _sheets(data, "." + job["path"].rpartition(".")[2].lower())}
    except UnreadableError as error:
        return {"problem": error.problem, "text": error.text}


def _sheets(data: bytes, suffix: str) -> list[tuple[str, Grid]]:
    """The sheets of an .xlsx."""
    if sniff(data, suffix) != "xlsx":
        raise UnreadableError("unsupported", "不是 xlsx 文件")
    check_sheets(open_package(data))
    return [(sheet.name, _grid(sheet)) for sheet in sheets_of(data)[:MOST_SHEETS]]


def _grid(sheet: Any) -> Grid:
    """The cells of a sheet, as far as a form goes."""
    rows = sheet.to_python(skip_empty_area=False)
    return [[_cell(cell) for cell in row[:MOST_COLUMNS]] for row in rows[:MOST_ROWS]]


def _cell(value: object) -> Cell:
    """Text as it stands; a number as a number, because 1.10 has become 1.1 in it; a day in its usual form."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime | date | time | timedelta):
        return str(value)
    return "" if value is None else str(value)
