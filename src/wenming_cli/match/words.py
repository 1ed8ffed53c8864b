"""How telling words are in one criteria set, and how far a file's words meet an item's."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from wenming_cli.match.asked import Asked, plain_text
from wenming_cli.text import bigrams, letters, normalise

UNSEEN = 0.6
"""Share of the rarest word's weight that a bigram counts which no item has: it may be a name or a place."""

NEGLIGIBLE, TINY = 0.05, 1e-9
"""A similarity that no signal is made of; what stands in for a norm of nothing."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item met by a file's words: similarity in 0 to 1."""

    item: str
    similarity: float


class Vocabulary:
    """The bigrams of a set's items with their weights: the fewer items have one, the more it tells."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self.texts = _texts(asked)
        self.sentences = _sentences(asked)
        count = max(len(self.texts), 1)
        holders: dict[str, int] = defaultdict(int)
        for grams in self.texts.values():
            for gram in grams:
                holders[gram] += 1
        self.weights = {gram: math.log(1 + count / number) for gram, number in holders.items()}
        self.unseen = math.log(1 + count) * UNSEEN
        self.items = tuple(self.texts)
        self.rows = {gram: row for row, gram in enumerate(self.weights)}
        self._gains = np.zeros((len(self.rows), len(self.items)))
        for column, grams in enumerate(self.texts.values()):
            for gram, weight in grams.items():
                self._gains[self.rows[gram], column] = weight * self.weights[gram]
        self._norms = np.maximum(self._gains.sum(axis=0), TINY)

    def hits(self, grams: Mapping[str, float]) -> dict[str, Hit]:
        """Every item that shares a word with *grams*.

        The similarity is the part of the file's own telling words that the item explains, joined
        with the part of the item's words that the file covers; what the file says counts more.
        """
        known = [(self.rows[gram], weight * self.weights[gram]) for gram, weight in grams.items() if gram in self.rows]
        if not known:
            return {}
        rows, most = zip(*known, strict=True)
        total = sum(most) + self.unseen * sum(weight for gram, weight in grams.items() if gram not in self.rows)
        met = np.minimum(self._gains[list(rows)], np.array(most)[:, None]).sum(axis=0)
        similar = np.sqrt(met / total * (0.35 + 0.65 * np.minimum(1.0, met / self._norms * 2.2)))
        found = zip(self.items, np.minimum(similar, 1.0).round(9).tolist(), strict=True)
        return {item: Hit(item, similarity) for item, similarity in found if similarity > NEGLIGIBLE}

    def shared(self, grams: Mapping[str, float], item: str, most: int = 3) -> tuple[str, ...]:
        """The most telling words that *grams* and an item share, as they stand in the item."""
        found: dict[str, float] = {}
        for text, pairs in self.sentences[item]:
            start = None
            for at, pair in enumerate(pairs):
                if pair in grams:
                    start = at if start is None else start
                elif start is not None:
                    found[text[start : at + 1]] = sum(self.weights.get(one, 0.0) for one in pairs[start:at])
                    start = None
        ranked = sorted(found, key=lambda phrase: (-found[phrase], phrase))
        return tuple(islice(_apart(ranked), most))


def _apart(phrases: Sequence[str]) -> Iterator[str]:
    """Phrases that no phrase before them contains."""
    told: list[str] = []
    for phrase in phrases:
        if not any(phrase in one for one in told):
            told.append(phrase)
            yield phrase


def _sentences(asked: Sequence[Asked]) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """What every item says, each text with its pairs of neighbouring letters; no pair stands at the end."""
    texts: dict[str, dict[str, None]] = defaultdict(dict)
    for one in asked:
        own = (plain_text(one.item), *map(normalise, (*one.about, *one.requirement.type)))
        texts[one.item.id].update(dict.fromkeys(own))
    return {
        item: tuple((text, (*(text[at : at + 2] for at in range(len(text) - 1)), "")) for text in ones)
        for item, ones in texts.items()
    }


def _texts(asked: Sequence[Asked]) -> dict[str, dict[str, float]]:
    """The bigrams of every item: its sentence, topics and types whole, its project's title by half."""
    texts: dict[str, dict[str, float]] = defaultdict(dict)
    for one in asked:
        grams = texts[one.item.id]
        fields = [(plain_text(one.item), 1.0), (letters(one.project.title or ""), 0.5)]
        fields += [(normalise(word), 1.0) for word in (*one.about, *one.requirement.type)]
        for text, weight in fields:
            for gram in bigrams(text):
                grams[gram] = max(grams.get(gram, 0.0), weight)
    return texts
