"""The organisation of a unit on a terminal: offices, people, groups, and what does not fit."""

from collections.abc import Iterator

from wenming_cli.report.people.bodies import Group
from wenming_cli.report.people.load import Load
from wenming_cli.report.people.overview import OfficeRow, Organisation, PersonRow
from wenming_cli.report.people.roots import OwnedRoot

NOT_LISTED = "people.yaml 里没有"
Part = tuple[str, list[list[str]]]
"""A heading, and under it entries: a head with the lines below it."""


def parts(one: Organisation, *, several: bool) -> Iterator[Part]:
    """Offices, people, groups; *several* says whether there are several sets, whose groups must be told apart."""
    yield f"股室（{len(one.offices)}）", [office_lines(office) for office in one.offices]
    yield f"人员（{len(one.people)}）", [[person_line(person)] for person in one.people]
    if one.groups:
        yield f"领导小组、工作组（{len(one.groups)}）", [_group(group, several) for group in one.groups]
    if one.unfit:
        told = [[f"! {each.what}。{each.remedy}"] for each in one.unfit]
        yield f"对不上的（{len(one.unfit)}）", told


def load_words(load: Load) -> str:
    """77条，没齐50条（逾期41条）."""
    if not load.items:
        return "没有条目"
    if not load.open:
        return f"{load.items}条，没有要补的"
    return f"{load.items}条，没齐{load.open}条" + (f"（逾期{load.overdue}条）" if load.overdue else "")


def office_lines(office: OfficeRow) -> list[str]:
    """An office with its contact, its load and its folders of evidence."""
    who = contact_words(office) if office.listed else NOT_LISTED
    return ["　".join((office.name, who, load_words(office.load))), *map(root_line, office.roots)]


def contact_words(office: OfficeRow) -> str:
    """The contact of an office; one who has left with who follows."""
    if not office.contact:
        return "没有联络人"
    if office.contact_now:
        return f"联络人{office.contact_now}（接替{office.contact}）"
    return f"联络人{office.contact}" + ("" if office.contact_there else "（不在任）")


def root_line(root: OwnedRoot) -> str:
    """A folder of evidence that is theirs."""
    return f"证据文件夹“{root.path}”：{root.files}个文件，待确认{root.to_confirm}个，未认领{root.unclaimed}个"


def person_line(person: PersonRow) -> str:
    """Somebody on one line: post, groups, days in charge, load."""
    said = [person.name, *person_words(person), load_words(person.load)]
    return "　".join(said)


def person_words(person: PersonRow) -> Iterator[str]:
    """What people.yaml says of somebody."""
    if not person.listed:
        yield NOT_LISTED
    place = " ".join(filter(None, (person.office, person.post)))
    if place:
        yield place
    if person.groups:
        yield "、".join(person.groups)
    if person.since:
        yield f"{person.since}到任"
    if person.until:
        yield _until(person)


def _until(person: PersonRow) -> str:
    """任到2021-06-30，以后由李四接替; 2021-06-30离任，由李四接替."""
    ends = f"任到{person.until}" if person.there else f"{person.until}离任"
    if person.successor is None:
        return ends
    return f"{ends}，{'以后' if person.there else ''}由{person.now or person.successor}接替"


def _group(group: Group, several: bool) -> list[str]:
    """A group with its people by role, and its duty."""
    told = [f"{role}{'、'.join(names)}" for role, names in group.roles.items()]
    told += [f"{text}（没有列名）" for text in group.unnamed]
    told += [f"成员单位{'、'.join(group.units)}"] if group.units else []
    seat = [f"设在{group.seat}"] if group.seat else []
    name = (f"{group.criteria} " if several else "") + group.name
    duty = [f"职责：{group.duty}"] if group.duty else []
    return ["　".join((name, *seat, "；".join(told))), *duty]
