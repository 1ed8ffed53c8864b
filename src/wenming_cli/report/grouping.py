"""Group judged items for people: by category, by owner, by due day."""

from collections.abc import Sequence

from wenming_cli.model.judgement import ItemJudgement

WAYS = ("category", "owner", "date")


def grouped(items: Sequence[ItemJudgement], by: str) -> list[tuple[str, list[ItemJudgement]]]:
    """Titled groups in a fixed order; with owners an item stands under each person that answers for it."""
    groups: dict[str, list[ItemJudgement]] = {}
    for item in items:
        for title in titles(item, by):
            groups.setdefault(title, []).append(item)
    if by == "date":
        return sorted(groups.items(), key=lambda one: (one[0] == UNDATED, one[0]))
    return list(groups.items())


UNDATED = "没有日期"


def titles(item: ItemJudgement, by: str) -> list[str]:
    """The groups that an item stands in."""
    if by == "owner":
        offices = "、".join(item.offices)
        return [f"{offices} {person}".strip() for person in item.owners.people] or [offices or "（未定责任人）"]
    if by == "date":
        return [item.due_day or UNDATED]
    return [item.heading]
