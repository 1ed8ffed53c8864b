"""说明报告 as an empty form: the indicator's text, a field to write in, and below it the facts to write from.

A4 upright with the margins of GB/T 9704-2012 (37/35/28/26 mm); the faces are those of the other sheets. The field
is for people: nothing is ever written into it.
"""

import io
from dataclasses import dataclass
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from wenming_cli.typeset.package import MADE, repacked
from wenming_cli.typeset.table import FACE_BODY, FACE_HEAD, FACE_TITLE, printable

TEXT_TWIPS = 8844
"""The width between the margins: 156 mm."""
FIELD_TWIPS = 5400
"""The least height of the field, 95 mm; it grows with what is written."""


@dataclass(frozen=True, slots=True)
class ReportForm:
    """One form: the indicator and its text, the lines above and below the field, and per heading the facts."""

    title: str
    below: str
    indicator: str
    text: str
    field: str
    end: str
    basis: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]


# face, half-points, alignment, twips before and after
_LOOKS = {
    "title": (FACE_TITLE, 44, "center", 0, 120),
    "below": (FACE_BODY, 24, "center", 0, 200),
    "head": (FACE_HEAD, 28, "left", 160, 80),
    "cell": (FACE_BODY, 24, "left", 40, 40),
    "field": (FACE_BODY, 32, "left", 40, 40),
    "end": (FACE_BODY, 24, "right", 80, 240),
    "fact": (FACE_BODY, 24, "left", 20, 20),
}


def report_form(form: ReportForm) -> bytes:
    """The bytes of the docx; the same form gives the same bytes."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    end = document.element.body.sectPr
    for part in _parts(form):
        end.addprevious(parse_xml(part))
    core = document.core_properties
    core.title, core.comments = printable(form.title)[:255], ""
    core.author = core.last_modified_by = "wenming"
    core.created = core.modified = MADE
    core.revision = 1
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue())


def _parts(form: ReportForm) -> list[str]:
    """Everything from the title to the last fact."""
    parts = [_paragraph("title", form.title), _paragraph("below", form.below)]
    parts += [_paragraph("head", form.indicator), _boxed("cell", form.text, 0)]
    parts += [_paragraph("head", form.field), _boxed("field", "", FIELD_TWIPS), _paragraph("end", form.end)]
    parts.append(_paragraph("head", form.basis, ruled=True))
    for heading, facts in form.facts:
        parts.append(_paragraph("fact", heading, bold=True))
        parts += [_paragraph("fact", f"· {fact}", hanging=True) for fact in facts]
    return parts


def _paragraph(look: str, text: str, *, bold: bool = False, ruled: bool = False, hanging: bool = False) -> str:
    """A paragraph of one run; *ruled* has a line above it, *hanging* sets later lines in."""
    face, size, align, before, after = _LOOKS[look]
    rule = '<w:pBdr><w:top w:val="dashed" w:sz="6" w:space="6" w:color="000000"/></w:pBdr>' if ruled else ""
    indent = '<w:ind w:left="240" w:hanging="240"/>' if hanging else ""
    keep = "<w:keepNext/>" if bold or look == "head" else ""
    return (
        f"<w:p {nsdecls('w')}><w:pPr>{keep}{rule}"
        f'<w:spacing w:before="{before}" w:after="{after}" w:line="300" w:lineRule="auto"/>{indent}'
        f'<w:jc w:val="{align}"/><w:rPr>{_face(face, size, bold)}</w:rPr></w:pPr>{_run(face, size, bold, text)}</w:p>'
    )


def _face(face: str, size: int, bold: bool) -> str:
    fonts = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}" w:hint="eastAsia"/>'
    return f'{fonts}{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _run(face: str, size: int, bold: bool, text: str) -> str:
    if not text:
        return ""
    shown = escape(printable(text))
    return f'<w:r><w:rPr>{_face(face, size, bold)}</w:rPr><w:t xml:space="preserve">{shown}</w:t></w:r>'


def _boxed(look: str, text: str, least: int) -> str:
    """A table of one cell with a frame, at least *least* twips high; each line of *text* a paragraph."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    height = f'<w:trPr><w:trHeight w:val="{least}" w:hRule="atLeast"/></w:trPr>' if least else ""
    lines = "".join(_paragraph(look, line) for line in text.splitlines() or [""])
    properties = (
        f'<w:tblW w:w="{TEXT_TWIPS}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/>'
    )
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr>{properties}</w:tblPr><w:tblGrid><w:gridCol w:w="{TEXT_TWIPS}"/></w:tblGrid>'
        f'<w:tr>{height}<w:tc><w:tcPr><w:tcW w:w="{TEXT_TWIPS}" w:type="dxa"/></w:tcPr>{lines}</w:tc></w:tr></w:tbl>'
    )
