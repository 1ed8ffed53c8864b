"""The child process: takes one job a line, answers one line, and may die of any of them.

Started as ``python -m wenming_cli.worker module:function SECONDS MEGABYTES``; stdin and stdout
carry JSON lines, so nothing that a stranger's file contains is ever unpickled.
"""

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import Any


def main() -> None:
    """Answer jobs until the parent closes the pipe."""
    target, megabytes = sys.argv[1], int(sys.argv[2])
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit(megabytes)
    module, function = target.split(":")
    work: Callable[[dict[str, Any]], dict[str, Any]] = getattr(importlib.import_module(module), function)
    for line in sys.stdin:
        answers.write(json.dumps(_answer(work, json.loads(line))) + "\n")
        answers.flush()


def _answer(work: Callable[[dict[str, Any]], dict[str, Any]], job: dict[str, Any]) -> dict[str, Any]:
    """One job done, or the name of what it raised."""
    try:
        return {"done": work(job)}
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - parsers raise anything, even Rust panics
        return {"raised": f"{type(error).__name__}: {error}"[:300]}


def _limit(megabytes: int) -> None:
    """Cap the memory of this process where the system can (POSIX); write no core file."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


if __name__ == "__main__":
    main()
