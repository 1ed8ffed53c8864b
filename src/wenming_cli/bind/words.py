"""Recognised words laid invisibly over the picture that they were read from, so that a viewer finds and copies them.

Text render mode 3 paints nothing (ISO 32000-1, 9.3.6). Each line is set as wide as its box, along the way in which its
words run, in an embedded typeface whose characters have their meaning with them (ToUnicode).
"""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from wenming_cli.bind.pages import Over, from_shown
from wenming_cli.model.evidence import RecognisedLine
from wenming_cli.typeset.pdf_faces import Typeface
from wenming_cli.typeset.table import printable

if TYPE_CHECKING:
    import pikepdf

PARTS = 10_000
"""Parts of a side in which a recognised line gives its box."""
INVISIBLE = 3
MIDDLE = 0.38
"""Height of the middle of a Chinese character above its baseline, in parts of the size."""
_Box = tuple[float, float, float, float]


def draw_words(canvas: Any, lines: Iterable[RecognisedLine], seen: _Box, face: Typeface) -> None:
    """The words of a page that is seen at *seen* (left, bottom, width, height in points), in their order."""
    canvas.saveState()
    text = canvas.beginText()
    text.setTextRenderMode(INVISIBLE)
    for line in lines:
        _set(text, line, seen, face)
    canvas.drawText(text)
    canvas.restoreState()


def words_over(pdf: "pikepdf.Pdf", page: "pikepdf.Page", drawn: "pikepdf.Page") -> Over:
    """What lays the words of *drawn*, a page as large as *page* of *pdf* is shown, over that page."""
    a, b, c, d, e, f = from_shown(page)
    form = pdf.copy_foreign(drawn.as_form_xobject())
    return Over(f"q {a} {b} {c} {d} {e:.3f} {f:.3f} cm /WmWords Do Q ".encode(), {"WmWords": form})


def _set(text: Any, line: RecognisedLine, seen: _Box, face: Typeface) -> None:
    """One line, centred in its box."""
    words = printable(line.text)
    natural = face.width(words, 1.0)
    long, high = _extent(line, seen)
    if natural <= 0 or long <= 0 or high <= 0:
        return
    size = min(high, long / natural)
    x, y = _middle(line, seen)
    angle = -math.radians(line.direction + line.lean)
    along, up = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    left = x - along[0] * long / 2 - up[0] * size * MIDDLE
    base = y - along[1] * long / 2 - up[1] * size * MIDDLE
    text.setTextTransform(*along, *up, left, base)
    text.setHorizScale(100 * long / (natural * size))
    for font, run in face.runs(words):
        text.setFont(font, size)
        text.textOut(run)


def _extent(line: RecognisedLine, seen: _Box) -> tuple[float, float]:
    """Length and height of a line in points, along and across its words; of one that leans those of the line itself."""
    left, top, right, bottom = line.box
    wide, high = (right - left) * seen[2] / PARTS, (bottom - top) * seen[3] / PARTS
    if line.direction % 180:
        wide, high = high, wide
    angle = math.radians(abs(line.lean))
    cos, sin, both = math.cos(angle), math.sin(angle), math.cos(2 * angle)
    level = (wide * cos - high * sin) / both, (high * cos - wide * sin) / both
    return level if line.lean and min(level) > 0 else (wide, high)


def _middle(line: RecognisedLine, seen: _Box) -> tuple[float, float]:
    """The middle of a line's box in points; pages count from the top, points from the bottom."""
    left, top, right, bottom = line.box
    return seen[0] + (left + right) / 2 / PARTS * seen[2], seen[1] + seen[3] - (top + bottom) / 2 / PARTS * seen[3]
