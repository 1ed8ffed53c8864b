"""Many units in one table (汇总): how each stands, what changed in a week, who has not reported, what most lack.

Nothing is kept: last week is the older status file of the same unit among those that were given.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from wenming_cli.model.judgement import OPEN, Timing, Verdict
from wenming_cli.model.noun import Noun
from wenming_cli.model.unit_status import ItemStatus, SetStatus, UnitStatus
from wenming_cli.report.units.received import Received, Refused
from wenming_cli.text import normalise

WEEK = 7
SLACK = 1
"""A weekly run that is a day early is still a week."""


class UnitRow(Noun):
    """One set of one unit on the day of its last report.

    *days_ago* counts from that day, *quiet* says that it is too long ago. *since* is the day of the older report that
    *closed* and *opened* are counted from; nothing where there is none.
    """

    unit: str
    level: str | None
    criteria: str
    year: int
    as_of: date
    days_ago: int
    quiet: bool
    items: int
    by_verdict: dict[str, int]
    overdue: int
    longest: int
    due_soon: int
    undated: int
    duties_open: int
    findings_open: int
    findings_overdue: int
    files: int
    since: date | None = None
    closed: int | None = None
    opened: int | None = None
    overdue_before: int | None = None
    path: str

    @property
    def open(self) -> int:
        """Items of which something is asked."""
        return sum(self.by_verdict[one.value] for one in OPEN)

    @property
    def share(self) -> float | None:
        """Complete items among those that apply; None where none does."""
        applies = self.items - self.by_verdict[Verdict.WAIVED.value]
        return self.by_verdict[Verdict.COMPLETE.value] / applies if applies else None


class CommonGap(Noun):
    """An item that most of the units with this table lack: how many of how many, how many of them overdue."""

    criteria: str
    year: int
    id: str
    text: str
    lack: int
    of: int
    overdue: int


class Rollup(Noun):
    """The whole: rows with the most pressing first, common gaps, and files that could not be used."""

    as_of: date
    quiet_days: int
    units: int
    quiet: tuple[str, ...]
    rows: tuple[UnitRow, ...]
    common: tuple[CommonGap, ...]
    refused: tuple[Refused, ...]


def rolled_up(found: Iterable[Received | Refused], as_of: date, quiet_days: int) -> Rollup:
    """The table as of a day; a unit whose last report is *quiet_days* old or older has gone quiet."""
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
    rows: list[UnitRow] = []
    for reports in _by_unit(good, refused):
        rows += _rows(reports, as_of, quiet_days)
    return Rollup(
        as_of=as_of, quiet_days=quiet_days, units=len({one.unit for one in rows}),
        quiet=tuple(dict.fromkeys(one.unit for one in sorted(rows, key=lambda one: -one.days_ago) if one.quiet)),
        rows=tuple(sorted(rows, key=_pressure)), common=tuple(_common(good)),
        refused=tuple(sorted(refused, key=lambda one: one.path)),
    )  # fmt: skip


def _pressure(row: UnitRow) -> tuple[int, int, str, str]:
    return -row.overdue, -row.open, row.unit, row.criteria


def _by_unit(good: Iterable[Received], refused: list[Refused]) -> Iterator[list[Received]]:
    """The reports of each unit, oldest first, one a day; of two that differ the last by path counts, which is said."""
    units: dict[str, dict[date, Received]] = {}
    for one in sorted(good, key=lambda one: one.path):
        days = units.setdefault(normalise(one.status.unit), {})
        other = days.get(one.status.as_of)
        if other is not None and other.status != one.status:
            what = f"{one.status.unit}{one.status.as_of}有两份不同的状态文件，用了“{one.path}”"
            refused.append(
                Refused(path=other.path, what=what, remedy="两个单位同名的，请改单位名称；同一单位的，留下对的那份")
            )
        days[one.status.as_of] = one
    for name in sorted(units):
        yield [units[name][on] for on in sorted(units[name])]


def _rows(reports: Sequence[Received], as_of: date, quiet_days: int) -> Iterator[UnitRow]:
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
            unit=last.status.unit, level=last.status.level, criteria=one.criteria, year=one.year,
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


def _common(good: Iterable[Received]) -> list[CommonGap]:
    """Items that more than half of the units with the same table lack, of two units at least; most lacking first."""
    last: dict[str, UnitStatus] = {}
    for one in sorted(good, key=lambda one: (one.status.as_of, one.path)):
        last[normalise(one.status.unit)] = one.status
    asked: dict[tuple[str, int, str], list[ItemStatus]] = {}
    for status in last.values():
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
