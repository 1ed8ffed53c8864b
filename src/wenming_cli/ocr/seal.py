"""Find red seals, and read what they cover: in the red channel of a picture their ink is nearly as light as paper."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wenming_cli.ocr.colour import Area, red_areas
from wenming_cli.ocr.engine import TextLine

if TYPE_CHECKING:
    from PIL import Image

SIDE, RED = 200, 35
"""Seals are looked for on a copy with so many pixels; their ink is so much redder than not."""
LEAST, MOST = 0.09, 0.32
"""A seal (3.8 to 5 cm) takes this share of the width of a page (21 cm), a little more or less where it is cropped."""
ROUND, FILLED = 0.72, 0.25
BELOW = 0.35
"""Seals stand below this share of the page's height."""
_PAD = 6


def seals(image: "Image.Image") -> list[Area]:
    """The round red areas of a seal's size on the lower part of a page."""
    width, height = image.size
    found = []
    for area in red_areas(image, SIDE, RED, smear=1):
        side = max(area.width, area.height)
        as_round = min(area.width, area.height) >= ROUND * side
        sized = LEAST * width <= side <= MOST * width
        if as_round and sized and area.fill >= FILLED and (area.top + area.bottom) / 2 > height * BELOW:
            found.append(area)
    return found


def strip_of(seal: Area, lines: Sequence[TextLine], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The strip of the page on which a seal stands, no line of text cut by its upper and lower side."""
    low = [line for line in lines if line.height < seal.height]
    crossing = [line for line in low if line.top < seal.bottom and line.bottom > seal.top]
    top = min([seal.top, *(line.top for line in crossing)]) - _PAD
    bottom = max([seal.bottom, *(line.bottom for line in crossing)]) + _PAD
    return 0, max(0, round(top)), size[0], min(size[1], round(bottom))


def without_seal(image: "Image.Image") -> "Image.Image":
    """The picture as seen through red glass."""
    from PIL import Image

    red = image.getchannel("R")
    return Image.merge("RGB", (red, red, red))


def replaced(
    lines: Sequence[TextLine], below: Sequence[TextLine], strip: tuple[int, int, int, int]
) -> tuple[TextLine, ...]:
    """The lines of a page with those of the strip read anew; the seal's own words go with the old reading."""
    _, top, _, bottom = strip
    return (*(line for line in lines if not top <= line.middle[1] <= bottom), *below)
