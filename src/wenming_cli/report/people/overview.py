"""The organisation of a unit on a day as values: offices, people, groups, and what does not fit."""

from datetime import date

from wenming_cli.model.noun import Noun
from wenming_cli.report.people.bodies import Group, groups
from wenming_cli.report.people.load import Load
from wenming_cli.report.people.roll import Roll
from wenming_cli.report.people.roots import OwnedRoot
from wenming_cli.report.people.unfit import Unfit, unfit


class OfficeRow(Noun):
    """An office with its contact and its load; *listed* says whether people.yaml has it.

    *contact_there* says whether the contact is there on the day, *contact_now* who follows a contact that has left.
    """

    name: str
    listed: bool
    contact: str | None = None
    contact_there: bool = False
    contact_now: str | None = None
    load: Load
    roots: tuple[OwnedRoot, ...] = ()


class PersonRow(Noun):
    """Somebody with post, groups, the days in charge, and the load.

    *there* says whether the person is in charge on the day. *successor* is who follows as people.yaml has it, *now* who
    answers in the person's place on the day.
    """

    name: str
    listed: bool
    there: bool
    office: str | None = None
    post: str | None = None
    groups: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    successor: str | None = None
    now: str | None = None
    load: Load


class Organisation(Noun):
    """Offices, people and groups on a day, and what does not fit together in them."""

    unit: str
    as_of: date
    offices: tuple[OfficeRow, ...]
    people: tuple[PersonRow, ...]
    groups: tuple[Group, ...]
    unfit: tuple[Unfit, ...]


def organisation(roll: Roll) -> Organisation:
    """The offices and people of people.yaml first, then those that only the table or a finding names."""
    return Organisation(
        unit=roll.unit,
        as_of=roll.on,
        offices=tuple(office_row(name, roll) for name in roll.offices),
        people=tuple(person_row(name, roll) for name in dict.fromkeys((*roll.listed, *roll.in_charge))),
        groups=tuple(group for one in roll.sets for group in groups(one.criteria.head)),
        unfit=tuple(unfit(roll)),
    )


def office_row(name: str, roll: Roll) -> OfficeRow:
    """An office as people.yaml has it; of one that only the table or the plan names no contact is known."""
    listed = roll.office(name)
    contact = listed.contact if listed else None
    return OfficeRow(
        name=name,
        listed=listed is not None,
        contact=contact,
        contact_there=contact is not None and roll.people.serves(contact, roll.on),
        contact_now=roll.people.follower(contact, roll.on) if contact else None,
        load=Load.of(roll.charges_of(name)),
        roots=tuple(one for one in roll.roots if one.owner == name),
    )


def person_row(name: str, roll: Roll) -> PersonRow:
    """Somebody as people.yaml has it; of others only the name is known."""
    one = roll.listed.get(name)
    load = Load.of(roll.charges_of(name))
    if one is None:
        return PersonRow(name=name, listed=False, there=False, load=load)
    return PersonRow(
        name=name, listed=True, there=roll.people.serves(name, roll.on), office=one.office, post=one.post,
        groups=one.groups, since=one.start, until=one.until, successor=one.successor,
        now=roll.people.follower(name, roll.on), load=load,
    )  # fmt: skip
