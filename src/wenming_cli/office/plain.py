"""A plain text (txt, csv) as a document or a workbook, so that every office program shows its characters as they are.

Programs guess the encoding of such files, by the language of the computer: LibreOffice takes a csv for Latin-1, Word
asks. Nothing is set off or left out: a line stays a line, a cell a text.
"""

import csv
import io
from pathlib import Path

from wenming_cli.text import width

MOST_BYTES = 4 << 20
PLAIN = {"txt": "docx", "csv": "xlsx"}
"""What each becomes."""
ODD, TOO_MUCH = "文字的编码认不出来", "文字太多，印不成页"
POINTS = 12.0
WIDEST_COLUMN, WIDE_TABLE = 60, 90
"""Half-width characters: of a column, and of a table from which it lies on its side."""
A4, MOST_CHARACTERS = 9, 32_000
"""Of xlsx: the number of the paper, and what a cell holds."""


class UnsetError(Exception):
    """A text that can't be set; the argument says why."""


def as_package(path: Path) -> tuple[str, bytes]:
    """The suffix and the bytes of what is opened in place of *path*; UnsetError where its text can't be had."""
    if path.stat().st_size > MOST_BYTES:
        raise UnsetError(TOO_MUCH)
    suffix = path.suffix.removeprefix(".")
    text = _decoded(path.read_bytes())
    return PLAIN[suffix], _workbook(text) if suffix == "csv" else _document(text)


def _decoded(data: bytes) -> str:
    """UTF-16 with a mark, UTF-8 or GB18030, as reading takes them."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnsetError(ODD)


def _document(text: str) -> bytes:
    """A paragraph a line, on A4."""
    import docx
    from docx.shared import Mm

    from wenming_cli.typeset.page import A4_MM
    from wenming_cli.typeset.style import Style
    from wenming_cli.typeset.table import FACE_BODY
    from wenming_cli.typeset.wordml import add_styles, element, paragraph, saved

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(A4_MM[0]), Mm(A4_MM[1])
    add_styles(document, (Style("WgPlain", "文本", FACE_BODY, POINTS),))
    end = document.element.body.sectPr
    for line in text.splitlines():
        end.addprevious(element(paragraph("WgPlain", line.expandtabs(8))))
    return saved(document, "")


def _workbook(text: str) -> bytes:
    """A cell a field, as text: no formula, no number that loses its zeros."""
    import xlsxwriter

    from wenming_cli.typeset.package import MADE, repacked
    from wenming_cli.typeset.table import FACE_BODY, printable

    rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"author": "wenming", "created": MADE})
    look = book.add_format(
        {"font_name": FACE_BODY, "font_size": POINTS, "text_wrap": True, "valign": "top", "border": 1}
    )
    sheet = book.add_worksheet()
    wide = [1] * max(map(len, rows), default=0)
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            said = "\n".join(printable(line.expandtabs(8)) for line in cell.splitlines())
            sheet.write_string(at, place, said[:MOST_CHARACTERS], look)
            wide[place] = min(WIDEST_COLUMN, max(wide[place], width(cell)))
    for place, columns in enumerate(wide):
        sheet.set_column(place, place, columns * POINTS / 10 + 2)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    if sum(wide) > WIDE_TABLE:
        sheet.set_landscape()
    book.close()
    return repacked(buffer.getvalue())


def _delimiter(text: str) -> str:
    """What stands oftenest between the fields of the first line."""
    first = text.partition("\n")[0]
    return max(",\t;", key=first.count)
