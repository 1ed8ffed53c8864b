"""The order of papers: parts of a sequence as they are numbered, and papers that should be older than their event."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from wenming_cli.judge.pieces import Piece, Pieces
from wenming_cli.model.criteria import Item
from wenming_cli.model.judgement import Warning
from wenming_cli.model.leaf import leaves
from wenming_cli.model.matching import Activity, Matching, Standing
from wenming_cli.model.requirement import Requirement, children
from wenming_cli.model.requirement import Sequence as Ordered

_NUMBER = re.compile(r"\s*[（(]?(\d{1,2})(?=[)）.．、_\-\s]*[^\d\s.．、_\-)）年月日])")
BEFORE = frozenset(("方案", "通知", "主持词"))
"""Papers that are there before an event; records and summaries come after it."""


def out_of_order(items: Iterable[Item], pieces: Pieces) -> Iterator[Warning]:
    """Files of one activity whose own numbers put the parts of a sequence in another order (Huarong 2.1.6)."""
    for item in items:
        for asked in item.asks:
            if isinstance(asked, Ordered):
                place = {leaf.id: at for at, part in enumerate(asked.sequence) for leaf in leaves((part,))}
                for ones in _by_activity(item, asked, pieces).values():
                    yield from _swapped(item, asked, ones, place)


def _by_activity(item: Item, asked: Ordered, pieces: Pieces) -> Mapping[str, list[Piece]]:
    """The numbered pieces of a sequence, by activity."""
    found: dict[str, list[Piece]] = {}
    for leaf in leaves(children(asked)):
        for piece in pieces.get((item.id, leaf.id), ()):
            if piece.activity is not None and _number(piece) is not None:
                found.setdefault(piece.activity.id, []).append(piece)
    return found


def _number(piece: Piece) -> int | None:
    match = _NUMBER.match(piece.evidence.place.stem)
    return int(match[1]) if match else None


def _swapped(item: Item, asked: Ordered, ones: list[Piece], place: Mapping[str, int]) -> Iterator[Warning]:
    """Neighbours by number that the sequence has the other way round."""
    ordered = sorted(ones, key=lambda piece: (_number(piece) or 0, piece.evidence.place.stem))
    wanted = "→".join(_called(part) for part in asked.sequence)
    for first, second in pairwise(ordered):
        if place[first.use.requirement] > place[second.use.requirement]:
            names = f"“{first.evidence.place.called}”排在“{second.evidence.place.called}”前面"
            text = f"{item.id}：材料编号的顺序不对，{names}；规定是{wanted}，装盒时按规定的顺序排"
            files = (first.evidence.place.shown, second.evidence.place.shown)
            yield Warning(kind="out_of_order", text=text, files=files, items=(item.id,))


def _called(part: Requirement) -> str:
    """A part in one word."""
    leaf = next(leaves((part,)))
    return part.name or (leaf.type[0] if leaf.type else leaf.carrier[0] if leaf.carrier else "材料")


def after_the_event(matching: Matching, standings: Sequence[Standing]) -> Iterator[Warning]:
    """A plan, notice or script that is dated after the event that it is for."""
    by_content = {one.evidence.sha256: one for one in standings}
    for activity in matching.activities:
        members = [by_content[sha256] for sha256 in activity.members if sha256 in by_content]
        if activity.day and any(_shows_the_day(one, activity) for one in members):
            yield from (_late(one, activity) for one in members if _is_after(one, activity))


def _shows_the_day(one: Standing, activity: Activity) -> bool:
    """Whether a photo says that the event was on that day."""
    return one.evidence.reading.carrier == "照片" and one.evidence.reading.exif_date == activity.day


def _is_after(one: Standing, activity: Activity) -> bool:
    reading = one.evidence.reading
    dated = reading.date is not None and len(reading.date) == 10 and reading.carrier != "照片"
    return dated and bool(BEFORE & set(reading.types[:1])) and str(reading.date) > str(activity.day)


def _late(one: Standing, activity: Activity) -> Warning:
    place, reading = one.evidence.place, one.evidence.reading
    text = f"“{place.called}”的日期是{reading.date}（落款），晚于活动“{activity.name}”的{activity.day}（照片），请核对"
    items = tuple(dict.fromkeys(use.item for use in one.uses))
    return Warning(kind="after_event", text=text, files=(place.shown,), items=items)
