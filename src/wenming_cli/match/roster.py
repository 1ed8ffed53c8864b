"""Whose a file is: the people and offices of the unit, as names, folders and bylines say them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.workspace import People, Settings
from wenming_cli.text import normalise

HEAD_LINES, BYLINE = 4, 20
"""A byline stands among so many lines under the title and has no more characters than this."""
_FIRST_PERSON = re.compile("我(?!国|县|市|省|区|镇|乡|局|委|院|校|公司|单位|党)")
SPEAKS = 2
"""So often a paper must say 我 to be taken for somebody's own words."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The names of people and offices, and the evidence roots that an office or person owns."""

    people: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    roots: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, criteria: CriteriaSet, people: People, settings: Settings) -> "Roster":
        """Everybody whom people.yaml or the table names."""
        owners = [owned for _, _, item in criteria.placed() if (owned := item.owners)]
        owners += [project.owners for _, project in criteria.projects()]
        return cls(
            frozenset((*(one.name for one in people.people), *(name for one in owners for name in one.people))),
            frozenset((*(one.name for one in people.offices), *(name for one in owners for name in one.offices))),
            {root.path: root.owner for root in settings.evidence if root.owner},
        )

    def author(self, evidence: Evidence) -> str | None:
        """The one person whom a file's name or title names, else the one whose byline stands under its title."""
        reading = evidence.reading
        named = self._only_one(evidence.place.stem) or self._only_one(reading.title or "")
        return named or self._byline(reading.text)

    def owner(self, evidence: Evidence) -> str | None:
        """The office or person whose folder the file lies in, the innermost first; else the owner of the root."""
        for folder in reversed(evidence.place.folders):
            bare = normalise(folder)
            found = [name for names in (self.offices, self.people) for name in names if _begins_or_ends(bare, name)]
            if found:
                return max(sorted(found), key=len)
        return self.roots.get(evidence.place.root)

    def is_owner(self, folder: str) -> bool:
        """Whether a folder bears the name of an office or person and nothing else: it says nothing of its contents."""
        return folder in self.offices or folder in self.people

    def _only_one(self, text: str) -> str | None:
        found = [name for name in self.people if name in text]
        return found[0] if len(found) == 1 else None

    def _byline(self, text: str) -> str | None:
        """财金股 叶清, under a title; those present at a meeting are several, a field of minutes has a colon."""
        for line in text.split("\n", HEAD_LINES + 1)[1 : HEAD_LINES + 1]:
            bare = normalise(line)
            alone = len(bare) <= BYLINE and ":" not in bare
            by = self._only_one(bare) if alone else None
            if by and bare.endswith(by):
                return by
        return None


def _begins_or_ends(text: str, name: str) -> bool:
    return text.startswith(name) or text.endswith(name)


def in_first_person(text: str) -> bool:
    """Whether somebody speaks for himself, and not the unit for itself (我局)."""
    return len(_FIRST_PERSON.findall(text)) >= SPEAKS
