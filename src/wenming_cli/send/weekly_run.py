"""The weekly run: the report and then the letters, each a process of its own, so that whatever ends it is told."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wenming_cli.errors import Exit, LockedError
from wenming_cli.send.journal import DONE, FAILED, LETTER, REPORT, STARTED, Entry, add, cut_short
from wenming_cli.send.weekly_log import add_to_log
from wenming_cli.text import showable
from wenming_cli.writer.lock import lock

REPORT_SECONDS, SEND_SECONDS = 2 * 3600, 1800
RUN = "weekly"
_REASON = re.compile(r"^错误：(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Done:
    """How a process ended: its exit code, -1 where it was stopped or died; and all that it printed."""

    code: int
    output: bytes

    @property
    def reason(self) -> str:
        """Why it failed: the words of its own error, else how it ended."""
        found = _REASON.search(self.output.decode("utf-8", "replace").replace("\r", ""))
        said = showable(found[1].strip()) if found else "程序中途停了" if self.code < 0 else "原因见日志"
        return f"{said}（退出码{self.code}）" if self.code > 0 else said


def run_program(arguments: Sequence[str], seconds: float) -> Done:
    """Run wenming itself with these arguments; it is stopped after so many seconds."""
    command = [sys.executable, "-P", "-m", "wenming_cli", *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment,
            timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        words = f"\n错误：超过{seconds / 3600:.1f}小时还没有做完，停了\n"
        return Done(-1, (error.stdout or b"") + words.encode())
    return Done(max(done.returncode, -1), done.stdout)


Program = Callable[[Sequence[str], float], Done]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class WeeklyRun:
    """One run in a workspace's *folder*: *rounds* is 历次检查, *inner* .wenming; *sends* is asked after the report.

    *formats* are those of the report, one at least.
    """

    folder: Path
    rounds: Path
    inner: Path
    now: Clock
    formats: Callable[[], Sequence[str]]
    sends: Callable[[], bool]
    program: Program = run_program

    def go(self) -> Done:
        """Do it; the journal has a line before and one after, so that a run that dies is known too."""
        begun = self.now()
        run = f"{begun:%Y%m%d%H%M%S}-{os.getpid()}"
        with ExitStack() as held:
            try:
                held.enter_context(lock(self.folder, name=RUN))
            except LockedError as error:
                words = f"上一次定时运行还没有结束（退出码{error.exit}）"
                add(self.rounds, [Entry(_second(begun), run, REPORT, FAILED, words)])
                raise
            add(self.rounds, [*cut_short(self.rounds, _second(begun)), Entry(_second(begun), run, REPORT, STARTED)])
            return self._both(run)

    def _both(self, run: str) -> Done:
        """The report, and where it is wanted the letters; of a report that failed a line only."""
        report = self._reports()
        words = "" if report.code == Exit.DONE else report.reason
        add(self.rounds, [Entry(_second(self.now()), run, REPORT, FAILED if words else DONE, words)])
        if not self.sends():
            return report
        sent = self._step(["send", *(["--failed"] if words else [])], SEND_SECONDS)
        if sent.code not in (Exit.DONE, Exit.NOT_SENT):
            add(self.rounds, [Entry(_second(self.now()), run, LETTER, FAILED, f"没有做完：{sent.reason}")])
        return report if words else sent

    def _reports(self) -> Done:
        """The report in each format, one after the other; the first that fails ends it."""
        for one in self.formats():
            forced = ["--force"] if one == "docx" else []
            done = self._step(["report", "--weekly", "--format", one, *forced], REPORT_SECONDS)
            if done.code != Exit.DONE:
                break
        return done

    def _step(self, arguments: Sequence[str], seconds: float) -> Done:
        """One process, with all that it printed in the log."""
        head = f"==== {_second(self.now())} wenming {' '.join(arguments)}"
        done = self.program([*arguments, "--workspace", str(self.folder)], seconds)
        add_to_log(self.inner, head, done.output + f"\n退出码 {done.code}\n".encode())
        return done


def _second(time: datetime) -> str:
    """Local time to the second."""
    return time.replace(tzinfo=None).isoformat(timespec="seconds")
