"""Evidence folders of an office, a sub-unit or a person: how many files lie there, how many nobody claims."""

from collections.abc import Sequence

from wenming_cli.model.evidence import Passed
from wenming_cli.model.matching import Matching, State
from wenming_cli.model.noun import Noun
from wenming_cli.model.workspace import Settings


class OwnedRoot(Noun):
    """A folder of evidence that has an owner; *unclaimed* and *to_confirm* are files that no set claims for sure."""

    path: str
    owner: str
    files: int
    to_confirm: int
    unclaimed: int


def owned_roots(settings: Settings, matchings: Sequence[Matching], passed: Sequence[Passed]) -> tuple[OwnedRoot, ...]:
    """The folders with an owner, each with its files as the ledger counts them, the first place of a content only.

    With several sets a file is unclaimed where all of them leave it, and to be confirmed where none has it for sure.
    """
    return tuple(
        _root(root.path, root.owner, matchings, passed) for root in settings.evidence if root.owner is not None
    )


def _root(path: str, owner: str, matchings: Sequence[Matching], passed: Sequence[Passed]) -> OwnedRoot:
    states: dict[str, set[State]] = {}
    files = sum(one.root == path for one in passed)
    for at, matching in enumerate(matchings):
        for standing in matching.standings:
            files += 0 if at else sum(place.root == path for place in standing.evidence.places)
            if standing.evidence.place.root == path:
                states.setdefault(standing.evidence.sha256, set()).add(standing.state)
    doubtful = {State.TO_CONFIRM, State.UNCLAIMED}
    return OwnedRoot(
        path=path, owner=owner, files=files,
        to_confirm=sum(State.TO_CONFIRM in one and one <= doubtful for one in states.values()),
        unclaimed=sum(one == {State.UNCLAIMED} for one in states.values()),
    )  # fmt: skip
