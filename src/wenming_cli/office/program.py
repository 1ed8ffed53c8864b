"""An office program that is asked through COM: started unseen and safe, set back and let go.

Its macros are off and it asks no questions; what is set in it is set back, for some of that outlasts it. A program that
ran already (PowerPoint has one process for everybody) is somebody's: it is neither hidden nor quitted.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from wenming_cli.office.draft import Kind
from wenming_cli.office.servers import Started, end_ours, running

BUSY = frozenset({-2147418111, -2147417846})
"""RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER (winerror.h): it is still starting, or at work."""
BUSY_SECONDS, PAUSE_SECONDS = 20.0, 0.25
LOCAL_SERVER = 4
"""CLSCTX_LOCAL_SERVER (wtypesbase.h): a process of its own."""
MACROS_DISABLED = 3
"""msoAutomationSecurityForceDisable."""
SETTINGS: Mapping[Kind, tuple[tuple[str, Any], ...]] = {
    "text": (("DisplayAlerts", 0), ("ScreenUpdating", False), ("Options.UpdateLinksAtOpen", False)),
    "table": (("DisplayAlerts", False), ("ScreenUpdating", False), ("EnableEvents", False)),
    "slides": (("DisplayAlerts", 1),),
}
"""Beside the macros: no questions (wdAlertsNone 0, ppAlertsNone 1), no links followed, no events."""
DOCUMENTS: Mapping[Kind, str] = {"text": "Documents", "table": "Workbooks", "slides": "Presentations"}
_T = TypeVar("_T")


def patiently(call: Callable[[], _T]) -> _T:
    """What *call* answers; a program that is busy is asked again for a while."""
    due = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return call()
        except Exception as error:
            if not (BUSY & set(error.args[:1])) or time.monotonic() > due:
                raise
        time.sleep(PAUSE_SECONDS)


class Program:
    """A program that was asked for by the *name* of its class; *safe* says that its macros are off.

    *names* are those of its processes, *before* those that ran when the work began: what a predecessor of this process
    left hanging since then is ended first.
    """

    def __init__(self, name: str, kind: Kind, names: frozenset[str], before: frozenset[Started]) -> None:
        from comtypes.client import CreateObject

        end_ours(names, before, at_once=True)
        there = running(names)
        self.kind = kind
        self._app: Any = CreateObject(name, clsctx=LOCAL_SERVER, dynamic=True)
        self._old: list[tuple[Any, str, Any]] = []
        self._ours = bool(running(names) - there) and patiently(lambda: self.documents.Count) == 0
        if self._ours:
            self._hide()
        self.safe = self._set("AutomationSecurity", MACROS_DISABLED)
        for setting, value in SETTINGS[kind]:
            self._set(setting, value)

    @property
    def documents(self) -> Any:
        """What is open in it, and what opens more."""
        return getattr(self._app, DOCUMENTS[self.kind])

    def is_well(self) -> bool:
        """Whether it still answers, and nothing that we opened is open in it."""
        try:
            count = patiently(lambda: self.documents.Count)
        except Exception:  # noqa: BLE001 - a program that is gone says so in any way
            return False
        return count == 0 or not self._ours

    def quit(self) -> bool:
        """Set it back and let it go; False where it stays: it is somebody's, or somebody opened something in it."""
        for holder, name, value in reversed(self._old):
            with suppress(Exception):
                setattr(holder, name, value)
        if not self._ours:
            return False
        try:
            if patiently(lambda: self.documents.Count):
                self._app.Visible = True
                return False
            patiently(lambda: self._app.Quit())
        except Exception:  # noqa: BLE001 - it does not answer: its process is ended by whoever waits for it
            return True
        return True

    def _hide(self) -> None:
        """PowerPoint says no to this; it opens what we open without a window."""
        with suppress(Exception):
            self._app.Visible = False

    def _set(self, setting: str, value: Any) -> bool:
        """Set what it can be set to, to be set back later; answers whether it took it."""
        *above, name = setting.split(".")
        try:
            holder = getattr(self._app, above[0]) if above else self._app
            old = patiently(lambda: getattr(holder, name))
            patiently(lambda: setattr(holder, name, value))
            self._old.append((holder, name, old))
            return bool(getattr(holder, name) == value)
        except Exception:  # noqa: BLE001 - a program without the setting says so in any way
            return False
