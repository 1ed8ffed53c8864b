"""总目录 as a value: every box with what lies in it, or lies there from an earlier build."""

from collections.abc import Mapping
from dataclasses import dataclass

from wenming_cli.box.plan import Box, BoxPlan
from wenming_cli.box.sheets_gaps import Gaps
from wenming_cli.model.judgement import Judgement
from wenming_cli.typeset.contents import BoxLine, Contents


@dataclass(frozen=True, slots=True)
class Left:
    """A box that this build leaves as it lies there.

    *current* when it holds what the plan says; else *pieces* are those that lie there (None: no such
    box) and *remark* says so.
    """

    current: bool
    pieces: int | None = None
    remark: str = ""


def contents_of(
    plan: BoxPlan, judgement: Judgement, gaps: Mapping[str, Gaps], left: Mapping[str, Left], archive: str
) -> Contents:
    """总目录 of the *archive* of that name; *gaps* and *left* are by folder."""
    categories: dict[str, list[BoxLine]] = {}
    for box in plan.boxes:
        lacking = sum(not later for later, _ in gaps[box.folder])
        categories.setdefault(box.category, []).append(_line(box, lacking, left.get(box.folder)))
    grouped = tuple((name, tuple(some)) for name, some in categories.items())
    return Contents(plan.unit, plan.year, archive, judgement.as_of, grouped)


def _line(box: Box, gaps: int, left: Left | None) -> BoxLine:
    """A box in 总目录; one that lies there otherwise than planned is counted as it lies, without pages."""
    items = sum(not one.continued for one in box.items)
    if left is not None and not left.current:
        return BoxLine(box.label, box.title, items, left.pieces, None, gaps, left.remark)
    pages = [one.pages for one in box.pieces]
    uncounted = pages.count(None)
    remark = f"{uncounted} 件未计页数" if uncounted else ""
    total = sum(count or 0 for count in pages)
    return BoxLine(box.label, box.title, items, len(pages), total, gaps, remark)
