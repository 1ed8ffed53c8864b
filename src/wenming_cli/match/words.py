"""How telling words are in one criteria set, and how far a file's words meet an item's."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wenming_cli.match.asked import Asked, plain_text
from wenming_cli.text import bigrams, letters, normalise

UNSEEN = 0.6
"""Share of the rarest word's weight that a bigram counts which no item has: it may be a name or a place."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item met by a file's words: similarity in 0 to 1 and the words they share."""

    item: str
    similarity: float
    shared: tuple[str, ...]


class Vocabulary:
    """The bigrams of a set's items with their weights: the fewer items have one, the more it tells."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        texts: dict[str, dict[str, float]] = defaultdict(dict)
        for one in asked:
            grams = texts[one.item.id]
            fields = [(plain_text(one.item), 1.0), (letters(one.project.title or ""), 0.5)]
            fields += [(normalise(word), 1.0) for word in (*one.about, *one.requirement.type)]
            for text, weight in fields:
                for gram in bigrams(text):
                    grams[gram] = max(grams.get(gram, 0.0), weight)
        count = max(len(texts), 1)
        holders: dict[str, int] = defaultdict(int)
        for grams in texts.values():
            for gram in grams:
                holders[gram] += 1
        self.weights = {gram: math.log(1 + count / number) for gram, number in holders.items()}
        self.unseen = math.log(1 + count) * UNSEEN
        self.postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self.norms: dict[str, float] = {}
        for item, grams in texts.items():
            self.norms[item] = sum(weight * self.weights[gram] for gram, weight in grams.items()) or 1.0
            for gram, weight in grams.items():
                self.postings[gram].append((item, weight))

    def hits(self, grams: Mapping[str, float]) -> dict[str, Hit]:
        """Every item that shares a word with *grams*.

        The similarity is the part of the file's own telling words that the item explains, joined
        with the part of the item's words that the file covers.
        """
        total = sum(weight * self.weights.get(gram, self.unseen) for gram, weight in grams.items())
        if not total:
            return {}
        met: dict[str, float] = defaultdict(float)
        shared: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for gram in sorted(grams):
            value = self.weights.get(gram)
            if value is None:
                continue
            for item, weight in self.postings[gram]:
                gain = min(weight, grams[gram]) * value
                met[item] += gain
                shared[item].append((gain, gram))
        result = {}
        for item, gain in met.items():
            explained = gain / total
            covered = gain / self.norms[item]
            similarity = math.sqrt(explained * (0.35 + 0.65 * min(1.0, covered * 2.2)))
            top = tuple(gram for _, gram in sorted(shared[item], reverse=True)[:6])
            result[item] = Hit(item, min(1.0, similarity), top)
        return result
