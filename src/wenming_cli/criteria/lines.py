"""A criteria set, or one part of it, as lines for people."""

from collections.abc import Iterator
from typing import Any

from wenming_cli.criteria.show import part_of, plain
from wenming_cli.dates.deadline import read_deadline
from wenming_cli.model.criteria import CategoryFile, CriteriaSet, Item, Project
from wenming_cli.model.points import CategoryPoints, points_of
from wenming_cli.model.requirement import Requirement, children, shape_of

GROUPS = {"any_of": "有一种即可", "sequence": "按顺序", "set": "都要"}
"""How the parts of a group go together; a choice says it with its own keys."""
PARTS = (*GROUPS, "each")
"""The keys whose values are requirements."""


def as_lines(criteria: CriteriaSet, ident: str | None) -> Iterator[str]:
    """The set, or the part of it that bears the number *ident*."""
    if ident is None:
        yield from _set_lines(criteria)
        return
    match part_of(criteria, ident):
        case Item() as item:
            yield from _whole_item(item, criteria.head.year)
        case Project() as project:
            yield from _project_lines(project, full=True)
        case file:
            for project in file.projects:
                yield from _project_lines(project, full=True)


def _set_lines(criteria: CriteriaSet) -> Iterator[str]:
    """The whole table, and what its points add up to."""
    points = points_of(criteria)
    yield f"{criteria.head.title}（{criteria.head.id}，{criteria.head.year}年）"
    for at, file in enumerate(criteria.categories):
        yield ""
        yield _heading(file, points.categories[at] if points else None)
        if file.category.uncertain:
            yield f"  存疑：{file.category.uncertain}"
        for project in file.projects:
            yield from _project_lines(project, full=False)
    if points:
        yield ""
        yield "分值"
        yield from (f"  {one}" for one in points.said)


def _heading(file: CategoryFile, points: CategoryPoints | None) -> str:
    """A category with its points."""
    title = file.category.title or f"（{file.category.title_inferred or '标题缺失'}）"
    if points is None:
        return f"{file.category.no}、{title}"
    printed = "未印分值" if points.printed is None else f"印{points.printed:g}分"
    return f"{file.category.no}、{title}（{printed}，分项合{points.sub_points:g}分）"


def _project_lines(project: Project, *, full: bool) -> Iterator[str]:
    """A project with its items; its standards where they are asked for, or where it is called nothing else."""
    who = "、".join((*project.owners.offices, *project.owners.people))
    points = f"（{project.points:g}分）" if project.points else ""
    yield f"  {project.no} {project.title or ''}{points}　{who}"
    for standard in project.standards if full or project.title is None else ():
        for line in standard.split("\n"):
            yield f"      {line}"
    if project.uncertain:
        yield f"      存疑：{project.uncertain}"
    yield from map(_item_line, project.items)


def _item_line(item: Item) -> str:
    """An item with its deadline; that it is derived, and the part of the standard that it proves."""
    told = [(item.due or "（空）").replace("\n", "；"), "推定" if item.derived else ""]
    told.append(f"第{item.sub_point}分项" if item.sub_point else "")
    return f"    {item.id}　{item.text}　〔{'，'.join(one for one in told if one)}〕"


def _whole_item(item: Item, year: int) -> Iterator[str]:
    """An item with all that was understood of it."""
    yield _item_line(item)
    if item.owners:
        yield f"        责任：{'、'.join((*item.owners.offices, *item.owners.people))}"
    deadline = read_deadline(item.due, year)
    for one in deadline.occurrences:
        yield f"        期限：{one.start or '—'} 至 {one.end}"
    for problem in deadline.problems:
        yield f"        期限存疑：{problem}"
    if item.uncertain:
        yield f"        存疑：{item.uncertain}"
    if item.shares:
        yield f"        同时用于：{'、'.join(item.shares)}"
    yield from _requirement_lines(item.requires, 8)


def _requirement_lines(requirements: tuple[Requirement, ...], indent: int) -> Iterator[str]:
    """Requirements with what they say, the parts of groups below them."""
    for one in requirements:
        said = plain(one)
        ident, shape = said.pop("id"), shape_of(one)
        parts = [GROUPS[shape]] if shape in GROUPS else []
        parts += [f"{key}={_value(value)}" for key, value in said.items() if key not in PARTS]
        yield f"{' ' * indent}- {ident}：{'，'.join(parts)}"
        yield from _requirement_lines(children(one), indent + 4)


def _value(value: Any) -> str:
    """A value as a YAML file would have it on one line."""
    match value:
        case bool():
            return str(value).lower()
        case list():
            return "/".join(map(_value, value))
        case dict():
            return f"{{{', '.join(f'{key}: {_value(one)}' for key, one in value.items())}}}"
        case float():
            return f"{value:g}"
        case _:
            return str(value)
