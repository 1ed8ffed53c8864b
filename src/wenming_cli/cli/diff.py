"""wenming diff: what became better or worse between two checks."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import AsJson, AsOf, Final, Where, day, opened

DEEPEST = 9
"""Columns that the lines below an item are indented by at most."""

if TYPE_CHECKING:
    from wenming_cli.model.judgement import Judgement
    from wenming_cli.workspace.open import Workspace


def diff(
    before: Annotated[
        str | None, typer.Argument(metavar="前一次", help="轮次或周报的名字；不写就是最近冻结的轮次")
    ] = None,
    after: Annotated[str | None, typer.Argument(metavar="后一次", help="轮次、周报或 现在；不写就是现在")] = None,
    where: Where = Path(),
    by: Annotated[str, typer.Option("--by", metavar="方式", help="分组：item 条目、owner 责任人")] = "item",
    as_of: AsOf = None,
    final: Final = False,
    as_json: AsJson = False,
) -> int:
    """比较两次检查：补齐了什么，新缺什么，谁的变好变差。

    有新出现的缺口或变差的条目，以退出码 1 结束。
    """
    from wenming_cli.cli.screen import say_json
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.judge.change import compare
    from wenming_cli.judge.pairing import same_sets
    from wenming_cli.model.round import NOW
    from wenming_cli.report.difference import WAYS, Side, as_lines
    from wenming_cli.report.difference_value import as_value
    from wenming_cli.rounds.frozen import frozen_as, last_frozen
    from wenming_cli.workspace.open import ROUNDS

    if by not in WAYS:
        raise UsageError(f"--by 没有“{by}”", remedy=f"可用：{'、'.join(WAYS)}")
    workspace = opened(where)
    folder = workspace.folder / ROUNDS
    names = [NOW[0] if one in NOW else one for one in (before or last_frozen(folder), after or NOW[0])]
    if NOW[0] not in names and (as_of is not None or final):
        raise UsageError("两次都是冻结的，--as-of 和 --final 用不上", remedy="去掉它们，或把一次写成 现在")
    ones = {name: [one.judgement for one in frozen_as(folder, name)] for name in names if name != NOW[0]}
    if NOW[0] in names:
        ones[NOW[0]] = _examined(workspace, as_of, final, as_json)
    pairs, alone = same_sets(*(ones[name] for name in names))
    if not pairs:
        raise UsageError(
            f"“{names[0]}”和“{names[1]}”没有同一套测评体系，没法比", remedy="换两次来比，用 wenming rounds 看有哪些"
        )
    told = [(Side(names[0], old), Side(names[1], new), compare(old, new)) for old, new in pairs]
    if as_json:
        values = [as_value(*one) for one in told]
        say_json(values[0] if len(values) == 1 else {"sets": values})
    else:
        _show([as_lines(*one, by) for one in told], alone)
    return Exit.NOT_YET if any(changes.worsened for _, _, changes in told) else Exit.DONE


def _examined(workspace: "Workspace", as_of: str | None, final: bool, quiet: bool) -> "list[Judgement]":
    """The archive as it is now, judged under every set of the workspace; nothing is written down."""
    from wenming_cli.cli.screen import progress, say
    from wenming_cli.pipeline import examine, take_in

    today = day(as_of)
    with progress(quiet=quiet) as step:
        archive = take_in(workspace, today, step)
    for notice in () if quiet else archive.notices:
        say(notice)
    return [one.judgement for one in examine(workspace, archive, today, final=final)]


def _show(texts: Sequence[Sequence[str]], alone: "Sequence[Judgement]") -> None:
    """One set after the other, headings in bold; then the sets that only one side has."""
    from wenming_cli.cli.screen import paint

    for lines in texts:
        heading = True
        for line in lines:
            depth = len(line) - len(line.lstrip(" "))
            paint(line, "bold" if heading else "", " " * min(depth + 2, DEEPEST))
            heading = not line
        paint("")
    for one in alone:
        paint(f"{one.criteria} 只有一次检查了（{one.as_of}），没有比")
