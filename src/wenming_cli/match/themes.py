"""Which themes of the lexicon a text names, and which of them a requirement asks for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from wenming_cli.match.lexicon import FOREIGN, THEMES
from wenming_cli.text import letters

WORD, HINT = 1.0, 0.5
"""How strongly a word names its theme."""


@dataclass(frozen=True, slots=True)
class Named:
    """A theme that a text names, the word that names it, where, and how strongly."""

    theme: str
    word: str
    strength: float
    field: str = ""


BROAD = frozenset(theme.name for theme in THEMES if theme.broad)


def _index() -> dict[str, list[tuple[str, str, float]]]:
    """All words by their first two letters, longer ones first."""
    found: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for theme in THEMES:
        for strength, words in ((WORD, theme.words), (HINT, theme.hints)):
            for word in map(letters, words):
                found[word[:2]].append((word, theme.name, strength))
    return {start: sorted(ones, key=lambda one: (-len(one[0]), one[1])) for start, ones in found.items()}


_INDEX = _index()


@lru_cache(maxsize=65536)
def themes_in(text: str) -> tuple[Named, ...]:
    """The themes that *text* (letters only) names, each by its strongest word.

    A word inside a longer one of another theme does not count (清扫 in 清扫街道), unless its theme is broad: the
    training of volunteers (志愿者培训) is voluntary service too.
    """
    spans = [
        (at, at + len(word), word, theme, strength)
        for at in range(len(text) - 1)
        for word, theme, strength in _INDEX.get(text[at : at + 2], ())
        if text.startswith(word, at)
    ]
    best: dict[str, Named] = {}
    for start, end, word, theme, strength in spans:
        inside = any(one[0] <= start and end <= one[1] and end - start < one[1] - one[0] for one in spans)
        if inside and (theme not in BROAD or strength < WORD):
            continue
        if theme not in best or best[theme].strength < strength:
            best[theme] = Named(theme, word, strength)
    return tuple(best.values())


def themes_of_fields(fields: Iterable[tuple[str, str, float]]) -> tuple[Named, ...]:
    """The themes of a file, strongest first; the start of its text is heard only where nothing else names one."""
    best: dict[str, Named] = {}
    for field, text, share in fields:
        if field == "正文开头" and any(one.strength >= WORD for one in best.values()):
            continue
        told = share * LESS if field == "会标" and _broadly_named(best.values()) else share
        for one in themes_in(text):
            strength = one.strength * told
            if one.theme not in best or best[one.theme].strength < strength:
                best[one.theme] = Named(one.theme, one.word, strength, field)
    return tuple(sorted(best.values(), key=lambda one: (-one.strength, one.theme)))


MORE, MOST = 0.04, 1.12
"""What every further topic word of a theme adds to how central it is, and up to where."""

LESS = 0.8
"""Share that a banner counts where people named the file by a broad theme: 10月志愿服务.jpg of a visit to the old."""


def _broadly_named(named: Iterable[Named]) -> bool:
    """Whether the name given to a file speaks of a broad theme and of no other."""
    by_name = [one for one in named if one.field == "文件名" and one.strength >= WORD]
    return bool(by_name) and all(one.theme in BROAD for one in by_name)


IN_SENTENCE, IN_PROJECT = 0.4, 0.25
"""How central a theme is to a requirement that its item's sentence or its project's title names, no topic word."""


def themes_asked(about: Iterable[str], sentence: str, project: str) -> Mapping[str, float]:
    """The themes that a requirement asks for, with how central each is.

    A broad theme within a special one is not asked for by itself: 文化体育志愿者 are not all volunteers. What is named
    in several words is a little more central; a hint counts only where it is the whole word.
    """
    found: dict[str, float] = {}
    texts = [(letters(word), 1.0) for word in about]
    for text, share in (*texts, (letters(sentence), IN_SENTENCE), (letters(project), IN_PROJECT)):
        named = themes_in(text)
        special = any(one.strength >= WORD and one.theme not in BROAD for one in named)
        for one in named:
            if one.strength < WORD and (share < 1.0 or one.word != text):
                continue
            strength = IN_SENTENCE if share == 1.0 and special and one.theme in BROAD else one.strength * share
            more = MORE if strength >= 1.0 <= found.get(one.theme, 0.0) < MOST else 0.0
            found[one.theme] = max(found.get(one.theme, 0.0) + more, strength)
    return found


@lru_cache(maxsize=16384)
def foreign(text: str) -> str | None:
    """A word of business that no set on 文明单位 asks for."""
    return next((word for word in FOREIGN if word in text), None)
