"""A table as a docx: A4 landscape, the head repeated on every page, page numbers below."""

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from wenming_cli.typeset.table import FACE_BODY, FACE_HEAD, FACE_TITLE, Cell, Column, Heading, Table, printable
from wenming_cli.typeset.wordml import Style, add_styles, element, field, paragraph, run, saved, twips

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


def as_docx(table: Table) -> bytes:
    """The bytes of a docx that shows *table*; the same table gives the same bytes."""
    document = docx.Document()
    _page(document)
    add_styles(document, _STYLES)
    body = document.element.body
    end = body.sectPr
    closing = (paragraph("WmClosing", line) for line in table.closing or ("",))
    for part in (paragraph("WmTitle", table.title), paragraph("WmBelow", table.below), _table(table), *closing):
        end.addprevious(element(part))
    return saved(document, table.title)


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


def _table(table: Table) -> str:
    """The table with fixed widths, so that no program shifts the columns."""
    widths = [twips(column.mm) for column in table.columns]
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = _row([("WmHead", column.head) for column in table.columns], widths, head=True)
    for row in table.rows:
        rows += _spanning(row, widths) if isinstance(row, Heading) else _cells(row, table.columns, widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _cells(row: tuple[Cell, ...], columns: tuple[Column, ...], widths: list[int]) -> str:
    """An ordinary row."""
    styled = [
        ("WmMiddle" if column.centred else "WmCell", printable(cell)) for column, cell in zip(columns, row, strict=True)
    ]
    return _row(styled, widths)


def _row(cells: list[tuple[str, str]], widths: list[int], head: bool = False) -> str:
    """A row that no page break cuts; the head comes back on every page."""
    again = "<w:tblHeader/>" if head else ""
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>"
        + "".join(_cell(style, text, width) for (style, text), width in zip(cells, widths, strict=True))
        + "</w:tr>"
    )


def _cell(style: str, text: str, width: int, span: int = 1) -> str:
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(style, text)}</w:tc>"
    )


def _spanning(heading: Heading, widths: list[int]) -> str:
    """A heading row; it stays with the row below it."""
    cell = _cell("WmGroup", heading.text, sum(widths), len(widths)).replace("</w:pPr>", "<w:keepNext/></w:pPr>", 1)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"
