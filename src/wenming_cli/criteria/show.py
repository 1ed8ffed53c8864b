"""A criteria set as the published JSON value, and as lines for people."""

import re
from collections.abc import Iterator
from typing import Any

from wenming_cli.dates.deadline import Deadline, read_deadline
from wenming_cli.errors import UsageError
from wenming_cli.model.criteria import CategoryFile, CriteriaSet, Item, Owners, Project
from wenming_cli.model.noun import Noun
from wenming_cli.model.requirement import Requirement, children

_IMPOSSIBLE = re.compile("早于|没有.*这一天|月份不存在|这样的年份")


def _plain(noun: Noun) -> Any:
    """A noun without what it does not say."""
    return noun.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def as_value(criteria: CriteriaSet) -> dict[str, Any]:
    """The whole set in the shape of the contract (docs/schemas/criteria-show.schema.json)."""
    head = criteria.head
    return {
        "id": head.id,
        "title": head.title,
        "year": head.year,
        "unit": head.unit,
        "level": head.level,
        "source": head.source,
        "edition": head.edition,
        "plan": _plain(head.plan),
        "phases": [_plain(one) for one in head.phases],
        "leadership": _plain(head.leadership) if head.leadership else None,
        "groups": [_plain(one) for one in head.groups],
        "measures": [_plain(one) for one in head.measures],
        "categories": [category_value(file, head.year) for file in criteria.categories],
        "bonus": [{"id": one.id, **_plain(one), "owners": _owners(one.owners)} for one in head.bonus],
        "obligations": [_plain(one) for one in head.obligations],
        "notes": list(head.notes),
    }


def _owners(owners: Owners) -> dict[str, list[str]]:
    return {"offices": list(owners.offices), "people": list(owners.people)}


def category_value(file: CategoryFile, year: int) -> dict[str, Any]:
    """A category with its projects."""
    return {
        "no": file.category.no,
        "title": file.category.title,
        **_plain(file.category),
        "projects": [project_value(project, year) for project in file.projects],
    }


def project_value(project: Project, year: int) -> dict[str, Any]:
    """A project with its standards, owners and items."""
    value: dict[str, Any] = {
        "no": project.no,
        "title": project.title,
        "standards": list(project.standards),
        "owners": _owners(project.owners),
    }
    rest = _plain(project)
    for key in ("no", "title", "standards", "owners", "items"):
        rest.pop(key, None)
    value.update(rest)
    value["items"] = [one_item(item, year) for item in project.items]
    return value


def one_item(item: Item, year: int) -> dict[str, Any]:
    """An item with its deadline read for the year of the set."""
    deadline = read_deadline(item.due, year)
    value: dict[str, Any] = {
        "id": item.id,
        "no": item.no,
        "text": item.text,
        "due": item.due,
        "timing": deadline.kind,
        "occurrences": occurrence_values(deadline),
        "problems": list(deadline.problems),
        "requires": [_plain(one) for one in item.requires],
    }
    rest = _plain(item)
    value.update({key: one for key, one in rest.items() if key not in value})
    return value


def occurrence_values(deadline: Deadline) -> list[dict[str, str | None]]:
    """Occurrences as JSON: start (or null) and end, both inclusive."""
    return [
        {"start": one.start.isoformat() if one.start else None, "end": one.end.isoformat()}
        for one in deadline.occurrences
    ]


def deadline_value(deadline: Deadline) -> dict[str, Any]:
    """A deadline phrase as the contract of `wenming deadline --json` has it."""
    return {
        "phrase": deadline.phrase,
        "kind": deadline.kind,
        "occurrences": occurrence_values(deadline),
        "problems": list(deadline.problems),
    }


def item_value(criteria: CriteriaSet, ident: str) -> dict[str, Any]:
    """One item, project or category of the set."""
    for file in criteria.categories:
        if file.category.no == ident:
            return category_value(file, criteria.head.year)
        for project in file.projects:
            for item in project.items:
                if item.id == ident:
                    return one_item(item, criteria.head.year)
            if project.no == ident:
                return project_value(project, criteria.head.year)
    raise UsageError(
        f"“{criteria.head.id}”里没有编号“{ident}”", remedy=f"用 wenming criteria show {criteria.head.id} 看全部编号"
    )


def as_lines(criteria: CriteriaSet, ident: str | None) -> Iterator[str]:
    """The set, or one part of it, for reading on a terminal."""
    found = False
    if ident is None:
        yield f"{criteria.head.title}（{criteria.head.id}，{criteria.head.year}年）"
    for file in criteria.categories:
        title = file.category.title or f"（{file.category.title_inferred or '标题缺失'}）"
        if ident is None:
            yield ""
            yield f"{file.category.no}、{title}"
        for project in file.projects:
            whole = ident in (None, project.no, file.category.no)
            if whole:
                found = True
                yield from _project_lines(project, ident is not None)
            for item in project.items:
                if whole or item.id == ident:
                    found = True
                    yield from _item_lines(item, criteria.head.year, item.id == ident)
    if not found:
        item_value(criteria, ident or "")


def _project_lines(project: Project, full: bool) -> Iterator[str]:
    who = "、".join((*project.owners.offices, *project.owners.people))
    points = f"（{project.points:g}分）" if project.points else ""
    yield f"  {project.no} {project.title or ''}{points}　{who}"
    for standard in project.standards if full or project.title is None else ():
        for line in standard.split("\n"):
            yield f"      {line}"
    if project.uncertain:
        yield f"      存疑：{project.uncertain}"


def _item_lines(item: Item, year: int, full: bool) -> Iterator[str]:
    due = (item.due or "（空）").replace("\n", "；")
    yield f"    {item.id}　{item.text}　〔{due}〕"
    if not full:
        return
    deadline = read_deadline(item.due, year)
    for one in deadline.occurrences:
        yield f"        期限：{one.start or '—'} 至 {one.end}"
    for problem in deadline.problems:
        yield f"        期限存疑：{problem}"
    yield from _requirement_lines(item.requires, 8)


def _requirement_lines(requirements: tuple[Requirement, ...], indent: int) -> Iterator[str]:
    for one in requirements:
        said = _plain(one)
        ident = said.pop("id")
        parts = [
            f"{key}={_value(value)}" for key, value in said.items() if key not in ("any_of", "each", "sequence", "set")
        ]
        yield f"{' ' * indent}- {ident}：{'，'.join(parts)}"
        yield from _requirement_lines(children(one), indent + 4)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "/".join(str(one) for one in value)
    return str(value)


def doubts(criteria: CriteriaSet) -> tuple[dict[str, str], ...]:
    """Deadlines that cannot be read, or contradict themselves."""
    found = []
    for _, _, item in criteria.placed():
        deadline = read_deadline(item.due, criteria.head.year)
        if deadline.kind == "unknown" or any(_IMPOSSIBLE.search(one) for one in deadline.problems):
            found.append({"where": item.id, "what": f"期限“{item.due}”：{'；'.join(deadline.problems)}"})
    return tuple(found)
