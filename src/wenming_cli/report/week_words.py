"""The week of some items in a sentence: for a letter or a paper to whoever answers for them."""

from collections.abc import Collection, Sequence

from wenming_cli.model.change import Change
from wenming_cli.model.judgement import Timing
from wenming_cli.report.naming import breakable
from wenming_cli.report.week import CHANGED, NEXT_DAYS, Week

MOST_NAMED = 10


def moved(week: Week, ids: Collection[str]) -> str:
    """本周补齐1条（1.1.1），变差的2条（…）；其中本周逾期的1条（…）.  What happened to the items of these ids.

    Those that got further and still lack something are only counted.
    """
    kinds = week.changes.by_kind()
    theirs = {kind: [one for one in kinds[kind] if one.item.id in ids] for kind, _ in CHANGED}
    said = "，".join(
        f"{title}{len(theirs[kind])}条" if kind == "better" else counted(title, _ids(theirs[kind]))
        for kind, title in CHANGED
        if theirs[kind]
    )
    over = _ids([one for kind in ("new", "worse") for one in theirs[kind] if _went_overdue(one)])
    return (said or "没有变化") + (f"；其中{counted('本周逾期的', over)}" if over else "")


def due_next(week: Week, ids: Collection[str]) -> str:
    """今后14天到期2条（1.1.1、 1.1.2）; nothing where none of these ids is due."""
    soon = [one.id for one in week.due_next if one.id in ids]
    return counted(f"今后{NEXT_DAYS}天到期", soon) if soon else ""


def counted(title: str, ids: Sequence[str]) -> str:
    """本周补齐2条（1.1.1、 1.1.2）; of many the first ones."""
    more = "等" if len(ids) > MOST_NAMED else ""
    return f"{title}{len(ids)}条（{breakable(ids[:MOST_NAMED])}{more}）" if ids else f"{title}0条"


def _ids(changes: Sequence[Change]) -> list[str]:
    return [one.item.id for one in changes]


def _went_overdue(change: Change) -> bool:
    """Whether an item is overdue that was not a week ago."""
    before = change.before
    return change.item.timing is Timing.OVERDUE and (before is None or before.timing is not Timing.OVERDUE)
