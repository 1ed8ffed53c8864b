"""The passages that prove what a paper is filed for (印证标识), only such as judging and matching went by.

In this order: words that a requirement wants in the text, and figures read from it; where there are none, the words
that the match rests on, in the title, else in the text. What only its folder or a person speaks for has none.
Source: 杜集 2012, 印证标识 (红色水笔; 画线一律为直线, 位于文字下方且不能压盖文字).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from wenming_cli.judge.bench import Bench
from wenming_cli.judge.figures import Figure, Share, share_of, stated_in
from wenming_cli.judge.passage import Span, around, sentences
from wenming_cli.judge.pieces import collect
from wenming_cli.judge.timing import Clock
from wenming_cli.judge.told import Told
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.figures import figure_kind
from wenming_cli.model.leaf import leaves
from wenming_cli.model.matching import Matching, Signal
from wenming_cli.model.proof import Proof, ProofKind
from wenming_cli.model.record import Record
from wenming_cli.model.requirement import Plain
from wenming_cli.model.workspace import People, Settings
from wenming_cli.text import Lettered, letters

TELLING, PHRASE = 3, 4
"""Letters from which on a word says something by itself, and from which on a part of a phrase does."""
COUNTS = frozenset({"sure", "decided", "shared"})

Proofs = Mapping[str, tuple[Proof, ...]]
"""By content (sha256) the passages that prove something, in the order of the table."""


def proofs_of(
    criteria: CriteriaSet, matching: Matching, settings: Settings, people: People, as_of: date,
    records: Sequence[Record] = (),
) -> Proofs:  # fmt: skip
    """The passages of all papers that a box holds."""
    pieces = collect(matching, settings.year)
    clock, told = Clock(as_of, settings.due_soon_days), Told.of(records, as_of)
    rests = _rests(matching)
    found: dict[str, list[Proof]] = {}
    for _, _, item in criteria.placed():
        bench = Bench.of(item, pieces, settings, people, clock, told, {})
        for asked in leaves(item.asks):
            for evidence, proof in _of_requirement(bench, asked, rests):
                found.setdefault(evidence.sha256, []).append(proof)
    return {sha256: tuple(_each_once(some)) for sha256, some in found.items()}


def _rests(matching: Matching) -> Mapping[tuple[str, str], tuple[Signal, ...]]:
    """The signals for every content and item that speak for it."""
    return {
        (one.evidence.sha256, candidate.item): tuple(signal for signal in candidate.signals if signal.adds > 0)
        for one in matching.single
        for candidate in one.candidates
    }


def _of_requirement(
    bench: Bench, asked: Plain, rests: Mapping[tuple[str, str], tuple[Signal, ...]]
) -> Iterator[tuple[Evidence, Proof]]:
    """What the papers of one requirement prove it by; one that falls short of it proves nothing.

    Where photos are asked for, it is the picture that proves.
    """
    if set(asked.carrier) == {"照片"}:
        return
    for checked in bench.checked(asked):
        evidence, use = checked.piece.evidence, checked.piece.use
        if use.how not in COUNTS or checked.fault or not evidence.reading.text:
            continue
        text = evidence.reading.text
        found = [*_mentions(text, asked), *_figures(bench, asked, evidence)]
        unit = bench.settings.unit.name
        for kind, span, key in found or _subject(evidence, rests.get((evidence.sha256, use.item), ()), unit):
            words = {"words": text[slice(*span)], "key": text[slice(*key)]}
            yield evidence, Proof(item=use.item, requirement=bench.name(asked), kind=kind, **words)


_Found = tuple[ProofKind, Span, Span]
"""Why, the passage, and the words in it that matter."""


def _mentions(text: str, asked: Plain) -> Iterator[_Found]:
    """The sentences with the words that the text must have."""
    if asked.must_mention:
        yield from ((ProofKind.MENTION, span, key) for span, key in sentences(text, asked.must_mention))


def _figures(bench: Bench, asked: Plain, evidence: Evidence) -> Iterator[_Found]:
    """The phrases with the figures that this paper gave, where they are as high as they must be."""
    figures: list[Figure | None] = []
    if asked.reaches is not None:
        figure = stated_in(evidence, figure_kind(asked.reaches.what))
        figures += [figure] if figure is not None and figure.value >= asked.reaches.least else []
    if asked.ratio is not None:
        share = share_of(asked.ratio, bench.told, bench.settings.unit, bench.checked(asked))
        figures += [share.part, share.whole] if isinstance(share, Share) and share.is_reached else []
    text = evidence.reading.text
    for figure in figures:
        if figure is not None and figure.sha256 == evidence.sha256:
            of_table = "\n" in text[slice(*figure.span)]
            yield ProofKind.FIGURE, figure.span if of_table else around(text, figure.span), figure.span


def _subject(evidence: Evidence, signals: Sequence[Signal], unit: str) -> Iterator[_Found]:
    """The words that the match rests on: the title that has them, else the first sentence with them.

    Topics and themes come before phrases that the paper shares with the item.
    """
    text, title = Lettered.of(evidence.reading.text), Lettered.of(evidence.reading.title or "")
    printed = text.find(title.text)
    words = {signal.name: signal.words for signal in signals}
    meant, shared = (*words.get("topic", ()), *words.get("theme", ())), words.get("words", ())
    for some, has in ((meant, _names), (shared, _resembles)):
        if printed is not None and any(has(title, word) for word in some):
            named = _without_issuer(text.text, printed, (evidence.reading.issuer or "", unit))
            yield ProofKind.TITLE, named, named
            return
        for word in some:
            at = text.find(word) if len(word) >= TELLING else None
            if at is not None:
                yield ProofKind.SUBJECT, around(text.text, at), at
                return


def _without_issuer(text: str, title: Span, issuers: Sequence[str]) -> Span:
    """A printed title without the line above it that names only the issuer."""
    line = text[slice(*title)].partition("\n")[0]
    alone = len(line) < title[1] - title[0] and letters(line) in map(letters, issuers)
    return (title[0] + len(line) + 1, title[1]) if alone else title


def _names(title: Lettered, word: str) -> bool:
    """Whether a title has a word."""
    return title.find(word) is not None


def _resembles(title: Lettered, phrase: str) -> bool:
    """Whether a title has a phrase, or so much of it that both say the same."""
    bare = letters(phrase)
    parts = (bare[at : at + PHRASE] for at in range(max(1, len(bare) - PHRASE + 1)))
    return len(bare) >= TELLING and any(part in title.letters for part in parts)


def _each_once(proofs: Sequence[Proof]) -> Iterator[Proof]:
    """Proofs of an item by the same passage drawn together under the names of its requirements."""
    found: dict[tuple[str, str], Proof] = {}
    for one in proofs:
        before = found.get((one.item, one.words))
        if before is None:
            found[one.item, one.words] = one
        elif one.requirement not in before.requirement.split("、"):
            names = f"{before.requirement}、{one.requirement}"
            found[one.item, one.words] = Proof(**{**dict(before), "requirement": names})
    yield from found.values()
