"""The items of a set as people name them: ids, texts, and the ids of their requirements."""

from collections.abc import Iterable, Mapping

from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.leaf import leaves
from wenming_cli.model.requirement import Plain
from wenming_cli.typeset.form import ItemLine

Known = Mapping[str, tuple[str, ...]]
"""Items and the requirements of each."""


def known_items(sets: Iterable[CriteriaSet]) -> Known:
    """Every item and duty of the sets with the ids of its requirements; an id of two sets has those of both."""
    found: dict[str, dict[str, None]] = {}
    for one in sets:
        found.update((duty.id, {}) for duty in one.head.obligations)
        for _, _, item in one.placed():
            found.setdefault(item.id, {}).update(dict.fromkeys(leaf.id for leaf in leaves(item.asks)))
    return {item: tuple(ids) for item, ids in found.items()}


def bonus_rows(sets: Iterable[CriteriaSet]) -> Known:
    """Every bonus row of the sets; its levels stand for requirements."""
    levels: dict[str, dict[str, None]] = {}
    for row in (row for one in sets for row in one.head.bonus):
        levels.setdefault(row.id, {}).update(dict.fromkeys(rule.level for rule in row.rules))
    return {row: tuple(ones) for row, ones in levels.items()}


def fileable(sets: Iterable[CriteriaSet]) -> Known:
    """All that a file may be filed under: the items and the bonus rows."""
    every = tuple(sets)
    return {**bonus_rows(every), **known_items(every)}


def item_lines(criteria: CriteriaSet) -> tuple[ItemLine, ...]:
    """Every item with its text, for looking up."""
    return tuple(
        ItemLine(
            item.id,
            f"{category.title or category.title_inferred or category.no} ／ {project.called}",
            one_line(item.text),
            "、".join(named(one) for one in leaves(item.asks)) if item.requires else "",
        )
        for category, project, item in criteria.placed()
    )


def one_line(text: str) -> str:
    """A text of the table on one line, without the mark at its end."""
    return " ".join(text.split()).rstrip("；。;")


def named(requirement: Plain) -> str:
    """A requirement's id with what it asks for."""
    said = requirement.name or "、".join((*requirement.type, *requirement.carrier))
    return f"{requirement.id}（{said}）" if said else requirement.id
