"""Options that several commands share, and the reading of their values."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.errors import UsageError

if TYPE_CHECKING:
    from wenming_cli.workspace.open import Workspace

Where = Annotated[
    Path,
    typer.Option("--workspace", "-w", metavar="文件夹", help="工作区；不写就从当前文件夹往上找", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON（UTF-8），供其他程序读取")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="日期", help="按这一天判定，写作 2021-11-12；不写就是今天")
]
Final = Annotated[bool, typer.Option("--final", help="按年度已经结束来判定")]
Strict = Annotated[bool, typer.Option("--strict", help="有读不了的文件时以退出码 3 结束")]


def day(text: str | None) -> date:
    """The day that an option names, or today; the clock is read here and nowhere else."""
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"日期“{text}”写法不对", remedy="写作 2021-11-12") from error


def opened(where: Path) -> "Workspace":
    """The workspace at or above *where*."""
    from wenming_cli.workspace.open import open_workspace

    if not where.exists():
        raise UsageError(f"没有这个文件夹：{where}", remedy="检查 --workspace 后面的路径")
    return open_workspace(where)


def named_in(only: str | None) -> frozenset[str] | None:
    """What --only names, parted by commas of either width; None where it is not given."""
    return frozenset(part.strip() for part in only.replace("，", ",").split(",") if part.strip()) if only else None
