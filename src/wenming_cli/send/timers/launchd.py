"""launchd: an agent of the user's own on macOS; one that was due while the computer slept runs when it wakes."""

import os
import plistlib
from pathlib import Path

from wenming_cli.errors import NotWrittenError
from wenming_cli.send.timers.timer import System, Timer
from wenming_cli.send.timers.tool import call, found, must
from wenming_cli.writer.file import remove_file, write_file

TOOL = "launchctl"


def plist(timer: Timer) -> bytes:
    """The agent as a property list (launchd.plist); Sunday is 0."""
    when = {"Weekday": (timer.weekday + 1) % 7, "Hour": timer.hour, "Minute": timer.minute}
    return plistlib.dumps({"Label": timer.name, "ProgramArguments": list(timer.command), "StartCalendarInterval": when})


def path_of(timer: Timer) -> Path:
    """Where the user's own agents lie."""
    return Path(timer.home, "Library", "LaunchAgents", f"{timer.name}.plist")


def _text(timer: Timer) -> str:
    return plist(timer).decode("utf-8")


def _place(timer: Timer) -> str:
    return str(path_of(timer))


def _by_hand(timer: Timer) -> str:
    return f"存成 {path_of(timer)}，再运行 launchctl bootstrap gui/$(id -u) {path_of(timer)}"


def _domain() -> str:
    return f"gui/{os.getuid()}"


def _install(timer: Timer) -> bool:
    path = path_of(timer)
    loaded = call([TOOL, "print", f"{_domain()}/{timer.name}"]).code == 0
    if _ours(path, timer) == plist(timer) and loaded:
        return False
    write_file(path, plist(timer))
    if loaded:
        call([TOOL, "bootout", f"{_domain()}/{timer.name}"])
    must([TOOL, "bootstrap", _domain(), str(path)])
    return True


def _remove(timer: Timer) -> bool:
    path = path_of(timer)
    if _ours(path, timer) is None:
        return False
    if found(TOOL):
        call([TOOL, "bootout", f"{_domain()}/{timer.name}"])
    remove_file(path)
    return True


def _ours(path: Path, timer: Timer) -> bytes | None:
    """The agent at *path*, None where there is none; refused where it bears another label."""
    if not path.exists():
        return None
    data = path.read_bytes()
    try:
        label = plistlib.loads(data).get("Label")
    except (plistlib.InvalidFileException, ValueError, AttributeError):
        label = None
    if label != timer.name:
        raise NotWrittenError(f"“{path}”不是 wenming 写的，不敢动", remedy="把它移走，再运行一次")
    return data


LAUNCHD = System("launchd（macOS）", _place, _text, _by_hand, lambda: found(TOOL), _install, _remove)
