"""What became of the items of a table between two judgements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wenming_cli.model.judgement import ItemJudgement

KINDS = ("closed", "new", "worse", "better", "still", "rest")


@dataclass(frozen=True, slots=True)
class Change:
    """One item between two judgements; *before* is missing where the item is new to the table.

    *gained* and *lost* are the paths of the files that count now and did not, or did and do not.
    *elsewhere* gives for such a path the items that it was taken from, or that it counts for now. *resolved*,
    *appeared* and *turned* are gaps: gone, come, and said otherwise (before, now).
    """

    item: ItemJudgement
    before: ItemJudgement | None
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    resolved: tuple[str, ...] = ()
    appeared: tuple[str, ...] = ()
    turned: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All items by what became of them: each item of the later judgement is in exactly one of the six groups.

    Every open item is in *new*, *worse*, *better* or *still*; *rest* owes nothing now and did not get worse or better.
    *dropped* are the items that the table no longer has.
    """

    closed: tuple[Change, ...] = ()
    new: tuple[Change, ...] = ()
    worse: tuple[Change, ...] = ()
    better: tuple[Change, ...] = ()
    still: tuple[Change, ...] = ()
    rest: tuple[Change, ...] = ()
    dropped: tuple[ItemJudgement, ...] = ()

    def by_kind(self) -> dict[str, tuple[Change, ...]]:
        """The groups by name, in the order in which a report tells them."""
        return {kind: getattr(self, kind) for kind in KINDS}

    def each(self) -> Iterator[tuple[str, Change]]:
        """Every item with the name of its group."""
        for kind, changes in self.by_kind().items():
            for change in changes:
                yield kind, change

    @property
    def worsened(self) -> bool:
        """Whether anything is worse than before: a new gap, or a gap that grew or went overdue."""
        return bool(self.new or self.worse)
