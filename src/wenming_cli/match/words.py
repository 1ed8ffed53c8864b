"""How telling words are in one criteria set, and how far a file's words meet an item's."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wenming_cli.match.asked import Asked, plain_text
from wenming_cli.text import bigrams, letters, normalise

UNSEEN = 0.6
"""Share of the rarest word's weight that a bigram counts which no item has: it may be a name or a place."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item met by a file's words: similarity in 0 to 1."""

    item: str
    similarity: float


class Vocabulary:
    """The bigrams of a set's items with their weights: the fewer items have one, the more it tells."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self.texts = _texts(asked)
        self.sentences: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for one in asked:
            texts = (plain_text(one.item), *map(normalise, (*one.about, *one.requirement.type)))
            self.sentences[one.item.id] = tuple(dict.fromkeys((*self.sentences[one.item.id], *texts)))
        count = max(len(self.texts), 1)
        holders: dict[str, int] = defaultdict(int)
        for grams in self.texts.values():
            for gram in grams:
                holders[gram] += 1
        self.weights = {gram: math.log(1 + count / number) for gram, number in holders.items()}
        self.unseen = math.log(1 + count) * UNSEEN
        self.postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self.norms: dict[str, float] = {}
        for item, grams in self.texts.items():
            self.norms[item] = sum(weight * self.weights[gram] for gram, weight in grams.items()) or 1.0
            for gram, weight in grams.items():
                self.postings[gram].append((item, weight * self.weights[gram]))

    def hits(self, grams: Mapping[str, float]) -> dict[str, Hit]:
        """Every item that shares a word with *grams*.

        The similarity is the part of the file's own telling words that the item explains, joined
        with the part of the item's words that the file covers.
        """
        weights, unseen, postings = self.weights, self.unseen, self.postings
        total = 0.0
        met: dict[str, float] = {}
        for gram, weight in grams.items():
            value = weights.get(gram)
            if value is None:
                total += weight * unseen
                continue
            most = weight * value
            total += most
            for item, gain in postings[gram]:
                met[item] = met.get(item, 0.0) + (gain if gain < most else most)
        return {item: Hit(item, self._similarity(gain / total, gain / self.norms[item])) for item, gain in met.items()}

    @staticmethod
    def _similarity(explained: float, covered: float) -> float:
        """One figure from both shares; what the file says counts more than how much of the item it covers."""
        return min(1.0, math.sqrt(explained * (0.35 + 0.65 * min(1.0, covered * 2.2))))

    def shared(self, grams: Mapping[str, float], item: str, most: int = 3) -> tuple[str, ...]:
        """The most telling words that *grams* and an item share, as they stand in the item."""
        found: dict[str, float] = {}
        for text in self.sentences[item]:
            start = None
            for at in range(len(text)):
                met = text[at : at + 2] in grams and text[at : at + 2] in self.weights
                if met and start is None:
                    start = at
                elif not met and start is not None:
                    phrase = text[start : at + 1]
                    found[phrase] = sum(self.weights[phrase[one : one + 2]] for one in range(len(phrase) - 1))
                    start = None
        ranked = sorted(found, key=lambda phrase: (-found[phrase], phrase))
        return tuple(_apart(ranked))[:most]


def _apart(phrases: Sequence[str]) -> Iterator[str]:
    """Phrases that no phrase before them contains."""
    told: list[str] = []
    for phrase in phrases:
        if not any(phrase in one for one in told):
            told.append(phrase)
            yield phrase


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
