"""What a deadline phrase comes to: kinds, occurrences, and the draft that the grammars fill in."""

from dataclasses import dataclass, field
from datetime import date

WINDOW, DATE, RECURRING, FESTIVAL = "window", "date", "recurring", "festival"
EXTERNAL, EVENT, LINKED, OPEN, UNKNOWN = "external", "event", "linked", "open", "unknown"

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years that a phrase can mean; any other number of four digits is a slip."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated instance of a duty (应办期次); only the end binds."""

    start: date | None
    end: date
    label: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline phrase as read for one year.

    *target* is what an undated phrase hangs on: whose schedule, which event, which other duty.
    """

    phrase: str
    kind: str
    occurrences: tuple[Occurrence, ...] = ()
    problems: tuple[str, ...] = ()
    target: str = ""


@dataclass(slots=True)
class Draft:
    """What has been read so far of one phrase."""

    year: int
    kind: str = UNKNOWN
    found: list[Occurrence] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    target: str = ""

    def window(self, start: date, end: date) -> None:
        """Note a window; one that ends before it starts is reported, not turned round."""
        self.kind = WINDOW
        if end < start:
            self.problems.append(f"结束（{end}）早于开始（{start}）")
        else:
            self.found.append(Occurrence(start, end))

    def day(self, year: int, month: int, day: int) -> date | None:
        """A calendar day; one that does not exist is reported."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            self.problems.append(f"没有{year}年这样的年份")
            return None
        try:
            return date(year, month, day)
        except ValueError:
            self.problems.append(f"没有{year}年{month}月{day}日这一天")
            return None

    def year_named(self, text: str | None) -> int | None:
        """The year that a term names in figures or as 今年, 次年 …; the year of the set where it names none."""
        if text is None:
            return self.year
        if not text.isdigit():
            return self.year + {"次": 1, "明": 1, "上": -1}.get(text, 0)
        if FIRST_YEAR <= int(text) <= LAST_YEAR:
            return int(text)
        self.problems.append(f"没有{text}年这样的年份")
        return None
