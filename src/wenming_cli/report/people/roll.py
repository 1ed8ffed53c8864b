"""Who is there and who answers for what (组织): offices, people, groups; what everything else here is drawn from.

Nobody is invented: names are those of people.yaml, of the table and of the plan. Who has left by the day gives way to
the successor (Huarong H65, Yueyang Y31, Y89).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wenming_cli.model.criteria import Bonus
from wenming_cli.model.judgement import FindingJudgement
from wenming_cli.model.workspace import Office, People, Person
from wenming_cli.report.findings import owners_of
from wenming_cli.report.people.bodies import bodies
from wenming_cli.report.people.bodies import named as named_in
from wenming_cli.report.people.load import Charge, SetJudged
from wenming_cli.report.people.roots import OwnedRoot


@dataclass(frozen=True, slots=True)
class Roll:
    """Everything that is known of a unit's organisation on a day."""

    unit: str
    on: date
    people: People
    sets: tuple[SetJudged, ...]
    charges: tuple[Charge, ...]
    roots: tuple[OwnedRoot, ...] = ()

    @classmethod
    def of(cls, unit: str, on: date, people: People, sets: Sequence[SetJudged], roots: Sequence[OwnedRoot]) -> "Roll":
        """The roll of a unit, with every item given to those who answer for it on the day."""
        charges = tuple(charge for one in sets for charge in _charges(one, people, on))
        return cls(unit, on, people, tuple(sets), charges, tuple(roots))

    @property
    def listed(self) -> dict[str, Person]:
        """The people of people.yaml by name; of one who is there twice the entry that holds on the day."""
        found: dict[str, Person] = {}
        for one in self.people.people:
            if one.name not in found or one.holds(self.on):
                found[one.name] = one
        return found

    @property
    def in_charge(self) -> tuple[str, ...]:
        """The people whom the table or a finding names, as they are written there."""
        names = [name for one in self.charges for name in one.named.people]
        names += [name for one in self.sets for bonus in one.criteria.head.bonus for name in bonus.owners.people]
        offices = set(self.offices)
        names += [name for one in self.findings for name in owners_of(one) if name not in offices]
        return _once(names)

    @property
    def members(self) -> tuple[str, ...]:
        """The people whom the groups of the plan name."""
        return _once(name for one in self.sets for body in bodies(one.criteria.head) for name in named_in(body))

    @property
    def names(self) -> tuple[str, ...]:
        """All people: those of people.yaml, of the table, of the groups."""
        return _once((*self.listed, *self.in_charge, *self.members))

    @property
    def offices(self) -> tuple[str, ...]:
        """All offices: those of people.yaml, of the table, of the groups."""
        told = [name for one in self.charges for name in one.named.offices]
        units = [unit for one in self.sets for body in bodies(one.criteria.head) for unit in body.units]
        return _once((*(one.name for one in self.people.offices), *told, *units))

    @property
    def findings(self) -> tuple[FindingJudgement, ...]:
        """Findings that are to be put right, each once."""
        found = {one.id: one for each in self.sets for one in each.judgement.findings if one.is_open}
        return tuple(found.values())

    def office(self, name: str) -> Office | None:
        """The office as people.yaml lists it."""
        return next((one for one in self.people.offices if one.name == name), None)

    def charges_of(self, name: str) -> tuple[Charge, ...]:
        """The items that an office or a person answers for on the day."""
        return tuple(one for one in self.charges if one.is_of(name))

    def findings_of(self, name: str) -> tuple[FindingJudgement, ...]:
        """The findings of an office or a person, those of whom he or she follows with them."""
        return tuple(one for one in self.findings if name in map(self.now, owners_of(one)))

    def bonus_of(self, name: str) -> tuple[tuple[str, Bonus], ...]:
        """The rows of bonus points of an office or a person, with the set of each."""
        return tuple(
            (one.criteria.head.id, bonus)
            for one in self.sets
            for bonus in one.criteria.head.bonus
            if name in map(self.now, (*bonus.owners.offices, *bonus.owners.people))
        )

    def now(self, name: str) -> str:
        """Who answers in the place of a name on the day."""
        return self.people.follower(name, self.on) or name


def _charges(one: SetJudged, people: People, on: date) -> Iterable[Charge]:
    """The items of a set with their owners of the day, in the order of the table."""
    judged = {item.id: item for item in one.judgement.items}
    for _, project, item in one.criteria.placed():
        named = item.owners or project.owners
        yield Charge(one.criteria.head.id, judged[item.id], named, people.now_in_charge(named, on))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
