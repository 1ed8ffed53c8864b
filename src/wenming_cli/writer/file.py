"""One file written whole or not at all."""

import re
import secrets
from pathlib import Path

from wenming_cli.errors import NotWrittenError
from wenming_cli.text import showable
from wenming_cli.writer.disk import forget, harden, harden_folder, new_file, pour, rename
from wenming_cli.writer.failure import telling
from wenming_cli.writer.place import settled


def write_file(path: Path, data: bytes, *, inside: Path | None = None) -> None:
    """Put *data* at *path* in one step; missing folders above it are made.

    The bytes go to a new file beside it, are hardened, and renamed over what stood there
    (RELIABILITY part 4, Writing). With *inside*, no folder between the two may be a link.
    Raises NotWrittenError (exit 4); what stood there is then whole and no temporary file is left.
    """
    place = settled(path, inside)
    if place.is_dir():
        raise NotWrittenError(f"“{showable(str(path))}”是一个文件夹，不能写成文件", remedy="请换一个文件名")
    with telling(str(path), near=_standing(place.parent), needed=len(data)):
        place.parent.mkdir(parents=True, exist_ok=True)
        _clear(place)
        _write_beside(place, data)
        harden_folder(place.parent)


def make_folder(path: Path, *, inside: Path | None = None) -> None:
    """Make *path* and what is missing above it; an existing folder is left as it is."""
    place = settled(path, inside)
    with telling(str(path), near=_standing(place.parent)):
        place.mkdir(parents=True, exist_ok=True)
        harden_folder(place.parent)


def remove_file(path: Path, *, inside: Path | None = None) -> None:
    """Remove a file that this program wrote; nothing happens when there is none."""
    place = settled(path, inside)
    with telling(str(path), near=place.parent):
        place.unlink(missing_ok=True)


def _write_beside(place: Path, data: bytes) -> None:
    """Write *data* to a new file in the same folder and rename it over *place*."""
    beside = place.with_name(f".{place.name[:40]}.tmp-{secrets.token_hex(4)}")
    try:
        with new_file(beside) as descriptor:
            pour(descriptor, data)
            harden(descriptor)
        rename(beside, place)
    except BaseException:
        forget(beside)
        raise


def _clear(place: Path) -> None:
    """Remove what killed runs left beside *place*."""
    mine = re.compile(re.escape(f".{place.name[:40]}.tmp-") + "[0-9a-f]{8}")
    for path in place.parent.iterdir():
        if mine.fullmatch(path.name):
            forget(path)


def _standing(folder: Path) -> Path:
    """The nearest folder above that is there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder
