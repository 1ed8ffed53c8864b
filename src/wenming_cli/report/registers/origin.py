"""Whose a paper is: the unit's own, or another body's, by its issuer and the organ code of its number."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.evidence import Evidence, Reading
from wenming_cli.model.number import NUMBER
from wenming_cli.model.workspace import People, Settings

CODE_HEAD = 2
"""So many characters the organ codes of one unit begin with alike: 青审发, 青审函, 青审办函."""
_SPOKEN_OF = re.compile(r"关于|转发|印发|贯彻|落实|执行|根据|按照|学习|^.{11,}$")
_INNER = re.compile(r"[股科]$")
"""How the parts of a unit end that never issue papers to others."""
_OF_A_PLACE = re.compile(
    r"国家|中国|中华|中共|全国|中央|国务院|省|自治|(?<!城)市(?![场政容])|县|(?<![社小校])区|州|盟|旗|(?<!城)乡(?!村)"
    r"|(?<![城村])镇|街道|村[民委]"
)
"""What names the place that a body is of: 岳岭市审计局, 县委文明办; 市场股, 城乡规划室 and 村镇办 name none."""


@dataclass(frozen=True, slots=True)
class Number:
    """A document number in its parts (GB/T 9704-2012, 7.2.5): 青审发 2021 7."""

    organ: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.organ}〔{self.year}〕{self.serial}号"


def number_in(text: str | None) -> Number | None:
    """The number that *text* begins with; brackets, white space and leading zeros make no difference."""
    match = NUMBER.match(re.sub(r"\s+", "", text or ""))
    return Number(match["organ"], int(match["year"]), int(match["serial"])) if match else None


def named_number(stem: str) -> Number | None:
    """The number that people put before the name of a file; one that the name speaks of (转发…) is another paper's."""
    number = number_in(stem)
    return number if number and not _SPOKEN_OF.search(number.organ) else None


@dataclass(frozen=True, slots=True)
class Issuer:
    """The unit as issuer: its name, its offices, and the heads of the organ codes on its own papers."""

    name: str
    offices: frozenset[str]
    heads: frozenset[str] = frozenset()

    def issued(self, reading: Reading, number: Number | None) -> bool | None:
        """Whether the unit issued a paper; None where nothing on it says."""
        if self.names(reading):
            return True
        if number and number.organ[:CODE_HEAD] in self.heads:
            return True
        if reading.issuer and _OF_A_PLACE.search(reading.issuer):
            return False
        return False if number and self.heads else None

    def names(self, reading: Reading) -> bool:
        """Whether the issuer is the unit or one of its offices; without issuer, whether the title begins with it."""
        issuer = reading.issuer or ""
        if not issuer:
            return (reading.title or "").startswith(self.name)
        return self.name in issuer or issuer in self.offices or bool(_INNER.search(issuer))


def unit_of(criteria: CriteriaSet, settings: Settings, people: People, evidence: Iterable[Evidence]) -> Issuer:
    """The unit of a workspace, its organ codes learned from the papers that name it as their issuer."""
    offices = {one.name for one in people.offices}
    offices |= {office for _, project in criteria.projects() for office in project.owners.offices}
    bare = Issuer(settings.unit.name, frozenset(offices))
    plan = criteria.head.plan
    numbers: Sequence[Number | None] = [
        *(number_in(one.reading.doc_number) for one in evidence if one.reading.issuer and bare.names(one.reading)),
        number_in(plan.doc_number) if bare.name in plan.issuer else None,
    ]
    return Issuer(bare.name, bare.offices, frozenset(one.organ[:CODE_HEAD] for one in numbers if one))
