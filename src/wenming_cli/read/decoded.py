"""Pictures of every format that is read, as Pillow images: refused where they claim too much or are not whole."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from wenming_cli.read.exif import orientation
from wenming_cli.read.extract import UnreadableError

if TYPE_CHECKING:
    from PIL import Image, ImageFile

MOST_PIXELS = 100_000_000
"""Pixels that a picture may state in its header; a phone makes 12 to 50 million."""
MOST_PAGES = 2_000
_PILLOW = {
    "jpg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "webp": ("WEBP",),
    "tif": ("TIFF",),
    "gif": ("GIF",),
    "bmp": ("BMP",),
}
PICTURES = frozenset({*_PILLOW, "heic"})
"""Formats that are pictures."""
_UPRIGHT = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""EXIF orientation → Image.Transpose, as ImageOps.exif_transpose has it, which fails where EXIF is nonsense."""
_STRIPS, _STRIP_SIZES, _TILES, _TILE_SIZES = 273, 279, 324, 325


@contextmanager
def refusing() -> Iterator[None]:
    """Whatever fails while a picture is decoded is said as UnreadableError; only MemoryError passes through."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None
        try:
            yield
        except (UnreadableError, MemoryError):
            raise
        except Exception as error:
            if "too large" in str(error) or "exceeds limit" in str(error):
                raise UnreadableError("bomb", "图片附带的文字或色彩说明解压后过大") from error
            raise UnreadableError("corrupt", "图片不完整或已损坏") from error


def header(data: bytes, format_name: str) -> "ImageFile.ImageFile":
    """A picture with its size and EXIF but no pixels yet; call it and `loaded` inside `refusing`."""
    from PIL import Image

    if format_name == "heic":
        from wenming_cli.read.heic import open_heic

        image = open_heic(data)
    else:
        if format_name == "png":
            _check_png(data)
        elif format_name == "gif" and data.startswith(b"GIF8"):
            check_size(struct.unpack_from("<HH", data, 6))
        image = Image.open(io.BytesIO(data), formats=_PILLOW[format_name])
    check_size(image.size)
    return image


def check_size(size: tuple[int, ...]) -> None:
    """Refuse what states more pixels than a picture in an archive has."""
    if size[0] * size[1] > MOST_PIXELS:
        raise UnreadableError("bomb", f"图片有 {size[0]}×{size[1]} 像素")


def loaded(image: "Image.Image") -> "Image.Image":
    """The picture with its pixels, 16 bits a pixel made 8: Pillow would cut them off at white."""
    image.load()
    check_size(image.size)
    if not image.mode.startswith(("I", "F")):
        return image
    values: Any = image.convert("F")
    highest = values.getextrema()[1]
    eight: Image.Image = values.point(lambda value: value * (255 / 65_535 if highest > 255 else 1)).convert("L")
    return eight


def opened(data: bytes, format_name: str) -> "Image.Image":
    """The picture in RGB, upright, no larger than recognition needs; of a moving one the first frame."""
    with refusing():
        image = header(data, format_name)
        image.draft("RGB", _enough(image.size))
        return _for_recognition(image)


def pages_of(data: bytes) -> "Iterator[Image.Image]":
    """The pages of a TIFF one after the other, each as `opened` gives a picture."""
    with refusing():
        image = header(data, "tif")
        pages = page_count(image)
    for page in range(pages):
        with refusing():
            image.seek(page)
            check_size(image.size)
            _check_strips(image, len(data))
            shown = _for_recognition(image)
        yield shown


def page_count(image: Any) -> int:
    """Pages of an opened TIFF."""
    pages = int(image.n_frames)
    if pages > MOST_PAGES:
        raise UnreadableError("bomb", f"图片有 {pages} 页")
    return pages


def check_pages(image: Any, length: int) -> int:
    """How many pages a TIFF of *length* bytes has; every one must be of decent size and lie whole in the file."""
    pages = page_count(image)
    for page in range(pages):
        image.seek(page)
        check_size(image.size)
        _check_strips(image, length)
    image.seek(0)
    return pages


def _for_recognition(image: "Image.Image") -> "Image.Image":
    """The pixels alone, without what EXIF says of persons and places, the way up that it says."""
    from wenming_cli.ocr.decode import shrunk

    shown = upright(shrunk(loaded(image)), orientation(image))
    shown.info = {}
    return shown


def upright(pixels: "Image.Image", lying: int) -> "Image.Image":
    """Pixels the way up that EXIF says with *lying*, its orientation from 1 to 8."""
    from PIL import Image

    turn = _UPRIGHT.get(lying)
    return pixels if turn is None else pixels.transpose(Image.Transpose(turn))


def _enough(size: tuple[int, int]) -> tuple[int, int]:
    """What to ask of `Image.draft`, so that at least what recognition keeps is decoded."""
    from wenming_cli.ocr.decode import LONG_SIDE, SHORT_SIDE

    width, height = size
    if width >= height:
        return min(width, LONG_SIDE), min(height, SHORT_SIDE)
    return min(width, SHORT_SIDE), min(height, LONG_SIDE)


def _check_png(data: bytes) -> None:
    """The chunks of a PNG must follow one another with right checksums up to IEND (ISO/IEC 15948, 5.3)."""
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        end = at + 8 + length
        critical = not kind[0] & 0x20
        if critical and zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4], "big"):
            raise UnreadableError("corrupt", "图片数据校验不符")
        if kind == b"IEND":
            return
        at = end + 4
    raise UnreadableError("corrupt", "图片不完整")


def _check_strips(image: Any, length: int) -> None:
    """Every strip or tile must lie inside the file (TIFF 6.0, section 8)."""
    tags = image.tag_v2
    for places, sizes in ((_STRIPS, _STRIP_SIZES), (_TILES, _TILE_SIZES)):
        for place, size in zip(tags.get(places) or (), tags.get(sizes) or (), strict=False):
            if place + size > length:
                raise UnreadableError("corrupt", "图片不完整")
