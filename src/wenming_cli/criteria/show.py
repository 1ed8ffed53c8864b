"""A criteria set as the published JSON value."""

from typing import Any

from wenming_cli.dates.deadline import Deadline, read_deadline
from wenming_cli.errors import UsageError
from wenming_cli.model.criteria import CategoryFile, CriteriaSet, Item, Owners, Project
from wenming_cli.model.noun import Noun
from wenming_cli.model.points import points_of


def plain(noun: Noun) -> Any:
    """A noun without what it does not say."""
    return noun.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def as_value(criteria: CriteriaSet) -> dict[str, Any]:
    """The whole set in the shape of the contract (docs/schemas/criteria-show.schema.json)."""
    head, points = criteria.head, points_of(criteria)
    return {
        "id": head.id,
        "title": head.title,
        "year": head.year,
        "unit": head.unit,
        "level": head.level,
        "source": head.source,
        "edition": head.edition,
        "points": points.model_dump(mode="json") if points else None,
        "plan": plain(head.plan),
        "phases": [plain(one) for one in head.phases],
        "leadership": plain(head.leadership) if head.leadership else None,
        "groups": [plain(one) for one in head.groups],
        "measures": [plain(one) for one in head.measures],
        "categories": [category_value(file, head.year) for file in criteria.categories],
        "bonus": [{"id": one.id, **plain(one), "owners": _owners(one.owners)} for one in head.bonus],
        "obligations": [plain(one) for one in head.obligations],
        "notes": list(head.notes),
    }


def _owners(owners: Owners) -> dict[str, list[str]]:
    return {"offices": list(owners.offices), "people": list(owners.people)}


def category_value(file: CategoryFile, year: int) -> dict[str, Any]:
    """A category with its projects."""
    return {
        "no": file.category.no,
        "title": file.category.title,
        **plain(file.category),
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
    rest = plain(project)
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
        "requires": [plain(one) for one in item.requires],
    }
    rest = plain(item)
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


def part_of(criteria: CriteriaSet, ident: str) -> Item | Project | CategoryFile:
    """The item, else the project, else the category that bears the number *ident*.

    Where standards are projects (Yueyang) a category may have the number of a standard; the standard is meant.
    """
    found: list[Item | Project | CategoryFile] = [item for _, _, item in criteria.placed() if item.id == ident]
    found += [project for _, project in criteria.projects() if project.no == ident]
    found += [file for file in criteria.categories if file.category.no == ident]
    if found:
        return found[0]
    raise UsageError(
        f"“{criteria.head.id}”里没有编号“{ident}”", remedy=f"用 wenming criteria show {criteria.head.id} 看全部编号"
    )


def item_value(criteria: CriteriaSet, ident: str) -> dict[str, Any]:
    """One item, project or category of the set."""
    match part_of(criteria, ident):
        case Item() as item:
            return one_item(item, criteria.head.year)
        case Project() as project:
            return project_value(project, criteria.head.year)
        case file:
            return category_value(file, criteria.head.year)
