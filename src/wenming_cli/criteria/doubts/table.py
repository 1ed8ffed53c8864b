"""A set laid out for the rules of doubt: items with their place and deadline, and every printed text with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wenming_cli.criteria.doubts.doubt import Place
from wenming_cli.dates.deadline import Deadline, read_deadline
from wenming_cli.model.criteria import Body, CategoryFile, CriteriaSet, Item, Owners, Project, SetHead
from wenming_cli.model.phases import phase_label
from wenming_cli.model.requirement import Requirement, children
from wenming_cli.notation.document import Document, Path

OURS = frozenset({"id", "source", "edition", "note", "notes", "uncertain", "obligations", "total", "known_doubts"})
"""Keys of set.yaml that are not words of the plan; obligations quote it a second time."""
TWICE = frozenset({"printed", "tasks", "focus", "target_level", "units"})
"""Keys of texts that repeat words of another beside them."""
TABLE_PARTS = frozenset({"item", "due", "standard", "heading"})
PARTS = {"leadership": "组织领导", "title": "表名", "unit": "单位名称"}
PLAN_PARTS = {"preamble": "前言", "guiding_thought": "指导思想", "period": "起止日期", "addressees": "主送机关"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in its place, with its deadline read for the year of the set."""

    item: Item
    project: Project
    place: Place
    deadline: Deadline

    @property
    def owners(self) -> Owners:
        """Whose turn the item is: its own owners, or those of its project."""
        return self.item.owners or self.project.owners


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as printed; *part* is what of the table it is (item, due, standard, heading), or its key in set.yaml."""

    text: str
    place: Place
    part: str

    @property
    def of_plan(self) -> bool:
        """Whether it stands in set.yaml: in the plan, its stages, groups and measures, the bonus rows."""
        return self.part not in TABLE_PARTS


@dataclass(frozen=True, slots=True)
class Table:
    """A whole set with the places of its parts; items that were only derived have no printed text."""

    criteria: CriteriaSet
    entries: tuple[Entry, ...]
    passages: tuple[Passage, ...]
    documents: tuple[Document, ...]

    @property
    def head(self) -> SetHead:
        """What set.yaml says."""
        return self.criteria.head

    @property
    def printed(self) -> tuple[Entry, ...]:
        """The items that the source prints."""
        return tuple(entry for entry in self.entries if not entry.item.derived)

    def in_head(self, path: Path, label: str, ident: str = "") -> Place:
        """A part of set.yaml."""
        return _place(self.documents[0], path, label, ident)

    def categories(self) -> Iterator[tuple[Place, CategoryFile]]:
        """Every category with its place."""
        for document, file in zip(self.documents[1:], self.criteria.categories, strict=True):
            yield _place(document, ("category",), f"第{file.category.no}类", file.category.no), file

    def projects(self) -> Iterator[tuple[Place, Project]]:
        """Every project with its place, in the order of the table."""
        for document, file in zip(self.documents[1:], self.criteria.categories, strict=True):
            for at, project in enumerate(file.projects):
                yield _place(document, ("projects", at), project.no, project.no), project

    def bodies(self) -> Iterator[tuple[str, Place, Body]]:
        """Leading group, office, working group and groups: the key they stand under, their place, themselves."""
        leadership = self.head.leadership
        for key in ("leading_group", "office", "working_group"):
            body = getattr(leadership, key, None)
            if body is not None:
                yield key, self.in_head(("leadership", key), body.name), body
        for at, body in enumerate(self.head.groups):
            yield "groups", self.in_head(("groups", at), body.name), body


def lay_out(criteria: CriteriaSet, documents: Sequence[Document]) -> Table:
    """The set with its documents: that of set.yaml first, then one for each category in their order."""
    entries = tuple(_entries(criteria, documents))
    passages = (*_head_passages(criteria, documents[0]), *_table_passages(criteria, documents, entries))
    return Table(criteria, entries, passages, tuple(documents))


def whole(requirements: Sequence[Requirement]) -> Iterator[Requirement]:
    """Requirements with the parts of groups."""
    for one in requirements:
        yield one
        yield from whole(children(one))


def _place(document: Document, path: Path, label: str, ident: str = "") -> Place:
    return Place(label, document.file, document.place(path)[0], ident)


def _entries(criteria: CriteriaSet, documents: Sequence[Document]) -> Iterator[Entry]:
    for document, file in zip(documents[1:], criteria.categories, strict=True):
        for p, project in enumerate(file.projects):
            for i, item in enumerate(project.items):
                place = _place(document, ("projects", p, "items", i), item.id, item.id)
                yield Entry(item, project, place, read_deadline(item.due, criteria.head.year))


def _table_passages(
    criteria: CriteriaSet, documents: Sequence[Document], entries: Sequence[Entry]
) -> Iterator[Passage]:
    """Titles, standards, texts and deadlines of the table; sub-points say the words of their standard again."""
    for document, file in zip(documents[1:], criteria.categories, strict=True):
        if file.category.title:
            place = _place(document, ("category", "title"), f"第{file.category.no}类名称", file.category.no)
            yield Passage(file.category.title, place, "heading")
        for p, project in enumerate(file.projects):
            if project.title:
                place = _place(document, ("projects", p, "title"), f"{project.no}名称", project.no)
                yield Passage(project.title, place, "heading")
            for at, text in enumerate(project.standards):
                place = _place(document, ("projects", p, "standards", at), f"标准{project.no}", project.no)
                yield Passage(text, place, "standard")
    for entry in entries:
        if not entry.item.derived:
            yield Passage(entry.item.text, entry.place, "item")
            place = Place(f"{entry.place.label}时限", entry.place.file, entry.place.line, entry.item.id)
            yield Passage(entry.item.due or "", place, "due")


def _head_passages(criteria: CriteriaSet, document: Document) -> Iterator[Passage]:
    """Every printed text of set.yaml."""
    value = criteria.head.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for key, one in value.items():
        if key in OURS:
            continue
        for path, text in _texts(one, (key,)):
            yield Passage(text, _place(document, path, _label(value, path)), key)


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The texts below a key, without those that repeat another or are notes of ours."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _texts(one, (*path, at))
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in OURS and (key not in TWICE or isinstance(one, dict)):
                yield from _texts(one, (*path, key))


def _label(head: dict[str, Any], path: Path) -> str:
    """What people call a part of set.yaml."""
    key = str(path[0])
    if key == "plan":
        return f"方案{_in_plan(head['plan'][path[1]], path)}"
    if len(path) == 1 or not isinstance(path[1], int):
        return PARTS.get(key, key)
    one = head[key][path[1]]
    match key:
        case "phases":
            return phase_label(one["no"], one["name"])
        case "groups":
            return str(one["name"])
        case "bonus":
            return f"加分项目{one['title']}"
        case _:
            return f"措施{one.get('no') or path[1] + 1}"


def _in_plan(part: Any, path: Path) -> str:
    """A part of the plan: 指导思想, 三（二） by the numbers above it; nothing for its title and the like."""
    if not isinstance(part, dict):
        return PLAN_PARTS.get(str(path[1]), "")
    said = str(part.get("title") or "").partition("、")[0]
    for step in path[2:-1]:
        part = part[step]
        said += str(part.get("no") or "") if isinstance(step, int) else ""
    return said
