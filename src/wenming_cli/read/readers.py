"""Which reader takes which format; each is imported when first needed."""

from importlib import import_module
from typing import Protocol, cast

from wenming_cli.read.extract import Extract

_ROOM = "wenming_cli.read."
_READERS = {
    "docx": "docx:read_docx",
    "xlsx": "xlsx:read_xlsx",
    "pptx": "pptx:read_pptx",
    "pdf": "pdf:read_pdf",
    "ofd": "ofd:read_ofd",
    "odt": "odt:read_odf",
    "ods": "odt:read_odf",
    "odp": "odt:read_odf",
    "rtf": "rtf:read_rtf",
    "html": "html:read_html",
}
_READERS_BY_NAME = {
    **dict.fromkeys(("doc", "dot", "wps", "wpt"), "doc:read_doc"),
    **dict.fromkeys(("xls", "xlt", "et", "ett"), "sheets:read_xls"),
    **dict.fromkeys(("ppt", "pps", "dps"), "slides:read_ppt"),
    **dict.fromkeys(("jpg", "png"), "picture:read_picture"),
    **dict.fromkeys(("heic", "webp", "tif", "gif", "bmp"), "raster:read_raster"),
    **dict.fromkeys(("url", "lnk"), "link:read_link"),
    **dict.fromkeys(("txt", "csv", "md", "log"), "plain:read_plain"),
}
"""Readers that serve several formats and are told which."""
MEDIA = frozenset({"mp4", "mov", "m4a", "3gp", "avi", "wav", "wmv", "wma", "asf", "mkv", "webm", "amr", "mp3"})
LETTERS = frozenset({"eml", "mht"})
READABLE = frozenset({*_READERS, *_READERS_BY_NAME, *MEDIA, *LETTERS})
"""Formats that some reader takes."""


class _Plain(Protocol):
    def __call__(self, data: bytes) -> Extract: ...


class _Named(Protocol):
    def __call__(self, data: bytes, format_name: str) -> Extract: ...


def extract_of(data: bytes, format_name: str) -> Extract:
    """The bare extract of *data*, whose format is one of READABLE but no letter."""
    if format_name in MEDIA:
        from wenming_cli.read.media import read_media

        return read_media(data, format_name)
    if format_name in _READERS_BY_NAME:
        return cast(_Named, _function(_READERS_BY_NAME[format_name]))(data, format_name)
    return cast(_Plain, _function(_READERS[format_name]))(data)


def _function(place: str) -> object:
    module, _, name = place.partition(":")
    function: object = getattr(import_module(_ROOM + module), name)
    return function
