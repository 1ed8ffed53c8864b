"""印证标识: where the words that prove a requirement stand on a page, for a straight red line below them.

The line is drawn on the copy in the binder only, under the words and never over them; originals stay clean. Source: the
habit of inspectors' preparation notes (issue of step 5, part 6); no standard asks for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

BELOW, WIDTH = 1.5, 1.0
"""Points between the foot of the words and the line, and its width."""
MOST = 3
"""So many places of one word are marked in a paper: the first proves it, the others help to find it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page (from 0): from *left* to *right* at height *y*, in points of the page's own space."""

    page: int
    left: float
    right: float
    y: float


def lines_under(path: str, words: Sequence[str]) -> tuple[Line, ...]:
    """The lines under *words* in the text layer of a PDF, in the order of the pages; none on turned pages."""
    import pypdfium2

    found: list[Line] = []
    document = pypdfium2.PdfDocument(path)
    try:
        counts = dict.fromkeys(words, 0)
        for at in range(len(document)):
            if all(count >= MOST for count in counts.values()):
                break
            page = document[at]
            if page.get_rotation() == 0:
                for word in words:
                    for line in _on_page(page, at, word):
                        if counts[word] < MOST:
                            found.append(line)
                            counts[word] += line.right > line.left
            page.close()
    finally:
        document.close()
    return tuple(sorted(found, key=lambda line: (line.page, -line.y, line.left)))


def _on_page(page: "pypdfium2.PdfPage", at: int, word: str) -> Iterator[Line]:
    """A line for every row of every place of a word."""
    text = page.get_textpage()
    try:
        searcher = text.search(word, match_case=True)
        while (place := searcher.get_next()) is not None:
            index, count = place
            for number in range(text.count_rects(index, count)):
                left, bottom, right, _ = text.get_rect(number)
                yield Line(at, round(left, 2), round(right, 2), round(bottom - BELOW, 2))
        searcher.close()
    finally:
        text.close()


def operators(lines: Sequence[Line]) -> bytes:
    """The operators that draw the lines of one page, in red, in the page's own space."""
    drawn = "".join(f"{one.left:.2f} {one.y:.2f} m {one.right:.2f} {one.y:.2f} l " for one in lines)
    return f"q 1 0 0 RG {WIDTH:g} w {drawn}S Q\n".encode() if lines else b""
