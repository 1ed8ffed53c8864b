"""Typefaces for PDF pages: fonts that are embedded where the computer has them, else one that every viewer supplies.

A typeface is a row of fonts: each character is set in the first that has it. STSong-Light, the simplified Chinese font
that the PDF format names and viewers bring along (ISO 32000-1, 9.7.3), stands at the end of every row.
"""

import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

SUPPLIED = "STSong-Light"
SUBSTITUTE = "□"
"""What stands for a character that no font has."""


@dataclass(frozen=True, slots=True)
class FontData:
    """A TrueType font as bytes; *index* is its place in a collection (.ttc)."""

    data: bytes
    index: int = 0


class Typeface:
    """Fonts in order of preference, by the names under which reportlab knows them."""

    def __init__(self, fonts: Iterable[str]) -> None:
        from reportlab.pdfbase import pdfmetrics

        self.fonts = tuple(fonts)
        self._known: list[tuple[str, Any]] = [(name, pdfmetrics.getFont(name)) for name in self.fonts]
        self._of: dict[str, int] = {}
        self._widths: dict[str, float] = {}

    def width(self, text: str, size: float) -> float:
        """The width of *text* in points."""
        widths = self._widths
        total = 0.0
        for char in text:
            found = widths.get(char)
            if found is None:
                name, font = self._known[self._font(char)]
                found = widths[char] = font.stringWidth(self._shown(char, name), 1)
            total += found
        return total * size

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The text cut where the font changes: font name, characters."""
        found = []
        for at, chars in groupby(text, key=self._font):
            name = self.fonts[at]
            found.append((name, "".join(self._shown(char, name) for char in chars)))
        return found

    def _font(self, char: str) -> int:
        at = self._of.get(char)
        if at is None:
            code = ord(char)
            at = next((n for n, (_, font) in enumerate(self._known) if _has(font, code)), len(self._known) - 1)
            self._of[char] = at
        return at

    def _shown(self, char: str, name: str) -> str:
        """A character beyond what the supplied font can name is shown as a box."""
        return SUBSTITUTE if name == SUPPLIED and not _in_gb(char) else char


@lru_cache(maxsize=4096)
def _in_gb(char: str) -> bool:
    """Whether the supplied font has a character: its collection (Adobe-GB1) holds what GBK names."""
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _has(font: Any, code: int) -> bool:
    """Whether a font has a glyph for a character."""
    glyphs = getattr(getattr(font, "face", None), "charToGlyph", None)
    return True if glyphs is None else bool(glyphs.get(code))


@dataclass(frozen=True, slots=True)
class Faces:
    """The three typefaces of a sheet, for what docx and xlsx name 方正小标宋, 黑体 and 仿宋_GB2312."""

    title: Typeface
    head: Typeface
    body: Typeface


def faces(fonts: Mapping[str, tuple[FontData, ...]]) -> Faces:
    """Make the typefaces title, head and body from fonts; one that can't be embedded is passed over.

    A role that *fonts* does not name has the supplied font alone.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    if SUPPLIED not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(SUPPLIED))
    made = {
        role: Typeface([name for one in fonts.get(role, ()) if (name := _registered(one))] + [SUPPLIED])
        for role in ("title", "head", "body")
    }
    return Faces(**made)


def _registered(font: FontData) -> str | None:
    """The name of an embedded font; None for one that reportlab can't embed (CFF outlines, a broken file)."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    name = f"wm-{hashlib.sha256(font.data).hexdigest()[:12]}-{font.index}"
    if name in pdfmetrics.getRegisteredFontNames():
        return name
    try:
        made = TTFont(name, io.BytesIO(font.data), subfontIndex=font.index)
    except (TTFError, ValueError, KeyError, IndexError, OverflowError):
        return None
    pdfmetrics.registerFont(made)
    return name
