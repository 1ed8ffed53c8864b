"""The words that were recognised on pages that are pictures, and where they stand."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wenming_cli.bind.marks import Place, Stroke, fitted
from wenming_cli.model.evidence import RecognisedLine
from wenming_cli.typeset.as_pdf import LONG, SHORT

PARTS = 10_000
"""Parts of a side in which the places of recognised lines are given."""
MOST_LEAN = 5.0
"""Degrees up to which a line can be drawn along the words."""
NARROW = 0.55
"""The width of a Latin letter or a digit, in parts of that of a Chinese character."""
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A line as it lies on paper, in points: its middle along and across the words, its length and height."""

    along: float
    across: float
    long: float
    high: float

    def beside(self, other: "_Laid") -> bool:
        """Whether both stand above one another for a part."""
        return abs(self.along - other.along) < (self.long + other.long) / 2


class LinesPage:
    """A page of a *size* with its recognised lines in reading order."""

    def __init__(self, lines: Sequence[RecognisedLine], size: Size) -> None:
        self.lines = tuple(lines)
        scale = min(SHORT / min(size), LONG / max(size))
        self._size = size[0] * scale, size[1] * scale

    @cached_property
    def text(self) -> str:
        """The lines one below the other."""
        return "\n".join(line.text for line in self.lines)

    def strokes(self, place: Place) -> tuple[Stroke, ...]:
        """A line below the part of every recognised line that *place* covers; none where one can't be drawn."""
        found: list[Stroke | None] = []
        at = 0
        for line in self.lines:
            start, end = max(0, place[0] - at), min(len(line.text), place[1] - at)
            if start < end:
                found.append(self._stroke(line, start, end))
            at += len(line.text) + 1
        return tuple(one for one in found if one is not None) if None not in found else ()

    def _stroke(self, line: RecognisedLine, start: int, end: int) -> Stroke | None:
        """The line below the characters from *start* to *end*, by their share of the width."""
        way = _Way(line, self._size)
        own = way.laid(line)
        if abs(line.lean) > MOST_LEAN or own is None:
            return None
        others = [way.laid(other) for other in self.lines if other is not line and other.direction == line.direction]
        foot = own.across + own.high / 2
        below = [one for one in others if one is not None and one.across > foot and one.beside(own)]
        fit = fitted(min((one.across - one.high / 2 for one in below), default=foot + own.high) - foot)
        if fit is None:
            return None
        down, thick = fit
        whole = _width(line.text) or 1.0
        begin, stop = (own.along + own.long * (_width(line.text[:at]) / whole - 0.5) for at in (start, end))
        return *way.share(begin, foot + down), *way.share(stop, foot + down), round(thick, 3)


class _Way:
    """The way in which the words of a line run, and what lies across it, downwards from the words."""

    def __init__(self, line: RecognisedLine, size: Size) -> None:
        angle = math.radians(line.direction + line.lean)
        self._along, self._size, self._direction = (math.cos(angle), math.sin(angle)), size, line.direction

    def laid(self, line: RecognisedLine) -> _Laid | None:
        """Where a line lies; its box surrounds what leans. None for one without an extent."""
        wide, high = self._size
        left, top, right, bottom = (part / PARTS * side for part, side in zip(line.box, (wide, high) * 2, strict=True))
        x, y = (left + right) / 2, (top + bottom) / 2
        long, tall = (right - left, bottom - top) if self._direction % 180 == 0 else (bottom - top, right - left)
        lean = math.radians(abs(line.lean))
        level = math.cos(2 * lean) or 1.0
        straight = (
            (long * math.cos(lean) - tall * math.sin(lean)) / level,
            (tall * math.cos(lean) - long * math.sin(lean)) / level,
        )
        if min(straight) <= 0:
            return None
        return _Laid(x * self._along[0] + y * self._along[1], y * self._along[0] - x * self._along[1], *straight)

    def share(self, along: float, across: float) -> tuple[float, float]:
        """A point in shares of the sides of the page."""
        x = along * self._along[0] - across * self._along[1]
        y = along * self._along[1] + across * self._along[0]
        return round(x / self._size[0], 6), round(y / self._size[1], 6)


def lines_pages(lines: Sequence[RecognisedLine], sizes: Mapping[int, Size]) -> tuple[LinesPage, ...]:
    """The recognised lines by page, up to the last that has some; *sizes* are those of the pages as they are shown."""
    last = max((one.page for one in lines), default=0)
    return tuple(
        LinesPage([one for one in lines if one.page == number], sizes.get(number, (SHORT, LONG)))
        for number in range(1, last + 1)
    )


def _width(text: str) -> float:
    """How wide a text is, in Chinese characters."""
    return sum(NARROW if char.isascii() else 1.0 for char in text)
