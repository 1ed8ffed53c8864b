"""How a duty stands to its due day; completeness and timing are two answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wenming_cli.model.judgement import Timing

WORST_FIRST = (
    Timing.OVERDUE, Timing.LATE, Timing.DUE_SOON, Timing.NOT_DUE, Timing.UNDATED, Timing.ON_TIME
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """The date of judging and how many days ahead count as soon."""

    as_of: date
    soon: int


@dataclass(frozen=True, slots=True)
class Timed:
    """A timing with its due day and the days over (overdue, late) or left."""

    timing: Timing
    due: date | None = None
    days: int | None = None


def timed(due: date | None, complete: bool, complete_on: date | None, clock: Clock) -> Timed:
    """Say how an occurrence stands to its due day; no due day, no lateness.

    *complete_on* is the date on the evidence that completed it, not the day of filing.
    """
    if due is None:
        return Timed(Timing.UNDATED)
    if complete:
        if complete_on is not None and complete_on > due:
            return Timed(Timing.LATE, due, (complete_on - due).days)
        return Timed(Timing.ON_TIME, due)
    if clock.as_of > due:
        return Timed(Timing.OVERDUE, due, (clock.as_of - due).days)
    left = (due - clock.as_of).days
    return Timed(Timing.DUE_SOON if left <= clock.soon else Timing.NOT_DUE, due, left)


def worst(timings: Iterable[Timed]) -> Timed:
    """The most pressing of several timings; the most days over, or the fewest left."""
    ranked = sorted(timings, key=_pressure)
    return ranked[0] if ranked else Timed(Timing.UNDATED)


def _pressure(one: Timed) -> tuple[int, int]:
    over = one.timing in (Timing.OVERDUE, Timing.LATE)
    return WORST_FIRST.index(one.timing), -(one.days or 0) if over else (one.days or 0)
