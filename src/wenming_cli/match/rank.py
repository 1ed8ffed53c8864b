"""Rank the requirements that each file may serve."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from wenming_cli.match.asked import Asked
from wenming_cli.match.folders import FolderReader
from wenming_cli.match.learned import Learned
from wenming_cli.match.saying import Saying
from wenming_cli.match.signals import learned, of_file, worded, words
from wenming_cli.match.subject import of_subject
from wenming_cli.match.trust import ASK
from wenming_cli.match.weights import WEIGHTS
from wenming_cli.match.words import Hit, Vocabulary
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.example import Example
from wenming_cli.model.matching import Candidate, Signal

BY_WORDS, BY_THEMES = 6, 10
FAR = 0.45
"""An item whose words meet the file's so much less than the nearest item's is not looked at for its words."""

MOST, TOLD = 6, 3
"""Candidates that are kept, and those of them whose shared words are named."""
FLOOR = 0.12


@dataclass(frozen=True, slots=True)
class Table:
    """A criteria set prepared for matching."""

    asked: tuple[Asked, ...]
    by_item: Mapping[str, tuple[Asked, ...]]
    by_project: Mapping[str, tuple[str, ...]]
    by_theme: Mapping[str, Mapping[str, float]]
    by_person: Mapping[str, tuple[str, ...]]
    bonus: frozenset[str]
    vocabulary: Vocabulary
    folders: FolderReader
    learned: Learned


def prepare(criteria: CriteriaSet, asked: tuple[Asked, ...], examples: Sequence[Example] = ()) -> Table:
    """Index the requirements of a set, and what was filed before."""
    by_item: dict[str, list[Asked]] = defaultdict(list)
    by_project: dict[str, dict[str, None]] = defaultdict(dict)
    by_theme: dict[str, dict[str, float]] = defaultdict(dict)
    by_person: dict[str, dict[str, None]] = defaultdict(dict)
    for one in asked:
        for person in one.persons:
            by_person[person][one.item.id] = None
        by_item[one.item.id].append(one)
        by_project[one.project.no][one.item.id] = None
        for theme, share in one.themes.items():
            by_theme[theme][one.item.id] = max(share, by_theme[theme].get(one.item.id, 0.0))
    return Table(
        asked,
        {item: tuple(ones) for item, ones in by_item.items()},
        {project: tuple(items) for project, items in by_project.items()},
        by_theme,
        {person: tuple(items) for person, items in by_person.items()},
        frozenset(row.id for row in criteria.head.bonus),
        Vocabulary(asked),
        FolderReader(criteria),
        Learned(examples),
    )


def rank(saying: Saying, table: Table) -> tuple[Candidate, ...]:
    """The best requirement of each item that the file may serve, best first."""
    hits = table.vocabulary.hits(saying.grams)
    cue = table.folders.read(saying.evidence.place.folders)
    items = dict.fromkeys(_nearest(hits))
    items.update(dict.fromkeys(_of_themes(saying, table)))
    items.update(dict.fromkeys(one for one in saying.ids if one in table.by_item))
    items.update(dict.fromkeys(table.by_person.get(saying.author or "", ())))
    precedents = {item: one for item, one in table.learned.precedents(saying).items() if item in table.by_item}
    items.update(dict.fromkeys(precedents))
    if cue.project is not None:
        items.update(dict.fromkeys(table.by_project.get(cue.project, ())))
    scored: list[tuple[float, int, Asked, tuple[Signal, ...]]] = []
    about: dict[int, tuple[Signal, ...]] = {}
    for item in items:
        by_words, taught = words(hits.get(item)), learned(precedents.get(item))
        for asked in table.by_item[item]:
            if asked.matter not in about:
                about[asked.matter] = of_subject(saying, asked)
            signals = (*of_file(saying, asked, by_words, cue, about[asked.matter]), *taught)
            score = max(0.0, min(1.0, sum([signal.adds for signal in signals])))
            if score >= FLOOR:
                scored.append((score, asked.order, asked, signals))
    first, rest = (best := _best_of_each_item(scored))[:TOLD], best[TOLD:]
    return (*(_told(candidate, saying, table) for candidate in first), *rest)


def _nearest(hits: Mapping[str, Hit]) -> list[str]:
    """The items whose words meet the file's most."""
    least = FAR * max((hit.similarity for hit in hits.values()), default=0.0)
    near = sorted((-hit.similarity, item) for item, hit in hits.items() if hit.similarity >= least)
    return [item for _, item in near[:BY_WORDS]]


def _of_themes(saying: Saying, table: Table) -> list[str]:
    """The items that ask most for the themes of the file."""
    met: dict[str, float] = defaultdict(float)
    for one in saying.themes:
        for item, share in table.by_theme.get(one.theme, {}).items():
            met[item] += one.strength * share
    return nsmallest(BY_THEMES, met, key=lambda item: (-met[item], item))


def _told(candidate: Candidate, saying: Saying, table: Table) -> Candidate:
    """The candidate with the shared words named; only those kept are worth the search."""
    if not candidate.signals or candidate.signals[0].name != "words":
        return candidate
    first = worded(candidate.signals[0], table.vocabulary.shared(saying.grams, candidate.item))
    return replace(candidate, signals=(first, *candidate.signals[1:]))


def _best_of_each_item(scored: Sequence[tuple[float, int, Asked, tuple[Signal, ...]]]) -> tuple[Candidate, ...]:
    """One candidate an item, the best first; ties go to the order of the table."""
    found: dict[str, Candidate] = {}
    for score, _, asked, signals in sorted(scored, key=lambda one: (-one[0], one[1])):
        if asked.item.id not in found:
            found[asked.item.id] = Candidate(asked.item.id, asked.requirement.id, round(score, 4), signals)
        if len(found) == MOST:
            break
    return tuple(found.values())


def with_neighbours(
    ranked: Mapping[str, tuple[Candidate, ...]], series: Sequence[Sequence[str]], folders: Sequence[Sequence[str]]
) -> dict[str, tuple[Candidate, ...]]:
    """Let files of one event (*series*) or folder that people named speak for each other: what most point to gains.

    In a folder, one that points elsewhere is doubted; an event may have papers for one item and photos for another.
    """
    result = dict(ranked)
    for members, doubts in (*((one, False) for one in series), *((one, True) for one in folders)):
        votes: dict[str, float] = defaultdict(float)
        voters: dict[str, int] = defaultdict(int)
        for member in members:
            for place, candidate in enumerate(ranked[member][:3]):
                votes[candidate.item] += candidate.score / (1 + place)
                voters[candidate.item] += place == 0
        if not votes:
            continue
        winner = max(sorted(votes), key=lambda item: votes[item])
        if voters[winner] < 2:
            continue
        for member in members:
            others = voters[winner] - bool(result[member] and ranked[member][:1] and ranked[member][0].item == winner)
            if others:
                result[member] = _raised(result[member], winner, others)
            if doubts and 2 * voters[winner] > len(members):
                result[member] = _contradicted(result[member], winner, voters[winner])
    return result


def _contradicted(candidates: tuple[Candidate, ...], item: str, others: int) -> tuple[Candidate, ...]:
    """The first candidate with a reason against it, when it could be of the item that most of its company is of."""
    serious = any(one.item == item and one.score >= ASK for one in candidates)
    if not serious or candidates[0].item == item:
        return candidates
    signal = Signal("outvoted", WEIGHTS["outvoted"], f"同一文件夹里有{others}个文件属于{item}")
    first = candidates[0]
    first = replace(first, score=round(max(0.0, first.score + signal.adds), 4), signals=(*first.signals, signal))
    return tuple(sorted((first, *candidates[1:]), key=lambda one: -one.score))


def _raised(candidates: tuple[Candidate, ...], item: str, others: int) -> tuple[Candidate, ...]:
    """Candidates with the neighbours' signal on *item*, ranked anew."""
    adds = WEIGHTS["neighbours"] * min(1.0, 0.5 + others / 4)
    changed = []
    for candidate in candidates:
        if candidate.item == item and not any(signal.name == "neighbours" for signal in candidate.signals):
            signal = Signal("neighbours", adds, f"同一活动文件夹里另有{others}个文件属于这一条")
            candidate = replace(
                candidate, score=round(min(1.0, candidate.score + adds), 4), signals=(*candidate.signals, signal)
            )
        changed.append(candidate)
    return tuple(sorted(changed, key=lambda one: -one.score))
