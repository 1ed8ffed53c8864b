"""A criteria set (测评体系): one year's table for one kind of unit, as its YAML says it."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from wenming_cli.model.doubt import KnownDoubt
from wenming_cli.model.noun import Noun
from wenming_cli.model.requirement import Count, Flag, Level, Method, Plain, Requirement, Texts


class Owners(Noun):
    """Whose turn it is: offices and people, in the order of the table."""

    offices: Texts = ()
    people: Texts = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """The people as reports name them."""
        return self.people


class Item(Noun):
    """One line of required evidence (材料条目): the unit of judging and filing.

    *sub_point* is the part of its standard that it proves, counted from 1 in the order of the project's sub_points.
    """

    id: str
    no: str | None = None
    text: str
    due: str | None = None
    requires: tuple[Requirement, ...] = ()
    shares: Texts = ()
    owners: Owners | None = None
    points: float | None = None
    sub_point: int | None = Field(default=None, ge=1)
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

    @property
    def called(self) -> str:
        """1.1 干部队伍建设; 标准3 where the set has no projects."""
        return f"{self.no} {self.title}" if self.title else f"标准{self.no}"


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
    """A duty of the plan or of a standard outside the items (其他应办事项).

    *words* name the matter in names, titles and banners, where no item asks for it (集中学习; 文明股室).
    """

    id: str
    what: str
    text: str
    where: str
    count: Count | None = None
    unit: str | None = None
    per: str | None = None
    subject: str | None = None
    item: str | None = None
    words: Texts = ()
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


class Total(Noun):
    """The points that a whole table is worth (总分)."""

    points: float
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
    total: Total | None = None
    plan: Plan
    phases: tuple[Phase, ...] = ()
    leadership: Leadership | None = None
    groups: tuple[Body, ...] = ()
    measures: tuple[Clause, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    bonus: tuple[Bonus, ...] = ()
    notes: tuple[str, ...] = ()
    known_doubts: tuple[KnownDoubt, ...] = ()


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


for _noun in (Item, Project, CategoryFile, Clause, Plan, SetHead, CriteriaSet):
    _noun.model_rebuild()
