"""Decode a picture once, at the size that recognition needs, the way up that its EXIF says."""

import io
import math
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

LONG_SIDE = 2000
"""Pixels of the longer side that are kept; more cost time and found nothing more on real photos."""
SHORT_SIDE = 1000
"""Pixels of the shorter side that are kept of a long strip, as screenshots are that were scrolled."""
LONG_STRIP = 2.4
"""A picture so many times as long as wide is read in pieces."""
LAP = 0.06
"""Share of a piece that the next one shows again, so that no line is cut in both."""
MARGIN = 0.04
"""Share of the shorter side that is added around a picture: detectors miss characters that touch its edge."""


def decoded(data: bytes) -> "Image.Image":
    """The picture in RGB; a JPEG is decoded at a half, a quarter or an eighth where that is still large enough."""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = Image.open(io.BytesIO(data))
        width, height = _kept_size(*image.size)
        image.draft("RGB", (width, height))
        return ImageOps.exif_transpose(shrunk(image))


def shrunk(image: "Image.Image") -> "Image.Image":
    """The picture in RGB on a white ground, no larger than recognition needs."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    exif = image.info.get("exif")
    image = image.convert("RGB")
    size = _kept_size(*image.size)
    if size[0] < image.width * 0.8:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if exif:
        image.info["exif"] = exif
    return image


def _kept_size(width: int, height: int) -> tuple[int, int]:
    """The size to read at: the longer side bounded, but a strip stays wide enough to be read."""
    long, short = max(width, height), max(1, min(width, height))
    side = LONG_SIDE if long <= short * LONG_STRIP else max(LONG_SIDE, SHORT_SIDE * long / short)
    scale = min(1.0, side / long)
    return max(1, round(width * scale)), max(1, round(height * scale))


def pieces(size: tuple[int, int]) -> tuple[tuple[int, int, int, int], ...]:
    """Where a picture is cut for reading (left, top, right, bottom): not at all, or a strip in overlapping parts."""
    width, height = size
    if height <= width * LONG_STRIP:
        return ((0, 0, width, height),)
    count = math.ceil(height / (width * 2))
    step = height / count
    lap = round(step * LAP)
    tops = [max(0, round(at * step) - lap) for at in range(count)]
    return tuple((0, top, width, min(height, round((at + 1) * step) + lap)) for at, top in enumerate(tops))


def framed(image: "Image.Image") -> tuple["Image.Image", int]:
    """The picture with its edges drawn out by a margin, and that margin in pixels."""
    from PIL import Image

    width, height = image.size
    margin = max(8, round(min(image.size) * MARGIN))
    wide = Image.new("RGB", (width + 2 * margin, height))
    wide.paste(image.crop((0, 0, 1, height)).resize((margin, height)), (0, 0))
    wide.paste(image, (margin, 0))
    wide.paste(image.crop((width - 1, 0, width, height)).resize((margin, height)), (margin + width, 0))
    full = Image.new("RGB", (wide.width, height + 2 * margin))
    full.paste(wide.crop((0, 0, wide.width, 1)).resize((wide.width, margin)), (0, 0))
    full.paste(wide, (0, margin))
    full.paste(wide.crop((0, height - 1, wide.width, height)).resize((wide.width, margin)), (0, margin + height))
    return full, margin
