"""How wording is made comparable: for matching only, never for what is shown or kept."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Typos and variants that the sources repeat (DOMAIN part M): 倡仪, 会议纪录, 釆用, 五ー.
VARIANTS = {
    "倡仪": "倡议",
    "纪录": "记录",
    "台帐": "台账",
    "釆": "采",
    "ー": "一",
    "帐": "账",
    "公勺公筷": "公筷公勺",
    "重阳日": "重阳节",
}
# Radicals that PDFs hold in the place of the characters themselves, and that NFKC leaves: ⻓ of 长 (U+2E80 to U+2EFF).
_RADICALS = "⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙"
VARIANTS |= dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
_VARIANT = re.compile("|".join(map(re.escape, VARIANTS)))
_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"[^\w一-鿿]+|_+")
_LETTERS = re.compile(r"[一-鿿]+|[a-z]+|\d+")


@lru_cache(maxsize=16384)
def normalise(text: str) -> str:
    """Fold width, case, white space and known variants; doing it twice changes nothing."""
    return _SPACE.sub("", _fold(_SPACE.sub("", text)))


def _fold(text: str) -> str:
    """NFKC and the variants, until nothing changes any more."""
    while True:
        folded = _VARIANT.sub(lambda match: VARIANTS[match[0]], unicodedata.normalize("NFKC", text).casefold())
        folded = _SPACE.sub("", folded)
        if folded == text:
            return folded
        text = folded


def letters(text: str) -> str:
    """Only what carries meaning: no punctuation, no white space."""
    return _MARKS.sub("", normalise(text))


@dataclass(frozen=True, slots=True)
class Lettered:
    """A text with its letters and the place of each, so that what is found among these is found in the text."""

    text: str
    letters: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Lettered":
        """Fold *text* letter by letter; variants are as long as what they stand for, so places stay."""
        found = [(char, at) for at, one in enumerate(text) for char in _folded_letter(one)]
        folded = _VARIANT.sub(lambda match: VARIANTS[match[0]], "".join(char for char, _ in found))
        return cls(text, folded, tuple(at for _, at in found))

    def find(self, words: str, after: int = 0) -> tuple[int, int] | None:
        """Where *words* stand (begin, end) from the place *after* on, with brackets around them and % behind."""
        wanted = Lettered.of(words).letters
        at = self.letters.find(wanted, bisect_left(self.places, after)) if wanted else -1
        if at < 0:
            return None
        start, end = self.places[at], self.places[at + len(wanted) - 1] + 1
        while start and any(one in self.text[start : end + 1] for one in _CLOSED.get(self.text[start - 1], "")):
            start -= 1
        while end < len(self.text) and (
            self.text[end] in "%％‰" or any(one in self.text[start:end] for one in _OPENED.get(self.text[end], ""))
        ):
            end += 1
        return start, end


_CLOSED = {
    "“": "”",
    "‘": "’",
    "（": "）)",
    "(": "）)",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "【": "】",
    "〔": "〕",
}
_OPENED = {closing: "".join(one for one in _CLOSED if closing in _CLOSED[one]) for closing in "".join(_CLOSED.values())}
"""Brackets and quotation marks, each with those that may end it, and begin it: people mix wide and narrow ones."""


@lru_cache(maxsize=4096)
def _folded_letter(char: str) -> str:
    """A character as letters have it; nothing for a mark or a space."""
    return letters(char)


@lru_cache(maxsize=16384)
def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters, with Latin words and numbers whole."""
    grams: set[str] = set()
    for run in _LETTERS.findall(normalise(text)):
        if run[0] >= "一":
            grams.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(grams)


def width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text
    )


def shorten(text: str, most: int) -> str:
    """Cut *text* to *most* columns, with an ellipsis where something was cut."""
    if width(text) <= most:
        return text
    kept, used = "", 0
    for char in text:
        used += width(char)
        if used > most - 2:
            break
        kept += char
    return kept + "…"


_PIECES = re.compile(r"[!-~]+|.", re.DOTALL)
_NO_START = set("，。；：、！？）》”’…—％%")


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """Break *text* into lines of at most *columns* (two at least); later lines start with *indent*.

    Latin words stay whole where they fit; no line starts with closing punctuation where that can
    be helped. An indent that leaves no room is dropped. No visible character is lost.
    """
    if width(indent) + 2 > columns:
        indent = ""
    lines: list[str] = []
    line: list[str] = []
    for piece in _pieces(text, columns - width(indent)):
        if width("".join(line) + piece) <= columns:
            line.append(piece)
            continue
        kept = [indent, piece]
        if piece in _NO_START and len(line) > 2 and width(indent + line[-1] + piece) <= columns:
            kept = [indent, line.pop(), piece]
        lines.append("".join(line).rstrip())
        line = [one for one in kept if one.strip() or one is indent]
    lines.append("".join(line).rstrip())
    return [one for one in lines if one] or [""]


def _pieces(text: str, room: int) -> Iterator[str]:
    """What stays together: a Latin word, or a single character; a word wider than *room* is cut."""
    for piece in _PIECES.findall(text.replace("\n", " ")):
        for at in range(0, len(piece), room):
            yield piece[at : at + room]


_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def showable(text: str) -> str:
    """Text fit for a screen or a report: control, direction and broken characters are spelled out."""
    return _UNSHOWN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def size_shown(count: int) -> str:
    """A number of bytes as people read it: 3.4 MB, 12 KB."""
    return f"{count / (1 << 20):.1f} MB" if count >= 1 << 20 else f"{-(-count >> 10)} KB"
