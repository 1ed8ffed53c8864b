"""Bonus points (加分): every honour at the points of its level, no more in all than the caps of the row allow."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from wenming_cli.judge.honour import Honour, filed_under, honours_of, recorded_under, unfiled
from wenming_cli.judge.honour_day import reach_of
from wenming_cli.model.criteria import Bonus, BonusCap, BonusRule
from wenming_cli.model.matching import Matching
from wenming_cli.model.record import Record
from wenming_cli.model.score import BonusScore, HonourScore


def bonus_of(
    row: Bonus, matching: Matching, unit: str, year: int, inspected: date, records: Iterable[Record] = ()
) -> BonusScore:
    """A bonus row with the honours filed or recorded under it; its window counts back from *inspected*."""
    reach = reach_of(row.window, inspected)
    honours = honours_of(row, (*filed_under(row, matching), *recorded_under(row, records)), unit, year, reach)
    room = Room(row.caps)
    certain = [room.take(one.sure, _points(one.sure)) for one in honours]
    more = [room.take(one.hoped, max(0.0, _points(one.hoped) - _points(one.sure))) for one in honours]
    start, sure, end = (day.isoformat() if day else None for day in (reach.start, reach.sure, reach.end))
    return BonusScore(
        id=row.id, title=row.title, text=row.text, window=row.window, start=start, sure=sure, end=end,
        certain=_exact(sum(certain)), possible=_exact(sum(certain) + sum(more)), rules=row.rules, caps=row.caps,
        owners=row.owners, honours=tuple(map(_scored, honours, certain, more, _twins(honours))),
        unfiled=unfiled(row, matching, unit, year, reach),
    )  # fmt: skip


class Room:
    """What the caps of a row still leave, while one honour after another takes its points.

    Huarong H1235: 国家及省部级 together at most 10, 市级 at most 5 beside it.
    """

    def __init__(self, caps: Sequence[BonusCap]) -> None:
        self.caps, self.left = caps, [cap.most for cap in caps]

    def take(self, rule: BonusRule | None, points: float) -> float:
        """So many of *points* as every cap on the level of *rule* has room for; none without a rule."""
        if rule is None:
            return 0.0
        over = [at for at, cap in enumerate(self.caps) if rule.level in cap.levels]
        taken = min([points, *(self.left[at] for at in over)])
        for at in over:
            self.left[at] = _exact(self.left[at] - taken)
        return taken


def _points(rule: BonusRule | None) -> float:
    return rule.points if rule else 0.0


def _exact(points: float) -> float:
    """A sum of tenths without what adding binary fractions leaves."""
    return round(points, 6)


def _scored(one: Honour, certain: float, more: float, twin: str | None) -> HonourScore:
    """An honour in a line: what it adds, and all that is to be said of it."""
    first, rule = one.first, one.hoped or one.first.rule
    points, possible = _points(one.hoped), _exact(certain + more)
    said = list(one.because)
    if possible < points:
        said.append("已到上限，不再加" if not possible else f"到上限只加{possible:g}分")
    if twin:
        said.append(f"和“{twin}”名称相近，是同一项的只留一个")
    return HonourScore(
        name=first.given.name, issuer=first.given.issuer, level=rule.level if rule else first.graded.level,
        cue=first.graded.cue, date=one.date, points=points, certain=certain, possible=possible,
        files=tuple(claim.evidence.place.shown for claim in one.claims), because=tuple(said),
    )  # fmt: skip


def _twins(honours: Sequence[Honour]) -> Iterator[str | None]:
    """For each honour an earlier one that it may be: of its level, one name in the other, the year not another."""
    for at, one in enumerate(honours):
        yield next((other.first.given.name for other in honours[:at] if one.hoped and _may_be_one(one, other)), None)


def _may_be_one(one: Honour, other: Honour) -> bool:
    (level, name), (its_level, its_name) = one.first.core, other.first.core
    years = {(honour.date or "")[:4] for honour in (one, other)} - {""}
    return level == its_level and len(years) < 2 and (name in its_name or its_name in name)
