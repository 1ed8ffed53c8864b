"""Plain ways to match a title to an item, to hold ours against: topic words, TF-IDF of bigrams, BM25 of words."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from wenming_cli.match.asked import Asked
from wenming_cli.text import bigrams, letters

Ranker = Callable[[str], list[str]]


def by_topic_words(asked: Sequence[Asked]) -> Ranker:
    """Keyword rules: the items whose topic words stand in the title, those with most letters of them first."""
    words: dict[str, set[str]] = {}
    for one in asked:
        words.setdefault(one.item.id, set()).update(letters(word) for word in one.about)

    def rank(title: str) -> list[str]:
        bare = letters(title)
        scores = {item: sum(len(word) for word in ones if word in bare) for item, ones in words.items()}
        return _best({item: float(score) for item, score in scores.items() if score})

    return rank


def by_tf_idf(asked: Sequence[Asked]) -> Ranker:
    """Cosine of the bigrams of title and item, each weighted by how few items have it."""
    texts = {item: Counter(_pairs(text)) for item, text in _texts(asked).items()}
    holders = Counter(gram for grams in texts.values() for gram in grams)
    idf = {gram: math.log((1 + len(texts)) / (1 + count)) + 1 for gram, count in holders.items()}
    vectors = {item: _unit({gram: n * idf[gram] for gram, n in grams.items()}) for item, grams in texts.items()}

    def rank(title: str) -> list[str]:
        own = _unit({gram: n * idf.get(gram, 1.0) for gram, n in Counter(_pairs(title)).items()})
        scores = {item: sum(own.get(gram, 0.0) * value for gram, value in of.items()) for item, of in vectors.items()}
        return _best({item: score for item, score in scores.items() if score})

    return rank


def by_bm25(asked: Sequence[Asked]) -> Ranker:
    """Okapi BM25 (k1 1.5, b 0.75) over the words of jieba where it is installed, else over bigrams."""
    cut = segmenter()
    texts = {item: Counter(cut(text)) for item, text in _texts(asked).items()}
    mean = sum(sum(words.values()) for words in texts.values()) / max(len(texts), 1)
    holders = Counter(word for words in texts.values() for word in words)

    def score(words: Counter[str], title: Iterable[str]) -> float:
        norm = 1.5 * (0.25 + 0.75 * sum(words.values()) / mean)
        idf = ((word, math.log(1 + (len(texts) - holders[word] + 0.5) / (holders[word] + 0.5))) for word in title)
        return sum(value * words[word] * 2.5 / (words[word] + norm) for word, value in idf)

    def rank(title: str) -> list[str]:
        own = cut(title)
        scores = {item: score(words, own) for item, words in texts.items()}
        return _best({item: value for item, value in scores.items() if value})

    return rank


def segmenter() -> Callable[[str], list[str]]:
    """Words by jieba, or pairs of neighbouring characters."""
    try:
        import jieba
    except ImportError:
        return _pairs
    jieba.setLogLevel(40)
    return lambda text: [word for word in jieba.lcut(text) if letters(word)]


def has_jieba() -> bool:
    """Whether words are cut by jieba."""
    return segmenter() is not _pairs


def _texts(asked: Sequence[Asked]) -> dict[str, str]:
    """What every item says: its sentence, its project's title, its topic words and types."""
    texts: dict[str, str] = {}
    for one in asked:
        texts.setdefault(one.item.id, f"{one.project.title or ''} {one.item.text}")
        texts[one.item.id] += " " + " ".join((*one.about, *one.requirement.type))
    return texts


def _pairs(text: str) -> list[str]:
    return sorted(bigrams(text))


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {gram: value / length for gram, value in vector.items()}


def _best(scores: dict[str, float]) -> list[str]:
    return sorted(scores, key=lambda item: (-scores[item], item))
