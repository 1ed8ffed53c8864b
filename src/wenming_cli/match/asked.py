"""The requirements of a set laid flat: every plain piece that a file could serve."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from wenming_cli.match.themes import BROAD, themes_asked
from wenming_cli.model.criteria import CriteriaSet, Item, Project
from wenming_cli.model.material import ANY_TEXT, counts_as
from wenming_cli.model.requirement import AnyOf, Choose, Plain, Requirement, SetOf, children
from wenming_cli.model.requirement import Sequence as Ordered
from wenming_cli.model.workspace import People, Unit, applies
from wenming_cli.text import letters, normalise

GENERIC = frozenset(
    normalise(word)
    for word in (
        "单位",
        "本单位",
        "活动",
        "工作",
        "开展",
        "提供",
        "有关",
        "相关",
        "资料",
        "材料",
        "图片",
        "照片",
        "截图",
        "会议",
        "志愿服务",
        "学习",
        "宣传",
        "组织",
        "文明",
        "制度",
        "方案",
        "计划",
        "总结",
        "记录",
        "年度",
        "干部职工",
        "讲座",
    )
)


NOBODY = People()


@dataclass(frozen=True, slots=True)
class Asked:
    """One plain requirement with what stands above it, and its words folded once for all files.

    *folded_topics* and *folded_exclusions* pair a word as written with the form that is compared; topic words that
    every item has are left out. *themes* are those of the lexicon that it asks for; *broadly* names other items that
    ask for pictures of a broad theme as such (theme, item, its project): the year's 志愿服务 beside every special one.
    Requirements about the same have the same *matter*. One *in_set* is a part of a set. *persons* are those of whom it
    wants one each, *owners* the offices and people that answer for the item.
    """

    item: Item
    project: Project
    category_no: str
    category_title: str
    requirement: Plain
    order: int
    topics: tuple[str, ...] = ()
    activity_bound: bool = False
    types: frozenset[str] = frozenset()
    folded_topics: tuple[tuple[str, str], ...] = ()
    folded_exclusions: tuple[tuple[str, str], ...] = ()
    yearly: bool = False
    themes: Mapping[str, float] = field(default_factory=dict)
    broadly: tuple[tuple[str, str, str], ...] = ()
    matter: int = 0
    of_meeting: bool = False
    in_set: bool = False
    persons: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str]:
        """Item id and requirement id."""
        return self.item.id, self.requirement.id

    @property
    def wants_picture(self) -> bool:
        """Whether only a picture will do."""
        return bool(self.requirement.carrier) and set(self.requirement.carrier) <= {"照片", "截图"}

    def is_about(self, theme: str) -> bool:
        """Whether *theme* is what it asks for, and not only done on the way."""
        return self.themes.get(theme, 0.0) >= 1.0

    @property
    def about(self) -> tuple[str, ...]:
        """The topic words, those of the choice included."""
        return (*self.requirement.about, *self.topics)


def lay_flat(criteria: CriteriaSet, unit: Unit, people: People = NOBODY) -> tuple[Asked, ...]:
    """Every plain requirement that applies to *unit*, in the order of the table."""
    found: list[Asked] = []
    for category, project, item in criteria.placed():
        in_sets = frozenset(plain.id for one in item.asks for plain in _in_sets(one))
        for plain, topics, bound in _plain_parts(item.asks, unit, (), False):
            wanted = frozenset(plain.type)
            words = (*plain.about, *topics)
            folded = tuple((word, letters(word)) for word in words)
            telling = tuple((word, bare) for word, bare in folded if len(bare) >= 2 and bare not in GENERIC)
            excluded = tuple((word, letters(word)) for word in plain.not_about)
            owned = item.owners or project.owners
            yearly = "年度" in normalise(item.text) and not bound
            found.append(
                Asked(
                    item,
                    project,
                    category.no,
                    category.title or category.title_inferred or "",
                    plain,
                    len(found),
                    topics,
                    bound,
                    wanted,
                    telling,
                    excluded,
                    yearly,
                    themes_asked(words, plain_text(item), project.title or ""),
                    of_meeting=_MEETING.search(item.text) is not None and set(plain.carrier) == {"照片"},
                    persons=frozenset(people.in_groups(plain.people or "") if plain.per == "person" else ()),
                    in_set=plain.id in in_sets,
                    owners=frozenset((*owned.offices, *owned.people, *people.successors(owned.people))),
                )
            )
    matters: dict[object, int] = {}
    return tuple(
        replace(one, broadly=_broadly(one, found), matter=matters.setdefault(_matter(one), len(matters)))
        for one in found
    )


def _matter(one: Asked) -> object:
    """What a requirement is about, to be compared: its topic words, its themes, and the words that are its types."""
    types = frozenset(one.requirement.type) & {word for word, _ in one.folded_topics}
    return one.folded_topics, tuple(sorted(one.themes.items())), types, one.persons


def _broadly(one: Asked, every: Sequence[Asked]) -> tuple[tuple[str, str, str], ...]:
    """The items whose pictures may show any event of a broad theme, where *one* asks for pictures of a special one."""
    if not one.wants_picture:
        return ()
    others = (other for other in every if other.wants_picture and other.item.id != one.item.id)
    named = {(theme, other.item.id, other.project.no) for other in others for theme in BROAD if other.is_about(theme)}
    return tuple(sorted(found for found in named if not one.is_about(found[0])))


def _plain_parts(
    requirements: tuple[Requirement, ...], unit: Unit, topics: tuple[str, ...], bound: bool
) -> Iterator[tuple[Plain, tuple[str, ...], bool]]:
    """The plain leaves, each with the topics of a choice above it and whether a set binds it to one activity."""
    for one in requirements:
        if not applies(one, unit):
            continue
        if isinstance(one, Plain):
            yield one, topics, bound or one.per == "activity"
        else:
            below = (*topics, *one.of) if isinstance(one, Choose) else topics
            yield from _plain_parts(children(one), unit, below, bound or not isinstance(one, AnyOf))


def _in_sets(one: Requirement) -> Iterator[Plain]:
    """The plain parts of the sets and sequences in a requirement."""
    for part in children(one):
        if isinstance(part, Plain) and isinstance(one, SetOf | Ordered):
            yield part
        yield from _in_sets(part)


_MEETING = re.compile("会议|专题会|评选会")

EXACT, WIDER, AKIN, ANY, NONE = 1.0, 0.75, 0.5, 0.25, 0.0
"""How closely a type fits: the asked one, a kind of it, one that offices put in its place, any paper, not at all."""

_AKIN: dict[str, frozenset[str]] = {
    name: frozenset(others.split())
    for name, others in {
        "方案": "计划 规划",
        "计划": "规划",
        "意见": "计划 规划",
        "通知": "方案 计划",
        "制度": "责任制",
        "责任制": "制度",
        "通报": "证书 奖牌 通知",
        "证书": "通报",
        "名单": "通报 机构文件 评选表",
        "机构文件": "名单",
        "活动记录": "学习记录 会议记录",
        "记录": "会议记录 学习记录 活动记录",
        "心得": "感悟",
        "感悟": "心得",
        "推荐表": "事迹材料",
        "报告": "述职报告",
    }.items()
}
"""What an office may call the asked paper instead: a notice that announces an event is its plan, a list of those who
are praised is the praise. Such a paper is a candidate and no wrong type."""


def type_fit(named: tuple[str, ...], asked: Asked) -> float | None:
    """How closely the named types fit the asked ones; None where either side says nothing."""
    if not asked.types or not named:
        return None
    return _fit(named, asked.types)


@lru_cache(maxsize=8192)
def _fit(named: tuple[str, ...], types: frozenset[str]) -> float:
    if any(name in types for name in named):
        return EXACT
    if any(counts_as(name) & types for name in named):
        return WIDER
    if any(_AKIN.get(name, frozenset()) & types for name in named):
        return AKIN
    return ANY if ANY_TEXT in types else NONE


def serves_type(named: tuple[str, ...], asked: Asked) -> bool | None:
    """Whether named types fit the asked ones; None where either side says nothing."""
    fit = type_fit(named, asked)
    return None if fit is None else fit > NONE


_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_EXAMPLE = re.compile(r"(?:例如|注)[:：].*")


def plain_text(item: Item) -> str:
    """The item's sentence without asides in brackets and examples."""
    return letters(_EXAMPLE.sub("", _BRACKETS.sub("", item.text)))
