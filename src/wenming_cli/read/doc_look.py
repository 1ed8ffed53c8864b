"""How Word 97–2003 makes its paragraphs look: size, centring, weight, colour.

Formatted disk pages are those of [MS-DOC] 2.9.33 (ChpxFkp) and 2.9.175 (PapxFkp), styles of 2.9.271 (STSH),
property modifiers of 2.6.1 and 2.6.2 (Sprm).
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

PAGE = 512
DEEPEST_STYLE = 12
PUSHED = 1_400
"""Twentieths of a point by which a first line is pushed to the middle of the page; 640 are the usual two characters."""
MOST_STYLES = 4_096
_OPERAND = (1, 1, 2, 4, 2, 2, 0, 3)
_HUGE = (b"\x45\x66", b"\x46\x66")
_TABLE, _TABS = 0xD608, 0xC615
_RED_INDICES = (6, 13)
_TITLE_STYLE, _CONTENTS_STYLES = 62, range(19, 28)


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a run or paragraph; 10 points is what Word takes where nothing is said."""

    size: float = 10.0
    centred: bool = False
    bold: bool = False
    red: bool = False
    picture: int | None = None
    title: bool = False
    contents: bool = False


def modified(look: Look, modifiers: bytes, style: Look | None = None) -> Look:
    """*look* after a list of property modifiers; weight may be told relative to the *style*."""
    for code, operand in _modifiers(modifiers):
        value = operand[0] if operand else 0
        match code:
            case 0x2461 | 0x2403:  # sprmPJc, sprmPJc80
                look = replace(look, centred=value == 1)
            case 0x8411 | 0x8460:  # sprmPDxaLeft180, sprmPDxaLeft1
                look = replace(look, centred=look.centred or struct.unpack("<h", operand)[0] >= PUSHED)
            case 0x0835:  # sprmCFBold
                look = replace(look, bold=_toggled(value, (style or look).bold))
            case 0x4A43:  # sprmCHps
                look = replace(look, size=struct.unpack("<H", operand)[0] / 2)
            case 0x2A42:  # sprmCIco
                look = replace(look, red=value in _RED_INDICES)
            case 0x6870:  # sprmCCv
                look = replace(look, red=operand[3] == 0 and operand[0] >= 170 and max(operand[1:3]) <= 90)
            case 0x6A03:  # sprmCPicLocation
                look = replace(look, picture=struct.unpack("<I", operand)[0])
    return look


def _toggled(value: int, of_style: bool) -> bool:
    """A toggle property: 0 off, 1 on, 0x80 as the style, 0x81 against it."""
    return of_style if value == 0x80 else not of_style if value == 0x81 else value == 1


def _modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The modifiers of a list that matter here, with their operands."""
    at = 0
    while at + 2 < len(data):
        code = data[at] | data[at + 1] << 8
        at += 2
        length = _OPERAND[code >> 13]
        if not length:
            length = data[at] + 1
            if code == _TABLE and at + 2 <= len(data):
                length = struct.unpack_from("<H", data, at)[0] + 1
            elif code == _TABS and data[at] == 255:
                return
        if at + length <= len(data):
            yield code, data[at : at + length]
        at += length


def says(modifiers: bytes, mark: bytes) -> bool:
    """Whether a list holds a modifier of one byte (code and value given as *mark*), not just its bytes by chance."""
    if mark not in modifiers:
        return False
    return any(mark == code.to_bytes(2, "little") + operand for code, operand in _modifiers(modifiers))


class Pages:
    """A table of formatted disk pages: the modifiers that stand at a place of the file."""

    def __init__(self, word: bytes, table: bytes, paragraphs: bool, huge: bytes = b"") -> None:
        self._word, self._paragraphs, self._huge = word, paragraphs, huge
        count = max(len(table) - 4, 0) // 8
        self._starts = struct.unpack_from(f"<{count}I", table) if count else ()
        self._numbers = struct.unpack_from(f"<{count}I", table, 4 * count + 4) if count else ()
        self._last: tuple[int, tuple[int, ...], bytes] = (-1, (), b"")

    def say(self, mark: bytes) -> bool:
        """Whether any page can hold a modifier; a quick look at the bytes, true too often rather than too seldom."""
        return any(mark in self._word[number * PAGE : number * PAGE + PAGE] for number in self._numbers)

    def marked(self, mark: bytes) -> Iterator[bytes]:
        """The modifiers of the runs in which the bytes of a mark stand, in the order of the file."""
        for number in self._numbers:
            page = self._word[number * PAGE : number * PAGE + PAGE]
            if mark not in page or not 0 < page[-1] < 127 or len(page) < PAGE:
                continue
            for run in range(page[-1]):
                modifiers = self._bytes(page, page[-1] + 1, run)
                if mark in modifiers:
                    yield modifiers

    def at(self, place: int) -> tuple[int, bytes]:
        """Where the run or paragraph at *place* ends, and its bytes (style and modifiers, or modifiers)."""
        which = bisect_right(self._starts, place) - 1
        if which < 0:
            return place + 1, b""
        number, ends, page = self._last
        if number != self._numbers[which]:
            number = self._numbers[which]
            page = self._word[number * PAGE : number * PAGE + PAGE]
            count = page[-1] if len(page) == PAGE else 0
            ends = struct.unpack_from(f"<{count + 1}I", page) if 0 < count < 127 else ()
            self._last = number, ends, page
        found = bisect_right(ends, place) - 1
        if found < 0 or found + 1 >= len(ends):
            return place + 1, b""
        modifiers = self._bytes(page, len(ends), found)
        if self._paragraphs and modifiers[2:4] in _HUGE and len(modifiers) >= 8:
            modifiers = modifiers[:2] + self._far(struct.unpack_from("<I", modifiers, 4)[0])
        return max(ends[found + 1], place + 1), modifiers

    def _far(self, at: int) -> bytes:
        """Modifiers that are too many for a page lie in the Data stream (2.6.2, sprmPHugePapx)."""
        length = int.from_bytes(self._huge[at : at + 2], "little")
        return self._huge[at + 2 : at + 2 + length]

    def _bytes(self, page: bytes, ends: int, found: int) -> bytes:
        if not self._paragraphs:
            offset = page[4 * ends + found] * 2 if 4 * ends + found < PAGE else 0
            return page[offset + 1 : offset + 1 + page[offset]] if offset else b""
        entry = 4 * ends + 13 * found
        offset = page[entry] * 2 if entry < PAGE else 0
        if not offset or offset + 2 > PAGE:
            return b""
        words = page[offset]
        if words:
            return page[offset + 1 : offset + 2 * words]
        return page[offset + 2 : offset + 2 + 2 * page[offset + 1]]


class Styles:
    """The styles of a document by their index."""

    def __init__(self, sheet: bytes) -> None:
        self._sheet: list[tuple[int, int, bytes, bytes]] = []
        self._looks: dict[int, Look] = {}
        try:
            self._read(sheet)
        except (struct.error, IndexError):
            return

    def _read(self, sheet: bytes) -> None:
        if len(sheet) < 6:
            return
        length, count, base = struct.unpack_from("<HHH", sheet)
        at = 2 + length
        for _ in range(min(count, MOST_STYLES)):
            size = struct.unpack_from("<H", sheet, at)[0]
            self._sheet.append(_style(sheet[at + 2 : at + 2 + size], base))
            at += 2 + size

    def look(self, index: int, depth: int = 0) -> Look:
        """The look that a style gives, what it is based on included."""
        if index not in self._looks:
            if index >= len(self._sheet) or depth > DEEPEST_STYLE:
                return Look()
            known, base, paragraph, run = self._sheet[index]
            look = self.look(base, depth + 1) if base != 0xFFF else Look()
            look = modified(modified(look, paragraph), run)
            look = replace(look, title=known == _TITLE_STYLE, contents=known in _CONTENTS_STYLES)
            self._looks[index] = look
        return self._looks[index]


def _style(style: bytes, base: int) -> tuple[int, int, bytes, bytes]:
    """Built-in number, index of the parent, paragraph and run modifiers of a style."""
    if len(style) < base + 2:
        return 0, 0xFFF, b"", b""
    known, kind, updates = struct.unpack_from("<HHH", style)
    at = base + 2 + 2 * struct.unpack_from("<H", style, base)[0] + 2
    found = []
    for _ in range(min(updates & 15, 3)):
        if at + 2 > len(style):
            break
        length = struct.unpack_from("<H", style, at)[0]
        found.append(style[at + 2 : at + 2 + length])
        at += 2 + length + (length & 1)
    if kind & 15 == 1:
        return known & 0xFFF, kind >> 4, found[0][2:] if found else b"", found[1] if len(found) > 1 else b""
    return known & 0xFFF, kind >> 4, b"", found[0] if found and kind & 15 == 2 else b""
