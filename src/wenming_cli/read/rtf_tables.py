"""What an RTF file says at its head and uses everywhere: code page, fonts, colours; and what holds inside a group."""

import re
from dataclasses import dataclass, replace

CHARSETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 204: "cp1251", 238: "cp1250"}
_HEAD = 1 << 18
_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_FONT = re.compile(rb"\\f(\d{1,5})(?!\d)[^{};]{0,120}?\\fcharset(\d{1,3})")
_COLOURS = re.compile(rb"\{\\colortbl([^}]{0,20000})\}")
_COLOUR = re.compile(rb"\\red(\d{1,3})[^;]{0,40}?\\green(\d{1,3})[^;]{0,40}?\\blue(\d{1,3})")
_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5", 932: "cp932", 949: "cp949", 65001: "utf-8"}


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside a group; *eastern*: associated properties now speak of Chinese characters (\\dbch)."""

    skipped: bool = False
    size: float = 12.0
    bold: bool = False
    colour: int = 0
    font: int = -1
    stand_ins: int = 1
    deleted: bool = False
    picture: bool = False
    twin: bool = False
    eastern: bool = False


STATED = frozenset(
    (b"fs", b"b", b"cf", b"f", b"uc", b"deleted", b"plain", b"dbch", b"loch", b"hich", b"rtlch", b"ltrch")
)
"""Control words that change what holds; the associated ones (afs, ab, af) too."""
ASSOCIATED = frozenset((b"afs", b"ab", b"af"))


def stated(state: State, word: bytes, number: int | None) -> State:
    """*state* after a control word on characters."""
    match word:
        case b"dbch" | b"loch" | b"hich" | b"rtlch" | b"ltrch":
            return replace(state, eastern=word == b"dbch")
        case b"afs" | b"ab" | b"af":
            return stated(state, word[1:], number) if state.eastern else state
        case b"fs":
            return replace(state, size=min(number or 24, 3_000) / 2)
        case b"b":
            return replace(state, bold=number != 0)
        case b"cf":
            return replace(state, colour=number or 0)
        case b"f":
            return replace(state, font=number if number is not None else -1)
        case b"uc":
            return replace(state, stand_ins=max(0, min(number if number is not None else 1, 8)))
        case b"deleted":
            return replace(state, deleted=number != 0)
        case _:  # plain
            return replace(state, size=12.0, bold=False, colour=0, font=-1, deleted=False)


def code_page(data: bytes) -> str:
    """The codec of bytes that no font explains; GB18030 where the file names none."""
    match = _PAGE.search(data[:4096])
    number = int(match[1]) if match else 936
    return _PAGES.get(number, f"cp{number}" if number in (1250, 1251, 1252, 1253, 1254) else "gb18030")


def fonts(data: bytes) -> dict[int, str]:
    """The codec of each font that names a character set of its own."""
    head = data[:_HEAD]
    return {int(number): CHARSETS[int(kind)] for number, kind in _FONT.findall(head) if int(kind) in CHARSETS}


def reds(data: bytes) -> frozenset[int]:
    """The numbers of the colours that are red."""
    match = _COLOURS.search(data[:_HEAD])
    found = set()
    for number, entry in enumerate(match[1].split(b";") if match else ()):
        colour = _COLOUR.search(entry)
        if colour:
            red, green, blue = map(int, colour.groups())
            if red >= 170 and max(green, blue) <= 90:
                found.add(number)
    return frozenset(found)
