"""Everything of one person or one office on a day: items, findings, duties, groups, folders of evidence."""

from collections.abc import Iterator

from wenming_cli.model.charge import InCharge
from wenming_cli.model.criteria import Obligation
from wenming_cli.model.judgement import FindingJudgement, ObligationJudgement, Timing, Verdict
from wenming_cli.model.noun import Noun
from wenming_cli.report.people.bodies import UNIT, Role, roles_of
from wenming_cli.report.people.load import Charge
from wenming_cli.report.people.overview import OfficeRow, PersonRow, office_row, person_row
from wenming_cli.report.people.roll import Roll
from wenming_cli.text import normalise

EACH = "person"
"""An obligation that everybody has (每人每年撰写1篇以上学习心得: Huarong H43)."""
EACH_OFFICE = ("科室", "股室")


class SheetItem(Noun):
    """An item as it stands; *heading* is its project in words."""

    criteria: str
    id: str
    text: str
    heading: str
    due: str | None
    due_day: str | None
    verdict: Verdict
    timing: Timing
    days: int | None
    missing: tuple[str, ...]
    owners: InCharge


class SheetDuty(Noun):
    """A duty outside the items; *own* says of one that everybody has whether this person's part is there."""

    criteria: str
    id: str
    text: str
    need: str
    item: str | None = None
    verdict: Verdict
    missing: tuple[str, ...] = ()
    own: bool | None = None


class SheetBonus(Noun):
    """A row of bonus points."""

    criteria: str
    id: str
    title: str


class Sheet(Noun):
    """All that is a person's, or an office's; *people* are those of the office."""

    unit: str
    as_of: str
    person: PersonRow | None = None
    office: OfficeRow | None = None
    people: tuple[str, ...] = ()
    items: tuple[SheetItem, ...]
    findings: tuple[FindingJudgement, ...]
    duties: tuple[SheetDuty, ...]
    bonus: tuple[SheetBonus, ...]
    groups: tuple[Role, ...]

    @property
    def name(self) -> str:
        """Whose sheet it is."""
        return self.person.name if self.person else self.office.name if self.office else ""


def called(wanted: str, roll: Roll) -> str | None:
    """The person or office of that name, however its width and blanks are typed; people come first."""
    known = (*roll.names, *roll.offices, *(one.owner for one in roll.roots))
    return next((name for name in known if normalise(name) == normalise(wanted)), None)


def near(wanted: str, roll: Roll) -> tuple[str, ...]:
    """Names that contain what is looked for, or are contained in it."""
    bare = normalise(wanted)
    known = dict.fromkeys((*roll.names, *roll.offices))
    return tuple(name for name in known if bare and (bare in normalise(name) or normalise(name) in bare))


def sheet_of(name: str, roll: Roll) -> Sheet:
    """The sheet of a person or an office of the roll."""
    is_person = name in roll.names
    return Sheet(
        unit=roll.unit,
        as_of=roll.on.isoformat(),
        person=person_row(name, roll) if is_person else None,
        office=None if is_person else office_row(name, roll),
        people=() if is_person else tuple(one.name for one in roll.people.people if one.office == name),
        items=tuple(_item(one) for one in roll.charges_of(name)),
        findings=roll.findings_of(name),
        duties=tuple(_duties(name, roll, is_person)),
        bonus=tuple(SheetBonus(criteria=ident, id=one.id, title=one.title) for ident, one in roll.bonus_of(name)),
        groups=tuple(role for one in roll.sets for role in roles_of(name, one.criteria.head)),
    )


def _item(charge: Charge) -> SheetItem:
    item = charge.item
    return SheetItem(
        criteria=charge.criteria, id=item.id, text=item.text, heading=item.heading, due=item.due, due_day=item.due_day,
        verdict=item.verdict, timing=item.timing, days=item.days, missing=item.missing, owners=charge.owners,
    )  # fmt: skip


def _duties(name: str, roll: Roll, is_person: bool) -> Iterator[SheetDuty]:
    """The duties whose item is theirs, and those that everybody, or every office that the plan lists, has."""
    items = {(one.criteria, one.item.id) for one in roll.charges_of(name)}
    for each in roll.sets:
        head = each.criteria.head
        judged = {one.id: one for one in each.judgement.obligations}
        listed = any(role.role == UNIT for role in roles_of(name, head))
        for one in head.obligations:
            theirs = (head.id, one.item) in items
            everybody = one.per == EACH and is_person and roll.people.serves(name, roll.on)
            if theirs or everybody or (listed and any(word in (one.per or "") for word in EACH_OFFICE)):
                yield _duty(head.id, one, judged[one.id], name if everybody else None, whole=theirs)


def _duty(criteria: str, one: Obligation, judged: ObligationJudgement, person: str | None, *, whole: bool) -> SheetDuty:
    """A duty as it is judged; what others lack of it stands only on the sheet of those who see to the whole."""
    missing = judged.missing if whole or person is None else ()
    own = None
    if person is not None and one.item is not None and judged.verdict is not Verdict.MANUAL:
        own = person not in judged.lacking
    return SheetDuty(
        criteria=criteria, id=one.id, text=one.text, need=judged.need, item=one.item, verdict=judged.verdict,
        missing=missing, own=own,
    )  # fmt: skip
