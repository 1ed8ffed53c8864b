"""Where a picture deserves a second, closer look: around doubtful lines, and on red bands on which nothing was read."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wenming_cli.ocr.bands import Band, silent_bands
from wenming_cli.ocr.confidence import sure_characters
from wenming_cli.ocr.engine import TextLine

if TYPE_CHECKING:
    from PIL import Image

Sides = tuple[int, int, int, int]
MOST_AREAS = 4
"""Areas that are looked at again; each costs about as much as a small photo."""
WELL_READ = 0.95
"""Lines from here on need no second look."""
HOPELESS = 0.3
"""Lines below are mostly leaves and faces; there is nothing to look for."""
LARGE = 0.7
"""A part with this share of the picture's longer side would be seen no better than before."""
TEXT_HEIGHT = 40
"""Pixels to which the text of an area is enlarged."""
MOST_ENLARGED = 3.0
MERGED = 1.1
"""Areas are looked at together when their common frame is no larger than this share of both."""
LONGEST_PART, LAP = 5.0, 0.3
"""A part is at most so many times as long as high, and shows this share of itself in common with its neighbours."""


@dataclass(frozen=True, slots=True)
class Closer:
    """An area to look at (left, top, right, bottom in pixels), and by how much to enlarge it."""

    sides: Sides
    enlarge: float


def areas(image: "Image.Image", lines: Sequence[TextLine]) -> tuple[Closer, ...]:
    """The areas to look at again, the largest text first."""
    wanted = [(line.height, _with_room(line)) for line in lines if _is_worth_it(line)]
    wanted += [(band[3] - band[1], _of_band(band)) for band in silent_bands(image, lines)]
    merged: list[tuple[float, Sides]] = []
    for height, outer in sorted(wanted, key=lambda one: (-one[0], one[1])):
        sides = _within(outer, image.size)
        if _longest_part(sides) >= LARGE * max(image.size):
            continue
        at = next((at for at, one in enumerate(merged) if _belong_together(one[1], sides)), None)
        if at is None:
            merged.append((height, sides))
        else:
            merged[at] = (merged[at][0], _both(merged[at][1], sides))
    return tuple(Closer(sides, _enlargement(height)) for height, sides in merged[:MOST_AREAS])


def _longest_part(sides: Sides) -> int:
    """Pixels of the longer side of an area's first part."""
    left, top, right, bottom = parts(sides)[0]
    return max(right - left, bottom - top)


def parts(sides: Sides) -> tuple[Sides, ...]:
    """An area in parts that overlap: a long banner as a whole would be shrunk until its letters are too small."""
    left, top, right, bottom = sides
    long, high = right - left, max(1, bottom - top)
    if long <= high * LONGEST_PART:
        return (sides,)
    count = math.ceil(long / (high * LONGEST_PART * (1 - LAP)))
    step = long / count
    lap = step * LAP / 2
    starts = [left + at * step for at in range(count)]
    return tuple((max(left, round(at - lap)), top, min(right, round(at + step + lap)), bottom) for at in starts)


def look_closer(image: "Image.Image", sides: Sides, enlarge: float) -> "Image.Image":
    """That part of the picture, enlarged."""
    from PIL import Image

    part = image.crop(sides)
    if enlarge <= 1:
        return part
    return part.resize((round(part.width * enlarge), round(part.height * enlarge)), Image.Resampling.BICUBIC)


def around(line: TextLine, size: tuple[int, int]) -> Sides:
    """A line with room around it, inside a picture of that size."""
    return _within(_with_room(line), size)


def settled(lines: Sequence[TextLine], closer: Sequence[TextLine], *, trust: bool = False) -> tuple[TextLine, ...]:
    """The lines of the picture after a closer look: of the two readings of a place, the one with more that is sure.

    With *trust* the second needs only half of that, since a better model made it.
    """
    weight = 2.0 if trust else 1.0
    groups: list[tuple[list[TextLine], list[TextLine]]] = []
    for at, line in [*((0, line) for line in lines), *((1, line) for line in closer)]:
        touching = [group for group in groups if any(_same_place(line, one) for one in group[1 - at])]
        merged: tuple[list[TextLine], list[TextLine]] = ([], [])
        for group in touching:
            merged[0].extend(group[0])
            merged[1].extend(group[1])
        merged[at].append(line)
        groups = [group for group in groups if not any(group is one for one in touching)] + [merged]
    better = [second if weight * _worth(second) > _worth(first) else first for first, second in groups]
    return tuple(line for reading in better for line in reading)


def _same_place(line: TextLine, other: TextLine) -> bool:
    """Whether two boxes of two readings show the same words, or a part of them."""
    across = min(line.right, other.right) - max(line.left, other.left)
    down = min(line.bottom, other.bottom) - max(line.top, other.top)
    return across > 0.4 * min(line.width, other.width) and down > 0.5 * min(line.height, other.height)


def _worth(lines: Sequence[TextLine]) -> float:
    """Sure characters count whole, doubtful ones little."""
    return sure_characters(lines) + sum(max(0.0, line.confidence - 0.5) * len(line.text) for line in lines) / 2


def _is_worth_it(line: TextLine) -> bool:
    """Whether a line is doubtful but may well be text."""
    return HOPELESS <= line.confidence < WELL_READ and len(line.text) > 1 and not line.is_tall


def _with_room(line: TextLine) -> Sides:
    """A line with room on both sides, where the rest of it may stand."""
    aside, above = line.height * 1.5, line.height * 0.8
    return (round(line.left - aside), round(line.top - above), round(line.right + aside), round(line.bottom + above))


def _of_band(band: Band) -> Sides:
    """A band with a little room around it."""
    left, top, right, bottom = band
    aside, above = (bottom - top) * 0.5, (bottom - top) * 0.25
    return (round(left - aside), round(top - above), round(right + aside), round(bottom + above))


def _enlargement(height: float) -> float:
    return max(1.0, min(MOST_ENLARGED, TEXT_HEIGHT / max(height, 1.0)))


def _belong_together(one: Sides, two: Sides) -> bool:
    """Whether two areas overlap so much that one look at both costs less than two."""
    return _size(_both(one, two)) <= MERGED * (_size(one) + _size(two))


def _size(sides: Sides) -> int:
    return (sides[2] - sides[0]) * (sides[3] - sides[1])


def _both(one: Sides, two: Sides) -> Sides:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])


def _within(sides: Sides, size: tuple[int, int]) -> Sides:
    """The sides, kept inside the picture."""
    return max(0, sides[0]), max(0, sides[1]), min(size[0], sides[2]), min(size[1], sides[3])
