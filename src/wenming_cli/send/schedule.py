"""The weekly run for cron, systemd and the Windows Task Scheduler, as texts to install.

Every argument is quoted for its own syntax, so that folders with blanks, Chinese and signs work.
"""

import shlex
from dataclasses import dataclass
from xml.sax.saxutils import escape

DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
SYSTEMD_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TASK_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ARGUMENTS = ("-m", "wenming_cli", "report", "--weekly", "--format", "md")


@dataclass(frozen=True, slots=True)
class Run:
    """When and where: weekday from 0 (Monday), the Python that has wenming, the workspace, the first date."""

    python: str
    workspace: str
    weekday: int = 0
    hour: int = 8
    minute: int = 30
    start: str = "2021-01-04"


def cron(run: Run) -> str:
    """One crontab line; % is special there and is escaped, output goes to a log in the workspace."""
    command = " ".join(shlex.quote(one) for one in (run.python, *ARGUMENTS, "--workspace", run.workspace))
    log = shlex.quote(f"{run.workspace}/.wenming/weekly.log")
    folder = shlex.quote(run.workspace)
    line = f"cd {folder} && mkdir -p .wenming && {command} >> {log} 2>&1"
    return f"{run.minute} {run.hour} * * {(run.weekday + 1) % 7} {line.replace('%', chr(92) + '%')}\n"


def systemd(run: Run) -> str:
    """A service and a timer for the user's systemd; Persistent catches up after the machine was off."""
    command = " ".join(_unit_word(one) for one in (run.python, *ARGUMENTS, "--workspace", run.workspace))
    return (
        "# ~/.config/systemd/user/wenming-weekly.service\n"
        "[Unit]\nDescription=wenming weekly gap report\n\n"
        f"[Service]\nType=oneshot\nExecStart={command}\n\n"
        "# ~/.config/systemd/user/wenming-weekly.timer\n"
        "[Unit]\nDescription=wenming weekly gap report\n\n"
        f"[Timer]\nOnCalendar={SYSTEMD_DAYS[run.weekday]} *-*-* {run.hour:02d}:{run.minute:02d}:00\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def _unit_word(text: str) -> str:
    """A word of a unit file: specifiers doubled, quotes and backslashes escaped."""
    shown = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{shown}"'


def task_xml(run: Run) -> str:
    """A task for `schtasks /Create /XML`; it starts late when the machine was off, and never twice at once."""
    arguments = " ".join((*ARGUMENTS, "--workspace", _windows_word(run.workspace)))
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>wenming 每周缺件周报</Description></RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{run.start}T{run.hour:02d}:{run.minute:02d}:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByWeek>
        <DaysOfWeek><{TASK_DAYS[run.weekday]} /></DaysOfWeek>
        <WeeksInterval>1</WeeksInterval>
      </ScheduleByWeek>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(run.python)}</Command>
      <Arguments>{escape(arguments)}</Arguments>
      <WorkingDirectory>{escape(run.workspace)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def _windows_word(text: str) -> str:
    """An argument for the Windows command line: quoted, backslashes before the closing quote doubled."""
    tail = len(text) - len(text.rstrip("\\"))
    return '"' + text.replace('"', '\\"') + "\\" * tail + '"'
