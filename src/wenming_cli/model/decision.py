"""What people decided about contents; it always wins and is never lost."""

from datetime import date, datetime
from enum import StrEnum

from wenming_cli.model.noun import Noun


class Verb(StrEnum):
    """The kinds of decision."""

    PIN = "pin"
    REJECT = "reject"
    IGNORE = "ignore"
    SHARE = "share"
    RELEASE = "release"


class Decision(Noun):
    """A person's word on one content; the path is only a hint for people."""

    do: Verb
    sha256: str
    path: str
    item: str | None = None
    requirement: str | None = None
    why: str | None = None
    by: str | None = None
    at: str

    @property
    def day(self) -> date | None:
        """The day on which it was made; None where what was written down is no moment."""
        try:
            return datetime.fromisoformat(self.at).date()
        except ValueError:
            return None
