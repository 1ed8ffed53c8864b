"""The items of a set as people name them: ids, texts, and the ids of their requirements."""

from collections.abc import Iterable, Mapping, Sequence

from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.requirement import Plain, Requirement, children
from wenming_cli.typeset.form import ItemLine

Known = Mapping[str, tuple[str, ...]]
"""Items and the requirements of each."""


def known_items(sets: Iterable[CriteriaSet]) -> Known:
    """Every item of the sets with the ids of its requirements."""
    return {item.id: tuple(one.id for one in plain(item.asks)) for one in sets for _, _, item in one.placed()}


def item_lines(criteria: CriteriaSet) -> tuple[ItemLine, ...]:
    """Every item with its text, for looking up."""
    return tuple(
        ItemLine(
            item.id,
            f"{category.title or category.title_inferred or category.no} ／ {project.called}",
            one_line(item.text),
            "、".join(named(one) for one in plain(item.asks)) if item.requires else "",
        )
        for category, project, item in criteria.placed()
    )


def plain(requirements: Sequence[Requirement]) -> list[Plain]:
    """The plain requirements of an item, those of groups included."""
    found: list[Plain] = []
    for one in requirements:
        found += [one] if isinstance(one, Plain) else plain(children(one))
    return found


def one_line(text: str) -> str:
    """A text of the table on one line, without the mark at its end."""
    return " ".join(text.split()).rstrip("；。;")


def named(requirement: Plain) -> str:
    """A requirement's id with what it asks for."""
    said = requirement.name or "、".join((*requirement.type, *requirement.carrier))
    return f"{requirement.id}（{said}）" if said else requirement.id
