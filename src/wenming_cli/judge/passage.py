"""The passage of a text that proves a requirement: the sentence around the words, with its page."""

import re
from collections.abc import Iterable, Iterator, Sequence

from wenming_cli.model.evidence import Reading
from wenming_cli.text import Lettered, width

_ENDS = re.compile(r"[。；;！？!?\n]")
_PAUSES = re.compile(r"[。；;！？!?\n，,、：:\t]")
_CLAUSES = "，,；;"
_PAGE_NUMBER = re.compile(r"[\s\d第页共/—–－·-]*")
LONGEST = 60
"""So many characters of a passage are quoted."""
FAR = 4 * LONGEST
"""So far from the words an end is looked for."""
NARROWEST, NEARLY_FULL = 40, 8
"""Columns from which on lines are as wide as a page lets them; columns that one may be shorter than the widest."""

MOST_HITS = 20
"""So many places of a word are looked at."""

Span = tuple[int, int]


def passage(reading: Reading, words: Iterable[str]) -> str | None:
    """正文：“…严格评先评优…”（第2页), for the first of *words* that the kept text has; None where it has none."""
    for word in words:
        at = reading.text.find(word)
        if at >= 0:
            page = reading.page_of(at)
            start, end = around(reading.text, (at, at + len(word)))
            return f"“{joined(reading.text[start:end])}”" + (f"（第{page}页）" if page else "")
    return None


def around(text: str, words: Span) -> Span:
    """The sentence in which *words* stand; where it is long, the clause; where that is long too, cut."""
    wraps = _wraps(text, words)
    for ends in (_ENDS, _PAUSES):
        start, end = _between(text, words, ends, wraps)
        if end - start <= LONGEST:
            return start, _last_whole(text, words[1], end)
    return max(start, words[0] - LONGEST // 2), min(end, words[1] + LONGEST // 2)


def sentences(text: str, words: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    """Sentences with *words*, as few as have them all, each with the place of a word in it.

    Of several with the same words whole sentences come before headings, then the first.
    """
    lettered = Lettered.of(text)
    found: dict[Span, tuple[Span, set[str]]] = {}
    for word in words:
        for hit in _hits(lettered, word):
            found.setdefault(around(text, hit), (hit, set()))[1].add(word)
    lacking = set().union(*(had for _, had in found.values()))
    while lacking:
        best = min(found, key=lambda one: (-len(found[one][1] & lacking), _is_heading(text, one), one))
        yield best, found[best][0]
        lacking -= found[best][1]


def _hits(lettered: Lettered, word: str) -> Iterator[Span]:
    """The first places of a word."""
    at = 0
    for _ in range(MOST_HITS):
        hit = lettered.find(word, at)
        if hit is None:
            return
        yield hit
        at = hit[1]


def _is_heading(text: str, span: Span) -> bool:
    """Whether a line ends there and no sentence."""
    return text[span[1] : span[1] + 1] in ("", "\n")


def joined(passage: str) -> str:
    """A passage as one line."""
    return re.sub(r"\s+", "", passage)


def _between(text: str, words: Span, ends: re.Pattern[str], wraps: frozenset[int]) -> Span:
    """From the end before the words to the one behind them; a line that only wraps is none."""
    far, near = max(0, words[0] - FAR), min(len(text), words[1] + FAR)
    before = (match.end() for match in ends.finditer(text, far, words[0]) if match.start() not in wraps)
    after = (match.start() for match in ends.finditer(text, words[1], near) if match.start() not in wraps)
    start, end = max(before, default=far), next(after, near)
    while start < words[0] and text[start].isspace():
        start += 1
    return start, end


def _last_whole(text: str, words: int, end: int) -> int:
    """The end of a passage that breaks off where a line does, and no sentence: that of its last whole clause."""
    if text[end : end + 1] not in ("", "\n"):
        return end
    return max((at for at in range(words, end) if text[at] in _CLAUSES), default=end)


def _wraps(text: str, words: Span) -> frozenset[int]:
    """Where lines near the words end only because the page does: those nearly as wide as the widest of the text.

    A PDF and a scan give the lines as they are printed, a Word file whole paragraphs.
    """
    widest = max(map(width, text.split("\n")))
    found = set()
    at = max(0, words[0] - FAR)
    while 0 <= (at := text.find("\n", at)) < words[1] + FAR:
        line = text[text.rfind("\n", 0, at) + 1 : at]
        following = text[at + 1 :].partition("\n")[0]
        if width(line) >= max(widest - NEARLY_FULL, NARROWEST) and not _PAGE_NUMBER.fullmatch(following):
            found.add(at)
        at += 1
    return frozenset(found)
