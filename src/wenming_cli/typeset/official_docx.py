"""An official paper (公文) as a docx: the margins, sizes and line spacing of GB/T 9704-2012, 小标宋, 黑体, 仿宋.

No red head is set: that is the mark of a paper that was issued.
"""

from itertools import zip_longest

import docx
from docx.document import Document
from docx.shared import Mm

from wenming_cli.typeset.official import DAY_BLANK, STYLES, Annex, Paper, Part, Rows, Text
from wenming_cli.typeset.page import A4_MM
from wenming_cli.typeset.wordml import add_styles, element, field, paragraph, row, run, saved, table, twips

MARGINS_MM = (37, 26, 35, 28)
"""Top, right, bottom, left: 版心 156 by 225 mm (GB/T 9704-2012, 5.1)."""
FOOT_MM = 25
"""The page number stands 7 mm below the 版心 (7.5)."""
NUMBER_BLANK = "　　　　〔　　　　〕　　号"
ANNEX = "附件"
_KEEP = "<w:keepNext/>"
_NEW_PAGE = "<w:pageBreakBefore/>"
_SIDES = (("right", 'w:right="280"'), ("left", 'w:left="280"'))
"""Odd pages have their number on the right, even ones on the left, a character from the edge (7.5)."""


def official_docx(paper: Paper) -> bytes:
    """The bytes of the docx; the same paper gives the same bytes."""
    document = docx.Document()
    _page(document)
    add_styles(document, tuple(STYLES.values()))
    end = document.element.body.sectPr
    for part in _parts(paper):
        end.addprevious(element(part))
    return saved(document, "".join(paper.title))


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
    """Everything from the note that it is a draft to the last line; the signature never stands alone on a page.

    An annex is named below the text (7.3.4) and begins on a new page (7.3.7).
    """
    parts = [paragraph(Part.DRAFT, paper.draft)]
    parts += [paragraph(Part.NUMBER, NUMBER_BLANK)] if paper.numbered else []
    parts += [*(paragraph(Part.TITLE, line) for line in paper.title), paragraph(Part.TO, paper.to), *_body(paper.body)]
    end = [(Part.TEXT, ""), (Part.TEXT, f"{ANNEX}：{paper.annex.title}")] if paper.annex else []
    end += [(Part.SIGNED, ""), (Part.SIGNED, f"{paper.signer}　　"), (Part.SIGNED, f"{DAY_BLANK}　　")]
    end += [(Part.NOTE, note) for note in paper.notes]
    parts += [*(paragraph(part, text, _KEEP) for part, text in end[:-1]), paragraph(*end[-1])]
    return [*parts, *(_annex(paper.annex) if paper.annex else ())]


def _annex(annex: Annex) -> list[str]:
    """附件 at the left of the first line, its title in the middle of the third, then its tables."""
    head = [paragraph(Part.ANNEX, ANNEX, _KEEP + _NEW_PAGE), paragraph(Part.TITLE, annex.title, _KEEP)]
    return [*head, *_body(annex.body)]


def _body(body: tuple[Text | Rows, ...]) -> list[str]:
    """Paragraphs and tables."""
    pairs = zip_longest(body, body[1:])
    return [_table(one) if isinstance(one, Rows) else _text(one, after) for one, after in pairs]


def _text(one: Text, after: Text | Rows | None) -> str:
    """A paragraph; a heading, what stands above a table, and the last paragraph stay with what follows."""
    kept = one.part is Part.HEAD or not isinstance(after, Text)
    return paragraph(one.part, one.text, _KEEP if kept else "")


def _table(shown: Rows) -> str:
    """A table in the text."""
    widths = [twips(mm) for _, mm in shown.heads]
    rows = row([(Part.COLUMN, text) for text, _ in shown.heads], widths, head=True)
    for cells in shown.rows:
        styles = [Part.MIDDLE if at in shown.centred else Part.CELL for at in range(len(cells))]
        rows += row(list(zip(styles, cells, strict=True)), widths)
    return table(widths, rows)
