"""What became of each item between two checks."""

from collections.abc import Sequence

import pytest

from builders import DAY, criteria, decision, evidence, item, matched, people, project, settings
from wenming_cli.judge.change import Changes, compare, due_within
from wenming_cli.judge.judge import judge, not_yet
from wenming_cli.model.decision import Decision
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.judgement import Judgement

SET = criteria(
    project(
        "专项工作",
        item("1.1.1", "理论学习制度", [{"id": "a", "type": "制度", "about": "理论学习"}], due="3月上旬"),
        item(
            "1.1.2",
            "文明交通照片",
            [{"id": "a", "carrier": "照片", "about": "文明交通", "count": "2..", "unit": "张"}],
            due="4月上旬",
        ),
        item("1.1.3", "文明餐桌总结", [{"id": "a", "type": "总结", "about": "文明餐桌"}], due="11月下旬"),
        item("1.1.4", "文明旅游倡议书", [{"id": "a", "type": "倡议书", "about": "文明旅游"}], due="适时"),
    )
)
RULES = evidence("理论学习制度.docx", title="理论学习制度", date="2021-03-05")
ONE, TWO = (evidence(f"文明交通{at}.jpg", exif_date="2021-04-02") for at in (1, 2))


SUMMARY = evidence("文明餐桌总结.docx", title="文明餐桌总结", date="2021-11-05")


def judged(files: Sequence[Evidence], *decisions: Decision) -> Judgement:
    return judge(SET, matched(files, SET, decisions), settings(), people(), as_of=DAY)


def ids(changes: Changes) -> dict[str, list[str]]:
    """The items of every group that has any."""
    return {kind: [one.item.id for one in ones] for kind, ones in changes.by_kind().items() if ones}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([], [], {"still": ["1.1.1", "1.1.2", "1.1.4"], "rest": ["1.1.3"]}, id="nothing moved"),
        pytest.param(
            [], [RULES, ONE], {"closed": ["1.1.1"], "better": ["1.1.2"], "still": ["1.1.4"], "rest": ["1.1.3"]},
            id="one closed, one got on",
        ),
        pytest.param(
            [RULES, ONE, TWO], [ONE], {"new": ["1.1.1", "1.1.2"], "still": ["1.1.4"], "rest": ["1.1.3"]},
            id="a file that is gone opens its item again",
        ),
        pytest.param(
            [ONE], [], {"worse": ["1.1.2"], "still": ["1.1.1", "1.1.4"], "rest": ["1.1.3"]}, id="less than before"
        ),
        pytest.param(
            [], [SUMMARY], {"closed": ["1.1.3"], "still": ["1.1.1", "1.1.2", "1.1.4"]}, id="done before its day"
        ),
        pytest.param(
            [SUMMARY], [], {"worse": ["1.1.3"], "still": ["1.1.1", "1.1.2", "1.1.4"]}, id="lost before its day"
        ),
    ],
)  # fmt: skip
def test_what_became_of_each_item(
    before: Sequence[Evidence], after: Sequence[Evidence], expected: dict[str, list[str]]
) -> None:
    assert ids(compare(judged(before), judged(after))) == expected


def test_the_first_week_has_only_what_is_open() -> None:
    assert ids(compare(None, judged([]))) == {"still": ["1.1.1", "1.1.2", "1.1.4"], "rest": ["1.1.3"]}


def test_files_and_gaps_that_came_and_went_are_named() -> None:
    closed = compare(judged([]), judged([RULES])).closed[0]
    assert (closed.gained, closed.lost, closed.resolved, closed.appeared) == (
        ("证据/理论学习制度.docx",), (), ("缺制度",), ()
    )  # fmt: skip
    opened = compare(judged([RULES]), judged([])).new[0]
    assert (opened.gained, opened.lost, opened.resolved, opened.appeared) == (
        (), ("证据/理论学习制度.docx",), (), ("缺制度",)
    )  # fmt: skip
    (better,) = compare(judged([]), judged([ONE])).better
    assert better.turned == (("缺照片（2张以上）", "照片有1张，要2张以上"),)
    assert (better.resolved, better.appeared) == ((), ())


def test_a_file_that_was_put_elsewhere_says_where_to() -> None:
    before, after = judged([RULES]), judged([RULES], decision("pin", RULES, "1.1.3"))
    changes = compare(before, after)
    (lost,), (gained,) = changes.new, changes.closed
    assert (lost.item.id, lost.elsewhere) == ("1.1.1", {"证据/理论学习制度.docx": ("1.1.3",)})
    assert (gained.item.id, gained.elsewhere) == ("1.1.3", {"证据/理论学习制度.docx": ("1.1.1",)})


def test_due_within_names_what_comes_next() -> None:
    assert [one.id for one in due_within(judged([]), 20)] == ["1.1.3"]
    assert due_within(judged([]), 14) == ()


def test_the_answer_is_yes_only_when_nothing_due_or_undated_is_open() -> None:
    appeal = evidence("文明旅游倡议书.docx", title="文明旅游倡议书", date="2021-05-05")
    assert not_yet(judged([RULES, ONE, TWO]))
    assert not not_yet(judged([RULES, ONE, TWO, appeal]))
    final = judge(SET, matched([RULES, ONE, TWO, appeal], SET), settings(), people(), as_of=DAY, final=True)
    assert not_yet(final)
