"""A table as a docx: A4 landscape, the head repeated on every page, page numbers below."""

import io
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from wenming_cli.typeset.package import MADE, repacked
from wenming_cli.typeset.table import FACE_BODY, FACE_HEAD, FACE_TITLE, Cell, Column, Heading, Table, printable

TWIPS_A_MM = 1440 / 25.4

# style id, name, face, half-points, alignment, points before and after
_STYLES = (
    ("WmTitle", "表题", FACE_TITLE, 44, "center", 0, 6),
    ("WmBelow", "表题下", FACE_BODY, 24, "center", 0, 6),
    ("WmHead", "表头", FACE_HEAD, 21, "center", 2, 2),
    ("WmGroup", "条目行", FACE_HEAD, 21, "left", 2, 2),
    ("WmCell", "表文", FACE_BODY, 21, "left", 2, 2),
    ("WmMiddle", "表文居中", FACE_BODY, 21, "center", 2, 2),
    ("WmClosing", "表尾", FACE_BODY, 24, "left", 8, 0),
    ("WmPage", "页码", FACE_BODY, 21, "center", 0, 0),
)


def as_docx(table: Table) -> bytes:
    """The bytes of a docx that shows *table*; the same table gives the same bytes."""
    document = docx.Document()
    _page(document)
    for style in _STYLES:
        document.styles.element.append(_style(*style))
    body = document.element.body
    end = body.sectPr
    for part in (_paragraph("WmTitle", table.title), _paragraph("WmBelow", table.below), _table(table)):
        end.addprevious(parse_xml(part))
    for line in table.closing or ("",):
        end.addprevious(parse_xml(_paragraph("WmClosing", line)))
    return _saved(document, table.title)


def _page(document: Document) -> None:
    """A4 landscape with margins of 20 mm and page numbers."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    section.footer.is_linked_to_previous = False
    pages = _run("第 ") + _field("PAGE") + _run(" 页　共 ") + _field("NUMPAGES") + _run(" 页")
    footer = section.footer._element
    for paragraph in list(footer):
        footer.remove(paragraph)
    footer.append(parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="WmPage"/></w:pPr>{pages}</w:p>'))


def _style(ident: str, name: str, face: str, size: int, align: str, before: int, after: int) -> Any:
    """A paragraph style that names its face for Chinese and for Latin text."""
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{ident}">'
        f'<w:name w:val="{name}"/><w:qFormat/>'
        f'<w:pPr><w:spacing w:before="{before * 20}" w:after="{after * 20}" w:line="240" w:lineRule="auto"/>'
        f'<w:jc w:val="{align}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}" w:hint="eastAsia"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r>'


def _field(name: str) -> str:
    """A number that the reading program fills in."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _paragraph(style: str, text: str, namespaces: bool = True) -> str:
    """A paragraph of one run."""
    outer = f" {nsdecls('w')}" if namespaces else ""
    return f'<w:p{outer}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(text)}</w:p>'


def _table(table: Table) -> str:
    """The table with fixed widths, so that no program shifts the columns."""
    widths = [round(column.mm * TWIPS_A_MM) for column in table.columns]
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = _row([("WmHead", column.head) for column in table.columns], widths, head=True)
    for row in table.rows:
        rows += _spanning(row, widths) if isinstance(row, Heading) else _cells(row, table.columns, widths)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
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
        f"{_paragraph(style, text, namespaces=False)}</w:tc>"
    )


def _spanning(heading: Heading, widths: list[int]) -> str:
    """A heading row; it stays with the row below it."""
    cell = _cell("WmGroup", heading.text, sum(widths), len(widths)).replace("</w:pPr>", "<w:keepNext/></w:pPr>", 1)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def _saved(document: Document, title: str) -> bytes:
    """The package with fixed properties and dates."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = printable(title)[:255], "wenming", "wenming", ""
    core.created = core.modified = MADE
    core.revision = 1
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue())
