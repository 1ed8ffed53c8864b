"""wenming report: the weekly gap report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import AsOf, Where, day, opened

if TYPE_CHECKING:
    from wenming_cli.model.judgement import Judgement
    from wenming_cli.workspace.open import Workspace


def report(
    where: Where = Path(),
    as_of: AsOf = None,
    weekly: Annotated[bool, typer.Option("--weekly", help="周报：与上一份周报比较，并冻结这一周")] = False,
    format_name: Annotated[str, typer.Option("--format", metavar="格式", help="md")] = "md",
    stdout: Annotated[bool, typer.Option("--stdout", help="同时显示在屏幕上")] = False,
) -> int:
    """周报：缺什么、谁的、与上周比变了什么。"""
    from wenming_cli.cli.screen import progress, say
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.pipeline import examine, remember, take_in
    from wenming_cli.writer.lock import lock

    if format_name != "md":
        raise UsageError(f"还不能出“{format_name}”格式的报告", remedy="用 --format md")
    if not weekly:
        raise UsageError("请说明要哪种报告", remedy="周报用 wenming report --weekly；全部条目用 wenming check --all")
    workspace, today = opened(where), day(as_of)
    with lock(workspace.folder, wait_seconds=60), progress(quiet=False) as step:
        archive = take_in(workspace, today, step)
        examinations = examine(workspace, archive, today)
        remember(workspace, archive)
        paths = [write_weekly(workspace, one.judgement) for one in examinations]
    for path in paths:
        if stdout:
            say(path.read_text(encoding="utf-8"))
        say(f"周报写好了：{path}")
    return Exit.DONE


def write_weekly(workspace: "Workspace", judgement: "Judgement") -> Path:
    """Compare with the last frozen week, write the report, freeze this week."""
    from wenming_cli.judge.change import compare, due_within
    from wenming_cli.report.weekly import NEXT_DAYS, as_markdown, week_name
    from wenming_cli.rounds.frozen import load, replace_week, weeks_before
    from wenming_cli.workspace.open import ROUNDS
    from wenming_cli.writer.file import make_folder, write_file

    folder = workspace.folder / ROUNDS
    last = weeks_before(folder, judgement.criteria, judgement.as_of)
    before = load(last) if last else None
    changes = compare(before, judgement)
    kinds = {kind: [(one.item, one.before, one.gained) for one in ones] for kind, ones in changes.by_kind().items()}
    text = as_markdown(judgement, kinds, due_within(judgement, NEXT_DAYS), before.as_of if before else None)
    make_folder(folder, inside=workspace.folder)
    path = folder / f"{week_name(judgement.as_of)}-{judgement.criteria}.md"
    write_file(path, text.encode("utf-8"), inside=workspace.folder)
    replace_week(folder, week_name(judgement.as_of), judgement)
    return path
