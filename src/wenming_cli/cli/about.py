"""Which wenming this is, and what it runs on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wenming_cli.model.presence import Asset

PACKAGE = "wenming-cli"


def version() -> str:
    """The installed version."""
    return _installed(PACKAGE) or "未安装"


def _installed(package: str) -> str | None:
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed(package)
    except PackageNotFoundError:
        return None


def program() -> "tuple[Asset, ...]":
    """The program, its Python, the packages that it was installed with, the system, the terminal."""
    import platform
    import sys

    from wenming_cli.model.presence import Asset, Group

    bits = 64 if sys.maxsize > 1 << 32 else 32
    python = f"{platform.python_version()}（{bits} 位）"
    return (
        Asset(group=Group.PROGRAM, name="wenming", version=version()),
        Asset(group=Group.PROGRAM, name="Python", version=python, note=sys.executable),
        *_packages(),
        Asset(group=Group.PROGRAM, name="系统", version=_system(), note=platform.machine() or None),
        _terminal(),
    )


def _packages() -> "tuple[Asset, ...]":
    """Whether all packages are there that the program asks for on every system when it is installed."""
    import re
    from importlib.metadata import PackageNotFoundError, requires

    from wenming_cli.model.presence import Asset, Group, Presence

    try:
        asked = [one for one in requires(PACKAGE) or () if ";" not in one]
    except PackageNotFoundError:
        return ()
    names = [found[0] for one in asked if (found := re.match(r"[\w.-]+", one))]
    row = Asset(group=Group.PROGRAM, name="所需的库", note=f"{len(names)} 个都在")
    absent = " ".join(name for name in names if _installed(name) is None)
    if not absent:
        return (row,)
    said = {"note": f"缺 {absent}", "lost": "用到它的命令会中途出错", "remedy": f"运行 pip install {absent}"}
    return (row.model_copy(update={"state": Presence.MISSING, **said}),)


def _system() -> str:
    """The system as its owner knows it."""
    import platform

    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}".strip()


def _terminal() -> "Asset":
    """Whether the output can show Chinese."""
    import sys

    from wenming_cli.model.presence import Asset, Group, Presence

    encoding = sys.stdout.encoding or "ascii"
    row = Asset(group=Group.PROGRAM, name="终端编码", version=encoding)
    try:
        "缺件〔2021〕".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        said = {"lost": "中文显示成问号", "remedy": "先运行 chcp 65001（Windows），或把环境变量 PYTHONUTF8 设为 1"}
        return row.model_copy(update={"state": Presence.BROKEN, **said})
    return row
