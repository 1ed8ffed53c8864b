"""wenming init: a new workspace."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="工作区文件夹，不写就是当前文件夹", show_default=False)
    ] = Path(),
    criteria: Annotated[
        str, typer.Option("--criteria", "-c", metavar="体系", help="测评体系：自带的名称，或含 set.yaml 的文件夹")
    ] = "huarong-2021",
    unit: Annotated[str | None, typer.Option("--unit", metavar="名称", help="单位名称")] = None,
    level: Annotated[str | None, typer.Option("--level", metavar="级别", help="县级、市级、省级、国家级")] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="年份", help="年度")] = None,
) -> int:
    """建一个工作区。

    放好设置、本单位自己的测评体系、人员表和空的证据文件夹。
    """
    from wenming_cli.cli.screen import say
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.workspace.start import start_workspace

    if level is not None and level not in ("县级", "市级", "省级", "国家级"):
        raise UsageError(f"级别“{level}”不对", remedy="写 县级、市级、省级 或 国家级")
    name = start_workspace(folder.resolve(), criteria, unit, level, year)
    say(f"工作区建好了：{folder.resolve()}")
    say("  wenming.yaml           单位、年度、证据文件夹（请核对）")
    say(f"  criteria/{name}/  本单位的测评体系，责任股室和责任人请改成自己的")
    say("  people.yaml            股室和人员")
    say("  证据/                  把文件和照片放进来，怎么分文件夹都行")
    say("接着运行：wenming check")
    return Exit.DONE
