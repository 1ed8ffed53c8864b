"""The sums of a tree of files: a line for each, in the form of BagIt (RFC 8493, 2.1.3), read back letter for letter.

`sha256sum -c` reads them too, as long as no path has a percent sign or a line end.
"""

import re
from collections.abc import Mapping

_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64})  (?P<path>.+)", re.DOTALL)
_ESCAPES = {"%": "%25", "\n": "%0A", "\r": "%0D"}
_ESCAPED = re.compile("%0A|%0D|%25")
_MEANT = {escape: char for char, escape in _ESCAPES.items()}
_DROPPINGS = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_DROPPING_STARTS = ("~$", ".~lock.", "._")


class BrokenSumsError(ValueError):
    """Sums that this program did not write like that; the message names the line."""


def format_sums(entries: Mapping[str, str]) -> str:
    """The text for *entries* (path below the folder, forward slashes, to sha256), sorted; paths are NFC already."""
    escaped = {"".join(_ESCAPES.get(char, char) for char in path): sha256 for path, sha256 in entries.items()}
    return "".join(f"{escaped[path]}  {path}\n" for path in sorted(escaped))


def parse_sums(text: str) -> dict[str, str]:
    """The entries of a text; BrokenSumsError unless it is letter for letter what `format_sums` makes.

    Only so is every flipped bit of the text itself found.
    """
    lines = text.split("\n")
    entries: dict[str, str] = {}
    for number, line in enumerate(lines[:-1], start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise BrokenSumsError(f"第 {number} 行不是“校验值  路径”")
        entries[_ESCAPED.sub(lambda escape: _MEANT[escape[0]], match["path"])] = match["sha256"]
    if format_sums(entries) != text:
        raise BrokenSumsError("各行的顺序、重复或写法不对")
    return entries


def is_dropping(name: str) -> bool:
    """Thumbs.db, .DS_Store, ~$…: no person put it there and no person misses it, and no sum is kept of it."""
    return name.casefold() in _DROPPINGS or name.startswith(_DROPPING_STARTS)
