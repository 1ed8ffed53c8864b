"""Whether an honour was given within the time that a bonus row allows."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from wenming_cli.model.day import day_of
from wenming_cli.model.evidence import Evidence

_YEARS = re.compile(r"(近|前)\s*([一二两三四五1-5])\s*年")
_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_MONTH = len("2021-03")
PAPERS = frozenset({"通报", "通知"})


@dataclass(frozen=True, slots=True)
class Reach:
    """The days that count: from *sure* to *end* by any reading of the row, from *start* by the widest.

    *by_paper*: the day of the paper that gives the honour counts (以发文时间为准), not one on a plaque. *doubt* is said
    where the words of the row can't be read.
    """

    start: date | None = None
    sure: date | None = None
    end: date | None = None
    by_paper: bool = False
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of an honour, whether it counts (None: a person must say), and what is doubtful in that."""

    day: str | None
    counts: bool | None
    doubt: str | None = None


def reach_of(window: str | None, end: date) -> Reach:
    """The days that the words of a row allow, counted back from the inspection on *end*.

    测评前一年内 is one year to the day (Yueyang Y151). 近2年来 (Huarong H1235) is two years to the day for certain,
    and at the widest what 近2年 of a requirement is, from 1 January two years before.
    """
    if not window:
        return Reach()
    match = _YEARS.search(window)
    if match is None:
        return Reach(doubt=f"读不懂期限“{window}”")
    years = int(match[2]) if match[2].isdigit() else _NUMBERS[match[2]]
    exact = _years_before(end, years)
    return Reach(date(end.year - years, 1, 1) if match[1] == "近" else exact, exact, end, "发文" in window)


def _years_before(day: date, years: int) -> date:
    """The day after the same day so many years ago, so that the two bound whole years."""
    return date(day.year - years, day.month, min(day.day, monthrange(day.year - years, day.month)[1])) + timedelta(1)


def dated(evidence: Evidence, reach: Reach, year: int) -> Dated:
    """The day that an honour bears and whether it lies within *reach*; *year* completes a name that gives none.

    Only a day that is written on the paper or plaque is certain: that of a photo is when it was taken.
    """
    written = evidence.reading.date
    guess = day_of(evidence, year) if written is None else None
    day = written or (guess.day.isoformat()[: None if guess.exact else _MONTH] if guess else None)
    if day is None:
        return Dated(None, None, "看不出是哪天授予的")
    where, source = _within(day, reach), f"日期取自{guess.source}" if guess else None
    if where is False:
        return Dated(day, False, "，".join(filter(None, (f"不在期限里（{reach.start}至{reach.end}）", source))))
    doubt = source or reach.doubt
    if doubt is None and where is None:
        month = len(day) == _MONTH and reach.start == reach.sure
        doubt = "只写到月，看不出在不在期限里" if month else f"看期限从{reach.start}还是{reach.sure}算起"
    if doubt is None and reach.by_paper and not _is_paper(evidence):
        doubt = "以发文时间为准，这不是表彰的文件"
    return Dated(day, None if doubt else True, doubt)


def _is_paper(evidence: Evidence) -> bool:
    """Whether it is a paper that was issued, so that its day is that of issuing."""
    reading = evidence.reading
    return bool(reading.doc_number) or reading.red_head or bool(PAPERS & set(reading.types[:1]))


def _within(day: str, reach: Reach) -> bool | None:
    """Whether a day or a whole month lies within; None where that depends on how the row is read, or on the day."""
    if reach.start is None or reach.sure is None or reach.end is None:
        return True
    if len(day) == _MONTH:
        year, month = int(day[:4]), int(day[5:])
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    else:
        first = last = date.fromisoformat(day)
    if last < reach.start or first > reach.end:
        return False
    return True if first >= reach.sure and last <= reach.end else None
