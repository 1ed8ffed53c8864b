"""Group files into real events, across folders.

In steps: a folder that people named for an event is one; pictures of one series and day are one; those that show the
same banner on one day are the same event, wherever they lie; a nameless picture goes with the others of its folder and
day; a paper joins the event whose words and time it shares.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from wenming_cli.match.events import COMMON, SPAN, TOGETHER, Event, bare, first_events, joined, with_nameless
from wenming_cli.match.saying import Saying, telling_name
from wenming_cli.model.matching import Activity
from wenming_cli.text import bigrams

ELSEWHERE = 4
"""So many, where the paper lies in another folder."""
OF_AN_EVENT = frozenset(("方案", "通知", "签到表", "主持词", "讲话", "会议记录", "活动记录", "学习记录", "新闻报道"))
"""Papers that one event leaves behind."""
OF_THE_DAY = frozenset(("签到表", "会议记录", "活动记录", "学习记录"))
"""Papers that bear the day of the event itself."""
AROUND = timedelta(days=10)
"""So near its event such a paper is dated that shares only the theme with it."""
MOST_HOLDERS = 8
"""Words that more events have than this, and than a fortieth of all, tell no event from others."""


def group(sayings: Sequence[Saying]) -> tuple[Activity, ...]:
    """All activities with at least one member, sorted by day and name; the same whatever the order of *sayings*."""
    ordered = sorted(sayings, key=lambda one: (one.evidence.place.root, one.evidence.place.path, one.evidence.sha256))
    events, papers = first_events(ordered)
    events = with_nameless(joined(events))
    index = _Index(events)
    for paper in papers:
        best = index.nearest(paper)
        if best is None:
            events.append(_alone(paper))
        else:
            best.members.append(paper)
    found = [_activity(event) for event in events]
    return tuple(sorted(found, key=lambda one: (one.day or "9999", one.name, one.id)))


class _Index:
    """The events that show something, by folder and by the words that tell them apart."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.folders: dict[tuple[str, ...], list[Event]] = defaultdict(list)
        self.words: dict[str, list[Event]] = defaultdict(list)
        self.by_day: dict[date, list[Event]] = defaultdict(list)
        shown = [event for event in events if any(one.is_picture for one in event.members)]
        for event in shown:
            if event.day is not None:
                self.by_day[event.day].append(event)
            for folder in {one.evidence.place.folders for one in event.members}:
                self.folders[folder].append(event)
            for gram in event.words | (event.banner - COMMON):
                self.words[gram].append(event)
        self.most = max(MOST_HOLDERS, len(shown) // 40)

    def nearest(self, paper: Saying) -> Event | None:
        """The event that a paper belongs to: one of its folder, else one whose words it shares."""
        own = bigrams(paper.name) - COMMON
        here = [(len(own & event.words), event) for event in self.folders[paper.evidence.place.folders]]
        return (
            _best(paper, here, TOGETHER)
            or _best(paper, self._elsewhere(paper, own), ELSEWHERE)
            or self._of_its_theme(paper)
            or self._of_its_day(paper)
        )

    def _elsewhere(self, paper: Saying, own: frozenset[str]) -> list[tuple[int, Event]]:
        """Events of other folders with the words in common; words that many events have tell nothing."""
        shared: dict[int, tuple[int, Event]] = {}
        about = paper.about if OF_AN_EVENT & {*paper.types[:1]} else ""
        for gram in own | bigrams(paper.title + about) - COMMON:
            holders = self.words.get(gram, ())
            for event in holders if len(holders) <= self.most else ():
                shared[id(event)] = shared.get(id(event), (0, event))[0] + 1, event
        return list(shared.values())

    def _of_its_theme(self, paper: Saying) -> Event | None:
        """The one event of those days that speaks of the theme, for a paper that one event leaves behind."""
        themes, own = {named.theme for named in paper.own_themes}, bigrams(paper.name) | bigrams(paper.title)
        if (
            not themes
            or paper.day is None
            or "年度" in paper.name + paper.title
            or not OF_AN_EVENT & {*paper.types[:1]}
        ):
            return None
        days = [paper.day.day + timedelta(days) for days in range(-AROUND.days, AROUND.days + 1)]
        near = [
            event
            for day in days
            for event in self.by_day.get(day, ())
            if event.themes & themes and (own - COMMON) & (event.banner | event.words)
        ]
        return near[0] if len(near) == 1 else None

    def _of_its_day(self, paper: Saying) -> Event | None:
        """The one event of the very day, where its pictures say nothing, for minutes and lists of those present."""
        if paper.day is None or not paper.day.exact or not OF_THE_DAY & {*paper.types[:1]}:
            return None
        here = self.by_day.get(paper.day.day, [])
        silent = [event for event in here if not event.banner and not event.words]
        return silent[0] if len(silent) == len(here) == 1 else None


def _best(paper: Saying, ranked: Iterable[tuple[int, Event]], least: int) -> Event | None:
    """The event with most words in common, if they are enough and the days lie close."""
    close = [
        (shared, event.own, event.where, event)
        for shared, event in ranked
        if shared >= least and not (paper.day and event.day and abs(paper.day.day - event.day) > SPAN)
    ]
    return max(close, key=lambda one: one[:3])[3] if close else None


def _alone(paper: Saying) -> Event:
    """A paper that is an event by itself."""
    place = paper.evidence.place
    name = bare(place.stem) if paper.name else paper.title or place.stem
    return Event(f"{'/'.join(place.folders)}/{place.path}", name, [paper]).settle()


def _activity(event: Event) -> Activity:
    """The event as others know it; one whose files have no names is called by its banner."""
    banners = Counter(line for one in event.members for line in one.evidence.reading.banner[:1])
    named = event.own or any(one.name for one in event.members)
    name = event.name if named or not banners else max(banners, key=lambda line: (banners[line], line))
    day = event.day.isoformat() if event.day else None
    members = sorted(event.members, key=lambda one: (one.evidence.place.root, one.evidence.place.path))
    return Activity(f"{event.where}@{day or ''}", name, day, tuple(one.evidence.sha256 for one in members))


def companies(sayings: Sequence[Saying]) -> list[tuple[str, ...]]:
    """Files that share a folder which people named: they speak for each other even over months."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for saying in sayings:
        place = saying.evidence.place
        if place.folders and saying.folders and telling_name(place.folders[-1]) == saying.folders[-1]:
            found[place.root, place.folders].append(saying.evidence.sha256)
    return [tuple(members) for members in found.values()]


def activity_of(activities: Sequence[Activity]) -> Mapping[str, Activity]:
    """The activity of each content."""
    return {member: activity for activity in activities for member in activity.members}
