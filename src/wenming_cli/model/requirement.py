"""What an item requires: kinds of piece, how many, per what, alone or in groups; the shapes of DESIGN part 5."""

import re
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
UnitSwitch = Literal["service_window", "website"]
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


class Ratio(Noun):
    """A share that must be reached: *part* of *of* (注册志愿者 of 员工), at least *least* of *unit* (50 %).

    Where the whole is no more than *all_up_to*, all is asked for (Yueyang 16: 单位在职党员总数20人以下的全员注册).
    """

    part: str
    of: str
    least: float
    unit: str = "%"
    all_up_to: int | None = Field(default=None, ge=1)


class Reaches(Noun):
    """A figure that each piece states and that must be reached: 满意率, at least 85 % (Huarong standard 6.3)."""

    what: str
    least: float
    unit: str = "%"


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
    when: dict[UnitSwitch, Flag] | None = None
    combine: Texts = ()
    follows: Follows | None = None
    printed: Texts = ()
    method: Method | None = None
    points: float | None = None


class Plain(Shape):
    """One kind of thing, how many, and what must be true of it.

    *tallies* are items whose activities a statistics table lists. *none* is something that must not have happened
    (无责任事故): no file proves that, a person in charge confirms it.
    """

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
    ratio: Ratio | None = None
    reaches: Reaches | None = None
    tallies: Texts = ()
    none: str | None = None
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


for _noun in (Plain, AnyOf, Choose, Sequence, SetOf):
    _noun.model_rebuild()
