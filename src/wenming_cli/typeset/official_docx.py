"""An official paper (公文) as a docx: the margins, sizes and line spacing of GB/T 9704-2012, 小标宋, 黑体, 仿宋.

No red head is set: that is the mark of a paper that was issued.
"""

import docx
from docx.document import Document
from docx.shared import Mm

from wenming_cli.typeset.official import DAY_BLANK, STYLES, Paper, Part, Rows, Text
from wenming_cli.typeset.page import A4_MM
from wenming_cli.typeset.wordml import add_styles, element, field, paragraph, run, saved, twips

MARGINS_MM = (37, 26, 35, 28)
"""Top, right, bottom, left: 版心 156 by 225 mm (GB/T 9704-2012, 5.1)."""
FOOT_MM = 25
"""The page number stands 7 mm below the 版心 (7.5)."""
NUMBER_BLANK = "　　　　〔　　　　〕　　号"
_SIDES = (("right", 'w:right="280"'), ("left", 'w:left="280"'))
"""Odd pages have their number on the right, even ones on the left, a character from the edge (7.5)."""
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def official_docx(paper: Paper) -> bytes:
    """The bytes of the docx; the same paper gives the same bytes."""
    document = docx.Document()
    _page(document)
    add_styles(document, tuple(STYLES.values()))
    end = document.element.body.sectPr
    for part in _parts(paper):
        end.addprevious(element(part))
    return saved(document, paper.title)


def _page(document: Document) -> None:
    """A4 with the margins of the standard and — 1 — below, outside."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(A4_MM[0]), Mm(A4_MM[1])
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, MARGINS_MM)
    section.footer_distance = Mm(FOOT_MM)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, (side, indent) in zip((section.footer, section.even_page_footer), _SIDES, strict=True):
        footer.is_linked_to_previous = False
        for line in list(footer._element):
            footer._element.remove(line)
        look = f'<w:pPr><w:pStyle w:val="{Part.PAGE}"/><w:ind {indent}/><w:jc w:val="{side}"/></w:pPr>'
        footer._element.append(element(f"<w:p>{look}{run('— ')}{field('PAGE')}{run(' —')}</w:p>"))


def _parts(paper: Paper) -> list[str]:
    """Everything from the note that it is a draft to the last line."""
    parts = [paragraph(Part.DRAFT, paper.draft)]
    parts += [paragraph(Part.NUMBER, NUMBER_BLANK)] if paper.numbered else []
    parts += [paragraph(Part.TITLE, paper.title), paragraph(Part.TO, paper.to)]
    for one in paper.body:
        parts.append(_table(one) if isinstance(one, Rows) else _text(one))
    keep = "<w:keepNext/><w:keepLines/>"
    parts.append(paragraph(Part.SIGNED, "", keep))
    parts.append(paragraph(Part.SIGNED, f"{paper.signer}　　", f"{keep}"))
    parts.append(paragraph(Part.SIGNED, f"{DAY_BLANK}　　", "<w:keepLines/>"))
    return [*parts, *(paragraph(Part.NOTE, note) for note in paper.notes)]


def _text(one: Text) -> str:
    """A paragraph; a heading stays with what follows."""
    return paragraph(one.part, one.text, "<w:keepNext/>" if one.part is Part.HEAD else "")


def _table(table: Rows) -> str:
    """A table of fixed widths; the head comes back on every page, no row is cut."""
    widths = [twips(mm) for _, mm in table.heads]
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in _EDGES)
    head = _row([(Part.COLUMN, text) for text, _ in table.heads], widths, head=True)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" '
        f'w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + f"</w:tblGrid>{head}"
        + "".join(
            _row([(Part.MIDDLE if at in table.centred else Part.CELL, text) for at, text in enumerate(row)], widths)
            for row in table.rows
        )
        + "</w:tbl>"
    )


def _row(cells: list[tuple[Part, str]], widths: list[int], head: bool = False) -> str:
    """A row that no page break cuts."""
    again = "<w:tblHeader/>" if head else ""
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f"{paragraph(part, text)}</w:tc>"
            for (part, text), width in zip(cells, widths, strict=True)
        )
        + "</w:tr>"
    )
