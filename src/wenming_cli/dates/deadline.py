"""How deadline phrases (完成时限) are read into dated windows of a year.

上旬 is the 1st to 10th, 中旬 the 11th to 20th, 下旬 the 21st to the end of the month; 底 is the
last day; 前 includes the day named (DESIGN part 5, DOMAIN part E). Nothing is guessed in
silence: what can be read in two ways, or not at all, is said in *problems*.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from wenming_cli.dates.festivals import festivals_in, month_end
from wenming_cli.dates.written import plain_digits

WINDOW, DATE, RECURRING, FESTIVAL = "window", "date", "recurring", "festival"
EXTERNAL, EVENT, LINKED, OPEN, UNKNOWN = "external", "event", "linked", "open", "unknown"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated instance of a duty (应办期次); only the end binds."""

    start: date | None
    end: date
    label: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline phrase as read for one year."""

    phrase: str
    kind: str
    occurrences: tuple[Occurrence, ...] = ()
    problems: tuple[str, ...] = ()
    target: str = ""


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
_RECURRING = re.compile(
    r"每(?:个)?(?P<unit>月|季度|季|半年|年|周|星期)|(?P<half>半年(?:研究)?一次)|(?P<times>按月|逐月|按季度|按季)"
)
_OPEN = re.compile(r"适时|视情|结合实际|随时|长期|经常|全年固定|按制度|按要求|不定期|根据需要|及时|常年|根据实际")
_EXTERNAL = re.compile(r"(?:与|按|按照|根据)(?P<who>.{1,20}?)(?:的)?(?:工作)?(?:安排|部署|要求|通知)(?:同步|执行|开展|进行)?")
_EVENT = re.compile(r"(?P<what>.{1,16}?)(?:活动)?(?:的)?(?:前(?:\d+(?:天|日|周))?|时|期间|后(?:\d+(?:天|日|周))?(?:内)?)$")


@dataclass(slots=True)
class _Read:
    """What has been read so far of one phrase."""

    year: int
    kind: str = UNKNOWN
    found: list[Occurrence] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    target: str = ""


def read_deadline(phrase: str | None, year: int) -> Deadline:
    """Read *phrase* into dated windows of *year*; a blank phrase is open and has none."""
    raw = phrase or ""
    read = _Read(year)
    for clause in filter(None, (plain_digits(part).strip("。.;；,，、") for part in re.split(r"[\n；;]", raw))):
        _read_clause(read, clause)
    if not raw.strip():
        read.kind = OPEN
    if read.kind == UNKNOWN:
        read.problems.append("读不懂这个期限，请填写具体日期")
    found = sorted(set(read.found), key=lambda one: (one.end, one.start or date.min))
    return Deadline(raw, read.kind, tuple(found), tuple(dict.fromkeys(read.problems)), read.target)


def _read_clause(read: _Read, clause: str) -> None:
    """Read one clause: the first grammar that fits wins."""
    for reader in (_read_recurring, _read_ranges, _read_terms, _read_festivals, _read_undated):
        if reader(read, clause):
            return


def _read_recurring(read: _Read, clause: str) -> bool:
    """每月中旬, 每月28日前, 每季度末, 每年12月底前, 每周一."""
    match = _RECURRING.search(clause)
    if match is None:
        return False
    unit = (match["unit"] or match["half"] or match["times"] or "")[:2].replace("按", "").replace("逐", "")
    rest = clause[match.end() :]
    read.kind = RECURRING
    if unit in ("周", "星期"):
        _weekly(read, rest)
    elif unit == "月":
        for month in range(1, 13):
            read.found.append(_part_of_month(read.year, month, rest))
    elif unit.startswith("季"):
        for first in (1, 4, 7, 10):
            start, end = date(read.year, first, 1), month_end(read.year, first + 2)
            read.found.append(Occurrence(end if re.search("末|底", rest) else start, end, f"第{(first + 2) // 3}季度"))
    elif unit == "半年":
        read.found.append(Occurrence(date(read.year, 1, 1), date(read.year, 6, 30), "上半年"))
        read.found.append(Occurrence(date(read.year, 7, 1), date(read.year, 12, 31), "下半年"))
    elif not _read_ranges(read, rest) and not _read_terms(read, rest):
        read.found.append(Occurrence(date(read.year, 1, 1), date(read.year, 12, 31), "全年"))
    read.kind = RECURRING
    return True


def _weekly(read: _Read, rest: str) -> None:
    """One occurrence a week on the named day; Sunday ends a week without one."""
    named = re.match(r"[一二三四五六日天]", rest)
    weekday = "一二三四五六日".index(named[0].replace("天", "日")) if named else 6
    day = date(read.year, 1, 1)
    day += timedelta(days=(weekday - day.weekday()) % 7)
    while day.year == read.year:
        read.found.append(Occurrence(day if named else day - timedelta(days=6), day, f"{day.month}月{day.day}日"))
        day += timedelta(days=7)


def _part_of_month(year: int, month: int, rest: str) -> Occurrence:
    """The part of one month that a monthly phrase names; the whole month when it names none."""
    last = month_end(year, month)
    label = f"{month}月"
    numbered = re.match(r"(?:的)?(\d{1,2})(?:日|号)((?:以|之)?前)?", rest)
    if numbered:
        day = date(year, month, min(int(numbered[1]), last.day))
        return Occurrence(None if numbered[2] else day, day, label)
    part = re.match(r"(?:的)?(上中旬|中下旬|上旬|中旬|下旬|月?初|月?底|月?末)(?:以|之)?(前)?", rest)
    if part is None:
        return Occurrence(date(year, month, 1), last, label)
    start, end = _decade(year, month, part[1][-2:] if "旬" in part[1] else part[1][-1])
    if part[1] == "上中旬":
        start = date(year, month, 1)
    if part[1] == "中下旬":
        start = date(year, month, 11)
    return Occurrence(None if part[2] else start, end, label)


def _decade(year: int, month: int, part: str) -> tuple[date, date]:
    """First and last day of a ten-day period or of 初, 中, 底, 末."""
    last = month_end(year, month)
    spans = {
        "上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, last.day), "末": (21, last.day),
        "底": (last.day, last.day),
    }  # fmt: skip
    first, final = spans[part]
    return date(year, month, first), date(year, month, final)


def _read_ranges(read: _Read, clause: str) -> bool:
    """2023年8月-2022年10月, 1-8月, 2021-2023年度, 3月2日-11月12日."""
    if match := _BARE_YEARS.search(clause):
        _window(read, date(int(match[1]), 1, 1), date(int(match[2]), 12, 31))
        return True
    terms = list(_TERM.finditer(clause))
    pairs = [
        (one, two) for one, two in zip(terms, terms[1:], strict=False) if clause[one.end() : two.start()] in ("-", "至", "到")
    ]
    if pairs:
        for one, two in pairs:
            start, end = _term(read, one), _term(read, two)
            if start and end:
                _window(read, start.start or start.end, end.end)
        return True
    if match := _DAY_RANGE.search(clause):
        year = int(match[1] or read.year)
        start = _day(read, year, int(match[2]), int(match[3]))
        end = _day(read, year, int(match[4] or match[2]), int(match[5]))
        if start and end:
            _window(read, start, end)
        return True
    if match := _MONTH_RANGE.search(clause):
        year = int(match[1]) if (match[1] or "").isdigit() else read.year
        if 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 12:
            _window(read, date(year, int(match[2]), 1), month_end(year, int(match[3])))
            return True
    return False


def _window(read: _Read, start: date, end: date) -> None:
    """Note a window; one that ends before it starts is reported, not turned round."""
    read.kind = WINDOW
    if end < start:
        read.problems.append(f"结束（{end}）早于开始（{start}）")
    else:
        read.found.append(Occurrence(start, end))


def _day(read: _Read, year: int, month: int, day: int) -> date | None:
    """A calendar day; one that does not exist is reported."""
    try:
        return date(year, month, day)
    except ValueError:
        read.problems.append(f"没有{year}年{month}月{day}日这一天")
        return None


def _read_terms(read: _Read, clause: str) -> bool:
    """Single days and periods, and lists of them: 1月上旬、7月上旬; 2月、4月、6月、8月上旬."""
    bare = re.sub(r"\([^()]*(?:同步|结合|纪念)[^()]*\)", "", clause)
    if "固定" in bare:
        return False
    terms = [term for term in _TERM.finditer(bare) if not term["month"] or 1 <= int(term["month"]) <= 12]
    if not terms:
        if re.search(r"\d{1,2}月", bare):
            read.problems.append(f"月份不存在：{bare}")
        return False
    last = terms[-1]
    listed = [term for term in terms[:-1] if term["month"] and not term["day"] and not term["part"]]
    spread = last["part"] if len(listed) == len(terms) - 1 and len(terms) > 1 and last["part"] else None
    if spread:
        read.problems.append(f"“{last['part']}”是否管前面各月有两种读法，按各月{last['part']}计")
    for term in terms:
        occurrence = _term(read, term, spread)
        if occurrence is not None:
            read.found.append(occurrence)
    _kind_of_terms(read, terms)
    return True


def _kind_of_terms(read: _Read, terms: list[re.Match[str]]) -> None:
    """A list of days is a date, anything longer a window."""
    if read.kind in (UNKNOWN, DATE):
        exact = all(term["day"] or term["part"] == "底" or (term["bound"] or "").endswith("前") for term in terms)
        read.kind = DATE if exact else WINDOW


def _term(read: _Read, term: re.Match[str], spread: str | None = None) -> Occurrence | None:
    """The window of one date term, cut open by 前, 后, 起 or 以来."""
    year = _term_year(read, term["year"])
    if term["month"]:
        span = _month_span(read, term, year, spread)
    elif term["half"]:
        first = 1 if term["half"] == "上半年" else 7
        span = date(year, first, 1), month_end(year, first + 5)
    elif term["quarter"]:
        first = int(term["quarter"]) * 3 - 2
        span = (month_end(year, first + 2) if term["qend"] else date(year, first, 1)), month_end(year, first + 2)
    else:
        span = _year_span(term["yearpart"], year)
    if span is None:
        return None
    start, end = span
    bound = (term["bound"] or "")[-1:]
    if bound == "前":
        if term["part"] in ("上旬", "中旬", "下旬"):
            read.problems.append(f"“{term['part']}前”有两种读法，按到{term['part']}末计")
        return Occurrence(None, end)
    if bound in ("后", "起", "来"):
        read.problems.append("没有写明截止日，按年底计")
        return Occurrence(start, date(year, 12, 31))
    return Occurrence(start, end, f"{term['month']}月" if term["month"] else "")


def _term_year(read: _Read, text: str | None) -> int:
    """The year a term names, or the year of the set."""
    if text is None:
        return read.year
    return int(text) if text.isdigit() else read.year + {"次": 1, "明": 1, "上": -1}.get(text, 0)


def _month_span(read: _Read, term: re.Match[str], year: int, spread: str | None) -> tuple[date, date] | None:
    """First and last day of a month term; a weekday that does not fit is reported."""
    month = int(term["month"])
    if term["day"]:
        day = _day(read, year, month, int(term["day"]))
        weekday = term["weekday"] or term["weekday2"]
        if day and weekday and "一二三四五六日".index(weekday.replace("天", "日")) != day.weekday():
            read.problems.append(f"{day}是周{'一二三四五六日'[day.weekday()]}，不是周{weekday}")
        return (day, day) if day else None
    part = term["part"] or spread
    if part is None:
        return date(year, month, 1), month_end(year, month)
    if part == "上中旬":
        return date(year, month, 1), date(year, month, 20)
    if part == "中下旬":
        return date(year, month, 11), month_end(year, month)
    return _decade(year, month, part)


def _year_span(part: str, year: int) -> tuple[date, date]:
    """全年, 年内, 年初, 年中, 年底."""
    if part in ("年底", "年末", "岁末"):
        return date(year, 12, 31), date(year, 12, 31)
    if part == "年中":
        return date(year, 6, 1), date(year, 7, 31)
    if part == "年初":
        return date(year, 1, 1), date(year, 1, 31)
    return date(year, 1, 1), date(year, 12, 31)


def _read_festivals(read: _Read, clause: str) -> bool:
    """春节、端午节、中秋节慰问; 国庆节前; 与节日同步."""
    if re.search(r"今年以来|本年以来", clause):
        read.problems.append("没有写明截止日，按年底计")
        _window(read, date(read.year, 1, 1), date(read.year, 12, 31))
        return True
    named = list(festivals_in(clause, read.year))
    before = re.search(r"(?:节|日)前", clause) is not None
    for name, day in named:
        read.found.append(Occurrence(None if before else day, day, name))
    if named:
        read.kind = EVENT if before else FESTIVAL
        if any(name.endswith("日") for name, _ in named) and not before:
            read.kind = DATE
        return True
    if re.search(r"节日|节庆", clause):
        read.kind = FESTIVAL
        read.problems.append("没有写明是哪些节日")
        return True
    return False


def _read_undated(read: _Read, clause: str) -> bool:
    """What only a person can date: another body's schedule, an event, another duty, 适时."""
    if match := _EXTERNAL.search(clause):
        read.kind = EXTERNAL
        read.target = re.sub(r"工作$", "", match["who"])
        if re.search("制度", match["who"]):
            read.kind = OPEN
    elif _OPEN.search(clause):
        read.kind = OPEN
    elif match := re.match(r"结合(?P<what>.+)", clause):
        read.kind = LINKED
        read.target = match["what"]
    elif match := _EVENT.search(clause):
        read.kind = EVENT
        read.target = re.sub(r"^(?:一般)?在?", "", match["what"])
    else:
        return False
    return True
