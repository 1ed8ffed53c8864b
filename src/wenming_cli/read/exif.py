"""What EXIF says of a picture: the day it was taken, the camera, which way up it lies. Where it was taken is not kept.

Tags: Exif 2.32 (CIPA DC-008). EXIF of strangers is often nonsense; any fault in it means unknown, never an error.
"""

import re
from datetime import date
from typing import TYPE_CHECKING

from wenming_cli.read.extract import Extract

if TYPE_CHECKING:
    from PIL import Image

CAMERA_LENGTH = 80
_EXIF_IFD, _TAKEN, _DIGITISED, _MAKER, _MODEL, _ORIENTATION = 0x8769, 0x9003, 0x9004, 0x010F, 0x0110, 0x0112
_DAY = re.compile(r"(\d{4})[:/-](\d{2})[:/-](\d{2})")
_TURNED = {3: "180°", 6: "顺时针 90°", 8: "逆时针 90°"}


def take_exif(image: "Image.Image", extract: Extract) -> None:
    """Note day, camera and orientation of an opened picture."""
    try:
        exif = image.getexif()
        inner = exif.get_ifd(_EXIF_IFD)
        taken = str(inner.get(_TAKEN) or inner.get(_DIGITISED) or "")
        camera = " ".join(str(exif.get(tag) or "").strip(" \x00") for tag in (_MAKER, _MODEL)).strip()
    except Exception:  # noqa: BLE001 - EXIF of strangers: any fault means unknown
        return
    extract.exif_date = day_of(taken)
    extract.camera = camera[:CAMERA_LENGTH] or None
    turn = _TURNED.get(orientation(image))
    if turn:
        extract.cues["orientation"] = f"转正要{turn}"


def orientation(image: "Image.Image") -> int:
    """How the pixels lie, 1 (upright) to 8; 1 where EXIF says nothing that can be."""
    try:
        value = int(image.getexif().get(_ORIENTATION) or 1)
    except Exception:  # noqa: BLE001 - EXIF of strangers: any fault means unknown
        return 1
    return value if 1 <= value <= 8 else 1


def day_of(text: str) -> str | None:
    """A day as EXIF writes it, if a camera can have taken a picture on it."""
    match = _DAY.match(text)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
    return day.isoformat() if day and day.year > 1990 else None
