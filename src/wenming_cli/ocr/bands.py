"""Find the red bands of banners, and tell whether what is written on one was read, and read to its ends."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wenming_cli.ocr.colour import red_areas
from wenming_cli.ocr.confidence import SURE_LINE
from wenming_cli.ocr.engine import TextLine

if TYPE_CHECKING:
    from PIL import Image

Band = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""
RED, BAND_SIDE = 70, 160
"""A red band is so much redder than not, seen on a copy of so many pixels."""
LEAST_PIECE, LEAST_BAND, LONG_TO_HIGH = 0.04, 0.1, 2.2
"""Least shares of the picture's width of a piece of a band and of a band; a band is so many times as long as high."""
FILLED = 0.5
"""Share of a band's length that sure lines fill when it was read."""


def bands(image: "Image.Image") -> list[Band]:
    """Long red areas; what people or lamps in front of a banner have parted is put together again."""
    found: list[Band] = []
    areas = [area for area in red_areas(image, BAND_SIDE, RED, smear=1) if area.width >= image.width * LEAST_PIECE]
    for area in sorted(areas, key=lambda area: (area.left, area.top)):
        sides = area.left, area.top, area.right, area.bottom
        at = next((at for at, band in enumerate(found) if _goes_on(band, sides)), None)
        if at is None:
            found.append(sides)
        else:
            band = found[at]
            found[at] = band[0], min(band[1], sides[1]), max(band[2], sides[2]), max(band[3], sides[3])
    return [one for one in found if one[2] - one[0] >= max(image.width * LEAST_BAND, (one[3] - one[1]) * LONG_TO_HIGH)]


def silent_bands(image: "Image.Image", lines: Sequence[TextLine]) -> list[Band]:
    """Bands that no sure lines fill: banners too far away to be read at first."""
    return [band for band in bands(image) if _read_of(band, lines) < (band[2] - band[0]) * FILLED]


def is_on(line: TextLine, band: Band) -> bool:
    """Whether a line stands on a band."""
    return band[0] <= line.middle[0] <= band[2] and band[1] <= line.middle[1] <= band[3]


def _read_of(band: Band, lines: Sequence[TextLine]) -> float:
    """Pixels of a band's length that sure lines fill."""
    return sum(line.width for line in lines if line.confidence >= SURE_LINE and is_on(line, band))


def _goes_on(band: Band, sides: Band) -> bool:
    """Whether an area lies on the line of a band, not far behind its end, and is about as high."""
    high, other = band[3] - band[1], sides[3] - sides[1]
    level = min(band[3], sides[3]) - max(band[1], sides[1])
    near = sides[0] - band[2] < 2 * max(high, other)
    return near and level > 0.6 * max(high, other)
