"""Where the cache may lie: never on a network drive, where SQLite's locks can't be trusted."""

import hashlib
import os
import sys
from pathlib import Path

_NETWORK = ("nfs", "cifs", "smb", "9p", "sshfs", "davfs", "afs", "ncpfs", "drvfs")
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/mounts")


def own_place(path: Path) -> Path:
    """The place in the user's cache folder that stands for *path*."""
    from platformdirs import user_cache_path

    mark = hashlib.sha256(os.fsencode(os.path.normcase(path.absolute()))).hexdigest()[:16]
    return user_cache_path("wenming", appauthor=False) / mark / path.name


def on_network(path: Path) -> bool:
    """Whether *path* lies on a network drive, as far as the system tells."""
    text = str(path.absolute())
    if sys.platform == "win32":
        import ctypes

        return text.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE
    try:
        mounts = [line.split() for line in _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return False
    above = [mount for mount in mounts if len(mount) > 2 and _below(text, mount[1].replace("\\040", " "))]
    nearest = max(above, key=lambda mount: len(mount[1]), default=None)
    return nearest is not None and nearest[2].removeprefix("fuse.").startswith(_NETWORK)


def _below(text: str, folder: str) -> bool:
    return folder == "/" or text == folder or text.startswith(folder + "/")
