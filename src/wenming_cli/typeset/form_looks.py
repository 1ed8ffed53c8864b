"""How the sheets of a form look: formats, page, head, and the height that texts need."""

import math
from typing import Any

from wenming_cli.text import width
from wenming_cli.typeset.table import FACE_BODY, FACE_HEAD, FACE_TITLE, printable

A4 = 9
FIRST_ROW = 3
LINE_POINTS = 15.0
MM_A_HALF_COLUMN = 1.95
"""Half the width of a Chinese character of 10.5 points, with a little air."""
MOST_POINTS = 400.0
GROUP, FILL_IN, EDGE, LINK = "#E8EEF4", "#FFF8E1", "#A6A6A6", "#0B5394"


def looks(book: Any) -> dict[str, Any]:
    """The formats, by what they are for; *_answer are those that people write in, always as text."""
    body = {
        "font_name": FACE_BODY, "font_size": 10.5, "text_wrap": True, "valign": "vcenter", "border": 1,
        "border_color": EDGE,
    }  # fmt: skip
    head = {**body, "font_name": FACE_HEAD, "bg_color": GROUP}
    fill = {"bg_color": FILL_IN, "num_format": "@", "align": "left"}
    made = {
        "title": {"font_name": FACE_TITLE, "font_size": 18, "valign": "vcenter"},
        "below": {"font_name": FACE_BODY, "font_size": 11, "valign": "vcenter", "text_wrap": True},
        "how": {"font_name": FACE_BODY, "font_size": 12, "valign": "top", "text_wrap": True},
        "how_head": {"font_name": FACE_HEAD, "font_size": 12, "valign": "vcenter"},
        "head": {**body, "font_name": FACE_HEAD, "align": "center"},
        "link": {**body, "align": "center", "font_color": LINK, "underline": 1},
        "file_cell": {**body, "align": "left"},
        "file_centred": {**body, "align": "center"},
        "file_answer": {**body, **fill},
        "head_cell": {**head, "align": "left"},
        "head_centred": {**head, "align": "center"},
        "head_answer": {**head, **fill},
    }
    return {name: book.add_format(one) for name, one in made.items()}


def page(view: Any, widths: list[int]) -> None:
    """How a sheet prints and what stays on the screen."""
    view.set_landscape()
    view.set_paper(A4)
    view.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    view.fit_to_pages(1, 0)
    view.repeat_rows(FIRST_ROW - 1)
    view.freeze_panes(FIRST_ROW, 0)
    view.set_footer("&C第 &P 页　共 &N 页")
    for at, mm in enumerate(widths):
        view.set_column(at, at, cells(mm))


def cells(mm: float) -> float:
    """Millimetres as the width of a column, which counts digits."""
    return (mm * 96 / 25.4 - 5) / 7


def top(view: Any, title: str, below: str, heads: list[str], made: dict[str, Any]) -> None:
    """Title, the line or lines below it, and the heads; nothing is merged, so that sorting and filtering work."""
    view.set_row(0, 30)
    view.write_string(0, 0, printable(title)[:255], made["title"])
    view.set_row(1, max(20, LINE_POINTS * (below.count("\n") + 1) + 6))
    view.merge_range(1, 0, 1, len(heads) - 1, "", made["below"])
    view.write_string(1, 0, lined(below), made["below"])
    view.set_row(FIRST_ROW - 1, 22)
    for at, head in enumerate(heads):
        view.write_string(FIRST_ROW - 1, at, head, made["head"])


def lined(text: str) -> str:
    """Printable text that keeps its own line breaks."""
    return "\n".join(printable(line) for line in text.split("\n"))


def points(texts: list[tuple[str, int]], line: float = LINE_POINTS) -> float:
    """The height that texts need in columns of so many mm, their own line breaks counted."""
    lines = max(_lines(text, mm) for text, mm in texts)
    return min(max(lines, 1) * line + 6, MOST_POINTS)


def _lines(text: str, mm: int) -> int:
    return sum(max(1, math.ceil(width(one) * MM_A_HALF_COLUMN / (mm - 3))) for one in text.split("\n"))
