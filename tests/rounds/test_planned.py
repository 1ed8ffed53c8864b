"""Planned rounds on a day, and what the plan of a table asks for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from wenming_cli.model.criteria import SetHead
from wenming_cli.model.round import PlanState
from wenming_cli.model.workspace import PlannedRound
from wenming_cli.rounds.plan import asked_for, stand

JUNE, NOVEMBER = date(2021, 6, 30), date(2021, 11, 20)
FIRST, SECOND = PlannedRound(name="第一次检查", on=JUNE), PlannedRound(name="第二次检查", on=NOVEMBER)
PLANNED, DONE, OVERDUE = PlanState


@pytest.mark.parametrize(
    ("today", "done", "state", "days", "words"),
    [
        pytest.param(date(2021, 6, 22), {}, PLANNED, 8, "还有8天", id="to come"),
        pytest.param(JUNE, {}, PLANNED, 0, "今天", id="the day itself"),
        pytest.param(date(2021, 7, 1), {}, OVERDUE, 1, "逾期1天，还没有冻结", id="one day over"),
        pytest.param(date(2021, 7, 9), {"第一次检查": JUNE}, DONE, 0, "2021-06-30已做", id="done on the day"),
        pytest.param(date(2021, 7, 9), {"第一次检查": date(2021, 6, 1)}, DONE, 0, "2021-06-01已做", id="done before"),
        pytest.param(date(2021, 7, 9), {"第一次检查": date(2021, 7, 2)}, DONE, 2, "2021-07-02已做，迟2天", id="late"),
        pytest.param(date(2021, 7, 9), {"第一次检查": None}, DONE, None, "已做，但冻结的文件读不出来", id="unreadable"),
        pytest.param(date(2021, 7, 9), {"第一次检查会": JUNE}, OVERDUE, 9, "逾期9天，还没有冻结", id="another name"),
    ],
)
def test_a_planned_round_on_a_day(
    today: date, done: dict[str, date | None], state: PlanState, days: int | None, words: str
) -> None:
    (one,) = stand([FIRST], done, today)
    assert (one.state, one.days, one.words) == (state, days, words)


@pytest.mark.parametrize(
    ("today", "done", "expected"),
    [
        pytest.param(date(2021, 6, 16), {}, ["第一次检查"], id="on the last day that counts as soon"),
        pytest.param(date(2021, 6, 15), {}, [], id="a day earlier"),
        pytest.param(date(2021, 11, 15), {}, ["第一次检查", "第二次检查"], id="overdue stays pressing"),
        pytest.param(date(2021, 11, 15), {"第一次检查": NOVEMBER, "第二次检查": NOVEMBER}, [], id="done does not"),
    ],
)
def test_which_are_pressing(today: date, done: dict[str, date | None], expected: list[str]) -> None:
    assert [one.name for one in stand([SECOND, FIRST], done, today) if one.pressing(14)] == expected


def head(**more: Any) -> SetHead:
    """The head of a set with a plan."""
    values = {"id": "t", "title": "t", "year": 2021, "unit": "某局", "plan": {"title": "方案", "issuer": "某局"}}
    return SetHead.model_validate({**values, **more})


INSPECTIONS = {
    "obligations": [
        {"id": "O1", "what": "集中学习", "text": "每季度一次", "where": "方案三", "count": "4"},
        {"id": "O5", "what": "检查", "text": "年内，将开展二次检查", "where": "方案五（三）", "count": "2"},
    ]
}
LOOK_BACK = {
    "phases": [
        {
            "no": "第四阶段", "name": "迎接复检", "start": "2021-11-15", "end": "2021-11-30", "printed": "11月",
            "text": "对照考核细则进行回头看",
        }
    ]
}  # fmt: skip


@pytest.mark.parametrize(
    ("asks", "rounds", "said"),
    [
        pytest.param({}, [], [], id="a plan that asks for none"),
        pytest.param(INSPECTIONS, [], ["还没有计划"], id="two inspections, none planned"),
        pytest.param(INSPECTIONS, [FIRST], ["只计划了1次"], id="one of two"),
        pytest.param(INSPECTIONS, [FIRST, SECOND], [], id="both"),
        pytest.param(LOOK_BACK, [FIRST], ["2021-11-15至2021-11-30"], id="no check in the stage of the last look"),
        pytest.param(LOOK_BACK, [FIRST, SECOND], [], id="one in it"),
    ],
)
def test_what_the_plan_asks_for(asks: dict[str, Any], rounds: Sequence[PlannedRound], said: list[str]) -> None:
    found = list(asked_for(head(**asks), rounds))
    assert len(found) == len(said)
    for text, words in zip(found, said, strict=True):
        assert words in text
    assert all("rounds:" in text for text in found if "检查，" in text or "二次检查" in text)
