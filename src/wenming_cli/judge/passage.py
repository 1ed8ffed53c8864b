"""The passage of a text that proves a requirement: the sentence around the words, with its page."""

import re
from collections.abc import Iterable

from wenming_cli.model.evidence import Reading

_ENDS = re.compile(r"[。；;！？!?\n]")
LONGEST = 60
"""So many characters of a passage are quoted."""


def passage(reading: Reading, words: Iterable[str]) -> str | None:
    """正文：“…严格评先评优…”（第2页), for the first of *words* that the kept text has; None where it has none."""
    for word in words:
        at = reading.text.find(word)
        if at >= 0:
            page = reading.page_of(at)
            return f"“{_around(reading.text, at, at + len(word))}”" + (f"（第{page}页）" if page else "")
    return None


def _around(text: str, start: int, end: int) -> str:
    """The sentence from *start* to *end*, cut where it is long."""
    before = [match.end() for match in _ENDS.finditer(text, max(0, start - LONGEST), start)]
    after = _ENDS.search(text, end)
    first = max([*before, start - LONGEST // 2, 0])
    last = min(after.start() if after else len(text), end + LONGEST // 2)
    return re.sub(r"\s+", "", text[first:last])
