"""wenming schedule: how to run the weekly report by itself."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from wenming_cli.cli.options import Where, day, opened
from wenming_cli.cli.words import Verb, Verbs

app = typer.Typer(cls=Verbs, no_args_is_help=True, help="定时：让周报每周自己跑。")


@app.callback()
def main() -> None:
    """定时：让周报每周自己跑。"""


@app.command(cls=Verb)
def show(
    where: Where = Path(),
    system: Annotated[str, typer.Option("--for", metavar="系统", help="cron、systemd、windows，不写就都显示")] = "all",
    weekday: Annotated[int, typer.Option("--weekday", metavar="数字", min=1, max=7, help="星期几，1 是星期一")] = 1,
    at: Annotated[str, typer.Option("--at", metavar="时间", help="几点几分")] = "08:30",
) -> int:
    """显示每周跑周报的定时设置。

    cron 行、systemd 定时器、Windows 任务计划 XML。
    """
    from wenming_cli.cli.screen import say
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.send.schedule import Run, cron, systemd, task_xml

    if system not in ("all", "cron", "systemd", "windows"):
        raise UsageError(f"--for 没有“{system}”", remedy="可用：cron、systemd、windows")
    hour, minute = _time(at)
    workspace = opened(where)
    run = Run(sys.executable, str(workspace.folder), weekday - 1, hour, minute, day(None).isoformat())
    texts = {
        "cron": ("Linux、macOS：用 crontab -e 加这一行", cron(run)),
        "systemd": ("Linux systemd：存成两个文件，再 systemctl --user enable --now wenming-weekly.timer", systemd(run)),
        "windows": (
            "Windows：另存为 UTF-16 的 wenming.xml，再 schtasks /Create /TN wenming周报 /XML wenming.xml",
            task_xml(run),
        ),
    }
    for name, (hint, text) in texts.items():
        if system == name:
            sys.stdout.write(text)
        elif system == "all":
            say(f"# {hint}")
            sys.stdout.write(text + "\n")
    return Exit.DONE


def _time(text: str) -> tuple[int, int]:
    """Hour and minute."""
    from wenming_cli.errors import UsageError

    hour, mark, minute = text.replace("：", ":").partition(":")
    if not (mark and hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        raise UsageError(f"时间“{text}”写法不对", remedy="写作 08:30")
    return int(hour), int(minute)
