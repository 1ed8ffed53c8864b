"""What became of the gaps of one item: gone, come, or said otherwise (照片有3张 → 照片有5张)."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wenming_cli.model.judgement import ItemJudgement

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, the requirement and the occurrence (3月, 第4季度) that it is missing in.

    *several*: the requirement counts whole activities, each with gaps of its own.
    """

    row: str
    occurrence: str | None
    text: str
    several: bool = field(default=False, compare=False)

    def beside(self, other: "Gap") -> bool:
        """Whether both stand in one row."""
        return (self.row, self.occurrence) == (other.row, other.occurrence)


def gaps_of(item: ItemJudgement) -> tuple[Gap, ...]:
    """The gaps of all requirements that must be met; of the whole item where its requirements were not kept."""
    if not item.requirements:
        return tuple(Gap("", None, text) for text in item.missing)
    return tuple(
        Gap(row.id, row.occurrence, text, bool(row.activities))
        for row in item.requirements
        if not row.optional
        for text in row.missing
    )


def joined(gaps: Iterable[tuple[str | None, str]]) -> tuple[str, ...]:
    """Occurrences and gaps in words; the same gap in several occurrences is said once: 3月、7月：缺截图."""
    where: dict[str, list[str]] = {}
    for occurrence, gap in gaps:
        where.setdefault(gap, []).extend([occurrence] if occurrence else [])
    return tuple(f"{'、'.join(ones)}：{gap}" if ones else gap for gap, ones in where.items())


def gaps_between(
    before: ItemJudgement, after: ItemJudgement
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Gaps that are gone, that have come, and those that turned from one wording into another."""
    old, new = gaps_of(before), gaps_of(after)
    gone, come = [gap for gap in old if gap not in new], [gap for gap in new if gap not in old]
    turned: dict[tuple[str, str], list[Gap]] = {}
    for gap in tuple(gone):
        match = _counterpart(gap, gone, come)
        if match is not None:
            turned.setdefault((gap.text, match.text), []).append(gap)
            gone.remove(gap)
            come.remove(match)
    both = tuple((_said(ones)[0], now) for (was, now), ones in turned.items() if was != now)
    return _said(gone), _said(come), both


def _said(gaps: Iterable[Gap]) -> tuple[str, ...]:
    return joined((gap.occurrence, gap.text) for gap in gaps)


def _counterpart(gap: Gap, gone: Sequence[Gap], come: Sequence[Gap]) -> Gap | None:
    """What a gap that is gone is called now.

    That is the same gap of a requirement that was renamed, the same words with other numbers in its row, or the only
    other gap of its row; but where whole activities are counted, the gaps are those of different activities.
    """
    renamed = (one for one in come if (one.occurrence, one.text) == (gap.occurrence, gap.text))
    there = [one for one in come if one.beside(gap)]
    alike = (one for one in there if _NUMBER.sub("", one.text) == _NUMBER.sub("", gap.text))
    only = there if len(there) == sum(one.beside(gap) for one in gone) == 1 and not gap.several else ()
    return next((one for ones in (renamed, alike, only) for one in ones), None)


def more_pieces(before: ItemJudgement, after: ItemJudgement) -> int:
    """How many more pieces the requirements have that were open and still are; below 0 where they have fewer."""
    had, have = _pieces(before), _pieces(after)
    return sum(have[key] - had[key] for key in have if key in had)


def _pieces(item: ItemJudgement) -> Counter[tuple[str, str | None]]:
    """The pieces of every open requirement."""
    found: Counter[tuple[str, str | None]] = Counter()
    for row in item.requirements:
        if row.missing and not row.optional:
            found[row.id, row.occurrence] += row.have
    return found
