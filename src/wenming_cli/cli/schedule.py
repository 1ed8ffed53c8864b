"""wenming schedule: have the weekly report run by itself, and run it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import Where, day, opened
from wenming_cli.cli.words import Verb, Verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wenming_cli.send.timers.timer import System, Timer

app = typer.Typer(cls=Verbs, no_args_is_help=True, help="定时：让周报每周自己跑。")
For = Annotated[
    str | None,
    typer.Option(
        "--for", metavar="系统", help="cron、systemd、launchd、windows；不写就用这台电脑的", show_default=False
    ),
]


@app.callback()
def main() -> None:
    """定时：让周报每周自己跑。"""


@app.command(cls=Verb)
def show(where: Where = Path(), system: For = None) -> int:
    """显示要装的定时内容，上一次跑得怎样；什么也不装。

    哪天几点写在 wenming.yaml 的 schedule 里。
    """
    from wenming_cli.cli.screen import paint, say
    from wenming_cli.errors import Exit
    from wenming_cli.send.timers.systems import SYSTEMS, own_systems

    if system is not None:
        sys.stdout.write(_named(system).text(_timer(where)))
        return Exit.DONE
    timer = _timer(where)
    say(f"{timer.when}出周报，工作区 {timer.workspace}")
    say(_last(Path(timer.workspace)))
    for name in own_systems():
        _show(SYSTEMS[name], timer)
    others = [name for name in SYSTEMS if name not in own_systems()]
    paint("")
    paint(f"装上：wenming schedule install；别的系统的：wenming schedule show --for {'、'.join(others)}")
    return Exit.DONE


@app.command(cls=Verb)
def install(where: Where = Path(), system: For = None) -> int:
    """装上定时：只写自己的一项，说清写在哪里；再装一次不会多出一项。"""
    from wenming_cli.cli.screen import paint, say
    from wenming_cli.errors import Exit, NotWrittenError
    from wenming_cli.send.timers.systems import SYSTEMS, own_systems, usable_system

    timer = _timer(where)
    chosen = system if system is not None else usable_system()
    one = _named(chosen) if chosen is not None else None
    if chosen is None or one is None or not one.usable():
        tried = (chosen,) if chosen is not None else own_systems()
        for name in tried:
            _show(SYSTEMS[name], timer)
        titles = "、".join(SYSTEMS[name].title for name in tried)
        raise NotWrittenError(f"这里用不了{titles}，没有装", remedy="照上面写的手工装，或请管理员装")
    changed = one.install(timer)
    say(f"装好了：{timer.when}出周报" if changed else f"已经装着，没有变化：{timer.when}出周报")
    paint(f"  写在：{one.place(timer)}", indent="    ")
    for name in own_systems():
        if name != chosen and SYSTEMS[name].remove(timer):
            say(f"取走了原来装在 {SYSTEMS[name].title} 的一项，免得跑两次")
    if one.note:
        paint(f"  {one.note}", indent="  ")
    say("跑的经过记在 历次检查/运行记录.tsv 和 .wenming/weekly.log；取走用 wenming schedule remove")
    return Exit.DONE


@app.command(cls=Verb)
def remove(where: Where = Path(), system: For = None) -> int:
    """取走定时：只取走自己装的一项，别的不动。"""
    from wenming_cli.cli.screen import say
    from wenming_cli.errors import Exit
    from wenming_cli.send.timers.systems import SYSTEMS, own_systems

    timer = _timer(where)
    ones = [_named(system)] if system is not None else [SYSTEMS[name] for name in own_systems()]
    gone = [one for one in ones if one.remove(timer)]
    for one in gone:
        say(f"取走了：{one.place(timer)}")
    if not gone:
        say("没有装过，没有变化")
    return Exit.DONE


@app.command(cls=Verb)
def run(where: Where = Path()) -> int:
    """定时到点时跑的就是它：出周报，设了 send 就发送；不成也留下记录，告诉领导小组和群。"""
    from datetime import datetime

    from wenming_cli.cli.screen import say
    from wenming_cli.errors import Exit, WenmingError
    from wenming_cli.send.weekly_run import WeeklyRun
    from wenming_cli.workspace.open import INNER, ROUNDS, find_workspace
    from wenming_cli.workspace.sending import told_of_failure

    folder = find_workspace(where.resolve())

    def now() -> datetime:
        return datetime.now().astimezone()

    def formats() -> "Sequence[str]":
        try:
            return opened(folder).settings.schedule.formats
        except WenmingError:
            return ("md",)

    def sends() -> bool:
        return told_of_failure(folder) is not None

    done = WeeklyRun(folder, folder / ROUNDS, folder / INNER, now, formats, sends).go()
    text = done.output.decode("utf-8", "replace").strip()
    if done.code == Exit.DONE:
        say(text.replace("\r\n", "\n") if text else "做完了")
        return Exit.DONE
    sys.stderr.write(f"{text}\n没有做成：{done.reason}。经过记在 {folder / INNER / 'weekly.log'}\n")
    return done.code if done.code > 0 else Exit.BUG


def _timer(where: Path) -> "Timer":
    """The timer of a workspace, with this very Python."""
    from wenming_cli.errors import WorkspaceError
    from wenming_cli.send.timers.timer import Timer

    if not sys.executable:
        raise WorkspaceError("找不到正在运行的 Python", remedy="用装 wenming 的那个 Python 运行：python -m wenming_cli")
    workspace = opened(where)
    at = workspace.settings.schedule
    return Timer(
        sys.executable, str(workspace.folder), at.day, at.hour, at.minute, str(Path.home()), day(None).isoformat()
    )


def _named(name: str) -> "System":
    """A system by the name that --for has."""
    from wenming_cli.errors import UsageError
    from wenming_cli.send.timers.systems import SYSTEMS

    if name not in SYSTEMS:
        raise UsageError(f"--for 没有“{name}”", remedy=f"可用：{'、'.join(SYSTEMS)}")
    return SYSTEMS[name]


def _show(one: "System", timer: "Timer") -> None:
    """What would be installed, and how a person does it."""
    from wenming_cli.cli.screen import paint, say

    paint("")
    paint(one.title, "bold")
    say(f"手工装：{one.by_hand(timer)}")
    sys.stdout.write(one.text(timer))


def _last(folder: Path) -> str:
    """How the last run ended."""
    from wenming_cli.send.journal import last_report
    from wenming_cli.workspace.open import ROUNDS

    last = last_report(folder / ROUNDS)
    if last is None:
        return "还没有自己跑过"
    words = f"：{last.words}" if last.words else ""
    return f"上一次：{last.time.replace('T', ' ')} {last.result}{words}"
