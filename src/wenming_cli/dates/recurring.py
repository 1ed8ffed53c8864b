"""What comes back: 每月中旬, 每月28日前, 每季度末, 半年一次, 每年12月底前, 每周一."""

import re
from datetime import date, timedelta

from wenming_cli.dates.draft import RECURRING, Draft, Occurrence
from wenming_cli.dates.festivals import month_end
from wenming_cli.dates.periods import half, part_of_month, quarter
from wenming_cli.dates.terms import WEEKDAYS, read_ranges, read_terms

_RECURRING = re.compile(
    r"每(?:个)?(?P<unit>月|季度|季|半年|年|周|星期)|(?P<half>半年(?:研究)?一次)|(?P<times>按月|逐月|按季度|按季)"
)
_NUMBERED = re.compile(r"(?:的)?(\d{1,2})(?:日|号)((?:以|之)?前)?")
_PART = re.compile(r"(?:的)?(上中旬|中下旬|上旬|中旬|下旬|月?初|月?底|月?末)(?:以|之)?(前)?")


def read_recurring(draft: Draft, clause: str) -> bool:
    """One occurrence for every month, quarter, half-year or week of the year that the clause names."""
    match = _RECURRING.search(clause)
    if match is None:
        return False
    unit = (match["unit"] or match["half"] or match["times"])[:2].replace("按", "").replace("逐", "")
    rest = clause[match.end() :]
    if unit in ("周", "星期"):
        _weekly(draft, rest)
    elif unit == "月":
        _monthly(draft, rest)
    elif unit.startswith("季"):
        for number in range(1, 5):
            start, end = quarter(draft.year, number, end_only=re.search("末|底", rest) is not None)
            draft.found.append(Occurrence(start, end, f"第{number}季度"))
    elif unit == "半年":
        draft.found.extend(Occurrence(*half(draft.year, which), which) for which in ("上半年", "下半年"))
    elif not read_ranges(draft, rest) and not read_terms(draft, rest):
        draft.found.append(Occurrence(date(draft.year, 1, 1), date(draft.year, 12, 31), "全年"))
    draft.kind = RECURRING
    return True


def _weekly(draft: Draft, rest: str) -> None:
    """One occurrence a week on the named day; Sunday ends a week without one."""
    named = re.match(r"[一二三四五六日天]", rest)
    weekday = WEEKDAYS.index(named[0].replace("天", "日")) if named else 6
    day = date(draft.year, 1, 1)
    day += timedelta(days=(weekday - day.weekday()) % 7)
    while day.year == draft.year:
        draft.found.append(Occurrence(day if named else day - timedelta(days=6), day, f"{day.month}月{day.day}日"))
        day += timedelta(days=7)


def _monthly(draft: Draft, rest: str) -> None:
    """One occurrence a month: a day, a part, or the whole of it. The 31st is the last day of a short month."""
    numbered = _NUMBERED.match(rest)
    if numbered and not 1 <= int(numbered[1]) <= 31:
        draft.problems.append(f"没有{numbered[1]}日这一天")
        return
    part = _PART.match(rest)
    for month in range(1, 13):
        if numbered:
            day = date(draft.year, month, min(int(numbered[1]), month_end(draft.year, month).day))
            start, end, before = day, day, numbered[2]
        else:
            named = part[1].removeprefix("月") if part else None
            start, end = part_of_month(draft.year, month, named)
            before = part[2] if part else None
        draft.found.append(Occurrence(None if before else start, end, f"{month}月"))
