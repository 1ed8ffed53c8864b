"""Long-lived worker processes with a clock per job; one that dies or hangs costs one job."""

import queue
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wenming_cli.worker.child import Child, Job

HUNG, CRASHED, RAISED, SWOLLEN = "hung", "crashed", "raised", "swollen"
WATCH_SECONDS, WAIT_SECONDS = 0.1, 0.5
TIRED = 0.34
"""Share of the memory limit from which a process is replaced after its job, so that what engines keep can't pile up."""
FALSE_STARTS = 3
"""Processes that may fail to start one after another before no more are tried."""
NO_START = "读取进程启动不了"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one job: an answer, or the way it failed (HUNG, CRASHED, RAISED, SWOLLEN) with detail."""

    job: Job
    answer: dict[str, Any] | None
    failed: str | None = None
    detail: str = ""


class Pool:
    """A few worker processes that run one function, started when the first job comes.

    *target* is "module:function" of a function from a dict to a dict of plain JSON values;
    *seconds* is the clock of a job, lengthened by the job's own "more_seconds"; *megabytes* the memory that a
    process may take: a wall on Linux, watched everywhere; *file_megabytes* what a file that it writes may hold.
    """

    def __init__(
        self, target: str, *, workers: int, seconds: float, megabytes: int = 2048, file_megabytes: int = 0
    ) -> None:
        self.target, self.workers, self.seconds, self.megabytes = target, workers, seconds, megabytes
        self.file_megabytes = file_megabytes

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Do all jobs; outcomes come in the order in which they are done. No process is left afterwards."""
        todo = list(jobs)
        if not todo:
            return
        with tempfile.TemporaryDirectory(prefix="wenming-", ignore_cleanup_errors=True) as folder:
            shift = _Shift(self, todo, folder)
            try:
                shift.begin(min(self.workers, len(todo)))
                for _ in todo:
                    yield shift.next_outcome()
            finally:
                shift.end()


def workers_that_fit(megabytes: int = 900, most: int = 8) -> int:
    """How many processes of that size the free memory bears beside everything else, at least one."""
    import psutil

    free = int(psutil.virtual_memory().available >> 20)
    return max(1, min(most, free * 3 // 4 // megabytes))


class _Shift:
    """One run of a pool: the queue, the threads that feed a child each, and the watchman."""

    def __init__(self, pool: Pool, jobs: list[Job], folder: str) -> None:
        self.pool, self.folder = pool, folder
        self.todo: queue.SimpleQueue[Job] = queue.SimpleQueue()
        for job in jobs:
            self.todo.put(job)
        self.done: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self.children: set[Child] = set()
        self.false_starts = 0
        self.over = threading.Event()
        self.threads: list[threading.Thread] = []

    def begin(self, workers: int) -> None:
        """Start the threads."""
        self.threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(workers)]
        self.threads.append(threading.Thread(target=self._watch, daemon=True))
        for thread in self.threads:
            thread.start()

    def next_outcome(self) -> Outcome:
        """Wait for an outcome; in short waits, because Windows hears no Ctrl-C during a long one."""
        while True:
            try:
                return self.done.get(timeout=WAIT_SECONDS)
            except queue.Empty:
                if not any(thread.is_alive() for thread in self.threads[:-1]) and self.done.empty():
                    raise RuntimeError("the worker threads have ended before their jobs") from None

    def end(self) -> None:
        """End every child still running and wait for the threads."""
        self.over.set()
        while any(thread.is_alive() for thread in self.threads):
            for child in list(self.children):
                child.end()
            for thread in self.threads:
                if thread.ident is not None:
                    thread.join(timeout=0.05)

    def _serve(self) -> None:
        """Feed one child from the queue; replace it when it dies."""
        child: Child | None = None
        while not self.over.is_set():
            try:
                job = self.todo.get_nowait()
            except queue.Empty:
                break
            child = child or self._started()
            if child is None:
                self.done.put(Outcome(job, None, CRASHED, NO_START))
                continue
            outcome = self._outcome(child, job)
            if outcome.failed in (HUNG, CRASHED, SWOLLEN) or child.megabytes() > self.pool.megabytes * TIRED:
                self._bury(child)
                child = None
            self.done.put(outcome)
        if child is not None:
            self._bury(child)

    def _started(self) -> Child | None:
        """A new child that is ready, or None when none will start."""
        if self.false_starts >= FALSE_STARTS or self.over.is_set():
            return None
        try:
            child = Child(self.pool.target, self.pool.megabytes, self.folder, self.pool.file_megabytes)
        except OSError:
            self.false_starts += 1
            return None
        self.children.add(child)
        if child.start():
            self.false_starts = 0
            return child
        self.false_starts += 1
        self._bury(child)
        return None

    def _outcome(self, child: Child, job: Job) -> Outcome:
        """What becomes of one job."""
        answer = child.ask(job, self.pool.seconds + float(job.get("more_seconds") or 0))
        if answer is None:
            return Outcome(job, None, child.killed or CRASHED)
        if "done" in answer:
            return Outcome(job, answer["done"])
        return Outcome(job, None, RAISED, str(answer.get("raised", "")))

    def _bury(self, child: Child) -> None:
        child.bury()
        self.children.discard(child)

    def _watch(self) -> None:
        """Kill every child whose clock has run out, or that takes more memory than it may."""
        while not self.over.wait(WATCH_SECONDS):
            now = time.monotonic()
            for child in list(self.children):
                child.kill_if(HUNG, due=child.is_late(now))
                child.kill_if(SWOLLEN, due=child.megabytes() > self.pool.megabytes)
