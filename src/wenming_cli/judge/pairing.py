"""Which item of an earlier judgement an item of a later one is, although the table was changed in between.

An item that kept number and text is the same. Then one whose text moved to another number is; then one that kept its
number and was reworded. What is left on either side was dropped from the table, or added to it.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from wenming_cli.model.judgement import ItemJudgement, Judgement
from wenming_cli.text import letters

_SAME: tuple[Callable[[ItemJudgement], Hashable], ...] = (
    lambda item: (item.id, letters(item.text)),
    lambda item: letters(item.text) or None,
    lambda item: item.id,
)
"""By what two items are the same, the surest first; nothing (None) is like nothing."""


def same_items(
    before: Sequence[ItemJudgement], after: Sequence[ItemJudgement]
) -> tuple[dict[str, ItemJudgement], tuple[ItemJudgement, ...]]:
    """For the number of every item of *after* that was there, what it was; and the items that are gone."""
    found: dict[str, ItemJudgement] = {}
    left = list(before)
    for key in _SAME:
        new = [item for item in after if item.id not in found]
        counts = Counter(key(item) for item in left), Counter(key(item) for item in new)
        by_key = {key(item): item for item in left}
        for item in new:
            mark = key(item)
            if mark is not None and counts[0][mark] == counts[1][mark] == 1:
                found[item.id] = by_key[mark]
        taken = {id(item) for item in found.values()}
        left = [item for item in left if id(item) not in taken]
    return found, tuple(left)


def same_sets(
    before: Sequence[Judgement], after: Sequence[Judgement]
) -> tuple[tuple[tuple[Judgement, Judgement], ...], tuple[Judgement, ...]]:
    """The judgements of two rounds that belong together, and those that stand alone.

    They go by the name of the set; where one is left on either side, the set was renamed, and these two go together.
    """
    known = {one.criteria: one for one in before}
    pairs = [(known[one.criteria], one) for one in after if one.criteria in known]
    met = {one.criteria for _, one in pairs}
    old, new = ([one for one in ones if one.criteria not in met] for ones in (before, after))
    if len(old) == len(new) == 1:
        return (*pairs, (old[0], new[0])), ()
    return tuple(pairs), (*old, *new)
