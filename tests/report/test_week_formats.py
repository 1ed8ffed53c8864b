"""The week in every format: what closed, is new, got worse, is open, is due next, whose it is; missed weeks, questions."""

import io
from datetime import date

import docx
import openpyxl
import pytest
from icalendar import Calendar

from builders import DAY, criteria, evidence, item, matched, people, project, settings
from wenming_cli.cli.report_papers import papers_of
from wenming_cli.judge.change import compare, due_within
from wenming_cli.judge.judge import judge
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.judgement import Judgement
from wenming_cli.model.round import Planned, PlanState
from wenming_cli.report.formats.book import report_xlsx
from wenming_cli.report.formats.calendar import week_ics
from wenming_cli.report.owners import owner_rows
from wenming_cli.report.people.load import SetJudged
from wenming_cli.report.people.roll import Roll
from wenming_cli.report.week import NEXT_DAYS, Week
from wenming_cli.report.week_value import report_of
from wenming_cli.report.week_words import MOST_NAMED, counted, moved

OTHERS = {"offices": ["综计股"], "people": ["乙"]}
SET = criteria(
    project(
        "专项工作",
        item("1.1.1", "理论学习制度；", [{"id": "a", "type": "制度", "about": "理论学习"}], due="3月上旬"),
        item("1.1.2", "工会工作总结。", [{"id": "a", "type": "总结", "about": "工会"}], due="11月中旬"),
        item("1.1.3", "现场点图片；", [{"id": "a", "carrier": "照片", "about": "现场点"}]),
        item("1.1.4", "普法方案；", [{"id": "a", "type": "方案", "about": "普法"}], due="11月上旬", owners=OTHERS),
        item("1.1.5", "禁毒计划；", [{"id": "a", "type": "计划", "about": "禁毒"}], due="2月上旬", owners=OTHERS),
    )
)
RULES = evidence("理论学习制度.docx", title="理论学习制度", date="2021-03-05")
BEFORE = date(2021, 10, 22)


def judged(*files: Evidence, on: date = DAY) -> Judgement:
    return judge(SET, matched(list(files), SET), settings(), people(), as_of=on)


def week(before: Judgement | None = None, after: Judgement | None = None, *troubles: str) -> Week:
    """Three weeks later: 1.1.1 closed, 1.1.2 came due, 1.1.4 went overdue, 1.1.3 and 1.1.5 stay open."""
    before, after = before or judged(on=BEFORE), after or judged(RULES)
    return Week(after, compare(before, after), before.as_of, due_within(after, NEXT_DAYS), troubles)


FIRST = Week(judged(), compare(None, judged()), None, due_within(judged(), NEXT_DAYS))


@pytest.mark.parametrize(
    ("since", "missed"),
    [
        pytest.param(date(2021, 11, 5), (), id="a week"),
        pytest.param(date(2021, 11, 4), (), id="a day late"),
        pytest.param(date(2021, 11, 3), ("2021-11-10",), id="two days late: one was due meanwhile"),
        pytest.param(date(2021, 10, 29), ("2021-11-05",), id="a fortnight"),
        pytest.param(BEFORE, ("2021-10-29", "2021-11-05"), id="three weeks"),
    ],
)
def test_missed_weeks_are_named_and_never_made_up(since: date, missed: tuple[str, ...]) -> None:
    assert week(judged(on=since)).missed == missed


def test_as_json() -> None:
    told = report_of(week(None, None, "2021-11-08 08:00的周报没有做成：磁盘满了")).model_dump(mode="json")
    assert told["as_of"] == "2021-11-12"
    value = told["week"]
    kinds = {kind: [one["id"] for one in value[kind]] for kind in ("closed", "new", "worse", "better", "still")}
    assert kinds == {
        "closed": ["1.1.1"],
        "new": ["1.1.2", "1.1.4"],
        "worse": [],
        "better": [],
        "still": ["1.1.3", "1.1.5"],
    }
    assert value["closed"] == [{"id": "1.1.1", "was": "missing", "gained": ["证据/理论学习制度.docx"]}]
    assert (value["since"], value["missed"]) == ("2021-10-22", ["2021-10-29", "2021-11-05"])
    assert value["due_next"] == ["1.1.2"]
    assert value["questions"][0]["question"] == "什么时候要交齐？"
    assert value["troubles"] == ["2021-11-08 08:00的周报没有做成：磁盘满了"]
    assert {one["person"]: (one["closed"], one["fallen"], one["due_next"], one["overdue"]) for one in value["owners"]} == {
        "甲": (["1.1.1"], ["1.1.2"], ["1.1.2"], 0), "乙": ([], ["1.1.4"], [], 2),
    }  # fmt: skip


def test_a_first_week_has_nothing_before_it() -> None:
    value = report_of(FIRST).model_dump(mode="json")["week"]
    assert (value["since"], value["closed"], value["new"]) == (None, [], [])
    assert len(value["still"]) == 5
    assert all(one["was"] is None for one in value["still"])


def test_owners_with_all_their_offices() -> None:
    assert [(one.shown, one.overdue, one.due_soon, one.rest) for one in owner_rows(judged())] == [
        ("综计股 乙", 2, 0, 0), ("办公室 甲", 1, 1, 1),
    ]  # fmt: skip


def book(one: Week) -> openpyxl.Workbook:
    return openpyxl.load_workbook(
        io.BytesIO(report_xlsx(one.judgement, matched([RULES], SET), (), lambda *_: None, one))
    )


def test_as_a_workbook() -> None:
    made = book(week(None, None, *(f"第{at}次没有做成" for at in range(5))))
    assert made.sheetnames == ["本周", "缺件清单", "按责任人", "请人决定", "台账"]
    rows = [[cell.value for cell in row] for row in made["本周"].iter_rows(min_row=4)]
    assert [(row[0], row[1]) for row in rows] == [
        ("本周补齐", "1.1.1"), ("新出现的缺口", "1.1.2"), ("新出现的缺口", "1.1.4"), ("仍未齐", "1.1.3"),
        ("仍未齐", "1.1.5"), ("今后14天到期", "1.1.2"),
    ]  # fmt: skip
    assert rows[0][3:7] == ["办公室", "甲", "缺失", "齐全"]
    assert rows[0][-1] == "理论学习制度.docx"
    below = made["本周"]["A2"].value.splitlines()
    assert below[1] == "与2021-10-22的周报比较。其间2021-10-29起有2周没有出周报，不补做。"
    assert below[3:] == [
        "第0次没有做成",
        "第1次没有做成",
        "第2次没有做成",
        "另有2件没有做成的，见 历次检查/运行记录.tsv",
    ]
    assert made["本周"].row_dimensions[2].height >= 15 * len(below)
    owners = {row[0].value: [cell.value for cell in row[1:]] for row in made["按责任人"].iter_rows(min_row=4)}
    assert owners["综计股 乙"] == [2, 0, 0, "1.1.4、 1.1.5", None, "1.1.4", None]
    assert [cell.value for cell in made["请人决定"][4]][:2] == ["1.1.3", "什么时候要交齐？"]


def test_a_workbook_of_the_first_week() -> None:
    made = book(FIRST)
    assert made["本周"]["A2"].value.splitlines()[1] == "这是第一份周报，没有上周可比。"
    assert {row[0].value for row in made["本周"].iter_rows(min_row=4)} == {"未齐", "今后14天到期"}


def papers(one: Week) -> dict[str, str]:
    """All words of every paper."""
    roll = Roll.of("某局", DAY, people(), [SetJudged(SET, one.judgement)], [])
    return {path: _words(data) for path, data in papers_of(roll, (), [one]).items()}


def _words(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    rows = ["|".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([*(one.text for one in document.paragraphs), *rows])


def test_as_papers() -> None:
    told = papers(week(None, None, "2021-11-08 08:00的周报没有做成：磁盘满了"))
    leaders = told["领导小组报告.docx"]
    assert "2021年度文明创建资料周报" in leaders
    assert "与10月22日的周报比，本周补齐1条、新出现的缺口2条、变差的0条、有进展但还没齐0条、仍未齐2条。" in leaders
    assert "其间10月29日起有2周没有出周报，不补做。" in leaders
    assert "有1次自动出周报或发送没有做成" in leaders
    assert "磁盘满了" not in leaders
    assert "1.1.2|工会工作总结|办公室、甲|11月20日" in leaders
    assert "办公室|2|0|1|1|1" in leaders
    assert "综计股|2|2|0|1|0" in leaders
    assert "1.1.4|普法方案|综计股、乙|逾期2天" in leaders
    theirs = told["个人/督办通知-乙.docx"]
    assert "与10月22日的周报比，新出现的缺口1条（1.1.4）；其中本周逾期的1条（1.1.4）。" in theirs
    assert "今后14天到期1条（1.1.2）。" in told["个人/督办通知-甲.docx"]
    assert "周报" not in "".join(papers_of(Roll.of("某局", DAY, people(), [SetJudged(SET, judged())], [])))


def test_papers_of_the_first_week() -> None:
    told = papers(FIRST)
    assert "这是第一份周报，没有上周可比。" in told["领导小组报告.docx"]
    assert "的周报比" not in told["个人/督办通知-甲.docx"]


def events(data: bytes) -> dict[str, object]:
    return {str(one["summary"]): one for one in Calendar.from_ical(data).walk("VEVENT")}


def test_as_a_calendar() -> None:
    planned = [
        Planned("第二次检查", date(2021, 11, 25), PlanState.PLANNED, 13),
        Planned("迎检前", date(2021, 11, 27), PlanState.PLANNED, 15),
    ]
    found = events(week_ics([week()], planned))
    told = found.pop("创建资料周报：没齐4条，逾期2条")
    assert sorted(found) == ["1.1.2 工会工作总结", "第二次检查"]
    assert told["dtstart"].dt == DAY  # type: ignore[index]
    assert told.walk("VALARM") == []  # type: ignore[attr-defined]
    lines = str(told["description"]).splitlines()  # type: ignore[index]
    assert "其间2021-10-29起有2周没有出周报，不补做。" in lines
    assert "本周补齐1条：1.1.1" in lines
    assert "今后14天到期1条；2021-11-20 1.1.2" in lines
    assert "综计股 乙：没齐2条，逾期2条" in lines
    assert "什么时候要交齐？1.1.3" in lines


def test_a_week_and_the_year_name_an_event_alike() -> None:
    from wenming_cli.report.formats.calendar import calendar_ics

    in_week, in_year = events(week_ics([week()])), events(calendar_ics([judged(RULES)]))
    assert in_week["1.1.2 工会工作总结"]["uid"] == in_year["1.1.2 工会工作总结"]["uid"]  # type: ignore[index]


def test_many_ids_are_counted() -> None:
    ids = [f"1.1.{at}" for at in range(1, MOST_NAMED + 3)]
    assert counted("本周补齐", ids) == f"本周补齐12条（{'、 '.join(ids[:MOST_NAMED])}等）"
    assert moved(week(), ()) == "没有变化"
