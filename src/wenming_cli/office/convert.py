"""The office programs of this computer and what they make of files; where one fails, the next one tries.

LibreOffice comes first: it was made to run unattended, in a profile of its own, and can't touch what somebody has open.
Microsoft Office and WPS are asked where it is not there or fails.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wenming_cli.office.com import ComProgram, can_ask, find_registered
from wenming_cli.office.draft import NO_PROGRAM, Draft, Made
from wenming_cli.office.libre import LibreOffice, find_libreoffice

Program = LibreOffice | ComProgram


@dataclass(frozen=True, slots=True)
class Office:
    """The programs in the order in which they are asked."""

    programs: tuple[Program, ...]

    @property
    def mark(self) -> str:
        """What tells these programs in these versions from others."""
        return "\n".join(one.mark for one in self.programs)


def find_office() -> Office | None:
    """What there is on this computer; None without any."""
    libre = find_libreoffice()
    asked = find_registered() if can_ask() else ()
    programs = (*((libre,) if libre else ()), *asked)
    return Office(programs) if programs else None


def to_pdf(office: Office, drafts: Mapping[str, Draft], folder: Path) -> dict[str, Made]:
    """Convert *drafts* within *folder*, which is ours: per key the PDF, or the reason why there is none."""
    made: dict[str, Made] = dict.fromkeys(drafts, NO_PROGRAM)
    for at, program in enumerate(office.programs):
        rest = {
            key: draft
            for key, draft in drafts.items()
            if isinstance(made[key], str) and draft.suffix in program.suffixes
        }
        if rest:
            made |= program.to_pdf(rest, folder / f"{at}")
    return made
