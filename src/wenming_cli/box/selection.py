"""Which boxes a person means by --only: box numbers (3, 03, 第03盒) or item ids (1.2.5)."""

import re
from collections.abc import Collection, Iterable, Mapping

from wenming_cli.errors import UsageError
from wenming_cli.text import showable

_NUMBER = re.compile(r"(?:第\s*)?0*(\d{1,4})\s*盒?")
_LABEL = re.compile(r"第0*(\d+)盒(?:（(\d+)）)?(?: |$)")


def number_of(folder: str) -> int | None:
    """The number of a box folder such as `第03盒 …` or `第03盒（2） …`; None for any other name."""
    match = _LABEL.match(folder)
    return int(match[1]) if match else None


def part_of(folder: str) -> int:
    """Which binder of a split box a folder is: 2 for `第03盒（2） …`, 0 for a box that is whole."""
    match = _LABEL.match(folder)
    return int(match[2] or 0) if match else 0


def chosen(only: Iterable[str], boxes: Mapping[int, Collection[str]]) -> frozenset[int]:
    """The numbers of the boxes that *only* names; *boxes* maps each number to the item ids in it.

    UsageError names every word that is neither.
    """
    numbers: set[int] = set()
    unknown = []
    for word in sorted(only):
        match = _NUMBER.fullmatch(word.strip())
        found = {number for number, items in boxes.items() if word.strip() in items}
        if match is not None and int(match[1]) in boxes:
            found.add(int(match[1]))
        numbers |= found
        if not found:
            unknown.append(showable(word))
    if unknown:
        raise UsageError(
            f"没有这样的盒号或条目：{'、'.join(unknown)}",
            remedy="--only 后面写盒号（如 3、第03盒）或条目编号（如 1.2.5）",
        )
    return frozenset(numbers)
