"""How much is kept of what may be deleted at any time: what was asked for last, and of the rest the latest."""

from collections.abc import Collection, Iterator
from pathlib import Path

from wenming_cli.writer.disk import forget

MOST_FILES, MOST_BYTES = 1_000, 512 << 20
"""What of the rest is kept: some years of an archive, or the boxes that --only left out."""


def tidy(folder: Path, wanted: Collection[Path]) -> None:
    """Remove files below *folder* but the *wanted* and the latest of the others, and folders left empty.

    What can't be removed now is left for the next time.
    """
    others = sorted((found for found in _files(folder) if found[2] not in wanted), reverse=True)
    room = MOST_BYTES
    for at, (_, size, path) in enumerate(others):
        room -= size
        if at >= MOST_FILES or room < 0:
            forget(path)
    for one in sorted(folder.glob("*")):
        if one.is_dir() and not any(one.iterdir()):
            forget(one)


def _files(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """When it was written, its size, its place."""
    for path in folder.rglob("*"):
        status = path.lstat()
        if not path.is_dir():
            yield status.st_mtime_ns, status.st_size, path
