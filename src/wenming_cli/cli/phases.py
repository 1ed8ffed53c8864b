"""wenming phases: where the year's work stands, and what must be finished before the next phase begins."""

from pathlib import Path
from typing import TYPE_CHECKING

from wenming_cli.cli.options import AsJson, AsOf, Where, day, opened

if TYPE_CHECKING:
    from wenming_cli.model.course import Course


def phases(where: Where = Path(), as_of: AsOf = None, as_json: AsJson = False) -> int:
    """阶段：现在到哪一步，还有几天，下一阶段之前要办完什么。

    列出方案的各个阶段，各有哪些条目到期，哪些没齐；不属于任何阶段的日子也列出来。
    """
    from wenming_cli.cli.rounds import planned_by
    from wenming_cli.cli.screen import progress, say, say_json, say_model
    from wenming_cli.errors import Exit
    from wenming_cli.judge.phases import course
    from wenming_cli.pipeline import examine, take_in

    workspace, today = opened(where), day(as_of)
    with progress(quiet=as_json) as step:
        archive = take_in(workspace, today, step)
    planned = planned_by(workspace, today)
    courses = [course(one.criteria.head, one.judgement, planned) for one in examine(workspace, archive, today)]
    if as_json and len(courses) == 1:
        say_model(courses[0])
    elif as_json:
        say_json({"sets": [one.model_dump(mode="json") for one in courses]})
    else:
        for one in courses:
            _show(one)
        for notice in archive.notices:
            say(notice)
    return Exit.DONE


def _show(course: "Course") -> None:
    """The stages, and last where we are."""
    from wenming_cli.cli.screen import paint
    from wenming_cli.model.course import StageState
    from wenming_cli.report.phases import heading, told

    styles = {StageState.NOW: "bold", StageState.OVER: "dim", StageState.MALFORMED: "yellow", None: "bold"}
    paint(heading(course), "bold")
    for one in told(course):
        paint("")
        paint(f"  {one.head}" if one.state else one.head, styles.get(one.state, ""), "    ")
        for line in one.lines:
            paint(f"      {line}", indent=" " * 8)
