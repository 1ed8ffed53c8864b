"""The self-score: a part earns all of its points or none, and never one without a file or a person's word."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, criteria, decision, evidence, item, matched, people, project, settings, unreadable
from wenming_cli.criteria.load import load_set
from wenming_cli.judge.judge import judge
from wenming_cli.judge.score import score_of
from wenming_cli.match.match import match_archive
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.decision import Decision
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.judgement import ItemJudgement, Judgement, RequirementJudgement, Timing, Verdict
from wenming_cli.model.record import Record, RecordVerb
from wenming_cli.model.score import HOPED, PartScore, PartState, Score
from wenming_cli.model.workspace import People, Settings

SETS = Path(__file__).resolve().parents[2] / "criteria"
YUEYANG = load_set(SETS / "yueyang-2023")
HUARONG = load_set(SETS / "huarong-2021")
V = Verdict


def unit_of(table: CriteriaSet) -> Settings:
    """A unit like the table's own."""
    about = {"name": table.head.unit, "level": "省级"}
    return Settings.model_validate({"unit": about, "year": table.head.year, "criteria": [table.head.id]})


def judged(ident: str, verdict: Verdict, rows: Sequence[Verdict] | None = None, **more: Any) -> ItemJudgement:
    """An item as judging might leave it; a row of its own verdict unless others are given."""
    found = tuple(
        RequirementJudgement(id=f"r{at}", name="材料", need="1份", have=0, verdict=one, timing=Timing.UNDATED)
        for at, one in enumerate((verdict,) if rows is None else rows)
    )
    values = {"text": "材料", "due": None, "project": "1", "category": "1", "timing": Timing.UNDATED, **more}
    return ItemJudgement(id=ident, verdict=verdict, requirements=found, **values)


def scored(table: CriteriaSet, verdicts: Mapping[str, ItemJudgement], default: Verdict = V.MISSING) -> Score:
    """The self-score where the items stand so, the others as *default*."""
    items = [verdicts.get(one.id) or judged(one.id, default) for _, _, one in table.placed()]
    unit = unit_of(table)
    return score_of(table, match_archive((), table, unit), items, unit, as_of=date(2023, 11, 1))


def parts(score: Score) -> list[PartScore]:
    """All parts of a score."""
    return [part for one in score.categories for standard in one.standards for part in standard.parts]


# Yueyang, whole


def test_nothing_filed_is_nothing_at_all() -> None:
    """READING 107: never a score without a file; 0 in both figures, though ten places and three words are asked for."""
    unit = unit_of(YUEYANG)
    judgement = judge(YUEYANG, match_archive((), YUEYANG, unit), unit, People(), as_of=date(2023, 11, 1))
    assert judgement.score is not None
    assert judgement.score.model_dump() == {
        "certain": 0, "possible": 0, "of": 94, "bonus": {"certain": 0, "possible": 0}
    }  # fmt: skip
    score = scored(YUEYANG, {one.id: one for one in judgement.items})
    assert {part.state for part in parts(score)} == {PartState.MISSING}
    assert score.by_state["missing"] == 94
    assert score.unprinted == 1


def test_all_complete_is_the_sum_of_the_parts() -> None:
    score = scored(YUEYANG, {}, V.COMPLETE)
    assert (score.certain, score.possible, score.of) == (94, 94, 94)
    assert [(one.no, one.certain, one.of, one.printed) for one in score.categories] == [
        ("1", 10, 10, 12), ("2", 6, 6, None), ("3", 6, 6, 6), ("4", 10, 10, 10), ("5", 16, 16, 16), ("6", 12, 12, None),
        ("7", 8, 8, None), ("8", 10, 10, None), ("9", 16, 16, 16),
    ]  # fmt: skip
    assert "印了分值的类别按所印、其余按分项，合96分" in score.said


def test_a_part_without_printed_points_stands_and_earns_nothing() -> None:
    """Yueyang 3), first half: no （2分） though a semicolon parts it from the second."""
    (first, second) = scored(YUEYANG, {}, V.COMPLETE).categories[0].standards[2].parts
    assert (first.points, first.state, first.items) == (None, PartState.CERTAIN, ("3.1", "3.2", "3.3"))
    assert (second.points, second.state) == (2, PartState.CERTAIN)


def test_owners_and_methods_are_those_of_the_part() -> None:
    (first, second) = scored(YUEYANG, {}).categories[3].standards[0].parts
    assert (first.methods, first.owners.people) == (("材料审核", "问卷调查"), ("石勇",))
    assert (second.methods, second.owners.people) == (("材料审核",), ("周敬军",))


def test_a_set_without_points_says_so_and_has_bonus_rows_only() -> None:
    score = scored(HUARONG, {}, V.COMPLETE)
    assert (score.certain, score.possible, score.of, score.categories) == (None, None, None, ())
    assert score.said == ("huarong-2021没有印分值，不按分项自评",)
    assert [row.id for row in score.bonus] == ["B1", "B2"]
    assert score.figures is None


# How a part stands: standard 18, whose first part has two items with papers and a place to be seen


@pytest.mark.parametrize(
    ("photos", "books", "site", "state"),
    [
        pytest.param(V.COMPLETE, V.COMPLETE, V.COMPLETE, PartState.CERTAIN, id="all there, the visit recorded"),
        pytest.param(V.COMPLETE, V.COMPLETE, V.MANUAL, PartState.TO_VISIT, id="only the visit is missing"),
        pytest.param(V.COMPLETE, V.TO_CONFIRM, V.COMPLETE, PartState.TO_CONFIRM, id="a file to be looked at"),
        pytest.param(V.COMPLETE, V.TO_CONFIRM, V.MANUAL, PartState.TO_CONFIRM, id="and the visit"),
        pytest.param(V.TO_CONFIRM, V.TO_CONFIRM, V.TO_CONFIRM, PartState.TO_CONFIRM, id="nothing is sure"),
        pytest.param(V.COMPLETE, V.MISSING, V.COMPLETE, PartState.SHORT, id="one item is missing"),
        pytest.param(V.TO_CONFIRM, V.MISSING, V.MANUAL, PartState.SHORT, id="half of it, doubtful"),
        pytest.param(V.SHORT, V.COMPLETE, V.MANUAL, PartState.SHORT, id="one item is short"),
        pytest.param(V.SHORT, V.MISSING, V.MANUAL, PartState.SHORT, id="something, but not enough of anything"),
        pytest.param(V.MISSING, V.MISSING, V.COMPLETE, PartState.SHORT, id="nothing but the visit"),
        pytest.param(V.MISSING, V.MISSING, V.MANUAL, PartState.MISSING, id="nothing"),
        pytest.param(V.WAIVED, V.COMPLETE, V.COMPLETE, PartState.CERTAIN, id="a waived item is left out"),
        pytest.param(V.WAIVED, V.MISSING, V.COMPLETE, PartState.SHORT, id="and helps nobody"),
        pytest.param(V.WAIVED, V.WAIVED, V.WAIVED, PartState.WAIVED, id="nothing of it applies"),
        pytest.param(V.WAIVED, V.WAIVED, V.MANUAL, PartState.VISIT_ONLY, id="a visit and nothing to show"),
    ],
)
def test_how_a_part_stands(photos: Verdict, books: Verdict, site: Verdict, state: PartState) -> None:
    ones = {"18.1": photos, "18.2": books, "18.3": site}
    score = scored(YUEYANG, {ident: judged(ident, verdict) for ident, verdict in ones.items()})
    part = next(part for part in parts(score) if part.items == tuple(ones))
    assert part.state is state
    assert score.certain == (2 if state is PartState.CERTAIN else 0)
    assert score.possible == (2 if state in HOPED else 0)
    assert score.by_state[state.value] == (94 if state is PartState.MISSING else 2)


def test_a_photo_at_the_place_makes_a_visit_possible() -> None:
    """A visit alone counts nowhere; with a photo filed for it, at most."""
    table = criteria(
        {
            **project("环境", item("1", "单位环境", [{"id": "site", "carrier": "实地", "about": "单位环境"}])),
            "points": 3,
        }
    )
    photo = evidence("单位环境.jpg")
    (alone,), (shown,) = (parts(full(table, files, *word)) for files, word in (((), ()), ((photo,), pinned(photo))))
    assert (alone.state, shown.state) == (PartState.VISIT_ONLY, PartState.TO_VISIT)
    assert (alone.points, shown.points) == (3, 3)
    assert shown.because == ("1 现场查看：实地",)


def pinned(of: Evidence) -> tuple[Decision, ...]:
    """A person files it under item 1."""
    return (decision("pin", of, "1"),)


def whole(table: CriteriaSet, files: Sequence[Evidence], *words: Decision, records: Sequence[Record] = ()) -> Judgement:
    """A table judged over files."""
    return judge(table, matched(files, table, words), settings(), people(), as_of=DAY, records=records)


def full(table: CriteriaSet, files: Sequence[Evidence], *words: Decision, records: Sequence[Record] = ()) -> Score:
    """The self-score of a table over files."""
    items = whole(table, files, *words, records=records).items
    return score_of(table, matched(files, table, words), items, settings(), as_of=DAY)


# From files to points

RULES = item("1", "安全生产制度", [{"id": "rules", "type": "制度", "about": "安全生产"}])
WORD = item("2", "无安全责任事故", [{"id": "word", "none": "无安全责任事故"}], sub_point=2)
TABLE = criteria(
    {
        **project("安全", {**RULES, "sub_point": 1}, WORD),
        "sub_points": [{"text": "健全制度", "points": 2}, {"text": "无事故", "points": 1}],
    }
)
PAPER = evidence("安全生产制度.docx", title="安全生产制度", date="2021-03-04")
SAID = Record(id="R1", do=RecordVerb.NONE, item="2", title="无安全责任事故", by="甲", on=DAY)


@pytest.mark.parametrize(
    ("files", "words", "records", "certain", "possible"),
    [
        pytest.param((), (), (), 0, 0, id="nothing"),
        pytest.param((PAPER,), (), (), 2, 2, id="a paper"),
        pytest.param((), (), (SAID,), 1, 1, id="a person's word"),
        pytest.param((PAPER,), (), (SAID,), 3, 3, id="both"),
        pytest.param((PAPER,), (decision("ignore", PAPER),), (SAID,), 1, 1, id="a paper that a person ignores"),
        pytest.param((unreadable("安全生产制度.wps"),), (), (), 0, 2, id="one that can't be read is asked about"),
    ],
)
def test_points_by_files(
    files: Sequence[Evidence], words: Sequence[Decision], records: Sequence[Record], certain: float, possible: float
) -> None:
    score = full(TABLE, files, *words, records=records)
    assert (score.certain, score.possible, score.of) == (certain, possible, 3)


def test_reasons_and_files() -> None:
    rules, word = parts(full(TABLE, (PAPER,), records=(SAID,)))
    assert (rules.files, rules.because) == (("证据/安全生产制度.docx",), ())
    assert word.because == ("2 已确认：无安全责任事故（甲2021-11-12登记（R1））",)
    rules, word = parts(full(TABLE, (unreadable("安全生产制度.wps"),)))
    assert (rules.files, rules.unsure) == ((), ("证据/安全生产制度.wps",))
    assert rules.because == ("1 待确认：制度：安全生产制度.wps读不了，要人看一眼",)
    assert word.because == ("2 书面确认无安全责任事故，写明日期",)


def test_an_item_that_names_no_part_proves_each() -> None:
    table = criteria(
        {**project("安全", RULES), "sub_points": [{"text": "甲", "points": 2}, {"text": "乙", "points": 1}]}
    )
    assert [part.items for part in parts(full(table, ()))] == [("1",), ("1",)]
    assert full(table, (PAPER,)).certain == 3


def test_a_part_that_no_item_proves_earns_nothing() -> None:
    table = criteria({**project("安全"), "points": 5})
    score = full(table, (PAPER,))
    assert [(part.state, part.points) for part in parts(score)] == [(PartState.NO_ITEMS, 5)]
    assert (score.certain, score.possible, score.of) == (0, 0, 5)


def test_an_item_of_optional_papers_only_earns_nothing_by_itself() -> None:
    table = criteria(
        {**project("安全", item("1", "制度", [{"id": "a", "type": "制度", "optional": True}])), "points": 2}
    )
    assert [one.verdict for one in whole(table, ()).items] == [V.COMPLETE]
    assert full(table, ()).possible == 0


# Properties

VERDICTS = st.sampled_from(list(Verdict))
IDS = [one.id for _, _, one in YUEYANG.placed()]


@hypothesis.settings(max_examples=60, deadline=None)
@given(st.lists(VERDICTS, min_size=len(IDS), max_size=len(IDS)), st.sampled_from(IDS))
def test_figures_hold_together(verdicts: list[Verdict], better: str) -> None:
    """certain ≤ possible ≤ 94, states add up, and one more complete item lowers neither figure."""
    before = {ident: judged(ident, verdict) for ident, verdict in zip(IDS, verdicts, strict=True)}
    score = scored(YUEYANG, before)
    assert score.certain is not None
    assert score.possible is not None
    assert 0 <= score.certain <= score.possible <= 94
    assert sum(score.by_state.values()) == 94
    assert score.certain == sum(one.points or 0 for one in parts(score) if one.state is PartState.CERTAIN)
    after = scored(YUEYANG, {**before, better: judged(better, V.COMPLETE)})
    assert after.certain is not None
    assert after.possible is not None
    assert after.certain >= score.certain
    assert after.possible >= score.possible
