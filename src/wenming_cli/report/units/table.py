"""The table of many units as a value: a row for each set of a unit, common gaps, and what is doubtful."""

from datetime import date

from wenming_cli.model.judgement import OPEN, Verdict
from wenming_cli.model.noun import Noun
from wenming_cli.report.units.received import Refused


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


class Unlisted(Noun):
    """A unit that reported and does not stand in the list; *near* is a listed one that did not, of a similar name."""

    unit: str
    near: str | None


class Notice(Noun):
    """What is doubtful about the reports, and what to do."""

    what: str
    remedy: str


class Rollup(Noun):
    """The whole: rows with the most pressing first, common gaps, and files that could not be used.

    *expected* is how many units the list has, None without one; *missing* are those of it that never reported.
    """

    as_of: date
    quiet_days: int
    units: int
    expected: int | None = None
    missing: tuple[str, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()
    quiet: tuple[str, ...]
    rows: tuple[UnitRow, ...]
    common: tuple[CommonGap, ...]
    notices: tuple[Notice, ...] = ()
    refused: tuple[Refused, ...]
