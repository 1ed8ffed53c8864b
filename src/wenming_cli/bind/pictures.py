"""A picture file as it goes on a page: upright, on white, no larger than print needs, untouched where that fits."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

DPI = 200
"""Dots per inch on paper; printers of offices show no more of a photo."""
AS_IT_IS = 1 << 20
"""Bytes up to which a JPEG is not worth making smaller."""
SLACK = 1.3
"""A picture up to so many times larger is not worth making smaller."""
_END = b"\xff\xd9"
QUALITY = 85
MOST_PIXELS = 120_000_000
FLAT_PIXELS = 4_000_000
"""Drawn pictures (PNG, GIF, BMP) up to so many pixels keep every pixel."""
MOST_FRAMES = 500
_ORIENTATION, _WIDTH, _HEIGHT = 0x0112, 0x0100, 0x0101
_UPRIGHT = (None, 0, 1)


class Unshowable(Exception):
    """A picture that can't be shown; the message says why, in Chinese."""


@contextmanager
def opened(path: str) -> "Iterator[Image.Image]":
    """A picture opened for reading; Unshowable where it is none or too large."""
    from PIL import Image, UnidentifiedImageError

    _know_heic()
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(path) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unshowable("图片过大")
            yield image
    except UnidentifiedImageError as error:
        raise Unshowable("不是能打开的图片") from error
    except (OSError, SyntaxError, ValueError, ArithmeticError, IndexError, KeyError, TypeError) as error:
        raise Unshowable("图片损坏，打不开") from error


def _know_heic() -> None:
    """Let Pillow open pictures of iPhones where the library is there."""
    try:
        import pi_heif
    except ImportError:
        return
    pi_heif.register_heif_opener()


def frames(path: str) -> int:
    """How many pages a picture has (scans as TIFF have several); an animation has one."""
    with opened(path) as image:
        return min(getattr(image, "n_frames", 1), MOST_FRAMES) if image.format == "TIFF" else 1


def upright_size(path: str, frame: int = 0) -> tuple[int, int]:
    """Width and height of a page as seen, the turn that the camera or scanner noted taken into account.

    Of a TIFF the tags tell: some versions of Pillow give its size turned already, some not.
    """
    with opened(path) as image:
        if frame:
            image.seek(frame)
        tags: Any = getattr(image, "tag_v2", None)
        wide, high = (tags[_WIDTH], tags[_HEIGHT]) if tags else image.size
        return (high, wide) if (tags or image.getexif()).get(_ORIENTATION) in (5, 6, 7, 8) else (wide, high)


def printable_picture(path: str, inches: tuple[float, float], frame: int = 0) -> Any:
    """What reportlab draws (an ImageReader): the JPEG itself where it is small, else a picture of at most DPI."""
    from reportlab.lib.utils import ImageReader

    most = (round(inches[0] * DPI), round(inches[1] * DPI))
    with opened(path) as image:
        if _goes_as_it_is(image, Path(path).stat().st_size):
            data = Path(path).read_bytes()
            if data.rstrip(b"\0").endswith(_END):
                return _jpeg(data)
        flat = image.format in ("PNG", "GIF", "BMP") and image.width * image.height <= FLAT_PIXELS
        made = _upright(image, most, frame)
    if flat:
        return ImageReader(made)
    packed = io.BytesIO()
    made.save(packed, "JPEG", quality=QUALITY)
    return _jpeg(packed.getvalue())


def _jpeg(data: bytes) -> Any:
    """A JPEG that reportlab puts into the PDF byte for byte and knows by its hash, without decoding it."""
    return _jpeg_reader()(data)


@cache
def _jpeg_reader() -> Any:
    """The class of such pictures, made once: one made for each would keep its picture in memory for long."""
    from reportlab.lib.utils import ImageReader

    class Jpeg(ImageReader):  # type: ignore[misc]
        _dataA = None  # noqa: N815

        def __init__(self, data: bytes) -> None:
            self._jpeg = data
            super().__init__(io.BytesIO(data))

        def getRGBData(self) -> bytes:  # noqa: N802
            return hashlib.sha256(self._jpeg).digest()

        def jpeg_fh(self) -> io.BytesIO:
            return io.BytesIO(self._jpeg)

    return Jpeg


def _goes_as_it_is(image: "Image.Image", size: int) -> bool:
    """Whether a JPEG may go on the page byte for byte: small, upright, not of a printer's colours."""
    if image.format != "JPEG" or image.mode not in ("RGB", "L"):
        return False
    return size <= AS_IT_IS and image.getexif().get(_ORIENTATION) in _UPRIGHT


def _upright(image: "Image.Image", most: tuple[int, int], frame: int) -> "Image.Image":
    """Decoded at about the size that is needed, turned as the camera noted, on white."""
    from PIL import Image, ImageOps

    if frame:
        image.seek(frame)
    longest = max(most)
    image.draft("RGB" if image.mode != "L" else "L", (longest, longest))
    turned = ImageOps.exif_transpose(image)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        layered = turned.convert("RGBA")
        turned = Image.new("RGB", layered.size, "white")
        turned.paste(layered, mask=layered.getchannel("A"))
    elif turned.mode not in ("RGB", "L"):
        turned = turned.convert("L" if turned.mode in ("1", "I;16") else "RGB")
    if max(turned.size) > longest * SLACK:
        turned.thumbnail((longest, longest), Image.Resampling.BICUBIC)
    return turned
