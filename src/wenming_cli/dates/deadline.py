"""How deadline phrases (完成时限) are read into dated windows of a year.

前 includes the day named (DESIGN part 5, DOMAIN part E). Nothing is guessed in silence: what can
be read in two ways, or not at all, is said in *problems*. The phrases are those of the two source
documents (seeds/READING.md 1.1) and of other units' tables.
"""

import re
from datetime import date

from wenming_cli.dates.draft import FIRST_YEAR, LAST_YEAR, OPEN, UNKNOWN, Deadline, Draft, Occurrence
from wenming_cli.dates.recurring import read_recurring
from wenming_cli.dates.terms import read_ranges, read_terms
from wenming_cli.dates.undated import read_festivals, read_undated
from wenming_cli.dates.written import plain_digits

__all__ = ["Deadline", "Occurrence", "read_deadline"]

_CLAUSES = re.compile(r"[\n；;]")
_GRAMMARS = (read_recurring, read_ranges, read_terms, read_festivals, read_undated)


def read_deadline(phrase: str | None, year: int) -> Deadline:
    """Read *phrase* into dated windows of *year*; a blank phrase is open and has none. Never raises."""
    raw = phrase or ""
    if not FIRST_YEAR < year < LAST_YEAR:
        return Deadline(raw, UNKNOWN, problems=(f"没有{year}年这样的年份",))
    draft = Draft(year)
    for part in _CLAUSES.split(raw):
        clause = plain_digits(part).strip("。.;；,，、")
        if clause:
            _read_clause(draft, clause)
    if not raw.strip():
        draft.kind = OPEN
    if draft.kind == UNKNOWN:
        draft.problems.append("读不懂这个期限，请填写具体日期")
    found = sorted(set(draft.found), key=lambda one: (one.end, one.start or date.min, one.label))
    return Deadline(raw, draft.kind, tuple(found), tuple(dict.fromkeys(draft.problems)), draft.target)


def _read_clause(draft: Draft, clause: str) -> None:
    """Read one clause: the first grammar that fits wins."""
    for grammar in _GRAMMARS:
        if grammar(draft, clause):
            return
