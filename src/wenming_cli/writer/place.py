"""Where may be written: no path that leaves its folder, none that goes through a link."""

import os
import unicodedata
from pathlib import Path

from wenming_cli.errors import NotWrittenError
from wenming_cli.text import showable
from wenming_cli.writer.disk import openable

_REPLACE_LINK = "请把这个链接换成真正的文件或文件夹，再运行一次"


def settled(path: Path, inside: Path | None) -> Path:
    """The place that *path* names, absolute; refused when it is a link or leads out of *inside*.

    Without *inside* the folder above *path* may be a link that the person chose; it is resolved once.
    """
    place = openable(path)
    if inside is None:
        place = Path(os.path.realpath(place.parent)) / place.name
    else:
        _refuse_way_out(place, openable(inside))
    if place.is_symlink():
        raise NotWrittenError(f"“{showable(str(path))}”是一个链接，不往链接里写", remedy=_REPLACE_LINK)
    return place


def _refuse_way_out(place: Path, inside: Path) -> None:
    """Every folder between *inside* and *place* must be a real one."""
    if not place.is_relative_to(inside) or place == inside:
        raise NotWrittenError(
            f"“{showable(str(place))}”不在“{showable(str(inside))}”里面", remedy="请给出工作文件夹里面的位置"
        )
    for above in place.parents:
        if above == inside:
            return
        if above.is_symlink():
            raise NotWrittenError(f"“{showable(str(above))}”是一个链接，不往链接里写", remedy=_REPLACE_LINK)


def checked(relative: str) -> str:
    """*relative* itself (forward slashes, NFC), or NotWrittenError when it could lead anywhere else."""
    parts = relative.split("/")
    odd = any(part in ("", ".", "..") or "\0" in part for part in parts)
    if os.name == "nt":
        odd = odd or "\\" in relative or ":" in relative
    if odd or unicodedata.normalize("NFC", relative) != relative:
        raise NotWrittenError(f"不能用的文件名：“{showable(relative)}”", remedy="请把这个文件改名，再运行一次")
    return relative
