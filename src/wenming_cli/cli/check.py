"""wenming check: what is complete, missing, short, late, doubtful, and what to do first."""

from pathlib import Path
from typing import Annotated

import typer

from wenming_cli.cli.options import AsJson, AsOf, Final, Strict, Where, day, opened


def check(
    where: Where = Path(),
    as_of: AsOf = None,
    final: Final = False,
    by: Annotated[
        str, typer.Option("--by", metavar="方式", help="分组：category 类别、owner 责任人、date 期限")
    ] = "category",
    round_name: Annotated[
        str | None, typer.Option("--round", metavar="名称", help="把这次检查冻结成一个轮次，例如 第一次检查")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="齐全的条目也列出来")] = False,
    strict: Strict = False,
    as_json: AsJson = False,
) -> int:
    """检查：哪些齐了，缺什么，谁的，先办什么。

    到期或没有期限的条目里有缺失、不全的，以退出码 1 结束。
    """
    from wenming_cli.cli.rounds import reminder
    from wenming_cli.cli.screen import progress, say, say_json, say_model, show_judgement
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.judge.judge import not_yet
    from wenming_cli.pipeline import examine, remember, take_in
    from wenming_cli.report.grouping import WAYS
    from wenming_cli.rounds.frozen import freeze
    from wenming_cli.workspace.open import ROUNDS
    from wenming_cli.writer.lock import lock

    if by not in WAYS:
        raise UsageError(f"--by 没有“{by}”", remedy=f"可用：{'、'.join(WAYS)}")
    workspace, today = opened(where), day(as_of)
    with lock(workspace.folder, wait_seconds=5), progress(quiet=as_json) as step:
        archive = take_in(workspace, today, step)
        examinations = examine(workspace, archive, today, final=final)
        remember(workspace, archive)
        if round_name is not None:
            for one in examinations:
                freeze(workspace.folder / ROUNDS, round_name, one.judgement)
    judgements = [one.judgement for one in examinations]
    if as_json and len(judgements) == 1:
        say_model(judgements[0])
    elif as_json:
        say_json({"sets": [one.model_dump(mode="json") for one in judgements]})
    else:
        for judgement in judgements:
            show_judgement(judgement, by, everything)
        for notice in (*archive.notices, *reminder(workspace, today)):
            say(notice)
        if round_name is not None:
            say(f"已冻结为“{round_name}”，在 {ROUNDS} 文件夹。")
    if strict and any(one.files.by_state["unreadable"] for one in judgements):
        return Exit.UNREADABLE
    return Exit.NOT_YET if any(not_yet(one) for one in judgements) else Exit.DONE
