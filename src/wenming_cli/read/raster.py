"""Read .heic .webp .tif .gif .bmp: the same facts as of jpg and png, pixels from the header first.

A TIFF of several pages is a scan. HEIC (ISO/IEC 23008-12) is what iPhones make; pi-heif only decodes, so it brings
no GPL encoder.
"""

import io
import re
import struct
import warnings
from datetime import date
from typing import Any

from wenming_cli.read.extract import Extract, UnreadableError

MOST_PIXELS = 100_000_000
MOST_PAGES = 2_000
CAMERA_LENGTH = 80
_FORMATS = {"webp": "WEBP", "tif": "TIFF", "gif": "GIF", "bmp": "BMP"}
_EXIF_IFD, _TAKEN, _DIGITISED, _MAKER, _MODEL, _ORIENTATION, _SOFTWARE = (
    0x8769,
    0x9003,
    0x9004,
    0x010F,
    0x0110,
    0x0112,
    0x0131,
)
_STRIPS, _STRIP_SIZES, _TILES, _TILE_SIZES = 273, 279, 324, 325
_DAY = re.compile(r"(\d{4})[:/-](\d{2})[:/-](\d{2})")
_TURNED = {3: "180°", 6: "顺时针 90°", 8: "逆时针 90°"}


def read_raster(data: bytes, format_name: str) -> Extract:
    """The facts of a picture that need no recognition."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None
        try:
            if format_name == "heic":
                return _heic(data)
            if format_name == "gif" and data.startswith(b"GIF8"):
                _started(struct.unpack_from("<HH", data, 6), "gif", "照片")
            image = Image.open(io.BytesIO(data), formats=(_FORMATS[format_name],))
            return _tiff(image, len(data)) if format_name == "tif" else _single(image, format_name)
        except (UnreadableError, MemoryError):
            raise
        except Exception as error:
            if "too large" in str(error) or "exceeds limit" in str(error):
                raise UnreadableError("bomb", "图片附带的内容解压后过大") from error
            raise UnreadableError("corrupt", "图片不完整或已损坏") from error


def _started(size: tuple[int, int], format_name: str, carrier: str) -> Extract:
    """An extract with the pixels that a header states, refused where there are too many."""
    if size[0] * size[1] > MOST_PIXELS:
        raise UnreadableError("bomb", f"图片有 {size[0]}×{size[1]} 像素")
    return Extract(format_name, carrier, pages=1, pixels=size)


def _single(image: Any, format_name: str) -> Extract:
    """A picture of one page; of a moving one only the first frame is looked at."""
    extract = _started(image.size, format_name, "照片")
    take_exif(image.getexif(), extract)
    if getattr(image, "is_animated", False):
        extract.carrier = "截图"
        extract.cues["carrier"] = "会动的图片"
    image.load()
    if extract.camera or extract.exif_date:
        extract.cues["carrier"] = "EXIF 有拍摄信息"
    return extract


def _tiff(image: Any, length: int) -> Extract:
    """A TIFF: all pages must lie whole in the file; the first is decoded."""
    pages = image.n_frames
    if pages > MOST_PAGES:
        raise UnreadableError("bomb", f"图片有 {pages} 页")
    extract = _started(image.size, "tif", "扫描件")
    extract.pages = extract.scanned_pages = pages
    take_exif(image.getexif(), extract)
    for page in range(pages):
        image.seek(page)
        _started(image.size, "tif", "扫描件")
        _check_strips(image.tag_v2, length)
    image.seek(0)
    image.load()
    if extract.exif_date and extract.camera and pages == 1:
        extract.carrier, extract.scanned_pages = "照片", 0
        extract.cues["carrier"] = "EXIF 有拍摄信息"
    else:
        extract.cues["carrier"] = f"TIFF，{pages} 页"
    return extract


def _check_strips(tags: Any, length: int) -> None:
    """Every strip or tile must lie inside the file (TIFF 6.0, section 8)."""
    for places, sizes in ((_STRIPS, _STRIP_SIZES), (_TILES, _TILE_SIZES)):
        for place, size in zip(tags.get(places) or (), tags.get(sizes) or (), strict=False):
            if place + size > length:
                raise UnreadableError("corrupt", "图片不完整")


def _heic(data: bytes) -> Extract:
    """A HEIC picture, by its header; the pixels stay packed, for decoding takes most of a second."""
    _check_boxes(data)
    try:
        import pi_heif
    except ImportError as error:
        text = "读 HEIC 要装 pi-heif；或在手机里改为“兼容性最佳”后重拍、另存为 jpg"
        raise UnreadableError("unsupported", text) from error
    from PIL import Image

    image = pi_heif.open_heif(data)
    extract = _started(image.size, "heic", "照片")
    raw = image.info.get("exif")
    if raw:
        exif = Image.Exif()
        exif.load(bytes(raw))
        take_exif(exif, extract)
    orientation = image.info.get("original_orientation")
    if orientation in _TURNED:
        extract.cues["orientation"] = f"转正要{_TURNED[orientation]}"
    if extract.camera or extract.exif_date:
        extract.cues["carrier"] = "EXIF 有拍摄信息"
    return extract


def _check_boxes(data: bytes) -> None:
    """The boxes of the file must follow one another up to its end (ISO/IEC 14496-12, 4.2)."""
    at = 0
    while at + 8 <= len(data):
        size = struct.unpack_from(">I", data, at)[0]
        if size == 1 and at + 16 <= len(data):
            size = struct.unpack_from(">Q", data, at + 8)[0]
        if size == 0:
            return
        if size < 8 or at + size > len(data):
            raise UnreadableError("corrupt", "图片不完整")
        at += size


def take_exif(exif: Any, extract: Extract) -> None:
    """Date taken, camera and orientation, when EXIF is there and makes sense."""
    try:
        inner = exif.get_ifd(_EXIF_IFD)
        taken = str(inner.get(_TAKEN) or inner.get(_DIGITISED) or "")
        camera = " ".join(str(exif.get(tag) or "").strip(" \x00") for tag in (_MAKER, _MODEL)).strip()
        orientation = exif.get(_ORIENTATION)
    except Exception:  # noqa: BLE001 - EXIF of strangers: any fault means unknown
        return
    extract.exif_date = day_of(taken)
    extract.camera = camera[:CAMERA_LENGTH] or None
    if orientation in _TURNED:
        extract.cues["orientation"] = f"转正要{_TURNED[orientation]}"


def day_of(text: str) -> str | None:
    """A day as EXIF writes it, if a camera can have taken a picture on it."""
    match = _DAY.match(text)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
    return day.isoformat() if day and day.year > 1990 else None
