"""Printed pages as a docx: A4 upright, columns and heights to the millimetre, every page on a sheet of its own."""

import docx
from docx.document import Document
from docx.shared import Mm

from wenming_cli.typeset.page import A4_MM, STYLES, Band, Field, Grid, Line, Look, Page, Pages
from wenming_cli.typeset.wordml import add_styles, element, paragraph, saved, twips

_BREAK = "<w:pageBreakBefore/>"
_EDGES = ("top", "left", "bottom", "right")


def pages_docx(pages: Pages) -> bytes:
    """The bytes of a docx that shows *pages*; the same pages give the same bytes."""
    document = docx.Document()
    _page(document, pages)
    add_styles(document, tuple(STYLES.values()))
    end = document.element.body.sectPr
    for at, page in enumerate(pages.pages):
        for part in _parts(page, first=at == 0):
            end.addprevious(element(part))
    return saved(document, pages.name)


def _page(document: Document, pages: Pages) -> None:
    """A4 upright without header and footer."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(A4_MM[0]), Mm(A4_MM[1])
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, pages.margins)
    section.header_distance = section.footer_distance = Mm(min(pages.margins) / 2)


def _parts(page: Page, first: bool) -> list[str]:
    """A page as XML: what breaks the page before it, and a paragraph between two tables, which would grow together."""
    made = [paragraph(Look.BREAK, "", _BREAK)] if isinstance(page.parts[0], Grid) and not first else []
    for at, part in enumerate(page.parts):
        if isinstance(part, Line):
            made.append(paragraph(part.look, part.text, _BREAK if at == 0 and not first else ""))
            continue
        made.append(_grid(part))
        if at + 1 == len(page.parts) or isinstance(page.parts[at + 1], Grid):
            made.append(paragraph(Look.BREAK, ""))
    return made


def _grid(grid: Grid) -> str:
    """A table of fixed widths."""
    widths = [twips(mm) for mm in grid.columns]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
        f'<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        + "".join(_band(band, widths) for band in grid.bands)
        + "</w:tbl>"
    )


def _band(band: Band, widths: list[int]) -> str:
    """A row that no page break cuts; an exact height stays what it is whatever is written into it."""
    tall = f'<w:trHeight w:val="{twips(band.mm)}" w:hRule="exact"/>' if band.mm else ""
    tall = f'<w:trHeight w:val="{twips(band.least)}" w:hRule="atLeast"/>' if band.least else tall
    again = "<w:tblHeader/>" if band.head else ""
    cells, at = "", 0
    for one in band.fields:
        cells += _field(one, sum(widths[at : at + one.across]))
        at += one.across
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{again}</w:trPr>{cells}</w:tr>"


def _field(one: Field, width: int) -> str:
    over = f'<w:gridSpan w:val="{one.across}"/>' if one.across > 1 else ""
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in _EDGES)
    down = '<w:textDirection w:val="tbRl"/>' if one.upright else ""
    stand = "top" if one.top else "center"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}<w:tcBorders>{edges}</w:tcBorders>'
        f'{down}<w:vAlign w:val="{stand}"/></w:tcPr>{"".join(paragraph(one.look, text) for text in one.lines)}</w:tc>'
    )
