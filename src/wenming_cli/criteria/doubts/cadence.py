"""How often against when: periods and times that the dates do not allow, sums before their parts, loose numbers."""

import re
from collections.abc import Iterator
from datetime import date

from wenming_cli.criteria.doubts.deadlines import dated
from wenming_cli.criteria.doubts.doubt import Doubt, doubt
from wenming_cli.criteria.doubts.table import Entry, Table, whole
from wenming_cli.dates.deadline import Deadline, read_deadline
from wenming_cli.dates.draft import RECURRING
from wenming_cli.dates.words import day_words
from wenming_cli.model.requirement import Count, Plain, Requirement

PERIODS = {"month": 12, "quarter": 4, "half_year": 2}
SAID = {"month": "每月", "quarter": "每季度", "half_year": "每半年"}
SUMMARY = "总结"
RECORDS = frozenset({"统计表", "登记表", "活动记录", "学习记录"})
"""What a summary draws on."""
_LEAST_RANGE = re.compile(r"(?:不少于|不得少于|不低于|至少)\s*\d+\s*(?:[—–~～至到-]|——)\s*\d+\s*[一-鿿]?")
_BARE_RATE = re.compile(
    r"[一-鿿]{0,4}(?:率|比例|占比)(?:为|是)?\s*\d+(?:\.\d+)?\s*[%％](?!\s*[（(]?(?:及?以上|及?以下|左右|或))"
)
_OFTEN = re.compile(r"(?:不少于|至少)?\d+次(?:以上)?")


def cadence_doubts(table: Table) -> Iterator[Doubt]:
    """Everything in how often and how many that contradicts itself or can be read in two ways (READING 2.1)."""
    for entry in table.entries:
        for one in whole(entry.item.requires):
            due = read_deadline(one.due, table.head.year) if one.due else entry.deadline
            yield from _periods(entry, one, due, table.head.year)
            yield from _times(entry, one, due)
            yield from _unit(entry, one)
    yield from _summaries(table)
    for passage in table.passages:
        for match in _LEAST_RANGE.finditer(passage.text):
            what = f"“{match[0]}”既说至少又给了上下限"
            yield doubt("count_words", [passage.place], what, "请出表的人说明最少是几，写进 count 或 times")
        for match in _BARE_RATE.finditer(passage.text):
            what = f"“{match[0]}”没有说是不是“以上”"
            yield doubt("count_words", [passage.place], what, "请出表的人说明；一般按“以上”理解")


def _periods(entry: Entry, one: Requirement, due: Deadline, year: int) -> Iterator[Doubt]:
    """Every month or quarter is asked for, but the dates are fewer, or pass before the last period begins."""
    periods = PERIODS.get(one.per or "")
    dates = dated(due)
    if periods is None or not dates:
        return
    said, last = SAID[str(one.per)], max(occurrence.end for occurrence in dates)
    wanted = min(periods, max((count.least for count in _counts(one)), default=periods))
    begins = date(year, max(wanted - 1, 0) * (12 // periods) + 1, 1)
    told = []
    if 1 < len(dates) < wanted:
        told.append(f"只有{len(dates)}个日期")
    if last < begins:
        told.append(f"{day_words(last, year)}时最后一期（{day_words(begins, year)}起）还没有开始")
    if told:
        what = f"{said}都要有（全年{wanted}次），时限却是“{_shown(due)}”：{'，'.join(told)}"
        yield doubt("cadence", [entry.place], what, "请出表的人说明缺的各期怎样交，或改时限")


def _times(entry: Entry, one: Requirement, due: Deadline) -> Iterator[Doubt]:
    """More dates than times, or fewer."""
    counts = _counts(one)
    dates = due.occurrences if due.kind == RECURRING else dated(due)
    if not counts or one.per in (*PERIODS, "occurrence") or len(dates) < 2:
        return
    least, most = min(count.least for count in counts), max(count.most or count.least for count in counts)
    if not least <= len(dates) <= most:
        asked = "或".join(dict.fromkeys(_count_words(count, one.times_unit or "次") for count in counts))
        what = f"时限“{_shown(due)}”合{len(dates)}个日期，次数却是{asked}"
        yield doubt("cadence", [entry.place], what, "请出表的人说明要几次；几次由 times 决定")


def _counts(one: Requirement) -> tuple[Count, ...]:
    """The numbers of times, one for every level."""
    if one.times is None:
        return ()
    return (one.times,) if isinstance(one.times, Count) else tuple(one.times.values())


def _count_words(count: Count, unit: str) -> str:
    """A count as people say it: 2次以上, 1—2项, 12次."""
    if count.most is None:
        return f"{count.least}{unit}以上"
    return f"{count.least}{unit}" if count.least == count.most else f"{count.least}—{count.most}{unit}"


def _shown(due: Deadline) -> str:
    return due.phrase.replace("\n", "；")


def _unit(entry: Entry, one: Requirement) -> Iterator[Doubt]:
    """Papers that are counted by times (计划不少于2次): two papers, or two events?"""
    if not isinstance(one, Plain) or entry.item.derived or not one.type or one.times is not None or one.per:
        return
    if "次" in one.unit or not isinstance(one.count, Count):
        return
    for printed in one.printed:
        match = _OFTEN.search(printed)
        if match:
            what = f"“{match[0]}”数的是次，要的却是{'、'.join(one.type)}（按{_count_words(one.count, one.unit)}计）"
            yield doubt("count_words", [entry.place], what, "请出表的人说明是几份材料还是几次活动")


def _summaries(table: Table) -> Iterator[Doubt]:
    """A summary that is due before a table or record of the same project and subject."""
    for summary in table.printed:
        subjects = _subjects(summary, {SUMMARY})
        own = dated(summary.deadline)
        if not subjects or not own:
            continue
        for record in table.printed:
            others = dated(record.deadline)
            if record.project is not summary.project or not others or not _alike(subjects, _subjects(record, RECORDS)):
                continue
            first, then = max(one.end for one in own), max(one.end for one in others)
            if first < then:
                year = table.head.year
                rests = f"它要用的统计或记录（{record.item.id}）{day_words(then, year)}才到期"
                what = f"总结{day_words(first, year)}到期，{rests}"
                places = [summary.place, record.place]
                yield doubt("summary_first", places, what, "先把统计、记录办好，或请出表的人改时限")


def _subjects(entry: Entry, types: "frozenset[str] | set[str]") -> set[str]:
    """What the papers of these types in an item are about."""
    papers = [one for one in whole(entry.item.requires) if isinstance(one, Plain) and types & set(one.type)]
    return {word for one in papers for word in one.about}


def _alike(one: set[str], other: set[str]) -> bool:
    return any(a in b or b in a for a in one for b in other)
