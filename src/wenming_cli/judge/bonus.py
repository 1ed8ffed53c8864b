"""Bonus points (加分): every honour at the points of its level, no more in all than the caps of the row allow."""

from collections.abc import Iterator, Sequence
from datetime import date

from wenming_cli.judge.honour import Honour, honours_of, unfiled
from wenming_cli.judge.honour_day import reach_of
from wenming_cli.model.criteria import Bonus, BonusCap, BonusRule
from wenming_cli.model.matching import Matching
from wenming_cli.model.score import BonusScore, HonourScore


def bonus_of(row: Bonus, matching: Matching, unit: str, year: int, inspected: date) -> BonusScore:
    """A bonus row with the honours filed under it; *inspected* is the day from which its window counts back."""
    reach = reach_of(row.window, inspected)
    honours = honours_of(row, matching, unit, year, reach)
    certain = capped([one.sure for one in honours], row.caps)
    possible = capped([one.hoped for one in honours], row.caps)
    start, sure, end = (day.isoformat() if day else None for day in (reach.start, reach.sure, reach.end))
    return BonusScore(
        id=row.id, title=row.title, text=row.text, window=row.window, start=start, sure=sure, end=end,
        certain=sum(certain), possible=max(sum(certain), sum(possible)), rules=row.rules, caps=row.caps,
        owners=row.owners, honours=tuple(map(_scored, honours, certain, possible, _twins(honours))),
        unfiled=unfiled(row, matching, unit, year, reach),
    )  # fmt: skip


def capped(rules: Sequence[BonusRule | None], caps: Sequence[BonusCap]) -> list[float]:
    """What each honour adds, in order: the points of its rule, as far as every cap on that level has room.

    Huarong H1235: 国家及省部级 together at most 10, 市级 at most 5 beside it.
    """
    room = [cap.most for cap in caps]
    added = []
    for rule in rules:
        over = [at for at, cap in enumerate(caps) if rule and rule.level in cap.levels]
        points = min([rule.points, *(room[at] for at in over)]) if rule else 0.0
        for at in over:
            room[at] -= points
        added.append(points)
    return added


def _scored(one: Honour, certain: float, possible: float, twin: str | None) -> HonourScore:
    """An honour in a line: what it adds, and all that is to be said of it."""
    first, rule = one.first, one.hoped or one.sure or one.first.rule
    points = rule.points if rule and one.hoped else 0.0
    said = list(one.because)
    if possible < points:
        said.append("已到上限，不再加" if not possible else f"到上限只加{possible:g}分")
    if twin:
        said.append(f"和“{twin}”名称相近，是同一项的只留一个")
    return HonourScore(
        name=first.given.name, issuer=first.given.issuer, level=rule.level if rule else None, cue=first.graded.cue,
        date=one.date, points=points, certain=certain, possible=possible,
        files=tuple(claim.evidence.place.shown for claim in one.claims), because=tuple(said),
    )  # fmt: skip


def _twins(honours: Sequence[Honour]) -> Iterator[str | None]:
    """For each honour an earlier one of the same level whose name holds its own, or is held by it."""
    for at, one in enumerate(honours):
        level, name = one.first.core
        yield next(
            (
                other.first.given.name
                for other in honours[:at]
                if other.first.core[0] == level and (name in other.first.core[1] or other.first.core[1] in name)
            ),
            None,
        )
