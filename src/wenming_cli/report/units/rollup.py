"""Many units in one table (汇总): how each stands, what changed in a week, who has not reported, what most lack.

Who never reported is known from a list of the units that are expected (单位名单). Units go by name.

Nothing is kept: last week is the older status file of the same unit among those that were given.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from wenming_cli.model.judgement import OPEN, Timing, Verdict
from wenming_cli.model.unit_status import ItemStatus, SetStatus, UnitStatus
from wenming_cli.report.units.received import Received, Refused
from wenming_cli.report.units.same_name import Reports, parted
from wenming_cli.report.units.table import CommonGap, Notice, Rollup, UnitRow, Unlisted
from wenming_cli.text import normalise

WEEK = 7
SLACK = 1
"""A weekly run that is a day early is still a week."""
SAME_NAME = "两个单位同名的，请各自在 wenming.yaml 里改用全称；其实是一个单位的，把它的文件放进同一个文件夹"


def rolled_up(
    found: Iterable[Received | Refused], as_of: date, quiet_days: int, expected: Sequence[str] = ()
) -> Rollup:  # fmt: skip
    """The table as of a day; a unit whose last report is *quiet_days* old or older has gone quiet.

    *expected* are the names of the list of units, nothing without one.
    """
    refused: list[Refused] = []
    good: list[Received] = []
    for one in found:
        if isinstance(one, Refused):
            refused.append(one)
        elif one.status.as_of > as_of:
            what = f"日期{one.status.as_of}在汇总的{as_of}之后，没有计入"
            refused.append(Refused(path=one.path, what=what, remedy="核对日期，或换一个 --as-of"))
        else:
            good.append(one)
    units, notices = _units(good, Counter(map(normalise, expected)))
    told = [(unit, list(_a_day_each(unit, refused))) for unit in units]
    rows = [row for unit, reports in told for row in _rows(unit.shown, reports, as_of, quiet_days)]
    missing, unlisted = _against(expected, units)
    return Rollup(
        as_of=as_of, quiet_days=quiet_days, units=len(units), expected=len(expected) or None, missing=missing,
        unlisted=unlisted,
        quiet=tuple(dict.fromkeys(one.unit for one in sorted(rows, key=lambda one: -one.days_ago) if one.quiet)),
        rows=tuple(sorted(rows, key=_pressure)), common=tuple(_common(reports[-1].status for _, reports in told)),
        notices=tuple(notices), refused=tuple(sorted(refused, key=lambda one: one.path)),
    )  # fmt: skip


def _units(good: Iterable[Received], expected: Mapping[str, int]) -> tuple[list[Reports], list[Notice]]:
    """The reports of each unit, and what is doubtful about those that bear one name."""
    names: dict[str, list[Received]] = {}
    for one in sorted(good, key=lambda one: one.path):
        names.setdefault(normalise(one.status.unit), []).append(one)
    units: list[Reports] = []
    notices: list[Notice] = []
    for name in sorted(names):
        ones = list(parted(names[name], expected.get(name, 1)))
        units += ones
        levels = dict.fromkeys(one.status.level or "没有写" for unit in ones for one in unit.ones)
        if len(ones) > 1:
            what = f"叫“{ones[0].name}”的有{len(ones)}个，按文件夹分开算：{'、'.join(one.shown for one in ones)}"
            notices.append(Notice(what=what, remedy=SAME_NAME))
        elif len(levels) > 1:
            what = f"“{ones[0].name}”的状态文件级别不一样（{'、'.join(levels)}），当成了一个单位"
            notices.append(Notice(what=what, remedy=SAME_NAME))
    return units, notices


def _against(expected: Sequence[str], units: Sequence[Reports]) -> tuple[tuple[str, ...], tuple[Unlisted, ...]]:
    """Who of the list never reported, and who reported that the list does not have."""
    there = Counter(normalise(one.name) for one in units)
    missing = []
    for name in expected:
        there[normalise(name)] -= 1
        if there[normalise(name)] < 0:
            missing.append(name)
    known = set(map(normalise, expected))
    strange = [one.shown for one in units if expected and normalise(one.name) not in known]
    near = {name: next(iter(get_close_matches(name, missing, 1)), None) for name in strange}
    return tuple(missing), tuple(Unlisted(unit=name, near=near[name]) for name in strange)


def _pressure(row: UnitRow) -> tuple[int, int, str, str]:
    return -row.overdue, -row.open, row.unit, row.criteria


def _a_day_each(unit: Reports, refused: list[Refused]) -> Iterator[Received]:
    """The reports of a unit, oldest first, one a day; of two that differ the last by path counts, which is said."""
    days: dict[date, Received] = {}
    for one in unit.ones:
        other = days.get(one.status.as_of)
        if other is not None:
            what = f"{unit.name}{one.status.as_of}有两份不同的状态文件，用了“{one.path}”"
            remedy = "同一单位的，留下对的那份；两个单位同名的，请改用全称，或各放一个文件夹"
            refused.append(Refused(path=other.path, what=what, remedy=remedy))
        days[one.status.as_of] = one
    yield from (days[on] for on in sorted(days))


def _rows(unit: str, reports: Sequence[Received], as_of: date, quiet_days: int) -> Iterator[UnitRow]:
    """The sets of a unit's last report, each beside the older report that is about a week older."""
    *older, last = reports
    before = _week_before(older, last.status.as_of)
    ago = (as_of - last.status.as_of).days
    for one in last.status.sets:
        was = _same_set(before.status, one) if before else None
        change = _change(was, one) if was else {}
        counts = Counter(item.verdict for item in one.items)
        times = Counter(item.timing for item in one.items if item.verdict in OPEN)
        yield UnitRow(
            unit=unit, level=last.status.level, criteria=one.criteria, year=one.year,
            as_of=last.status.as_of, days_ago=ago, quiet=ago >= quiet_days, items=len(one.items),
            by_verdict={verdict.value: counts[verdict] for verdict in Verdict}, overdue=times[Timing.OVERDUE],
            longest=max((item.days or 0 for item in one.items if _is_overdue(item)), default=0),
            due_soon=times[Timing.DUE_SOON], undated=times[Timing.UNDATED], duties_open=one.duties_open,
            findings_open=one.findings_open, findings_overdue=one.findings_overdue, files=sum(one.files.values()),
            since=before.status.as_of if before and was else None, path=last.path, **change,
        )  # fmt: skip


def _week_before(older: Sequence[Received], day: date) -> Received | None:
    """The newest report that is a week older; where all are younger the oldest of them."""
    week = [one for one in older if (day - one.status.as_of).days >= WEEK - SLACK]
    return week[-1] if week else older[0] if older else None


def _same_set(status: UnitStatus, one: SetStatus) -> SetStatus | None:
    return next((was for was in status.sets if (was.criteria, was.year) == (one.criteria, one.year)), None)


def _change(was: SetStatus, now: SetStatus) -> dict[str, int]:
    """What was closed and what is new; an item that the table gained and that is open is new."""
    before = {item.id for item in was.items if item.verdict in OPEN}
    there = {item.id for item in now.items}
    after = {item.id for item in now.items if item.verdict in OPEN}
    return {
        "closed": len((before & there) - after), "opened": len(after - before),
        "overdue_before": sum(map(_is_overdue, was.items)),
    }  # fmt: skip


def _is_overdue(item: ItemStatus) -> bool:
    return item.verdict in OPEN and item.timing is Timing.OVERDUE


def _common(last: Iterable[UnitStatus]) -> list[CommonGap]:
    """Items that more than half of the units with the same table lack, of two units at least; most lacking first."""
    asked: dict[tuple[str, int, str], list[ItemStatus]] = {}
    for status in last:
        for each in status.sets:
            for item in each.items:
                if item.verdict is not Verdict.WAIVED:
                    asked.setdefault((each.criteria, each.year, item.id), []).append(item)
    gaps = (_gap(*key, items) for key, items in asked.items())
    return sorted(
        (one for one in gaps if one.of > 1 and one.lack * 2 > one.of),
        key=lambda one: (-one.lack / one.of, -one.overdue, one.criteria, one.year, one.id),
    )


def _gap(criteria: str, year: int, ident: str, items: Sequence[ItemStatus]) -> CommonGap:
    texts = Counter(item.text for item in items)
    return CommonGap(
        criteria=criteria, year=year, id=ident, text=min(texts, key=lambda text: (-texts[text], text)),
        lack=sum(item.verdict in OPEN for item in items), of=len(items), overdue=sum(map(_is_overdue, items)),
    )  # fmt: skip
