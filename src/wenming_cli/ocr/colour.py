"""Find coloured areas: red bands of banners, seals, red ink. Plain Pillow, on small copies."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, slots=True)
class Area:
    """A connected coloured area: its sides in pixels of the picture asked about, the share of that box it fills."""

    left: float
    top: float
    right: float
    bottom: float
    fill: float

    @property
    def width(self) -> float:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top


def redness(image: "Image.Image") -> "Image.Image":
    """By how much red exceeds both green and blue, 0 to 255."""
    from PIL import ImageChops

    red, green, blue = image.convert("RGB").split()
    return ImageChops.subtract(red, ImageChops.lighter(green, blue))


def red_areas(image: "Image.Image", side: int, least: int, smear: int = 0) -> list[Area]:
    """Areas at least *least* redder than not, on a copy with *side* pixels; *smear* pixels of gap are bridged."""
    from PIL import Image, ImageFilter

    scale = min(1.0, side / max(image.size))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    small = redness(image.resize(size, Image.Resampling.BOX, reducing_gap=2.0))
    mask = small.point([255 if value >= least else 0 for value in range(256)])
    if smear:
        mask = mask.filter(ImageFilter.MaxFilter(2 * smear + 1))
    return [Area(a / scale, b / scale, c / scale, d / scale, fill) for a, b, c, d, fill in _connected(mask)]


def _connected(mask: "Image.Image") -> Iterator[tuple[int, int, int, int, float]]:
    """The connected areas of a black and white picture: left, top, right, bottom, filled share."""
    width, height = mask.size
    left_over = bytearray(mask.tobytes())
    at = left_over.find(255)
    while at >= 0:
        left, right, top, bottom, count = width, 0, height, 0, 0
        left_over[at] = 0
        stack = [at]
        while stack:
            y, x = divmod(stack.pop(), width)
            left, right, top, bottom, count = min(left, x), max(right, x), min(top, y), max(bottom, y), count + 1
            for near_y in range(max(0, y - 1), min(height, y + 2)):
                for near_x in range(max(0, x - 1), min(width, x + 2)):
                    near = near_y * width + near_x
                    if left_over[near]:
                        left_over[near] = 0
                        stack.append(near)
        yield left, top, right + 1, bottom + 1, count / ((right + 1 - left) * (bottom + 1 - top))
        at = left_over.find(255, at + 1)
