"""The week of one criteria set as a value: what became of every item, what is due next, what went wrong meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wenming_cli.model.change import Change, Changes
from wenming_cli.model.judgement import ItemJudgement, Judgement, Timing
from wenming_cli.report.pressing import open_items

NEXT_DAYS = 14
WEEK = 7
TITLES = (
    ("closed", "本周补齐"),
    ("new", "新出现的缺口"),
    ("worse", "变差的"),
    ("better", "有进展但还没齐"),
    ("still", "仍未齐"),
)
"""What a week tells, in this order: the groups of Changes that matter to people."""
CHANGED = TITLES[:-1]
"""Those in which something happened."""


@dataclass(frozen=True, slots=True)
class Week:
    """How a set stands, what changed since the week of *since* (ISO; None: it is the first), what is due next.

    *troubles* are sentences about runs and letters that failed since then.
    """

    judgement: Judgement
    changes: Changes
    since: str | None
    due_next: tuple[ItemJudgement, ...]
    troubles: tuple[str, ...] = ()

    @property
    def owed(self) -> tuple[ItemJudgement, ...]:
        """The items for which something is owed now, the most pressing first."""
        return tuple(one for one in open_items(self.judgement.items) if one.timing is not Timing.NOT_DUE)

    @property
    def missed(self) -> tuple[str, ...]:
        """The days (ISO) between the two weeks for which a report was due and none was made; it stays so."""
        if not self.since:
            return ()
        before = date.fromisoformat(self.since)
        gap = (date.fromisoformat(self.judgement.as_of) - before).days
        count = (gap - 1) // WEEK if gap > WEEK + 1 else 0
        return tuple((before + timedelta(days=WEEK * at)).isoformat() for at in range(1, count + 1))

    def told(self) -> Iterator[tuple[str, str, tuple[Change, ...]]]:
        """The groups that have items, with their titles; in a first week all that is open is in the last."""
        kinds = self.changes.by_kind()
        for kind, title in TITLES:
            if kinds[kind]:
                yield kind, title if self.since else "未齐", kinds[kind]

    def counts(self) -> str:
        """本周补齐2条、新出现的缺口0条、….  Nothing for a first week."""
        kinds = self.changes.by_kind()
        return "、".join(f"{title}{len(kinds[kind])}条" for kind, title in TITLES) if self.since else ""

    def compared(self) -> list[str]:
        """With which week this one is compared, and the weeks between them that had no report."""
        if not self.since:
            return ["这是第一份周报，没有上周可比。"]
        lines = [f"与{self.since}的周报比较。"]
        if self.missed:
            lines.append(f"其间{self.missed[0]}起有{len(self.missed)}周没有出周报，不补做。")
        return lines


def week_name(as_of: str) -> str:
    """The name under which a week is frozen."""
    return f"周报-{as_of}"
