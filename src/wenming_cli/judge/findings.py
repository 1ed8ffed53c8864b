"""How findings (整改问题) stand to their days, and whether what closed them still holds."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wenming_cli.judge.timing import WORST_FIRST, Clock, timed
from wenming_cli.model.criteria import Owners
from wenming_cli.model.evidence import PROBLEM_TEXT, Evidence
from wenming_cli.model.finding import Finding, FindingState, Proof
from wenming_cli.model.judgement import VERDICT_TEXT, FindingJudgement, ItemJudgement, Timing, Verdict
from wenming_cli.text import showable


def judge_findings(
    findings: Iterable[Finding], owners: Mapping[str, Owners], clock: Clock, as_of: date
) -> tuple[FindingJudgement, ...]:
    """Findings as they were known on *as_of*, the most pressing first, the closed ones last.

    *owners* are those of the items of a set; a finding about an item of another set is left out, and one that names
    nobody is that of the item's owners. Closed is complete, on the day of closing.
    """
    known = [
        one.as_of(as_of) for one in findings if one.found <= as_of and (one.item is None or one.item in owners)
    ]  # fmt: skip
    judged = [_judged(one, owners, clock) for one in known]
    return tuple(sorted(judged, key=_pressure))


def _judged(finding: Finding, owners: Mapping[str, Owners], clock: Clock) -> FindingJudgement:
    when = timed(finding.due, finding.closed_on is not None, finding.closed_on, clock)
    whose = owners.get(finding.item or "", Owners())
    return FindingJudgement(
        id=finding.id,
        item=finding.item,
        text=finding.text,
        measure=finding.measure,
        owner=finding.owner or "、".join((*whose.offices, *whose.people)) or None,
        due=finding.due.isoformat() if finding.due else None,
        timing=when.timing,
        days=when.days,
        state=finding.state,
    )


def _pressure(one: FindingJudgement) -> tuple[bool, int, int]:
    over = one.timing is Timing.OVERDUE
    return one.state is FindingState.CLOSED, WORST_FIRST.index(one.timing), -(one.days or 0) if over else one.days or 0


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that a recheck looked at: whether it holds, None where only a person can say; and the sentence."""

    holds: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class Recheck:
    """A finding looked at again, and all that was looked at."""

    finding: Finding
    held: tuple[Held, ...]

    @property
    def passed(self) -> bool | None:
        """Nothing fails and something holds; None where nothing could be looked at by the program."""
        answers = {one.holds for one in self.held}
        if False in answers:
            return False
        return True if True in answers else None

    @property
    def why(self) -> str:
        """What decides it: all that fails, else all that was looked at."""
        failed = [one.text for one in self.held if one.holds is False]
        return "；".join(failed or [one.text for one in self.held])


def recheck(finding: Finding, items: Sequence[ItemJudgement], evidence: Collection[Evidence]) -> Recheck:
    """Look at a finding again: is its item complete now, do the contents that closed it still lie there unchanged?"""
    held = [item_held(item) for item in items if item.id == finding.item]
    held += [_proof_held(one, evidence) for one in finding.proof]
    return Recheck(finding, tuple(held))


def item_held(item: ItemJudgement) -> Held:
    """Whether an item has what a finding about it asked for."""
    told = f"条目{item.id}{VERDICT_TEXT[item.verdict]}"
    if item.verdict is Verdict.MANUAL:
        return Held(None, f"{told}，要人看")
    if item.verdict in (Verdict.COMPLETE, Verdict.WAIVED):
        return Held(True, told)
    return Held(False, f"{told}：{'；'.join(item.missing)}" if item.missing else told)


def _proof_held(proof: Proof, evidence: Collection[Evidence]) -> Held:
    """By content: a file that was renamed or moved is still there, one at the old path with other bytes is not it."""
    path = showable(proof.path)
    there = next((one for one in evidence if one.sha256 == proof.sha256), None)
    if there is not None:
        now = {showable(place.shown) for place in there.places}
        return Held(True, f"证明“{path}”还在，没有改动" + ("" if path in now else f"，现在是“{sorted(now)[0]}”"))
    instead = next((one for one in evidence if any(showable(place.shown) == path for place in one.places)), None)
    if instead is None:
        return Held(False, f"证明“{path}”不在了")
    if not is_content(instead.sha256):
        problem = instead.reading.problem
        return Held(None, f"证明“{path}”现在读不出来{f'（{PROBLEM_TEXT[problem]}）' if problem else ''}，没有核对")
    return Held(False, f"证明“{path}”改过了，不是销号时的那一份")


def is_content(sha256: str) -> bool:
    """Whether an identity is that of bytes; a file that could not be opened has its place for one."""
    return not sha256.startswith("unread:")
