"""Deadline phrases of real tables, what cannot be read, and what must hold for any phrase."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.dates.deadline import read_deadline

Y = 2021


def spans(phrase: str | None, year: int = Y) -> list[str]:
    """The occurrences in short: 03-01/03-10; an open start is empty, another year is written out."""

    def short(day: date | None) -> str:
        return "" if day is None else day.strftime("%m-%d") if day.year == year else day.isoformat()

    return [f"{short(one.start)}/{short(one.end)}" for one in read_deadline(phrase, year).occurrences]


MONTHS = [f"{month:02}" for month in range(1, 13)]


@pytest.mark.parametrize(
    ("phrase", "kind", "expected"),
    [
        # 华容县审计局 2021: the 50 distinct phrases, those of one grammar and other months left out
        ("1月上旬", "window", ["01-01/01-10"]),
        ("11月下旬", "window", ["11-21/11-30"]),
        ("2月下旬", "window", ["02-21/02-28"]),
        ("4月中旬", "window", ["04-11/04-20"]),
        ("5月中旬和9月中旬", "window", ["05-11/05-20", "09-11/09-20"]),
        ("1月上旬、7月上旬", "window", ["01-01/01-10", "07-01/07-10"]),
        ("3月上旬、7月中旬", "window", ["03-01/03-10", "07-11/07-20"]),
        ("2月、4月、6月、8月上旬", "window", ["02-01/02-10", "04-01/04-10", "06-01/06-10", "08-01/08-10"]),
        ("1月上旬\n2月、4月上旬", "window", ["01-01/01-10", "02-01/02-10", "04-01/04-10"]),
        ("3月上旬（与3·5雷锋纪念日同步）", "window", ["03-01/03-10"]),
        ("6月5日结合学雷锋志愿服务活动", "date", ["06-05/06-05"]),
        ("6月上旬结合学雷锋志愿服务活动", "window", ["06-01/06-10"]),
        ("6月上旬。结合第五大项工作开展。", "window", ["06-01/06-10"]),
        ("每月中旬", "recurring", [f"{month}-11/{month}-20" for month in MONTHS]),
        ("春节、端午节、中秋节慰问", "festival", ["02-12/02-12", "06-14/06-14", "09-21/09-21"]),
        ("与节日同步", "festival", []),
        ("与县创建指挥部工作安排同步。", "external", []),
        ("与县文明办工作安排同步，结合道德讲堂活动。", "external", []),
        ("一般在外出开展春秋游活动前。", "event", []),
        ("外出活动时", "event", []),
        ("结合学雷锋志愿服务活动", "linked", []),
        ("结合实际开展", "open", []),
        ("视情况开展", "open", []),
        ("适时收集保存", "open", []),
        (None, "open", []),
        ("  \n", "open", []),
        # other units' tables
        ("4月30日前", "date", ["/04-30"]),
        ("7月底前", "date", ["/07-31"]),
        ("九月末", "window", ["09-21/09-30"]),
        ("于11月30日(周二)", "date", ["11-30/11-30"]),
        ("2012年元月至2012年7月", "window", ["2012-01-01/2012-07-31"]),
        ("今年1-8月", "window", ["01-01/08-31"]),
        ("(2021—2023年度)", "window", ["01-01/2023-12-31"]),
        ("2015年上半年", "window", ["2015-01-01/2015-06-30"]),
        ("次年三月底以前", "date", ["/2022-03-31"]),
        ("每年三月底以前", "recurring", ["/03-31"]),
        ("每季度末", "recurring", ["03-31/03-31", "06-30/06-30", "09-30/09-30", "12-31/12-31"]),
        ("半年研究一次", "recurring", ["01-01/06-30", "07-01/12-31"]),
        ("第三季度", "window", ["07-01/09-30"]),
        ("国庆节前", "event", ["/10-01"]),
        ("第三个星期日全国助残日", "date", ["05-16/05-16"]),
        ("10月中下旬以后", "window", ["10-11/12-31"]),
        ("廿五日前", "event", []),
        ("全年", "window", ["01-01/12-31"]),
        ("随时公开", "open", []),
        ("可全年固定", "open", []),
        ("按制度要求", "open", []),
        ("3月2日—11月12日", "window", ["03-02/11-12"]),
        ("2020年12月至2021年2月", "window", ["2020-12-01/02-28"]),
    ],
)
def test_phrases(phrase: str | None, kind: str, expected: list[str]) -> None:
    deadline = read_deadline(phrase, Y)
    assert (deadline.kind, spans(phrase)) == (kind, expected)


def test_monthly_ends_follow_the_calendar() -> None:
    assert spans("每月月底")[1] == "02-28/02-28"
    assert spans("每月月底", 2024)[1] == "02-29/02-29"
    assert spans("每月31日前")[3] == "/04-30"
    assert len(spans("每周一")) == 52


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [
        ("2月30日", "没有2021年2月30日这一天"),
        ("13月上旬", "月份不存在"),
        ("0000年3月", "没有0000年这样的年份"),
        ("每月40日前", "没有40日这一天"),
        ("2023年8月-2022年10月", "早于"),
        ("5月中旬前", "两种读法"),
        ("2月、4月上旬", "两种读法"),
        ("11月29日(周四)", "2021-11-29是周一，不是周四"),
        ("今年以来", "没有写明截止日"),
        ("与节日同步", "没有写明是哪些节日"),
        ("胡言乱语", "读不懂"),
    ],
)
def test_what_is_impossible_or_ambiguous_is_said(phrase: str, problem: str) -> None:
    assert any(problem in one for one in read_deadline(phrase, Y).problems)


@pytest.mark.parametrize("phrase", ["1月上旬", "6月5日", "每月中旬", "春节", "适时", "4月30日前", "第二季度"])
def test_what_is_plain_has_no_problems(phrase: str) -> None:
    assert read_deadline(phrase, Y).problems == ()


@pytest.mark.parametrize(
    ("phrase", "target"),
    [
        ("与县创建指挥部工作安排同步", "县创建指挥部"),
        ("与县文明办工作安排同步.", "县文明办"),
        ("外出活动时", "外出"),
        ("结合学雷锋志愿服务活动", "学雷锋志愿服务活动"),
    ],
)
def test_undated_phrases_name_whom_to_ask(phrase: str, target: str) -> None:
    assert read_deadline(phrase, Y).target == target


PIECES = [
    "每", "月", "年", "前", "后", "起", "以来", "上旬", "中旬", "下旬", "底", "初", "末", "1", "2", "12", "13", "30",
    "31", "0", "0000", "9999", "2021", "日", "号", "季度", "第", "半年", "上", "次", "周", "一", "十", "二十", "〇", "三",
    "至", "-", "到", "、", "；", "\n", "(", ")", "春节", "重阳节", "清明", "国庆", "与", "安排", "同步", "适时", "结合",
    "活动", "时", "按", ".", "5", "星期", "今", "度", "每周", "每月", "每季度", "９", "ー", "元月", "助残日", "年内", "廿",
]  # fmt: skip
PHRASES = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=10).map("".join)


@given(PHRASES, st.integers(-5, 3000))
def test_no_phrase_raises_and_no_occurrence_ends_before_it_starts(phrase: str, year: int) -> None:
    deadline = read_deadline(phrase, year)
    assert deadline.phrase == phrase
    for one in deadline.occurrences:
        assert one.start is None or one.start <= one.end
    assert list(deadline.occurrences) == sorted(deadline.occurrences, key=lambda one: one.end)
    if deadline.kind == "unknown":
        assert deadline.problems


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_before_a_day_means_by_that_day(day: date) -> None:
    found = read_deadline(f"{day.month}月{day.day}日前", day.year)
    assert [(one.start, one.end) for one in found.occurrences] == [(None, day)]
