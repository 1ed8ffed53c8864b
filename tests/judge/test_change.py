"""What became of each item between two checks."""

from collections.abc import Sequence

from builders import DAY, criteria, evidence, item, matched, people, project, settings
from wenming_cli.judge.change import Changes, compare, due_within
from wenming_cli.judge.judge import judge, not_yet
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


def judged(files: Sequence[Evidence]) -> Judgement:
    return judge(SET, matched(files, SET), settings(), people(), as_of=DAY)


def ids(changes: Changes) -> dict[str, list[str]]:
    return {kind: [one.item.id for one in ones] for kind, ones in changes.by_kind().items() if ones}


def test_the_first_week_has_only_what_is_open() -> None:
    assert ids(compare(None, judged([]))) == {"still": ["1.1.1", "1.1.2", "1.1.4"]}


def test_closed_better_and_still() -> None:
    changes = compare(judged([]), judged([RULES, ONE]))
    assert ids(changes) == {"closed": ["1.1.1"], "better": ["1.1.2"], "still": ["1.1.4"]}
    assert changes.closed[0].gained == ("证据/理论学习制度.docx",)


def test_a_file_that_is_gone_opens_its_item_again() -> None:
    changes = compare(judged([RULES, ONE, TWO]), judged([ONE]))
    assert ids(changes) == {"new": ["1.1.1", "1.1.2"], "still": ["1.1.4"]}
    assert changes.new[0].lost == ("证据/理论学习制度.docx",)


def test_less_than_before_is_worse() -> None:
    assert ids(compare(judged([ONE]), judged([])))["worse"] == ["1.1.2"]


def test_due_within_names_what_comes_next() -> None:
    assert [one.id for one in due_within(judged([]), 20)] == ["1.1.3"]
    assert due_within(judged([]), 14) == ()


def test_the_answer_is_yes_only_when_nothing_due_or_undated_is_open() -> None:
    appeal = evidence("文明旅游倡议书.docx", title="文明旅游倡议书", date="2021-05-05")
    assert not_yet(judged([RULES, ONE, TWO]))
    assert not not_yet(judged([RULES, ONE, TWO, appeal]))
    final = judge(SET, matched([RULES, ONE, TWO, appeal], SET), settings(), people(), as_of=DAY, final=True)
    assert not_yet(final)
