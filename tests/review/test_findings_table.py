"""A rectification list as units keep it: whatever its columns are called, its rows become findings or are refused."""

from datetime import date
from typing import Any

import pytest

from wenming_cli.model.finding import Finding, FindingEntry, FindingVerb
from wenming_cli.review.filled import Cell
from wenming_cli.review.findings_columns import CALLED
from wenming_cli.review.findings_table import ListedFindings, Occasion, listed_findings
from wenming_cli.text import normalise

ITEMS = {"1.1": ("a",), "1.10": ("a",), "2.1": (), "2.1.6": ("notice",), "3.1.1": ()}
TODAY, FOUND = date(2021, 12, 20), date(2021, 11, 12)
HEADS = ("序号", "条目", "问题", "整改措施", "责任人", "整改时限", "完成情况")
Row = tuple[Cell, ...]


def listed(*rows: Row, there: tuple[Finding, ...] = (), **more: Any) -> ListedFindings:
    return listed_findings([("清单", [list(row) for row in rows])], there, ITEMS, Occasion(TODAY, FOUND, **more))


def taken(heads: Row, row: Row) -> FindingEntry:
    """The one finding of a list of one row."""
    found = listed(heads, row)
    assert [one.why for one in found.refused] == []
    (one,) = found.entries
    return one


def test_a_whole_row() -> None:
    one = taken(HEADS, (1.0, "2.1.6", "缺签到表\n只有照片", "补签到表", "张三", "2021-11-30 00:00:00", ""))
    assert one == FindingEntry(
        id="Z1", item="2.1.6", text="缺签到表\n只有照片", found=FOUND, measure="补签到表", owner="张三",
        due=date(2021, 11, 30),
    )  # fmt: skip


def test_columns_in_any_order_and_by_other_names() -> None:
    heads = ("责任股室", "整改期限（年月日）", "存在的 问题", "备注", "责任人", "对应条目", "检查时间", "问题来源")
    one = taken(
        heads, ("办公室", "2021年11月30日前", "缺照片", "急", "张三", "3.1.1 教育培训", "2021.11.10", "县文明办复查")
    )
    assert (one.item, one.text, one.owner, one.due) == ("3.1.1", "缺照片", "办公室、张三", date(2021, 11, 30))
    assert (one.found, one.round) == (date(2021, 11, 10), "县文明办复查")


def test_lines_above_the_heads_and_free_rows_below() -> None:
    found = listed(
        ("某局文明创建整改清单", "", ""), ("填表人：张三", "", ""), ("序号", "问题", "责任人"), (1.0, "甲", ""), (2.0, "", ""),
        ("", "", ""), (3.0, "乙", "李四"), ("制表：张三", "", ""),
    )  # fmt: skip
    assert [(one.id, one.text) for one in found.entries] == [("Z1", "甲"), ("Z2", "乙")]
    assert not found.refused


def test_every_name_means_one_column() -> None:
    names = [normalise(name) for column, others in CALLED.items() for name in (column, *others)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("年度", "数量"), ("2021", 3.0)], id="another table"),
        pytest.param([("问题清单",), ("缺照片",)], id="a title is no head"),
        pytest.param([], id="an empty sheet"),
    ],
)
def test_no_list(rows: list[Row]) -> None:
    assert listed(*rows).lists == 0


@pytest.mark.parametrize(
    ("cell", "item"),
    [
        pytest.param("", None, id="none"),
        pytest.param("2.1.6", "2.1.6", id="a number"),
        pytest.param("２．１．６　道德讲堂", "2.1.6", id="wide, with words behind"),
        pytest.param(2.1, "2.1", id="a number cell that can mean one item"),
    ],
)
def test_items(cell: Cell, item: str | None) -> None:
    assert taken(("条目", "问题"), (cell, "x")).item == item


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        pytest.param("", None, id="none"),
        pytest.param("2021-11-30", "2021-11-30", id="as a workbook gives days"),
        pytest.param("2021/11/30", "2021-11-30", id="slashes"),
        pytest.param("11月底前", "2021-11-30", id="the end of a month of the year of finding"),
        pytest.param("12月上旬", "2021-12-10", id="only the end binds"),
        pytest.param("2021年10月1日至11月30日", "2021-11-30", id="a span"),
        pytest.param("2022年1月15日", "2022-01-15", id="the next year, said"),
        pytest.param("长期坚持", None, id="no day at all"),
    ],
)
def test_due(cell: Cell, due: str | None) -> None:
    one = taken(("问题", "整改时限"), ("x", cell))
    assert one.due == (date.fromisoformat(due) if due else None)


def test_a_deadline_without_a_day_is_not_lost() -> None:
    (step,) = listed(("问题", "整改时限"), ("x", "长期坚持")).steps
    assert (step.do, step.why) == (FindingVerb.NOTE, "整改时限：长期坚持")


@pytest.mark.parametrize(
    ("words", "do", "on"),
    [
        pytest.param("已完成", "close", "2021-12-20", id="done, on the day of importing"),
        pytest.param("√", "close", "2021-12-20", id="a tick"),
        pytest.param("已整改到位。", "close", "2021-12-20", id="a stop behind it"),
        pytest.param("已于2021年11月20日完成", "close", "2021-11-20", id="on the day that is named"),
        pytest.param("2021-11-20已销号", "close", "2021-11-20", id="the day before the word"),
        pytest.param("2022年1月5日完成", "note", "2021-12-20", id="a day to come is a plan"),
        pytest.param("未完成", "note", "2021-12-20", id="not done"),
        pytest.param("正在整改", "note", "2021-12-20", id="under way"),
        pytest.param("已完成两项，还差一项", "note", "2021-12-20", id="half done"),
        pytest.param("基本完成", "note", "2021-12-20", id="nearly"),
    ],
)
def test_done(words: str, do: str, on: str) -> None:
    (step,) = listed(("问题", "完成情况"), ("x", words), by="张三").steps
    assert (step.finding, step.do, step.on, step.by) == ("Z1", do, date.fromisoformat(on), "张三")
    assert step.why == f"完成情况：{words}"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param({"条目": "2.1.6"}, "没有写问题", id="no finding"),
        pytest.param({"问题": "x", "条目": "9.9.9"}, "测评体系里没有条目“9.9.9”", id="no such item"),
        pytest.param({"问题": "x", "条目": 1.1}, "看不出是1.1还是1.10", id="a number that may be two items"),
        pytest.param({"问题": "x", "条目": "2021-02-01 00:00:00"}, "被表格软件改成了日期", id="an item made a day"),
        pytest.param({"问题": "x", "条目": "1.1、2.1"}, "一格写了2条（1.1、2.1）", id="two items"),
        pytest.param({"问题": "x", "条目": "忽略"}, "没有条目“忽略”", id="a word of another form"),
        pytest.param({"问题": "x", "整改时限": "立行立改"}, "整改时限“立行立改”读不成一个日期", id="no day"),
        pytest.param({"问题": "x", "整改时限": 44530.0}, "整改时限“44530”读不成一个日期", id="a bare number"),
        pytest.param({"问题": "x", "整改时限": "11月30日、12月15日"}, "读不成一个日期", id="two days"),
        pytest.param({"问题": "x", "整改时限": "1月15日"}, "写明年份", id="a day that lies before the finding"),
        pytest.param({"问题": "x", "发现日期": "11月"}, "发现日期“11月”读不成一个日期", id="no day of finding"),
    ],
)
def test_refused_rows_say_where_and_why(row: dict[str, Cell], why: str) -> None:
    heads = ("问题", "条目", "整改时限", "发现日期")
    found = listed(("标题",), heads, ("好的", "", "", ""), tuple(row.get(head, "") for head in heads))
    (one,) = found.refused
    assert one.where == "清单 第4行"
    assert why in one.why
    assert [entry.text for entry in found.entries] == ["好的"]


def test_two_heads_that_mean_the_same_are_refused() -> None:
    (one,) = listed(("问题", "存在问题", "责任人"), ("甲", "乙", "")).refused
    assert one.where == "清单 第1行"
    assert "问题、存在问题" in one.why


def test_what_is_there_is_not_added_twice() -> None:
    there = Finding(id="Z4", item="2.1.6", text="缺签到表", found=FOUND)
    found = listed(
        ("条目", "问题"), ("2.1.6", "缺 签到表"), ("3.1.1", "缺签到表"), ("3.1.1", "缺签到表"), ("", "缺签到表"), there=(there,)
    )  # fmt: skip
    assert [(one.id, one.item) for one in found.entries] == [("Z5", "3.1.1"), ("Z6", None)]
    assert found.known == 2


def test_heads_that_are_not_used_are_named() -> None:
    assert listed(("问题", "责任人", "备注", "", "联系电话"), ("x", "", "", "", "")).unused == ("备注", "联系电话")


def test_all_sheets_that_are_lists() -> None:
    one, other = [["问题", "责任人"], ["甲", ""]], [["说明"], ["无"]]
    found = listed_findings(
        [("一", one), ("二", other), ("三", [one[0], ["乙", ""]])], (), ITEMS, Occasion(TODAY, FOUND)
    )
    assert found.lists == 2
    assert [(entry.id, entry.text) for entry in found.entries] == [("Z1", "甲"), ("Z2", "乙")]
