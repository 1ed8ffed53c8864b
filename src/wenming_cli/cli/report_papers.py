"""The papers of a report: 领导小组报告, and a 督办通知 for every office and person that has something open."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wenming_cli.model.round import Planned
    from wenming_cli.report.people.roll import Roll
    from wenming_cli.report.week import Week

LEADERS, NOTICE = "领导小组报告.docx", "督办通知"


def papers_of(
    roll: "Roll", planned: "Sequence[Planned]" = (), weeks: "Sequence[Week]" = ()
) -> dict[str, bytes]:  # fmt: skip
    """Every paper by its path below a folder; whoever has left gets none, for the items are the successor's.

    *weeks* are those of the sets where a week is reported.
    """
    from wenming_cli.cli.people_sheets import has_left, named_files
    from wenming_cli.report.formats.leaders import leaders_docx
    from wenming_cli.report.formats.notices import is_wanted, notice_docx
    from wenming_cli.report.people.sheet import sheet_of

    sheets = (sheet_of(name, roll) for name in (*roll.offices, *roll.names))
    wanted = [one for one in sheets if is_wanted(one) and not has_left(one)]
    tables = {one.criteria.head.id: one.criteria.head.title for one in roll.sets}
    year = roll.sets[0].judgement.year
    notices = {path: notice_docx(one, tables, year, weeks) for path, one in named_files(NOTICE, wanted)}
    return {LEADERS: leaders_docx(roll, planned, weeks), **notices}
