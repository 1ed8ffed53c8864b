"""What every docx of this program is made of: styles that name their faces, runs, paragraphs, fixed bytes."""

import io
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from wenming_cli.typeset.package import MADE, repacked
from wenming_cli.typeset.style import Style
from wenming_cli.typeset.table import printable

TWIPS_A_MM = 1440 / 25.4


def twips(mm: float) -> int:
    """Millimetres in the unit of docx."""
    return round(mm * TWIPS_A_MM)


def add_styles(document: Document, styles: tuple[Style, ...]) -> None:
    """Put the styles into the document."""
    for style in styles:
        document.styles.element.append(_style(style))


def _style(one: Style) -> Any:
    """A paragraph style that names its face for Chinese and for Latin text.

    Its language is what LibreOffice finds a stand-in by: without it the stand-in may overlap where text is upright.
    """
    rule = '<w:pBdr><w:bottom w:val="double" w:sz="6" w:space="6" w:color="000000"/></w:pBdr>' if one.ruled else ""
    size = round(one.points * 2)
    line = f'w:line="{round(one.exact * 20)}" w:lineRule="exact"' if one.exact else 'w:line="240" w:lineRule="auto"'
    indent = f'<w:ind w:firstLineChars="{one.first * 100}" w:firstLine="{round(one.first * one.points * 20)}"/>'
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{one.ident}">'
        f'<w:name w:val="{one.name}"/><w:qFormat/><w:pPr>{rule}'
        f'<w:spacing w:before="{round(one.before * 20)}" w:after="{round(one.after * 20)}" {line}/>'
        f'{indent if one.first else ""}<w:jc w:val="{one.align}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{one.face}" w:hAnsi="{one.face}" w:eastAsia="{one.face}" w:cs="{one.face}" '
        f'w:hint="eastAsia"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:style>'
    )


def run(text: str) -> str:
    """Text as it is, spaces kept, with everything spelled out that XML can't hold."""
    return f'<w:r><w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r>'


def field(name: str) -> str:
    """A number that the reading program fills in."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(style: str, text: str, extra: str = "") -> str:
    """A paragraph of one run, its namespaces not named; *extra* are further properties."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{run(text)}</w:p>'


def table(widths: list[int], rows: str) -> str:
    """A table with thin lines and fixed widths (twips), so that no program shifts the columns."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def row(cells: list[tuple[str, str]], widths: list[int], head: bool = False) -> str:
    """A row of cells, each with its style, that no page break cuts; the head comes back on every page."""
    again = "<w:tblHeader/>" if head else ""
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>"
        + "".join(cell(style, text, width) for (style, text), width in zip(cells, widths, strict=True))
        + "</w:tr>"
    )


def cell(style: str, text: str, width: int, span: int = 1) -> str:
    """A cell of one paragraph."""
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(style, text)}</w:tc>"
    )


def element(xml: str) -> Any:
    """A piece of XML as an element; its outermost tag gets the namespaces."""
    tag, rest = xml.split(">", 1)
    return parse_xml(f"{tag} {nsdecls('w')}>{rest}")


def saved(document: Document, title: str) -> bytes:
    """The package with fixed properties and dates; the same document gives the same bytes."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = printable(title)[:255], "wenming", "wenming", ""
    core.created = core.modified = MADE
    core.revision = 1
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue())
