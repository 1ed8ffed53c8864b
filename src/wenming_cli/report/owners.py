"""Who owes what, and what became of it in the week: a row for each who answers for something."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wenming_cli.model.judgement import OPEN, ItemJudgement, Judgement, Timing
from wenming_cli.report.findings import NOBODY
from wenming_cli.report.week import Week

Who = tuple[str | None, tuple[str, ...]]
"""A person; or nobody and the offices of an item that has no person."""


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """What somebody owes now: *items* by id, how many of them are overdue, due soon, or neither.

    *person* is None where offices alone answer for the items; *offices* are those of a person's items, too. The ids of
    the week, nothing without one: *closed*, *fallen* (new gaps and what got worse), *next* (due in the next days).
    """

    person: str | None
    offices: tuple[str, ...]
    items: tuple[str, ...]
    overdue: int
    due_soon: int
    closed: tuple[str, ...] = ()
    fallen: tuple[str, ...] = ()
    next: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """办公室、投资二股 江雨霏."""
        return f"{'、'.join(self.offices)} {self.person or ''}".strip() or NOBODY

    @property
    def rest(self) -> int:
        """Items that are neither overdue nor due soon."""
        return len(self.items) - self.overdue - self.due_soon


def owner_rows(judgement: Judgement, week: Week | None = None) -> list[OwnerRow]:
    """Everybody who owes something, or in whose items something happened; those with most overdue first."""
    owed = [one for one in judgement.items if one.verdict in OPEN and one.timing is not Timing.NOT_DUE]
    parts = (owed, *_of_week(week))
    every = dict.fromkeys(who for items in parts for one in items for who in _whose(one))
    rows = (_row(who, *([one for one in items if who in _whose(one)] for items in parts)) for who in every)
    return sorted(rows, key=lambda one: (-one.overdue, -len(one.items), one.shown))


def _row(who: Who, owed: Sequence[ItemJudgement], *week: Sequence[ItemJudgement]) -> OwnerRow:
    offices = dict.fromkeys(office for items in (owed, *week) for one in items for office in one.offices)
    over, soon = (sum(one.timing is timing for one in owed) for timing in (Timing.OVERDUE, Timing.DUE_SOON))
    closed, fallen, due = (_ids(items) for items in week)
    return OwnerRow(who[0], tuple(offices), _ids(owed), over, soon, closed, fallen, due)


def _whose(item: ItemJudgement) -> tuple[Who, ...]:
    """The people who answer for an item; its offices where it has none."""
    return tuple((name, ()) for name in item.owners.people) or ((None, item.offices),)


def _ids(items: Iterable[ItemJudgement]) -> tuple[str, ...]:
    return tuple(one.id for one in items)


def _of_week(week: Week | None) -> tuple[Sequence[ItemJudgement], ...]:
    """The items closed in the week, those that fell back, those due next; of a first week only the last are known."""
    if week is None:
        return (), (), ()
    changes = week.changes
    closed, fallen = ([one.item for one in ones] for ones in (changes.closed, (*changes.new, *changes.worse)))
    return closed, fallen, week.due_next
