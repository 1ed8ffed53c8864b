"""LibreOffice: where it is on this computer, and how it is run so that it can do no harm.

It gets copies, never originals (it would put a lock file beside them), in a profile of its own that runs no macros and
fetches nothing from the net, a batch of files a time, under a clock and a limit of memory. What it does not manage in
a batch it gets once more alone; what fails then has no PDF, and the reason is said.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wenming_cli.office.draft import NO_PDF, SUFFIXES, TOO_LARGE, TOO_LONG, Draft, Made, made_pdf, staged
from wenming_cli.writer.disk import forget
from wenming_cli.writer.file import make_folder, write_file

if TYPE_CHECKING:
    import psutil

BATCH = 20
START_SECONDS, FILE_SECONDS = 60.0, 20.0
MOST_MEGABYTES = 2048
LOOK_SECONDS = 0.2
_NAMES = ("soffice.com", "soffice.exe") if sys.platform == "win32" else ("soffice", "libreoffice")
_NO_WINDOW = 0x08000000
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" \
oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>\
</item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse">\
<value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value>\
</prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse">\
<value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value>\
</prop></item>
</oor:items>
"""
"""Macros off, links of documents not followed, and a proxy that nobody answers."""


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """The program, and what tells one of its versions from another."""

    place: str
    mark: str
    name = "LibreOffice"
    suffixes = SUFFIXES

    def to_pdf(self, drafts: Mapping[str, Draft], folder: Path) -> dict[str, Made]:
        """Convert *drafts* within *folder*, which is ours."""
        write_file(folder / "profile" / "user" / "registrymodifications.xcu", _PROFILE.encode())
        keys = sorted(drafts)
        made: dict[str, Made] = {}
        for start in range(0, len(keys), BATCH):
            some = {key: drafts[key] for key in keys[start : start + BATCH]}
            made |= self._batch(some, folder / f"{start:05d}", folder / "profile")
        return made

    def _batch(self, drafts: Mapping[str, Draft], folder: Path, profile: Path) -> dict[str, Made]:
        """A few files at once; what is not done then once more alone."""
        make_folder(folder / "out")
        made = staged(drafts, folder / "in")
        copies = {key: copy for key, copy in made.items() if isinstance(copy, Path)}
        why = _run(self.place, list(copies.values()), folder / "out", profile) if copies else NO_PDF
        made |= {key: _made(copy, folder) or why for key, copy in copies.items()}
        for key, copy in copies.items():
            if isinstance(made[key], str) and len(copies) > 1:
                why = _run(self.place, [copy], folder / "out", profile)
                made[key] = _made(copy, folder) or why
        forget(folder / "in")
        return made


def find_libreoffice() -> LibreOffice | None:
    """LibreOffice by the path or where its installers put it; None without one."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None) or next(
        (str(path) for path in _usual() if path.is_file()), None
    )
    if found is None:
        return None
    real = Path(found).resolve()
    ini = next((one for one in (real.parent / "versionrc", real.parent / "version.ini") if one.is_file()), real)
    status = ini.stat()
    return LibreOffice(found, f"{real.name} {status.st_size} {status.st_mtime_ns // 1_000_000_000}")


def _usual() -> Sequence[Path]:
    """Where the installers of Windows and macOS put it."""
    if sys.platform == "win32":
        tops = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"))
        return [Path(top) / "LibreOffice/program" / name for top in tops if top for name in _NAMES]
    if sys.platform == "darwin":
        return [Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")]
    return []


def _made(copy: Path, folder: Path) -> Path | None:
    return made_pdf(folder / "out" / f"{copy.stem}.pdf")


def _run(program: str, files: Sequence[Path], out: Path, profile: Path) -> str:
    """One call of the program; answers why a file may lack its PDF afterwards. No process is left."""
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--nologo", "--nodefault", "--nolockcheck", "--convert-to", "pdf", "--outdir", str(out),
        *map(str, files),
    ]  # fmt: skip
    process: subprocess.Popen[bytes]
    quiet = subprocess.DEVNULL
    env = {**os.environ, "SAL_DISABLE_PRINTERLIST": "1"}
    try:
        if sys.platform == "win32":
            process = subprocess.Popen(
                command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=out, env=env, creationflags=_NO_WINDOW
            )
        else:
            process = subprocess.Popen(
                command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=out, env=env, start_new_session=True
            )
    except OSError:
        return NO_PDF
    try:
        return _watch(process, time.monotonic() + START_SECONDS + FILE_SECONDS * len(files))
    finally:
        _end(process)


def _watch(process: "subprocess.Popen[bytes]", due: float) -> str:
    """Wait for the end of a call, of its time, or of the memory it may take."""
    while True:
        with suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_SECONDS)
            return NO_PDF
        if time.monotonic() > due:
            return TOO_LONG
        if sum(_megabytes(one) for one in _family(process.pid)) > MOST_MEGABYTES:
            return TOO_LARGE


def _family(pid: int) -> "list[psutil.Process]":
    """A process and everything below it: the starter of LibreOffice is not the program itself."""
    import psutil

    try:
        top = psutil.Process(pid)
        return [top, *top.children(recursive=True)]
    except psutil.Error:
        return []


def _megabytes(process: "psutil.Process") -> int:
    import psutil

    try:
        return int(process.memory_info().rss >> 20)
    except psutil.Error:
        return 0


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the call and all that it started."""
    import psutil

    for one in _family(process.pid):
        with suppress(psutil.Error):
            one.kill()
    process.wait()
