"""A table as a docx: A4 landscape, the head repeated on every page, page numbers below."""

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from wenming_cli.typeset.style import Style
from wenming_cli.typeset.table import FACE_BODY, FACE_HEAD, FACE_TITLE, Cell, Column, Heading, Table, printable
from wenming_cli.typeset.wordml import add_styles, cell, element, field, paragraph, row, run, saved, table, twips

_STYLES = (
    Style("WmTitle", "表题", FACE_TITLE, 22, "center", 0, 6),
    Style("WmBelow", "表题下", FACE_BODY, 12, "center", 0, 6),
    Style("WmHead", "表头", FACE_HEAD, 10.5, "center", 2, 2),
    Style("WmGroup", "条目行", FACE_HEAD, 10.5, "left", 2, 2),
    Style("WmCell", "表文", FACE_BODY, 10.5, "left", 2, 2),
    Style("WmMiddle", "表文居中", FACE_BODY, 10.5, "center", 2, 2),
    Style("WmClosing", "表尾", FACE_BODY, 12, "left", 8, 0),
    Style("WmPage", "页码", FACE_BODY, 10.5, "center", 0, 0),
)


def as_docx(shown: Table) -> bytes:
    """The bytes of a docx that shows a table; the same table gives the same bytes."""
    document = docx.Document()
    _page(document)
    add_styles(document, _STYLES)
    body = document.element.body
    end = body.sectPr
    closing = (paragraph("WmClosing", line) for line in shown.closing or ("",))
    for part in (paragraph("WmTitle", shown.title), paragraph("WmBelow", shown.below), _table(shown), *closing):
        end.addprevious(element(part))
    return saved(document, shown.title)


def _page(document: Document) -> None:
    """A4 landscape with margins of 20 mm and page numbers."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    section.footer.is_linked_to_previous = False
    pages = run("第 ") + field("PAGE") + run(" 页　共 ") + field("NUMPAGES") + run(" 页")
    footer = section.footer._element
    for line in list(footer):
        footer.remove(line)
    footer.append(element(f'<w:p><w:pPr><w:pStyle w:val="WmPage"/></w:pPr>{pages}</w:p>'))


def _table(shown: Table) -> str:
    """The table with its head."""
    widths = [twips(column.mm) for column in shown.columns]
    rows = row([("WmHead", column.head) for column in shown.columns], widths, head=True)
    for one in shown.rows:
        rows += _spanning(one, widths) if isinstance(one, Heading) else _cells(one, shown.columns, widths)
    return table(widths, rows)


def _cells(cells: tuple[Cell, ...], columns: tuple[Column, ...], widths: list[int]) -> str:
    """An ordinary row."""
    styled = [
        ("WmMiddle" if column.centred else "WmCell", printable(one)) for column, one in zip(columns, cells, strict=True)
    ]
    return row(styled, widths)


def _spanning(heading: Heading, widths: list[int]) -> str:
    """A heading row; it stays with the row below it."""
    whole = cell("WmGroup", heading.text, sum(widths), len(widths)).replace("</w:pPr>", "<w:keepNext/></w:pPr>", 1)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{whole}</w:tr>"
