"""One worker process as its parent sees it: ask, wait, kill."""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import time
import weakref
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psutil

Job = dict[str, Any]

MOST_ANSWER = 64 << 20
"""Characters that an answer may have; a longer one counts as a crash."""
START_SECONDS = 60.0
"""Seconds that a process may take to be ready: a cold disk, a virus scanner."""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""There is a process for every core; numpy's own threads would only take memory."""
_NO_WINDOW = 0x08000000
"""Windows: CREATE_NO_WINDOW, no black console flashes up."""

_alive: "weakref.WeakSet[Child]" = weakref.WeakSet()


class Child:
    """A process and the time by which it must have answered."""

    def __init__(self, target: str, megabytes: int, folder: str, file_megabytes: int = 0) -> None:
        own: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {"creationflags": _NO_WINDOW}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "wenming_cli.worker", target, str(megabytes), str(file_megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            encoding="utf-8",
            env={
                **os.environ,
                "PYTHONUTF8": "1",
                **ONE_THREAD,
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            },
            **own,
        )
        self.due: float | None = None
        self.killed: str | None = None
        self._seen = self._watched()
        _alive.add(self)

    def _watched(self) -> "psutil.Process | None":
        """The process as psutil knows it; None when it has ended already."""
        import psutil

        try:
            return psutil.Process(self.process.pid)
        except psutil.Error:
            return None

    def megabytes(self) -> int:
        """The memory that the process holds now; 0 where the system does not tell."""
        import psutil

        try:
            return int(self._seen.memory_info().rss >> 20) if self._seen else 0
        except (psutil.Error, OSError):
            return 0

    def start(self) -> bool:
        """Wait until the process is ready; False when it never gets there."""
        answer = self._line(START_SECONDS)
        return answer is not None and "ready" in answer

    def ask(self, job: Job, seconds: float) -> dict[str, Any] | None:
        """The answer to *job*, or None when the process died or was killed for its silence."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(job) + "\n")
            self.process.stdin.flush()
        except (OSError, ValueError):
            return None
        return self._line(seconds)

    def _line(self, seconds: float) -> dict[str, Any] | None:
        assert self.process.stdout is not None
        self.due = time.monotonic() + seconds
        try:
            line = self.process.stdout.readline(MOST_ANSWER)
            answer: dict[str, Any] | None = json.loads(line) if line.endswith("\n") else None
        except (OSError, ValueError):
            answer = None
        self.due = None
        return answer

    def kill_if(self, reason: str, *, due: bool) -> None:
        """End the process in the midst of a job when its time has come; *reason* is remembered."""
        if due and self.due is not None and not self.killed:
            self.killed = reason
            with contextlib.suppress(OSError):
                self.process.kill()

    def is_late(self, now: float) -> bool:
        """Whether the clock of the job has run out."""
        return self.due is not None and now > self.due

    def end(self) -> None:
        """End the process at once; its reader is left to see the pipe close."""
        with contextlib.suppress(OSError):
            self.process.kill()

    def bury(self) -> None:
        """End the process, close its pipes and wait for it."""
        self.end()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()
        self.process.wait()
        _alive.discard(self)


@atexit.register
def _end_all() -> None:
    """Leave no process behind, whatever way this one ends."""
    for child in list(_alive):
        child.end()
