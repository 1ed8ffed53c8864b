"""Packs: their members are matched like files, and the pack's own standing is drawn together from theirs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from wenming_cli.model.evidence import Evidence
from wenming_cli.model.matching import STATE_TEXT, Candidate, Standing, State

MOST_CANDIDATES = 6


def with_members(evidence: Sequence[Evidence]) -> tuple[list[Evidence], dict[str, list[Evidence]]]:
    """All contents to match, and the members of each pack by its hash; what lies elsewhere too is left out."""
    seen = {one.sha256 for one in evidence}
    everything = list(evidence)
    members: dict[str, list[Evidence]] = {}
    for pack in evidence:
        fresh = [one for one in pack.members if one.sha256 not in seen]
        members[pack.sha256] = list({one.sha256: one for one in fresh}.values())
        seen.update(one.sha256 for one in fresh)
        everything += members[pack.sha256]
    return everything, members


def drawn_together(own: Standing, members: Sequence[Standing], inside: int) -> Standing:
    """The standing of a file with members: a letter keeps its own, a pack has theirs; *inside* counts all of them."""
    if not inside or own.state in (State.WITHHELD, State.IGNORED) or any(use.how == "decided" for use in own.uses):
        return own
    uses = tuple(
        replace(use, sha256=own.evidence.sha256, part=one.evidence.place.member) for one in members for use in one.uses
    )
    if own.evidence.reading.carrier != "压缩包":
        return replace(own, uses=(*own.uses, *uses), members=tuple(members))
    state, said = _state(members), _said(members, inside)
    return Standing(own.evidence, state, uses, _best(members), (said,), said, tuple(members))


def _state(members: Sequence[Standing]) -> State:
    """The gravest state of the members: filed only when all of them are."""
    states = {one.state for one in members}
    if not states:
        return State.DUPLICATE
    if State.WITHHELD in states:
        return State.WITHHELD
    if len(states) == 1:
        return next(iter(states))
    return State.TO_CONFIRM if states & {State.MATCHED, State.TO_CONFIRM} else State.UNCLAIMED


def _said(members: Sequence[Standing], inside: int) -> str:
    """How the members stand, in one sentence."""
    counts = Counter(one.state for one in members)
    shown = [f"{STATE_TEXT[state]}{counts[state]}" for state in State if counts[state]]
    elsewhere = inside - len(members)
    shown += [f"另有原件{elsewhere}"] if elsewhere else []
    return f"压缩包里{inside}个文件：{'、'.join(shown)}"


def _best(members: Sequence[Standing]) -> tuple[Candidate, ...]:
    """The candidates of all members, the best of each item, best first."""
    found: dict[str, Candidate] = {}
    for candidate in sorted((one for member in members for one in member.candidates), key=lambda one: -one.score):
        found.setdefault(candidate.item, candidate)
    return tuple(found.values())[:MOST_CANDIDATES]
