"""What lies in a built 资料盒: every file with its hash, the manifest, and what should not be there."""

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wenming_cli.box import manifest
from wenming_cli.writer.disk import openable, sha256_of
from wenming_cli.writer.sums import BrokenSumsError, is_dropping, parse_sums

Progress = Callable[[int, int], None]
"""Told after each file: how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """*files* maps paths (NFC, forward slashes) to sha256, *spelled* to the disk's own spelling.

    *odd* are links, special and unreadable files with the reason; the manifest is apart, None
    where there is none or *broken* says why it can't be used.
    """

    files: Mapping[str, str]
    spelled: Mapping[str, str]
    odd: tuple[tuple[str, str], ...]
    recorded: Mapping[str, str] | None
    broken: str | None = None


def take_inventory(folder: Path, progress: Progress | None = None) -> Inventory:
    """Read every byte below *folder*; nothing is written, no link followed, no modification time trusted."""
    top = openable(folder)
    files: dict[str, str] = {}
    spelled: dict[str, str] = {}
    odd: list[tuple[str, str]] = []
    paths = [one for one in sorted(_walk(top), key=_plain_first) if one != manifest.NAME]
    for done, raw in enumerate(paths, start=1):
        plain = unicodedata.normalize("NFC", raw)
        path = raw if plain in files else plain
        try:
            files[path] = sha256_of(top / raw)
            spelled[path] = raw
        except OSError as error:
            odd.append((path, _why(top / raw, error)))
        if progress is not None:
            progress(done, len(paths))
    recorded, broken = _recorded(top / manifest.NAME)
    return Inventory(files, spelled, tuple(odd), recorded, broken)


def _plain_first(path: str) -> tuple[bool, str]:
    """Names that are NFC already come before their twins in another spelling."""
    return unicodedata.normalize("NFC", path) != path, path


def _walk(top: Path) -> Iterator[str]:
    """Every entry below *top* that is no folder, and folders that don't open; not what programs drop there."""
    stack = [""]
    while stack:
        here = stack.pop()
        try:
            entries = list(os.scandir(top / here))
        except OSError:
            yield here or "."
            continue
        for entry in entries:
            path = f"{here}/{entry.name}" if here else entry.name
            if entry.is_dir(follow_symlinks=False):
                stack.append(path)
            elif not is_dropping(entry.name):
                yield path


def _why(path: Path, error: OSError) -> str:
    """Why a file was not read."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return "读取时不见了"
    if stat.S_ISLNK(mode):
        return "是链接"
    if stat.S_ISDIR(mode):
        return "打不开"
    return "不是普通文件" if not stat.S_ISREG(mode) else f"读不出来（{error.strerror}）"


def _recorded(path: Path) -> tuple[Mapping[str, str] | None, str | None]:
    """The entries of the manifest, or why there are none."""
    try:
        if path.is_symlink():
            return None, "是链接"
        return parse_sums(path.read_bytes().decode()), None
    except FileNotFoundError:
        return None, None
    except (OSError, UnicodeDecodeError, BrokenSumsError) as error:
        return None, str(error)
