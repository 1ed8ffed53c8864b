"""Long-lived worker processes with a clock per job; one that dies or hangs costs one job."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

HUNG, CRASHED, RAISED = "hung", "crashed", "raised"
MOST_ANSWER = 64 << 20
START_SECONDS = 30.0

Job = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one job: an answer, or the way it failed."""

    job: Job
    answer: dict[str, Any] | None
    failed: str | None = None
    detail: str = ""


class _Child:
    """One process and the time by which it must have answered."""

    def __init__(self, target: str, megabytes: int, folder: str) -> None:
        flags: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {"creationflags": 0x08000000}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "wenming_cli.worker", target, str(megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            **flags,
        )
        self.due: float | None = None
        self.killed = False
        self.answered = False

    def ask(self, job: Job, seconds: float) -> dict[str, Any] | None:
        """The answer to *job*, or None when the process died or was killed for its silence."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.due = time.monotonic() + seconds + (0 if self.answered else START_SECONDS)
        try:
            self.process.stdin.write(json.dumps(job) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline(MOST_ANSWER)
            answer: dict[str, Any] | None = json.loads(line) if line.endswith("\n") else None
        except (OSError, ValueError):
            answer = None
        self.due = None
        self.answered = True
        return answer

    def kill(self) -> None:
        """End the process and wait for it."""
        with contextlib.suppress(OSError):
            self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self.process.wait()


class Pool:
    """A few worker processes that run one function, started when the first job comes."""

    def __init__(self, target: str, *, workers: int, seconds: float, megabytes: int = 2048) -> None:
        self.target, self.workers, self.seconds, self.megabytes = target, workers, seconds, megabytes
        self._children: list[_Child] = []
        self._stop = threading.Event()

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Do all jobs; outcomes come in the order in which they are done."""
        todo: queue.SimpleQueue[Job] = queue.SimpleQueue()
        total = 0
        for job in jobs:
            todo.put(job)
            total += 1
        if not total:
            return
        done: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        with tempfile.TemporaryDirectory(prefix="wenming-") as folder:
            threads = [
                threading.Thread(target=self._serve, args=(todo, done, folder), daemon=True)
                for _ in range(min(self.workers, total))
            ]
            watch = threading.Thread(target=self._watch, daemon=True)
            for thread in (*threads, watch):
                thread.start()
            try:
                for _ in range(total):
                    yield done.get()
            finally:
                self._close()
                for thread in (*threads, watch):
                    thread.join(timeout=5)

    def _serve(self, todo: "queue.SimpleQueue[Job]", done: "queue.SimpleQueue[Outcome]", folder: str) -> None:
        """Feed one child from the queue; replace it when it dies."""
        child: _Child | None = None
        while not self._stop.is_set():
            try:
                job = todo.get_nowait()
            except queue.Empty:
                break
            if child is None:
                child = _Child(self.target, self.megabytes, folder)
                self._children.append(child)
            answer = child.ask(job, self.seconds)
            if answer is None:
                failed = HUNG if child.killed else CRASHED
                child.kill()
                child = None
                done.put(Outcome(job, None, failed))
            elif "done" in answer:
                done.put(Outcome(job, answer["done"]))
            else:
                done.put(Outcome(job, None, RAISED, str(answer.get("raised", ""))))
        if child is not None:
            child.kill()

    def _watch(self) -> None:
        """Kill every child whose clock has run out."""
        while not self._stop.wait(0.1):
            now = time.monotonic()
            for child in list(self._children):
                if child.due is not None and now > child.due and not child.killed:
                    child.killed = True
                    with contextlib.suppress(OSError):
                        child.process.kill()

    def _close(self) -> None:
        """End every child still running."""
        self._stop.set()
        for child in self._children:
            with contextlib.suppress(OSError):
                child.process.kill()
