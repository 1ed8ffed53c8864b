"""cron: one line in the user's crontab, between two marks of ours; all other lines stay byte for byte."""

import re
import shlex

from wenming_cli.errors import NotWrittenError
from wenming_cli.send.timers.timer import System, Timer
from wenming_cli.send.timers.tool import call, found, must

TOOL = "crontab"
NONE_YET = b"no crontab for"


def text(timer: Timer) -> str:
    """The marked line; % means a line break to cron and is escaped. What goes wrong comes out, the rest does not."""
    command = " ".join(shlex.quote(one) for one in timer.command).replace("%", "\\%")
    when = f"{timer.minute} {timer.hour} * * {(timer.weekday + 1) % 7}"
    return f"# >>> {timer.name}\n{when} {command} >/dev/null\n# <<< {timer.name}\n"


def _place(timer: Timer) -> str:
    return f"本人的 crontab，记号 {timer.name}"


def _by_hand(timer: Timer) -> str:
    return "运行 crontab -e，加上这几行"


def _now() -> bytes:
    """The user's crontab; nothing where there is none yet."""
    answer = call([TOOL, "-l"])
    if answer.code and NONE_YET not in answer.err:
        raise NotWrittenError(f"crontab 读不出来：{answer.said}", remedy="运行 crontab -l 看是什么原因")
    return b"" if answer.code else answer.out


def without(table: bytes, timer: Timer) -> bytes:
    """A crontab without our marked lines; refused where only one of the two marks is there."""
    first, last = (f"# {sign} {timer.name}".encode() for sign in (">>>", "<<<"))
    kept = re.sub(
        rb"(?m)^" + re.escape(first) + rb"\n(?:(?!# >>> ).*\n)*?" + re.escape(last) + rb"(?:\n|\Z)", b"", table
    )
    if any(line.rstrip() in (first, last) for line in kept.splitlines()):
        raise NotWrittenError(
            f"crontab 里 {timer.name} 的记号被改过，不敢动", remedy="运行 crontab -e，删去带这个记号的几行，再运行一次"
        )
    return kept


def _install(timer: Timer) -> bool:
    now = _now()
    rest = without(now, timer)
    wanted = (rest if not rest or rest.endswith(b"\n") else rest + b"\n") + text(timer).encode(
        "utf-8", "surrogateescape"
    )
    return _put(wanted, now)


def _remove(timer: Timer) -> bool:
    if not found(TOOL):
        return False
    now = _now()
    return _put(without(now, timer), now)


def _put(wanted: bytes, now: bytes) -> bool:
    """Give the whole crontab back, if it is another."""
    if wanted == now:
        return False
    must([TOOL, "-"], wanted)
    return True


CRON = System(
    "cron（Linux、macOS）", _place, text, _by_hand, lambda: found(TOOL), _install, _remove,
    "电脑那时关着，cron 不补做；下一份周报会说漏了哪几周",
)  # fmt: skip
