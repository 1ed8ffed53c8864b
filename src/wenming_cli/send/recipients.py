"""Who gets a letter: from offices and people to addresses, one letter an address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wenming_cli.model.sending import Sending, is_address
from wenming_cli.model.workspace import People


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address, the offices and people it stands for, and whether it gets the whole summary too."""

    address: str
    names: tuple[str, ...]
    summary: bool = False

    @property
    def shown(self) -> str:
        """江雨霏、办公室 <a@b.cn>."""
        return f"{'、'.join(self.names)} <{self.address}>"


def address_of(name: str, sending: Sending, people: People, on: date) -> str | None:
    """The address of an office or a person: as wenming.yaml has it, else as people.yaml has it.

    An office without one goes by its contact. Who is not in charge on that day gets nothing.
    """
    if name in sending.to:
        return sending.to[name]
    for person in people.people:
        if person.name == name and person.holds(on) and person.email and is_address(person.email):
            return person.email
    contact = next((one.contact for one in people.offices if one.name == name), None)
    return address_of(contact, sending, people, on) if contact and contact != name else None


def readers_of_all(sending: Sending, people: People, on: date) -> tuple[str, ...]:
    """The offices and people that get the whole: groups are taken apart."""
    offices = {one.name for one in people.offices}
    persons = {one.name for one in people.people}
    found: dict[str, None] = {}
    for wanted in sending.summary:
        known = wanted in offices or wanted in persons or wanted in sending.to
        found |= dict.fromkeys((wanted,) if known else people.in_groups(wanted, on))
    return tuple(found)


def recipients(
    sending: Sending, people: People, owners: Iterable[str], on: date
) -> tuple[tuple[Recipient, ...], tuple[str, ...]]:
    """All letters to write, those with the summary first; and the names that have no address."""
    found: dict[str, Recipient] = {}
    without: dict[str, None] = {}
    whole = readers_of_all(sending, people, on)
    for name, summary in (*((one, True) for one in whole), *((one, False) for one in owners)):
        address = address_of(name, sending, people, on)
        if address is None:
            without[name] = None
            continue
        known = found.get(address, Recipient(address, ()))
        found[address] = Recipient(address, tuple(dict.fromkeys((*known.names, name))), known.summary or summary)
    return tuple(found.values()), tuple(without)
