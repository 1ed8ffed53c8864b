"""Links from a workbook to the files beside it, which open in WPS, Excel and LibreOffice."""

import os
import re
from pathlib import Path

LONGEST = 2_000
_PLAIN = re.compile(r"[A-Za-z0-9_.~()+=@!$'-]|[^\x00-\x7f]")
_UNLINKED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def link_to(file: Path, folder: Path) -> str | None:
    """A link to *file* from a workbook in *folder*; None where a name can't stand in one.

    Relative, so that the workspace may be moved; absolute where the file lies on another drive.
    """
    try:
        path = os.path.relpath(file, folder)
    except ValueError:
        path = str(file)
    if os.name == "nt":
        path = path.replace("\\", "/")
    if _UNLINKED.search(path):
        return None
    drive, colon, rest = path.partition(":") if re.match("[A-Za-z]:/", path) else ("", "", path)
    link = drive + colon + "/".join(_escaped(part) for part in rest.split("/"))
    if not drive and not link.startswith(("/", "..")):
        link = "./" + link
    return link if len(link) <= LONGEST else None


def _escaped(part: str) -> str:
    """A part of a path as it stands in a URL; Chinese characters stay as they are, as office programs write them."""
    return "".join(char if _PLAIN.fullmatch(char) else f"%{ord(char):02X}" for char in part)
