"""Deadline phrases and festivals: read right, or said to be unreadable."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.dates.deadline import read_deadline
from wenming_cli.dates.festivals import festival_day
from wenming_cli.dates.written import dates_in, dates_in_name, day_in_name, month_in_name

YEAR = 2021


def windows(phrase: str, year: int = YEAR) -> list[tuple[str | None, str]]:
    return [(str(one.start) if one.start else None, str(one.end)) for one in read_deadline(phrase, year).occurrences]


@pytest.mark.parametrize(
    ("phrase", "kind", "expected"),
    [
        ("1月上旬", "window", [("2021-01-01", "2021-01-10")]),
        ("2月中旬", "window", [("2021-02-11", "2021-02-20")]),
        ("2月下旬", "window", [("2021-02-21", "2021-02-28")]),
        ("1月上旬、7月上旬", "window", [("2021-01-01", "2021-01-10"), ("2021-07-01", "2021-07-10")]),
        ("5月中旬和9月中旬", "window", [("2021-05-11", "2021-05-20"), ("2021-09-11", "2021-09-20")]),
        ("3月上旬（与3·5雷锋纪念日同步）", "window", [("2021-03-01", "2021-03-10")]),
        ("6月5日结合学雷锋志愿服务活动", "date", [("2021-06-05", "2021-06-05")]),
        ("6月上旬。结合第五大项工作开展。", "window", [("2021-06-01", "2021-06-10")]),
        (
            "春节、端午节、中秋节慰问",
            "festival",
            [("2021-02-12", "2021-02-12"), ("2021-06-14", "2021-06-14"), ("2021-09-21", "2021-09-21")],
        ),
        ("与节日同步", "festival", []),
        ("与县创建指挥部工作安排同步", "external", []),
        ("与县文明办工作安排同步，结合道德讲堂活动。", "external", []),
        ("一般在外出开展春秋游活动前。", "event", []),
        ("外出活动时", "event", []),
        ("结合学雷锋志愿服务活动", "linked", []),
        ("结合实际开展", "open", []),
        ("适时收集保存", "open", []),
        ("视情况开展", "open", []),
        ("", "open", []),
        ("4月30日前", "date", [(None, "2021-04-30")]),
        ("三月底以前", "date", [(None, "2021-03-31")]),
        ("次年三月底以前", "date", [(None, "2022-03-31")]),
        ("2012年元月至2012年7月", "window", [("2012-01-01", "2012-07-31")]),
        ("今年1-8月", "window", [("2021-01-01", "2021-08-31")]),
        ("２０１５年上半年", "window", [("2015-01-01", "2015-06-30")]),
        ("(2021—2023年度)", "window", [("2021-01-01", "2023-12-31")]),
        ("全年", "window", [("2021-01-01", "2021-12-31")]),
        ("九月末", "window", [("2021-09-21", "2021-09-30")]),
        ("第三个星期日全国助残日", "date", [("2021-05-16", "2021-05-16")]),
        ("胡言乱语", "unknown", []),
    ],
)
def test_phrase(phrase: str, kind: str, expected: list[tuple[str | None, str]]) -> None:
    assert read_deadline(phrase, YEAR).kind == kind
    assert windows(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "number", "first"),
    [
        ("每月中旬", 12, ("2021-01-11", "2021-01-20")),
        ("每月月底", 12, ("2021-01-31", "2021-01-31")),
        ("于每月28日前", 12, (None, "2021-01-28")),
        ("每季度末", 4, ("2021-03-31", "2021-03-31")),
        ("半年研究一次", 2, ("2021-01-01", "2021-06-30")),
        ("每周一", 52, ("2021-01-04", "2021-01-04")),
    ],
)
def test_recurring(phrase: str, number: int, first: tuple[str | None, str]) -> None:
    found = read_deadline(phrase, YEAR)
    assert (found.kind, len(found.occurrences), windows(phrase)[0]) == ("recurring", number, first)


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [
        ("2月、4月、6月、8月上旬", "两种读法"),
        ("5月中旬前", "两种读法"),
        ("2023年8月—2022年10月", "早于开始"),
        ("2021年2月30日前", "没有2021年2月30日"),
        ("2015年3月17日(周一)", "不是周一"),
        ("10月中下旬以后", "没有写明截止日"),
        ("与节日同步", "哪些节日"),
        ("胡言乱语", "读不懂"),
    ],
)
def test_problems_are_said(phrase: str, problem: str) -> None:
    assert any(problem in one for one in read_deadline(phrase, YEAR).problems)


FESTIVALS = {
    2015: ("0219", "0305", "0405", "0620", "0820", "0927", "1021"), 2016: ("0208", "0222", "0404", "0609", "0809", "0915", "1009"),
    2017: ("0128", "0211", "0404", "0530", "0828", "1004", "1028"), 2018: ("0216", "0302", "0405", "0618", "0817", "0924", "1017"),
    2019: ("0205", "0219", "0405", "0607", "0807", "0913", "1007"), 2020: ("0125", "0208", "0404", "0625", "0825", "1001", "1025"),
    2021: ("0212", "0226", "0404", "0614", "0814", "0921", "1014"), 2022: ("0201", "0215", "0405", "0603", "0804", "0910", "1004"),
    2023: ("0122", "0205", "0405", "0622", "0822", "0929", "1023"), 2024: ("0210", "0224", "0404", "0610", "0810", "0917", "1011"),
    2025: ("0129", "0212", "0404", "0531", "0829", "1006", "1029"), 2026: ("0217", "0303", "0405", "0619", "0819", "0925", "1018"),
}  # fmt: skip
NAMES = ("春节", "元宵节", "清明节", "端午节", "七夕节", "中秋节", "重阳节")


@pytest.mark.parametrize("year", FESTIVALS)
def test_traditional_festivals(year: int) -> None:
    found = tuple(f"{day.month:02d}{day.day:02d}" for name in NAMES if (day := festival_day(name, year)))
    assert found == FESTIVALS[year]


@pytest.mark.parametrize("year", range(2015, 2036))
def test_festivals_stand_in_their_order(year: int) -> None:
    days = [day for name in NAMES if (day := festival_day(name, year))]
    assert days == sorted(days)
    assert len(days) == len(NAMES)
    assert date(year, 1, 20) <= days[0] <= date(year, 2, 21)


DIGITS = "〇一二三四五六七八九"
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (
        DIGITS[ones] if ones or not tens else ""
    )


@given(DAYS)
def test_a_written_date_is_found_again(day: date) -> None:
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    forms = [
        f"{day.year}年{day.month}月{day.day}日", f"{day.year} 年 {day.month} 月 {day.day} 日", f"{day.year}.{day.month}.{day.day}",
        f"{day.year}-{day.month:02d}-{day.day:02d}", f"{year}年{chinese(day.month)}月{chinese(day.day)}日",
        f"{year.replace('〇', '○')}年{chinese(day.month)}月{chinese(day.day)}日",
        f"{day.year}年{day.month}月{day.day}日".translate({ord(str(at)): chr(0xFF10 + at) for at in range(10)}),
    ]  # fmt: skip
    for form in forms:
        assert day in [one.day for one in dates_in(f"某局\n{form}\n")], form


@given(st.text(max_size=40), st.integers(1990, 2099))
def test_reading_never_fails_and_windows_are_whole(phrase: str, year: int) -> None:
    for one in read_deadline(phrase, year).occurrences:
        assert one.start is None or one.start <= one.end


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("微信图片_20210330165146", "2021-03-30"),
        ("mmexport1614912345678", "2021-03-05"),
        ("IMG_20210305_101010", "2021-03-05"),
        ("屏幕截图 2021-11-07 131311", "2021-11-07"),
        ("D20210305999", None),
        ("13812345678", None),
    ],
)
def test_dates_in_names(name: str, expected: str | None) -> None:
    found = [str(one.day) for one in dates_in_name(name)]
    assert (found[0] if found else None) == expected


def test_days_and_months_without_a_year() -> None:
    assert day_in_name("党组会议记录0108(研究)", 2021) == date(2021, 1, 8)
    assert day_in_name("3月5日学雷锋", 2021) == date(2021, 3, 5)
    assert month_in_name("03月志愿服务_1") == 3
    assert month_in_name("2021年03月") is None
