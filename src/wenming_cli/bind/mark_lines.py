"""The words that were recognised on pages that are pictures, and where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming_cli.bind.marks import Place, Stroke, fitted
from wenming_cli.model.evidence import RecognisedLine
from wenming_cli.typeset.as_pdf import LONG

PARTS = 10_000
"""Parts of a side in which the places of recognised lines are given."""
LEVEL = 1.0
"""Degrees up to which lines that lean are on a level."""
NARROW = 0.55
"""The width of a Latin letter or a digit, in parts of that of a Chinese character."""


@dataclass(frozen=True, slots=True)
class LinesPage:
    """A page with its recognised lines, in reading order."""

    lines: tuple[RecognisedLine, ...]

    @property
    def text(self) -> str:
        """The lines one below the other."""
        return "\n".join(line.text for line in self.lines)

    def strokes(self, place: Place) -> tuple[Stroke, ...]:
        """A line below the part of every recognised line that *place* covers; none where one is not on a level."""
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
        left, _, right, bottom = line.box
        if line.direction or abs(line.lean) > LEVEL:
            return None
        whole = _width(line.text) or 1.0
        begin, stop = (left + (right - left) * _width(line.text[:at]) / whole for at in (start, end))
        middle = (line.box[1] + bottom) / 2
        under = (one.box[1] for one in self.lines if one.box[1] > middle and one.box[0] < stop and one.box[2] > begin)
        room = (min((one for one in under if one >= bottom - (bottom - middle) / 2), default=PARTS) - bottom) / PARTS
        fit = fitted(room * LONG)
        if fit is None:
            return None
        y = round(bottom / PARTS + fit[0] / LONG, 6)
        return round(begin / PARTS, 6), y, round(stop / PARTS, 6), y, round(fit[1], 3)


def lines_pages(lines: Sequence[RecognisedLine]) -> tuple[LinesPage, ...]:
    """The recognised lines by page, up to the last that has some."""
    last = max((one.page for one in lines), default=0)
    return tuple(LinesPage(tuple(one for one in lines if one.page == number)) for number in range(1, last + 1))


def _width(text: str) -> float:
    """How wide a text is, in Chinese characters."""
    return sum(NARROW if char.isascii() else 1.0 for char in text)
