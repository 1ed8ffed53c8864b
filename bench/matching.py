"""How well files are matched to items, and how fast: ``python bench/matching.py [--titles TSV] [--example [--ocr]]``.

The table of titles has the columns title, label_ids (items that are right, joined by |, or NONE), confidence (h, m). A
title is taken as a paper of that name and title in no folder; the unit that it names is the one under inspection, and
the latest year that it names is the year. Titles are also told in two halves by a fixed hash, so that tuning to one of
them shows. Without --titles and --example only the speed is measured.
"""

import argparse
import csv
import hashlib
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from matching_baselines import by_bm25, by_tf_idf, by_topic_words, has_jieba
from matching_example import example

from wenming_cli.criteria.load import load_set
from wenming_cli.match.asked import Asked, lay_flat
from wenming_cli.match.match import match_archive
from wenming_cli.match.rank import prepare, rank
from wenming_cli.match.saying import listen
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.day import years_named
from wenming_cli.model.evidence import Evidence, Place, Reading
from wenming_cli.model.matching import Standing, State
from wenming_cli.model.material import named_types
from wenming_cli.model.workspace import Settings, Unit

ROOT = Path(__file__).resolve().parent.parent
UNIT = Unit(name="某单位", level="市级", service_window=False)
BANDS = (0.0, 0.26, 0.36, 0.46, 0.56, 0.66, 1.01)
FILES = 10_000


@dataclass(frozen=True, slots=True)
class Title:
    """A title with the items that it is right for; none where no item asks for it."""

    text: str
    items: frozenset[str]
    sure: bool

    @property
    def half(self) -> str:
        """A or B, always the same for the same title."""
        return "AB"[hashlib.sha256(self.text.encode("utf-8")).digest()[0] % 2]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a title: items, best first; and how ours stands."""

    title: Title
    items: Sequence[str]
    standing: Standing | None = None

    @property
    def right(self) -> bool:
        """Whether the first item is right."""
        return bool(self.items) and self.items[0] in self.title.items

    @property
    def near(self) -> bool:
        """Whether one of the first three is right."""
        return bool(self.title.items & set(self.items[:3]))

    @property
    def state(self) -> State:
        """The state of our answer."""
        return self.standing.state if self.standing else State.UNCLAIMED


def main() -> None:
    """Measure what is asked for and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--titles", type=Path, help="a table of titles with the items that are right for them")
    parser.add_argument("--example", action="store_true", help="the example archive, as it lies and flattened")
    parser.add_argument("--ocr", action="store_true", help="read the words in the example's pictures (minutes)")
    parser.add_argument("--show", action="store_true", help="every title or file that was answered wrong")
    options = parser.parse_args()
    criteria = load_set(ROOT / "criteria" / "huarong-2021")
    if options.titles:
        titles(criteria, options.titles, show=options.show)
    if options.example:
        example(ocr=options.ocr, show=options.show)
    speed(criteria)


def titles(criteria: CriteriaSet, table: Path, *, show: bool) -> None:
    """Real titles: ours against plain ways, then how far ours is to be trusted."""
    asked = lay_flat(criteria, UNIT)
    listed = read_titles(table)
    cut = "jieba" if has_jieba() else "bigrams"
    plain = {
        "topic words": by_topic_words(asked),
        "TF-IDF of bigrams": by_tf_idf(asked),
        f"BM25 ({cut})": by_bm25(asked),
    }
    print(f"## {len(listed)} titles, {sum(bool(one.items) for one in listed)} with a place")
    print(f"{'':26}{'h top-1':>14}{'h top-3':>14}{'all top-1':>14}{'all top-3':>14}")
    for name, ranker in plain.items():
        answers = [Answer(one, ranker(one.text)) for one in listed]
        _row(name, answers)
        _halves(answers)
    ours = [_ours(one, criteria) for one in listed]
    _row("ours", ours)
    _halves(ours)
    _trust(ours)
    _reliability(ours)
    if show:
        _show(ours)


def read_titles(table: Path) -> list[Title]:
    """The rows of a table of titles."""
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Title(row["title"], frozenset(row["label_ids"].split("|")) - {"NONE", ""}, row["confidence"] == "h")
        for row in rows
    ]


def as_evidence(title: str) -> Evidence:
    """A paper of that name and title, in no folder, of which nothing more is known."""
    digest = hashlib.sha256(title.encode("utf-8")).hexdigest()
    reading = Reading(sha256=digest, format="docx", title=title, types=named_types(title)[:4])
    return Evidence(reading, (Place("证据", f"{title.replace('/', '／')}.docx", 1000, 1),))


def _ours(title: Title, criteria: CriteriaSet) -> Answer:
    """The title matched alone, in the year that it speaks of."""
    year = max((*years_named(title.text, None), 0)) or criteria.head.year
    settings = Settings(unit=UNIT, year=year, criteria=("huarong-2021",))
    (standing,) = match_archive([as_evidence(title.text)], criteria, settings).standings
    return Answer(title, [one.item for one in standing.candidates], standing)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} {part:>3}/{whole:<3}" if whole else "-"


def _row(name: str, answers: Iterable[Answer]) -> None:
    """One line: first right and among three, of the sure labels and of all."""
    placed = [one for one in answers if one.title.items]
    sure = [one for one in placed if one.title.sure]
    cells = [_share(sum(one.right for one in of), len(of)) for of in (sure, placed)]
    threes = [_share(sum(one.near for one in of), len(of)) for of in (sure, placed)]
    print(f"{name:26}{cells[0]:>14}{threes[0]:>14}{cells[1]:>14}{threes[1]:>14}")


def _halves(answers: Sequence[Answer]) -> None:
    for half in "AB":
        _row(f"  half {half}", [one for one in answers if one.title.half == half])


def _trust(answers: Sequence[Answer]) -> None:
    """How much is filed by itself, how much of that is right, and what becomes of titles without a place."""
    print(f"\n{'':26}{'filed':>14}{'of it right':>14}{'no place: left':>18}{'or not filed':>14}")
    groups = {
        "ours": answers,
        **{f"  half {half}": [one for one in answers if one.title.half == half] for half in "AB"},
    }
    for name, of in groups.items():
        placed, none = [one for one in of if one.title.items], [one for one in of if not one.title.items]
        filed = [one for one in placed if one.state is State.MATCHED]
        left, not_filed = (
            sum(test(one.state) for one in none) for test in (State.UNCLAIMED.__eq__, State.MATCHED.__ne__)
        )
        cells = [_share(len(filed), len(placed)), _share(sum(one.right for one in filed), len(filed))]
        print(f"{name:26}{cells[0]:>14}{cells[1]:>14}{_share(left, len(none)):>18}{_share(not_filed, len(none)):>14}")


def _reliability(answers: Sequence[Answer]) -> None:
    """Bands of the first candidate's score: how many are right, of all and of those filed; no place counts as wrong."""
    print(f"\n{'score of the first':26}{'right, all':>14}{'right, placed':>16}{'right, filed':>14}")
    for low, high in pairwise(BANDS):
        band = [one for one in answers if one.standing and low <= one.standing.score < high]
        placed = [one for one in band if one.title.items]
        filed = [one for one in band if one.state is State.MATCHED]
        cells = [_share(sum(one.right for one in of), len(of)) for of in (band, placed, filed)]
        print(f"{f'{low:.2f} to {min(high, 1.0):.2f}':26}{cells[0]:>14}{cells[1]:>16}{cells[2]:>14}")


def _show(answers: Iterable[Answer]) -> None:
    """What was answered wrong, or filed without a place."""
    print()
    for one in answers:
        wrong = not one.right if one.title.items else one.state is not State.UNCLAIMED
        if wrong and one.standing:
            first = [f"{c.item}/{c.requirement} {c.score:.2f}" for c in one.standing.candidates[:4]]
            label = "|".join(sorted(one.title.items)) or "NONE"
            print(f"{one.state:12}{'h' if one.title.sure else 'm'} {label:16}{one.title.text}\n{'':14}{first}")


def speed(criteria: CriteriaSet) -> None:
    """The ranking of many papers, each with a name, title and text of its own, against every requirement."""
    table = prepare(criteria, lay_flat(criteria, UNIT))
    sayings = [listen(one, criteria.head.year, table.folders.own_names) for one in _many(table.asked)]
    begun, used = time.perf_counter(), time.process_time()
    for one in sayings:
        rank(one, table)
    wall, own = time.perf_counter() - begun, time.process_time() - used
    items, requirements = len(table.by_item), len(table.asked)
    print(f"\n## Speed\n{FILES} files against {items} items ({requirements} requirements): ", end="")
    print(f"{wall:.2f} s, {own:.2f} s of a processor")


def _many(asked: Sequence[Asked]) -> Iterable[Evidence]:
    """Papers whose names and texts are put together from the set's own words."""
    for at in range(FILES):
        one, other = asked[at % len(asked)], asked[at * 7 % len(asked)]
        topic = one.about[at % len(one.about)] if one.about else "工作"
        kind = other.requirement.type[0] if other.requirement.type else "照片"
        title = f"某局第{at}号关于{topic}的{kind}"
        digest = hashlib.sha256(title.encode("utf-8")).hexdigest()
        reading = Reading(sha256=digest, format="docx", title=title, types=named_types(title), text=one.item.text * 3)
        yield Evidence(reading, (Place("证据", f"资料{at % 50}/{title}.docx", 1000, 1),))


if __name__ == "__main__":
    main()
