"""What does not fit together in people.yaml, the table and the groups of the plan; each with what to do."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from wenming_cli.model.noun import Noun
from wenming_cli.model.workspace import Person
from wenming_cli.report.findings import owners_of
from wenming_cli.report.people.bodies import bodies, groups, roles
from wenming_cli.report.people.load import Charge
from wenming_cli.report.people.roll import Roll

UnfitKind = Literal[
    "nobody", "no_person", "left", "followed", "not_there_yet", "not_listed", "no_until", "contact", "several", "idle",
    "unnamed", "root",
]  # fmt: skip


class Unfit(Noun):
    """One thing that does not fit: whom and which items it is about, what it is, what to do."""

    kind: UnfitKind
    what: str
    remedy: str
    names: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


def unfit(roll: Roll) -> Iterator[Unfit]:
    """Everything that does not fit, the gravest first; what only the table contradicts is for `criteria lint`."""
    yield from _without(roll)
    yield from _left(roll)
    yield from _not_listed(roll)
    yield from _contacts(roll)
    yield from _several(roll)
    yield from _idle(roll)
    yield from _unnamed(roll)
    yield from _roots(roll)


def _without(roll: Roll) -> Iterator[Unfit]:
    """Items that nobody, or no person, answers for."""
    nobody = [one for one in roll.charges if not one.owners.offices and not one.owners.people]
    if nobody:
        what = f"没有人负责的条目{_counted(nobody)}"
        yield Unfit(kind="nobody", what=what, remedy="商定后写进测评体系的 owners", items=_ids(nobody))
    no_person = [one for one in roll.charges if one.owners.offices and not one.owners.people]
    if no_person:
        what = f"只有股室、没有责任人的条目{_counted(no_person)}"
        yield Unfit(kind="no_person", what=what, remedy="定到人，写进 owners 的 people", items=_ids(no_person))


def _left(roll: Roll) -> Iterator[Unfit]:
    """People in charge, or in a group, who are not there on the day; and who follows them."""
    for name in dict.fromkeys((*roll.in_charge, *roll.members)):
        one = roll.listed.get(name)
        if one is None or roll.people.serves(name, roll.on):
            continue
        where = "、".join(_still_named(name, roll))
        if one.start and roll.on < one.start:
            what = f"{name}{one.start}才到任，{where}"
            yield _of_person("not_there_yet", name, what, "确认现在由谁办", roll)
        elif follower := roll.people.follower(name, roll.on):
            what = f"{name}{one.until}离任，由{follower}接替：{where}"
            remedy = "条目和整改问题已经算在接替的人名下，表和小组名单由单位决定改不改"
            yield _of_person("followed", name, what, remedy, roll)
        else:
            yield _of_person("left", name, f"{name}{one.until}离任，{_why_nobody(one)}：{where}", SUCCEED, roll)
    early = [one.name for one in roll.listed.values() if one.successor and one.until is None]
    if early:
        what = f"写了接替的人、没写在任最后一天的：{'、'.join(early)}，接替还没有生效"
        yield Unfit(kind="no_until", what=what, remedy="离任后在 people.yaml 补上 until", names=tuple(early))


SUCCEED = "定下由谁接，写进 people.yaml 的 successor"


def _of_person(kind: UnfitKind, name: str, what: str, remedy: str, roll: Roll) -> Unfit:
    return Unfit(kind=kind, what=what, remedy=remedy, names=(name,), items=_ids(_named(name, roll)))


def _still_named(name: str, roll: Roll) -> Iterator[str]:
    """Where somebody is still named: for items, findings and bonus rows, and in groups."""
    yield from _answers_for(name, roll)
    for one in roll.sets:
        for body in bodies(one.criteria.head):
            yield from (f"{body.name}的{role}" for role, names in roles(body).items() if name in names)


def _answers_for(name: str, roll: Roll) -> Iterator[str]:
    """What somebody is named for."""
    charges = _named(name, roll)
    if charges:
        yield f"表上有{len(charges)}条"
    findings = [one.id for one in roll.findings if name in owners_of(one)]
    if findings:
        yield f"整改问题{'、'.join(findings)}"
    rows = [bonus.id for one in roll.sets for bonus in one.criteria.head.bonus if name in bonus.owners.people]
    if rows:
        yield f"加分项目{'、'.join(rows)}"


def _why_nobody(one: Person) -> str:
    return f"接替的{one.successor}现在也不在任" if one.successor else "没有写接替的人"


def _named(name: str, roll: Roll) -> list[Charge]:
    """The items for which the table itself names somebody."""
    return [one for one in roll.charges if name in one.named.people]


def _not_listed(roll: Roll) -> Iterator[Unfit]:
    """People whom the table, a finding or a group names and people.yaml does not."""
    strange = [name for name in dict.fromkeys((*roll.in_charge, *roll.members)) if name not in roll.listed]
    if strange and not roll.listed:
        what = f"people.yaml 里还没有人员，表和小组里有：{'、'.join(strange)}"
        remedy = "写进 people.yaml，离任、接替和按人核对的材料才算得出"
        yield Unfit(kind="not_listed", what=what, remedy=remedy, names=tuple(strange))
        return
    owners = [name for name in strange if name in roll.in_charge]
    if owners:
        charges = [one for name in owners for one in _named(name, roll)]
        told = "；".join(f"{name}（{'、'.join(_answers_for(name, roll))}）" for name in owners)
        what = f"people.yaml 里没有的责任人：{told}"
        remedy = "补进 people.yaml；已经换了人的改表，或两个人都列上，写 until 和 successor"
        yield Unfit(kind="not_listed", what=what, remedy=remedy, names=tuple(owners), items=_ids(charges))
    members = [name for name in strange if name not in owners]
    if members:
        what = f"小组里列了、people.yaml 里没有的：{'、'.join(members)}"
        yield Unfit(kind="not_listed", what=what, remedy="补进 people.yaml", names=tuple(members))


def _contacts(roll: Roll) -> Iterator[Unfit]:
    """Offices without a contact, or whose contact is not there (各指派1名同志专人负责: Yueyang Y89)."""
    listed = {name: roll.office(name) for name in roll.offices}
    without = [name for name, one in listed.items() if one is None or not one.contact]
    if without:
        what = f"没有联络人的股室：{'、'.join(without)}"
        yield Unfit(
            kind="contact",
            what=what,
            remedy="写进 people.yaml 的 offices：{name: 股室, contact: 姓名}",
            names=tuple(without),
        )
    for name, one in listed.items():
        if one is None or not one.contact or roll.people.serves(one.contact, roll.on):
            continue
        follower = roll.people.follower(one.contact, roll.on)
        state = (
            f"现在不在任{f'，由{follower}接替' if follower else ''}"
            if one.contact in roll.listed
            else "不在 people.yaml 的人员里"
        )
        what = f"{name}的联络人{one.contact}{state}"
        yield Unfit(kind="contact", what=what, remedy="改正这个股室的 contact", names=(name, one.contact))


def _several(roll: Roll) -> Iterator[Unfit]:
    """Items of several people, for one of them is to be accountable (任务目标责任制: Yueyang Y47)."""
    shared: dict[tuple[str, ...], list[Charge]] = {}
    for one in roll.charges:
        if len(one.owners.people) > 1:
            shared.setdefault(one.owners.people, []).append(one)
    if shared:
        told = "；".join(f"{'、'.join(names)}{len(ones)}条" for names, ones in shared.items())
        charges = [one for ones in shared.values() for one in ones]
        what = f"几个人共同负责的条目{len(charges)}条：{told}"
        names = tuple(dict.fromkeys(name for ones in shared for name in ones))
        yield Unfit(kind="several", what=what, remedy="定下由谁牵头", names=names, items=_ids(charges))


def _idle(roll: Roll) -> Iterator[Unfit]:
    """People who are there and have neither item nor finding nor bonus row."""
    idle = [
        name
        for name in roll.listed
        if roll.people.serves(name, roll.on)
        and not (roll.charges_of(name) or roll.findings_of(name) or roll.bonus_of(name))
    ]
    if idle:
        what = f"没有条目、加分项目和整改问题的人员：{'、'.join(idle)}"
        yield Unfit(kind="idle", what=what, remedy="确认要不要分工", names=tuple(idle))


def _unnamed(roll: Roll) -> Iterator[Unfit]:
    """Groups with people whom the plan does not name; they stay to be filled (Huarong H65)."""
    for group in (group for one in roll.sets for group in groups(one.criteria.head)):
        for text in group.unnamed:
            what = f"{group.name}有人没有列名：“{text}”"
            remedy = "定下后填进 set.yaml 的 deputies、members"
            yield Unfit(kind="unnamed", what=what, remedy=remedy, names=(group.name,))


def _roots(roll: Roll) -> Iterator[Unfit]:
    """Evidence folders whose owner nothing else names; no item can be known to be theirs."""
    known = {*roll.offices, *roll.names}
    for root in roll.roots:
        if root.owner not in known:
            what = f"证据文件夹“{root.path}”的 owner“{root.owner}”，people.yaml 和表里都没有"
            yield Unfit(kind="root", what=what, remedy="改成一样的名称，归档时才认得出是谁的", names=(root.owner,))


def _ids(charges: Iterable[Charge]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.item.id for one in charges))


def _counted(charges: Sequence[Charge]) -> str:
    return f"{len(charges)}条：{'、'.join(_ids(charges))}"
