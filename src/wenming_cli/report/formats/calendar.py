"""The deadlines as a calendar (RFC 5545): open occurrences, findings and planned checks, with reminders.

A week's calendar has only what is due in the next days, for it is taken in every week, and an event on the day of the
report that tells the week.

All-day events, which the calendars of telephones and offices take; a reminder rings at nine in the morning, 7 days and
1 day before. What is past its day stays in the calendar and reminds nobody.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from icalendar import Alarm, Calendar, Event

from wenming_cli.model.judgement import OPEN, VERDICT_TEXT, ItemJudgement, Judgement, RequirementJudgement, Timing
from wenming_cli.model.round import Planned, PlanState
from wenming_cli.report.findings import below, one_line
from wenming_cli.report.naming import whose
from wenming_cli.report.owners import owner_rows
from wenming_cli.report.questions import questions
from wenming_cli.report.week import NEXT_DAYS, Week
from wenming_cli.text import shorten, showable

PRODUCT = "-//wenming//deadlines//ZH"
DAYS_BEFORE = (7, 1)
RINGS_AT = timedelta(hours=9)
TITLE_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A day of the calendar; *key* tells it apart and stays, whatever becomes of it."""

    key: tuple[str, ...]
    on: date
    title: str
    told: tuple[str, ...]
    kind: str


def calendar_ics(judgements: Sequence[Judgement], planned: Sequence[Planned] = ()) -> bytes:
    """The calendar of a unit: all sets and the planned checks; the same check gives the same bytes."""
    return _calendar(judgements[0], "文明创建期限", _dated(judgements, planned))


def week_ics(weeks: Sequence[Week], planned: Sequence[Planned] = ()) -> bytes:
    """The calendar of a week over all sets: what it was, and what is due in the next days."""
    judgements = [one.judgement for one in weeks]
    today = date.fromisoformat(judgements[0].as_of)
    soon = [one for one in _dated(judgements, planned) if today <= one.on <= today + timedelta(days=NEXT_DAYS)]
    return _calendar(judgements[0], f"文明创建今后{NEXT_DAYS}天", [_told(weeks), *soon])


def _dated(judgements: Sequence[Judgement], planned: Sequence[Planned]) -> list[Entry]:
    """Everything that has a day."""
    return [*(entry for one in judgements for entry in _of_set(one)), *_rounds(planned)]


def _calendar(first: Judgement, name: str, entries: Sequence[Entry]) -> bytes:
    """The entries as a calendar with the name of the unit."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", showable(f"{first.unit}{name}"))
    for entry in sorted(entries, key=lambda one: (one.on, one.key)):
        calendar.add_component(_event(entry, first.unit, date.fromisoformat(first.as_of)))
    return bytes(calendar.to_ical())


def _told(weeks: Sequence[Week]) -> Entry:
    """The week on the day of its report: what changed, who owes what, what a person must decide."""
    as_of = weeks[0].judgement.as_of
    still = [one for week in weeks for one in week.judgement.items if one.verdict in OPEN]
    over = sum(one.timing is Timing.OVERDUE for one in still)
    lines = dict.fromkeys(line for week in weeks for line in _lines(week, several=len(weeks) > 1))
    title = f"创建资料周报：没齐{len(still)}条，逾期{over}条"
    return Entry(("week", as_of), date.fromisoformat(as_of), title, tuple(lines), "周报")


def _lines(week: Week, *, several: bool) -> Iterator[str]:
    """The week of a set, a line a matter."""
    if several:
        yield f"【{week.judgement.criteria}】"
    yield from (*week.compared(), *week.troubles)
    for _, title, changes in week.told():
        yield f"{title}{len(changes)}条：{'、'.join(one.item.id for one in changes)}"
    yield f"今后{NEXT_DAYS}天到期{len(week.due_next)}条" + "".join(f"；{one.due_day} {one.id}" for one in week.due_next)
    for row in owner_rows(week.judgement, week):
        done = f"，本周补齐{len(row.closed)}条" if row.closed else ""
        yield f"{row.shown}：没齐{len(row.items)}条，逾期{row.overdue}条{done}"
    yield from (f"{asked}{'、'.join(ids)}" for asked, ids in questions(week.judgement).items())


def _event(entry: Entry, unit: str, as_of: date) -> Event:
    """An all-day event; DTSTAMP is the day of the check, so that a later one replaces it."""
    event = Event()
    event.add("uid", uid(unit, *entry.key))
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", showable(entry.title))
    event.add("description", "\n".join(showable(line) for line in entry.told))
    event.add("categories", [entry.kind])
    event.add("transp", "TRANSPARENT")
    for days in DAYS_BEFORE:
        if entry.on - timedelta(days=days) > as_of:
            event.add_component(_alarm(days, entry.title))
    return event


def _alarm(days: int, title: str) -> Alarm:
    """A reminder on the morning *days* before."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", showable(title))
    alarm.add("trigger", RINGS_AT - timedelta(days=days))
    return alarm


def uid(*key: str) -> str:
    """A name for an event that is the same in every calendar of the unit."""
    return f"{hashlib.sha256(chr(31).join(key).encode('utf-8', 'backslashreplace')).hexdigest()[:32]}@wenming"


def _of_set(judgement: Judgement) -> Iterator[Entry]:
    """The open occurrences of the items, a day each, and the findings that have a day."""
    for item in judgement.items:
        if item.verdict in OPEN:
            yield from _of_item(judgement.criteria, item)
    for one in judgement.findings:
        if one.is_open and one.due:
            title = f"整改 {one.id} {shorten(one_line(one.text), TITLE_WIDTH)}"
            told = (*below(one), f"责任：{one.owner or '未定'}")
            yield Entry(("finding", one.id), date.fromisoformat(one.due), title, told, "整改问题")


def _of_item(criteria: str, item: ItemJudgement) -> Iterator[Entry]:
    """A day for all that an item owes by it."""
    owed = [one for one in item.requirements if one.verdict in OPEN and one.due and not one.optional]
    for due, rows in groupby(sorted(owed, key=lambda one: one.due or ""), key=lambda one: one.due or ""):
        ones = list(rows)
        title = f"{item.id} {shorten(one_line(item.text).rstrip('；。'), TITLE_WIDTH)}"
        told = (one_line(item.text), *dict.fromkeys(_row(one) for one in ones), f"责任：{whose(item.owners)}")
        yield Entry(("item", criteria, item.id, due), date.fromisoformat(due), title, told, "材料条目")


def _row(one: RequirementJudgement) -> str:
    """What is owed of a requirement."""
    label = f"{one.occurrence}：" if one.occurrence else ""
    return f"{label}{one.name}，{VERDICT_TEXT[one.verdict]}，要{one.need}，有{one.have}"


def _rounds(planned: Sequence[Planned]) -> Iterator[Entry]:
    """The planned checks that were not done."""
    for one in planned:
        if one.state is not PlanState.DONE:
            told = (f"检查时运行：wenming check --round {one.name}",)
            yield Entry(("round", one.name), one.on, one.name, told, "计划的检查")
