"""A weekly report in the shape of the contract of `wenming report --format json`: the judgement and its week."""

from collections.abc import Iterable

from wenming_cli.model.change import Change
from wenming_cli.model.judgement import Judgement, Verdict
from wenming_cli.model.noun import Noun
from wenming_cli.report.owners import owner_rows
from wenming_cli.report.questions import asked, question
from wenming_cli.report.week import Week


class WeekItem(Noun):
    """An item of a group of the week: *was* is its verdict in the week before, *gained* the files that count now.

    How it stands now is in `items`; nothing is in *was* where it was not in the table.
    """

    id: str
    was: Verdict | None
    gained: tuple[str, ...]


class WeekOwner(Noun):
    """The week of one who answers for something: ids of items closed, fallen back (new or worse), due next; and owed.

    *person* is null where offices alone answer for them; *overdue* and *due_soon* count among *items*.
    """

    person: str | None
    offices: tuple[str, ...]
    closed: tuple[str, ...]
    fallen: tuple[str, ...]
    due_next: tuple[str, ...]
    items: tuple[str, ...]
    overdue: int
    due_soon: int


class WeekQuestion(Noun):
    """What only a person can decide or enter about an item."""

    id: str
    question: str
    advice: str


class WeekValue(Noun):
    """What became of every item *since* the week before (nothing: it is the first, and *still* is all that is open).

    *missed* are the days of the weeks between them that had no report, *troubles* sentences about runs and letters
    that failed; *due_next* are ids, the nearest first.
    """

    since: str | None
    missed: tuple[str, ...]
    troubles: tuple[str, ...]
    closed: tuple[WeekItem, ...]
    new: tuple[WeekItem, ...]
    worse: tuple[WeekItem, ...]
    better: tuple[WeekItem, ...]
    still: tuple[WeekItem, ...]
    due_next: tuple[str, ...]
    owners: tuple[WeekOwner, ...]
    questions: tuple[WeekQuestion, ...]


class Report(Judgement):
    """A judgement with its week."""

    week: WeekValue


def report_of(week: Week) -> Report:
    """The weekly report of one set."""
    changes, judgement = week.changes, week.judgement
    value = WeekValue(
        since=week.since, missed=week.missed, troubles=week.troubles, closed=_items(changes.closed),
        new=_items(changes.new), worse=_items(changes.worse), better=_items(changes.better),
        still=_items(changes.still),
        due_next=tuple(one.id for one in week.due_next),
        owners=tuple(
            WeekOwner(
                person=row.person, offices=row.offices, closed=row.closed, fallen=row.fallen, due_next=row.next,
                items=row.items, overdue=row.overdue, due_soon=row.due_soon,
            )
            for row in owner_rows(judgement, week)
        ),
        questions=tuple(WeekQuestion(id=one.id, question=question(one), advice=one.advice) for one in asked(judgement)),
    )  # fmt: skip
    return Report(**dict(judgement), week=value)


def _items(changes: Iterable[Change]) -> tuple[WeekItem, ...]:
    return tuple(
        WeekItem(id=one.item.id, was=one.before.verdict if one.before else None, gained=one.gained) for one in changes
    )
