"""The child process: takes one job a line, answers one line, and may die of any of them.

Started as ``python -m wenming_cli.worker module:function MEGABYTES FILE_MEGABYTES``; stdin and stdout carry
JSON lines, so nothing that a stranger's file contains is ever unpickled. The first line it
writes says that it is ready. It ends with its parent, whatever it is doing.
"""

import importlib
import json
import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import Any

Work = Callable[[dict[str, Any]], dict[str, Any]]
READY = "ready"
RESERVED = 512
"""Megabytes of addresses that libraries reserve and hardly use (measured with an engine: 500)."""
_PR_SET_PDEATHSIG, _SIGKILL = 1, 9


def main() -> None:
    """Answer jobs until the parent closes the pipe."""
    target, megabytes, file_megabytes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _die_with_parent()
    module, function = target.split(":")
    work: Work = getattr(importlib.import_module(module), function)
    _limit(megabytes, file_megabytes)
    _say(answers, json.dumps({READY: True}))
    jobs: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs,), daemon=True).start()
    while True:
        _say(answers, _answer(work, json.loads(jobs.get())))


def _say(answers: Any, value: str) -> None:
    try:
        answers.write(value + "\n")
        answers.flush()
    except OSError:
        os._exit(0)


def _listen(jobs: "queue.SimpleQueue[str]") -> None:
    """Take jobs in; when the parent is gone the pipe ends, and with it this process, even in the midst of a job."""
    for line in sys.stdin:
        jobs.put(line)
    os._exit(0)


def _answer(work: Work, job: dict[str, Any]) -> str:
    """One job done, or the name of what it raised, as JSON."""
    try:
        return json.dumps({"done": work(job)})
    except BaseException as error:  # noqa: BLE001 - parsers raise anything, even Rust panics and SystemExit
        return json.dumps({"raised": f"{type(error).__name__}: {error}"[:300]})


def _die_with_parent() -> None:
    """On Linux the kernel ends this process with its parent, also when a parser never gives up the interpreter."""
    if sys.platform != "linux":
        return
    import ctypes

    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL)
    except (OSError, AttributeError):
        return


def _limit(megabytes: int, file_megabytes: int) -> None:
    """Cap the memory of this process where the system can (Linux), and its files; write no core.

    The parent watches what the process really holds; this wall stands behind, for one that grows between two looks.
    """
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_megabytes << 20, file_megabytes << 20))
    if sys.platform != "darwin":
        wall = (megabytes + RESERVED) << 20
        resource.setrlimit(resource.RLIMIT_AS, (wall, wall))


if __name__ == "__main__":
    main()
