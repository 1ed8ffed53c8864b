"""Work for the pool that does what strangers' files make parsers do."""

import builtins
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

KEPT: list[bytearray] = []
STRANGE = ("KeyboardInterrupt", "SystemExit", "GeneratorExit", "RecursionError", "MemoryError", "Odd")


class OddError(BaseException):
    """Like pyo3's PanicException: no Exception at all."""


def work(job: dict[str, Any]) -> dict[str, Any]:
    """Do what the job says."""
    done: dict[str, Any] = DEEDS[job["do"]](job) or {}
    return done


def _spin(_: dict[str, Any]) -> None:
    while True:
        pass


def _grip(_: dict[str, Any]) -> None:
    """Sleep without letting the interpreter go, as a parser in C may."""
    import ctypes

    ctypes.PyDLL(None).sleep(600)


def _print(_: dict[str, Any]) -> dict[str, Any]:
    print("垃圾" * 1000, flush=True)
    os.write(1, b"{}\n")
    sys.stdout.flush()
    return {"said": "printed"}


def _swell(job: dict[str, Any]) -> None:
    """Take more and more memory, and use it."""
    held = []
    while True:
        held.append(bytearray(os.urandom(1 << 20)) * 8)
        time.sleep(0.02)


def _raise(job: dict[str, Any]) -> None:
    raise OddError if job["what"] == "Odd" else getattr(builtins, job["what"])


DEEDS: dict[str, Callable[[dict[str, Any]], dict[str, Any] | None]] = {
    "echo": lambda job: {"said": job["say"], "pid": os.getpid()},
    "hang": lambda job: time.sleep(600),
    "spin": _spin,
    "grip": _grip,
    "exit": lambda job: os._exit(3),
    "abort": lambda job: os.abort(),
    "print": _print,
    "large": lambda job: {"said": "x" * job["size"]},
    "surrogates": lambda job: {"said": "\udcb0" + job["say"]},
    "write": lambda job: {"said": Path(job["path"]).write_text("OUTSIDE", encoding="utf-8")},
    "memory": lambda job: {"said": len(bytearray(job["size"]))},
    "swell": _swell,
    "keep": lambda job: KEPT.append(bytearray(os.urandom(1 << 20)) * (job["size"] >> 20)) or {"pid": os.getpid()},
    "unsayable": lambda job: {"said": object()},
    "raise": _raise,
}
