"""What confidences say about a page: whether to believe it, to look again, or to turn it."""

import re
from collections.abc import Sequence

from wenming_cli.ocr.engine import TextLine

SURE_LINE = 0.9
"""A line from here on is nearly always right; of two readings the one with more such characters is taken."""
SURE_PAGE, DOUBTFUL_SHARE = 0.97, 0.04
"""A page is believed at this mean, when not more than that share of its characters stand in doubtful lines."""
WELL_READ = 0.8
"""Upright pages reach 0.97 to 0.99, turned ones 0.5 (LIMITS.md part 4)."""
LIKE_TEXT = 0.6
"""A line of texture, leaves or faces stays below."""
SIDEWAYS = (90, 270)
"""The turns of a page that lies on its side."""
_CHINESE = re.compile("[一-鿿]")
ENOUGH_LINES, ENOUGH_CHARACTERS = 3, 8
"""Fewer say nothing about how a picture lies."""
LONG_TO_WIDE = 6
"""Unless one is so long and upright that it can only be a line on its side."""


def mean(lines: Sequence[TextLine]) -> float:
    """The mean confidence of the characters, 0 without any."""
    characters = sum(len(line.text) for line in lines)
    return sum(len(line.text) * line.confidence for line in lines) / characters if characters else 0.0


def sure_characters(lines: Sequence[TextLine]) -> int:
    """The characters that stand in sure lines which lie as text lies."""
    return sum(
        len(line.text) for line in lines if line.confidence >= SURE_LINE and not (line.is_tall and len(line.text) > 1)
    )


def is_sure(lines: Sequence[TextLine]) -> bool:
    """Whether a page needs no better reading; the signs of a telephone's status bar may stay doubtful."""
    characters = sum(len(line.text) for line in lines)
    doubtful = sum(len(line.text) for line in lines if line.confidence < SURE_LINE and _CHINESE.search(line.text))
    return characters > 0 and mean(lines) >= SURE_PAGE and doubtful <= characters * DOUBTFUL_SHARE


def is_hopeless(lines: Sequence[TextLine]) -> bool:
    """Whether nothing seen even resembles text."""
    return all(line.confidence < LIKE_TEXT or len(line.text) < 2 for line in lines)


def turns_to_try(lines: Sequence[TextLine]) -> tuple[int, ...]:
    """By how many degrees (counter-clockwise) a picture may have to be turned to be read; none when it lies well."""
    tall = sum(line.is_tall for line in lines) * 2 > len(lines)
    if tall and any(line.height > LONG_TO_WIDE * line.width for line in lines):
        return SIDEWAYS
    if len(lines) < ENOUGH_LINES or sum(len(line.text) for line in lines) < ENOUGH_CHARACTERS:
        return ()
    if tall:
        return SIDEWAYS
    return (180,) if mean(lines) < WELL_READ else ()


def is_better_turned(turned: Sequence[TextLine], lines: Sequence[TextLine]) -> bool:
    """Whether a turned reading is so much better that the picture must lie that way."""
    return sure_characters(turned) >= 2 * sure_characters(lines) + ENOUGH_CHARACTERS
