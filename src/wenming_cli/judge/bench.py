"""What every requirement of one item is judged with, and how its parts are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from wenming_cli.dates.deadline import Deadline, Occurrence, read_deadline
from wenming_cli.dates.draft import DATE
from wenming_cli.judge.pieces import Checked, Pieces, check
from wenming_cli.judge.timing import Clock
from wenming_cli.judge.told import Told
from wenming_cli.model.criteria import Item
from wenming_cli.model.leaf import leaves
from wenming_cli.model.requirement import Count, Level, Plain, Requirement, at_level, children
from wenming_cli.model.workspace import People, Settings

NOTHING = Told()


@dataclass(frozen=True, slots=True)
class Bench:
    """One item with the pieces of the archive, the unit's settings, its people and the clock.

    *told* is what people stated, *seen* when contents first came, *kinds* what its requirements ask for.
    """

    item: Item
    pieces: Pieces
    settings: Settings
    people: People
    clock: Clock
    told: Told = NOTHING
    seen: Mapping[str, date] = field(default_factory=dict)
    kinds: tuple[str, ...] = field(default=())

    @classmethod
    def of(
        cls, item: Item, pieces: Pieces, settings: Settings, people: People, clock: Clock, told: Told,
        seen: Mapping[str, date],
    ) -> "Bench":  # fmt: skip
        """A bench that knows which kinds of piece its item asks for."""
        return cls(item, pieces, settings, people, clock, told, seen, tuple(kind_of(one) for one in leaves(item.asks)))

    def deadline(self, requirement: Requirement) -> Deadline:
        """The days that people recorded for the item, else the requirement's own deadline, or the item's."""
        printed = read_deadline(requirement.due or self.item.due, self.settings.year)
        days = self.told.dates.get(self.item.id)
        if not days:
            return printed
        return replace(
            printed, kind=DATE, occurrences=tuple(Occurrence(None, day, "登记") for day in days), problems=()
        )

    def checked(self, asked: Plain) -> tuple[Checked, ...]:
        """The pieces of a plain requirement, each held against it."""
        return tuple(check(piece, asked) for piece in self.pieces.get((self.item.id, asked.id), ()))

    def count(self, count: Count | dict[Level, Count] | None) -> Count:
        """A count for the unit's level; at least one where none is stated."""
        return at_level(count, self.settings.unit.level) if count is not None else Count("1..")

    def name(self, one: Requirement) -> str:
        """What a requirement is called in a gap: its name, else its kind, with the topic where several exist."""
        if one.name:
            return one.name
        if isinstance(one, Plain):
            kind = kind_of(one)
            if self.kinds.count(kind) > 1 and one.about and len(one.about[0]) <= 12:
                return _joined(one.about[0], kind)
            return kind
        return "、".join(self.name(part) for part in children(one)[:3])


def kind_of(one: Plain) -> str:
    """Type or carrier in words."""
    return "或".join(one.type[:2]) or ("有会标的" if one.banner else "") + "或".join(one.carrier[:2]) or "材料"


def _joined(topic: str, kind: str) -> str:
    """Topic and kind as one word where they overlap: 个人学习 and 学习记录 make 个人学习记录."""
    if topic in kind:
        return kind
    shared = next((at for at in range(min(len(topic), len(kind)), 0, -1) if topic.endswith(kind[:at])), 0)
    return topic + kind[shared:]


def shown_count(count: Count, unit: str) -> str:
    """A count as a clerk writes it: 2—4张, 6张以上, 6张."""
    if count.most is None:
        return f"{count.least}{unit}以上" if count.least > 1 else f"{count.least}{unit}"
    if count.most == count.least:
        return f"{count.least}{unit}"
    return f"{count.least}—{count.most}{unit}" if count.least else f"{count.most}{unit}以内"
