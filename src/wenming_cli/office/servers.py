"""The processes of Microsoft Office and WPS: which run, and how those that were started for us are ended.

A program that is asked through COM is started by the system, not by us, so it is no child of ours. Ours is what was not
there before and bears the mark of such a start on its command line (COM puts -Embedding there); a program that somebody
opened meanwhile has no such mark and is left alone.
"""

import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

Started = tuple[int, float]
"""A process: its number, and when it began, for numbers come back."""
MARKS = ("-embedding", "/automation")
QUIT_SECONDS, LOOK_SECONDS = 5.0, 0.1


def running(names: Collection[str]) -> frozenset[Started]:
    """The processes of programs of these names (winword.exe), whoever started them."""
    return frozenset(_identity(one) for one in _named(names))


def end_ours(names: Collection[str], before: Collection[Started], *, at_once: bool = False) -> None:
    """End what was started for us since *before* was taken; what is about to end by itself has a while for it."""
    import psutil

    if left := _waited(names, before, 0.0 if at_once else QUIT_SECONDS):
        for one in left:
            for below in (*_below(one), one):
                with suppress(psutil.Error):
                    below.kill()
        _waited(names, before, QUIT_SECONDS)


def _waited(names: Collection[str], before: Collection[Started], seconds: float) -> "list[psutil.Process]":
    """What of ours runs when all has ended or the time is over."""
    due = time.monotonic() + seconds
    while (ours := list(_ours(names, before))) and time.monotonic() < due:
        time.sleep(LOOK_SECONDS)
    return ours


def _named(names: Collection[str]) -> "Iterator[psutil.Process]":
    import psutil

    for one in psutil.process_iter(["name", "create_time"]):
        if str(one.info["name"]).casefold() in names:
            yield one


def _identity(process: "psutil.Process") -> Started:
    return process.pid, float(process.info["create_time"] or 0.0)


def _ours(names: Collection[str], before: Collection[Started]) -> "Iterator[psutil.Process]":
    """New processes of these names that bear the mark."""
    import psutil

    for one in _named(names):
        if _identity(one) not in before:
            with suppress(psutil.Error):
                said = " ".join(one.cmdline()).casefold()
                if any(mark in said for mark in MARKS):
                    yield one


def _below(process: "psutil.Process") -> "Sequence[psutil.Process]":
    import psutil

    try:
        return process.children(recursive=True)
    except psutil.Error:
        return ()
