"""Findings against their days, and looked at again."""

from datetime import date
from typing import Any

import pytest

from builders import DAY, criteria, evidence, item, matched, people, project, settings
from wenming_cli.judge.findings import Held, judge_findings, recheck
from wenming_cli.judge.judge import judge, not_yet
from wenming_cli.judge.timing import Clock
from wenming_cli.model.criteria import Owners
from wenming_cli.model.evidence import Evidence, Problem
from wenming_cli.model.finding import Finding, FindingState, FindingStep, FindingVerb, Proof
from wenming_cli.model.judgement import ItemJudgement, Timing

OPEN, CLOSED, REOPENED = FindingState.OPEN, FindingState.CLOSED, FindingState.REOPENED
OWNERS = {"1.1.1": Owners(offices=("办公室",), people=("甲",)), "1.1.2": Owners()}
PROOF = Proof(path="证据/补好的.pdf", sha256="sha-补好的.pdf")


def step(do: str, on: str, **more: Any) -> FindingStep:
    return FindingStep(finding="Z1", do=FindingVerb(do), on=date.fromisoformat(on), why="说明", **more)


def finding(*history: FindingStep, ident: str = "Z1", found: str = "2021-11-01", **more: Any) -> Finding:
    return Finding(id=ident, text="缺签到表", found=date.fromisoformat(found), history=history, **more)


CLOSE, REOPEN = step("close", "2021-11-08"), step("reopen", "2021-11-10")


@pytest.mark.parametrize(
    ("history", "due", "as_of", "expected"),
    [
        pytest.param([], "2021-11-12", "2021-11-12", (OPEN, Timing.DUE_SOON, 0), id="still the due day"),
        pytest.param([], "2021-11-12", "2021-11-13", (OPEN, Timing.OVERDUE, 1), id="one day over"),
        pytest.param([], "2021-11-30", "2021-11-12", (OPEN, Timing.NOT_DUE, 18), id="far ahead"),
        pytest.param([], None, "2021-11-12", (OPEN, Timing.UNDATED, None), id="no day, no lateness"),
        pytest.param([CLOSE], "2021-11-08", "2021-11-12", (CLOSED, Timing.ON_TIME, None), id="closed on its day"),
        pytest.param([CLOSE], "2021-11-07", "2021-11-12", (CLOSED, Timing.LATE, 1), id="closed a day late"),
        pytest.param([CLOSE], "2021-11-07", "2021-11-07", (OPEN, Timing.DUE_SOON, 0), id="not yet known to be closed"),
        pytest.param([CLOSE, REOPEN], "2021-11-09", "2021-11-12", (REOPENED, Timing.OVERDUE, 3), id="opened again"),
        pytest.param([CLOSE, REOPEN], "2021-11-09", "2021-11-09", (CLOSED, Timing.ON_TIME, None), id="before that"),
        pytest.param(
            [CLOSE, step("recheck", "2021-11-09", passed=True), step("note", "2021-11-10")],
            "2021-11-09", "2021-11-12", (CLOSED, Timing.ON_TIME, None), id="a recheck and a note leave the state",
        ),
    ],
)  # fmt: skip
def test_state_and_timing(
    history: list[FindingStep], due: str | None, as_of: str, expected: tuple[FindingState, Timing, int | None]
) -> None:
    day = date.fromisoformat(as_of)
    one = finding(*history, due=date.fromisoformat(due) if due else None)
    (judged,) = judge_findings([one], OWNERS, Clock(day, 14), day)
    assert (judged.state, judged.timing, judged.days) == expected


@pytest.mark.parametrize(
    ("one", "known", "owner"),
    [
        pytest.param(finding(item="1.1.1"), True, "办公室、甲", id="nobody named: the owners of the item"),
        pytest.param(finding(item="1.1.1", owner="乙"), True, "乙", id="the one who is named"),
        pytest.param(finding(), True, None, id="no item, nobody"),
        pytest.param(finding(item="9.1.1"), False, None, id="an item of another set"),
        pytest.param(finding(found="2021-11-12"), True, None, id="found on the day"),
        pytest.param(finding(found="2021-11-13"), False, None, id="found later"),
    ],
)
def test_what_is_known_and_whose_it_is(one: Finding, known: bool, owner: str | None) -> None:
    judged = judge_findings([one], OWNERS, Clock(DAY, 14), DAY)
    assert [found.owner for found in judged] == ([owner] if known else [])


def test_the_most_pressing_comes_first_and_closed_ones_last() -> None:
    days = {"Z1": None, "Z2": "2021-12-30", "Z3": "2021-11-10", "Z4": "2021-11-01", "Z5": "2021-11-20"}
    ones = [finding(ident=ident, due=date.fromisoformat(due) if due else None) for ident, due in days.items()]
    ones.append(finding(CLOSE, ident="Z6", due=date(2021, 11, 1)))
    judged = judge_findings(ones, OWNERS, Clock(DAY, 14), DAY)
    assert [one.id for one in judged] == ["Z4", "Z3", "Z5", "Z2", "Z1", "Z6"]


SET = criteria(
    project(
        "专项工作",
        item("1.1.1", "理论学习制度；", [{"id": "a", "type": "制度", "about": "理论学习"}], due="3月上旬"),
        item("1.1.2", "现场查看；", [{"id": "a", "carrier": "实地"}]),
    )
)
RULES = evidence("理论学习制度.docx", title="理论学习制度", date="2021-03-05")


def judged_items(*files: Evidence) -> tuple[ItemJudgement, ...]:
    return judge(SET, matched(list(files), SET), settings(), people(), as_of=DAY).items


@pytest.mark.parametrize(
    ("of", "files", "passed", "texts"),
    [
        pytest.param(finding(item="1.1.1"), [RULES], True, ["条目1.1.1齐全"], id="the item is complete"),
        pytest.param(finding(item="1.1.1"), [], False, ["条目1.1.1缺失：缺制度"], id="the item is not"),
        pytest.param(finding(item="1.1.2"), [], None, ["条目1.1.2人工核查，要人看"], id="only a person can see"),
        pytest.param(finding(), [], None, [], id="nothing to look at"),
        pytest.param(
            finding(step("close", "2021-11-08", proof=(PROOF,))), [evidence("补好的.pdf")], True,
            ["证明“证据/补好的.pdf”还在，没有改动"], id="the proof is there",
        ),
        pytest.param(
            finding(step("close", "2021-11-08", proof=(PROOF,))), [evidence("三月/改名.pdf", sha=PROOF.sha256)], True,
            ["证明“证据/补好的.pdf”还在，没有改动，现在是“证据/三月/改名.pdf”"], id="moved is still there",
        ),
        pytest.param(
            finding(step("close", "2021-11-08", proof=(PROOF,))), [evidence("补好的.pdf", sha="sha-other")], False,
            ["证明“证据/补好的.pdf”改过了，不是销号时的那一份"], id="other bytes at its place",
        ),
        pytest.param(
            finding(step("close", "2021-11-08", proof=(PROOF,))), [], False, ["证明“证据/补好的.pdf”不在了"], id="gone",
        ),
        pytest.param(
            finding(step("close", "2021-11-08", proof=(PROOF,))),
            [evidence("补好的.pdf", sha="unread:证据/补好的.pdf", problem=Problem.LOCKED)], None,
            ["证明“证据/补好的.pdf”现在读不出来（正被其他程序占用），没有核对"], id="locked is no failure",
        ),
        pytest.param(
            finding(step("close", "2021-11-08", proof=(PROOF,)), item="1.1.1"), [RULES], False,
            ["条目1.1.1齐全", "证明“证据/补好的.pdf”不在了"], id="one that fails decides",
        ),
        pytest.param(
            finding(step("close", "2021-11-08", proof=(PROOF,)), item="1.1.2"), [evidence("补好的.pdf")], True,
            ["条目1.1.2人工核查，要人看", "证明“证据/补好的.pdf”还在，没有改动"], id="what holds is enough beside a doubt",
        ),
    ],
)  # fmt: skip
def test_recheck(of: Finding, files: list[Evidence], passed: bool | None, texts: list[str]) -> None:
    looked = recheck(of, judged_items(*files), files)
    assert looked.passed is passed
    assert [one.text for one in looked.held] == texts


def test_the_reason_of_a_failure_is_what_fails() -> None:
    of = finding(step("close", "2021-11-08", proof=(PROOF,)), item="1.1.1")
    looked = recheck(of, judged_items(RULES), [RULES])
    assert looked.held[0] == Held(True, "条目1.1.1齐全")
    assert looked.why == "证明“证据/补好的.pdf”不在了"


@pytest.mark.parametrize(
    ("due", "history", "final", "expected"),
    [
        pytest.param("2021-11-11", (), False, True, id="overdue is not yet yes"),
        pytest.param("2021-11-12", (), False, False, id="due today is no answer of no"),
        pytest.param("2021-11-11", (CLOSE,), False, False, id="closed"),
        pytest.param(None, (), True, True, id="with final anything open"),
        pytest.param(None, (CLOSE,), True, False, id="with final, closed"),
    ],
)
def test_not_yet(due: str | None, history: tuple[FindingStep, ...], final: bool, expected: bool) -> None:
    table = criteria(
        project("专项工作", item("1.1.1", "理论学习制度；", [{"id": "a", "type": "制度", "about": "理论学习"}]))
    )
    one = finding(*history, due=date.fromisoformat(due) if due else None)
    judgement = judge(
        table, matched([RULES], table), settings(), people(), as_of=DAY, final=final, findings=[one]
    )  # fmt: skip
    assert not_yet(judgement) is expected
