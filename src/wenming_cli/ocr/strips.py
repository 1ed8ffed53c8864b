"""Read doubtful lines that lean, and banners of which an end was missed, on a strip that is cut out level.

Engines cut upright boxes: the box of a line that leans is much higher than its letters are wide. The words of a banner
stand in its middle, so an end of the cloth that is emptier than the other tells of words that were not seen, however
sure the rest is. The slope is found as that of a page is, by the contrast of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wenming_cli.ocr.bands import Band, bands, is_on
from wenming_cli.ocr.engine import TextLine
from wenming_cli.ocr.second_look import WELL_READ

if TYPE_CHECKING:
    from PIL import Image

LEANING = 1.45
"""The box of a leaning line is so many times as high as its letters are wide, or more; upright ones are below 1.3."""
BOX = 1.2
"""How many times as high as its letters the box of a level line is."""
LEAST_LETTERS, LEAST_SURE = 5, 0.55
"""Shorter or less sure lines show nothing by their boxes."""
UNEVEN = 0.7
"""Letters by which the empty ends of a band differ when one of them was missed."""
FILLS = 0.5
"""Share of the height of a band that its only line takes; of several lines each may stand where it will."""
ROOM = 2.2
"""Letters that are looked for beyond both ends of a line."""
FARTHEST = 8.0
"""Letters up to which a band is followed beyond a line."""
HIGH = 2.2
"""Height of a strip in letters."""
LETTER, MOST_ENLARGED = 40, 3.0
"""Pixels to which letters are enlarged."""
MOST_STRIPS = 3
LEVEL = 0.03
"""Slopes up to here are tried where the box shows none."""
_ROWS, _COLUMNS = 30, 300
_TRIED = 5


@dataclass(frozen=True, slots=True)
class Strip:
    """A straight strip: its middle, length and height, pixels down per pixel right, and by how much to enlarge it."""

    x: float
    y: float
    length: float
    height: float
    slope: float
    enlarge: float

    @property
    def corner(self) -> tuple[float, float]:
        """Its upper left corner on the picture."""
        return self.x - self.length / 2, self.y - self.height / 2 - self.slope * self.length / 2

    def level(self, image: "Image.Image") -> "Image.Image":
        """The strip set level; its letters stay upright."""
        from PIL import Image

        size = max(8, round(self.length * self.enlarge)), max(8, round(self.height * self.enlarge))
        step, (left, top) = 1 / self.enlarge, self.corner
        matrix = (step, 0.0, left, self.slope * step, step, top)
        return image.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)

    def back(self, line: TextLine) -> TextLine:
        """A line of the strip as it lies on the picture."""
        left, top = self.corner
        across = [(x / self.enlarge, y / self.enlarge) for x, y in line.box]
        a, b, c, d = ((left + x, top + y + self.slope * x) for x, y in across)
        return TextLine(line.text, line.confidence, (a, b, c, d))


def strips(image: "Image.Image", lines: Sequence[TextLine]) -> tuple[Strip, ...]:
    """The strips to read anew, the largest letters first."""
    candidates = [line for line in lines if _is_readable(line)]
    red = bands(image) if candidates else []
    on = [(line, next((band for band in red if is_on(line, band)), None)) for line in candidates]
    wanted = sorted((one for one in on if is_unfinished(*one)), key=lambda one: (-letter(one[0]), one[0].left))
    return tuple(_strip(image, line, band) for line, band in wanted[:MOST_STRIPS])


def letter(line: TextLine) -> float:
    """Pixels from one letter to the next."""
    return line.width / max(0.5, sum(0.5 if char.isascii() else 1.0 for char in line.text))


def is_unfinished(line: TextLine, band: Band | None) -> bool:
    """Whether more words may stand before or behind a line, or it leans and is doubtful."""
    if band and line.height >= FILLS * (band[3] - band[1]):
        before, behind = line.left - band[0], band[2] - line.right
        if min(before, behind) >= 0 and abs(before - behind) > UNEVEN * letter(line):
            return True
    return line.confidence < WELL_READ and line.height > LEANING * letter(line)


def _is_readable(line: TextLine) -> bool:
    return len(line.text) >= LEAST_LETTERS and line.confidence >= LEAST_SURE and line.width > 0 and not line.is_tall


def _strip(image: "Image.Image", line: TextLine, band: Band | None) -> Strip:
    """The strip around a line, as far as its band or a few letters farther."""
    size = letter(line)
    left, right = line.left - ROOM * size, line.right + ROOM * size
    if band:
        left = max(min(left, band[0]), line.left - FARTHEST * size)
        right = min(max(right, band[2]), line.right + FARTHEST * size)
    left, right = max(0.0, left), min(float(image.width), right)
    slope = slope_of(image, line)
    x, y = line.middle
    enlarge = max(1.0, min(MOST_ENLARGED, LETTER / size))
    middle = (left + right) / 2
    return Strip(middle, y + slope * (middle - x), max(1.0, right - left), HIGH * size, slope, enlarge)


def slope_of(image: "Image.Image", line: TextLine) -> float:
    """The slope of a line by the contrast of its rows, near to what its box shows."""
    guess = max(LEVEL, (line.height - BOX * letter(line)) / line.width)
    tried = [guess * 1.25 * step / _TRIED for step in range(-_TRIED, _TRIED + 1)]
    best = max(tried, key=lambda slope: (_contrast(image, line, slope), -abs(slope)))
    fine = [best + guess * step / 16 for step in range(-3, 4)]
    return max(fine, key=lambda slope: _contrast(image, line, slope))


def _contrast(image: "Image.Image", line: TextLine, slope: float) -> float:
    """How much neighbouring rows differ on a strip of that slope."""
    from PIL import Image

    (x, y), high = line.middle, HIGH * letter(line)
    part = Strip(x, y, line.width, high, slope, 1.0)
    matrix = (line.width / _COLUMNS, 0.0, part.corner[0], slope * line.width / _COLUMNS, high / _ROWS, part.corner[1])
    level = image.transform((_COLUMNS, _ROWS), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
    rows = level.getchannel("G").convert("F").resize((1, _ROWS), Image.Resampling.BOX)
    values = memoryview(rows.tobytes()).cast("f")
    return float(sum((after - before) ** 2 for before, after in pairwise(values)))
