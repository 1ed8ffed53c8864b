"""wenming activities: the events that the archive proves, and what each lacks."""

from pathlib import Path
from typing import Annotated

import typer

from wenming_cli.cli.options import AsJson, AsOf, Where, day, opened


def activities(
    where: Where = Path(),
    as_of: AsOf = None,
    lacking: Annotated[bool, typer.Option("--lacking", help="只看缺东西的")] = False,
    as_json: AsJson = False,
) -> int:
    """活动：有哪些活动，各有什么材料，缺什么。

    按日期、文件夹、会标和共同的词，把照片和方案、通知、签到表归成一次次活动，不管放在哪个文件夹。
    """
    from wenming_cli.cli.screen import paint, progress, say, say_json
    from wenming_cli.errors import Exit
    from wenming_cli.pipeline import examine, take_in
    from wenming_cli.report.activities import lines, rows

    workspace, today = opened(where), day(as_of)
    with progress(quiet=as_json) as step:
        archive = take_in(workspace, today, step)
    for examination in examine(workspace, archive, today):
        found = rows(examination.matching, examination.judgement.items)
        found = [row for row in found if row["lacks"] or not lacking]
        if as_json:
            for row in found:
                say_json(row)
            continue
        paint(f"活动 · {examination.criteria.head.id}", "bold")
        for row in found:
            head, *more = lines(row)
            paint(f"  {head}", "bold" if row["lacks"] else "", indent=" " * 14)
            for line in more:
                paint(f"      {line}", indent=" " * 8)
        say()
        say(f"共 {len(found)} 次活动，{sum(bool(row['lacks']) for row in found)} 次缺东西。")
    return Exit.DONE
