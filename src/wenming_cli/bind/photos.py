"""Photo sheets and pages with one picture, drawn on a reportlab canvas: A4, centred, upright, with a caption.

One photo a page is what 杜集 2012 asks for; two and four are units' habit. The caption has the six things of
`leaves.CAPTION` as ruled lines: what is known is written on them, the rest stays blank for a pen. Nothing is invented.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wenming_cli.bind.leaves import Leaf
from wenming_cli.bind.pictures import printable_picture, upright_size
from wenming_cli.bind.red import draw_red
from wenming_cli.typeset.as_pdf import LONG, MM, SHORT, draw_text, wrapped
from wenming_cli.typeset.pdf_faces import Faces
from wenming_cli.typeset.table import printable

SIDE, TOP, FOOT, GAP = 25 * MM, 18 * MM, 20 * MM, 6 * MM
HEADER = 14 * MM
BIG, SMALL = 10.5, 9.0
LABEL_MM = {BIG: 12.0, SMALL: 10.5}
LARGEST = 72 / 72
"""Points a pixel may become: a small picture is not blown up past 72 dots an inch."""
Box = tuple[float, float, float, float]
"""Left, bottom, width and height in points."""
_PAIRED = (("时间", "地点"), ("人物", "背景"), ("主题",), ("事由",))
_SINGLE = (("时间",), ("地点",), ("人物",), ("主题",), ("背景",), ("事由",))
_TWO_LINES = ("主题", "事由")


@contextmanager
def photo_sheet(canvas: Any, title: str, faces: Faces) -> Iterator[Any]:
    """A new sheet for photos below the text of their item."""
    canvas.setPageSize((SHORT, LONG))
    _header(canvas, title, faces)
    yield canvas
    canvas.showPage()


def _header(canvas: Any, title: str, faces: Faces) -> None:
    """The text of the item, two lines at most."""
    lines = wrapped(printable(title), faces.body, BIG, SHORT - 2 * SIDE)
    shown = lines if len(lines) < 3 else (lines[0], lines[1][:-1] + "…")
    for at, line in enumerate(shown):
        draw_text(canvas, faces.body, line, SIDE, LONG - TOP - 4 * MM - at * 5 * MM, BIG)
    canvas.setLineWidth(0.5)
    bottom = LONG - TOP - HEADER + 4 * MM - (0 if len(shown) > 1 else -5 * MM)
    canvas.line(SIDE, bottom, SHORT - SIDE, bottom)


def slots(per_sheet: int) -> Iterator[Box]:
    """Left, bottom, width and height of the places on a sheet, in reading order."""
    across, down = (2, 2) if per_sheet == 4 else (1, per_sheet)
    width = (SHORT - 2 * SIDE - (across - 1) * GAP) / across
    height = (LONG - TOP - HEADER - FOOT - (down - 1) * GAP) / down
    for row in range(down):
        bottom = LONG - TOP - HEADER - (row + 1) * height - row * GAP
        for column in range(across):
            yield SIDE + column * (width + GAP), bottom, width, height


def draw_photo(canvas: Any, leaf: Leaf, slot: Box, faces: Faces, *, small: bool) -> None:
    """A photo over its caption."""
    left, bottom, width, height = slot
    size = SMALL if small else BIG
    rows = _SINGLE if small else _PAIRED
    step = size * 1.75
    tall = step * (1 + sum(_lines(row, small) for row in rows))
    draw_picture(canvas, leaf.source, (left, bottom + tall + 2 * MM, width, height - tall - 2 * MM))
    y = bottom + tall - step
    draw_text(canvas, faces.head, _cut(printable(leaf.name), faces, size, width), left, y + size * 0.4, size)
    for row in rows:
        y -= step * _lines(row, small)
        each = (width - (len(row) - 1) * 4 * MM) / len(row)
        for at, label in enumerate(row):
            _ruled(canvas, label, leaf.caption.get(label, ""), (left + at * (each + 4 * MM), y, each), faces, size)


def _lines(row: tuple[str, ...], small: bool) -> int:
    return 2 if small and row[0] in _TWO_LINES else 1


def _ruled(canvas: Any, label: str, text: str, place: tuple[float, float, float], faces: Faces, size: float) -> None:
    """A label and a ruled line with what is known on it; a second line where four photos share the sheet."""
    x, y, width = place
    start = x + LABEL_MM[size] * MM
    small = size == SMALL and label in _TWO_LINES
    step = size * 1.75
    lines = list(wrapped(printable(text), faces.body, size, x + width - start))
    if len(lines) > 1 + small:
        lines = [*lines[:small], _cut("".join(lines[small:]), faces, size, x + width - start)]
    lines += [""] * (1 + small - len(lines))
    draw_text(canvas, faces.body, f"{label}：", x, y + step * small + size * 0.4, size)
    canvas.setLineWidth(0.4)
    for at, line in enumerate(lines):
        low = y + step * (small - at)
        draw_text(canvas, faces.body, line, start + 1, low + size * 0.4, size)
        canvas.line(start, low + size * 0.1, x + width, low + size * 0.1)


def _cut(text: str, faces: Faces, size: float, room: float) -> str:
    """A text on one line, with an ellipsis where it had to be cut."""
    if faces.head.width(text, size) <= room and faces.body.width(text, size) <= room:
        return text
    while text and max(faces.head.width(text + "…", size), faces.body.width(text + "…", size)) > room:
        text = text[:-1]
    return text + "…"


def draw_picture(canvas: Any, path: str, box: Box, frame: int = 0, *, largest: float = LARGEST) -> Box:
    """A picture as large as fits, in the middle of *box* (left, bottom, width, height in points); where it then is."""
    left, bottom, width, height = box
    wide, high = upright_size(path, frame)
    scale = min(width / wide, height / high, largest)
    image = printable_picture(path, (wide * scale / 72, high * scale / 72), frame)
    place = left + (width - wide * scale) / 2, bottom + (height - high * scale) / 2, wide * scale, high * scale
    canvas.drawImage(image, *place)
    return place


def draw_picture_page(canvas: Any, leaf: Leaf, frame: int, faces: Faces) -> Box:
    """A page for one picture, a scanned sheet filling it, any other with its name below; where on it the picture is."""
    wide, high = upright_size(leaf.source, frame)
    page = (LONG, SHORT) if wide > high * 1.15 else (SHORT, LONG)
    canvas.setPageSize(page)
    if leaf.kind == "scan":
        place = draw_picture(canvas, leaf.source, (0, 0, *page), frame, largest=LONG)
    else:
        room = (20 * MM, 30 * MM, page[0] - 40 * MM, page[1] - 48 * MM)
        place = draw_picture(canvas, leaf.source, room, frame)
        name = _cut(printable(leaf.name), faces, BIG, room[2])
        draw_text(canvas, faces.body, name, (page[0] - faces.body.width(name, BIG)) / 2, 23 * MM, BIG)
    draw_red(canvas, leaf.strokes(frame + 1), place)
    canvas.showPage()
    return place
