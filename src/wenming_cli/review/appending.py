"""Appending to a YAML file of lists that people edit too: what they wrote stays, and all is read back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from wenming_cli.errors import NotWrittenError
from wenming_cli.model.noun import Noun
from wenming_cli.notation.nodes import read_document
from wenming_cli.review.notebook import MOST_BYTES, quoted
from wenming_cli.writer.file import write_file

_DASH = re.compile(r"^( *)- ", re.MULTILINE)
_TRAILING = re.compile(r"(?:^(?:#.*)?\n)*\Z", re.MULTILINE)
"""Blank lines and lines of comment, indented by nothing, that stand before the next key and belong to it."""

W = TypeVar("W", bound=Noun)


@dataclass(frozen=True, slots=True)
class Book(Generic[W]):
    """A file of lists: the noun of the whole, the text of a new one, and what to move away when it is full."""

    noun: type[W]
    head: str
    full: str


def append_to(path: Path, book: Book[W], more: Mapping[str, Sequence[Noun]]) -> None:
    """Append to the lists of the file in one step, all of it or nothing; *more* gives the new entries of each key."""
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else book.head
    before = _whole(path.name, text, book.noun) or book.noun()
    for key, nouns in more.items():
        text = _appended(text, key, nouns)
    if len(text.encode("utf-8")) > MOST_BYTES:
        raise NotWrittenError(
            f"{path.name} 会超过 {MOST_BYTES:,} 字节，没有写", remedy=f"先从 {path.name} 里移走{book.full}"
        )
    after = _whole(path.name, text, book.noun)
    if after is None or not _continues(before, after, more):
        keys = "、".join(book.noun.model_fields)
        raise NotWrittenError(
            f"{path.name} 的写法接不上新的内容，没有写",
            remedy=f"把 {path.name} 里的 {keys} 改成每项以“- ”开头、各占几行的列表，再运行一次",
        )
    write_file(path, text.encode("utf-8"), inside=path.parent)


def last_number(letter: str, ids: Iterable[str]) -> int:
    """The largest number of Z1, Z2 … among *ids*; 0 where there is none."""
    pattern = re.compile(rf"{letter}(\d+)")
    return max((int(found[1]) for one in ids if (found := pattern.fullmatch(one))), default=0)


def _whole(name: str, text: str, noun: type[W]) -> W | None:
    """What a text says; None where it has faults."""
    document = read_document(name, text.encode("utf-8"), MOST_BYTES)
    try:
        return None if document.faults else noun.model_validate(document.value)
    except ValidationError:
        return None


def _continues(before: Noun, after: Noun, more: Mapping[str, Sequence[Noun]]) -> bool:
    """Whether *after* says what *before* said, with *more* behind it."""
    for key in type(before).model_fields:
        old, new = (getattr(one, key) or () for one in (before, after))
        if tuple(new) != (*old, *more.get(key, ())):
            return False
    return True


def _appended(text: str, key: str, nouns: Sequence[Noun]) -> str:
    """The text with *nouns* behind the last entry of the list under *key*, which is begun where there is none."""
    if not nouns:
        return text
    text = text.rstrip("\n") + "\n"
    head = re.search(rf"^{key}:.*\n", text, re.MULTILINE)
    if head is None:
        return text + f"\n{key}:\n" + "".join(_block(one, "  ") for one in nouns)
    follower = re.compile(r"^\w+:", re.MULTILINE).search(text, head.end())
    section = text[head.end() : follower.start() if follower else len(text)]
    kept = _TRAILING.sub("", section) if follower else section
    dash = _DASH.search(section)
    blocks = "".join(_block(one, dash[1] if dash else "  ") for one in nouns)
    end = head.end() + len(kept)
    return text[:end] + blocks + text[end:]


def _block(noun: Noun, indent: str) -> str:
    """An entry as YAML, every value quoted so that it is read back as written; what is not said is left out."""
    values = noun.model_dump(mode="json", exclude_defaults=True)
    lines = [line for key, value in values.items() for line in _lines(key, value)]
    return "".join(f"{indent}{'  ' if at else '- '}{line}\n" for at, line in enumerate(lines))


def _lines(key: str, value: Any) -> list[str]:
    """A key with its value; a list of mappings takes a line for each of their keys."""
    if isinstance(value, bool):
        return [f"{key}: {str(value).lower()}"]
    if isinstance(value, (int, float)):
        return [f"{key}: {int(value) if value == int(value) else value}"]
    if not isinstance(value, list):
        return [f"{key}: {quoted(str(value))}"]
    told = [(at, name, one) for entry in value for at, (name, one) in enumerate(entry.items())]
    return [f"{key}:", *(f"  {'  ' if at else '- '}{name}: {quoted(str(one))}" for at, name, one in told)]
