"""Sending over a net that fails: a clock on the whole, a few attempts with longer and longer waits."""

import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

WAITS: Sequence[float] = (2.0, 8.0)
"""Seconds between the attempts: so there are three."""
STEP_SECONDS = 15.0
"""For one step: to connect, to wait for one answer."""
WHOLE_SECONDS = 60.0
"""For one attempt as a whole, however slowly a server drips."""


class Undelivered(Exception):
    """Why something did not arrive. *again*: another attempt may do; *server*: the next letter would fare alike."""

    def __init__(self, reason: str, *, again: bool = False, server: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.again, self.server = reason, again, server


class Watch:
    """Holds the connection of one attempt, to cut it when the time is over."""

    def __init__(self) -> None:
        self._held: Any = None
        self._over = threading.Event()

    def hold(self, connection: Any) -> None:
        """Remember a connection; once the time is over it is closed at once, and nothing is sent any more."""
        self._held = connection
        if self._over.is_set():
            self.cut()
            raise Undelivered("超过了时间", server=True)

    def cut(self) -> None:
        """Close what is held, also while somebody waits for it."""
        self._over.set()
        connection = self._held
        if connection is not None:
            sock = getattr(connection, "sock", None)
            with contextlib.suppress(OSError, AttributeError):
                sock.shutdown(2)  # type: ignore[union-attr]
            with contextlib.suppress(OSError):
                connection.close()


def deliver(once: Callable[[Watch], None], sleep: Callable[[float], None] = time.sleep) -> None:
    """Try, wait and try again as long as that may do; the last reason is raised.

    What was not answered in time is not tried again: it may have arrived.
    """
    for wait in (*WAITS, None):
        try:
            return _within(once)
        except Undelivered as failure:
            if not failure.again or wait is None:
                raise
            sleep(wait)
    return None


def _within(once: Callable[[Watch], None]) -> None:
    """One attempt in a thread of its own, left behind when its time is over: a name server may hang as well."""
    watch, failures = Watch(), list[BaseException]()

    def work() -> None:
        try:
            once(watch)
        except BaseException as failure:  # noqa: BLE001 - carried over to the caller's thread, where it is raised
            failures.append(failure)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(WHOLE_SECONDS)
    if thread.is_alive():
        watch.cut()
        raise Undelivered(f"{WHOLE_SECONDS:.0f}秒内没有做完，不再试，免得重复", server=True)
    if failures:
        raise failures[0]
