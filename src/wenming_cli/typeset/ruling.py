"""The lines of a table, each drawn once: drawn twice, a viewer shows it bolder than its neighbours."""

from collections.abc import Iterable, Iterator
from typing import Any

EDGE = 0.5
"""Points that the lines of a table are thick, as in the docx."""
PLACES = 2
"""Edges nearer to each other than a hundredth of a point are one."""
SQUARE = 2
"""Ends of lines that fill the corner."""

Box = tuple[float, float, float, float]
"""Left, bottom, width, height in points."""


def draw_boxes(canvas: Any, boxes: Iterable[Box]) -> None:
    """Draw the edges of *boxes*."""
    canvas.setLineWidth(EDGE)
    canvas.setLineCap(SQUARE)
    for line in edges(boxes):
        canvas.line(*line)


def edges(boxes: Iterable[Box]) -> Iterator[tuple[float, float, float, float]]:
    """The edges of boxes as lines from point to point, those that two boxes share once."""
    level: dict[float, list[tuple[float, float]]] = {}
    plumb: dict[float, list[tuple[float, float]]] = {}
    for x, y, wide, high in boxes:
        left, bottom, right, top = (round(at, PLACES) for at in (x, y, x + wide, y + high))
        for at in (bottom, top):
            level.setdefault(at, []).append((left, right))
        for at in (left, right):
            plumb.setdefault(at, []).append((bottom, top))
    yield from ((start, at, end, at) for at, some in level.items() for start, end in _joined(some))
    yield from ((at, start, at, end) for at, some in plumb.items() for start, end in _joined(some))


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans that touch or overlap as one."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
