"""Activities: those that lack something first, the rest folded away."""

from collections.abc import Mapping, Sequence
from typing import Any

from wenming_cli.model.judgement import ItemJudgement
from wenming_cli.report.activities import lines
from wenming_cli.report.page.gaps import categories_of, owners_of
from wenming_cli.report.page.markup import Markup, el

MOST_WHOLE = 200
"""So many activities that lack nothing are listed; more are only counted."""


def activities(rows: Sequence[Mapping[str, Any]], items: Sequence[ItemJudgement]) -> Markup | None:
    """The section; None where no activity was found."""
    if not rows:
        return None
    known = {item.id: item for item in items}
    lacking = [row for row in rows if row["lacks"]]
    whole = [row for row in rows if not row["lacks"]]
    more = len(whole) - MOST_WHOLE
    rest = [
        el("summary", f"不缺东西的活动（{len(whole)}）"),
        el("ul", [_row(row, known) for row in whole[:MOST_WHOLE]], class_="rows plain"),
        el("p", f"另有{more}次，见 wenming activities。", class_="faint small") if more > 0 else None,
    ]
    return el(
        "section",
        el("h2", f"活动（{len(rows)}次，{len(lacking)}次缺东西）"),
        el("ul", [_row(row, known) for row in lacking], class_="rows") if lacking else None,
        el("details", rest, data_fold=True) if whole else None,
        id="activities",
        data_rows=True,
    )


def _row(row: Mapping[str, Any], known: Mapping[str, ItemJudgement]) -> Markup:
    head, *more = lines(row)
    ids = dict.fromkeys((*row["items"], *row["proposed"], *(one["item"] for one in row["lacks"])))
    items = [known[one] for one in ids if one in known]
    return el(
        "li",
        el("h3", el("bdi", head)),
        [el("p", el("bdi", line), class_="small") for line in more],
        data_row="activity",
        data_owner=owners_of(items),
        data_category=categories_of(items),
    )
