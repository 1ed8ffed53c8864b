"""The order of the papers within an item: that of its requirements, then of events and days."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from wenming_cli.model.day import day_of
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.matching import RECORDED, Use
from wenming_cli.model.record import Record
from wenming_cli.model.requirement import Requirement, children

LAST = 1 << 30
NO_DAY = "9999"
_DIGITS = re.compile(r"(\d+)")
_BELOW = re.compile(r"[/#@:.]")

_Place = tuple[int, int]
_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What decides the order within a requirement and an event: a day, then a path or a title."""

    day: str
    path: str
    root: str = ""

    @classmethod
    def of_content(cls, evidence: Evidence, year: int) -> Self:
        """Of a content; *year* completes days in names."""
        day = day_of(evidence, year)
        return cls(day.day.isoformat() if day else NO_DAY, evidence.place.path, evidence.place.root)

    @classmethod
    def of_record(cls, record: Record) -> Self:
        """Of a paper in the cabinet, or a page on the net."""
        return cls(record.day.isoformat() if record.day else NO_DAY, record.title or record.url or "")


@dataclass(frozen=True, slots=True)
class Order:
    """Where each requirement of an item stands: the place of its group, and its own in reading order."""

    places: Mapping[str, _Place]

    @classmethod
    def of(cls, requires: Sequence[Requirement]) -> Self:
        """The order that the criteria give; the parts of a sequence follow it (DOMAIN A.2)."""
        places: dict[str, _Place] = {}

        def walk(requirements: Sequence[Requirement], group: int | None) -> None:
            for at, one in enumerate(requirements):
                top = at if group is None else group
                places[one.id] = (top, len(places))
                walk(children(one), top)

        walk(requires, None)
        return cls(places)

    def place(self, requirement: str) -> _Place:
        """The place of a requirement, or of the one whose id *requirement* starts with (topics#消防)."""
        name = requirement
        while name not in self.places and (ends := [match.start() for match in _BELOW.finditer(name)]):
            name = name[: ends[-1]]
        return self.places.get(name, (LAST, LAST))

    def sorted(
        self, used: Mapping[str, Sequence[Use]], marks: Mapping[str, Mark], events: Mapping[str, str | None]
    ) -> tuple[str, ...]:
        """What the item uses, as keys of *used*, in filing order.

        Requirement, then event, day, path. A group all of whose papers belong to events, and to
        several, is filed event by event: each 道德讲堂 as a whole set. *events* gives their days.
        """
        by_event = self._by_event(used)
        keys = {key: min(self._key(use, marks[key], events, by_event) for use in uses) for key, uses in used.items()}
        return tuple(sorted(keys, key=lambda key: (keys[key], key)))

    def _by_event(self, used: Mapping[str, Sequence[Use]]) -> frozenset[int]:
        """The groups that are filed event by event; what was only recorded has no say in it."""
        events: dict[int, set[str | None]] = {}
        for use in (use for uses in used.values() for use in uses if use.how != RECORDED):
            events.setdefault(self.place(use.requirement)[0], set()).add(use.activity)
        return frozenset(top for top, some in events.items() if len(some) > 1 and None not in some and self._parts(top))

    def _parts(self, top: int) -> bool:
        """Whether a requirement has parts."""
        return sum(place[0] == top for place in self.places.values()) > 1

    def _key(
        self, use: Use, mark: Mark, events: Mapping[str, str | None], by_event: frozenset[int]
    ) -> tuple[int, _Key, int, _Key]:
        top, own = self.place(use.requirement)
        event = (events.get(use.activity or "") or mark.day, use.activity or "")
        rest = (event, mark.day, natural(mark.path), mark.root)
        return (top, event, own, rest) if top in by_event else (top, (), own, rest)


def natural(path: str) -> _Key:
    """A key that puts 笔记2 before 笔记10."""
    parts = _DIGITS.split(path)
    return tuple((part, 0) if at % 2 == 0 else ("", int(part)) for at, part in enumerate(parts))
