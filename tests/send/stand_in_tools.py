"""Stand-ins for the timer tools of four systems: scripts on the PATH that keep what they are given in a folder."""

import os
import stat
from pathlib import Path

CRONTAB = """#!/bin/sh
if [ "$1" = "-l" ]; then
  if [ -f "{room}/table" ]; then cat "{room}/table"; else echo "no crontab for clerk" >&2; exit 1; fi
else
  echo put >> "{room}/calls"; cat > "{room}/table"
fi
"""
SYSTEMCTL = """#!/bin/sh
echo "$@" >> "{room}/calls"
case "$2" in
  enable) touch "{room}/enabled";;
  disable) rm -f "{room}/enabled";;
  is-enabled) test -f "{room}/enabled";;
esac
"""
LAUNCHCTL = """#!/bin/sh
echo "$@" >> "{room}/calls"
case "$1" in
  bootstrap) touch "{room}/loaded";;
  bootout) rm -f "{room}/loaded";;
  print) test -f "{room}/loaded";;
esac
"""
SCHTASKS = """#!/bin/sh
echo "$1" >> "{room}/calls"
case "$1" in
  /Create) cp "$5" "{room}/task";;
  /Delete) rm "{room}/task";;
  /Query) test -f "{room}/task" && cat "{room}/task";;
esac
"""
SCRIPTS = {"crontab": CRONTAB, "systemctl": SYSTEMCTL, "launchctl": LAUNCHCTL, "schtasks": SCHTASKS}


def lay_out(room: Path, *names: str) -> str:
    """Put the scripts into *room*/bin; the PATH to be set."""
    folder = room / "bin"
    folder.mkdir(parents=True)
    for name in names:
        path = folder / name
        path.write_text(SCRIPTS[name].replace("{room}", str(room)), encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin"


def calls(room: Path) -> list[str]:
    """What the tools were asked."""
    path = room / "calls"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
