"""Status files and the rollup: what a file may not hold, what is refused, how units, weeks and common gaps are told."""

import io
import json
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, criteria, evidence, item, matched, people, project, settings
from wenming_cli.judge.judge import judge
from wenming_cli.report.units.lists import rollup_xlsx
from wenming_cli.report.units.page import rollup_page
from wenming_cli.report.units.received import Received, Refused, received
from wenming_cli.report.units.rollup import rolled_up
from wenming_cli.report.units.shown import change_words, head, share_words
from wenming_cli.report.units.status import status_of
from wenming_cli.report.units.table import Rollup

ON = date(2021, 11, 12)


def value(unit: str, on: str, *items: str, criteria: str = "s-2021", **more: Any) -> dict[str, Any]:
    """A status file; an item is written 1.1 missing overdue 12."""
    rows = []
    for one in items:
        ident, verdict, timing, *days = one.split()
        rows.append({"id": ident, "text": f"材料{ident}", "verdict": verdict, "timing": timing,
                     "days": int(days[0]) if days else None, "due_day": None})  # fmt: skip
    one = {"criteria": criteria, "title": "表", "year": 2021, "items": rows}
    return {"wenming": "status", "version": 1, "unit": unit, "level": "县级", "as_of": on, "sets": [one], **more}


def file(unit: str, on: str, *items: str, path: str = "", **more: Any) -> Received | Refused:
    data = json.dumps(value(unit, on, *items, **more), ensure_ascii=False).encode("utf-8")
    return received(path or f"{unit}-{on}.json", data)


def rolled(*files: Received | Refused, on: date = ON, days: int = 14, expected: tuple[str, ...] = ()) -> Rollup:
    return rolled_up(files, on, days, expected)


def book(result: Rollup) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(rollup_xlsx(result)))


# What a unit tells


def test_a_status_holds_no_names_and_no_files() -> None:
    one = criteria(
        project("专项工作", item("1.1.1", "制度，联系电话13812345678；", [{"id": "a", "type": "制度"}], due="3月上旬"))
    )
    matching = matched([evidence("很特别的文件名.docx", title="制度", date="2021-03-05")], one)
    judgement = judge(one, matching, settings(), people(), as_of=DAY)
    told = status_of(settings().unit, [(one, judgement)], lambda text: text.replace("13812345678", "138****5678"))
    said = told.model_dump_json()
    assert "138****5678" in said
    assert [word for word in ("13812345678", "很特别", "甲", "办公室", "sha", "证据/") if word in said] == []
    assert received("x.json", said.encode()) == Received("x.json", told)


# What comes in


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(b"", "空文件", id="empty"),
        pytest.param(b'{"wenming": "status", "ver', "不是完整的 JSON", id="cut off"),
        pytest.param("{“wenming”: 1}".encode("gbk"), "不是 UTF-8 编码", id="another encoding"),
        pytest.param(b"[" * 100_000, "不是完整的 JSON", id="too deep"),
        pytest.param(b"[1, 2]", "不是状态文件", id="a list"),
        pytest.param(b'{"name": "x"}', "不是状态文件", id="another program's"),
        pytest.param(b'{"wenming": "status", "version": 9}', "由更新的版本导出（格式9）", id="a later version"),
        pytest.param(b'{"wenming": "status", "version": 1}', "内容不对：unit", id="no unit"),
        pytest.param(
            json.dumps(value("局", "2021-11-12", "1.1 done on_time")).encode(), "内容不对：sets.0.items.0.verdict",
            id="no such verdict",
        ),
        pytest.param(
            json.dumps(value("局", "2021-11-12", "1.1 missing overdue -5")).encode(), "内容不对：sets.0.items.0.days",
            id="days below nothing",
        ),
        pytest.param(json.dumps(value("局" * 500, "2021-11-12")).encode(), "内容不对：unit", id="a name without end"),
        pytest.param(json.dumps(value("局", "昨天")).encode(), "内容不对：as_of", id="no day"),
        pytest.param(b'{"wenming": "status", "version": NaN}', "内容不对", id="no number"),
    ],
)  # fmt: skip
def test_what_is_damaged_or_foreign_is_named(data: bytes, what: str) -> None:
    one = received("某局.json", data)
    assert isinstance(one, Refused)
    assert what in one.what
    assert one.remedy


def test_a_later_minor_version_may_say_more() -> None:
    told = value("局", "2021-11-12", "1.1 complete on_time", more={"a": 1})
    told["sets"][0]["items"][0]["colour"] = "red"
    assert isinstance(received("a.json", json.dumps(told).encode()), Received)


def test_a_mark_of_the_notepad_is_no_damage() -> None:
    told = json.dumps(value("局", "2021-11-12", "1.1 complete on_time")).encode("utf-8-sig")
    assert isinstance(received("a.json", told), Received)


@given(st.binary(max_size=200) | st.recursive(st.none() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["wenming", "version", "unit", "sets", "status"]), inner | st.just("status"))).map(lambda one: json.dumps(one).encode()))  # fmt: skip
def test_nothing_that_comes_in_breaks_anything(data: bytes) -> None:
    assert isinstance(received("x.json", data), Received | Refused)


# How units stand


def test_a_unit_is_told_by_its_last_report() -> None:
    result = rolled(
        file("甲局", "2021-11-05", "1.1 missing overdue 3", "1.2 missing not_due 9"),
        file(
            "甲局",
            "2021-11-12",
            "1.1 complete on_time",
            "1.2 short overdue 4",
            "1.3 waived undated",
            "1.4 manual undated",
        ),
    )
    (row,) = result.rows
    assert (row.as_of, row.items, row.open, row.overdue, row.longest) == (ON, 4, 1, 1, 4)
    assert row.share == pytest.approx(1 / 3)
    assert share_words(row) == "33%"
    assert result.units == 1


@pytest.mark.parametrize(
    ("older", "since", "words"),
    [
        pytest.param(["2021-11-05"], "2021-11-05", "比2021-11-05：补齐1，新缺1", id="a week ago"),
        pytest.param(["2021-11-06", "2021-11-11"], "2021-11-06", "比2021-11-06：补齐1，新缺1", id="a day early"),
        pytest.param(
            ["2021-10-01", "2021-11-04"], "2021-11-04", "比2021-11-04：补齐1，新缺1", id="the newest of old ones"
        ),
        pytest.param(["2021-11-10", "2021-11-11"], "2021-11-10", "比2021-11-10：补齐1，新缺1", id="only younger ones"),
        pytest.param([], None, "没有上次可比", id="none"),
    ],
)
def test_a_week_is_compared_with_the_one_before(older: list[str], since: str | None, words: str) -> None:
    before = [file("甲局", on, "1.1 missing overdue 3", "1.2 complete on_time") for on in older]
    (row,) = rolled(*before, file("甲局", "2021-11-12", "1.1 complete late 2", "1.2 short overdue 1")).rows
    assert (row.since.isoformat() if row.since else None) == since
    assert change_words(row) == words


def test_what_is_newly_overdue_is_counted() -> None:
    (row,) = rolled(
        file("甲局", "2021-11-05", "1.1 missing due_soon 3", "1.2 missing overdue 1"),
        file("甲局", "2021-11-12", "1.1 missing overdue 4", "1.2 missing overdue 8", "1.3 missing overdue 1"),
    ).rows
    assert change_words(row) == "比2021-11-05：新缺1，逾期+2"


@pytest.mark.parametrize(("on", "quiet"), [("2021-10-30", False), ("2021-10-29", True)])
def test_who_has_not_reported_for_so_many_days_is_quiet(on: str, quiet: bool) -> None:
    result = rolled(file("甲局", on, "1.1 complete on_time"), days=14)
    assert result.quiet == (("甲局",) if quiet else ())
    assert ("14天以上没有报送" in head(result)) is quiet


def test_the_most_pressing_come_first() -> None:
    result = rolled(
        file("甲局", "2021-11-12", "1.1 missing not_due 9", "1.2 missing not_due 9"),
        file("乙局", "2021-11-12", "1.1 missing overdue 1"),
        file("丙局", "2021-11-12", "1.1 complete on_time"),
    )
    assert [row.unit for row in result.rows] == ["乙局", "甲局", "丙局"]


def test_what_more_than_half_lack_is_common() -> None:
    items = {
        "甲局": ("1.1 missing overdue 5", "1.2 missing not_due 5", "1.3 missing undated"),
        "乙局": ("1.1 short not_due 5", "1.2 complete on_time", "1.3 waived undated"),
        "丙局": ("1.1 complete on_time", "1.2 complete on_time", "1.3 waived undated"),
    }
    result = rolled(*(file(unit, "2021-11-12", *ones) for unit, ones in items.items()))
    assert [(one.id, one.lack, one.of, one.overdue) for one in result.common] == [("1.1", 2, 3, 1)]


def test_units_of_different_tables_have_no_common_gap() -> None:
    one = file("甲局", "2021-11-12", "1.1 missing undated", criteria="a")
    assert rolled(one, file("乙局", "2021-11-12", "1.1 missing undated", criteria="b")).common == ()


def test_files_of_another_day_or_another_word_of_the_same_day_are_named() -> None:
    result = rolled(
        file("甲局", "2021-11-12", "1.1 missing undated", path="a/甲局.json"),
        file("甲局", "2021-11-12", "1.1 complete on_time", path="a/甲局2.json"),
        file("乙局", "2021-11-13", "1.1 missing undated", path="乙局.json"),
    )
    assert [row.open for row in result.rows] == [0]
    assert [one.path for one in result.refused] == ["a/甲局.json", "乙局.json"]
    assert "有两份不同的状态文件，用了“a/甲局2.json”" in result.refused[0].what
    assert "之后，没有计入" in result.refused[1].what


# Units of one name, and the list of units


def sent(*places: str, **more: Any) -> list[Received | Refused]:
    """Reports of units that call themselves 财政所, by path; the day is the end of the file's name, each says its own."""
    return [
        file("财政所", path[-15:-5], f"1.1 missing overdue {at}", path=path, **more) for at, path in enumerate(places, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("places", "units"),
    [
        pytest.param(["东镇/2021-11-12.json", "西镇/2021-11-12.json"], ["财政所（东镇）", "财政所（西镇）"], id="one day"),
        pytest.param(
            ["东镇/w1/2021-11-05.json", "东镇/w2/2021-11-12.json", "西镇/w1/2021-11-05.json", "西镇/w2/2021-11-12.json"],
            ["财政所（东镇）", "财政所（西镇）"], id="weeks below towns",
        ),
        pytest.param(
            ["w1/东镇/2021-11-05.json", "w1/西镇/2021-11-05.json", "w2/东镇/2021-11-12.json", "w2/西镇/2021-11-12.json"],
            ["财政所（东镇）", "财政所（西镇）"], id="towns below weeks",
        ),
        pytest.param(
            ["东镇/2021-10-29.json", "东镇/2021-11-12.json", "西镇/2021-11-05.json"], ["财政所（东镇）", "财政所（西镇）"],
            id="days that overlap",
        ),
        pytest.param(["w1/2021-11-05.json", "w2/2021-11-12.json"], ["财政所"], id="one unit, a folder a week"),
        pytest.param(
            ["10月/2021-10-22.json", "10月/2021-10-29.json", "11月/2021-11-05.json", "11月/2021-11-12.json"], ["财政所"],
            id="one unit, a folder a month",
        ),
    ],
)  # fmt: skip
def test_units_of_one_name_are_told_apart_by_their_folders(places: list[str], units: list[str]) -> None:
    result = rolled(*sent(*places))
    assert sorted(row.unit for row in result.rows) == units
    assert result.refused == ()
    told = [one.what for one in result.notices]
    assert told == ([f"叫“财政所”的有2个，按文件夹分开算：{'、'.join(units)}"] if len(units) > 1 else [])


def test_each_of_them_has_its_own_week() -> None:
    places = ("东镇/2021-11-05.json", "西镇/2021-11-05.json", "东镇/2021-11-12.json", "西镇/2021-11-12.json")
    assert {(row.unit, str(row.since), row.longest) for row in rolled(*sent(*places)).rows} == {
        ("财政所（东镇）", "2021-11-05", 3), ("财政所（西镇）", "2021-11-05", 4),
    }  # fmt: skip


def test_copies_are_no_other_unit() -> None:
    one = value("财政所", "2021-11-05", "1.1 missing undated"), value("财政所", "2021-11-12", "1.1 complete on_time")
    files = [
        received(f"{folder}/{at}.json", json.dumps(told).encode())
        for folder in ("备份", "报送")
        for at, told in enumerate(one)
    ]
    result = rolled(*files)
    assert ([row.unit for row in result.rows], result.notices, result.refused) == (["财政所"], (), ())
    assert result.rows[0].path == "报送/1.json"


def test_levels_that_differ_in_one_folder_are_said() -> None:
    result = rolled(*sent("2021-11-05.json"), *sent("2021-11-12.json", level="市级"))
    assert [row.unit for row in result.rows] == ["财政所"]
    assert [one.what for one in result.notices] == ["“财政所”的状态文件级别不一样（县级、市级），当成了一个单位"]


def test_who_never_reported_is_named() -> None:
    result = rolled(file("甲局", "2021-11-12", "1.1 missing overdue 1"), expected=("甲局", "乙 局", "丙局"))
    assert (result.expected, result.missing, result.unlisted) == (3, ("乙 局", "丙局"), ())
    assert head(result).startswith("截至2021-11-12，名单上3个单位，报了1个，未报2个，1条")
    page = rollup_page(result)
    assert page.count('<td class="bad">未报</td>') == 2
    cells = [[cell.value for cell in row] for row in book(result)["各单位"].iter_rows(min_row=4)]
    assert [(row[0], row[14]) for row in cells] == [("甲局", "2021-11-12"), ("乙 局", "未报"), ("丙局", "未报")]


def test_a_name_that_the_list_does_not_have_is_doubted() -> None:
    result = rolled(file("青澜审计局", "2021-11-12", "1.1 missing undated"), expected=("青澜县审计局", "乙局"))
    assert [(one.unit, one.near) for one in result.unlisted] == [("青澜审计局", "青澜县审计局")]
    assert "“青澜审计局”不在单位名单里，名单上有相近的“青澜县审计局”" in rollup_page(result)
    assert "单位名称要核对" in book(result).sheetnames


def test_a_name_that_is_listed_twice_is_that_of_two_units() -> None:
    places = ("东镇/2021-11-05.json", "西镇/2021-11-12.json")
    result = rolled(*sent(*places), expected=("财政所", "财政所", "财政所"))
    assert sorted(row.unit for row in result.rows) == ["财政所（东镇）", "财政所（西镇）"]
    assert (result.missing, result.unlisted) == (("财政所",), ())


def test_the_order_of_the_files_changes_nothing() -> None:
    files = [file(f"{n}局", on, "1.1 missing overdue 3") for n in "甲乙丙" for on in ("2021-11-05", "2021-11-12")]
    assert rolled(*files) == rolled(*reversed(files))


# How it is shown

HOSTILE = '<script>alert(1)</script>"\u202e=1+1'


def test_names_of_units_are_text_on_the_page() -> None:
    page = rollup_page(
        rolled(
            file(HOSTILE, "2021-11-12", "1.1 missing overdue 3"),
            received("<b>.json", b""),
            expected=(HOSTILE + "2", "乙"),
        )
    )
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page
    assert "&lt;b&gt;.json" in page


def test_the_page_loads_nothing() -> None:
    page = rollup_page(rolled(file("甲局", "2021-11-12", "1.1 missing overdue 3")))
    assert "default-src &#x27;none&#x27;" in page
    assert not re.search(r"""(?:src|href)=|url\(|style="|http(?!-equiv)""", page)


def test_the_workbook_has_text_only() -> None:
    result = rolled(file("=1+1", "2021-11-12", "1.1 missing overdue 3"), received("坏.json", b"{"))
    made = book(result)
    assert made.sheetnames == ["各单位", "共同缺项", "用不了的文件"]
    assert (made["各单位"]["A4"].value, made["各单位"]["A4"].data_type) == ("=1+1", "s")
    assert made["各单位"].auto_filter.ref == "A3:Q4"
