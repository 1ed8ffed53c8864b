"""The groups of a plan (领导小组、工作组) with their people and duties, as the plan names them.

Sources: Huarong H65; Yueyang Y31, annex 1.
"""

from collections.abc import Iterator

from wenming_cli.model.criteria import Body, SetHead
from wenming_cli.model.noun import Noun

UNIT, SEAT = "成员单位", "设在这里"


class Role(Noun):
    """What somebody is in a group, and the duty of the group."""

    criteria: str
    body: str
    role: str
    duty: str | None = None


class Group(Noun):
    """A group with its people in their roles.

    *unnamed* is what the plan says of people whom it does not name; offices that send somebody stand in *units*.
    """

    criteria: str
    no: str | None = None
    name: str
    seat: str | None = None
    roles: dict[str, tuple[str, ...]]
    units: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    duty: str | None = None


def groups(head: SetHead) -> tuple[Group, ...]:
    """All groups in the order of the plan."""
    return tuple(_group(head.id, body) for body in bodies(head))


def bodies(head: SetHead) -> Iterator[Body]:
    """The leading group, its office, the working group, the groups under them."""
    if head.leadership is not None:
        ones = (head.leadership.leading_group, head.leadership.office, head.leadership.working_group)
        yield from (one for one in ones if one is not None)
    yield from head.groups


def _group(criteria: str, body: Body) -> Group:
    said = ((body.deputies_text, body.deputies), (body.members_text, body.members or body.units))
    return Group(
        criteria=criteria, no=body.no, name=body.name, seat=body.seat, roles=roles(body), units=body.units,
        unnamed=tuple(text for text, names in said if text and not names), duty=body.duty,
    )  # fmt: skip


def roles(body: Body) -> dict[str, tuple[str, ...]]:
    """The people of a group by role; a group has a 组长, an office a 主任 (READING 14 to 16)."""
    head = "组长" if body.name.endswith("组") else "主任"
    heads = (body.head,) if body.head else ()
    found = {head: heads, "负责人": body.heads, f"副{head}": body.deputies, "成员": body.members}
    return {role: names for role, names in found.items() if names}


def named(body: Body) -> tuple[str, ...]:
    """Everybody whom a group names, once."""
    return tuple(dict.fromkeys(name for names in roles(body).values() for name in names))


def roles_of(name: str, head: SetHead) -> Iterator[Role]:
    """What a person or an office is in the groups of a plan."""
    for body in bodies(head):
        for role in (role for role, names in roles(body).items() if name in names):
            yield Role(criteria=head.id, body=body.name, role=role, duty=body.duty)
        if name in body.units:
            yield Role(criteria=head.id, body=body.name, role=UNIT, duty=body.duty)
        if name == body.seat:
            yield Role(criteria=head.id, body=body.name, role=SEAT, duty=body.duty)
