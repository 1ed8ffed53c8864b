"""The few calls that reach the disk: exclusive creation, hardening, exchange, removal."""

import ctypes
import errno
import hashlib
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

CHUNK = 1 << 20
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN
READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _PLAIN
_EXCHANGE = 2  # RENAME_EXCHANGE of linux/fs.h
_HERE = -100  # AT_FDCWD
_NO_EXCHANGE = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM})
_FOLDER_NOT_SYNCED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})
_libc: Any = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None


def openable(path: Path) -> Path:
    """*path* made absolute, in the form that opens however long it is (Windows: a prefix past 260)."""
    text = os.path.normpath(path.absolute())
    if sys.platform == "win32" and not text.startswith("\\\\"):
        return Path("\\\\?\\" + text)
    return Path(text)


@contextmanager
def new_file(path: Path) -> Iterator[int]:
    """A descriptor for a file that did not exist before; links are not followed."""
    descriptor = os.open(path, NEW, 0o644)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def pour(descriptor: int, data: bytes) -> None:
    """Write all of *data*; a disk may take it in pieces."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sha256_of(path: Path) -> str:
    """The hash of a regular file; links are not followed, special files refused."""
    digest = hashlib.sha256()
    descriptor = os.open(path, READ)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "不是普通文件", str(path))
        while chunk := os.read(descriptor, CHUNK):
            digest.update(chunk)
    finally:
        os.close(descriptor)
    return digest.hexdigest()


def harden(descriptor: int) -> None:
    """Have the file on the disk itself when this returns (macOS asks for it by another name)."""
    if sys.platform == "darwin":
        import fcntl  # only there

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def harden_folder(folder: Path) -> None:
    """Have the names in *folder* on the disk; Windows and some network disks can't be asked."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _FOLDER_NOT_SYNCED:
            raise
    finally:
        os.close(descriptor)


def harden_tree(folder: Path) -> None:
    """Have *folder* and all below it on the disk: one pass over its file system, else file by file."""
    if _syncfs(folder):
        harden_folder(folder)
        return
    for here, folders, files in os.walk(folder):
        for name in files:
            _harden_file(Path(here, name))
        for name in folders:
            harden_folder(Path(here, name))
    harden_folder(folder)


def _harden_file(path: Path) -> None:
    """Harden a closed file; Windows wants it open for writing."""
    descriptor = os.open(path, (os.O_RDWR if os.name == "nt" else os.O_RDONLY) | _PLAIN)
    try:
        harden(descriptor)
    finally:
        os.close(descriptor)


def _syncfs(folder: Path) -> bool:
    """Linux: write back the whole file system of *folder*; it reports failed writes since 5.8."""
    if _libc is None or not hasattr(_libc, "syncfs"):
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if _libc.syncfs(descriptor) == 0:
            return True
        code = ctypes.get_errno()
        if code == errno.ENOSYS:
            return False
        raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


def exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step (Linux, renameat2); False where the file system can't."""
    if _libc is None or not hasattr(_libc, "renameat2"):
        return False
    if _libc.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(one))


def rename(source: Path, target: Path) -> None:
    """Rename a file or folder over nothing or over a file; waits out Windows' virus scanners."""
    _patiently(lambda: source.replace(target))


def remove_tree(folder: Path) -> None:
    """Remove *folder* and all below it; never follows a link."""
    if os.name == "nt":
        _allow_removal(folder)
    _patiently(lambda: shutil.rmtree(folder))


def _allow_removal(folder: Path) -> None:
    """Windows does not delete read-only files until they are made writable."""
    for here, _, files in os.walk(folder):
        for name in files:
            Path(here, name).chmod(stat.S_IWRITE)


def forget(path: Path) -> None:
    """Remove a file or a tree if that is possible now; the next run tries again."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            remove_tree(path)
        else:
            path.unlink(missing_ok=True)


def _patiently(action: Callable[[], Any], tries: int = 8, pause: float = 0.25) -> None:
    """Windows: a scanner or indexer may hold a file for a moment; try again for two seconds."""
    for _ in range(tries - 1 if os.name == "nt" else 0):
        try:
            action()
        except PermissionError:
            time.sleep(pause)
        else:
            return
    action()
