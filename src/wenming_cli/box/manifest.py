"""manifest-sha256.txt: what the boxes hold, with its sums, and the comparison with what lies there."""

from collections.abc import Mapping
from dataclasses import dataclass

NAME = "manifest-sha256.txt"
EDITABLE = frozenset({"docx", "xlsx", "txt"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """The words of bagit: *missing* files, *extra* ones, *changed* ones; apart from these *edited* sheets."""

    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()


def compare(recorded: Mapping[str, str], found: Mapping[str, str]) -> Comparison:
    """What is found against what is recorded; both map paths to sha256, *found* without the manifest."""
    differing = [path for path in sorted(recorded) if path in found and found[path] != recorded[path]]
    return Comparison(
        missing=tuple(path for path in sorted(recorded) if path not in found),
        extra=tuple(path for path in sorted(found) if path not in recorded),
        changed=tuple(path for path in differing if not is_editable(path)),
        edited=tuple(path for path in differing if is_editable(path)),
    )


def is_sheet(path: str) -> bool:
    """Whether *path* is a sheet: sheets lie above the item folders, evidence in them."""
    return path.count("/") < 2


def is_editable(path: str) -> bool:
    """Whether people may fill in and edit *path*: sheets may be, but for the journal and what is bound or printed."""
    return is_sheet(path) and path.rpartition(".")[2] in EDITABLE
