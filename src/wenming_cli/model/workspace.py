"""wenming.yaml and people.yaml: what a unit says about itself and its archive."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from wenming_cli.model.charge import InCharge
from wenming_cli.model.criteria import Owners
from wenming_cli.model.noun import Noun
from wenming_cli.model.requirement import Flag, Level, Requirement, Texts
from wenming_cli.model.round import RoundName


def _as_roots(value: object) -> object:
    """Let a plain folder name stand for a root without an owner."""
    if isinstance(value, str):
        value = [value]
    return [{"path": one} if isinstance(one, str) else one for one in value] if isinstance(value, list) else value


class Unit(Noun):
    """The unit under inspection; switches like service_window decide conditional requirements."""

    name: str
    level: Level = "县级"
    staff: int | None = Field(default=None, ge=0)
    party_members: int | None = Field(default=None, ge=0)
    service_window: Flag | None = None
    website: Flag | None = None


class EvidenceRoot(Noun):
    """A folder of evidence; the path is relative to the workspace, or absolute."""

    path: str
    owner: str | None = None


class Window(Noun):
    """The days between which the date on the evidence must lie (材料有效期)."""

    start: date
    end: date


class PlannedRound(Noun):
    """A check that is to be frozen under *name* by the day *on*: an inspection of the unit's own (Huarong H67)."""

    name: RoundName
    on: date


def _each_once(rounds: tuple[PlannedRound, ...]) -> tuple[PlannedRound, ...]:
    """Refuse a name that is planned twice; a round is frozen once."""
    names = [one.name for one in rounds]
    for name in names:
        if names.count(name) > 1:
            raise PydanticCustomError("round_twice", "{value}", {"value": name})
    return rounds


class ExportRules(Noun):
    """What a portal takes (网申): pictures and PDFs up to so many MB, pictures up to so many pixels a side; how it is named.

    No published rule states such limits (DOMAIN part N): they are the portal's own, and the defaults are ours.
    """

    picture_mb: float = Field(default=5, gt=0, le=40)
    picture_side: int = Field(default=4000, ge=600, le=30_000)
    pdf_mb: float = Field(default=20, gt=0, le=40)
    name: Literal["chinese", "ascii"] = "chinese"
    zip: Flag = False


Ocr = Literal["auto", "on", "off"]
"""Whether words in pictures are recognised: where an engine is installed, always (else it is an error), never."""


class Settings(Noun):
    """wenming.yaml."""

    unit: Unit
    year: int = Field(ge=1990, le=2100)
    criteria: Texts
    evidence: Annotated[tuple[EvidenceRoot, ...], BeforeValidator(_as_roots)] = (EvidenceRoot(path="证据"),)
    valid: Window | None = None
    due_soon_days: int = Field(default=14, ge=0)
    ignore: Texts = ()
    max_file_mb: int = Field(default=512, ge=1)
    seconds_per_file: int = Field(default=20, ge=1)
    ocr: Ocr = "auto"
    rounds: Annotated[tuple[PlannedRound, ...], AfterValidator(_each_once)] = ()
    export: ExportRules = ExportRules()

    @property
    def window(self) -> Window:
        """The validity window; the calendar year where none is set."""
        return self.valid or Window(start=date(self.year, 1, 1), end=date(self.year, 12, 31))


class Person(Noun):
    """Somebody who answers for items, with the dates between which that holds."""

    name: str
    office: str | None = None
    post: str | None = None
    groups: Texts = ()
    phone: str | None = None
    email: str | None = None
    start: date | None = Field(default=None, alias="from")
    until: date | None = None
    successor: str | None = None

    def holds(self, on: date) -> bool:
        """Whether the person is in charge on that day; without from and until always."""
        return (self.start is None or self.start <= on) and (self.until is None or on <= self.until)


class Office(Noun):
    """An office of the unit."""

    name: str
    contact: str | None = None


class People(Noun):
    """people.yaml."""

    offices: tuple[Office, ...] = ()
    people: tuple[Person, ...] = ()

    def in_groups(self, named: str) -> tuple[str, ...]:
        """The people of the groups that *named* names (班子成员和中层骨干), in the order of the file."""
        return tuple(one.name for one in self.people if any(group and group in named for group in one.groups))

    def serves(self, name: str, on: date) -> bool:
        """Whether somebody of that name is in charge on that day."""
        return any(one.name == name and one.holds(on) for one in self.people)

    def now_in_charge(self, owners: Owners, on: date) -> InCharge:
        """Who answers on that day: whoever has left (until) gives way to the successor who is there, once each.

        Nobody is invented: without a successor who is there the name of the table stands.
        """
        now = {name: self.follower(name, on) or name for name in owners.people}
        instead: dict[str, tuple[str, ...]] = {}
        for name, follower in now.items():
            if follower != name:
                instead[follower] = (*instead.get(follower, ()), name)
        return InCharge(offices=owners.offices, people=tuple(dict.fromkeys(now.values())), instead=instead)

    def follower(self, name: str, on: date) -> str | None:
        """The successor who is there on that day, of somebody who has left by then; the first along the line."""
        passed: set[str] = set()
        while not self.serves(name, on) and name not in passed:
            passed.add(name)
            left = next((one for one in self.people if one.name == name and one.until and one.until < on), None)
            if left is None or left.successor is None:
                return None
            name = left.successor
        return name if passed and name not in passed else None


def applies(requirement: Requirement, unit: Unit) -> bool:
    """Whether the unit's settings let a conditional requirement apply; an unknown setting does not exclude it."""
    for setting, wanted in (requirement.when or {}).items():
        stated = getattr(unit, setting, None)
        if stated is not None and stated is not wanted:
            return False
    return True
