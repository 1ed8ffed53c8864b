"""The places that reading needs: the cache, the folder for what is passing, room on the disk, long paths."""

import sys
import tempfile
from pathlib import Path

from wenming_cli.model.presence import Asset, Group, Presence
from wenming_cli.read.cache_place import on_network, own_place
from wenming_cli.writer.failure import free_bytes
from wenming_cli.writer.probe import can_write

LEAST_FREE = 1 << 30
"""Bytes below which boxes, which hold copies of the evidence, may not fit any more."""
SHALLOW = "把工作区放在浅一些的文件夹，如 D:\\文明创建"


def places(folder: Path, cache: Path | None) -> tuple[Asset, ...]:
    """The places of the workspace *folder*, whose cache wants to lie at *cache*; without one, those of this user."""
    own = [_workspace(folder)] if cache else []
    return (*own, _cache(folder, cache), _passing(), _room(folder), *_long_paths())


def _row(name: str, place: Path | str, *, well: bool, lost: str, remedy: str) -> Asset:
    """A place, with what has to be said where it is not well."""
    row = Asset(group=Group.PLACES, name=name, note=str(place))
    return row if well else row.model_copy(update={"state": Presence.BROKEN, "lost": lost, "remedy": remedy})


def _workspace(folder: Path) -> Asset:
    """The workspace: its disk, and whether anything can be written there."""
    lost = "装盒、周报和 pin 等决定写不进去"
    remedy = "检查文件夹的权限、U盘的写保护；或把工作区换到能写的位置"
    shown = f"{folder}（在网络盘上，缓存放在本机）" if on_network(folder) else str(folder)
    return _row("工作区", shown, well=can_write(folder), lost=lost, remedy=remedy)


def _cache(folder: Path, cache: Path | None) -> Asset:
    """Where the cache lies, in the order in which it is tried."""
    near = [cache.parent] if cache and not on_network(cache) else []
    tried = [*near, own_place(cache).parent if cache else own_place(folder).parent.parent]
    place = next((one for one in tried if can_write(one)), None)
    lost = "每次都要重读全部文件"
    return _row("缓存", place or tried[-1], well=place is not None, lost=lost, remedy="检查这个文件夹的权限")


def _passing() -> Asset:
    """The folder in which worker processes stand; without it nothing can be read."""
    remedy = "把环境变量 TEMP（Windows）或 TMPDIR 指到能写的文件夹"
    try:
        folder = Path(tempfile.gettempdir())
    except FileNotFoundError:
        return _row("临时文件夹", "没有能写的", well=False, lost="文件读不了", remedy=remedy)
    return _row("临时文件夹", folder, well=can_write(folder), lost="文件读不了", remedy=remedy)


def _room(near: Path) -> Asset:
    """The free bytes of a disk."""
    free = free_bytes(near)
    row = Asset(group=Group.PLACES, name="磁盘空间", note="磁盘没有说还剩多少" if free is None else _left(free, near))
    if free is None or free >= LEAST_FREE:
        return row
    return row.model_copy(update={"lost": "资料盒里是材料的副本，可能放不下", "remedy": "清理磁盘，或换大一些的磁盘"})


def _left(free: int, near: Path) -> str:
    return f"剩余 {free / (1 << 30):.1f} GB（{near.anchor if sys.platform == 'win32' else near}）"


def _long_paths() -> tuple[Asset, ...]:
    """Windows: whether programs that ask for it may use paths past 260 characters; this one needs no permission."""
    if sys.platform != "win32":
        return ()
    import winreg

    key = r"SYSTEM\CurrentControlSet\Control\FileSystem"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
            allowed = bool(winreg.QueryValueEx(opened, "LongPathsEnabled")[0])
    except OSError:
        allowed = False
    row = Asset(group=Group.PLACES, name="长路径")
    if allowed:
        return (row.model_copy(update={"note": "系统已允许超过 260 个字符的路径"}),)
    lost = "wenming 不受影响；超过 260 个字符的路径，别的程序可能打不开"
    return (row.model_copy(update={"state": Presence.MISSING, "lost": lost, "remedy": SHALLOW}),)
