"""Group files into real events: an activity folder, or a series of pictures of one day with its papers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from wenming_cli.match.saying import Saying, telling_name
from wenming_cli.model.matching import Activity
from wenming_cli.text import bigrams

_NUMBERED = re.compile(
    r"^\s*(?:\d+[.、．\s_-]+|\d+(?=[^\d月日年.])|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）])"
)

SPAN = timedelta(days=31)
"""The files of one activity lie within a month: the plan before, the summary after."""

TOGETHER = 2
"""So many telling bigrams a paper must share with a picture series of its folder to belong to it."""

_COMMON = frozenset(bigrams("活动方案通知计划总结图片照片志愿服务年度单位工作会议记录资料学习宣传开展关于"))


def group(sayings: Sequence[Saying]) -> tuple[Activity, ...]:
    """All activities with at least one member, sorted by day and name."""
    by_folder: dict[tuple[str, tuple[str, ...]], list[Saying]] = defaultdict(list)
    for saying in sayings:
        place = saying.evidence.place
        by_folder[place.root, place.folders].append(saying)
    found: list[Activity] = []
    for (_, folders), members in sorted(by_folder.items(), key=lambda one: one[0]):
        own = bool(folders) and bool(members[0].folders) and telling_name(folders[-1]) == members[0].folders[-1]
        if own and _within(members, SPAN):
            found.append(_activity(_bare(folders[-1]), members, "/".join(folders)))
        else:
            found.extend(_by_series(members, "/".join(folders)))
    return tuple(sorted(found, key=lambda one: (one.day or "9999", one.name, one.id)))


def _bare(folder: str) -> str:
    """A folder name without its leading number."""
    return _NUMBERED.sub("", folder).strip() or folder


def _within(members: Iterable[Saying], span: timedelta) -> bool:
    """Whether all known days lie within *span*, and there is one."""
    days = [saying.day.day for saying in members if saying.day]
    return bool(days) and max(days) - min(days) <= span


def _by_series(members: Sequence[Saying], where: str) -> Iterable[Activity]:
    """Pictures of one series and day together; a paper joins the series whose words and time it shares."""
    series: dict[tuple[str, date | None], list[Saying]] = defaultdict(list)
    papers: list[Saying] = []
    for saying in members:
        if saying.is_picture and not saying.is_paper:
            series[saying.series, saying.day.day if saying.day else None].append(saying)
        else:
            papers.append(saying)
    for paper in papers:
        best = max(series, key=lambda key: (_kinship(paper, series[key]), str(key)), default=None)
        if best is not None and _kinship(paper, series[best]) >= TOGETHER:
            series[best].append(paper)
        else:
            series[paper.evidence.place.path, None].append(paper)
    for (name, _), ones in sorted(series.items(), key=lambda one: (one[0][0], str(one[0][1]))):
        yield _activity(_bare(name.rsplit("/", 1)[-1].rsplit(".", 1)[0]), ones, f"{where}/{name}")


def _kinship(paper: Saying, pictures: Sequence[Saying]) -> int:
    """How many telling bigrams a paper shares with a series, 0 when their days lie too far apart."""
    one = pictures[0]
    if paper.day and one.day and abs(paper.day.day - one.day.day) > SPAN:
        return 0
    return len((bigrams(paper.name) - _COMMON) & (bigrams(one.name) - _COMMON))


def _activity(name: str, members: Sequence[Saying], where: str) -> Activity:
    """One activity; its day is the one that most pictures name, else the latest known."""
    pictured = [saying.day.day for saying in members if saying.day and saying.is_picture]
    days = pictured or [saying.day.day for saying in members if saying.day]
    day = max(set(days), key=lambda one: (days.count(one), one)).isoformat() if days else None
    ids = tuple(saying.evidence.sha256 for saying in members)
    return Activity(f"{where}@{day or ''}", name, day, ids)


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
