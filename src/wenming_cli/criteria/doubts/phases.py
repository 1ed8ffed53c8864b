"""Stages of the year: dates that turn round, overlap, leave gaps or leave the cycle of the plan."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from wenming_cli.criteria.doubts.doubt import Doubt, Place, doubt
from wenming_cli.criteria.doubts.table import Table
from wenming_cli.dates.deadline import read_deadline
from wenming_cli.dates.words import span_words
from wenming_cli.model.criteria import Phase
from wenming_cli.model.phases import gaps, in_order, phase_label

_DAY = timedelta(days=1)
SATURDAY = 5


def phase_doubts(table: Table) -> Iterator[Doubt]:
    """Everything doubtful in the stages and the cycle of a plan (READING 2.1, 2.2; process 5)."""
    if table.head.plan.issued is None:
        place = table.in_head(("plan",), "方案")
        what = "没有写成文日期，判断不了哪些期限早于印发"
        yield doubt("plan_undated", [place], what, "查到后写进 plan.issued")
    for at, phase in enumerate(table.head.phases):
        place = table.in_head(("phases", at), phase_label(phase.no, phase.name))
        yield from _dates(table, phase, place)
        yield from _outside(table, phase, place)
    yield from _overlaps(table)
    yield from _gaps(table)


def _dates(table: Table, phase: Phase, place: Place) -> Iterator[Doubt]:
    """What is printed and what was typed in must be one span, and go forward."""
    year = table.head.year
    typed = span_words(phase.start, phase.end, year)
    if phase.end < phase.start:
        yield doubt("phase_dates", [place], f"终止日早于起始日（{typed}）", "查原件，改 start 或 end")
        return
    read = read_deadline(phase.printed, phase.start.year)
    turned = [one for one in read.problems if "早于" in one]
    if turned:
        what = f"所印“{phase.printed}”前后颠倒：{'；'.join(turned)}；录入的是{typed}"
        yield doubt("phase_dates", [place], what, "请制定方案的人确认起止日期")
    elif read.occurrences:
        starts = [one.start or one.end for one in read.occurrences]
        printed = (min(starts), max(one.end for one in read.occurrences))
        if printed != (phase.start, phase.end):
            what = f"所印“{phase.printed}”是{span_words(*printed, year)}，录入的是{typed}"
            yield doubt("phase_dates", [place], what, "查原件，改 start、end 或 printed")


def _outside(table: Table, phase: Phase, place: Place) -> Iterator[Doubt]:
    """A stage belongs within the cycle that the plan names."""
    plan, year = table.head.plan, table.head.year
    if plan.start is None or plan.end is None or phase.end < phase.start:
        return
    if phase.start < plan.start or phase.end > plan.end:
        apart = phase.start > plan.end or phase.end < plan.start
        cycle = span_words(plan.start, plan.end, year)
        what = f"{span_words(phase.start, phase.end, year)}{'' if apart else '有一部分'}在方案的起止日期（{cycle}）之外"
        yield doubt("phase_outside", [place], what, "请制定方案的人确认是起止日期少写了，还是阶段排错了")


def _overlaps(table: Table) -> Iterator[Doubt]:
    """Two stages at a time."""
    for one, two in pairwise(in_order(table.head)):
        if two.start <= one.end:
            places = [_placed(table, one), _placed(table, two)]
            both = span_words(two.start, min(one.end, two.end), table.head.year)
            yield doubt("phase_overlap", places, f"{both}同在两个阶段里", "请制定方案的人确认起止日期")


def _gaps(table: Table) -> Iterator[Doubt]:
    """Days of the cycle that belong to no stage."""
    found = gaps(table.head)
    if found:
        shown = "、".join(_gap_words(start, end, table.head.year) for start, end in found)
        place = table.in_head(("phases",), "各阶段之间")
        yield doubt("phase_gap", [place], f"{shown}不属于任何阶段", "请制定方案的人确认这些日子归哪个阶段")


def _gap_words(start: date, end: date, year: int) -> str:
    days = [start + _DAY * at for at in range((end - start).days + 1)]
    weekend = "，都是周末" if all(day.weekday() >= SATURDAY for day in days) else ""
    return f"{span_words(start, end, year)}（{len(days)}天{weekend}）"


def _placed(table: Table, phase: Phase) -> Place:
    return table.in_head(("phases", table.head.phases.index(phase)), phase_label(phase.no, phase.name))
