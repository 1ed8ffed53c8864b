"""The plain requirements of an item, and which of them a paper is for by the words of its title."""

from collections.abc import Iterator, Sequence

from wenming_cli.model.criteria import Item
from wenming_cli.model.material import counts_as, named_types
from wenming_cli.model.requirement import Plain, Requirement, children


def leaves(requirements: Sequence[Requirement]) -> Iterator[Plain]:
    """The plain requirements below *requirements*, in order."""
    for one in requirements:
        if isinstance(one, Plain):
            yield one
        else:
            yield from leaves(children(one))


def leaf_meant(item: Item, title: str) -> Plain | None:
    """The requirement that a paper of that title is filed under: the first where its title does not tell."""
    return leaf_for(item, title) or next(leaves(item.asks), None)


def leaf_for(item: Item, title: str) -> Plain | None:
    """The one plain requirement of *item* that a paper of that title is for; None where it does not tell."""
    all_of_them = tuple(leaves(item.asks))
    if len(all_of_them) == 1:
        return all_of_them[0]
    named = named_types(title)
    kinds = {kind for name in named[:1] for kind in (name, *counts_as(name))}
    fitting = [one for one in all_of_them if kinds & set(one.type)]
    if not fitting and ("照片" in title or "图片" in title or "截图" in title):
        wanted = "截图" if "截图" in title else "照片"
        fitting = [one for one in all_of_them if wanted in one.carrier]
    return fitting[0] if len(fitting) == 1 else None
