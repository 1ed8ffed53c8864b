"""wenming score: the self-score by parts of standards, and the bonus points."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wenming_cli.cli.options import AsJson, AsOf, Final, Where, day, opened

if TYPE_CHECKING:
    from wenming_cli.model.score import Score
    from wenming_cli.pipeline import Examination
    from wenming_cli.workspace.open import Workspace

STYLES = {
    "head": "bold", "certain": "green", "to_confirm": "cyan", "to_visit": "magenta", "visit_only": "magenta",
    "short": "yellow", "missing": "red", "waived": "dim", "no_items": "dim",
}  # fmt: skip
NARROWEST = 60
"""Columns to which the line of a part is cut at the least."""
DEEPEST = 10
"""Columns that the lines below a line are indented by at most."""


def score(where: Where = Path(), as_of: AsOf = None, final: Final = False, as_json: AsJson = False) -> int:
    """自评：按分项算能得几分、最多几分，差什么；荣誉和经验推介加几分。

    有材料或有人书面确认才算分；要现场看的、归属没定的只算进“最多”。
    """
    from wenming_cli.cli.screen import progress, say, say_json, say_model
    from wenming_cli.errors import Exit
    from wenming_cli.pipeline import examine, take_in

    workspace, today = opened(where), day(as_of)
    with progress(quiet=as_json) as step:
        archive = take_in(workspace, today, step)
    examinations = examine(workspace, archive, today, final=final)
    found = [_scored(workspace, one, today, final) for one in examinations]
    if as_json and len(found) == 1:
        say_model(found[0])
    elif as_json:
        say_json({"sets": [one.model_dump(mode="json", by_alias=True) for one in found]})
    else:
        show(found)
        for notice in archive.notices:
            say(notice)
    return Exit.DONE


def _scored(workspace: "Workspace", one: "Examination", today: date, final: bool) -> "Score":
    """The self-score of one set."""
    from wenming_cli.judge.score import score_of

    items = one.judgement.items
    return score_of(
        one.criteria, one.matching, items, workspace.settings, as_of=today, final=final, records=one.records
    )


def show(found: "Sequence[Score]") -> None:
    """One set after the other on the terminal."""
    from wenming_cli.cli.screen import console, paint
    from wenming_cli.report.score import lines
    from wenming_cli.text import shorten

    widest = max(console().width, NARROWEST)
    for at, one in enumerate(found):
        if at:
            paint("")
        for text, kind in lines(one):
            depth = len(text) - len(text.lstrip(" "))
            cut = text if kind in ("", "head") else shorten(text, widest)
            paint(cut, STYLES.get(kind, ""), " " * min(depth + 2, DEEPEST))
