"""Find by how much a page lies askew, from the light between its rows; and set it straight.

At the right angle the rows of a page are either full of ink or empty, so the darkness of neighbouring pixel rows
differs most (projection profile). Tried on a small grey copy, first in coarse steps, then around the best in fine ones.
"""

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from wenming_cli.ocr.engine import TextLine

if TYPE_CHECKING:
    from PIL import Image

STEEPEST = 6.0
"""Degrees up to which a page is looked for."""
COARSE, FINE = 1.2, 0.2
WORTH_IT = 0.35
"""Degrees below which turning costs more sharpness than it brings."""
_SIDE = 560
LONG_LINE, SLOPE = 12, 0.005
"""Lines of so many characters show a slope; one below this (pixels per pixel) needs no closer look."""
_SURE = 1.05
"""The best angle must beat the page as it lies by this factor."""


def may_be_askew(lines: Sequence[TextLine]) -> bool:
    """Whether the boxes of long lines are higher than their characters, as those of a slanting page are."""
    long = [line for line in lines if len(line.text) >= LONG_LINE and not line.is_tall]
    slopes = [(line.height - line.width / len(line.text)) / line.width for line in long]
    return not slopes or median(slopes) > SLOPE


def skew_of(image: "Image.Image") -> float:
    """Degrees by which to turn the page counter-clockwise until its rows are level; 0 when it is straight enough."""
    from PIL import Image, ImageOps

    small = image.convert("L")
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    small = ImageOps.invert(ImageOps.autocontrast(small, cutoff=2))
    small = _without_shade(small)
    coarse = _best(small, [step * COARSE for step in range(-round(STEEPEST / COARSE), round(STEEPEST / COARSE) + 1)])
    reach = round(COARSE / FINE)
    angle = _best(small, [coarse + step * FINE for step in range(-reach, reach + 1)])
    if abs(angle) < WORTH_IT or _contrast(small, angle) < _SURE * _contrast(small, 0.0):
        return 0.0
    return angle


def turned(image: "Image.Image", angle: float) -> "Image.Image":
    """The picture turned counter-clockwise by *angle* degrees, its size kept, the corners filled with paper."""
    from PIL import Image

    paper = image.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    light = tuple(min(255, int(value) + 25) for value in paper) if isinstance(paper, tuple) else paper
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=light)


def _without_shade(small: "Image.Image") -> "Image.Image":
    """Only what is darker than its surroundings: shadows and the desk beside the page go."""
    from PIL import ImageChops, ImageFilter

    return ImageChops.subtract(small, small.filter(ImageFilter.BoxBlur(9)))


def _best(small: "Image.Image", angles: list[float]) -> float:
    """The angle of the highest contrast, the flattest of equals."""
    return max(angles, key=lambda angle: (_contrast(small, angle), -abs(angle)))


def _contrast(small: "Image.Image", angle: float) -> float:
    """How much the mean darkness of neighbouring rows differs."""
    from PIL import Image

    level = small.rotate(angle, Image.Resampling.BILINEAR) if angle else small
    inset = round(small.width * 0.06)
    rows = level.crop((inset, inset, small.width - inset, small.height - inset))
    values = rows.convert("F").resize((1, rows.height), Image.Resampling.BOX)
    floats = memoryview(values.tobytes()).cast("f")
    return float(sum((floats[at + 1] - floats[at]) ** 2 for at in range(len(floats) - 1)))
