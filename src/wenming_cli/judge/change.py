"""Compare two judgements: what was closed, what is new, worse, unchanged, still open, and due next."""

from collections.abc import Mapping
from datetime import date, timedelta

from wenming_cli.judge.gaps import gaps_between, gaps_of, more_pieces
from wenming_cli.judge.pairing import same_items
from wenming_cli.model.change import KINDS, Change, Changes
from wenming_cli.model.judgement import OPEN, ItemJudgement, Judgement, Timing, Verdict

_GRAVITY = {
    Verdict.COMPLETE: 0,
    Verdict.WAIVED: 0,
    Verdict.MANUAL: 1,
    Verdict.TO_CONFIRM: 2,
    Verdict.SHORT: 3,
    Verdict.MISSING: 4,
}
Users = Mapping[str, tuple[str, ...]]
"""The items that each content (sha256) counts for."""


def is_open(item: ItemJudgement) -> bool:
    """Whether something is owed for the item now: a gap that is due, soon due or has no date."""
    return item.verdict in OPEN and item.timing is not Timing.NOT_DUE


def compare(before: Judgement | None, after: Judgement) -> Changes:
    """Sort the items of *after* by how they changed since *before*; without it only what is open can be told."""
    known, dropped = same_items(before.items, after.items) if before else ({}, ())
    numbers = {old.id: number for number, old in known.items()}
    used, uses = _users(before, numbers) if before else {}, _users(after, {})
    groups: dict[str, list[Change]] = {kind: [] for kind in KINDS}
    for item in after.items:
        change = _change(known.get(item.id), item, used, uses)
        groups[_kind(change, before is None)].append(change)
    return Changes(**{kind: tuple(ones) for kind, ones in groups.items()}, dropped=dropped)


def _kind(change: Change, first: bool) -> str:
    """What became of one item."""
    item, old, owed = change.item, change.before, is_open(change.item)
    if first or old is None:
        return ("still" if first else "new") if owed else "rest"
    if item.verdict not in OPEN:
        return "closed" if old.verdict in OPEN else "rest"
    if owed and not is_open(old):
        return "new"
    forward = _forward(old, change)
    if forward < 0 or (item.timing is Timing.OVERDUE and old.timing is not Timing.OVERDUE):
        return "worse"
    return "better" if forward > 0 else "still" if owed else "rest"


def _forward(old: ItemJudgement, change: Change) -> int:
    """Above 0 where an item got further, below where it fell back: the first of these that tells.

    The verdict, the number of gaps, a gap that came in the place of another, the number of pieces.
    """
    steps = (
        _GRAVITY[old.verdict] - _GRAVITY[change.item.verdict],
        len(gaps_of(old)) - len(gaps_of(change.item)),
        -len(change.appeared),
        more_pieces(old, change.item),
    )
    return next((one for one in steps if one), 0)


def _users(judgement: Judgement, numbers: Mapping[str, str]) -> Users:
    """Which items each content counts for, under the *numbers* that they have now."""
    found: dict[str, tuple[str, ...]] = {}
    for item in judgement.items:
        for sha256 in _counted(item):
            found[sha256] = (*found.get(sha256, ()), numbers.get(item.id, item.id))
    return found


def _counted(item: ItemJudgement) -> dict[str, str]:
    """The contents that count for an item, with their paths."""
    return {use.sha256: use.path for use in item.files if use.counts}


def _change(old: ItemJudgement | None, item: ItemJudgement, used: Users, uses: Users) -> Change:
    """What came to and went from one item."""
    files, held = _counted(item), _counted(old) if old else {}
    gained = {path: sha for sha, path in files.items() if sha not in held}
    lost = {path: sha for sha, path in held.items() if sha not in files}
    left = {path: tuple(one for one in used.get(sha, ()) if one not in uses[sha]) for path, sha in gained.items()}
    went = {path: uses.get(sha, ()) for path, sha in lost.items()}
    resolved, appeared, turned = gaps_between(old, item) if old else ((), (), ())
    return Change(
        item, old, tuple(gained), tuple(lost),
        {path: items for path, items in (left | went).items() if items}, resolved, appeared, turned,
    )  # fmt: skip


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
