"""A register (登记簿) as a value: its columns, its entries and what is to be said of the whole.

A register is a view of the ledger, computed anew each time; nothing is kept beside the files (READING 64: so that
a table and what it is drawn from cannot disagree).
"""

from dataclasses import dataclass

from wenming_cli.model.noun import Noun
from wenming_cli.typeset.table import Column


class RegisterEntry(Noun):
    """A line of a register; what no file says is blank.

    *section* is the heading under which it stands. *items* are those that the files are filed under, *proposed* those
    that a person must say. *photos* counts pictures, *sign_in* says whether a sign-in sheet is there; both are blank
    where the register does not ask.
    """

    section: str | None = None
    date: str | None = None
    number: str | None = None
    title: str
    kind: str | None = None
    issuer: str | None = None
    level: str | None = None
    papers: tuple[str, ...] = ()
    photos: int | None = None
    sign_in: bool | None = None
    items: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column of a register: the field of its entries that it shows, and how it is printed."""

    name: str
    column: Column


def field(name: str, head: str, mm: int, *, centred: bool = False) -> RegisterColumn:
    """A column with its head and its width in mm."""
    return RegisterColumn(name, Column(head, mm, centred))


@dataclass(frozen=True, slots=True)
class RegisterKind:
    """One of the registers there are: its id, its name and its columns."""

    id: str
    name: str
    fields: tuple[RegisterColumn, ...]

    @property
    def title(self) -> str:
        """What stands above it: 制度登记簿."""
        return f"{self.name}登记簿"


@dataclass(frozen=True, slots=True)
class Register:
    """A register of an archive: its entries in order, and notes on the whole (gaps, empty months)."""

    kind: RegisterKind
    entries: tuple[RegisterEntry, ...]
    notes: tuple[str, ...] = ()
