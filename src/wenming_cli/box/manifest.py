"""manifest-sha256.txt: what a box holds, in the line form of BagIt (RFC 8493, 2.1.3), and the comparison with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NAME = "manifest-sha256.txt"

_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64})  (?P<path>.+)", re.DOTALL)
_ESCAPES = {"%": "%25", "\n": "%0A", "\r": "%0D"}
_ESCAPED = re.compile("%0A|%0D|%25")
_MEANT = {escape: char for char, escape in _ESCAPES.items()}


class BrokenManifestError(ValueError):
    """A manifest that this program did not write like that; the message names the line."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The words of bagit: *missing* files, *extra* ones, *changed* evidence; and *edited* sheets."""

    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()


def format_manifest(entries: Mapping[str, str]) -> str:
    """The text for *entries* (path below the folder, forward slashes, to sha256), sorted; paths are NFC already."""
    escaped = {"".join(_ESCAPES.get(char, char) for char in path): sha256 for path, sha256 in entries.items()}
    return "".join(f"{escaped[path]}  {path}\n" for path in sorted(escaped))


def parse_manifest(text: str) -> dict[str, str]:
    """The entries of a manifest; BrokenManifestError unless it is letter for letter what `format_manifest` makes.

    Only so is every flipped bit of the manifest itself found.
    """
    lines = text.split("\n")
    entries: dict[str, str] = {}
    for number, line in enumerate(lines[:-1], start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise BrokenManifestError(f"第 {number} 行不是“校验值  路径”")
        entries[_ESCAPED.sub(lambda escape: _MEANT[escape[0]], match["path"])] = match["sha256"]
    if format_manifest(entries) != text:
        raise BrokenManifestError("各行的顺序、重复或写法不对")
    return entries


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
