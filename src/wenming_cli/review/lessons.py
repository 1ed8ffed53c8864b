"""learned.yaml: what was filed before, one block a source; people may edit it, and remove a source."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from wenming_cli.model.evidence import Evidence
from wenming_cli.model.example import Example, Lesson
from wenming_cli.model.noun import Noun
from wenming_cli.model.record import STANDS_FOR
from wenming_cli.notation.file import load_whole
from wenming_cli.review.notebook import quoted
from wenming_cli.writer.file import remove_file, write_file

HEAD = """\
# 往年样例：由 wenming learn 从去年的资料盒里学来，用来提高今年的把握。可以手工改、删；
# 整个来源不要了，用 wenming learn --forget 来源。样例只加分，不替人作决定。
lessons:
"""
_NUMBER = re.compile(r"\s*(\d{1,2})\s*[.\-－．]\s*(\d{1,2})\s*[.\-－．]\s*(\d{1,2})(?![\d.])")
_PIECE = re.compile(r"^\d{3}(?:-\d+)?\s+")
"""The piece number before a name in boxes that this program built: 007 , 003-1 ."""

_SLIP = re.compile(rf"(?:{'|'.join(STANDS_FOR.values())}) .*\.docx")
"""A sheet that stood for a paper in the cabinet or a page on the net: it is no paper of its own."""


class Lessons(Noun):
    """learned.yaml."""

    lessons: tuple[Lesson, ...] | None = None


def read_lessons(path: Path) -> tuple[Lesson, ...]:
    """All lessons; none where there is no file."""
    return (load_whole(path, Lessons).lessons or ()) if path.is_file() else ()


def keep_lesson(path: Path, lesson: Lesson) -> None:
    """Write a lesson down; an older one from the same source is replaced."""
    others = [one for one in read_lessons(path) if one.source != lesson.source]
    _write(path, [*others, lesson])


def forget_lesson(path: Path, source: str) -> bool:
    """Remove a source; False when there was none of that name."""
    lessons = read_lessons(path)
    left = [one for one in lessons if one.source != source]
    if len(left) == len(lessons):
        return False
    _write(path, left)
    return True


def _write(path: Path, lessons: Sequence[Lesson]) -> None:
    if lessons:
        text = HEAD + "".join(_block(one) for one in sorted(lessons, key=lambda one: one.source))
        write_file(path, text.encode("utf-8"), inside=path.parent)
    elif path.is_file():
        remove_file(path, inside=path.parent)


def _block(lesson: Lesson) -> str:
    """A lesson as YAML, an example a line."""
    lines = [f"  - source: {quoted(lesson.source)}", f"    at: {quoted(lesson.at)}", "    examples:"]
    lines += [f"      - {{{_fields(one)}}}" for one in lesson.examples]
    return "\n".join(lines) + "\n" if lesson.examples else "\n".join(lines[:-1]) + "\n"


def _fields(example: Example) -> str:
    """The fields of an example that say something."""
    values: dict[str, Any] = example.model_dump(mode="json", exclude_defaults=True)
    shown = []
    for key, value in values.items():
        said = f"[{', '.join(quoted(str(one)) for one in value)}]" if isinstance(value, list) else quoted(str(value))
        shown.append(f"{key}: {said}")
    return ", ".join(shown)


def lesson_of(source: str, evidence: Iterable[Evidence], items: frozenset[str], today: date) -> tuple[Lesson, int]:
    """What a folder of finished boxes teaches, and how many files lie in no folder of a known item."""
    examples, left = [], 0
    for one in evidence:
        item = next((ident for place in one.places if (ident := item_of(place.folders)) in items), None)
        if item is None or one.reading.problem or one.reading.secrecy:
            left += 1
            continue
        name = _PIECE.sub("", one.place.name)
        if name != one.place.name and _SLIP.fullmatch(name):
            continue
        examples.append(
            Example(
                item=item,
                place=f"{source}/{one.place.path}",
                name=name,
                title=one.reading.title,
                types=one.reading.types,
                banner=one.reading.banner,
            )
        )
    return Lesson(source=source, at=today.isoformat(), examples=tuple(examples)), left


def item_of(folders: Sequence[str]) -> str | None:
    """The item that the innermost folder with a number of three parts names: 1.2.5 会议记录, 1-2-5."""
    for folder in reversed(folders):
        match = _NUMBER.match(folder)
        if match:
            return ".".join(str(int(part)) for part in match.groups())
    return None
