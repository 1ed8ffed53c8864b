"""Printed pages as PDF: what the docx of the same pages shows, to the millimetre, with fonts where there are any."""

import io
from typing import Any

from wenming_cli.typeset.as_pdf import LONG, SHORT, draw_text, new_canvas
from wenming_cli.typeset.page import Pages
from wenming_cli.typeset.pages_pdf_layout import Sheet, lay_out
from wenming_cli.typeset.pdf_faces import Faces
from wenming_cli.typeset.ruling import draw_boxes
from wenming_cli.typeset.table import printable
from wenming_cli.typeset.upright import Words

RULE = 0.75
"""Points that each line of a double rule is thick, and that they are apart, as in the docx."""


def pages_pdf(pages: Pages, faces: Faces) -> bytes:
    """The bytes of a PDF that shows *pages*; the same pages and typefaces give the same bytes."""
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, printable(pages.name))
    if not draw_pages(canvas, pages, faces):
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def count_sheets(pages: Pages, faces: Faces) -> int:
    """How many pages `draw_pages` will make."""
    return len(lay_out(pages, faces))


def draw_pages(canvas: Any, pages: Pages, faces: Faces) -> int:
    """Draw *pages* on new pages of a reportlab canvas and answer how many."""
    sheets = lay_out(pages, faces)
    for sheet in sheets:
        canvas.setPageSize((SHORT, LONG))
        _draw(canvas, sheet)
        canvas.showPage()
    return len(sheets)


def _draw(canvas: Any, sheet: Sheet) -> None:
    canvas.setLineWidth(RULE)
    for left, top, wide in sheet.rules:
        for y in (top - RULE / 2, top - 2.5 * RULE):
            canvas.line(left, y, left + wide, y)
    draw_boxes(canvas, sheet.boxes)
    for words in sheet.words:
        _write(canvas, words)


def _write(canvas: Any, words: Words) -> None:
    if not words.turned:
        draw_text(canvas, words.face, words.text, words.x, words.y, words.size)
        return
    canvas.saveState()
    canvas.translate(words.x, words.y)
    canvas.rotate(-90)
    draw_text(canvas, words.face, words.text, 0, 0, words.size)
    canvas.restoreState()
