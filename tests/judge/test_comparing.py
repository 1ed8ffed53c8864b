"""Two judgements compared item by item: every item has one place, and a changed table loses none."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.judge.change import compare, is_open
from wenming_cli.judge.gaps import gaps_between
from wenming_cli.judge.pairing import same_items, same_sets
from wenming_cli.model.change import Change
from wenming_cli.model.judgement import Files, ItemJudgement, Judgement, RequirementJudgement, Timing, Verdict


def item(ident: str, text: str = "", *rows: RequirementJudgement, **more: Any) -> ItemJudgement:
    """An item of a judgement, missing and overdue where nothing else is said."""
    missing = tuple(gap for row in rows for gap in row.missing)
    values = {"due": None, "project": "1.1", "category": "一", "verdict": Verdict.MISSING, "timing": Timing.OVERDUE}
    return ItemJudgement(
        id=ident, text=text or f"材料{ident}", requirements=rows, **{"missing": missing, **values, **more}
    )


def row(ident: str, *missing: str, occurrence: str | None = None, have: int = 0, **more: Any) -> RequirementJudgement:
    """A requirement of an item with its gaps."""
    verdict = Verdict.SHORT if missing else Verdict.COMPLETE
    return RequirementJudgement(
        id=ident, name=ident, occurrence=occurrence, need="1", have=have, verdict=verdict, timing=Timing.UNDATED,
        missing=missing, **more,
    )  # fmt: skip


def judgement(*items: ItemJudgement, criteria: str = "t") -> Judgement:
    """A judgement that holds these items."""
    return Judgement(
        criteria=criteria, unit="某局", year=2021, as_of="2021-11-12", totals={}, items=items,
        files=Files(total=0, by_state={}),
    )  # fmt: skip


A, B, C = item("1.1.1", "理论学习制度；"), item("1.1.2", "年度计划；"), item("1.1.3", "学习记录；")


@pytest.mark.parametrize(
    ("after", "was", "gone"),
    [
        pytest.param([A, B, C], {"1.1.1": A, "1.1.2": B, "1.1.3": C}, [], id="the same table"),
        pytest.param([A, C], {"1.1.1": A, "1.1.3": C}, [B], id="one dropped"),
        pytest.param([A, item("1.1.2", "年度计划（红头）；")], {"1.1.1": A, "1.1.2": B}, [C], id="one reworded"),
        pytest.param([item("2.1.1", "理论学习制度"), B, C], {"2.1.1": A, "1.1.2": B, "1.1.3": C}, [], id="one moved"),
        pytest.param(
            [A, item("1.1.2", "廉政承诺书；"), item("1.1.3", B.text), item("1.1.4", C.text)],
            {"1.1.1": A, "1.1.3": B, "1.1.4": C}, [], id="one put in between moves the numbers behind it",
        ),
        pytest.param(
            [A, item("1.1.2", C.text), item("1.1.3", B.text)], {"1.1.1": A, "1.1.2": C, "1.1.3": B}, [],
            id="two changed places",
        ),
        pytest.param([item("9.9.9", "别的材料")], {}, [A, B, C], id="another table"),
        pytest.param(
            [item("2.1", "年度计划；"), item("2.2", "年度计划；")], {}, [A, B, C], id="a text that stands twice tells nothing"
        ),
    ],
)  # fmt: skip
def test_which_item_is_which(
    after: Sequence[ItemJudgement], was: dict[str, ItemJudgement], gone: list[ItemJudgement]
) -> None:
    assert same_items([A, B, C], after) == (was, tuple(gone))


def test_dropped_and_added_items_are_told_apart_from_gaps() -> None:
    changes = compare(judgement(A, B), judgement(B, C))
    assert [one.id for one in changes.dropped] == ["1.1.1"]
    assert [(one.item.id, one.before) for one in changes.new] == [("1.1.3", None)]
    assert [one.item.id for one in changes.still] == ["1.1.2"]
    done = item("1.1.4", verdict=Verdict.COMPLETE, timing=Timing.ON_TIME)
    assert [one.item.id for one in compare(judgement(A), judgement(A, done)).rest] == ["1.1.4"]


@pytest.mark.parametrize(
    ("before", "after", "resolved", "appeared", "turned"),
    [
        pytest.param([row("a", "缺通知")], [row("a")], ["缺通知"], [], [], id="gone"),
        pytest.param([row("a")], [row("a", "缺通知")], [], ["缺通知"], [], id="come"),
        pytest.param(
            [row("a", "缺通知")], [row("a", "通知：x.docx归属待确认")], [], [], [("缺通知", "通知：x.docx归属待确认")],
            id="the only gap of its row turned",
        ),
        pytest.param(
            [row("a", "缺感悟", "照片有3张，要6张")], [row("a", "照片有5张，要6张")],
            ["缺感悟"], [], [("照片有3张，要6张", "照片有5张，要6张")], id="other numbers in the same words",
        ),
        pytest.param(
            [row("a", "缺截图", occurrence=f"{month}月") for month in (3, 4, 7)],
            [row("a", occurrence="3月"), row("a", "缺截图", occurrence="4月"), row("a", occurrence="7月")],
            ["3月、7月：缺截图"], [], [], id="months together",
        ),
        pytest.param([row("a", "缺通知")], [row("b", "缺通知")], [], [], [], id="a requirement renamed"),
        pytest.param([row("a", "缺通知", optional=True)], [row("a")], [], [], [], id="what need not be there"),
        pytest.param(
            [row("a", "端午活动：缺签到表", activities=[{"activity": "1", "name": "端午活动"}])],
            [row("a", "中秋活动：缺照片", activities=[{"activity": "2", "name": "中秋活动"}])],
            ["端午活动：缺签到表"], ["中秋活动：缺照片"], [], id="gaps of two activities are two gaps",
        ),
    ],
)  # fmt: skip
def test_gaps(
    before: Sequence[RequirementJudgement], after: Sequence[RequirementJudgement],
    resolved: list[str], appeared: list[str], turned: list[tuple[str, str]],
) -> None:  # fmt: skip
    found = gaps_between(item("1.1.1", "x", *before), item("1.1.1", "x", *after))
    assert found == (tuple(resolved), tuple(appeared), tuple(turned))


def test_gaps_of_an_item_whose_requirements_were_not_kept() -> None:
    old, new = item("1.1.1", missing=("缺通知", "缺照片")), item("1.1.1", missing=("缺照片",))
    assert gaps_between(old, new) == (("缺通知",), (), ())


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        pytest.param([row("a", "缺甲"), row("b", "缺乙")], [row("a", "缺甲"), row("b")], "better", id="one gap less"),
        pytest.param([row("a", "缺甲"), row("b")], [row("a"), row("b", "缺乙")], "worse", id="one gap for another"),
        pytest.param([row("a", "有3张", have=3)], [row("a", "有5张", have=5)], "better", id="more pieces"),
        pytest.param([row("a", "有5张", have=5)], [row("a", "有3张", have=3)], "worse", id="fewer pieces"),
        pytest.param([row("a", "缺甲", have=1)], [row("a", "缺甲", have=1)], "still", id="nothing"),
    ],
)
def test_an_item_that_stays_open(
    before: Sequence[RequirementJudgement], after: Sequence[RequirementJudgement], kind: str
) -> None:
    changes = compare(
        judgement(item("1.1.1", "x", *before, verdict=Verdict.SHORT)),
        judgement(item("1.1.1", "x", *after, verdict=Verdict.SHORT)),
    )
    assert [one for one, _ in changes.each()] == [kind]


def test_sets_go_together_by_name_and_a_renamed_one_with_the_only_other() -> None:
    a, b, c = (judgement(criteria=name) for name in "abc")
    assert same_sets([a, b], [b, a]) == (((b, b), (a, a)), ())
    assert same_sets([a, b], [a, c]) == (((a, a), (b, c)), ())
    assert same_sets([a], [c]) == (((a, c),), ())
    assert same_sets([a], [a, b]) == (((a, a),), (b,))
    assert same_sets([a], [b, c]) == ((), (a, b, c))


GAPS = st.lists(st.sampled_from(["缺通知", "缺照片", "照片有1张，要2张", "照片有2张，要3张"]), max_size=2, unique=True)
ROWS = st.lists(
    st.builds(
        lambda ident, gaps, month, have: row(ident, *gaps, occurrence=month, have=have),
        st.sampled_from("ab"), GAPS, st.sampled_from([None, "3月", "4月"]), st.integers(0, 3),
    ),
    max_size=3,
)  # fmt: skip
ITEMS = st.builds(
    lambda number, text, rows, verdict, timing: item(f"1.1.{number}", text, *rows, verdict=verdict, timing=timing),
    st.integers(1, 6), st.sampled_from("甲乙丙丁"), ROWS, st.sampled_from(Verdict), st.sampled_from(Timing),
)  # fmt: skip
JUDGEMENTS = st.lists(ITEMS, max_size=5, unique_by=lambda one: one.id).map(lambda items: judgement(*items))


@given(JUDGEMENTS)
def test_nothing_changed_between_a_judgement_and_itself(one: Judgement) -> None:
    changes = compare(one, one)
    assert {kind for kind, _ in changes.each()} <= {"still", "rest"}
    assert changes.dropped == ()
    assert not changes.worsened
    for _, change in changes.each():
        assert change.before is change.item
        assert change == Change(change.item, change.item)


@given(JUDGEMENTS, JUDGEMENTS)
def test_every_item_is_in_exactly_one_group(before: Judgement, after: Judgement) -> None:
    changes = compare(before, after)
    assert sorted(one.item.id for _, one in changes.each()) == sorted(one.id for one in after.items)
    kept = [one.before.id for _, one in changes.each() if one.before is not None]
    assert sorted([*kept, *(one.id for one in changes.dropped)]) == sorted(one.id for one in before.items)


@given(JUDGEMENTS, JUDGEMENTS)
def test_what_is_owed_is_always_told(before: Judgement, after: Judgement) -> None:
    told = {one.item.id for kind, one in compare(before, after).each() if kind in ("new", "worse", "better", "still")}
    assert {one.id for one in after.items if is_open(one)} <= told
