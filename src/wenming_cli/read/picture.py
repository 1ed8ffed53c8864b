"""Read pictures of one page: size, EXIF, what kind of picture it is, and its fingerprint; nothing is recognised."""

from typing import TYPE_CHECKING

from wenming_cli.read.decoded import header, loaded, refusing
from wenming_cli.read.exif import take_exif
from wenming_cli.read.extract import Extract
from wenming_cli.read.fingerprint import fingerprint
from wenming_cli.read.picture_class import (
    GRAPHIC,
    PHOTO,
    SCAN,
    SCREENSHOT,
    ExifFacts,
    PictureClass,
    draft_size,
    exif_facts,
    picture_class,
)

if TYPE_CHECKING:
    from PIL import Image

CARRIERS = {PHOTO: "照片", SCREENSHOT: "截图", SCAN: "扫描件", GRAPHIC: "照片"}
"""A drawn picture is no carrier of its own: where pictures are asked for, it is one."""


def read_picture(data: bytes, format_name: str) -> Extract:
    """The facts of a .jpg or .png that need no recognition; a JPEG is decoded no larger than they need."""
    with refusing():
        image = header(data, format_name)
        extract, told = started(image, format_name)
        image.draft("RGB", draft_size(image.size))
        look_at(loaded(image), extract, told)
        return extract


def started(image: "Image.Image", format_name: str) -> tuple[Extract, ExifFacts]:
    """What the header and EXIF tell, before any pixel is decoded."""
    extract = Extract(format_name, "照片", pages=1, pixels=image.size)
    take_exif(image, extract)
    return extract, exif_facts(image)


def look_at(image: "Image.Image", extract: Extract, told: ExifFacts) -> PictureClass:
    """Note the class and the fingerprint of a decoded picture, which may be a smaller copy."""
    shown = picture_class(image, extract.pixels or image.size, told, extract.format)
    extract.carrier = CARRIERS[shown.kind]
    extract.cues["carrier"] = shown.cue
    extract.cues.pop("paper", None)
    if shown.paper:
        extract.cues["paper"] = "拍的是一张纸"
    extract.fingerprint = fingerprint(image)
    return shown
