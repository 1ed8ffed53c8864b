"""Where a recognised line lies on the picture as it was given, before that was turned, set straight and shrunk."""

import math
from dataclasses import dataclass

from wenming_cli.ocr.engine import TextLine
from wenming_cli.ocr.page import Page

PARTS = 10_000
"""Parts of a side in which places are given: a part of A4 is 0.03 mm, of a strip of 20 screens still 2 pixels."""
COLUMN = 2.0
"""From so many characters on words in a tall box are taken to stand below one another."""


@dataclass(frozen=True, slots=True)
class Lying:
    """The box of a line (left, top, right, bottom in PARTS of the width and the height of the picture given).

    *direction* is where its words run, in degrees clockwise: 0 to the right, 90 down, 180 to the left, upside down, 270
    up. *lean* are the few degrees more, clockwise, by which the page lay askew; the box then surrounds what leans.
    """

    box: tuple[int, int, int, int]
    direction: int
    lean: float


def lying(page: Page, line: TextLine) -> Lying:
    """Where a line of *page* lies; quarter turns are undone exactly, skew by turning the corners of its box back."""
    sides = ((x, y) for x in (line.left, line.right) for y in (line.top, line.bottom))
    corners = [_turned_back(*_askew_again(x, y, page), page.turned) for x, y in sides]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    box = (_part(min(across)), _part(min(down)), _part(max(across)), _part(max(down)))
    return Lying(box, (page.turned + 90 * _is_column(line)) % 360, round(page.straightened, 1))


def _askew_again(x: float, y: float, page: Page) -> tuple[float, float]:
    """A point of the straight picture on the upright one, in shares of its sides."""
    width, height = page.size
    angle = math.radians(page.straightened)
    right, down = x - width / 2, y - height / 2
    back = (right * math.cos(angle) - down * math.sin(angle), right * math.sin(angle) + down * math.cos(angle))
    return 0.5 + back[0] / width, 0.5 + back[1] / height


def _turned_back(x: float, y: float, turned: int) -> tuple[float, float]:
    """A point of a picture that was turned counter-clockwise by quarters, on that picture before."""
    return {90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}.get(turned, (x, y))


def _part(share: float) -> int:
    """A share in PARTS; what lies outside the picture is brought to its edge."""
    return round(min(1.0, max(0.0, share)) * PARTS)


def _is_column(line: TextLine) -> bool:
    """Whether the words stand below one another, as on signs."""
    return line.is_tall and sum(0.5 if char.isascii() else 1.0 for char in line.text) >= COLUMN
