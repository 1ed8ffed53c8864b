"""Festivals and commemorations: their days in a year, and their names in a text."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

LUNAR = {"春节": (1, 1), "元宵": (1, 15), "端午": (5, 5), "七夕": (7, 7), "中秋": (8, 15), "重阳": (9, 9)}
TRADITIONAL = ("春节", "元宵", "清明", "端午", "七夕", "中秋", "重阳")
"""The festivals of 我们的节日 in the order of the year, as texts name them (Huarong standard 7.3)."""
SOLAR = {
    "元旦": (1, 1), "学雷锋纪念日": (3, 5), "雷锋纪念日": (3, 5), "学雷锋日": (3, 5), "妇女节": (3, 8), "三八": (3, 8),
    "植树节": (3, 12), "国家安全教育日": (4, 15), "世界读书日": (4, 23), "五一": (5, 1), "劳动节": (5, 1),
    "青年节": (5, 4), "五四": (5, 4), "六一": (6, 1), "儿童节": (6, 1), "环境日": (6, 5), "七一": (7, 1),
    "建党节": (7, 1), "八一": (8, 1), "建军节": (8, 1), "教师节": (9, 10), "公民道德宣传日": (9, 20),
    "公民道德日": (9, 20), "十一": (10, 1), "国庆": (10, 1), "消防日": (11, 9), "宪法日": (12, 4), "志愿者日": (12, 5),
}  # fmt: skip
FLOATING = {"助残日": (5, 6, 3), "母亲节": (5, 6, 2), "父亲节": (6, 6, 3)}
"""Month, weekday (Monday is 0), which one: 全国助残日 is the third Sunday of May."""


def festival_day(name: str, year: int) -> date | None:
    """The day of a named festival in *year*; lunar ones from lunar_python (GB/T 33661)."""
    for key, (month, day) in LUNAR.items():
        if key in name:
            return _lunar(year, month, day)
    if "清明" in name:
        return _clear_and_bright(year)
    for key, (month, day) in sorted(SOLAR.items(), key=lambda one: -len(one[0])):
        if key in name:
            return date(year, month, day)
    for key, (month, weekday, nth) in FLOATING.items():
        if key in name:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return None


def _lunar(year: int, month: int, day: int) -> date:
    from lunar_python import Lunar

    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def _clear_and_bright(year: int) -> date:
    from lunar_python import Solar

    solar = Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable()["清明"]
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def worked_weekend(day: date) -> bool:
    """Whether a Saturday or Sunday was made a working day (调休上班), as far as lunar_python has that year's notice."""
    from lunar_python.util import HolidayUtil

    known = HolidayUtil.getHoliday(day.year, day.month, day.day)
    return bool(known and known.isWork())


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


_FESTIVAL_NAMES = re.compile(
    "(?P<name>" + "|".join(sorted([*LUNAR, "清明", *SOLAR, *FLOATING], key=len, reverse=True)) + ")(?P<tail>节|日)?"
)


def festivals_in(clause: str, year: int) -> Iterator[tuple[str, date]]:
    """Festivals named in the clause with their dates, in the order of the clause."""
    for match in _FESTIVAL_NAMES.finditer(clause):
        day = festival_day(match["name"], year)
        if day is not None:
            name = match["name"]
            yield name if name.endswith(("节", "日")) else name + (match["tail"] or "节"), day
