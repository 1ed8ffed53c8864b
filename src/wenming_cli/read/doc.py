"""Read .doc and the .wps that is the same (Word 97–2003 binary): paragraphs and table rows in order.

By [MS-DOC] 2.4.1: the text lies in pieces that the Clx names; the file information block (2.5) says how many
characters are body, notes, headers, text boxes. Several libraries silently lose Chinese text here, for pieces
of 16 and of 8 bits stand side by side (LIMITS, part 5).
"""

import re
import struct
from dataclasses import dataclass
from itertools import accumulate

from wenming_cli.read.doc_lines import END, PLAIN, Story, Walk
from wenming_cli.read.doc_look import Look, Pages, Styles, modified
from wenming_cli.read.extract import MOST_TEXT, Extract, Line, UnreadableError
from wenming_cli.read.streams import SMALL_PICTURE, Streams, page_count, pictures_in, refuse_package

_WORD, _WORD_95 = 0xA5EC, (0xA5DC, 0xA5DB)
_ENCRYPTED, _TABLE_1, _COMPLEX = 0x0100, 0x0200, 0x0004
_STYLES, _RUNS, _PARAGRAPHS, _CLX, _ANCHORS, _DRAWINGS, _BOXES = 1, 12, 13, 33, 40, 50, 56
_COUNTS, _PAIRS = 0x4C, 154
_NARROW = 0x40000000
_PICTURE_KINDS = (0x64, 0x66)
_PICTURE_AT = b"\x03\x6a"
"""sprmCPicLocation as it stands among the modifiers of a run."""
_WIDE = re.compile("[\U00010000-\U0010ffff]")


def read_doc(data: bytes, format_name: str = "doc") -> Extract:
    """The lines of a Word document: body with its text boxes, then notes, headers and footers."""
    streams = Streams(data)
    refuse_package(streams)
    word = streams.read("WordDocument")
    if len(word) < 32:
        raise UnreadableError("corrupt", "里面没有 Word 正文")
    magic, version = struct.unpack_from("<HH", word)
    flags = struct.unpack_from("<H", word, 10)[0]
    if flags & _ENCRYPTED:
        raise UnreadableError("encrypted")
    extract = Extract(format_name, "文档")
    if magic in _WORD_95 or (magic == _WORD and version < 0xC1):
        _read_95(word, flags, extract)
    elif magic == _WORD:
        _read_97(streams, word, streams.read("1Table" if flags & _TABLE_1 else "0Table"), extract)
    else:
        raise UnreadableError("corrupt", "里面没有 Word 正文")
    extract.pages = page_count(streams)
    return extract


def _read_97(streams: Streams, word: bytes, table: bytes, extract: Extract) -> None:
    """Lines and pictures of a document of Word 97 and later."""
    try:
        runs = Pages(word, _part(word, table, _RUNS), False)
        for line in _walk(word, table, runs, streams.read("Data")).lines():
            if not extract.add(line):
                break
        drawings = _part(word, table, _DRAWINGS)
        extract.pictures = _inline_pictures(streams, runs) + pictures_in(drawings)
    except (struct.error, IndexError) as error:
        raise UnreadableError("corrupt", "Word 结构不完整") from error


def _read_95(word: bytes, flags: int, extract: Extract) -> None:
    """Word 6 and 95: eight-bit text in one run, in the code page of its day."""
    if len(word) < 0x20:
        raise UnreadableError("corrupt", "Word 结构不完整")
    start, end = struct.unpack_from("<II", word, 0x18)
    if flags & _COMPLEX or not start < end <= len(word):
        raise UnreadableError("unsupported", "Word 95 的快速保存格式，请用 WPS 打开后另存为 docx")
    text = word[start : min(end, start + MOST_TEXT * 2)].decode("gb18030", "replace")
    for paragraph in END.split(text):
        for line in paragraph.translate(PLAIN).split("\n"):
            if line.strip() and not extract.add(Line(line.strip())):
                return


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that lie together in the file: from position to position, their place there, bytes for each."""

    start: int
    end: int
    place: int
    width: int


def _walk(word: bytes, table: bytes, runs: Pages, far: bytes) -> Walk:
    """The text with all that is needed to walk through its paragraphs."""
    pieces = _pieces(_part(word, table, _CLX))
    ends = list(accumulate(struct.unpack_from("<8I", word, _COUNTS)))
    starts = [0, *ends[:-1]]
    body, notes, headers, _, _, endnotes, boxes, header_boxes = map(Story, starts, ends)
    return Walk(
        _text(word, pieces),
        [piece.start for piece in pieces],
        [(piece.place, piece.width) for piece in pieces],
        body,
        [notes, endnotes, headers, header_boxes],
        _anchored(_part(word, table, _ANCHORS), _part(word, table, _BOXES), boxes),
        Pages(word, _part(word, table, _PARAGRAPHS), True, far),
        runs,
        Styles(_part(word, table, _STYLES)),
    )


def _part(word: bytes, table: bytes, number: int) -> bytes:
    """A part of the table stream, by its number among the pairs of the file information block (2.5.6)."""
    at = _PAIRS + 8 * number
    if at + 8 > len(word):
        return b""
    start, length = struct.unpack_from("<II", word, at)
    return table[start : start + length]


def _pieces(clx: bytes) -> list[Piece]:
    """The pieces of the text in order (2.9.38 Clx, 2.9.178 PlcPcd)."""
    at = 0
    while at + 3 <= len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != 2:
        raise UnreadableError("corrupt", "Word 结构不完整")
    length = min(struct.unpack_from("<I", clx, at + 1)[0], len(clx) - at - 5)
    count = max(length - 4, 0) // 12
    places = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    found: list[Piece] = []
    for number in range(count):
        start, end = places[number], min(places[number + 1], MOST_TEXT)
        packed = struct.unpack_from("<I", clx, at + 9 + 4 * count + 8 * number + 2)[0]
        place = packed & 0x3FFFFFFF
        if end < start or start != (found[-1].end if found else 0):
            raise UnreadableError("corrupt", "Word 结构不完整")
        found.append(Piece(start, end, place // 2, 1) if packed & _NARROW else Piece(start, end, place, 2))
        if end == MOST_TEXT:
            break
    return found


def _text(word: bytes, pieces: list[Piece]) -> str:
    """The characters of all pieces, each at its position."""
    found = []
    for piece in pieces:
        part = word[piece.place : piece.place + (piece.end - piece.start) * piece.width]
        if len(part) < (piece.end - piece.start) * piece.width:
            raise UnreadableError("corrupt", "文件不完整")
        text = part.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace")
        if len(text) < piece.end - piece.start:
            text = _WIDE.sub(lambda match: match[0] + "\x00", text)
        found.append(text)
    return "".join(found)


def _anchored(anchors: bytes, boxes: bytes, story: Story) -> dict[int, list[Story]]:
    """Text boxes by the position of their anchor; one that has none stands at the end, -1 (2.8.30, 2.8.32)."""
    at = {}
    count = max(len(anchors) - 4, 0) // 30
    for number in range(count):
        place, shape = struct.unpack_from("<I", anchors, 4 * number)[0], 4 * (count + 1) + 26 * number
        at[struct.unpack_from("<I", anchors, shape)[0]] = place
    found: dict[int, list[Story]] = {}
    count = max(len(boxes) - 4, 0) // 26
    for number in range(count):
        start, end = struct.unpack_from("<II", boxes, 4 * number)
        shape = struct.unpack_from("<I", boxes, 4 * (count + 1) + 22 * number + 14)[0]
        if start < end <= story.end - story.start:
            found.setdefault(at.get(shape, -1), []).append(Story(story.start + start, story.start + end))
    return found


def _inline_pictures(streams: Streams, runs: Pages) -> int:
    """Pictures in the text that are larger than a logo (2.9.190 PICF)."""
    if not runs.say(_PICTURE_AT):
        return 0
    stream = streams.read("Data")
    looks = (modified(Look(), modifiers) for modifiers in runs.marked(_PICTURE_AT))
    count = 0
    for place in {look.picture for look in looks if look.picture is not None}:
        if place + 8 <= len(stream):
            size, _, kind = struct.unpack_from("<IHH", stream, place)
            count += size > SMALL_PICTURE and kind in _PICTURE_KINDS
    return count
