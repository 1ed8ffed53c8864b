"""Read leaning lines, and banners whose ends were missed, on a strip that is cut out straight.

Engines cut upright boxes. Of a line that leans they lose the ends, although they are sure of the rest. Such lines are
known by boxes much higher than their letters are wide; those of a banner, whose words stand in its middle, also by one
end of the cloth that stays emptier than the other. The slope is found as that of a page is, by the contrast of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wenming_cli.ocr.bands import Band, bands, is_on
from wenming_cli.ocr.engine import TextLine

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
ROOM = 2.2
"""Letters that are looked for beyond both ends of a line."""
FARTHEST = 8.0
"""Letters up to which a band is followed beyond a line."""
HIGH = 3.0
"""Height of a strip in letters."""
LETTER, MOST_ENLARGED = 26, 3.0
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

    def cut(self, image: "Image.Image") -> "Image.Image":
        """The strip set level; its letters stay upright."""
        from PIL import Image

        size = max(8, round(self.length * self.enlarge)), max(8, round(self.height * self.enlarge))
        step = 1 / self.enlarge
        left, top = self.x - self.length / 2, self.y - self.height / 2 - self.slope * self.length / 2
        matrix = (step, 0.0, left, self.slope * step, step, top)
        return image.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)

    def back(self, line: TextLine) -> TextLine:
        """A line of the strip as it lies on the picture."""
        left, top = self.x - self.length / 2, self.y - self.height / 2 - self.slope * self.length / 2
        a, b, c, d = (
            (left + x / self.enlarge, top + y / self.enlarge + self.slope * x / self.enlarge) for x, y in line.box
        )
        return TextLine(line.text, line.confidence, (a, b, c, d))


def strips(image: "Image.Image", lines: Sequence[TextLine]) -> tuple[Strip, ...]:
    """The strips to read anew, the largest letters first."""
    candidates = [line for line in lines if _is_readable(line)]
    if not candidates:
        return ()
    red = bands(image)
    wanted = []
    for line in candidates:
        band = next((band for band in red if is_on(line, band)), None)
        if is_unfinished(line, band):
            wanted.append((line, band))
    wanted.sort(key=lambda one: (-letter(one[0]), one[0].left))
    return tuple(_strip(image, line, band) for line, band in wanted[:MOST_STRIPS])


def letter(line: TextLine) -> float:
    """Pixels from one letter to the next."""
    return line.width / max(0.5, sum(0.5 if char.isascii() else 1.0 for char in line.text))


def is_unfinished(line: TextLine, band: Band | None) -> bool:
    """Whether more words may stand before or behind a line."""
    if band and band[0] < line.left + letter(line) and line.right - letter(line) < band[2]:
        return abs((line.left - band[0]) - (band[2] - line.right)) > UNEVEN * letter(line)
    return line.height > LEANING * letter(line)


def _is_readable(line: TextLine) -> bool:
    return len(line.text) >= LEAST_LETTERS and line.confidence >= LEAST_SURE and not line.is_tall


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
    return Strip(middle, y + slope * (middle - x), right - left, HIGH * size, slope, enlarge)


def slope_of(image: "Image.Image", line: TextLine) -> float:
    """The slope of a line by the contrast of its rows, near to what its box shows."""
    size = letter(line)
    guess = max(LEVEL, (line.height - BOX * size) / line.width)
    tried = [guess * 1.25 * step / _TRIED for step in range(-_TRIED, _TRIED + 1)]
    best = max(tried, key=lambda slope: _contrast(image, line, size, slope))
    fine = [best + guess * 0.25 * step / 4 for step in range(-3, 4)]
    return max(fine, key=lambda slope: _contrast(image, line, size, slope))


def _contrast(image: "Image.Image", line: TextLine, size: float, slope: float) -> float:
    """How much neighbouring rows differ on a strip of that slope."""
    from PIL import Image

    (x, y), high = line.middle, HIGH * size
    step_x, step_y = line.width / _COLUMNS, high / _ROWS
    top = y - high / 2 - slope * line.width / 2
    matrix = (step_x, 0.0, line.left, slope * step_x, step_y, top)
    level = image.transform((_COLUMNS, _ROWS), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
    rows = level.getchannel("G").convert("F").resize((1, _ROWS), Image.Resampling.BOX)
    values = memoryview(rows.tobytes()).cast("f")
    return float(sum((values[at + 1] - values[at]) ** 2 for at in range(len(values) - 1)))
