"""What an inspection found wrong (整改问题): measure, owner, deadline, and what became of it, with its proof.

From a problem to a person, a day, a correction, a recheck and its end, with evidence at both ends (Yueyang Y47;
Huarong H63, H67).
"""

from datetime import date
from enum import StrEnum

from wenming_cli.model.noun import Noun
from wenming_cli.model.requirement import Flag


class FindingVerb(StrEnum):
    """What a step does to a finding; a recheck and a note leave its state as it is."""

    CLOSE = "close"
    REOPEN = "reopen"
    RECHECK = "recheck"
    NOTE = "note"


class FindingState(StrEnum):
    """Whether a finding is still to be put right."""

    OPEN = "open"
    CLOSED = "closed"
    REOPENED = "reopened"


FINDING_VERB_TEXT = {
    FindingVerb.CLOSE: "销号",
    FindingVerb.REOPEN: "重新整改",
    FindingVerb.RECHECK: "复查",
    FindingVerb.NOTE: "进展",
}

FINDING_STATE_TEXT = {
    FindingState.OPEN: "待整改",
    FindingState.CLOSED: "已销号",
    FindingState.REOPENED: "重新整改",
}


class Proof(Noun):
    """A file that shows that a finding was put right; the path is only a hint for people."""

    path: str
    sha256: str


class FindingStep(Noun):
    """One thing that was done about a finding; *passed* stands with a recheck only."""

    finding: str
    do: FindingVerb
    on: date
    by: str | None = None
    why: str | None = None
    passed: Flag | None = None
    proof: tuple[Proof, ...] = ()


class FindingEntry(Noun):
    """A finding as findings.yaml lists it; *round* names the inspection, *found* is the day of it."""

    id: str
    item: str | None = None
    text: str
    round: str | None = None
    found: date
    measure: str | None = None
    owner: str | None = None
    due: date | None = None
    by: str | None = None


class Finding(FindingEntry):
    """A finding with all steps taken about it, oldest first."""

    history: tuple[FindingStep, ...] = ()

    def as_of(self, day: date) -> "Finding":
        """The finding as it was known on *day*: later steps are left out."""
        return Finding(**{**dict(self), "history": tuple(step for step in self.history if step.on <= day)})

    @property
    def state(self) -> FindingState:
        """What the last step that closed or reopened it says."""
        last = self._turns[-1:]
        if not last:
            return FindingState.OPEN
        return FindingState.CLOSED if last[0].do is FindingVerb.CLOSE else FindingState.REOPENED

    @property
    def closed_on(self) -> date | None:
        """The day on which it was closed; None while it is to be put right."""
        return self._turns[-1].on if self.state is FindingState.CLOSED else None

    @property
    def proof(self) -> tuple[Proof, ...]:
        """The files that stood for its last closing."""
        return next((step.proof for step in reversed(self.history) if step.do is FindingVerb.CLOSE), ())

    @property
    def _turns(self) -> tuple[FindingStep, ...]:
        """The steps that change the state."""
        return tuple(step for step in self.history if step.do in (FindingVerb.CLOSE, FindingVerb.REOPEN))
