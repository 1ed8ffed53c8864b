"""Text written from top to bottom, as WPS sets it in a cell with `tbRl`.

Chinese characters stand upright, Latin words and numbers lie on their side, brackets, quotation marks and dashes are
turned with the line, and 。，、 move to the upper right of their square (GB/T 15834-2011, 5.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from unicodedata import east_asian_width

from wenming_cli.typeset.pdf_faces import Typeface

CENTRE = 0.38
"""The middle of a Chinese character above its baseline, in sizes."""
TURNED = set("“”‘’（）《》〈〉「」『』【】〔〕〖〗［］｛｝—…～－＿｜＝·")
IN_THE_CORNER = set("。，、．")
TO_THE_RIGHT = set("；：！？")
_CORNER, _RIGHT = (0.55, 0.55), (0.25, 0.0)


@dataclass(frozen=True, slots=True)
class Words:
    """Characters of one typeface with the beginning of their baseline in points; *turned* lie on their right side."""

    text: str
    face: Typeface
    size: float
    x: float
    y: float
    turned: bool = False


def downwards(text: str, face: Typeface, size: float, centre: float, top: float) -> Iterator[Words]:
    """A column of text around the vertical line *centre* from *top* down; it is as long as the text is wide."""
    for turned, some in groupby(text, key=_is_turned):
        if turned:
            run = "".join(some)
            yield Words(run, face, size, centre - CENTRE * size, top, turned=True)
            top -= face.width(run, size)
            continue
        for char in some:
            wide = face.width(char, size)
            right, up = _CORNER if char in IN_THE_CORNER else _RIGHT if char in TO_THE_RIGHT else (0.0, 0.0)
            yield Words(char, face, size, centre - wide / 2 + right * size, top - (0.5 + CENTRE - up) * size)
            top -= wide


def _is_turned(char: str) -> bool:
    """Whether a character turns with the line: all that is not Chinese, and paired or long marks."""
    return char in TURNED or east_asian_width(char) not in "WF"
