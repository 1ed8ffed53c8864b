"""Which library reads which formats, and whether it is on this computer; nothing is imported to find out."""

import importlib
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

from wenming_cli.model.presence import Asset, Group, Presence
from wenming_cli.read.pack_rar import unpacker

MODULES = {
    "lxml": "lxml.etree",
    "numpy": "numpy",
    "olefile": "olefile",
    "pi_heif": "pi_heif",
    "pillow": "PIL.Image",
    "pypdfium2": "pypdfium2",
    "python-calamine": "python_calamine",
    "rarfile": "rarfile",
}
"""Package as pip knows it → the module that the readers import."""
OWN = "自带"
ONE_LEVEL = "（里面的文件，一层）"
UNREAD = "这些文件都算“读不了”，要人看过后用 wenming pin 指定"
UNNAMED = "RAR 压缩包里有哪些文件看不到"
UNPACKED = "RAR 压缩包里压缩过的文件读不到内容，只列得出名字"
BY_HAND = "把里面的文件解压后放进证据文件夹"


@dataclass(frozen=True, slots=True)
class Family:
    """Formats that are read alike: what clerks call them, their names, the packages that read them, what is lost."""

    name: str
    formats: tuple[str, ...]
    needs: tuple[str, ...] = ()
    lost: str = UNREAD
    more: str = ""


FAMILIES = (
    Family("Word", ("docx",), ("lxml",)),
    Family("旧版 Word、WPS 文字", ("doc", "dot", "wps", "wpt"), ("olefile",)),
    Family("Excel", ("xlsx",), ("python-calamine",)),
    Family("旧版 Excel、WPS 表格", ("xls", "xlt", "et", "ett"), ("olefile", "python-calamine")),
    Family("PowerPoint", ("pptx",), ("lxml",)),
    Family("旧版 PPT、WPS 演示", ("ppt", "pps", "dps"), ("olefile",)),
    Family("PDF", ("pdf",), ("pypdfium2",)),
    Family("OFD 版式文件", ("ofd",), ("lxml",)),
    Family("OpenDocument", ("odt", "ods", "odp"), ("lxml",)),
    Family("网页、邮件", ("html", "eml", "mht"), ("lxml",)),
    Family("照片、截图", ("jpg", "png"), ("pillow", "numpy")),
    Family("iPhone 照片", ("heic",), ("pi_heif", "pillow", "numpy")),
    Family("其他图片", ("webp", "tif", "gif", "bmp"), ("pillow", "numpy")),
    Family("文本、快捷方式", ("rtf", "txt", "csv", "md", "log", "url", "lnk")),
    Family("音视频", ("mp4", "mov", "m4a", "3gp", "avi", "wav", "wmv", "wma", "asf", "mkv", "webm", "amr", "mp3")),
    Family("压缩包", ("zip", "7z"), more=ONE_LEVEL),
    Family("RAR 压缩包", ("rar",), ("rarfile",), UNNAMED, ONE_LEVEL),
)


def readers() -> tuple[Asset, ...]:
    """Every family of formats with the packages that read it."""
    return tuple(map(_reader, FAMILIES))


def _reader(family: Family) -> Asset:
    """One family; a package that is only half there counts as broken."""
    versions = {name: _version(name) for name in family.needs}
    found = "、".join(f"{name} {number}" for name, number in versions.items() if number)
    formats = "、".join(family.formats) + family.more
    whole = Asset(group=Group.READING, name=family.name, version=found or None, note=formats)
    if not family.needs:
        return whole.model_copy(update={"version": OWN})
    absent = [name for name, number in versions.items() if number is None]
    if absent:
        return _without(whole, family, Presence.MISSING, absent)
    hollow = [name for name in family.needs if find_spec(MODULES[name].partition(".")[0]) is None]
    return _without(whole, family, Presence.BROKEN, hollow) if hollow else whole


def _without(whole: Asset, family: Family, state: Presence, lacking: list[str]) -> Asset:
    """The row of a family some of whose packages can't be used."""
    again = "--force-reinstall " if state is Presence.BROKEN else ""
    return whole.model_copy(
        update={"state": state, "lost": family.lost, "remedy": f"运行 pip install {again}{' '.join(lacking)}"}
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def tools() -> tuple[Asset, ...]:
    """The one outside program that a reader calls."""
    row = Asset(group=Group.TOOLS, name="RAR 解压程序" + ("（tar.exe）" if sys.platform == "win32" else "（bsdtar）"))
    command = unpacker()
    if command:
        return (row.model_copy(update={"note": command[0]}),)
    return (row.model_copy(update={"state": Presence.MISSING, "lost": UNPACKED, "remedy": BY_HAND}),)


def jobs(rows: tuple[Asset, ...]) -> list[dict[str, Any]]:
    """What a worker process is to import to try *rows* in earnest."""
    needs = {family.name: family.needs for family in FAMILIES}
    there = [row for row in rows if row.state is Presence.PRESENT and needs[row.name]]
    return [{"name": row.name, "modules": [MODULES[name] for name in needs[row.name]]} for row in there]


def work(job: dict[str, Any]) -> dict[str, Any]:
    """Import what a family needs; whatever that raises or brings down is the worker's to tell."""
    for module in job["modules"]:
        importlib.import_module(module)
    return {}


def failed(row: Asset, why: str) -> Asset:
    """The row of a family whose packages are there and can't be imported."""
    family = next(one for one in FAMILIES if one.name == row.name)
    return _without(row, family, Presence.BROKEN, list(family.needs)).model_copy(update={"note": why})
