"""wenming why: the reasons behind a file's place, or behind an item's verdict."""

from pathlib import Path
from typing import Annotated

import typer

from wenming_cli.cli.options import AsJson, AsOf, Where, day, opened


def why(
    what: Annotated[str, typer.Argument(metavar="文件|条目", help="文件路径（或文件名），或条目编号，例如 2.1.6")],
    where: Where = Path(),
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> int:
    """为什么这个文件归那一条，这一条为什么不齐。

    对文件：各项依据和分数、第二候选、领先多少；对条目：每项要求有什么、缺什么、还考虑过谁。
    """
    from wenming_cli.cli.screen import progress, say, say_json
    from wenming_cli.errors import Exit
    from wenming_cli.pipeline import examine, take_in
    from wenming_cli.report.reasons import of_file, of_item
    from wenming_cli.workspace.find import standing_of

    workspace, today = opened(where), day(as_of)
    with progress(quiet=as_json) as step:
        archive = take_in(workspace, today, step)
    for examination in examine(workspace, archive, today):
        items = {item.id: item for item in examination.judgement.items}
        if what in items:
            answer = of_item(items[what], examination.matching)
        else:
            answer = of_file(standing_of(examination.matching, what, workspace.folder))
        if as_json:
            say_json(answer.value)
        else:
            for line in answer.lines:
                say(line)
    return Exit.DONE
