"""Likeness to what was filed before: last year's boxes and this year's decisions raise later matches.

Names of papers are nearly the same from year to year; the words that few examples have tell most.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from wenming_cli.match.saying import Saying, telling_name
from wenming_cli.model.example import Example
from wenming_cli.model.material import MATERIALS
from wenming_cli.text import bigrams, letters

ALIKE = 0.6
"""Likeness from which an example speaks for a file: share of the telling words of both; names of types tell nothing."""
_TYPES = frozenset(gram for one in MATERIALS.values() for word in one.words for gram in bigrams(letters(word)))
MOST_HELD = 0.2
"""Words that a larger share of the examples has (the unit's own name) are left out, once there are some."""
ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Precedent:
    """How like a file is to an example of an item: 0.6 to 1, and what the example is called."""

    item: str
    likeness: float
    example: Example


class Learned:
    """Examples by their words."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.examples = tuple(examples)
        self.own = frozenset(one.sha256 for one in self.examples if one.sha256)
        words = [_words_of(one.name, one.title or "", one.banner) for one in self.examples]
        holders: dict[str, int] = defaultdict(int)
        for grams in words:
            for gram in grams:
                holders[gram] += 1
        count = len(self.examples)
        self.weights = {
            gram: math.log(1 + count / number)
            for gram, number in holders.items()
            if count < ENOUGH or number <= count * MOST_HELD
        }
        self.unseen = math.log(1 + count) if count else 0.0
        self.totals = [self._weight(grams) for grams in words]
        self.holders: dict[str, list[int]] = defaultdict(list)
        for at, grams in enumerate(words):
            for gram in grams & self.weights.keys():
                self.holders[gram].append(at)

    def precedents(self, saying: Saying) -> dict[str, Precedent]:
        """The likest example of each item, of those that are like enough; a file is no example to itself."""
        if not self.examples:
            return {}
        reading = saying.evidence.reading
        grams = _words_of(saying.evidence.place.name, reading.title or "", reading.banner)
        shared: dict[int, float] = defaultdict(float)
        for gram in grams & self.weights.keys():
            for at in self.holders[gram]:
                shared[at] += self.weights[gram]
        own = self._weight(grams)
        found: dict[str, Precedent] = {}
        for at, weight in sorted(shared.items()):
            example, likeness = self.examples[at], round(2 * weight / (own + self.totals[at]), 4)
            best = found.get(example.item)
            itself = example.sha256 is not None and example.sha256 == saying.evidence.sha256
            if likeness >= ALIKE and not itself and (best is None or likeness > best.likeness):
                found[example.item] = Precedent(example.item, likeness, example)
        return found

    def _weight(self, grams: frozenset[str]) -> float:
        """What words weigh together; one that no example has weighs as much as the rarest."""
        known = sum(self.weights[gram] for gram in grams if gram in self.weights)
        return known + self.unseen * sum(gram not in self.weights and gram not in self.holders for gram in grams)


def _words_of(name: str, title: str, banner: Sequence[str]) -> frozenset[str]:
    """The pairs of characters of what a file is called, years and numbers left out."""
    stem = name.rsplit(".", 1)[0] if "." in name[1:] else name
    texts = (telling_name(stem), telling_name(title), letters("".join(banner)))
    return frozenset(gram for text in texts for gram in bigrams(text) if not gram.isdigit()) - _TYPES
