"""Who owes what, and what became of it in the week: a row for each who answers for something."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wenming_cli.model.judgement import OPEN, ItemJudgement, Judgement, Timing
from wenming_cli.report.findings import NOBODY
from wenming_cli.report.week import Week


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """What somebody owes now: *items* by id, how many of them are overdue, due soon, or neither.

    *name* is a person, or offices where an item has no person; *offices* are those of a person's items. The ids of the
    week, nothing without one: *closed*, *fallen* (new gaps and what got worse), *next* (due in the next days).
    """

    name: str
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
        return f"{'、'.join(self.offices)} {self.name}".strip()

    @property
    def rest(self) -> int:
        """Items that are neither overdue nor due soon."""
        return len(self.items) - self.overdue - self.due_soon


def owner_rows(judgement: Judgement, week: Week | None = None) -> list[OwnerRow]:
    """Everybody who owes something, or in whose items something happened; those with most overdue first."""
    owed = [one for one in judgement.items if one.verdict in OPEN and one.timing is not Timing.NOT_DUE]
    parts = (owed, *_of_week(week))
    names = dict.fromkeys(name for items in parts for one in items for name in _names(one))
    rows = (_row(name, *(_of(items, name) for items in parts)) for name in names)
    return sorted(rows, key=lambda one: (-one.overdue, -len(one.items), one.name))


def _row(name: str, owed: Sequence[ItemJudgement], *week: Sequence[ItemJudgement]) -> OwnerRow:
    person = any(name in one.owners.people for items in (owed, *week) for one in items)
    offices = dict.fromkeys(office for items in (owed, *week) for one in items for office in one.offices)
    over, soon = (sum(one.timing is timing for one in owed) for timing in (Timing.OVERDUE, Timing.DUE_SOON))
    closed, fallen, due = (_ids(items) for items in week)
    return OwnerRow(name, tuple(offices) if person else (), _ids(owed), over, soon, closed, fallen, due)


def _names(item: ItemJudgement) -> tuple[str, ...]:
    """The people who answer for an item; its offices where it has none."""
    return item.owners.people or ("、".join(item.offices) or NOBODY,)


def _of(items: Iterable[ItemJudgement], name: str) -> list[ItemJudgement]:
    return [one for one in items if name in _names(one)]


def _ids(items: Iterable[ItemJudgement]) -> tuple[str, ...]:
    return tuple(one.id for one in items)


def _of_week(week: Week | None) -> tuple[Sequence[ItemJudgement], ...]:
    """The items closed in the week, those that fell back, those due next; of a first week only the last are known."""
    if week is None:
        return (), (), ()
    changes = week.changes
    closed, fallen = ([one.item for one in ones] for ones in (changes.closed, (*changes.new, *changes.worse)))
    return closed, fallen, week.due_next
