"""A folder that is being built out of sight, file by file, each checked as it is written."""

import hashlib
import os
import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from wenming_cli.errors import NotWrittenError
from wenming_cli.text import showable
from wenming_cli.writer.disk import CHUNK, READ, new_file, openable, pour, remove_tree, sha256_of
from wenming_cli.writer.failure import CLOSE_IT
from wenming_cli.writer.place import checked


class Staging:
    """What `replace_tree` hands to its *fill*; relative names have forward slashes and are NFC.

    Every method raises NotWrittenError for a name that leads out, a name given twice (also in
    another case, since Windows and macOS take the two for one) and any check that fails.
    """

    def __init__(self, folder: Path, old: Path) -> None:
        self._folder, self._old = folder, old
        self._taken: set[str] = set()

    def write(self, relative: str, data: bytes) -> None:
        """Put *data* at *relative*."""
        with new_file(self._place(relative)) as descriptor:
            pour(descriptor, data)

    def copy(self, source: Path, relative: str, sha256: str) -> None:
        """Copy the original *source* to *relative*; it must hash to *sha256* and not change meanwhile.

        The copy is a file of its own (never a link to an original), read again after writing;
        it takes over the original's time of change.
        """
        place = self._place(relative)
        digest = hashlib.sha256()
        with _original(source) as reading, new_file(place) as writing:
            for chunk in _chunks(reading, source):
                digest.update(chunk)
                pour(writing, chunk)
            changed = os.fstat(reading).st_mtime_ns
        if digest.hexdigest() != sha256:
            _just_changed(source)
        if sha256_of(place) != sha256:
            raise NotWrittenError(
                f"“{showable(relative)}”写出后读回来不一样", remedy="磁盘可能有故障，请换一个磁盘再运行一次"
            )
        with suppress(OSError, OverflowError):
            os.utime(place, ns=(changed, changed))

    def keep(self, old_relative: str, relative: str, sha256: str) -> None:
        """Take *old_relative* of the tree that is being replaced as *relative*; its hash is checked again.

        A hard link where the disk has them (the old name goes away with the old tree), else a copy.
        *old_relative* may be any name that stands in the old tree.
        """
        source = self._old.joinpath(*old_relative.split("/"))
        if os.name == "nt" or not self._link(source, relative):
            self.copy(source, relative, sha256)
        elif sha256_of(self._folder / relative) != sha256:
            _just_changed(source)

    def pack(self, folder: str) -> tuple[int, str]:
        """Make the files staged below *folder* a zip of that name in its place; answers its bytes and its hash.

        Nothing is compressed (pictures and office files are already) and every entry bears the first date that a zip
        can hold, sorted by name: the same files give the same bytes.
        """
        place, top = self._place(f"{folder}.zip"), self._folder / folder
        with (
            new_file(place) as descriptor,
            os.fdopen(os.dup(descriptor), "wb") as stream,
            zipfile.ZipFile(stream, "w") as packed,
        ):
            for path in sorted(path for path in top.rglob("*") if path.is_file()):
                entry = zipfile.ZipInfo(path.relative_to(top).as_posix())
                entry.create_system, entry.external_attr = 3, 0o644 << 16  # Unix, else unzip takes names for OEM
                entry.file_size = path.stat().st_size
                with path.open("rb") as reading, packed.open(entry, "w") as writing:
                    shutil.copyfileobj(reading, writing, CHUNK)
        remove_tree(top)
        return place.stat().st_size, sha256_of(place)

    def _link(self, source: Path, relative: str) -> bool:
        """Give a file of the old tree a second name; False where that can't be done."""
        if not stat.S_ISREG(source.lstat().st_mode):
            _just_changed(source)
        place = self._place(relative)
        try:
            os.link(source, place, follow_symlinks=False)
        except OSError:
            self._taken.discard(relative.casefold())
            return False
        return True

    def _place(self, relative: str) -> Path:
        """Where *relative* stands, its folders made; refused when it is taken."""
        if checked(relative).casefold() in self._taken:
            raise NotWrittenError(f"两个文件同名：“{showable(relative)}”", remedy="请把其中一个改名，再运行一次")
        self._taken.add(relative.casefold())
        place = self._folder / relative
        place.parent.mkdir(parents=True, exist_ok=True)
        return place


@contextmanager
def _original(source: Path) -> Iterator[int]:
    """An original opened for reading only; leaving fails if it changed meanwhile."""
    try:
        descriptor = os.open(openable(source), READ)
    except OSError as error:
        _unreadable(source, error)
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            _just_changed(source)
        yield descriptor
        after = os.fstat(descriptor)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            _just_changed(source)
    finally:
        os.close(descriptor)


def _chunks(descriptor: int, source: Path) -> Iterator[bytes]:
    """The bytes of an original; a failure to read is not one to write."""
    while True:
        try:
            chunk = os.read(descriptor, CHUNK)
        except OSError as error:
            _unreadable(source, error)
        if not chunk:
            return
        yield chunk


def _just_changed(source: Path) -> NoReturn:
    raise NotWrittenError(f"原件刚被改动：“{showable(str(source))}”", remedy="等文件保存或同步完成后，再运行一次")


def _unreadable(source: Path, error: OSError) -> NoReturn:
    gone = isinstance(error, FileNotFoundError)
    what = "找不到了" if gone else f"读不出来（{error.strerror}）"
    remedy = "请检查U盘、网络盘是否接好，文件是否被移走，再运行一次" if gone else CLOSE_IT
    raise NotWrittenError(f"原件{what}：“{showable(str(source))}”", remedy=remedy) from error
