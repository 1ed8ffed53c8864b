"""Read .jpg and .png: size, EXIF date and camera; the pixels only to see that they are whole."""

import io
import re
import warnings
import zlib
from typing import Any

from wenming_cli.read.extract import Extract, UnreadableError
from wenming_cli.read.fingerprint import fingerprint
from wenming_cli.read.picture_class import GRAPHIC, PHOTO, SCAN, SCREENSHOT, draft_size, exif_facts, picture_class

MOST_PIXELS = 100_000_000
"""Pixels that a picture may state in its header; a phone makes 12 to 50 million."""
CAMERA_LENGTH = 80
CARRIERS = {PHOTO: "照片", SCREENSHOT: "截图", SCAN: "扫描件", GRAPHIC: "照片"}
"""A drawn picture is no carrier of its own: where pictures are asked for, it is one."""
_EXIF_DAY = re.compile(r"(\d{4}):(\d{2}):(\d{2})")
_EXIF_IFD, _TAKEN, _DIGITISED, _MAKER, _MODEL = 0x8769, 0x9003, 0x9004, 0x010F, 0x0110


def read_picture(data: bytes, format_name: str) -> Extract:
    """The facts of a picture that need no recognition."""
    from PIL import Image

    if format_name == "png":
        _check_png(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None
        try:
            return _facts(Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "MPO")), format_name)
        except (UnreadableError, MemoryError):
            raise
        except Exception as error:
            if "too large" in str(error):
                raise UnreadableError("bomb", "图片附带的文字或色彩说明解压后过大") from error
            raise UnreadableError("corrupt", "图片不完整或已损坏") from error


def _facts(image: Any, format_name: str) -> Extract:
    """Size from the header first, pixels last."""
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise UnreadableError("bomb", f"图片有 {width}×{height} 像素")
    extract = Extract(format_name, "照片", pages=1, pixels=(width, height))
    _exif(image, extract)
    told = exif_facts(image)
    if format_name == "jpg":
        image.draft("RGB", draft_size((width, height)))
    image.load()
    shown = picture_class(image, (width, height), told, format_name)
    extract.carrier = CARRIERS[shown.kind]
    extract.cues["carrier"] = shown.cue
    if shown.paper:
        extract.cues["paper"] = "拍的是一张纸"
    extract.fingerprint = fingerprint(image)
    return extract


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


def _exif(image: Any, extract: Extract) -> None:
    """Date taken and camera, when EXIF is there and makes sense."""
    try:
        exif = image.getexif()
        inner = exif.get_ifd(_EXIF_IFD)
        taken = str(inner.get(_TAKEN) or inner.get(_DIGITISED) or "")
        camera = " ".join(str(exif.get(tag) or "").strip(" \x00") for tag in (_MAKER, _MODEL)).strip()
    except Exception:  # noqa: BLE001 - EXIF of strangers: any fault means unknown
        return
    match = _EXIF_DAY.match(taken)
    if match and _is_day(*map(int, match.groups())):
        extract.exif_date = f"{match[1]}-{match[2]}-{match[3]}"
    extract.camera = camera[:CAMERA_LENGTH] or None


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether a camera can have taken a picture on that day."""
    from datetime import date

    try:
        return date(year, month, day).year > 1990
    except ValueError:
        return False
