"""What is doubtful in a set that has no fault of writing, by theme; nothing is changed, and nothing is refused."""

from collections.abc import Callable, Iterator

from wenming_cli.criteria.doubts.cadence import cadence_doubts
from wenming_cli.criteria.doubts.deadlines import deadline_doubts
from wenming_cli.criteria.doubts.doubt import Doubt
from wenming_cli.criteria.doubts.editions import edition_doubts
from wenming_cli.criteria.doubts.known import gone, marked
from wenming_cli.criteria.doubts.marks import mark_doubts
from wenming_cli.criteria.doubts.numbering import numbering_doubts
from wenming_cli.criteria.doubts.people import people_doubts
from wenming_cli.criteria.doubts.phases import phase_doubts
from wenming_cli.criteria.doubts.points import point_doubts
from wenming_cli.criteria.doubts.table import Table, lay_out
from wenming_cli.criteria.doubts.wording import wording_doubts
from wenming_cli.criteria.load import Examined

THEMES: tuple[tuple[str, tuple[Callable[[Table], Iterator[Doubt]], ...]], ...] = (
    ("阶段和期限", (phase_doubts, deadline_doubts)),
    ("次数", (cadence_doubts,)),
    ("人员和科室", (people_doubts,)),
    ("分值和数目", (point_doubts,)),
    ("沿用往年", (edition_doubts,)),
    ("序号", (numbering_doubts,)),
    ("文字和标点", (wording_doubts, mark_doubts)),
)
GONE, KNOWN = "说明过的疑问没有了", "已说明的疑问"


def lint_set(examined: Examined) -> tuple[tuple[str, tuple[Doubt, ...]], ...]:
    """The doubts of a set under the heading of their theme, themes without any left out; the known ones apart."""
    if examined.criteria is None:
        return ()
    table = lay_out(examined.criteria, examined.documents)
    known = table.head.known_doubts
    themes = [(title, [marked(one, known) for rule in rules for one in rule(table)]) for title, rules in THEMES]
    every = [one for _, found in themes for one in found]
    parted = (
        *((title, [one for one in found if one.known is None]) for title, found in themes),
        (GONE, list(gone(table, every))),
        (KNOWN, [one for one in every if one.known is not None]),
    )
    return tuple((title, tuple(found)) for title, found in parted if found)
