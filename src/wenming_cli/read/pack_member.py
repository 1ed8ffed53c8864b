"""What the openers of packs share: members before they are read, and the limits on what they inflate to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wenming_cli.model.evidence import Problem
from wenming_cli.read.extract import UnreadableError

MOST_MEMBERS = 10_000
CHUNK = 1 << 20
MOST_INFLATED = 200 << 20
SUSPECT_INFLATED, MOST_RATIO = 64 << 20, 100
_SILENT_FOLDERS, _SILENT_NAMES = ("__MACOSX",), (".ds_store", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a pack before it is read; *problem* says why its bytes can't be had."""

    name: str
    size: int
    problem: Problem | None = None
    problem_text: str = ""


@dataclass(slots=True)
class Opened:
    """A pack's files, and their bytes in the same order (None where a member has a problem)."""

    members: list[Member]
    contents: Iterable[bytes | None]


@dataclass(slots=True)
class Budget:
    """What members may still inflate to, together; counted while reading, for stated sizes may lie."""

    packed: int
    used: int = 0

    def take(self, count: int) -> None:
        """Count bytes that were inflated; past the limits the pack is a bomb."""
        self.used += count
        if self.used > MOST_INFLATED:
            raise UnreadableError("bomb", f"解压后超过 {MOST_INFLATED >> 20} MB")
        if self.used > SUSPECT_INFLATED and self.used > MOST_RATIO * max(self.packed, 1):
            raise UnreadableError("bomb", f"解压后超过原来的 {MOST_RATIO} 倍")


def inflated(archive: Any, entry: Any, budget: Budget) -> bytes | None:
    """The bytes of a member of an opened zip or rar, counted while they come; None for a broken one."""
    pieces = []
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(CHUNK):
                budget.take(len(piece))
                pieces.append(piece)
    except (UnreadableError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - zlib, lzma, struct and checksums raise anything: the member is broken
        return None
    return b"".join(pieces)


def is_silent(name: str) -> bool:
    """Whether a member is litter of a file manager or an office program, which nobody put there."""
    folders = name.split("/")
    base = folders[-1].casefold()
    return folders[0] in _SILENT_FOLDERS or base in _SILENT_NAMES or base.startswith(("~$", "._"))
