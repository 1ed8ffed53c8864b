"""What is handed to the worker processes and what comes back, as the reading room sees it."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from wenming_cli.model.evidence import Problem

Progress = Callable[[str, int, int], None]
Run = Callable[[list[Any]], Iterator["Outcome"]]

Job = dict[str, object]

TRANSIENT = {Problem.LOCKED, Problem.FORBIDDEN, Problem.CHANGING, Problem.GONE, Problem.HUNG, Problem.CRASHED}
"""Problems that may be over at the next run; nothing of them is kept."""
HUNG, CRASHED, SWOLLEN = "hung", "crashed", "swollen"


class Outcome(Protocol):
    """What the worker pool says of a job (worker.pool.Outcome)."""

    @property
    def job(self) -> Job:
        """The job as it was given."""

    @property
    def answer(self) -> dict[str, Any] | None:
        """What the worker answered, if it did."""

    @property
    def failed(self) -> str | None:
        """hung, crashed or raised."""

    @property
    def detail(self) -> str:
        """The name of what was raised."""


class FoundFile(Protocol):
    """A file that the scan found (scan.walk.Found)."""

    @property
    def root(self) -> str:
        """The evidence root, as wenming.yaml names it."""

    @property
    def path(self) -> str:
        """The path below the root, with forward slashes."""

    @property
    def opened_as(self) -> str:
        """The path to open."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def mtime_ns(self) -> int:
        """Time of the last save, in nanoseconds since 1970."""

    @property
    def inode(self) -> int:
        """The file's number on its disk; 0 where the system has none (Windows)."""

    @property
    def attributes(self) -> int:
        """The attributes of Windows; 0 elsewhere."""

    @property
    def reparse_tag(self) -> int:
        """The reparse tag of Windows; 0 elsewhere."""

    @property
    def flags(self) -> int:
        """The flags of macOS; 0 elsewhere."""


def problem_of(outcome: Outcome) -> tuple[Problem, str]:
    """The problem behind an outcome without an answer."""
    if outcome.answer and "problem" in outcome.answer:
        return Problem(str(outcome.answer["problem"])), str(outcome.answer.get("text") or "")
    if outcome.failed in (HUNG, CRASHED):
        return Problem(outcome.failed), ""
    if outcome.failed == SWOLLEN or "MemoryError" in outcome.detail:
        return Problem.BOMB, "内存不够"
    return Problem.CORRUPT, outcome.detail.partition(":")[0]
