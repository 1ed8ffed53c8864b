"""Duties outside the items: quarters, people, shares, figures, rounds, and what only people can tell."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from builders import criteria, evidence, item, matched, people, project, settings
from wenming_cli.judge.judge import judge
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.judgement import ObligationJudgement
from wenming_cli.model.record import Record

FELT = {"id": "felt", "type": "心得", "about": "学习", "per": "person", "people": "班子成员"}
NOTES = {"id": "notes", "type": "学习笔记", "about": "学习", "per": "person", "people": "班子成员"}
SHOT = {
    "id": "shot",
    "carrier": "截图",
    "about": "注册志愿者",
    "ratio": {"part": "注册志愿者", "of": "员工", "least": 80},
}
AS_OF = date(2021, 8, 20)


def one(of: dict[str, Any], files: Sequence[Evidence] = (), **more: Any) -> ObligationJudgement:
    """The obligation, judged over a set of three items and the people 甲乙 and 丙丁."""
    table = criteria(
        project(
            "学习",
            item("1.1.1", "学习心得和学习笔记；", [FELT, NOTES]),
            item("1.1.2", "注册志愿者截图；", [SHOT]),
            item("1.1.3", "学习制度；", [{"id": "rules", "type": "制度", "about": "学习"}]),
        ),
        obligations=[{"id": "O1", "text": of["what"], "where": "方案", **of}],
    )
    unit = {"staff": more.pop("staff", 2)}
    matching = matched(files, table, unit=unit)
    judged = judge(table, matching, settings(unit=unit), people(班子成员=["甲乙", "丙丁"]), as_of=AS_OF, **more)
    return judged.obligations[0]


STUDY = {"what": "集中学习", "count": "1..", "unit": "次", "per": "quarter", "words": ["集中学习"]}


def study(*months: int, title: str = "集中学习") -> list[Evidence]:
    return [evidence(f"集中学习{month}.docx", title=title, date=f"2021-{month:02}-10") for month in months]


@pytest.mark.parametrize(
    ("months", "verdict", "missing"),
    [
        pytest.param((1, 4, 7), "to_confirm", "按名称找到的", id="each quarter that has begun"),
        pytest.param((1, 7), "short", "第2季度没有找到集中学习", id="one quarter without"),
        pytest.param((), "missing", "第1季度、第2季度、第3季度没有找到", id="nothing; the fourth has not begun"),
        pytest.param((1, 4, 7, 10), "to_confirm", "按名称找到的", id="what is dated later is not there yet"),
    ],
)
def test_quarters(months: tuple[int, ...], verdict: str, missing: str) -> None:
    found = one(STUDY, study(*months))
    assert (found.verdict.value, found.need) == (verdict, "每季度1次以上")
    assert missing in found.missing[0]


def test_quarters_with_something_filed_are_done() -> None:
    assert one(STUDY, study(1, 4, 7, title="集中学习制度")).verdict.value == "complete"


ESSAYS = {"what": "学习心得", "count": "1..", "unit": "篇", "per": "person", "item": "1.1.1"}


def essay(name: str) -> Evidence:
    return evidence(f"学习心得_{name}.docx", title=f"学习心得（{name}）", date="2021-06-01")


@pytest.mark.parametrize(
    ("names", "staff", "verdict", "missing"),
    [
        (("甲乙", "丙丁"), 2, "complete", ""),
        (("甲乙",), 2, "short", "丙丁：学习心得没有或不够（每人1篇以上）"),
        ((), 2, "missing", "甲乙、丙丁：学习心得没有或不够（每人1篇以上）"),
        (("甲乙", "丙丁"), 5, "to_confirm", "people.yaml 列了2人，员工5人，其余3人无法逐人核对"),
    ],
)
def test_each_person(names: tuple[str, ...], staff: int, verdict: str, missing: str) -> None:
    found = one(ESSAYS, [essay(name) for name in names], staff=staff)
    assert (found.verdict.value, "；".join(found.missing)) == (verdict, missing)
    assert found.lacking == tuple(name for name in ("甲乙", "丙丁") if name not in names)


WRITTEN = {"what": "学习笔记", "count": "5000..", "unit": "字", "per": "person", "item": "1.1.1"}


def test_so_many_characters_each_counted_or_stated() -> None:
    notes = [
        evidence(f"学习笔记_{name}.docx", title=f"学习笔记（{name}）", date="2021-06-01", text_chars=count)
        for name, count in (("甲乙", 5200), ("丙丁", 900))
    ]
    assert one(WRITTEN, notes).missing == ("丙丁：学习笔记没有或不够（每人5000字以上）",)
    by_hand = Record(id="R1", do="figure", figure="笔记字数", person="丙丁", value=5100)
    assert one(WRITTEN, notes, records=[by_hand]).verdict.value == "complete"


def test_a_share_stands_as_its_item_shows() -> None:
    share = {"what": "注册志愿者比例", "count": "80..", "unit": "%", "item": "1.1.2"}
    assert one(share).verdict.value == "missing"
    shot = evidence("注册志愿者截图.png", text="在册志愿者1人", text_chars=7)
    found = one(share, [shot])
    assert (found.verdict.value, found.missing[0].endswith("50.0%，要80%以上")) == ("short", True)


@pytest.mark.parametrize(("value", "verdict"), [(None, "manual"), (79, "short"), (80, "complete")])
def test_a_figure_that_only_people_know(value: float | None, verdict: str) -> None:
    records = [] if value is None else [Record(id="R1", do="figure", figure="知晓率", value=value)]
    assert one({"what": "知晓率", "count": "80..", "unit": "%"}, records=records).verdict.value == verdict


@pytest.mark.parametrize(
    ("held", "verdict"),
    [
        ((), "missing"),
        ((date(2021, 6, 30),), "short"),
        ((date(2021, 6, 30), date(2021, 8, 1)), "complete"),
        ((date(2021, 6, 30), date(2021, 10, 1)), "short"),
    ],
)
def test_inspections_are_rounds_held_by_then(held: tuple[date, ...], verdict: str) -> None:
    assert one({"what": "检查", "count": "2", "unit": "次", "per": "year"}, held=held).verdict.value == verdict


def test_what_an_item_asks_for_stands_as_the_item() -> None:
    rules = evidence("学习制度.docx", title="学习制度", date="2021-06-01")
    of = {"what": "制度", "item": "1.1.3"}
    assert (one(of).verdict.value, one(of, [rules]).verdict.value) == ("missing", "complete")


def test_what_nothing_can_tell_is_left_to_people() -> None:
    assert one({"what": "指派专人", "count": "1", "unit": "名"}).verdict.value == "manual"


def test_how_the_plan_is_made_is_seen_in_the_set() -> None:
    found = one({"what": "工作组", "count": "7", "unit": "组"})
    assert (found.verdict.value, found.missing) == ("short", ("方案写了0个组，要7组",))


def test_a_persons_word_settles_what_no_file_tells() -> None:
    of = {"what": "指派专人", "count": "1", "unit": "名"}
    word = Record(id="R1", do="none", item="O1", why="办公室由甲乙专人负责", by="丙丁", on=date(2021, 6, 1))
    found = one(of, records=[word])
    assert (found.verdict.value, found.have) == ("complete", "办公室由甲乙专人负责（丙丁2021-06-01登记（R1））")
