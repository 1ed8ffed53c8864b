"""Read .heic .webp .tif .gif .bmp: the same facts as of jpg and png. A TIFF of several pages is a scan."""

from dataclasses import replace
from typing import Any

from wenming_cli.read.decoded import check_pages, header, loaded, refusing
from wenming_cli.read.extract import Extract
from wenming_cli.read.heic import small_picture
from wenming_cli.read.picture import CARRIERS, look_at, started
from wenming_cli.read.picture_class import PHOTO, PRINT_DPI, SCAN


def read_raster(data: bytes, format_name: str) -> Extract:
    """The facts of a picture that need no recognition."""
    with refusing():
        image = header(data, format_name)
        if format_name == "tif":
            return _tiff(image, len(data))
        return _heic(image, data) if format_name == "heic" else _single(image, format_name)


def _single(image: Any, format_name: str) -> Extract:
    """A picture of one page; of a moving one only the first frame is looked at."""
    extract, told = started(image, format_name)
    moving = getattr(image, "is_animated", False)
    look_at(loaded(image), extract, told)
    if moving:
        extract.cues["carrier"] = f"会动的图片，第一帧{extract.cues['carrier']}"
    return extract


def _heic(image: Any, data: bytes) -> Extract:
    """A HEIC: for a camera's photo the small copy in the file will do; pages are told apart by small print."""
    extract, told = started(image, "heic")
    small = small_picture(data, image.size) if told.exposed else None
    if small is None or look_at(small, extract, told).paper:
        look_at(loaded(image), extract, told)
    return extract


def _tiff(image: Any, length: int) -> Extract:
    """A TIFF: all pages must lie whole in the file; the first is decoded."""
    extract, told = started(image, "tif")
    extract.pages = check_pages(image, length)
    page = loaded(image)
    if extract.pages > 1:
        extract.carrier, extract.cues["carrier"] = CARRIERS[SCAN], f"TIFF，{extract.pages} 页"
    else:
        # scanners name their maker as phones do, and print dots per inch as screens do not
        shown = look_at(page, extract, replace(told, device=False))
        if shown.kind != PHOTO and (image.mode == "1" or told.dpi >= PRINT_DPI):
            extract.carrier, extract.cues["carrier"] = CARRIERS[SCAN], "TIFF，一页，像扫描仪存的"
    if extract.carrier == CARRIERS[SCAN]:
        extract.scanned = [*range(1, extract.pages + 1)]
    return extract
