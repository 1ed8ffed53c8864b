"""The order of the papers within an item: that of its requirements, then of events and days."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from wenming_cli.model.day import day_of
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.matching import Use
from wenming_cli.model.requirement import Requirement, children

LAST = 1 << 30
NO_DAY = "9999"
_DIGITS = re.compile(r"(\d+)")
_BELOW = re.compile(r"[/#@:.]")

_Place = tuple[int, int]
_Key = tuple[object, ...]


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
        self,
        used: Mapping[str, Sequence[Use]],
        contents: Mapping[str, Evidence],
        events: Mapping[str, str | None],
        year: int,
    ) -> tuple[str, ...]:
        """The contents used by the item, as sha256, in filing order.

        Requirement, then event, day, path. A group all of whose papers belong to events, and to
        several, is filed event by event: each 道德讲堂 as a whole set. *events* gives their days,
        *year* completes days in names.
        """
        by_event = self._by_event(used)
        days = {sha256: _day(contents[sha256], year) for sha256 in used}
        keys = {
            sha256: min(self._key(use, contents[sha256], days[sha256], events, by_event) for use in uses)
            for sha256, uses in used.items()
        }
        return tuple(sorted(keys, key=lambda sha256: (keys[sha256], sha256)))

    def _by_event(self, used: Mapping[str, Sequence[Use]]) -> frozenset[int]:
        """The groups that are filed event by event."""
        events: dict[int, set[str | None]] = {}
        for use in (use for uses in used.values() for use in uses):
            events.setdefault(self.place(use.requirement)[0], set()).add(use.activity)
        return frozenset(top for top, some in events.items() if len(some) > 1 and None not in some and self._parts(top))

    def _parts(self, top: int) -> bool:
        """Whether a requirement has parts."""
        return sum(place[0] == top for place in self.places.values()) > 1

    def _key(
        self, use: Use, evidence: Evidence, day: str, events: Mapping[str, str | None], by_event: frozenset[int]
    ) -> tuple[int, _Key, int, _Key]:
        top, own = self.place(use.requirement)
        event = (events.get(use.activity or "") or day, use.activity or "")
        rest = (event, day, natural(evidence.place.path), evidence.place.root)
        return (top, event, own, rest) if top in by_event else (top, (), own, rest)


def _day(evidence: Evidence, year: int) -> str:
    """The day that a content speaks for; contents without one come last."""
    day = day_of(evidence, year)
    return day.day.isoformat() if day else NO_DAY


def natural(path: str) -> _Key:
    """A key that puts 笔记2 before 笔记10."""
    parts = _DIGITS.split(path)
    return tuple((part, 0) if at % 2 == 0 else ("", int(part)) for at, part in enumerate(parts))
