"""wenming.yaml and people.yaml: what a unit says about itself and its archive."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from wenming_cli.model.charge import InCharge
from wenming_cli.model.criteria import Owners
from wenming_cli.model.noun import Noun
from wenming_cli.model.requirement import Flag, Level, Requirement, Texts
from wenming_cli.model.round import RoundName
from wenming_cli.model.sending import Schedule, Sending


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
    """What a portal takes (网申): pictures and PDFs of so many MB, pictures of so many pixels a side, which names.

    No published rule states such limits (DOMAIN part N): they are the portal's own, and the defaults are ours.
    """

    picture_mb: float = Field(default=5, gt=0, le=40)
    picture_side: int = Field(default=4000, ge=600, le=30_000)
    pdf_mb: float = Field(default=20, gt=0, le=40)
    name: Literal["chinese", "ascii"] = "chinese"
    zip: Flag = False


Numbering = Literal["piece", "1-2-5", "roman", "box-piece", "da22"]
"""What is printed as the number of a piece: 003, 1-2-5-003, Ⅰ-2-5)-③, 第3盒-03, 0001-WS·2021-D10-BGS03-0003."""


def _code(text: str) -> str:
    """Refuse what is no code: letters and digits only, for hyphens and points part the codes."""
    if text and not (text.isascii() and text.isalnum()):
        raise PydanticCustomError("code_text", "{value}", {"value": text})
    return text


CodeText = Annotated[str, AfterValidator(_code)]


class ArchiveCode(Noun):
    """The parts of a 档号 (DA/T 22-2015): 全宗号, 档案门类代码, 保管期限代码 (Y D30 D10), 机构（问题）代码."""

    fonds: CodeText
    category: CodeText = "WS"
    period: Literal["Y", "D30", "D10"]
    office: CodeText = ""


def _spines(thickness: tuple[int, ...]) -> tuple[int, ...]:
    """Refuse spines that are not rising: the smallest that holds the papers is taken."""
    if list(thickness) != sorted(set(thickness)) or not thickness or not all(5 <= one <= 200 for one in thickness):
        raise PydanticCustomError("spines", "{value}", {"value": "、".join(map(str, thickness))})
    return thickness


class BoxRules(Noun):
    """How boxes are filled and numbered: spines in mm (DA/T 22-2015: 20, 30, 40, 50), sheets to a mm, printed number.

    *duplex*: papers are printed on both sides. *shared*: a content of several items lies in the box once, and rows
    point to it (point), or each item has a copy with a number of its own (copy).
    """

    thickness: Annotated[tuple[int, ...], AfterValidator(_spines)] = (20, 30, 40, 50)
    sheets_per_mm: float = Field(default=8, ge=1, le=20)
    duplex: Flag = False
    numbering: Numbering = "piece"
    da22: ArchiveCode | None = None
    shared: Literal["point", "copy"] = "point"

    @model_validator(mode="after")
    def _coded(self) -> "BoxRules":
        if self.numbering == "da22" and self.da22 is None:
            raise PydanticCustomError("no_archive_code", "da22")
        return self


SheetName = Literal["封面", "脊背", "隔页", "备考表", "材料提交表"]
"""The sheets of a box that a unit may leave out; 盒内目录, 缺件清单 and 总目录 are always made."""
Retention = Literal["永久", "30年", "10年"]
"""保管期限 as DA/T 22-2015 has them."""
PERIODS: Mapping[str, Retention] = {"Y": "永久", "D30": "30年", "D10": "10年"}
"""保管期限 by the codes of a 档号 (DA/T 22-2015)."""


def _as_make(value: object) -> object:
    """Let a plain list, or one sheet, stand for the sheets to make."""
    return {"make": [value] if isinstance(value, str) else value} if isinstance(value, str | list | tuple) else value


class SheetRules(Noun):
    """Which sheets a box has, and what they say that no paper does; what is not set stays blank on them.

    *catalogue* da22 is 归档文件目录 with the nine columns of DA/T 22-2015, ours the one with file names. *title* is the
    name of the archive, *owner* 全宗名称 where it is not the name of the unit. *photos_per_page*: 1, 2 or 4 in 装订本.
    *page_style* is that of the catalogue: A 页数 alone, D 页号 besides where the box is bound (DOMAIN A.4).
    *proofs*: passages that prove something are underlined in 装订本 (印证标识).
    """

    make: tuple[SheetName, ...] = get_args(SheetName)
    catalogue: Literal["ours", "da22"] = "ours"
    title: str = "创建文明单位档案资料"
    owner: str | None = None
    retention: Retention | None = None
    page_style: Literal["A", "D"] = "D"
    photos_per_page: Literal[1, 2, 4] = 2
    proofs: Flag = True


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
    sheets: Annotated[SheetRules, BeforeValidator(_as_make)] = SheetRules()
    boxes: BoxRules = BoxRules()
    schedule: Schedule = Schedule()
    send: Sending | None = None

    @property
    def window(self) -> Window:
        """The validity window; the calendar year where none is set."""
        return self.valid or Window(start=date(self.year, 1, 1), end=date(self.year, 12, 31))

    @property
    def retention(self) -> Retention | None:
        """保管期限: that of the 档号 where one is set, for both can't differ on one box; else what the sheets say."""
        return PERIODS[self.boxes.da22.period] if self.boxes.da22 else self.sheets.retention


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

    def in_groups(self, named: str, on: date | None = None) -> tuple[str, ...]:
        """The people of the groups that *named* names (班子成员和中层骨干); with *on* those in charge on that day."""
        there = [one for one in self.people if on is None or one.holds(on)]
        return tuple(one.name for one in there if any(group and group in named for group in one.groups))

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

    def successors(self, names: Iterable[str]) -> tuple[str, ...]:
        """All who follow the named people, along the whole line."""
        follows = {one.name: one.successor for one in self.people if one.successor}
        found: dict[str, None] = {}
        for name in names:
            after = follows.get(name)
            while after and after not in found:
                found[after] = None
                after = follows.get(after)
        return tuple(found)

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
