"""Dates as papers and file names write them are found again; what is no date is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.dates.written import dates_in, dates_in_name, day_in_name, month_in_name, plain_digits

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
ZEROS = "〇零○"
FIGURES = "〇一二三四五六七八九"


def numeral(number: int) -> str:
    """A Chinese numeral below a hundred: 五, 十, 二十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else FIGURES[tens]) + ("十" if tens else "") + (FIGURES[ones] if ones else "")


def chinese(day: date, zero: str = "〇") -> str:
    """二〇二一年三月五日."""
    year = "".join(FIGURES[int(figure)] for figure in str(day.year)).replace("〇", zero)
    return f"{year}年{numeral(day.month)}月{numeral(day.day)}日"


def wide(text: str) -> str:
    """Full-width figures."""
    return text.translate({ord(figure): ord(figure) + 0xFEE0 for figure in "0123456789"})


FORMS = {
    "figures": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "号": lambda day: f"{day.year}年{day.month}月{day.day}号",
    "padded": lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    "spaced": lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    "wide": lambda day: wide(f"{day.year}年{day.month}月{day.day}日"),
    "chinese": chinese,
    "chinese with 零": lambda day: chinese(day, "零"),
    "chinese with ○": lambda day: chinese(day, "○"),
    "dots": lambda day: f"{day.year}.{day.month}.{day.day}",
    "dashes": lambda day: f"{day.year}-{day.month:02}-{day.day:02}",
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
}


@pytest.mark.parametrize("form", FORMS)
@given(
    day=DAYS, before=st.sampled_from(["", "时间：", "（", "于"]), after=st.sampled_from(["", "）", "，召开", " 星期三"])
)
def test_a_written_date_is_found_again(form: str, day: date, before: str, after: str) -> None:
    found = list(dates_in(before + FORMS[form](day) + after))
    assert [one.day for one in found] == [day]
    assert found[0].exact


@given(DAYS)
def test_a_packed_date_in_a_name_is_found_again(day: date) -> None:
    for name in (f"IMG_{day:%Y%m%d}_101010", f"微信图片_{day:%Y%m%d}165146", f"{day:%Y%m%d}签到表"):
        assert day in [one.day for one in dates_in_name(name)]


@pytest.mark.parametrize(
    "text",
    [
        "2021年13月1日", "2021年2月30日", "1021年3月5日", "电话13874000321", "编号20211399", "3.14.2", "2021.3", "版本1.2021.3.5",
        "二〇二一年十十月五日", "第2021-3号",
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_found(text: str) -> None:
    assert [one for one in (*dates_in(text), *dates_in_name(text)) if one.exact] == []


def test_year_and_month_alone_are_not_exact() -> None:
    (found,) = dates_in("2021年3月")
    assert (found.day, found.exact) == (date(2021, 3, 1), False)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mmexport1614912345678", [date(2021, 3, 5)]),
        ("mmexport1614902399000", [date(2021, 3, 5)]),  # 23:59:59 UTC is the 5th in China
        ("wx_camera_1614912345678", [date(2021, 3, 5)]),
        ("DSC_0321", []),
    ],
)
def test_names_of_phones(name: str, expected: list[date]) -> None:
    assert [one.day for one in dates_in_name(name)] == expected


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("党组会议记录0108", date(2021, 1, 8)),
        ("3月5日学雷锋", date(2021, 3, 5)),
        ("第1301室", None),
        ("0230", None),
        ("2021年3月5日", None),
    ],
)
def test_a_day_without_its_year(name: str, day: date | None) -> None:
    assert day_in_name(name, 2021) == day


@pytest.mark.parametrize(
    ("name", "month"), [("03月志愿服务_1", 3), ("截图_10月", 10), ("2021年3月", None), ("13月", None)]
)
def test_a_month_alone(name: str, month: int | None) -> None:
    assert month_in_name(name) == month


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("三月底", "3月底"),
        ("元月", "1月"),
        ("二十一日", "21日"),
        ("廿五日", "25日"),
        ("１－８月", "1-8月"),
        ("三〇日", "30日"),
    ],
)
def test_plain_digits(text: str, plain: str) -> None:
    assert plain_digits(text) == plain


@given(st.text("零〇一二三四五六七八九十廿卅0123456789年月日号.-/ 星期（）", max_size=20))
def test_nothing_raises(text: str) -> None:
    for found in (*dates_in(text), *dates_in_name(text)):
        assert 1949 <= found.day.year <= 2100
    day_in_name(text, 2021)
    month_in_name(text)
