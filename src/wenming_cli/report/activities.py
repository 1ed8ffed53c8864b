"""Activities for people: what each is proven by, which items it serves, what it lacks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from wenming_cli.model.judgement import ItemJudgement
from wenming_cli.model.matching import Activity, Matching, Standing

COUNTING = ("sure", "decided", "shared")


def rows(matching: Matching, items: Sequence[ItemJudgement]) -> list[dict[str, Any]]:
    """All activities that show something or have more than one file, in the order of their days."""
    standings = {one.evidence.sha256: one for one in matching.single}
    lacking = _lacking(items)
    found = [
        _row(activity, [standings[one] for one in activity.members if one in standings], lacking)
        for activity in matching.activities
    ]
    return [row for row in found if row["files"] and (row["photos"] or len(row["files"]) > 1)]


def _lacking(items: Sequence[ItemJudgement]) -> Mapping[str, list[tuple[str, str]]]:
    """What each activity lacks, with the item that asks for it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        for requirement in item.requirements:
            for gap in requirement.activities:
                found.setdefault(gap.activity, []).extend((item.id, lack) for lack in gap.lacks)
    return found


def _row(
    activity: Activity, members: Sequence[Standing], lacking: Mapping[str, list[tuple[str, str]]]
) -> dict[str, Any]:
    """One activity."""
    photos = sum(_photos(one) for one in members)
    kinds = Counter(kind for one in members if (kind := _kind(one)))
    uses = [use for one in members for use in one.uses]
    sure = dict.fromkeys(use.item for use in uses if use.how in COUNTING)
    asked = dict.fromkeys(use.item for use in uses if use.how not in COUNTING)
    banners = Counter(line for one in members for line in one.evidence.reading.banner[:1])
    return {
        "id": activity.id,
        "name": activity.name,
        "day": activity.day,
        "banner": max(banners, key=lambda line: (banners[line], line)) if banners else None,
        "photos": photos,
        "papers": [{"type": kind, "count": count} for kind, count in sorted(kinds.items())],
        "items": list(sure),
        "proposed": [item for item in asked if item not in sure],
        "lacks": [{"item": item, "what": what} for item, what in lacking.get(activity.id, ())],
        "files": [one.evidence.place.shown for one in members],
    }


def _photos(standing: Standing) -> int:
    """Photos in a file: itself, or those pasted into it."""
    reading = standing.evidence.reading
    return 1 if reading.carrier == "照片" and not reading.types else reading.photos


def _kind(standing: Standing) -> str:
    """What a file that is no photo is called: its type, else its carrier."""
    reading = standing.evidence.reading
    if reading.carrier == "照片" and not reading.types:
        return ""
    return reading.types[0] if reading.types else reading.carrier


def lines(row: Mapping[str, Any]) -> list[str]:
    """An activity as a person reads it."""
    said = [f"{row['photos']}张照片"] if row["photos"] else []
    said += [f"{one['type']}{one['count'] if one['count'] > 1 else ''}" for one in row["papers"]]
    items = "、".join((*row["items"], *(f"{item}？" for item in row["proposed"])))
    found = [f"{row['day'] or '日期不明'}　{row['name']}", f"{'、'.join(said)}　→ {items or '还没有归到哪一条'}"]
    if row["banner"] and row["banner"] not in row["name"]:
        found.append(f"会标：{row['banner']}")
    by_item: dict[str, list[str]] = {}
    for one in row["lacks"]:
        by_item.setdefault(one["item"], []).append(one["what"])
    return [*found, *(f"{item} {'，'.join(whats)}" for item, whats in by_item.items())]
