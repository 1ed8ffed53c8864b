"""systemd: a service and a timer of the user's own; Persistent runs it late when the computer was off."""

import os
from pathlib import Path

from wenming_cli.errors import NotWrittenError
from wenming_cli.send.timers.timer import System, Timer
from wenming_cli.send.timers.tool import call, found, must
from wenming_cli.writer.file import remove_file, write_file

TOOL = "systemctl"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def units(timer: Timer) -> dict[str, str]:
    """The two unit files by name; the first line of each is our mark."""
    head = f"# {timer.name}\n[Unit]\nDescription=wenming weekly gap report\n\n"
    first, *more = timer.command
    command = " ".join([_word(first, program=True), *(_word(one) for one in more)])
    when = f"{DAYS[timer.weekday]} *-*-* {timer.hour:02d}:{timer.minute:02d}:00"
    return {
        f"{timer.name}.service": f"{head}[Service]\nType=oneshot\nExecStart={command}\n",
        f"{timer.name}.timer": (
            f"{head}[Timer]\nOnCalendar={when}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
        ),
    }


def _word(text: str, *, program: bool = False) -> str:
    """A word of ExecStart (systemd.service, Command lines): specifiers doubled, quotes and backslashes escaped.

    A $ of an argument is doubled; in the path of the program nothing is put in for it.
    """
    shown = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{shown if program else shown.replace("$", "$$")}"'


def folder(timer: Timer) -> Path:
    """Where the user's own units lie (systemd.unit, $XDG_CONFIG_HOME)."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path(timer.home, ".config")) / "systemd" / "user"


def text(timer: Timer) -> str:
    """Both files, each below a line with its place."""
    return "\n".join(f"# ---- {folder(timer) / name}\n{unit}" for name, unit in units(timer).items())


def _place(timer: Timer) -> str:
    return "、".join(str(folder(timer) / name) for name in units(timer))


def _by_hand(timer: Timer) -> str:
    return f"存成两个文件，再运行 systemctl --user daemon-reload 和 systemctl --user enable --now {timer.name}.timer"


def _usable() -> bool:
    """Whether there is a systemd of this user that answers."""
    return found(TOOL) and call([TOOL, "--user", "show-environment"]).code == 0


def _install(timer: Timer) -> bool:
    wanted = {folder(timer) / name: unit for name, unit in units(timer).items()}
    same = all(_ours(path, timer) == unit for path, unit in wanted.items())
    if same and call([TOOL, "--user", "is-enabled", f"{timer.name}.timer"]).code == 0:
        return False
    for path, unit in wanted.items():
        write_file(path, unit.encode("utf-8", "surrogateescape"))
    must([TOOL, "--user", "daemon-reload"])
    must([TOOL, "--user", "enable", "--now", f"{timer.name}.timer"])
    return True


def _remove(timer: Timer) -> bool:
    there = [path for name in units(timer) if _ours(path := folder(timer) / name, timer) is not None]
    if not there:
        return False
    running = found(TOOL)
    if running:
        call([TOOL, "--user", "disable", "--now", f"{timer.name}.timer"])
    for path in there:
        remove_file(path)
    if running:
        call([TOOL, "--user", "daemon-reload"])
    return True


def _ours(path: Path, timer: Timer) -> str | None:
    """The unit at *path*, None where there is none; refused where it does not begin with our mark."""
    if not path.exists():
        return None
    said = path.read_text(encoding="utf-8", errors="surrogateescape")
    if not said.startswith(f"# {timer.name}\n"):
        raise NotWrittenError(f"“{path}”不是 wenming 写的，不敢动", remedy="把它移走，再运行一次")
    return said


SYSTEMD = System(
    "systemd（Linux）", _place, text, _by_hand, _usable, _install, _remove,
    "没有登录时也要跑：运行一次 loginctl enable-linger；那时关着机，开机后补跑",
)  # fmt: skip
