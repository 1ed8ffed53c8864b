"""Read .ppt and the .dps that is the same (PowerPoint 97–2003): the text of every slide in order.

By [MS-PPT]: the presentation's list of slides (2.4.14.3 SlideListWithText) holds the outline text and names the
slides; a slide's own boxes lie in its drawing and may refer to the outline (2.9.78 OutlineTextRefAtom). Where the
references are broken, all text is taken as it comes (2.9.42 TextCharsAtom, 2.9.44 TextBytesAtom).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from wenming_cli.read.extract import Extract, Line, UnreadableError
from wenming_cli.read.streams import SMALL_PICTURE, Streams, refuse_package

DEEPEST, MOST_RECORDS, MOST_SLIDES = 16, 500_000, 5_000
_ENCRYPTED = 0xF3D1C4DF
_LIST, _SLIDE_NAMED, _SLIDE, _DOCUMENT, _MASTER = 0x0FF0, 0x03F3, 0x03EE, 0x03E8, 0x03F8
_HEADER, _WIDE, _NARROW, _REFERENCE = 0x0F9F, 0x0FA0, 0x0FA8, 0x0F9E
_EDIT, _DIRECTORY = 0x0FF5, 0x1772
_TITLES = (0, 6)
_BLIPS = range(0xF018, 0xF118)
_SKIPPED = frozenset({_MASTER, 0x03F0, 0x0FC9, 0x1388, 0x0FD9, 0x0F0A})
"""Masters, notes, handouts, extensions, headers and footers: not what a slide shows."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the stream: kind, instance, whether it holds others, where its content lies."""

    kind: int
    instance: int
    holds: bool
    start: int
    end: int


@dataclass(slots=True)
class Said:
    """A text of the outline or of a box: its characters and whether it is a title."""

    text: str
    title: bool


@dataclass(slots=True)
class Outline:
    """What the list of slides says of one slide."""

    number: int
    texts: list[Said] = field(default_factory=list)


def read_ppt(data: bytes, format_name: str = "ppt") -> Extract:
    """The lines of a presentation; a slide counts as a page, titles of the first slide as titles."""
    streams = Streams(data)
    refuse_package(streams)
    user = streams.read("Current User", 4096)
    locked = len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _ENCRYPTED
    if locked or "EncryptedSummary" in streams.names:
        raise UnreadableError("encrypted")
    stream = streams.read("PowerPoint Document")
    if len(stream) < 8:
        raise UnreadableError("corrupt", "里面没有演示文稿")
    extract = Extract(format_name, "文档", pictures=_pictures(streams.read("Pictures")))
    try:
        slides = _slides(stream, user)
    except (struct.error, IndexError, RecursionError):
        slides = []
    slides = slides or [[said for said, _ in _texts(stream, Record(0, 0, True, 0, len(stream)), 0)]]
    extract.pages = len(slides)
    for number, texts in enumerate(slides, 1):
        for said in texts:
            for line in said.text.replace("\x0b", "\r").split("\r"):
                text = line.strip(" \t\x00")
                if text and not extract.add(Line(text, page=number, title=said.title and number == 1)):
                    return extract
    return extract


def _records(stream: bytes, start: int, end: int) -> Iterator[Record]:
    """The records that stand side by side between two places."""
    end = min(end, len(stream))
    for _ in range(MOST_RECORDS):
        if start + 8 > end:
            return
        version, kind, length = struct.unpack_from("<HHI", stream, start)
        yield Record(kind, version >> 4, version & 15 == 15, start + 8, min(start + 8 + length, end))
        start += 8 + length


def _slides(stream: bytes, user: bytes) -> list[list[Said]]:
    """The texts of the slides in the order of the presentation; nothing where references are broken."""
    places = _places(stream, struct.unpack_from("<I", user, 16)[0])
    document = next((one for one in _records(stream, 0, len(stream)) if one.kind == _DOCUMENT), None)
    if document is None:
        return []
    lists = [one for one in _records(stream, document.start, document.end) if one.kind == _LIST and one.instance == 0]
    found = []
    for outline in (one for holder in lists for one in _outlines(stream, holder)):
        place = places.get(outline.number)
        if place is None or place + 8 > len(stream):
            return []
        record = next(_records(stream, place, len(stream)))
        boxes = [_resolved(said, refers, outline) for said, refers in _texts(stream, record, 0)]
        named = {refers for _, refers in _texts(stream, record, 0)}
        left = [said for at, said in enumerate(outline.texts) if at not in named]
        found.append(left + boxes)
        if len(found) >= MOST_SLIDES:
            break
    return found


def _resolved(said: Said, refers: int, outline: Outline) -> Said:
    """The text of a box: its own, or the one of the outline that it refers to."""
    return outline.texts[refers] if 0 <= refers < len(outline.texts) else said


def _places(stream: bytes, edit: int) -> dict[int, int]:
    """Where every numbered part lies, the newest edit counting (2.3.3 UserEditAtom, 2.3.4 PersistDirectoryAtom)."""
    found: dict[int, int] = {}
    seen: set[int] = set()
    while edit and edit not in seen and edit + 24 <= len(stream):
        seen.add(edit)
        if struct.unpack_from("<H", stream, edit + 2)[0] != _EDIT:
            break
        before, directory = struct.unpack_from("<II", stream, edit + 16)
        record = next(_records(stream, directory, len(stream)), None)
        if record is None or record.kind != _DIRECTORY:
            break
        at = record.start
        while at + 4 <= record.end:
            head = struct.unpack_from("<I", stream, at)[0]
            number, count = head & 0xFFFFF, head >> 20
            for step, place in enumerate(struct.unpack_from(f"<{count}I", stream, at + 4)):
                found.setdefault(number + step, place)
            at += 4 + 4 * count
        edit = before
    return found


def _outlines(stream: bytes, holder: Record) -> list[Outline]:
    """The slides of a list with their outline texts."""
    found: list[Outline] = []
    title = False
    for record in _records(stream, holder.start, holder.end):
        if record.kind == _SLIDE_NAMED:
            found.append(Outline(struct.unpack_from("<I", stream, record.start)[0]))
        elif found and record.kind == _HEADER:
            title = struct.unpack_from("<I", stream, record.start)[0] in _TITLES
            found[-1].texts.append(Said("", title))
        elif found and found[-1].texts and record.kind in (_WIDE, _NARROW):
            found[-1].texts[-1].text += _characters(stream, record)
    return found


def _texts(stream: bytes, holder: Record, depth: int) -> Iterator[tuple[Said, int]]:
    """The texts in a record and those below it, each with the outline text that it refers to (-1 none)."""
    title = False
    for record in _records(stream, holder.start, holder.end):
        if record.kind in (_WIDE, _NARROW):
            yield Said(_characters(stream, record), title), -1
        elif record.kind == _HEADER and record.end - record.start >= 4:
            title = struct.unpack_from("<I", stream, record.start)[0] in _TITLES
        elif record.kind == _REFERENCE and record.end - record.start >= 4:
            yield Said("", False), struct.unpack_from("<I", stream, record.start)[0]
        elif record.holds and depth < DEEPEST and record.kind not in _SKIPPED:
            yield from _texts(stream, record, depth + 1)


def _characters(stream: bytes, record: Record) -> str:
    """The characters of a text atom: UTF-16, or the low bytes of it."""
    part = stream[record.start : record.end]
    return part.decode("utf-16-le", "replace") if record.kind == _WIDE else part.decode("latin-1")


def _pictures(stream: bytes) -> int:
    """Pictures larger than a logo in the Pictures stream ([MS-ODRAW] 2.2.23)."""
    records = _records(stream, 0, len(stream))
    return sum(one.kind in _BLIPS and one.end - one.start > SMALL_PICTURE for one in records)
