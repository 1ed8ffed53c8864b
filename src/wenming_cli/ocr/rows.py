"""Bring recognised lines into reading order: row by row, along the slope at which the page lies; double boxes dropped.

Engines report lines in the order in which they were detected. Sorting by y alone mixes the rows of a page that lies
askew, so that slope is taken at which the lines form the fewest rows, the flattest where several do.
"""

from collections.abc import Sequence
from statistics import median

from wenming_cli.ocr.engine import TextLine

STEEPEST = 0.09
"""Slope (pixels down per pixel right) up to which rows are looked for: 5°."""
_STEPS = 12
SAME_ROW = 0.5
"""Two lines share a row when their middles lie within this share of the lower one's height."""
BESIDE = 0.25
"""Lines beside one another share no more than this of the narrower one's width."""
SAME_BOX = 0.6
"""Share of the smaller box that two boxes of the same words have in common."""


def in_rows(lines: Sequence[TextLine], steepest: float = STEEPEST) -> tuple[tuple[TextLine, ...], ...]:
    """The rows from the top down, each from left to right; every line stands in exactly one."""
    if not lines:
        return ()
    slopes = sorted(
        (step * steepest / _STEPS for step in range(-_STEPS, _STEPS + 1)), key=lambda slope: (abs(slope), slope)
    )
    return min((_rows_at(lines, slope) for slope in slopes), key=len)


def _rows_at(lines: Sequence[TextLine], slope: float) -> tuple[tuple[TextLine, ...], ...]:
    """The rows along one slope."""
    ranked = sorted(
        ((line.middle[1] - slope * line.middle[0], line) for line in lines), key=lambda one: (one[0], one[1].left)
    )
    rows: list[list[TextLine]] = []
    level = 0.0
    for height, line in ranked:
        lower = min(line.height, min((one.height for one in rows[-1]), default=0.0)) if rows else 0.0
        if rows and height - level <= lower * SAME_ROW and not _above_another(line, rows[-1]):
            rows[-1].append(line)
            level += (height - level) / len(rows[-1])
        else:
            rows.append([line])
            level = height
    return tuple(tuple(sorted(row, key=lambda line: (line.left, line.top))) for row in rows)


def _above_another(line: TextLine, row: Sequence[TextLine]) -> bool:
    """Whether a line stands above or below one of a row, and so can't be beside it."""
    return any(_shared(line.left, line.right, one.left, one.right) > BESIDE * min(line.width, one.width) for one in row)


def without_doubles(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Of boxes that lie on one another, the one that says most, surely; a line inside a taller one stays.

    Overlapping pieces of a long picture, and second looks, see the same line twice.
    """
    kept: list[TextLine] = []
    for line in sorted(lines, key=lambda line: (-len(line.text) * line.confidence, line.top, line.left, line.text)):
        if not any(_is_double(line, one) for one in kept):
            kept.append(line)
    order = {id(line): at for at, line in enumerate(lines)}
    return tuple(sorted(kept, key=lambda line: order[id(line)]))


def _is_double(line: TextLine, other: TextLine) -> bool:
    """Whether two boxes show the same words: most of the smaller lies in the other, and both are about as high."""
    across = _shared(line.left, line.right, other.left, other.right)
    down = _shared(line.top, line.bottom, other.top, other.bottom)
    smaller = min(line.width * line.height, other.width * other.height)
    alike = min(line.height, other.height) > 0.5 * max(line.height, other.height)
    return alike and smaller > 0 and across * down > SAME_BOX * smaller


def _shared(low: float, high: float, other_low: float, other_high: float) -> float:
    """The length that two stretches have in common."""
    return max(0.0, min(high, other_high) - max(low, other_low))


def usual_height(lines: Sequence[TextLine]) -> float:
    """The height in which most lines stand, pixels; 0 without lines."""
    return median(line.height for line in lines) if lines else 0.0
