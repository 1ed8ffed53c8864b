"""Phases of a plan on a day: which one it is, what falls due in each, what must be finished before the next."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import criteria
from wenming_cli.judge.phases import course
from wenming_cli.model.course import Course, Stage, StageKind, StageState
from wenming_cli.model.judgement import Files, ItemJudgement, Judgement, RequirementJudgement, Timing, Verdict
from wenming_cli.model.round import Planned, PlanState

OVER, NOW, AHEAD, MALFORMED = StageState
PLAN = {"title": "方案", "issuer": "某局", "start": "2021-01-01", "end": "2021-12-31"}
SPRING, AUTUMN = ("一", "2021-01-01", "2021-03-31"), ("二", "2021-04-10", "2021-12-31")


def phase(no: str, start: str, end: str) -> dict[str, Any]:
    return {"no": no, "name": f"阶段{no}", "start": start, "end": end, "printed": f"{start}—{end}", "text": "做"}


def row(due: str | None, verdict: Verdict = Verdict.MISSING, **more: Any) -> RequirementJudgement:
    over = due is not None and due < "2021-06-01"
    timing = Timing.UNDATED if due is None else Timing.OVERDUE if over else Timing.NOT_DUE
    return RequirementJudgement(
        id="a", name="方案", need="1份", have=0, verdict=verdict, timing=timing, due=due, **more
    )


def item(ident: str, *rows: RequirementJudgement, verdict: Verdict = Verdict.MISSING) -> ItemJudgement:
    return ItemJudgement(
        id=ident, text="方案", due=None, project="1.1", category="一", verdict=verdict, timing=Timing.UNDATED, requirements=rows
    )  # fmt: skip


def stand(
    phases: Sequence[tuple[str, str, str]], items: Sequence[ItemJudgement], as_of: str = "2021-06-01",
    rounds: Sequence[Planned] = (), plan: dict[str, Any] = PLAN,
) -> Course:  # fmt: skip
    head = criteria(plan=plan, phases=[phase(*one) for one in phases]).head
    judgement = Judgement(
        criteria=head.id, unit="某局", year=2021, as_of=as_of, totals={}, items=tuple(items), files=Files(total=0, by_state={})
    )  # fmt: skip
    return course(head, judgement, rounds)


def shown(one: Stage) -> tuple[str, StageState, int | None]:
    return one.no or one.kind.value, one.state, one.days


@pytest.mark.parametrize(
    ("as_of", "stages", "now", "following"),
    [
        pytest.param("2020-12-30", [("一", AHEAD, 2), ("gap", AHEAD, 92), ("二", AHEAD, 101)], (), ("一", 2), id="before all"),
        pytest.param("2021-01-01", [("一", NOW, 89), ("gap", AHEAD, 90), ("二", AHEAD, 99)], ("一",), ("二", 99), id="first day"),
        pytest.param("2021-03-31", [("一", NOW, 0), ("gap", AHEAD, 1), ("二", AHEAD, 10)], ("一",), ("二", 10), id="last day"),
        pytest.param("2021-04-01", [("一", OVER, 1), ("gap", NOW, 8), ("二", AHEAD, 9)], (), ("二", 9), id="in a gap"),
        pytest.param("2021-04-10", [("一", OVER, 10), ("gap", OVER, 1), ("二", NOW, 265)], ("二",), None, id="the last phase"),
        pytest.param("2022-01-01", [("一", OVER, 276), ("gap", OVER, 267), ("二", OVER, 1)], (), None, id="after all"),
    ],
)  # fmt: skip
def test_where_the_day_stands(
    as_of: str, stages: list[tuple[str, StageState, int]], now: tuple[str, ...], following: tuple[str, int] | None
) -> None:
    found = stand([SPRING, AUTUMN], [], as_of)
    assert [shown(one) for one in found.stages] == stages
    assert found.now == now
    assert (found.next and (found.next.no, found.next.days)) == following


ITEMS = [
    item("1.1", row("2021-03-31")),
    item("1.2", row("2021-04-05", Verdict.SHORT)),
    item("1.3", row("2021-03-01", Verdict.COMPLETE), row("2021-10-01"), verdict=Verdict.SHORT),
    item("1.4", row("2021-02-01", Verdict.MANUAL), verdict=Verdict.MANUAL),
    item("1.5", row(None)),
    item("1.6", row("2021-02-01"), verdict=Verdict.WAIVED),
    item("1.7", row("2021-02-01", optional=True), row("2021-05-01", Verdict.COMPLETE), verdict=Verdict.COMPLETE),
    item("1.8", row("2021-01-10", Verdict.WAIVED), row("2021-01-20", Verdict.TO_CONFIRM), verdict=Verdict.TO_CONFIRM),
    item("1.9", row("2022-01-10")),
]


def test_what_falls_due_where() -> None:
    found = stand([SPRING, AUTUMN], ITEMS)
    spring, gap, autumn, after = found.stages
    assert (spring.due, spring.open, spring.manual) == (("1.1", "1.3", "1.4", "1.8"), ("1.1", "1.8"), ("1.4",))
    assert (gap.kind, gap.due, gap.open, gap.overdue) == (StageKind.GAP, ("1.2",), ("1.2",), ("1.2",))
    assert (autumn.due, autumn.open, autumn.overdue) == (("1.3", "1.7"), ("1.3",), ())
    assert (after.kind, after.start, after.end, after.due) == (StageKind.OUTSIDE, date(2022, 1, 1), None, ("1.9",))
    assert (found.undated, found.undated_open) == (("1.5",), ("1.5",))


def test_what_must_be_finished_first() -> None:
    """What is open of phases and gaps that end before the next begins; where none follows, all that has a day."""
    assert stand([SPRING, AUTUMN], ITEMS, "2021-02-01").before_next == ("1.1", "1.8", "1.2")
    assert stand([SPRING, AUTUMN], ITEMS, "2021-06-01").before_next == ("1.1", "1.8", "1.2", "1.3", "1.9")


def test_planned_rounds_stand_in_their_phase() -> None:
    done = Planned("第一次检查", date(2021, 2, 1), PlanState.DONE, 0, date(2021, 2, 1))
    late = Planned("回头看", date(2021, 3, 31), PlanState.OVERDUE, 1)
    later = Planned("第二次检查", date(2022, 2, 1), PlanState.PLANNED, 100)
    found = stand([SPRING, AUTUMN], [], "2021-04-01", [done, late, later])
    assert [[one.name for one in stage.rounds] for stage in found.stages] == [
        ["第一次检查", "回头看"], [], [], ["第二次检查"],
    ]  # fmt: skip
    assert found.rounds_before_next == (late,)


def test_a_phase_that_ends_before_it_starts_is_said_and_the_others_are_told() -> None:
    turned = ("二", "2021-08-01", "2020-10-31")
    found = stand([("一", "2021-01-01", "2021-07-31"), turned, ("三", "2021-11-01", "2021-12-31")], ITEMS)
    assert [shown(one) for one in found.stages] == [
        ("一", NOW, 60), ("二", MALFORMED, None), ("gap", AHEAD, 61), ("三", AHEAD, 153), ("outside", AHEAD, 214),
    ]  # fmt: skip
    assert found.next is not None
    assert found.next.no == "三"
    assert found.stages[1].due == ()


def test_phases_at_one_time_are_both_now() -> None:
    found = stand([("一", "2021-01-01", "2021-06-30"), ("二", "2021-06-01", "2021-12-31")], ITEMS)
    assert found.now == ("一", "二")


def test_a_set_without_phases() -> None:
    bare = {"title": "方案", "issuer": "某局"}
    (all_days,) = stand([], ITEMS, plan=bare).stages
    assert (all_days.kind, all_days.start, all_days.end) == (StageKind.OUTSIDE, None, None)
    assert stand([], [], plan=bare).stages == ()


DAYS = st.dates(date(2020, 11, 1), date(2022, 2, 1)).map(date.isoformat)


@given(st.lists(DAYS, min_size=1, max_size=8), st.lists(DAYS, min_size=2, max_size=6, unique=True), DAYS)
def test_every_day_has_its_stage(dues: list[str], cuts: list[str], as_of: str) -> None:
    """With phases that do not overlap every day on which something falls due lies in exactly one stage."""
    ends = sorted(cuts)[: len(cuts) // 2 * 2]
    phases = [(str(at), start, end) for at, (start, end) in enumerate(zip(ends[::2], ends[1::2], strict=True))]
    found = stand(phases, [item(str(at), row(due)) for at, due in enumerate(dues)], as_of)
    placed = [ident for one in found.stages for ident in one.due]
    assert sorted(placed) == sorted(str(at) for at in range(len(dues)))
    assert set(found.before_next) <= set(placed)
    spans = [(one.start or date.min, one.end or date.max) for one in found.stages]
    assert spans == sorted(spans)
