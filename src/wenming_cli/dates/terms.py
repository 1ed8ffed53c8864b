"""Single days and periods, lists and ranges of them: 1月上旬、7月上旬; 1-8月; 2023年8月-2024年10月."""

import re
from datetime import date
from itertools import pairwise

from wenming_cli.dates.draft import DATE, UNKNOWN, WINDOW, Draft, Occurrence
from wenming_cli.dates.festivals import month_end
from wenming_cli.dates.periods import half, part_of_month, part_of_year, quarter

WEEKDAYS = "一二三四五六日"
_TERM = re.compile(
    r"(?:(?P<year>\d{4}|今|本|当|次|明|上)年度?的?)?"
    r"(?:(?P<month>\d{1,2})(?:月份?|\.(?=\d{1,2}(?:日|前|$)))"
    r"(?:(?P<day>\d{1,2})(?:日|号)?|(?P<part>上中旬|中下旬|上旬|中旬|下旬|初|中|底|末))?"
    r"|(?P<half>上半年|下半年)|第?(?P<quarter>[1-4])季度(?P<qend>末|底)?|(?P<yearpart>全年|年内|年中|年底|年末|岁末|年初))"
    r"(?:\((?:周|星期)(?P<weekday>[一二三四五六日天])\))?"
    r"(?P<clock>(?:上午|下午|晚上)?(?:\d{1,2}[:：]\d{2})?(?:\((?:周|星期)(?P<weekday2>[一二三四五六日天])\))?)"
    r"(?P<bound>(?:以|之)?前|(?:以|之)后|起|以来)?"
)
_BARE_YEARS = re.compile(r"(\d{4})年?(?:度)?(?:-|至|到)(\d{4})年(?:度)?")
_MONTH_RANGE = re.compile(r"(?:(\d{4}|今|本)年)?(\d{1,2})(?:月份?)?(?:-|至|到)(\d{1,2})月(?!\d)")
_DAY_RANGE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日?(?:-|至|到)(?:(\d{1,2})月)?(\d{1,2})日")
_ASIDE = re.compile(r"\([^()]*(?:同步|结合|纪念)[^()]*\)")
_TO = ("-", "至", "到")


def read_ranges(draft: Draft, clause: str) -> bool:
    """2023年8月-2022年10月, 1-8月, 2021-2023年度, 3月2日-11月12日."""
    if match := _BARE_YEARS.search(clause):
        first, last = draft.year_named(match[1]), draft.year_named(match[2])
        if first is not None and last is not None:
            draft.window(date(first, 1, 1), date(last, 12, 31))
        return True
    if _read_pairs(draft, clause):
        return True
    if match := _DAY_RANGE.search(clause):
        year = int(match[1] or draft.year)
        start = draft.day(year, int(match[2]), int(match[3]))
        end = draft.day(year, int(match[4] or match[2]), int(match[5]))
        if start and end:
            draft.window(start, end)
        return True
    if match := _MONTH_RANGE.search(clause):
        named = draft.year_named(match[1])
        if named is not None and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 12:
            draft.window(date(named, int(match[2]), 1), month_end(named, int(match[3])))
            return True
    return False


def _read_pairs(draft: Draft, clause: str) -> bool:
    """Two whole terms with a dash or 至 between them."""
    terms = list(_TERM.finditer(clause))
    pairs = [(one, two) for one, two in pairwise(terms) if clause[one.end() : two.start()] in _TO]
    for one, two in pairs:
        start, end = _occurrence(draft, one), _occurrence(draft, two)
        if start and end:
            draft.window(start.start or start.end, end.end)
    return bool(pairs)


def read_terms(draft: Draft, clause: str) -> bool:
    """Single days and periods, and lists of them: 1月上旬、7月上旬; 2月、4月、6月、8月上旬."""
    bare = _ASIDE.sub("", clause)
    if "固定" in bare:
        return False
    terms = [term for term in _TERM.finditer(bare) if not term["month"] or 1 <= int(term["month"]) <= 12]
    if not terms:
        if re.search(r"\d{1,2}月", bare):
            draft.problems.append(f"月份不存在：{bare}")
        return False
    spread = _spread(terms)
    if spread:
        draft.problems.append(f"“{spread}”是否管前面各月有两种读法，按各月{spread}计")
    for term in terms:
        occurrence = _occurrence(draft, term, spread)
        if occurrence is not None:
            draft.found.append(occurrence)
    if draft.kind in (UNKNOWN, DATE):
        draft.kind = DATE if all(map(_is_day, terms)) else WINDOW
    return True


def _spread(terms: list[re.Match[str]]) -> str | None:
    """The part of the month that the last term of a list of bare months gives to all of them."""
    *before, last = terms
    bare = all(term["month"] and not term["day"] and not term["part"] for term in before)
    return last["part"] if before and bare else None


def _is_day(term: re.Match[str]) -> bool:
    """Whether a term names a day, not a period."""
    return bool(term["day"] or term["part"] == "底" or (term["bound"] or "").endswith("前"))


def _occurrence(draft: Draft, term: re.Match[str], spread: str | None = None) -> Occurrence | None:
    """The window of one date term, cut open by 前, 后, 起 or 以来."""
    year = draft.year_named(term["year"])
    span = _span(draft, term, year, spread) if year is not None else None
    if year is None or span is None:
        return None
    start, end = span
    bound = (term["bound"] or "")[-1:]
    if bound == "前":
        if term["part"] in ("上旬", "中旬", "下旬"):
            draft.problems.append(f"“{term['part']}前”有两种读法，按到{term['part']}末计")
        return Occurrence(None, end)
    if bound in ("后", "起", "来"):
        draft.problems.append("没有写明截止日，按年底计")
        return Occurrence(start, date(year, 12, 31))
    return Occurrence(start, end, f"{term['month']}月" if term["month"] else "")


def _span(draft: Draft, term: re.Match[str], year: int, spread: str | None) -> tuple[date, date] | None:
    """First and last day of a term."""
    if term["half"]:
        return half(year, term["half"])
    if term["quarter"]:
        return quarter(year, int(term["quarter"]), end_only=bool(term["qend"]))
    if term["yearpart"]:
        return part_of_year(year, term["yearpart"])
    month = int(term["month"])
    if not 1 <= month <= 12:
        draft.problems.append(f"月份不存在：{month}月")
        return None
    if not term["day"]:
        return part_of_month(year, month, term["part"] or spread)
    day = draft.day(year, month, int(term["day"]))
    weekday = term["weekday"] or term["weekday2"]
    if day and weekday and WEEKDAYS.index(weekday.replace("天", "日")) != day.weekday():
        draft.problems.append(f"{day}是周{WEEKDAYS[day.weekday()]}，不是周{weekday}")
    return (day, day) if day else None
