"""Deadlines of items: unreadable, blank, before the plan is made, between its stages, on a weekend."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from wenming_cli.criteria.doubts.doubt import Doubt, Place, doubt, labels
from wenming_cli.criteria.doubts.phases import SATURDAY
from wenming_cli.criteria.doubts.table import Entry, Table, whole
from wenming_cli.dates.deadline import Deadline, Occurrence, read_deadline
from wenming_cli.dates.draft import DATE, UNKNOWN, WINDOW
from wenming_cli.dates.festivals import worked_weekend
from wenming_cli.dates.words import day_words, span_words
from wenming_cli.model.doubt import DoubtKind
from wenming_cli.model.phases import phase_label

_IMPOSSIBLE = re.compile("早于|没有.*这一天|月份不存在|这样的年份|不是周")
_MAKES_PLAN = re.compile("(?:制定|制订|拟定|起草|印发)[^，。；]{0,16}方案")
_WEEKDAYS = "一二三四五六日"
Dated = tuple[Entry, Occurrence]


def deadline_doubts(table: Table) -> Iterator[Doubt]:
    """Everything doubtful in the deadlines of a set (READING 2.1)."""
    yield from _unreadable(table)
    yield from _blank(table)
    yield from _before_plan(table)
    yield from _between_phases(table)
    yield from _weekends(table)


def dated(deadline: Deadline) -> tuple[Occurrence, ...]:
    """The windows of a deadline that names them; what recurs or follows festivals goes its own way."""
    return deadline.occurrences if deadline.kind in (WINDOW, DATE) else ()


def _unreadable(table: Table) -> Iterator[Doubt]:
    """Deadlines of items and requirements that cannot be read, or contradict themselves."""
    for entry in table.entries:
        dues = [entry.item.due, *(one.due for one in whole(entry.item.requires))]
        for due in dict.fromkeys(due for due in dues if due):
            read = read_deadline(due, table.head.year)
            if read.kind == UNKNOWN or any(map(_IMPOSSIBLE.search, read.problems)):
                shown = due.replace("\n", "；")
                what = f"期限“{shown}”：{'；'.join(read.problems)}"
                yield doubt("deadline", [entry.place], what, "改成能读的写法，例如 3月上旬、11月30日前")


def _blank(table: Table) -> Iterator[Doubt]:
    """Blank cells of the column of deadlines, in a table that has one."""
    blank = [entry.place for entry in table.printed if not (entry.item.due or "").strip()]
    if blank and len(blank) < len(table.printed):
        what = f"时限栏空白，共{len(blank)}条，不会自动算逾期"
        yield doubt("deadline_blank", blank, what, "商定后把日期写进 due")


def _before_plan(table: Table) -> Iterator[Doubt]:
    """Deadlines that pass before the plan is issued, or (where it bears no date) while it is still being made."""
    limit = _adopted(table)
    if limit is None:
        return
    day, said = limit
    early = [(entry, one) for entry in table.entries for one in dated(entry.deadline) if one.end < day]
    if early:
        what = f"{said}，这些期限更早：{_by_day(early, table.head.year)}"
        remedy = "请制定方案的人确认；照原期限的，要赶在方案定下之前办好"
        yield _about(early, "due_before_plan", what, remedy)


def _adopted(table: Table) -> tuple[date, str] | None:
    """When the plan stands: its date, else the end of the stage in which it is made."""
    year, issued = table.head.year, table.head.plan.issued
    if issued is not None:
        return issued, f"方案{day_words(issued, year)}才成文"
    for phase in table.head.phases:
        if _MAKES_PLAN.search(f"{phase.name}。{phase.text}"):
            return phase.end, f"{phase_label(phase.no, phase.name)}到{day_words(phase.end, year)}才结束"
    return None


def _between_phases(table: Table) -> Iterator[Doubt]:
    """Deadlines whose last day, or most of whose days, belong to no stage."""
    if not table.head.phases:
        return
    ones = [(entry, one) for entry in table.entries for one in dated(entry.deadline)]
    last = [(entry, one) for entry, one in ones if not _in_phase(table, one.end)]
    mostly = [(entry, one) for entry, one in ones if _in_phase(table, one.end) and _mostly_outside(table, one)]
    told = [f"最后一天不在任何阶段里：{_by_day(last, table.head.year)}"] if last else []
    if mostly:
        year = table.head.year
        spans = [f"{entry.item.id}（{span_words(one.start or one.end, one.end, year)}）" for entry, one in mostly]
        told.append(f"大半日子不在任何阶段里：{'、'.join(spans)}")
    if told:
        remedy = "请制定方案的人确认这些材料归哪个阶段"
        yield _about([*last, *mostly], "due_between_phases", "；".join(told), remedy)


def _in_phase(table: Table, day: date) -> bool:
    return any(phase.start <= day <= phase.end for phase in table.head.phases)


def _mostly_outside(table: Table, one: Occurrence) -> bool:
    """Whether more than half of the days of a window belong to no stage."""
    if one.start is None:
        return False
    days = [one.start + timedelta(days=at) for at in range((one.end - one.start).days + 1)]
    return 2 * sum(not _in_phase(table, day) for day in days) > len(days)


def _weekends(table: Table) -> Iterator[Doubt]:
    """Last days on a weekend, worked ones left out."""
    ones = [
        (entry, one)
        for entry in table.entries
        for one in dated(entry.deadline)
        if one.end.weekday() >= SATURDAY and not worked_weekend(one.end)
    ]
    if ones:
        what = f"期限的最后一天是周末：{_by_day(ones, table.head.year, weekday=True)}"
        yield _about(ones, "due_weekend", what, "要办公的提前到前一个工作日办好，不用改表")


def _by_day(ones: Iterable[Dated], year: int, *, weekday: bool = False) -> str:
    """Items by the last day of their deadline: 1月10日 1.1.6、1.2.1；1月20日 1.2.7."""
    days: dict[date, list[Place]] = defaultdict(list)
    for entry, one in ones:
        days[one.end].append(entry.place)
    return "；".join(
        f"{day_words(day, year)}{f'（周{_WEEKDAYS[day.weekday()]}）' if weekday else ''} {labels(places)}"
        for day, places in sorted(days.items())
    )


def _about(ones: Iterable[Dated], kind: DoubtKind, what: str, remedy: str) -> Doubt:
    """One doubt about several items, which *what* names by their days."""
    places = list(dict.fromkeys(entry.place for entry, _ in ones))
    return doubt(kind, places, what, remedy, where=labels(places) if len(places) == 1 else f"{len(places)}条材料")
