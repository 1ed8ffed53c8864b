"""Editions counted by years, plans of some years, terms that others replaced; and how days are said."""

from datetime import date

import pytest

from wenming_cli.dates.editions import FIRST, congress, law_plan, stale_in
from wenming_cli.dates.words import day_words, span_words
from wenming_cli.dates.written import numeral

RIGHT = [
    ("第33个爱国卫生月", 2021), ("全国第三十五个爱国卫生月", 2023), ("第20个全国“安全生产月”", 2021),
    ("第三十一次全国助残日", 2021), ("第30个119消防宣传日", 2021), ("第33个全国消防日", 2024), ("第19个公民道德宣传日", 2021),
    ("第六个全民国家安全教育日", 2021), ("第34个国际志愿者日", 2019), ("第8个国家宪法日", 2021),
]  # fmt: skip
"""Numbers as announced in these years."""


@pytest.mark.parametrize(("text", "year"), RIGHT)
def test_an_edition_fits_its_year_and_no_other(text: str, year: int) -> None:
    assert list(stale_in(text, year)) == []
    (late,) = stale_in(text, year + 1)
    assert late.of == f"{year}年的"
    assert late.words in text


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("积极实施法治宣传教育第七个五年规划", 2021, "2016—2020年的"),
        ("积极实施法治宣传教育第七个五年规划", 2020, None),
        ("“七五”普法", 2022, "2016—2020年的"),
        ("八五普法", 2021, None),
        ("八五普法", 2026, "2021—2025年的"),
        ("参与“精准扶贫”项目", 2021, "以前的提法"),
        ("参与“精准扶贫”项目", 2020, None),
        ("巩固拓展脱贫攻坚成果", 2021, None),
        ("落实疫情防控常态化工作要求", 2023, "以前的提法"),
        ("落实疫情防控常态化工作要求", 2022, None),
        ("迎接学习宣传党的二十大", 2023, "2022年以前的说法"),
        ("迎接学习宣传党的二十大", 2022, None),
        ("学习宣传贯彻党的二十大精神", 2023, None),
        ("第50个世界环境日", 1999, None),
        ("第3个月、第12个节日", 2021, None),
    ],
)
def test_what_was_true_of_other_years(text: str, year: int, expected: str | None) -> None:
    assert [one.of for one in stale_in(text, year)] == ([expected] if expected else [])


def test_years_of_plans_congresses_and_firsts() -> None:
    assert [law_plan(number) for number in (1, 7, 8)] == [1986, 2016, 2021]
    assert [congress(number) for number in (12, 19, 20)] == [1982, 2017, 2022]
    assert all(1986 <= year <= 2016 for year in FIRST.values())


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("32", 32), ("七", 7), ("十", 10), ("三十二", 32), ("二十", 20)]
)
def test_numerals(text: str, number: int) -> None:
    assert numeral(text) == number


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2021, 1, 23), date(2021, 2, 17), "1月23日—2月17日"),
        (date(2021, 11, 13), date(2021, 11, 14), "11月13日—14日"),
        (date(2021, 11, 13), date(2021, 11, 13), "11月13日"),
        (date(2020, 11, 13), date(2020, 11, 14), "2020年11月13日—2020年11月14日"),
        (date(2020, 12, 1), date(2021, 1, 14), "2020年12月1日—1月14日"),
    ],
)
def test_spans_are_said_short_and_without_doubt(start: date, end: date, said: str) -> None:
    assert span_words(start, end, 2021) == said
    assert said.startswith(day_words(start, 2021))
