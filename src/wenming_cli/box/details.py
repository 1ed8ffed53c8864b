"""What the sheets say beside plan and judgement: words of the table, decisions and records of people, settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from wenming_cli.model.criteria import CriteriaSet, Item, Project
from wenming_cli.model.decision import Decision, Verb
from wenming_cli.model.record import Record
from wenming_cli.model.workspace import Settings, SheetRules

PLACING = frozenset({Verb.PIN, Verb.SHARE})


@dataclass(frozen=True, slots=True)
class Details:
    """By item its standard; by content and item the last decision that placed it; by content its release.

    *fonds* is 全宗号, *retention* 保管期限; both empty where they are not set. *coded*: numbers are printed as 档号.
    """

    rules: SheetRules = field(default_factory=SheetRules)
    fonds: str = ""
    retention: str = ""
    coded: bool = False
    standards: Mapping[str, str] = field(default_factory=dict)
    placed: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    released: Mapping[str, Decision] = field(default_factory=dict)
    records: tuple[Record, ...] = ()

    @classmethod
    def of(
        cls,
        settings: Settings,
        criteria: CriteriaSet,
        decisions: Sequence[Decision],
        records: Sequence[Record],
        as_of: date,
    ) -> Self:
        """What concerns a set, as it was at the end of *as_of*; later decisions take the place of earlier ones."""
        rules, code = settings.sheets, settings.boxes.da22
        made = [one for one in decisions if one.day is None or one.day <= as_of]
        return cls(
            rules=rules,
            fonds=code.fonds if code else "",
            retention=settings.retention or "",
            coded=settings.boxes.numbering == "da22",
            standards={item.id: _standard(project, item) for _, project, item in criteria.placed()},
            placed={(one.sha256, one.item): one for one in made if one.do in PLACING and one.item},
            released={one.sha256: one for one in made if one.do is Verb.RELEASE},
            records=tuple(records),
        )


def _standard(project: Project, item: Item) -> str:
    """The part of the standard that the item proves, where the table says which; else the whole standard."""
    if item.sub_point and item.sub_point <= len(project.sub_points):
        return project.sub_points[item.sub_point - 1].text
    return "\n".join(project.standards)
