"""Walk the evidence roots: every regular file once, in a fixed order, nothing opened."""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wenming_cli.errors import OfflineError
from wenming_cli.model.evidence import Passed
from wenming_cli.scan.ignore import OWNER_PREFIX, ignored_file, ignored_folder, opened_beside

LARGEST = (1 << 63) - 1
"""The largest inode or time that the cache (SQLite) can keep."""
_MOUNT_POINT = 0xA0000003
"""Windows: IO_REPARSE_TAG_MOUNT_POINT, a junction: a link to a folder that does not call itself one."""


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file below a root: relative path (forward slashes), where to open it, size, time, inode.

    *attributes* and *reparse_tag* are those of Windows, *flags* those of macOS; 0 where the system has none.
    """

    root: str
    path: str
    opened_as: str
    size: int
    mtime_ns: int
    inode: int
    attributes: int = 0
    reparse_tag: int = 0
    flags: int = 0


def walk(root: str, folder: Path, patterns: Sequence[str], own: frozenset[Path]) -> Iterator[Found | Passed]:
    """Every file below *folder*, sorted by path; links and special files are passed over with a reason.

    *own* are folders that this program writes; they are not entered.
    """
    if not folder.is_dir():
        raise offline_error(root, folder)
    shut = frozenset(openable(one) for one in own)
    stack = [(openable(folder), "")]
    while stack:
        here, relative = stack.pop()
        try:
            with os.scandir(here) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            reason = f"文件夹打不开（{error.strerror}），里面的文件没有看到"
            yield Passed(root, relative or ".", reason, unseen=True)
            continue
        names = [entry.name for entry in ordered]
        folders = []
        for entry in ordered:
            path = f"{relative}/{entry.name}" if relative else entry.name
            if not _is_folder(entry):
                yield _one(root, entry, path, patterns, names)
            elif not ignored_folder(entry.name) and entry.path not in shut:
                folders.append((entry.path, path))
        stack.extend(reversed(folders))


def found_at(root: str, path: Path) -> Found:
    """One file as the scan would find it, by its whole path; *root* is what it is listed under."""
    status = path.stat()
    mtime, inode = min(status.st_mtime_ns, LARGEST), status.st_ino & LARGEST
    return Found(root, path.as_posix(), openable(path), status.st_size, mtime, inode)


def offline_error(root: str, folder: Path) -> OfflineError:
    """The error for a root that is not there and was never read."""
    return OfflineError(
        f"证据文件夹“{root}”不在（离线）：{folder}",
        remedy="接上U盘或共享盘后再运行；换了位置的，在 wenming.yaml 的 evidence 里改正路径",
    )


def openable(path: Path) -> str:
    """The path in the form that opens however long it is (Windows wants a prefix past 260 characters)."""
    return long_path(os.path.abspath(path), sys.platform)  # noqa: PTH100 - resolve() would follow links


def long_path(text: str, platform: str) -> str:
    r"""An absolute path with the Windows prefix for long ones: \\?\C:\… and \\?\UNC\server\share\…"""
    if platform != "win32" or text.startswith("\\\\?\\"):
        return text
    return "\\\\?\\UNC\\" + text[2:] if text.startswith("\\\\") else "\\\\?\\" + text


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether to enter: a folder that is no link, not even a Windows junction."""
    if not entry.is_dir(follow_symlinks=False):
        return False
    try:
        return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) != _MOUNT_POINT
    except OSError:
        return True


def _one(
    root: str, entry: "os.DirEntry[str]", path: str, patterns: Sequence[str], names: Sequence[str]
) -> Found | Passed:
    """A file as found, or why it is passed over; *names* are all names in its folder."""
    ignored = ignored_file(entry.name, path, patterns)
    if ignored is not None:
        reason, silent = ignored
        opened = opened_beside(entry.name, names) if entry.name.startswith(OWNER_PREFIX) else None
        return Passed(root, path, f"{reason}：“{opened}”可能正打开着" if opened else reason, silent=silent)
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return Passed(root, path, f"看不到文件信息（{error.strerror}）", unseen=True)
    if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _MOUNT_POINT:
        return Passed(root, path, "链接，不跟随；请放入文件本身")
    if not stat.S_ISREG(status.st_mode):
        return Passed(root, path, "不是普通文件")
    mtime, inode = min(status.st_mtime_ns, LARGEST), status.st_ino & LARGEST
    marks = (getattr(status, name, 0) for name in ("st_file_attributes", "st_reparse_tag", "st_flags"))
    return Found(root, path, entry.path, status.st_size, mtime, inode, *marks)
