"""Festivals against a table that another library computed (cnlunar 0.2; GB/T 33661-2017)."""

from datetime import date, datetime

import pytest

from wenming_cli.dates.festivals import festival_day, festivals_in, month_end

NAMES = ("春节", "元宵", "清明", "端午", "七夕", "中秋", "重阳")
TABLE = """
2015 0219 0305 0405 0620 0820 0927 1021
2016 0208 0222 0404 0609 0809 0915 1009
2017 0128 0211 0404 0530 0828 1004 1028
2018 0216 0302 0405 0618 0817 0924 1017
2019 0205 0219 0405 0607 0807 0913 1007
2020 0125 0208 0404 0625 0825 1001 1025
2021 0212 0226 0404 0614 0814 0921 1014
2022 0201 0215 0405 0603 0804 0910 1004
2023 0122 0205 0405 0622 0822 0929 1023
2024 0210 0224 0404 0610 0810 0917 1011
2025 0129 0212 0404 0531 0829 1006 1029
2026 0217 0303 0405 0619 0819 0925 1018
2027 0206 0220 0405 0609 0808 0915 1008
2028 0126 0209 0404 0528 0826 1003 1026
2029 0213 0227 0404 0616 0816 0922 1016
2030 0203 0217 0405 0605 0805 0912 1005
2031 0123 0206 0405 0624 0824 1001 1024
2032 0211 0225 0404 0612 0812 0919 1012
2033 0131 0214 0404 0601 0801 0908 1001
2034 0219 0305 0405 0620 0820 0927 1020
2035 0208 0222 0405 0610 0810 0916 1009
"""


@pytest.mark.parametrize("row", TABLE.split("\n")[1:-1])
def test_lunar_festivals(row: str) -> None:
    year, *days = row.split()
    expected = [datetime.strptime(year + day, "%Y%m%d").date() for day in days]  # noqa: DTZ007 - a day has no zone
    assert [festival_day(name, int(year)) for name in NAMES] == expected


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("元旦", date(2021, 1, 1)), ("学雷锋纪念日", date(2021, 3, 5)), ("三八妇女节", date(2021, 3, 8)),
        ("植树节", date(2021, 3, 12)), ("国际劳动节", date(2021, 5, 1)), ("五四青年节", date(2021, 5, 4)),
        ("世界环境日", date(2021, 6, 5)), ("七一", date(2021, 7, 1)), ("国庆节", date(2021, 10, 1)),
        ("国家宪法日", date(2021, 12, 4)), ("全国助残日", date(2021, 5, 16)), ("母亲节", date(2021, 5, 9)),
        ("端午节", date(2021, 6, 14)), ("无此节", None),
    ],
)  # fmt: skip
def test_named_days(name: str, day: date | None) -> None:
    assert festival_day(name, 2021) == day


def test_festivals_come_in_the_order_of_the_text() -> None:
    found = list(festivals_in("中秋节、春节、学雷锋纪念日慰问", 2021))
    assert found == [
        ("中秋节", date(2021, 9, 21)), ("春节", date(2021, 2, 12)), ("学雷锋纪念日", date(2021, 3, 5)),
    ]  # fmt: skip


def test_month_ends() -> None:
    assert [month_end(2024, month).day for month in (2, 4, 12)] == [29, 30, 31]
