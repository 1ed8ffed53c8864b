"""Whether the typefaces that catalogues and lists ask for are on this computer; the files only name them."""

import shutil
import subprocess
import sys

from wenming_cli.model.presence import Asset, Group, Presence
from wenming_cli.typeset.table import FACE_BODY, FACE_HEAD, FACE_TITLE

NAMES = {
    FACE_TITLE: (FACE_TITLE, "FZXiaoBiaoSong-B05S"),
    FACE_HEAD: (FACE_HEAD, "SimHei"),
    FACE_BODY: (FACE_BODY, "FangSong_GB2312"),
}
"""A typeface → the names under which systems list it."""
LOST = "目录、缺件清单在这台电脑上显示成别的字体，内容不变"
REMEDY = "向单位要这个字体，装好后重开 WPS"
SECONDS = 5


def typefaces() -> tuple[Asset, ...]:
    """A row for each typeface; none where the system does not say what it has."""
    installed = _listed()
    if installed is None:
        return ()
    return tuple(_row(face, bool(installed.intersection(map(str.casefold, names)))) for face, names in NAMES.items())


def _row(face: str, there: bool) -> Asset:
    row = Asset(group=Group.FONTS, name=face)
    return row if there else row.model_copy(update={"state": Presence.MISSING, "lost": LOST, "remedy": REMEDY})


def _listed() -> frozenset[str] | None:
    """The names of all typefaces of this computer in small letters; None where they can't be had."""
    names = _from_registry() if sys.platform == "win32" else _from_fontconfig()
    return None if names is None else frozenset(name.strip().casefold() for name in names)


def _from_fontconfig() -> list[str] | None:
    """Linux: what fontconfig lists, every name of a typeface."""
    program = shutil.which("fc-list")
    if program is None or sys.platform == "darwin":
        return None
    try:
        done = subprocess.run([program, ":", "family"], capture_output=True, timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace").replace("\n", ",").split(",")


def _from_registry() -> list[str] | None:
    """Windows: the typefaces of the computer and of the user, as "SimHei (TrueType)"."""
    if sys.platform != "win32":
        return None
    import winreg

    names: list[str] = []
    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        try:
            with winreg.OpenKey(root, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts") as key:
                names += [winreg.EnumValue(key, at)[0] for at in range(winreg.QueryInfoKey(key)[1])]
        except OSError:
            continue
    return [one for name in names for one in name.partition(" (")[0].split("&")] or None
