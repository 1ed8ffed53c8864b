"""wenming send: the last weekly report to the people and group chats that wenming.yaml names."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import Where, opened

if TYPE_CHECKING:
    from wenming_cli.cli.parcels import Parcel
    from wenming_cli.cli.send_plan import Plan

SENDING = "sending"
"""The lock of those who send: two at once would send everything twice."""


def send(
    where: Where = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示什么会发给谁，不联网，不发送")] = False,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="谁", help="只发给他：姓名、股室、邮箱或群的种类；可以写几次", show_default=False),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="这份周报送到过的也再送")] = False,
    failed: Annotated[
        bool, typer.Option("--failed", help="定时的周报没有做成时，只给领导小组和群发一句话（定时运行自己会发）")
    ] = False,
) -> int:
    """发送：最近一份周报的摘要发给领导小组和群，各人名下的发给各人。

    发给谁、怎么发写在 wenming.yaml 的 send 里，不写就不发送。只发摘要，不发证据。
    """
    from wenming_cli.cli.screen import say
    from wenming_cli.cli.send_failure import failure_plan
    from wenming_cli.cli.send_plan import plan_of
    from wenming_cli.errors import Exit
    from wenming_cli.workspace.open import find_workspace
    from wenming_cli.writer.lock import lock

    if failed:
        folder = find_workspace(where.resolve())
        plan = failure_plan(folder)
    else:
        workspace = opened(where)
        folder, plan = workspace.folder, plan_of(workspace)
    parcels = _wanted(plan, to or ())
    if plan.stale_days:
        say(f"注意：最近一份周报是{plan.stale_days}天前的（{plan.week}），新的用 wenming report --weekly 出")
    for line in () if to else plan.notices:
        say(line)
    if dry_run:
        for parcel in parcels:
            _show(parcel)
        say()
        say(f"{len(parcels)}处会收到{plan.week}；这次没有发送")
        return Exit.DONE
    with lock(folder, name=SENDING):
        return _send_all(folder, plan, parcels, again=again)


def _wanted(plan: "Plan", to: Sequence[str]) -> "tuple[Parcel, ...]":
    """The parcels that --to names; all of them without it."""
    from wenming_cli.errors import UsageError

    for name in to:
        if not any(name in one.called for one in plan.parcels):
            known = "、".join(dict.fromkeys(name for one in plan.parcels for name in one.called))
            raise UsageError(f"没有要发给“{name}”的", remedy=f"可用：{known or '一个也没有，看 wenming.yaml 的 send'}")
    return tuple(one for one in plan.parcels if not to or set(to) & set(one.called))


def _show(parcel: "Parcel") -> None:
    """What would go to whom, and what is still missing for it."""
    from wenming_cli.cli.screen import paint, say
    from wenming_cli.send.secret import secret, where_to_put

    paint("")
    paint(f"→ {parcel.shown}", "bold")
    for name in parcel.secrets:
        if secret(name) is None:
            paint(f"  ! 还没有 {name}：{where_to_put(name)}", "yellow", "    ")
    for attached in parcel.attached:
        say(f"  附件：{attached.name}（{len(attached.data):,} 字节）")
    for line in parcel.text.splitlines():
        say(f"  {line}".rstrip())


def _send_all(folder: Path, plan: "Plan", parcels: "Sequence[Parcel]", *, again: bool) -> int:
    """Send one after the other; what failed costs its line, and the others go on."""
    from datetime import datetime

    from wenming_cli.cli.screen import say
    from wenming_cli.errors import Exit, NotSentError
    from wenming_cli.send.attempts import Undelivered
    from wenming_cli.send.journal import add, already_sent, letter
    from wenming_cli.workspace.open import ROUNDS

    journal = folder / ROUNDS
    have = frozenset() if again else already_sent(journal, plan.week)
    run, failed, dead = f"{datetime.now().astimezone():%Y%m%d%H%M%S}-{os.getpid()}", 0, dict[str, str]()
    for parcel in parcels:
        if parcel.target in have:
            say(f"送到过，没有再送：{parcel.shown}")
            continue
        problem = dead.get(parcel.server, "")
        try:
            if not problem:
                parcel.send(datetime.now().astimezone())
        except Undelivered as failure:
            problem = failure.reason
            if failure.server:
                dead[parcel.server] = problem
        time = datetime.now().astimezone().replace(tzinfo=None).isoformat(timespec="seconds")
        add(journal, [letter(time, run, parcel.target, plan.week, problem)])
        failed += bool(problem)
        say(f"没有送到：{parcel.shown}：{problem}" if problem else f"送到了：{parcel.shown}")
    if failed:
        raise NotSentError(
            f"{plan.week}有{failed}处没有送到，原因见上", remedy="改好后再运行 wenming send，送到过的不会重复送"
        )
    if not parcels:
        say("没有要送的")
    return Exit.DONE
