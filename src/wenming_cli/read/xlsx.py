"""Read .xlsx: the rows of every sheet as lines, cells joined by tabs."""

import io

from wenming_cli.read.docx import check_package
from wenming_cli.read.extract import MOST_TEXT, Extract, Line, UnreadableError


def read_xlsx(data: bytes) -> Extract:
    """The text of a workbook, sheet after sheet; empty rows are dropped."""
    check_package(data)
    from python_calamine import CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
    except Exception as error:
        encrypted = "assword" in str(error)
        raise UnreadableError("encrypted" if encrypted else "corrupt", f"工作簿打不开（{type(error).__name__}）") from error
    extract = Extract("xlsx", "表格", pages=None)
    used = 0
    for sheet in sheets:
        for row in sheet.to_python(skip_empty_area=True):
            cells = [_cell(cell) for cell in row]
            text = "\t".join(cell for cell in cells if cell)
            if text:
                extract.lines.append(Line(text, centred=sum(map(bool, cells)) == 1))
                used += len(text)
        if used > MOST_TEXT:
            break
    return extract


def _cell(value: object) -> str:
    """A cell as text; whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() if value is not None else ""
