"""A failure of the disk in a clerk's words: what was not written, why, and what to do."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wenming_cli.errors import NotWrittenError
from wenming_cli.text import showable

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM})
IN_USE = frozenset({32, 33})
"""Windows: another program holds the file (sharing violation, lock violation)."""

LONG = "\\\\?\\"
"""The prefix of long paths on Windows; people do not write it."""

CLOSE_IT = "请先关闭正在打开它的程序（WPS、看图软件、资源管理器窗口），再运行一次"


@contextmanager
def telling(what: str, *, near: Path, needed: int = 0) -> Iterator[None]:
    """Turn any OSError inside into a NotWrittenError about *what*.

    *near* is a folder on the disk that is written to; *needed* the bytes the whole work takes.
    """
    try:
        yield
    except OSError as error:
        reason, remedy = _explain(error, near, needed)
        raise NotWrittenError(f"{showable(what)}没有写成：{reason}", remedy=remedy) from error


def check_space(what: str, near: Path, needed: int) -> None:
    """Refuse work that the disk at *near* has no room for; *needed* in bytes."""
    free = free_bytes(near)
    if free is not None and free < needed:
        raise NotWrittenError(f"{showable(what)}没有写成：磁盘空间不够（{_space(needed, free)}）", remedy=_MAKE_ROOM)


def free_bytes(near: Path) -> int | None:
    """The bytes that are free on the disk of *near*; None where the disk does not say."""
    try:
        return shutil.disk_usage(near).free
    except OSError:
        return None


_MAKE_ROOM = "请清理磁盘，或把工作文件夹移到空间够的磁盘，再运行一次"


def _explain(error: OSError, near: Path, needed: int) -> tuple[str, str]:
    """The reason and the remedy for *error*."""
    if error.errno in FULL:
        return _full(needed, free_bytes(near)), _MAKE_ROOM
    if getattr(error, "winerror", None) in IN_USE or (os.name == "nt" and error.errno in FORBIDDEN):
        return f"文件正被占用或没有权限{_at(error)}", CLOSE_IT
    if error.errno in FORBIDDEN:
        return f"没有写入权限{_at(error)}", "请检查文件夹的权限；文件正在 WPS 中打开时请先关闭，再运行一次"
    if error.errno == errno.EROFS:
        return "磁盘是只读的", "请换一个可以写的位置，或去掉U盘的写保护"
    if error.errno == errno.ENAMETOOLONG:
        return f"路径太长{_at(error)}", "请把工作文件夹移到浅一些的位置（如 D:\\文明创建），再运行一次"
    if error.errno == errno.EIO:
        return f"磁盘读写出错{_at(error)}", "请检查磁盘、U盘或网络连接，换一个磁盘再运行一次"
    return f"{error.strerror or type(error).__name__}{_at(error)}", "请检查这个位置能不能写文件，再运行一次"


def _full(needed: int, free: int | None) -> str:
    """A disk can also be out of names, or its user out of quota, with bytes to spare."""
    if needed and free is not None and free > needed:
        return "磁盘放不下更多文件（文件数或配额到了上限）"
    return f"磁盘满了（{_space(needed, free)}）"


def _at(error: OSError) -> str:
    """The file that the system named."""
    if not isinstance(error.filename, str | bytes):
        return ""
    return f"（{showable(os.fsdecode(error.filename).removeprefix(LONG))}）"


def _space(needed: int, free: int | None) -> str:
    """Needed and free room."""
    asked = f"需要 {_size(needed)}" if needed else "需要的空间未知"
    return f"{asked}，剩余 {_size(free)}" if free is not None else asked


def _size(count: int) -> str:
    """A number of bytes as people read it."""
    for unit, scale in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if count >= scale:
            return f"{count / scale:.1f} {unit}"
    return f"{count} 字节"
