"""Compare two judgements: what was closed, what is new, worse, unchanged, still open, and due next."""

from dataclasses import dataclass
from datetime import date, timedelta

from wenming_cli.model.judgement import ItemJudgement, Judgement, Timing, Verdict

OPEN = (Verdict.MISSING, Verdict.SHORT, Verdict.TO_CONFIRM)
_GRAVITY = {
    Verdict.COMPLETE: 0,
    Verdict.WAIVED: 0,
    Verdict.MANUAL: 1,
    Verdict.TO_CONFIRM: 2,
    Verdict.SHORT: 3,
    Verdict.MISSING: 4,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One item between two judgements; *before* is missing where the item is new to the set."""

    item: ItemJudgement
    before: ItemJudgement | None
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All items by what became of them; every open item is in exactly one of new, worse, better, still."""

    closed: tuple[Change, ...]
    new: tuple[Change, ...]
    worse: tuple[Change, ...]
    better: tuple[Change, ...]
    still: tuple[Change, ...]

    def by_kind(self) -> dict[str, tuple[Change, ...]]:
        """The groups by name, in the order in which a report tells them."""
        return {
            "closed": self.closed,
            "new": self.new,
            "worse": self.worse,
            "better": self.better,
            "still": self.still,
        }


def is_open(item: ItemJudgement) -> bool:
    """Whether something is owed for the item now: a gap that is due, soon due or has no date."""
    return item.verdict in OPEN and item.timing is not Timing.NOT_DUE


def compare(before: Judgement | None, after: Judgement) -> Changes:
    """Sort the items of *after* by how they changed since *before*."""
    known = {item.id: item for item in before.items} if before else {}
    groups: dict[str, list[Change]] = {name: [] for name in ("closed", "new", "worse", "better", "still")}
    for item in after.items:
        old = known.get(item.id)
        kind = _kind(old, item, before is None)
        if kind is not None:
            files = {use.sha256: use.path for use in item.files if use.counts}
            held = {use.sha256: use.path for use in old.files if use.counts} if old else {}
            gained = tuple(files[sha] for sha in files if sha not in held)
            lost = tuple(held[sha] for sha in held if sha not in files)
            groups[kind].append(Change(item, old, gained, lost))
    return Changes(**{name: tuple(changes) for name, changes in groups.items()})


def _kind(old: ItemJudgement | None, item: ItemJudgement, first: bool) -> str | None:
    """What became of one item; None where nothing is open and nothing was."""
    was_open = old is not None and is_open(old)
    if not is_open(item):
        return "closed" if was_open and item.verdict not in OPEN else None
    if first or old is None:
        return "still" if first else "new"
    if not was_open:
        return "new"
    now, then = (_GRAVITY[item.verdict], len(item.missing)), (_GRAVITY[old.verdict], len(old.missing))
    if now > then or (item.timing is Timing.OVERDUE and old.timing is not Timing.OVERDUE):
        return "worse"
    return "better" if now < then else "still"


def due_within(judgement: Judgement, days: int) -> tuple[ItemJudgement, ...]:
    """Open items due in the next *days* days, the nearest first."""
    today = date.fromisoformat(judgement.as_of)
    last = today + timedelta(days=days)
    soon = [
        item
        for item in judgement.items
        if item.verdict in OPEN and item.due_day and today <= date.fromisoformat(item.due_day) <= last
    ]
    return tuple(sorted(soon, key=lambda item: (item.due_day or "", item.id)))
