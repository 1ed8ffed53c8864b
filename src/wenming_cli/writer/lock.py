"""One writer in a workspace at a time."""

import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from wenming_cli.errors import LockedError, NotWrittenError
from wenming_cli.text import showable
from wenming_cli.writer.failure import telling
from wenming_cli.writer.file import make_folder, remove_file, write_file

ROOM = ".wenming"


@contextmanager
def lock(folder: Path, wait_seconds: float = 0, name: str = "lock") -> Iterator[None]:
    """Hold `<folder>/.wenming/lock`; LockedError (exit 5) says who holds it and since when.

    The system frees the lock when its holder dies, however it dies. Beside it lies `lock.txt`
    for people: process, computer, start. Locks of other names keep other things apart.
    """
    room = folder / ROOM
    make_folder(room, inside=folder)
    guard, note = FileLock(str(room / name)), room / f"{name}.txt"
    with telling(str(room / name), near=room):
        try:
            guard.acquire(timeout=wait_seconds)
        except Timeout:
            raise LockedError(f"另一个 wenming 正在这里运行{_holder(note)}", remedy="等它做完，再运行一次") from None
    try:
        write_file(note, _about_me().encode(), inside=folder)
        yield
    finally:
        with suppress(NotWrittenError):
            remove_file(note, inside=folder)
        guard.release()


def _about_me() -> str:
    """This process, for whoever finds the lock taken."""
    start = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return f"进程 {os.getpid()}，电脑 {platform.node()}，{start} 开始"


def _holder(note: Path) -> str:
    """What the holder wrote; it writes a moment after it has the lock, so wait for that briefly."""
    for _ in range(10):
        try:
            return f"（{showable(note.read_text(encoding='utf-8')[:200].strip())}）"
        except (OSError, UnicodeDecodeError):
            time.sleep(0.05)
    return ""
