"""Papers that a set asks for go to the event whose set it is: 主题歌词 to the 道德讲堂 that shows the photos."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from wenming_cli.match.asked import Asked
from wenming_cli.match.events import SPAN
from wenming_cli.match.saying import Saying
from wenming_cli.model.matching import Activity, Candidate

Ranked = Mapping[str, tuple[Candidate, ...]]
HALF = 0.5


def with_parts(
    activities: Sequence[Activity], sayings: Sequence[Saying], ranked: Ranked, asked: Sequence[Asked]
) -> tuple[Activity, ...]:
    """The activities, with papers that stood alone put to the one that their set belongs to.

    A paper is one of a set when its best candidate is a part of it (Huarong 2.1.6: nine parts of one 道德讲堂); the
    event is that of the same item whose days lie nearest, within a month.
    """
    parts = {one.key for one in asked if one.in_set and one.types}
    by_content = {one.evidence.sha256: one for one in sayings}
    events = [(one, item) for one in activities if (item := _item_of(one, by_content, ranked))]
    joined: dict[str, list[str]] = {}
    gone: set[str] = set()
    for lone in activities:
        first = _first_of_paper(lone, by_content, ranked)
        if first is None or (first.item, first.requirement) not in parts:
            continue
        near = [(_apart(lone, event), event.id) for event, item in events if item == first.item]
        close = sorted((days, ident) for days, ident in near if days is not None and days <= SPAN.days)
        if close and (len(close) == 1 or close[0][0] < close[1][0]):
            joined.setdefault(close[0][1], []).extend(lone.members)
            gone.add(lone.id)
    return tuple(
        replace(one, members=(*one.members, *joined.get(one.id, ()))) for one in activities if one.id not in gone
    )


def _item_of(activity: Activity, sayings: Mapping[str, Saying], ranked: Ranked) -> str | None:
    """The item that most of an event with pictures is for."""
    if len(activity.members) < 2 or not any(sayings[one].is_picture for one in activity.members):
        return None
    firsts = Counter(ranked[one][0].item for one in activity.members if ranked[one])
    item, votes = max(firsts.items(), key=lambda one: (one[1], one[0]), default=("", 0))
    return item if votes > HALF * len(activity.members) else None


def _first_of_paper(activity: Activity, sayings: Mapping[str, Saying], ranked: Ranked) -> Candidate | None:
    """The best candidate of a paper that stands alone."""
    (member, *others) = activity.members
    if others or not ranked[member] or (sayings[member].is_picture and not sayings[member].is_paper):
        return None
    return ranked[member][0]


def _apart(one: Activity, other: Activity) -> int | None:
    """Days between two activities; None where one has no day."""
    if one.day is None or other.day is None:
        return None
    return abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)
