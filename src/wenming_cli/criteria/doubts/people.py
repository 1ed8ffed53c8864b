"""Who answers, and who is named: people without a group, members without a task, offices that do not meet."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wenming_cli.criteria.doubts.doubt import Doubt, Place, doubt, labels
from wenming_cli.criteria.doubts.table import Table
from wenming_cli.model.criteria import Body, Owners, Project

_ALL = re.compile("各|其他|所有|全体|有关|相关")
"""Words of a name that stands for several: 局属各单位."""
_KIND = re.compile("(?:办公室|中心|科室|科|股|室|处|站|所|队|部|办)$")


@dataclass(frozen=True, slots=True)
class Task:
    """Something that a person answers for, and the project it belongs to."""

    place: Place
    project: str
    is_item: bool = False


def people_doubts(table: Table) -> Iterator[Doubt]:
    """Everything doubtful in owners, groups and offices (READING 1.2, 2.2; processes 15, 16, 20)."""
    yield from _owners_in_no_group(table)
    yield from _members_without_task(table)
    yield from _offices(table)
    yield from _no_owner(table)


def _tasks(table: Table) -> dict[str, list[Task]]:
    """What everybody answers for: printed items, or standards in a project that has none, and rows of bonus points."""
    found: dict[str, list[Task]] = defaultdict(list)
    for place, project in table.projects():
        items = [entry for entry in table.printed if entry.project is project]
        for entry in items:
            for name in entry.owners.people:
                found[name].append(Task(entry.place, project.no, is_item=True))
        if not items:
            for name in dict.fromkeys(name for owners in _owners(project) for name in owners.people):
                found[name].append(Task(place, project.no))
    for at, bonus in enumerate(table.head.bonus):
        for name in bonus.owners.people:
            found[name].append(Task(table.in_head(("bonus", at), f"加分{bonus.id}", bonus.id), f"加分{bonus.id}"))
    return found


def _owners(project: Project) -> tuple[Owners, ...]:
    """The owners of a project and of its parts."""
    return (project.owners, *(one.owners for one in project.sub_points if one.owners))


def _elsewhere(table: Table, known: Iterable[str]) -> dict[str, list[Place]]:
    """People who stand only in another reading of a damaged row."""
    found: dict[str, list[Place]] = defaultdict(list)
    taken = set(known)
    for place, project in table.projects():
        for reading in project.alternatives:
            for name in reading.owners.people:
                if name not in taken:
                    found[name].append(place)
    return found


def _names(body: Body) -> tuple[str, ...]:
    return tuple(name for name in (body.head, *body.heads, *body.deputies, *body.members) if name)


def _owners_in_no_group(table: Table) -> Iterator[Doubt]:
    """People of the table who are in no leading body and no group, where these name anybody."""
    named = {name for _, _, body in table.bodies() for name in _names(body)}
    tasks = _tasks(table)
    elsewhere = _elsewhere(table, tasks)
    absent = [name for name in tasks if name not in named]
    guessed = [name for name in elsewhere if name not in named]
    if not named or not (absent or guessed):
        return
    told = {name: _shown(tasks[name]) for name in absent}
    told |= {name: f"只在{labels(elsewhere[name])}的另一种读法里" for name in guessed}
    open_bodies = [body.name for _, _, body in table.bodies() if _unnamed(body)]
    may_be = f"；{'、'.join(open_bodies)}有人没有列名，可能在内" if open_bodies else ""
    places = [task.place for name in absent for task in tasks[name]]
    places += [place for name in guessed for place in elsewhere[name]]
    what = f"领导小组、工作组里没有列名：{'、'.join(f'{name}（{said}）' for name, said in told.items())}{may_be}"
    remedy = "确认要不要补进小组，还是责任人写错了"
    yield doubt("owner_in_no_group", places, what, remedy, where=f"{len(told)}名责任人")


def _unnamed(body: Body) -> bool:
    """Whether a body has people whom it does not name."""
    return bool((body.deputies_text and not body.deputies) or (body.members_text and not body.members))


def _shown(tasks: list[Task]) -> str:
    """The projects of what somebody answers for; the number of items with them."""
    projects = "、".join(dict.fromkeys(task.project for task in tasks))
    items = sum(task.is_item for task in tasks)
    return f"{projects}，{items}条材料" if items else projects


def _members_without_task(table: Table) -> Iterator[Doubt]:
    """Members of the bodies that do the work, and people of the groups, for whom the table has nothing."""
    tasks = _tasks(table)
    grouped = {name: place for key, place, body in table.bodies() if key == "groups" for name in _names(body)}
    idle: dict[str, Place] = {}
    for key, place, body in table.bodies():
        if key in ("working_group", "office"):
            idle |= {name: place for name in body.members if name not in tasks and name not in grouped}
    only = {name: place for name, place in grouped.items() if name not in tasks}
    told = [f"没有归他们的材料或标准{'，也没有工作组' if grouped else ''}：{'、'.join(idle)}"] if idle else []
    told += [f"只有工作组的职责，没有材料或标准：{'、'.join(only)}"] if only else []
    if told:
        where = f"{len(idle) + len(only)}名小组成员"
        yield doubt("member_without_task", [*idle.values(), *only.values()], "；".join(told), "确认要不要分工", where)


def _offices(table: Table) -> Iterator[Doubt]:
    """Offices that a group names and no standard, and the reverse, where a group names any."""
    listing = [(place, body) for _, place, body in table.bodies() if body.units]
    if not listing:
        return
    named = list(dict.fromkeys(unit for _, body in listing for unit in body.units if not _ALL.search(unit)))
    general = [unit for _, body in listing for unit in body.units if _ALL.search(unit)]
    asked = list(dict.fromkeys(unit for _, one in table.projects() for own in _owners(one) for unit in own.offices))
    place = [listing[0][0]]
    idle = [unit for unit in named if not any(_same(unit, other) for other in asked)]
    if idle:
        what = f"列了这些科室，却没有标准归它们：{'、'.join(idle)}"
        yield doubt("office_without_standard", place, what, "确认要不要分工")
    absent = [unit for unit in asked if not any(_same(unit, other) for other in named)]
    if absent:
        covered = f"（可能在“{'、'.join(general)}”里）" if general else ""
        what = f"没有列这些科室，它们却有标准：{'、'.join(absent)}{covered}"
        yield doubt("office_without_duty", place, what, "确认要不要补上联络人")
    pairs = [
        f"{one}与{two}"
        for one in named
        for two in asked
        if one != two and (_same(one, two) or _stem(one) == _stem(two))
    ]
    if pairs:
        what = f"名称相近，是不是同一个：{'、'.join(pairs)}"
        yield doubt("office_names", place, what, "是同一个的，改成同一个名称")


def _same(one: str, other: str) -> bool:
    """Equal, or one with a longer name: 政策法规科 and 法规科."""
    return one.endswith(other) or other.endswith(one)


def _stem(name: str) -> str:
    """The name of an office without what kind it is; a stem of one character says nothing."""
    stem = _KIND.sub("", name)
    return stem if len(stem) > 1 else name


def _no_owner(table: Table) -> Iterator[Doubt]:
    """Items, standards and rows of bonus points that nobody answers for."""
    places = [entry.place for entry in table.printed if not _somebody(entry.owners)]
    places += [place for place, one in table.projects() if not one.items and not any(map(_somebody, _owners(one)))]
    for at, bonus in enumerate(table.head.bonus):
        if not _somebody(bonus.owners):
            places.append(table.in_head(("bonus", at), f"加分{bonus.id}", bonus.id))
    if places:
        yield doubt("owner_missing", places, "没有责任科室，也没有责任人", "商定后写进 owners")


def _somebody(owners: Owners) -> bool:
    return bool(owners.offices or owners.people)
