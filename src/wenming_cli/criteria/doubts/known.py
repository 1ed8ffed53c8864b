"""Doubts that set.yaml says are known (known_doubts): told apart, and told when they are there no more."""

from collections.abc import Iterator, Sequence

from wenming_cli.criteria.doubts.doubt import Doubt, doubt
from wenming_cli.criteria.doubts.table import Table
from wenming_cli.model.doubt import KnownDoubt


def marked(found: Doubt, known: Sequence[KnownDoubt]) -> Doubt:
    """A doubt with what is said of it, where that covers every row it is about; else as it is."""
    about = [one for one in known if one.kind == found.kind and (not one.at or set(one.at) & set(found.items))]
    covered = {row for one in about for row in one.at}
    if any(not one.at for one in about) or (about and covered >= set(found.items)):
        return found.model_copy(update={"known": "；".join(one.why for one in about)})
    return found


def gone(table: Table, found: Sequence[Doubt]) -> Iterator[Doubt]:
    """What known_doubts name and is not found any more: somebody changed the table, or put it right."""
    for at, one in enumerate(table.head.known_doubts):
        there = {row for each in found if each.kind == one.kind for row in each.items}
        missing = "、".join(row for row in one.at if row not in there)
        if missing or not any(each.kind == one.kind for each in found):
            place = table.in_head(("known_doubts", at), "known_doubts")
            what = f"说明过的疑问（{one.kind}）{f'在{missing}' if missing else ''}已经没有了"
            yield doubt("known_gone", [place], what, "表改过的，看改得对不对；改对了就删去这一处")
