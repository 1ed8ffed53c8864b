"""manifest-sha256.txt: what the boxes hold, with its sums, and the comparison with what lies there."""

from collections.abc import Mapping
from dataclasses import dataclass

NAME = "manifest-sha256.txt"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The words of bagit: *missing* files, *extra* ones, *changed* evidence; and *edited* sheets."""

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
        changed=tuple(path for path in differing if not is_sheet(path)),
        edited=tuple(path for path in differing if is_sheet(path)),
    )


def is_sheet(path: str) -> bool:
    """Whether *path* is a sheet, which people may edit: sheets lie above the item folders, evidence in them."""
    return path.count("/") < 2
