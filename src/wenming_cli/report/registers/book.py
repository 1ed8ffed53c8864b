"""All registers of an archive, in the order in which they are listed."""

from collections.abc import Callable

from wenming_cli.report.registers.documents import DOCUMENTS, documents
from wenming_cli.report.registers.events import ACTIVITIES, VOLUNTEERS, activities, volunteers
from wenming_cli.report.registers.filed import Ledger
from wenming_cli.report.registers.honours import HONOURS, honours
from wenming_cli.report.registers.notices import NOTICES, notices
from wenming_cli.report.registers.places import PLACES, places
from wenming_cli.report.registers.register import Register, RegisterKind
from wenming_cli.report.registers.rules import REGULATIONS, SUPERIOR, regulations, superior

BOOK: tuple[tuple[RegisterKind, Callable[[Ledger], Register]], ...] = (
    (REGULATIONS, regulations),
    (DOCUMENTS, documents),
    (HONOURS, honours),
    (ACTIVITIES, activities),
    (VOLUNTEERS, volunteers),
    (NOTICES, notices),
    (PLACES, places),
    (SUPERIOR, superior),
)


def registers(ledger: Ledger, name: str | None = None) -> tuple[Register, ...]:
    """The register that is called *name* or has it as its id; all of them without one."""
    return tuple(make(ledger) for kind, make in BOOK if name in (None, kind.id, kind.name))
