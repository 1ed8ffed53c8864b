"""Programs that can be asked: Word, Excel, PowerPoint and those of WPS, as far as they are asked for pages."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

from comtypes import COMError

FOLDER = Path(os.environ["ASKED"])
REJECTED, FAILED, GONE = -2147418111, -2147352567, -2147023174
PROCESSES = {
    "Word.Application": "winword.exe",
    "Excel.Application": "excel.exe",
    "PowerPoint.Application": "powerpnt.exe",
    "KWPS.Application": "wps.exe",
}
COLLECTIONS = {
    "winword.exe": "Documents",
    "excel.exe": "Workbooks",
    "powerpnt.exe": "Presentations",
    "wps.exe": "Documents",
}


def note(*what: Any) -> None:
    """Write a line down."""
    with (FOLDER / "asked.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(what) + "\n")


def told(name: str) -> bool:
    """Whether the test put a file of this name there."""
    return (FOLDER / name).exists()


def CreateObject(name: str, clsctx: int, dynamic: bool) -> "Application":  # noqa: N802 - as the package has it
    """A program, started unless it has one process for everybody and runs already."""
    assert (clsctx, dynamic) == (4, True)
    process = PROCESSES[name]
    note("create", name)
    theirs = FOLDER / f"{process}.pid"
    if told("shared"):
        return Application(process, int(theirs.read_text()), opened=1)
    started = subprocess.Popen(
        [str(FOLDER / process), "-c", "sleep 60; :", "-Embedding"], start_new_session=True, stdin=subprocess.DEVNULL
    )
    return Application(process, started.pid, opened=0)


class Application:
    """One of the programs; anything can be set in it, and what is set is written down."""

    def __init__(self, process: str, pid: int, opened: int) -> None:
        self.__dict__.update(
            process=process, pid=pid, busy=2, DisplayAlerts="old", AutomationSecurity=1, ScreenUpdating=True,
            EnableEvents=True, Visible=opened > 0, opened=opened,
        )  # fmt: skip
        self.__dict__["Options"] = Options() if process == "winword.exe" else None
        self.__dict__[COLLECTIONS[process]] = Documents(self)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "Visible" and self.process == "powerpnt.exe" and not value:
            raise COMError(FAILED, "Hiding the application window is not allowed.", None)
        if name == "AutomationSecurity" and told("macros"):
            raise COMError(FAILED, None, None)
        note("set", self.process, name, value)
        self.__dict__[name] = value

    def Quit(self) -> None:  # noqa: N802
        """End the process, and with it everything in it."""
        note("quit", self.process)
        if not told("stubborn"):
            os.killpg(self.pid, signal.SIGKILL)


class Options:
    """What Word keeps for the next time."""

    def __init__(self) -> None:
        self.__dict__["UpdateLinksAtOpen"] = True

    def __setattr__(self, name: str, value: Any) -> None:
        note("option", name, value)
        self.__dict__[name] = value


class Documents:
    """What is open in a program."""

    def __init__(self, app: Application) -> None:
        self.app = app

    @property
    def Count(self) -> int:  # noqa: N802
        """How many; a program that has just begun turns callers away."""
        if self.app.busy:
            self.app.__dict__["busy"] -= 1
            raise COMError(REJECTED, "busy", None)
        if told("gone"):
            raise COMError(GONE, "The RPC server is unavailable.", None)
        return int(self.app.opened)

    def Open(self, path: str, *how: Any) -> "Document":  # noqa: N802
        """Open a file, unless it can't be."""
        data = Path(path).read_bytes()
        note("open", self.app.process, Path(path).name, *how)
        if told("keep"):
            (FOLDER / "kept").write_bytes(data)
        if b"hang" in data or told("silent"):
            time.sleep(60)
        if b"die" in data:
            os._exit(7)
        if b"locked" in data:
            raise COMError(FAILED, "Exception occurred.", None)
        self.app.__dict__["opened"] += 1
        if b"theirs" in data:
            self.app.__dict__["opened"] += 1
        return Document(self.app, data)


class Document:
    """An open file."""

    def __init__(self, app: Application, data: bytes) -> None:
        self.app, self.data = app, data

    def ExportAsFixedFormat(self, one: Any, other: Any) -> None:  # noqa: N802
        """Write a PDF: Word takes the path first, Excel the format."""
        path, number = (one, other) if self.app.process in ("winword.exe", "wps.exe") else (other, one)
        self._write(path, number)

    def SaveAs(self, path: str, number: int) -> None:  # noqa: N802
        """Write a PDF; PowerPoint."""
        self._write(path, number)

    def _write(self, path: str, number: int) -> None:
        note("export", self.app.process, number)
        if b"once" in self.data and not told("tried"):
            (FOLDER / "tried").touch()
            raise COMError(FAILED, "not this time", None)
        if b"unprintable" in self.data:
            raise COMError(FAILED, "nothing to print", None)
        Path(path).write_bytes(b"<html>" if b"odd" in self.data else b"%PDF-1.7 " + self.data[:60])

    def Close(self, *how: Any) -> None:  # noqa: N802
        """Close it."""
        note("close", self.app.process, *how)
        self.app.__dict__["opened"] -= 1
