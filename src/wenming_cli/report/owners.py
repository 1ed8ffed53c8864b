"""Who owes what, and what became of it in the week: a row for each who answers for something."""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming_cli.model.judgement import OPEN, ItemJudgement, Judgement, Timing
from wenming_cli.report.grouping import grouped, titles
from wenming_cli.report.week import Week


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """What somebody owes now: *items* by id, how many of them are overdue, due soon, or neither.

    *closed*, *fallen* (new gaps and what got worse) and *next* (due in the next days) are the ids of the week;
    nothing without one.
    """

    owner: str
    items: tuple[str, ...]
    overdue: int
    due_soon: int
    closed: tuple[str, ...] = ()
    fallen: tuple[str, ...] = ()
    next: tuple[str, ...] = ()

    @property
    def rest(self) -> int:
        """Items that are neither overdue nor due soon."""
        return len(self.items) - self.overdue - self.due_soon


def owner_rows(judgement: Judgement, week: Week | None = None) -> list[OwnerRow]:
    """Everybody who owes something, or in whose items something happened; those with most overdue first."""
    owed = dict(grouped([one for one in judgement.items if one.verdict in OPEN and _is_owed(one)], "owner"))
    closed, fallen, due = _of_week(week)
    moved = dict.fromkeys(title for one in (*closed, *fallen, *due) for title in titles(one, "owner"))
    rows = [
        OwnerRow(
            owner, tuple(one.id for one in owed.get(owner, ())), _count(owed.get(owner, ()), Timing.OVERDUE),
            _count(owed.get(owner, ()), Timing.DUE_SOON), *(_ids(ones, owner) for ones in (closed, fallen, due)),
        )
        for owner in dict.fromkeys((*owed, *moved))
    ]  # fmt: skip
    return sorted(rows, key=lambda one: (-one.overdue, -len(one.items), one.owner))


def _is_owed(item: ItemJudgement) -> bool:
    return item.timing is not Timing.NOT_DUE


def _of_week(week: Week | None) -> tuple[Sequence[ItemJudgement], Sequence[ItemJudgement], Sequence[ItemJudgement]]:
    """The items closed in the week, those that fell back, those due next."""
    if week is None:
        return (), (), ()
    changes = week.changes
    closed, fallen = ([one.item for one in ones] for ones in (changes.closed, (*changes.new, *changes.worse)))
    return closed, fallen, week.due_next


def _count(items: Sequence[ItemJudgement], timing: Timing) -> int:
    return sum(one.timing is timing for one in items)


def _ids(items: Sequence[ItemJudgement], owner: str) -> tuple[str, ...]:
    return tuple(one.id for one in items if owner in titles(one, "owner"))
