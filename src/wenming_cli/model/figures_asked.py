"""Which figures (数字) a criteria set asks for: shares and rates of its requirements, and those of its obligations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wenming_cli.model.criteria import CriteriaSet, Item, Obligation
from wenming_cli.model.figures import figure_kind
from wenming_cli.model.leaf import leaves
from wenming_cli.model.requirement import Plain

_SHARE = re.compile(r"(?P<part>[^，。；]+?)占(?P<whole>[^，。；]+?)的?(?:比例|比重|比率)")


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """A figure by the name of its kind, and who asks for it: 2.2.12/screenshot, O8; with the rule in words.

    *each* where it is asked of everybody by name.
    """

    figure: str
    place: str
    rule: str
    each: bool = False


def figures_asked(criteria: CriteriaSet) -> Iterator[AskedFigure]:
    """Every figure that the requirements and the obligations of a set name, in the order of the table."""
    for _, _, item in criteria.placed():
        for leaf in leaves(item.asks):
            yield from _of_requirement(item, leaf)
    for one in criteria.head.obligations:
        yield from (AskedFigure(name, one.id, one.text, one.per == "person") for name in _of_obligation(one))


def _of_requirement(item: Item, leaf: Plain) -> Iterator[AskedFigure]:
    """Part and whole of a share, or a rate, that a requirement wants reached."""
    place = f"{item.id}/{leaf.id}"
    if leaf.ratio is not None:
        rule = f"{leaf.ratio.part}占{leaf.ratio.of}{leaf.ratio.least:g}{leaf.ratio.unit}以上"
        for name in (leaf.ratio.part, leaf.ratio.of):
            yield AskedFigure(figure_kind(name).name, place, rule)
    if leaf.reaches is not None:
        rule = f"{leaf.reaches.what}{leaf.reaches.least:g}{leaf.reaches.unit}以上"
        yield AskedFigure(figure_kind(leaf.reaches.what).name, place, rule)


def _of_obligation(one: Obligation) -> tuple[str, ...]:
    """The figures by which a duty is held: part and whole of a share, a rate, 笔记字数 of 学习笔记 in 字."""
    share = _SHARE.search(one.text) if one.unit == "%" else None
    if share is not None:
        return figure_kind(share["part"]).name, figure_kind(share["whole"]).name
    if one.unit == "%":
        return (figure_kind(one.what).name,)
    counted = figure_kind(f"{one.what}{one.unit}数")
    return (counted.name,) if counted.unit else ()
