"""Red lines under the passages of a piece that prove something (印证标识): where each passage stands on its pages.

Whoever knows where the words of a page are (`mark_text`, `mark_lines`) gives its text and the lines below a part of it;
here the passage is looked for. One that is not found whole is looked for by its clause, then by the words that matter.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Protocol

from wenming_cli.model.noun import Noun
from wenming_cli.model.proof import Proof
from wenming_cli.text import Lettered
from wenming_cli.typeset.as_pdf import LONG, SHORT

MOST_PAGES = 60
"""So many first pages are searched: the text that a reading keeps stands on fewer."""
MOST_LINES = 4
"""A mark of more lines proves nothing."""
FEWEST = 3
"""Letters under which words may stand anywhere."""
THICK, THIN = 1.0, 0.6
"""Points on paper that a red line is thick, and at least where lines of text are close."""
CLEAR = 1.0
"""Points between the words and the line, where there is room."""
LEAST_CLEAR = 0.25

Stroke = tuple[float, float, float, float, float]
"""A red line: from (x, y) to (x, y) in shares of the width and height of a page as it is shown, from its upper left
corner; how thick it is on paper, in points."""
Place = tuple[int, int]
"""Begin and end of words in the text of a page."""


class Mark(Noun):
    """A passage found: its page in the piece from 1, the words that are underlined, the red lines below them."""

    proof: Proof
    page: int
    words: str
    strokes: tuple[Stroke, ...]


class Page(Protocol):
    """The words of a page."""

    @property
    def text(self) -> str:
        """All of them, in reading order."""

    def strokes(self, place: Place) -> tuple[Stroke, ...]:
        """The lines below a part of the text; none where there is no room, or the words do not run to the right."""


class _Searched:
    """A page whose text is folded once."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def _lettered(self) -> Lettered:
        return Lettered.of(self._page.text)

    def below(self, words: str) -> tuple[Stroke, ...]:
        """The lines below *words*, at the first place where they can be drawn."""
        at = 0
        while (place := self._lettered.find(words, at)) is not None:
            strokes = self._page.strokes(place)
            if 0 < len(strokes) <= MOST_LINES:
                return strokes
            at = place[1]
        return ()


def find_marks(pages: Sequence[Page], proofs: Sequence[Proof]) -> tuple[Mark, ...]:
    """A mark for every proof whose words stand on the *pages*."""
    searched = [_Searched(page) for page in pages[:MOST_PAGES]]
    return tuple(mark for proof in proofs if (mark := _find(searched, proof)) is not None)


def _find(pages: Sequence[_Searched], proof: Proof) -> Mark | None:
    for words in _tries(proof):
        for number, page in enumerate(pages, start=1):
            strokes = page.below(words)
            if strokes:
                return Mark(proof=proof, page=number, words=words, strokes=strokes)
    return None


_PAUSES = re.compile(r"[，,、；;。：:\t\n]")


def _tries(proof: Proof) -> Iterator[str]:
    """The passage, the clause in it, the words that matter."""
    yield proof.words
    clause = next((one for one in _PAUSES.split(proof.words) if proof.key in one), proof.key)
    for words in dict.fromkeys((clause, proof.key)):
        if words != proof.words and len(Lettered.of(words).letters) >= FEWEST:
            yield words


def scale_on_paper(size: tuple[float, float]) -> float:
    """By how much a page of that size as it is shown, in points, is shrunk to lie on A4."""
    return min(1.0, SHORT / min(size), LONG / max(size))


def fitted(room: float) -> tuple[float, float] | None:
    """How far below the words the middle of a line lies, and how thick it is, for the points free on paper."""
    if room >= CLEAR + THICK + LEAST_CLEAR:
        return CLEAR + THICK / 2, THICK
    if room >= THIN + 2 * LEAST_CLEAR:
        thick = min(THICK, room - 2 * LEAST_CLEAR)
        return room / 2, thick
    return None
