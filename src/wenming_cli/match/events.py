"""What is taken for one event so far: files of a folder or series, joined by banner and day; no papers yet."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from wenming_cli.match.saying import Saying, telling_name
from wenming_cli.text import bigrams, letters

_NUMBERED = re.compile(
    r"^\s*(?:\d+(?:[、．\s_-]+|\.(?!\d))|\d+(?=[^\d月日年.])|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）])"
)

SPAN = timedelta(days=31)
"""The files of one activity lie within a month: the plan before, the summary after."""
PREPARED = timedelta(days=92)
"""A folder of its own may hold the papers of a quarter around its pictures: call, votes, praise."""
SAVED_LATE = timedelta(days=3)
"""WeChat names give the day of saving: pictures with one banner may so differ."""
TOGETHER = 2
"""So many telling bigrams a paper must share with a picture series of its folder to belong to it."""
MOSTLY = 0.7
"""Share of a folder's banners that must be one, for the folder to be one event."""
SAME_BANNER = 0.6
"""Share of the shorter banner's bigrams that two of one event have in common, misreadings and cut ends allowed for."""

COMMON = frozenset(bigrams("活动方案通知计划总结图片照片志愿服务年度单位工作会议记录资料学习宣传开展关于"))


@dataclass(slots=True, eq=False)
class Event:
    """Files that are taken for one event so far; *own* says that people gave it a folder."""

    where: str
    name: str
    members: list[Saying]
    own: bool = False
    banner: frozenset[str] = field(default_factory=frozenset)
    words: frozenset[str] = field(default_factory=frozenset)
    day: date | None = None
    vague: bool = False
    themes: frozenset[str] = frozenset()

    def settle(self) -> "Event":
        """Work out day and words from the members."""
        self.banner = _banner_words(self.members)
        names = [one.name for one in self.members if one.is_picture] or [one.name for one in self.members]
        self.words = frozenset(gram for name in (*names, telling_name(self.name)) for gram in bigrams(name)) - COMMON
        dated = [one for one in self.members if one.day and one.is_picture] or [one for one in self.members if one.day]
        days = Counter(one.day.day for one in dated if one.day)
        self.day = max(days, key=lambda day: (days[day], day)) if days else None
        self.themes = frozenset(named.theme for one in self.members for named in one.own_themes)
        self.vague = any(one.day.source == "微信文件名" for one in dated if one.day)
        return self


def first_events(sayings: Sequence[Saying]) -> tuple[list[Event], list[Saying]]:
    """Events by folder and by series, and the papers that belong to none yet."""
    by_folder: dict[tuple[str, tuple[str, ...]], list[Saying]] = defaultdict(list)
    for saying in sayings:
        by_folder[saying.evidence.place.root, saying.evidence.place.folders].append(saying)
    events: list[Event] = []
    papers: list[Saying] = []
    for (_, folders), members in sorted(by_folder.items(), key=lambda one: one[0]):
        where = "/".join(folders)
        own = bool(folders) and bool(members[0].folders) and telling_name(folders[-1]) == members[0].folders[-1]
        if own and _is_one(members) and _shows_one(members):
            events.append(Event(where, bare(folders[-1]), members, own=True).settle())
        else:
            events += _by_series(members, where)
            papers += [one for one in members if not _is_view(one)]
    return events, papers


def _is_view(saying: Saying) -> bool:
    """Whether a file is a picture of what happened, not of a paper."""
    return saying.is_picture and not saying.is_paper


def bare(folder: str) -> str:
    """A folder name without its leading number."""
    return _NUMBERED.sub("", folder).strip() or folder


def _is_one(members: Sequence[Saying]) -> bool:
    """Whether the days of a folder are those of one event: its pictures' within a month, its papers' around them."""
    pictured = [saying for saying in members if _is_view(saying) and saying.day]
    return _within(members, SPAN) or (bool(pictured) and _within(pictured, SPAN) and _within(members, PREPARED))


def _within(members: Iterable[Saying], span: timedelta) -> bool:
    """Whether all known days lie within *span*, and there is one."""
    days = [saying.day.day for saying in members if saying.day]
    return bool(days) and max(days) - min(days) <= span


def _shows_one(members: Iterable[Saying]) -> bool:
    """Whether the banners that a folder shows are of one event; a folder named for an office holds many."""
    shown = [_banner_words([one]) for one in members if one.is_scene]
    if not shown:
        return True
    best = max(sum(_alike(one, other) for other in shown) for one in shown)
    return best >= MOSTLY * len(shown) or (best >= TOGETHER and len(shown) - best <= 1)


def _banner_words(members: Iterable[Saying]) -> frozenset[str]:
    """The pairs of characters on the banners of some files, taken together."""
    return frozenset(bigrams(letters("".join(line for one in members for line in one.evidence.reading.banner))))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two banners are one, a few misread characters and cut ends apart."""
    shorter = min(len(one), len(other))
    return shorter >= TOGETHER and len(one & other) >= SAME_BANNER * shorter


def _by_series(members: Sequence[Saying], where: str) -> Iterable[Event]:
    """Pictures of one folder, series and day; running numbers of a camera make no series of what shows two banners."""
    series: dict[tuple[str, date | None], list[Saying]] = defaultdict(list)
    for saying in members:
        if _is_view(saying):
            series[_series(saying), _day_in_series(saying)].append(saying)
    for (name, _), ones in sorted(series.items(), key=lambda one: (one[0][0], str(one[0][1]))):
        if any(one.name for one in ones):
            yield Event(f"{where}/{name}", bare(name.rsplit("/", 1)[-1].rsplit(".", 1)[0]), ones).settle()
            continue
        for part in _by_screen(ones) if ones[0].carrier == "截图" else _by_banner(ones):
            first = min(one.evidence.place.stem for one in part)
            yield Event(f"{where}/{first}", first, part).settle()


def _series(saying: Saying) -> str:
    """What a picture's name has in common with others; names that a camera or WeChat gave have nothing but the kind."""
    return saying.series if saying.name else f"/.{saying.carrier}"


def _day_in_series(saying: Saying) -> date | None:
    """The day that a picture's series is parted by; screenshots of one matter are made on many days, so by month."""
    if saying.day is None:
        return None
    return saying.day.day.replace(day=1) if saying.carrier == "截图" else saying.day.day


def _by_screen(ones: Sequence[Saying]) -> list[list[Saying]]:
    """Nameless screenshots of a month parted by their title, else by the theme that most of them share, else by day."""
    spoken = Counter(named.theme for one in ones if not one.title for named in one.themes)
    parts: dict[str, list[Saying]] = defaultdict(list)
    for one in ones:
        theme = max((named.theme for named in one.themes), key=lambda theme: (spoken[theme], theme), default="")
        parts[one.title or theme or str(one.day)].append(one)
    return [parts[about] for about in sorted(parts)]


def _by_banner(ones: Sequence[Saying]) -> list[list[Saying]]:
    """Pictures parted by what their banners say; those without one together, unless there is only one banner."""
    parts: list[tuple[frozenset[str], list[Saying]]] = []
    silent: list[Saying] = []
    for one in ones:
        banner = _banner_words([one])
        same = next((part for said, part in parts if _alike(said, banner)), None)
        if same is not None:
            same.append(one)
        elif banner:
            parts.append((banner, [one]))
        else:
            silent.append(one)
    found = _of_one_theme([part for _, part in parts])
    if len(found) == 1:
        return [[*found[0], *silent]]
    return [*found, silent] if silent else found


def _of_one_theme(parts: Sequence[list[Saying]]) -> list[list[Saying]]:
    """Single pictures of one day and theme put together: extinguishers, exits and alarms are one round."""
    found: list[list[Saying]] = []
    rounds: list[tuple[set[str], list[Saying]]] = []
    for part in parts:
        themes = {named.theme for named in part[0].own_themes} if len(part) == 1 else set()
        same = next((known for known in rounds if known[0] & themes), None)
        if same is not None:
            same[0].update(themes)
            same[1].extend(part)
            continue
        found.append(list(part))
        if themes:
            rounds.append((themes, found[-1]))
    return found


def joined(events: Sequence[Event]) -> list[Event]:
    """Events that show one banner at one time made one; a folder of people's own takes the others in."""
    found: list[Event] = []
    known = _Calendar()
    for event in sorted(events, key=lambda one: (not one.own, -len(one.banner), one.where, str(one.day))):
        same = [other for other in known.around(event) if _is_same(event, other)] if event.banner else []
        if same:
            into = max(same, key=lambda other: (len(other.banner & event.banner), other.where))
            into.members += event.members
            into.settle()
        else:
            found.append(event)
            known.note(event)
    return found


class _Calendar:
    """Events by their day, so that each is held against those only that may be of its time."""

    def __init__(self) -> None:
        self.by_day: dict[date | None, list[Event]] = defaultdict(list)
        self.vague: dict[date | None, list[Event]] = defaultdict(list)
        self.own: list[Event] = []

    def note(self, event: Event) -> None:
        """Remember an event; those of folders of their own come first and reach furthest."""
        if event.own:
            self.own.append(event)
            return
        self.by_day[event.day].append(event)
        if event.vague:
            self.vague[event.day].append(event)

    def around(self, event: Event) -> Iterable[Event]:
        """The events that may be the same as this one, each once."""
        yield from self.own
        if event.day is None:
            for ones in self.by_day.values():
                yield from ones
            return
        yield from self.by_day[None]
        yield from self.by_day[event.day]
        beside = self.by_day if event.vague else self.vague
        for days in range(1, SAVED_LATE.days + 1):
            for day in (event.day - timedelta(days), event.day + timedelta(days)):
                yield from beside.get(day, ())


def _is_same(one: Event, other: Event) -> bool:
    """Whether two events show the same banner at the same time."""
    if (one.own and other.own) or not _alike(one.banner, other.banner):
        return False
    if one.day is None or other.day is None:
        return True
    room = SPAN if one.own or other.own else SAVED_LATE if one.vague or other.vague else timedelta(0)
    return abs(one.day - other.day) <= room


def with_nameless(events: Sequence[Event]) -> list[Event]:
    """Pictures that say nothing go with what their folder shows of that day, if that is one event only."""
    folders: dict[tuple[str, date | None], list[Event]] = defaultdict(list)
    for event in events:
        for folder in {one.evidence.place.folders for one in event.members}:
            folders["/".join(folder), event.day].append(event)
    gone: set[int] = set()
    for (_, day), ones in sorted(folders.items(), key=lambda one: (one[0][0], str(one[0][1]))):
        silent = [
            one for one in ones if day and not one.own and not one.banner and not any(m.name for m in one.members)
        ]
        told = [one for one in ones if one not in silent and id(one) not in gone]
        into = told[0] if len(told) == 1 else silent[0] if silent and not told else None
        for event in silent:
            if into is not None and event is not into and id(event) not in gone:
                into.members += event.members
                into.settle()
                gone.add(id(event))
    return [event for event in events if id(event) not in gone]
