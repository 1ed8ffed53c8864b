"""On what ground a line of a photo stands: red cloth, a blue screen, a dark display with lamps, or plain."""

from enum import Enum
from typing import TYPE_CHECKING

from wenming_cli.ocr.colour import redness
from wenming_cli.ocr.engine import TextLine

if TYPE_CHECKING:
    from PIL import Image

COLOURED = 35
"""A ground is red or blue that exceeds the other two colours by so much (of 255)."""
CLOTH, LAMPS = 0.35, 0.06
"""Share of a line's box that the cloth fills between the letters; share that red lamps fill on a dark display."""
DARK, DARK_SHARE = 70, 0.6
_SIZE = (96, 24)


class Ground(Enum):
    """What lies behind a line."""

    RED = "red"
    BLUE = "blue"
    LAMPS = "lamps"
    PLAIN = "plain"


def ground_of(image: "Image.Image", line: TextLine) -> Ground:
    """The ground of a line, from the colours inside its box."""
    from PIL import Image

    box = max(0, round(line.left)), max(0, round(line.top)), round(line.right), round(line.bottom)
    if box[2] - box[0] < 4 or box[3] - box[1] < 4:
        return Ground.PLAIN
    part = image.crop(box).resize(_SIZE, Image.Resampling.BOX)
    red, blue = _share(redness(part)), _share(_blueness(part))
    if red >= CLOTH:
        return Ground.RED
    if blue >= CLOTH:
        return Ground.BLUE
    dark = sum(part.convert("L").histogram()[:DARK]) / (_SIZE[0] * _SIZE[1])
    return Ground.LAMPS if dark >= DARK_SHARE and red >= LAMPS else Ground.PLAIN


def _share(colour: "Image.Image") -> float:
    """Share of pixels that are coloured."""
    return sum(colour.histogram()[COLOURED:]) / (colour.width * colour.height)


def _blueness(image: "Image.Image") -> "Image.Image":
    """By how much blue exceeds red and, a little, green (screens shine cyan)."""
    from PIL import ImageChops

    red, green, blue = image.convert("RGB").split()
    return ImageChops.subtract(blue, ImageChops.lighter(red, ImageChops.subtract(green, green.point([20] * 256))))
