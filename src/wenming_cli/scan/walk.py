"""Walk the evidence roots: every regular file once, in a fixed order, nothing opened."""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wenming_cli.errors import OfflineError
from wenming_cli.model.evidence import Passed
from wenming_cli.scan.ignore import ignored_file, ignored_folder


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file below a root: relative path (forward slashes), where to open it, size, time, inode."""

    root: str
    path: str
    opened_as: str
    size: int
    mtime_ns: int
    inode: int


def walk(root: str, folder: Path, patterns: Sequence[str], own: frozenset[Path]) -> Iterator[Found | Passed]:
    """Every file below *folder*, sorted by path; links and special files are passed over with a reason.

    *own* are folders that this program writes; they are not entered.
    """
    if not folder.is_dir():
        raise offline_error(root, folder)
    yield from _below(root, openable(folder), "", patterns, own)


def offline_error(root: str, folder: Path) -> OfflineError:
    """The error for a root that is not there and was never read."""
    return OfflineError(
        f"证据文件夹“{root}”不在（离线）：{folder}",
        remedy="接上U盘或共享盘后再运行；换了位置的，在 wenming.yaml 的 evidence 里改正路径",
    )


def openable(path: Path) -> str:
    """The path in the form that opens however long it is (Windows wants a prefix past 260 characters)."""
    text = os.path.abspath(path)
    if sys.platform == "win32" and not text.startswith("\\\\"):
        return "\\\\?\\" + text
    return text


def _below(root: str, folder: str, above: str, patterns: Sequence[str], own: frozenset[Path]) -> Iterator[Found | Passed]:
    stack = [(folder, above)]
    while stack:
        here, relative = stack.pop()
        try:
            with os.scandir(here) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Passed(root, relative or ".", f"文件夹打不开（{error.strerror}）")
            continue
        folders = []
        for entry in ordered:
            path = f"{relative}/{entry.name}" if relative else entry.name
            if entry.is_dir(follow_symlinks=False):
                if not ignored_folder(entry.name) and Path(entry.path) not in own:
                    folders.append((entry.path, path))
            else:
                yield _one(root, entry, path, patterns)
        stack.extend(reversed(folders))


def _one(root: str, entry: "os.DirEntry[str]", path: str, patterns: Sequence[str]) -> Found | Passed:
    """A file as found, or why it is passed over."""
    ignored = ignored_file(entry.name, path, patterns)
    if ignored is not None:
        return Passed(root, path, ignored[0], silent=ignored[1])
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return Passed(root, path, f"看不到文件信息（{error.strerror}）")
    if stat.S_ISLNK(status.st_mode):
        return Passed(root, path, "链接，不跟随；请放入文件本身")
    if not stat.S_ISREG(status.st_mode):
        return Passed(root, path, "不是普通文件")
    return Found(root, path, entry.path, status.st_size, status.st_mtime_ns, status.st_ino)
