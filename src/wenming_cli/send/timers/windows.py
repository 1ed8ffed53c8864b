"""The Windows Task Scheduler: a task in a folder of our own, \\wenming, given over as XML (MS-TSCH 2.5)."""

import os
import re
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from wenming_cli.send.timers.timer import System, Timer
from wenming_cli.send.timers.tool import call, found, must
from wenming_cli.text import showable
from wenming_cli.writer.file import write_file

TOOL = "schtasks"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PLAIN = re.compile(r"[A-Za-z0-9_./:\\-]+")


def text(timer: Timer) -> str:
    """The task; it starts late when the computer was off, never twice at once, and ends after three hours."""
    arguments = " ".join(word(one) for one in timer.command[1:])
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>{timer.name}：wenming 每周缺件周报</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{timer.start}T{timer.hour:02d}:{timer.minute:02d}:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByWeek>
        <DaysOfWeek>
          <{DAYS[timer.weekday]} />
        </DaysOfWeek>
        <WeeksInterval>1</WeeksInterval>
      </ScheduleByWeek>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT3H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(showable(timer.python))}</Command>
      <Arguments>{escape(showable(arguments))}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def word(text: str) -> str:
    """An argument for a Windows command line: quoted where need be, backslashes before a quote doubled."""
    if _PLAIN.fullmatch(text) and not text.endswith("\\"):
        return text
    quoted = re.sub(r'(\\*)"', r'\1\1\\"', text)
    tail = len(quoted) - len(quoted.rstrip("\\"))
    return '"' + quoted + "\\" * tail + '"'


def task_of(timer: Timer) -> str:
    """The full name of the task."""
    return f"\\wenming\\{timer.name}"


def _place(timer: Timer) -> str:
    return f"任务计划程序，{task_of(timer)}"


def _by_hand(timer: Timer) -> str:
    return f"另存为 UTF-16 的 wenming.xml，再运行 schtasks /Create /TN {task_of(timer)} /XML wenming.xml"


def _install(timer: Timer) -> bool:
    if _same(_now(timer), text(timer)):
        return False
    with tempfile.TemporaryDirectory() as room:
        path = Path(room, "wenming.xml")
        write_file(path, text(timer).replace("\n", "\r\n").encode("utf-16"))
        must([TOOL, "/Create", "/TN", task_of(timer), "/XML", str(path), "/F"])
    return True


def _remove(timer: Timer) -> bool:
    if not found(TOOL) or _now(timer) is None:
        return False
    must([TOOL, "/Delete", "/TN", task_of(timer), "/F"])
    return True


def _now(timer: Timer) -> str | None:
    """The task as Windows has it; None where there is none."""
    answer = call([TOOL, "/Query", "/TN", task_of(timer), "/XML"])
    if answer.code:
        return None
    wide = answer.out.startswith((b"\xff\xfe", b"\xfe\xff"))
    return answer.out.decode("utf-16" if wide else "oem" if os.name == "nt" else "utf-8", "replace")


def _same(now: str | None, wanted: str) -> bool:
    """Whether the task runs the same at the same time; Windows adds elements of its own and moves the others."""
    parts = ("Command", "Arguments", "DaysOfWeek")
    return (
        now is not None and all(_part(now, one) == _part(wanted, one) for one in parts) and _time(now) == _time(wanted)
    )


def _part(xml: str, name: str) -> str:
    found = re.search(rf"<{name}>(.*?)</{name}>", xml, re.DOTALL)
    return re.sub(r"\s", "", found[1]) if found else ""


def _time(xml: str) -> str:
    found = re.search(r"<StartBoundary>[^<T]*T(\d\d:\d\d)", xml)
    return found[1] if found else ""


WINDOWS = System(
    "任务计划程序（Windows）", _place, text, _by_hand, lambda: found(TOOL), _install, _remove,
    "本人登录着才跑；那时关着机，开机登录后补跑",
)  # fmt: skip
