"""The red lines of marks, drawn: over a page of a PDF, or on a canvas over a picture."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from wenming_cli.bind.marks import Stroke, scale_on_paper
from wenming_cli.bind.pages import NOTHING, Over, from_shown, shown_size

if TYPE_CHECKING:
    import pikepdf

RED = (0.86, 0.08, 0.08)
"""Red, green, blue of a red pen; printed in grey it is still a line."""


def red_over(page: "pikepdf.Page", strokes: Iterable[Stroke]) -> Over:
    """What draws lines over a page of a PDF: straight ones, as thick on paper as they are to be."""
    lines = b"".join(_line(stroke, *shown_size(page)) for stroke in strokes)
    if not lines:
        return NOTHING
    a, b, c, d, e, f = from_shown(page)
    colour = " ".join(map(str, RED))
    return Over(f"q {a} {b} {c} {d} {e:.3f} {f:.3f} cm {colour} RG 0 J [] 0 d ".encode() + lines + b"Q ")


def _line(stroke: Stroke, wide: float, high: float) -> bytes:
    """The operators of one line on a page of that size as it is shown."""
    x, y, end, low, thick = stroke
    width = thick / scale_on_paper((wide, high))
    start, stop = f"{x * wide:.2f} {(1 - y) * high:.2f} m", f"{end * wide:.2f} {(1 - low) * high:.2f} l"
    return f"{width:.3f} w {start} {stop} S ".encode()


def draw_red(canvas: Any, strokes: Iterable[Stroke], seen: tuple[float, float, float, float]) -> None:
    """Lines over a picture that is seen at *seen* (left, bottom, width, height in points)."""
    left, bottom, wide, high = seen
    canvas.saveState()
    canvas.setStrokeColorRGB(*RED)
    for x, y, end, low, thick in strokes:
        canvas.setLineWidth(thick)
        canvas.line(left + x * wide, bottom + (1 - y) * high, left + end * wide, bottom + (1 - low) * high)
    canvas.restoreState()
