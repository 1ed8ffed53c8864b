"""A criteria set (测评体系): one year's table for one kind of unit, as its YAML says it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, GetCoreSchemaHandler, Tag, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from wenming_cli.model.material import MATERIALS
from wenming_cli.model.noun import Noun

COUNT = re.compile(r"(?P<least>\d+)?(?P<dots>\.\.)?(?P<most>\d+)?")

Carrier = Literal["文档", "照片", "扫描件", "截图", "表格", "音视频", "压缩包", "实物", "实地"]
Per = Literal["activity", "occurrence", "month", "quarter", "half_year", "festival", "person", "theme", "year"]
Validity = Literal["本年度", "上年度", "近2年", "测评前1年", "不限"]
Level = Literal["县级", "市级", "省级", "国家级"]
Method = Literal["材料审核", "实地考察", "问卷调查"]


def _truth(value: Any) -> Any:
    """Accept only true and false for a yes-or-no key; yes, no, on and 1 are text."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


Flag = Annotated[bool, BeforeValidator(_truth), Field(strict=True)]


def _listed(value: Any) -> Any:
    """Let a single value stand for a list of one."""
    return [value] if isinstance(value, str) else value


def _known_material(value: str) -> str:
    """Refuse a type that is not in the closed list."""
    if value not in MATERIALS:
        raise PydanticCustomError("material_type", "{value}", {"value": value})
    return value


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Material = Annotated[str, AfterValidator(_known_material), WithJsonSchema({"type": "string", "enum": list(MATERIALS)})]


class Count(str):
    """How many: "4" exactly four, "2.." at least two, "2..4" two to four, "..4" at most four."""

    __slots__ = ()

    @property
    def least(self) -> int:
        """The lower bound; 0 when the text gives none."""
        match = COUNT.fullmatch(self)
        return int(match["least"] or 0) if match else 0

    @property
    def most(self) -> int | None:
        """The upper bound; None when there is none."""
        match = COUNT.fullmatch(self)
        if match is None or (match["dots"] and match["most"] is None):
            return None
        return int(match["most"] or match["least"])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls._checked, core_schema.str_schema(pattern=r"^(\d+|\d+\.\.|\.\.\d+|\d+\.\.\d+)$")
        )

    @classmethod
    def _checked(cls, value: str) -> "Count":
        count = cls(value)
        if count.most is not None and count.most < count.least:
            raise PydanticCustomError("count_reversed", "{value}", {"value": value})
        return count


ByLevel = Annotated[Count | dict[Level, Count], Field(union_mode="left_to_right")]


def at_level(count: "Count | dict[Level, Count]", level: str) -> Count:
    """The count that holds for a unit of *level*; the lowest one where its level is not named."""
    if isinstance(count, Count):
        return count
    return count.get(level) or min(count.values(), key=lambda one: one.least)  # type: ignore[call-overload]


class Coverage(Noun):
    """What a single paper must list or show in itself: three festivals, three to five names."""

    what: str
    count: Count


class Follows(Noun):
    """What an open deadline hangs on: another body's schedule, festivals, an event, an item."""

    schedule: str | None = None
    festivals: Texts = ()
    event: str | None = None
    at: Literal["before", "during"] | None = None


class Shape(Noun):
    """What every requirement can say, whatever its shape."""

    id: str
    name: str | None = None
    per: Per | None = None
    times: ByLevel | None = None
    times_unit: str | None = None
    due: str | None = None
    optional: Flag = False
    derived: Flag = False
    uncertain: str | None = None
    when: dict[str, Flag] | None = None
    combine: Texts = ()
    follows: Follows | None = None
    printed: Texts = ()
    method: Method | None = None
    points: float | None = None


class Plain(Shape):
    """One kind of thing, how many, and what must be true of it."""

    type: Annotated[tuple[Material, ...], BeforeValidator(_listed)] = ()
    carrier: Annotated[tuple[Carrier, ...], BeforeValidator(_listed)] = ()
    about: Texts = ()
    count: ByLevel = Count("1..")
    total: ByLevel | None = None
    unit: str = "份"
    red_head: Flag = False
    copied: Flag = Field(default=False, alias="copy")
    banner: Flag | str = False
    must_mention: Texts = ()
    min_chars: int | None = Field(default=None, ge=1)
    lists: Coverage | None = None
    including: "Including | None" = None
    people: str | None = None
    valid: Validity = "本年度"
    not_about: Texts = ()
    not_confused_with: Texts = ()


class Including(Noun):
    """A share of the pieces that must be about something: 其中要有1次学习《民法典》."""

    about: Texts
    count: Count = Count("1..")
    banner: Flag = False


class AnyOf(Shape):
    """Either form will do."""

    any_of: tuple["Requirement", ...] = Field(min_length=1)


class Choose(Shape):
    """So many of the named topics, each with everything listed under *each*."""

    choose: Count
    of: tuple[str, ...] = Field(min_length=1)
    unit: str = "项"
    each: tuple["Requirement", ...] = ()


class Sequence(Shape):
    """A set whose parts have a prescribed order."""

    sequence: tuple["Requirement", ...] = Field(min_length=1)


class SetOf(Shape):
    """A set of parts in any order; closed unless the source says 等."""

    set: tuple["Requirement", ...] = Field(min_length=1)
    closed: Flag = False


SHAPES = {"any_of": "any_of", "choose": "choose", "sequence": "sequence", "set": "set"}


def shape_of(value: Any) -> str:
    """Name the shape of a requirement from the keys it has."""
    keys = value if isinstance(value, dict) else vars(value)
    return next((shape for key, shape in SHAPES.items() if key in keys), "plain")


Requirement = Annotated[
    Annotated[Plain, Tag("plain")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[Choose, Tag("choose")]
    | Annotated[Sequence, Tag("sequence")]
    | Annotated[SetOf, Tag("set")],
    Discriminator(shape_of),
]


class Owners(Noun):
    """Whose turn it is: offices and people, in the order of the table."""

    offices: Texts = ()
    people: Texts = ()


class Item(Noun):
    """One line of required evidence (材料条目): the unit of judging and filing."""

    id: str
    no: str | None = None
    text: str
    due: str | None = None
    requires: tuple[Requirement, ...] = ()
    shares: Texts = ()
    owners: Owners | None = None
    points: float | None = None
    derived: Flag = False
    uncertain: str | None = None

    @property
    def asks(self) -> tuple[Requirement, ...]:
        """The requirements; one paper of any kind where the item states none."""
        return self.requires or (Plain(id="evidence"),)


class SubPoint(Noun):
    """A part of a standard that carries points of its own."""

    text: str
    points: float | None = None
    methods: tuple[Method, ...] = ()
    owners: Owners | None = None
    note: str | None = None


class Reading(Noun):
    """Another way to read a damaged row of the source."""

    methods: tuple[Method, ...] = ()
    owners: Owners = Owners()
    reading: str


class Project(Noun):
    """A project (创建项目) with its standards; a numbered standard where the set has no projects."""

    no: str
    title: str | None = None
    standards: tuple[str, ...] = Field(min_length=1)
    points: float | None = None
    sub_points: tuple[SubPoint, ...] = ()
    methods: tuple[Method, ...] = ()
    owners: Owners = Owners()
    uncertain: str | None = None
    alternatives: tuple[Reading, ...] = ()
    note: str | None = None
    items: tuple[Item, ...] = ()


class Category(Noun):
    """A category (类别) of the table."""

    no: str
    title: str | None = None
    title_inferred: str | None = None
    points: float | None = None
    points_sum: float | None = None
    uncertain: str | None = None


class CategoryFile(Noun):
    """One YAML file of a set: a category and its projects."""

    category: Category
    projects: tuple[Project, ...]


class Phase(Noun):
    """A stage of the year's work, from day to day."""

    no: str
    name: str
    start: date
    end: date
    printed: str
    text: str
    tasks: tuple[str, ...] = ()
    uncertain: str | None = None


class Body(Noun):
    """A leading group, an office or a working group, with its people and its duty."""

    no: str | None = None
    name: str
    seat: str | None = None
    head: str | None = None
    head_post: str | None = None
    heads: Texts = ()
    deputies: Texts = ()
    deputies_text: str | None = None
    members: Texts = ()
    members_text: str | None = None
    units: Texts = ()
    duty: str | None = None
    note: str | None = None


class Leadership(Noun):
    """Who leads: the leading group and what works under it."""

    leading_group: Body
    office: Body | None = None
    working_group: Body | None = None


class Clause(Noun):
    """A numbered passage of the plan, with the passages under it."""

    no: str | None = None
    title: str | None = None
    text: str | None = None
    body: str | None = None
    clauses: tuple["Clause", ...] = ()
    focus: tuple[str, ...] = ()


class Plan(Noun):
    """The paper that the table is an annex of."""

    title: str
    doc_number: str | None = None
    issuer: str
    issued: date | None = None
    approved_by: str | None = None
    addressees: str | None = None
    notice_title: str | None = None
    notice_body: str | None = None
    attachments: tuple[str, ...] = ()
    preamble: str | None = None
    guiding_thought: str | None = None
    target_level: str | None = None
    start: date | None = None
    end: date | None = None
    period: str | None = None
    goals: Clause | None = None
    tasks: Clause | None = None
    note: str | None = None


class Obligation(Noun):
    """A duty of the plan or of a standard outside the items (其他应办事项)."""

    id: str
    what: str
    text: str
    where: str
    count: Count | None = None
    unit: str | None = None
    per: str | None = None
    subject: str | None = None
    item: str | None = None
    note: str | None = None


class BonusRule(Noun):
    """Points for one thing of a level."""

    level: str
    points: float


class BonusCap(Noun):
    """The most that the named levels can bring together."""

    levels: Texts
    most: float


class Bonus(Noun):
    """A row of bonus points."""

    id: str
    group: str | None = None
    title: str
    text: str
    window: str | None = None
    due: str | None = None
    rules: tuple[BonusRule, ...] = ()
    caps: tuple[BonusCap, ...] = ()
    definition: str | None = None
    methods: tuple[Method, ...] = ()
    owners: Owners = Owners()
    uncertain: str | None = None


class SetHead(Noun):
    """set.yaml: what holds for the whole set."""

    id: str
    title: str
    year: int = Field(ge=1990, le=2100)
    unit: str
    source: str | None = None
    edition: str | None = None
    level: Level | None = None
    plan: Plan
    phases: tuple[Phase, ...] = ()
    leadership: Leadership | None = None
    groups: tuple[Body, ...] = ()
    measures: tuple[Clause, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    bonus: tuple[Bonus, ...] = ()
    notes: tuple[str, ...] = ()


class CriteriaSet(Noun):
    """A whole set: its head and its categories in the order of the table."""

    head: SetHead
    categories: tuple[CategoryFile, ...]

    def placed(self) -> Iterator[tuple[Category, Project, Item]]:
        """Every item with the project and category above it, in the order of the table."""
        for file in self.categories:
            for project in file.projects:
                for item in project.items:
                    yield file.category, project, item

    def projects(self) -> Iterator[tuple[Category, Project]]:
        """Every project with its category, in the order of the table."""
        for file in self.categories:
            for project in file.projects:
                yield file.category, project


def children(requirement: "Requirement") -> tuple["Requirement", ...]:
    """The parts of a group; nothing for a plain requirement."""
    match requirement:
        case AnyOf():
            return requirement.any_of
        case Choose():
            return requirement.each
        case Sequence():
            return requirement.sequence
        case SetOf():
            return requirement.set
        case _:
            return ()


for _noun in (Plain, AnyOf, Choose, Sequence, SetOf, Item, Project, CategoryFile, Clause, Plan, SetHead, CriteriaSet):
    _noun.model_rebuild()
