"""Timing and completeness are two answers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.judge.timing import Clock, Timed, timed, worst
from wenming_cli.model.judgement import Timing

DUE = date(2021, 3, 10)
ON = date(2021, 3, 10)
AFTER = date(2021, 3, 11)


@pytest.mark.parametrize(
    ("due", "complete", "complete_on", "as_of", "expected"),
    [
        pytest.param(DUE, True, DUE, AFTER, Timed(Timing.ON_TIME, DUE), id="the due day is in time"),
        pytest.param(DUE, True, AFTER, AFTER, Timed(Timing.LATE, DUE, 1), id="dated one day later"),
        pytest.param(DUE, True, None, AFTER, Timed(Timing.ON_TIME, DUE), id="complete without a date is not late"),
        pytest.param(DUE, False, None, ON, Timed(Timing.DUE_SOON, DUE, 0), id="still the due day"),
        pytest.param(DUE, False, None, AFTER, Timed(Timing.OVERDUE, DUE, 1), id="nothing, one day later"),
        pytest.param(DUE, False, AFTER, AFTER, Timed(Timing.OVERDUE, DUE, 1), id="a late piece does not complete"),
        pytest.param(
            DUE, False, None, date(2021, 2, 24), Timed(Timing.DUE_SOON, DUE, 14), id="fourteen days ahead is soon"
        ),
        pytest.param(DUE, False, None, date(2021, 2, 23), Timed(Timing.NOT_DUE, DUE, 15), id="fifteen is not"),
        pytest.param(None, False, None, AFTER, Timed(Timing.UNDATED), id="a blank cell is never late"),
        pytest.param(None, True, AFTER, AFTER, Timed(Timing.UNDATED), id="nor on time"),
    ],
)
def test_timed(due: date | None, complete: bool, complete_on: date | None, as_of: date, expected: Timed) -> None:
    assert timed(due, complete, complete_on, Clock(as_of, 14)) == expected


def test_the_worst_of_several_is_the_longest_over() -> None:
    ones = [
        Timed(Timing.NOT_DUE, DUE, 3),
        Timed(Timing.OVERDUE, DUE, 2),
        Timed(Timing.OVERDUE, DUE, 9),
        Timed(Timing.LATE, DUE, 40),
    ]
    assert worst(ones) == Timed(Timing.OVERDUE, DUE, 9)
    assert worst([Timed(Timing.NOT_DUE, DUE, 30), Timed(Timing.NOT_DUE, DUE, 3)]).days == 3
    assert worst([]) == Timed(Timing.UNDATED)


@given(st.dates(date(2020, 1, 1), date(2023, 1, 1)), st.dates(date(2020, 1, 1), date(2023, 1, 1)), st.booleans())
def test_days_are_never_negative(due: date, as_of: date, complete: bool) -> None:
    days = timed(due, complete, as_of, Clock(as_of, 14)).days
    assert days is None or days >= 0
