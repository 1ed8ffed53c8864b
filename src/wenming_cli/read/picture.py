"""Read .jpg and .png: size, EXIF date and camera; the pixels only to see that they are whole."""

import io
import re
import warnings

from wenming_cli.read.extract import Extract, UnreadableError

MOST_PIXELS = 100_000_000
_EXIF_DAY = re.compile(r"(\d{4}):(\d{2}):(\d{2})")


def read_picture(data: bytes, format_name: str) -> Extract:
    """The facts of a picture that need no recognition."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None
        try:
            image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "MPO"))
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise UnreadableError("bomb", f"图片有 {width}×{height} 像素")
            extract = Extract(format_name, "照片", pages=1, pixels=(width, height))
            _exif(image, extract)
            if format_name == "jpg":
                image.draft("L", (width // 8, height // 8))
            image.load()
        except UnreadableError:
            raise
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError) as error:
            raise UnreadableError("corrupt", "图片不完整或已损坏") from error
    _carrier(extract)
    return extract


def _exif(image: object, extract: Extract) -> None:
    """Date taken and camera, when EXIF is there and makes sense."""
    try:
        exif = image.getexif()  # type: ignore[attr-defined]
        inner = exif.get_ifd(0x8769)
        taken = str(inner.get(0x9003) or inner.get(0x9004) or "")
        camera = " ".join(str(exif.get(tag) or "").strip(" \x00") for tag in (0x010F, 0x0110)).strip()
    except Exception:  # noqa: BLE001 - EXIF of strangers: any fault means unknown
        return
    match = _EXIF_DAY.match(taken)
    if match and match[1] > "1990" and "01" <= match[2] <= "12" and "01" <= match[3] <= "31":
        extract.exif_date = f"{match[1]}-{match[2]}-{match[3]}"
    extract.camera = camera[:80] or None


def _carrier(extract: Extract) -> None:
    """A picture from a camera is a photo; a PNG without one is most likely a screenshot."""
    if extract.camera or extract.exif_date:
        extract.cues["carrier"] = "EXIF 有拍摄信息"
    elif extract.format == "png":
        extract.carrier = "截图"
        extract.cues["carrier"] = "PNG 且没有拍摄信息"
