"""What presses most comes first: overdue the longest, then what is due next, then what has no day."""

from collections.abc import Iterable

from wenming_cli.model.judgement import OPEN, ItemJudgement, Timing
from wenming_cli.report.wording import Timed

_ORDER = (Timing.OVERDUE, Timing.DUE_SOON, Timing.NOT_DUE, Timing.UNDATED, Timing.LATE, Timing.ON_TIME)


def pressure(one: Timed) -> tuple[int, int]:
    """A key to sort by: overdue first, the longest first; then what is due next."""
    days = one.days or 0
    return _ORDER.index(one.timing), -days if one.timing is Timing.OVERDUE else days


def open_items(items: Iterable[ItemJudgement]) -> list[ItemJudgement]:
    """The items of which something is asked, the most pressing first, else in the order of the table."""
    return sorted((one for one in items if one.verdict in OPEN), key=pressure)
