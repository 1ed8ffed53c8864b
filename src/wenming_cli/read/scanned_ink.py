"""Measure colour on a recognised page: red lines of text, the red rule of a red head."""

from typing import TYPE_CHECKING

from wenming_cli.ocr.colour import Area, red_areas, redness
from wenming_cli.ocr.engine import TextLine

if TYPE_CHECKING:
    from PIL import Image

INK = 60
"""Ink is so much darker (of 255, in green) than its paper; green because red and black ink are both dark in it."""
RED_INK = 45
"""Red ink is so much redder than green and blue; a grey or brownish scan of black ink stays below 20."""
RED_SHARE = 0.6
"""Share of a line's ink that is red; a seal over a black line reddens less."""
_LINE_HEIGHT = 48
RULE_SIDE, RULE_RED = 700, 20
"""The rule is a pixel or two high: shrunk it pales, so little red is asked for."""
RULE_LONG, RULE_HIGH = 0.5, 0.025
"""The rule crosses half of the page's width at least and is no higher than this share of it, still a little askew."""


def is_red_ink(image: "Image.Image", line: TextLine) -> bool:
    """Whether a line is written in red on a light ground."""
    part = _cut(image, line)
    if part is None:
        return False
    ink, red, paper = _ink_and_red(part)
    return paper > 110 and ink > 0 and red >= RED_SHARE * ink


def _cut(image: "Image.Image", line: TextLine) -> "Image.Image | None":
    """The picture of a line, no higher than needed for its colour."""
    left, top = max(0, round(line.left)), max(0, round(line.top))
    right, bottom = min(image.width, round(line.right)), min(image.height, round(line.bottom))
    if right - left < 4 or bottom - top < 4:
        return None
    part = image.crop((left, top, right, bottom))
    if part.height > _LINE_HEIGHT:
        part = part.resize((max(1, part.width * _LINE_HEIGHT // part.height), _LINE_HEIGHT), reducing_gap=2.0)
    return part


def _ink_and_red(part: "Image.Image") -> tuple[int, int, int]:
    """Pixels of ink, those of them that are red, and the green value of the ground."""
    from PIL import ImageChops

    green = part.getchannel("G")
    paper = _ground(green.histogram())
    ink = green.point([255 if value < paper - INK else 0 for value in range(256)])
    red = redness(part).point([255 if value >= RED_INK else 0 for value in range(256)])
    return ink.histogram()[255], ImageChops.multiply(ink, red).histogram()[255], paper


def _ground(histogram: list[int]) -> int:
    """The value of the ground: that below which seven of ten pixels lie, for ink covers less than half."""
    left = sum(histogram) * 0.7
    for value, count in enumerate(histogram):
        left -= count
        if left <= 0:
            return value
    return 255


def has_red_rule(image: "Image.Image", above: float) -> bool:
    """Whether a long thin red line crosses the page above that share of its height, whole or broken by a star."""
    width, height = image.size
    thin = [
        area
        for area in red_areas(image, RULE_SIDE, RULE_RED, smear=1)
        if area.bottom < height * above and area.height <= width * RULE_HIGH and area.width >= area.height * 6
    ]
    return any(_long_together(area, thin) >= width * RULE_LONG for area in thin)


def _long_together(one: Area, thin: list[Area]) -> float:
    """The length of all thin areas that lie on the same line."""
    level = (one.top + one.bottom) / 2
    reach = 2 * one.height
    return sum(area.width for area in thin if abs((area.top + area.bottom) / 2 - level) <= reach)
