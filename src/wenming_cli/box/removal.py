"""Why something that lay in a box does not lie there any more, in words for the catalogue."""

from collections.abc import Callable, Container

from wenming_cli.box.filing import Filing
from wenming_cli.model.filed import Filed
from wenming_cli.model.matching import Matching, State
from wenming_cli.text import showable

STATES = {State.WITHHELD: "决定：暂扣", State.IGNORED: "决定：忽略", State.UNREADABLE: "现在读不了"}


def reasons(matching: Matching, filing: Filing, rejected: Container[tuple[str, str]]) -> Callable[[Filed], str]:
    """What answers why a row of the journal has nothing under it any more.

    *rejected* are contents with the items that a person said they do not belong to.
    """
    standings = {one.evidence.sha256: one for one in matching.standings}
    places = {showable(place.shown): one for one in matching.standings for place in one.evidence.places}

    def why(row: Filed) -> str:
        home = filing.homes.get(row.key)
        if home is not None:
            return f"改见 {home}" if row.key in filing.used.get(row.item, {}) else f"改归 {home}"
        standing = standings.get(row.key)
        if standing is not None:
            return "决定：不归这一条" if (row.key, row.item) in rejected else STATES.get(standing.state, "不再匹配")
        if not row.place:
            return "登记已撤回"
        there = places.get(row.place)
        if there is None:
            return "原件没有了"
        return "原件这次读不了" if there.state is State.UNREADABLE else "原件改了，新内容没有归到这一条"

    return why
