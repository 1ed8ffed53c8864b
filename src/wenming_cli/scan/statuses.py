"""Status files of other units: every .json below a folder, at any depth, with its bytes or why they can't be had."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wenming_cli.scan.walk import Found, walk


@dataclass(frozen=True, slots=True)
class StatusFile:
    """A file by its path from the folder that was given; *problem* says why it has no *data*."""

    path: str
    data: bytes = b""
    problem: str | None = None


def status_files(folder: Path, most_bytes: int) -> Iterator[StatusFile]:
    """The files in the order of their paths; links are not followed, other files are passed over in silence."""
    name = folder.as_posix()
    for one in walk(name, folder, (), frozenset()):
        path = one.path if name == "." else f"{name.rstrip('/')}/{one.path}"
        if not isinstance(one, Found):
            if not one.silent and (path.lower().endswith(".json") or (folder / one.path).is_dir()):
                yield StatusFile(path, problem=one.reason)
        elif path.lower().endswith(".json"):
            yield _read(path, one, most_bytes)


def _read(path: str, found: Found, most_bytes: int) -> StatusFile:
    if found.size > most_bytes:
        return StatusFile(path, problem=f"文件太大（{found.size >> 20} MB）")
    try:
        with Path(found.opened_as).open("rb") as stream:
            return StatusFile(path, stream.read(most_bytes + 1))
    except OSError as error:
        return StatusFile(path, problem=f"打不开（{error.strerror}）")
