"""Recognised words laid invisibly over the picture that they were read from, so that a viewer finds and copies them.

Text render mode 3 paints nothing (ISO 32000-1, 9.3.6). Each line is as long and as high as its box, along the way in
which its words run; the font is `words_font`.
"""

import math
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wenming_cli.bind.leaves import Leaf
from wenming_cli.bind.pages import Over, from_shown, shown_size
from wenming_cli.bind.words_font import NAME, codes, width
from wenming_cli.model.evidence import RecognisedLine
from wenming_cli.typeset.table import printable

if TYPE_CHECKING:
    import pikepdf

PARTS = 10_000
"""Parts of a side in which a recognised line gives its box."""
INVISIBLE = 3
SURE_LINES, SURE = 5, 0.8
"""So many lines, and that share of their characters, tell which way up a page is to lie."""
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageWords:
    """The recognised lines of a page, and where on it the picture is seen: left, bottom, width, height in points.

    Without *place* the picture is all of the page as a viewer shows it.
    """

    lines: Sequence[RecognisedLine]
    place: _Box | None = None


def page_words(leaf: Leaf, places: Sequence[_Box] = ()) -> dict[int, PageWords]:
    """The words of every page of a piece that has some, from 0; *places* is where a picture stands on each."""
    lines = leaf.lines_by_page()
    if leaf.kind == "pdf":
        return {number - 1: PageWords(some) for number, some in lines.items()}
    return {at: PageWords(lines[at + 1], place) for at, place in enumerate(places) if at + 1 in lines}


def turn_of(words: PageWords) -> int:
    """The degrees clockwise, in quarters, by which a page is to be turned so that its words run to the right."""
    weight = Counter[int]()
    for line in words.lines:
        weight[line.direction] += len(line.text)
    direction, most = max(weight.items(), key=lambda one: (one[1], -one[0]), default=(0, 0))
    sure = len(words.lines) >= SURE_LINES and most >= SURE * weight.total()
    return -direction % 360 if sure else 0


def words_over(pdf: "pikepdf.Pdf", page: "pikepdf.Page", words: PageWords, font: Any) -> Over:
    """What lays the words over *page* of *pdf*; *font* is that of `words_font`."""
    from pikepdf import Array, Dictionary, Name

    wide, high = shown_size(page)
    seen = words.place or (0.0, 0.0, wide, high)
    operators = "\n".join(line for one in words.lines for line in _set(one, seen))
    form = pdf.make_stream(
        zlib.compress(f"BT {INVISIBLE} Tr\n{operators}\nET".encode("ascii")),
        Filter=Name.FlateDecode, Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([0, 0, round(wide, 3), round(high, 3)]), Resources=Dictionary(Font=Dictionary({f"/{NAME}": font})),
    )  # fmt: skip
    a, b, c, d, e, f = from_shown(page)
    return Over(f"q {a} {b} {c} {d} {e:.3f} {f:.3f} cm /{NAME} Do Q ".encode(), {NAME: form})


def _set(line: RecognisedLine, seen: _Box) -> Iterator[str]:
    """The operators that set one line into its box; none where either has no extent."""
    words = printable(line.text)
    natural, (long, high) = width(words), _extent(line, seen)
    if natural <= 0 or long <= 0 or high <= 0:
        return
    x, y = _middle(line, seen)
    angle = -math.radians(line.direction + line.lean)
    cos, sin = math.cos(angle), math.sin(angle)
    left, base = x - (cos * long - sin * high) / 2, y - (sin * long + cos * high) / 2
    yield f"/{NAME} {high:.3f} Tf {100 * long / (natural * high):.3f} Tz"
    yield f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {left:.3f} {base:.3f} Tm {codes(words)} Tj"


def _extent(line: RecognisedLine, seen: _Box) -> tuple[float, float]:
    """Length and height of a line in points, along and across its words; of one that leans those of the line itself."""
    left, top, right, bottom = line.box
    wide, high = (right - left) * seen[2] / PARTS, (bottom - top) * seen[3] / PARTS
    if line.direction % 180:
        wide, high = high, wide
    angle = math.radians(abs(line.lean))
    cos, sin, both = math.cos(angle), math.sin(angle), math.cos(2 * angle)
    level = (wide * cos - high * sin) / both, (high * cos - wide * sin) / both
    return level if line.lean and min(level) > 0 else (wide, high)


def _middle(line: RecognisedLine, seen: _Box) -> tuple[float, float]:
    """The middle of a line's box in points; pages count from the top, points from the bottom."""
    left, top, right, bottom = line.box
    return seen[0] + (left + right) / 2 / PARTS * seen[2], seen[1] + seen[3] - (top + bottom) / 2 / PARTS * seen[3]
