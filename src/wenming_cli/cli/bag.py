"""wenming bag: a copy of the boxes to hand over to the archive, as a BagIt bag."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import Where, day, opened

if TYPE_CHECKING:
    from wenming_cli.box.bag import BagReport

SHOWN = 5
"""So many paths are named."""


def bag(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="打包到哪里：新的文件夹")],
    where: Where = Path(),
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="打包日期，写作 2021-11-12；不写就是今天")
    ] = None,
) -> int:
    """移交包：把资料盒复制成档案室能校验的 BagIt 包。

    先校验资料盒，少了、变了就不打包；包里带每个文件的校验值，收到的人用任何 BagIt 工具都能核对。
    """
    from wenming_cli.box.bag import BagLabel
    from wenming_cli.box.bag import bag as bag_boxes
    from wenming_cli.cli.export_place import place_for
    from wenming_cli.cli.screen import progress
    from wenming_cli.errors import Exit
    from wenming_cli.writer.lock import lock
    from wenming_cli.writer.swap import recover

    workspace, today = opened(where), day(as_of)
    settings = workspace.settings
    place = place_for(workspace, folder, example="移交包")
    fonds = settings.boxes.da22.fonds if settings.boxes.da22 else ""
    title = f"{settings.unit.name}{settings.year}年度{settings.sheets.title}"
    reports = []
    with lock(workspace.folder, wait_seconds=5), progress(quiet=False) as step:
        for boxes in workspace.all_boxes:
            recover(boxes)
            several = len(workspace.all_boxes) > 1
            label = BagLabel(
                settings.unit.name, f"{title}（{boxes.name}）" if several else title, today.isoformat(), fonds
            )
            out = place / boxes.name if several else place
            reports.append(bag_boxes(boxes, out, label, lambda done, total: step("打包", done, total)))
    for report in reports:
        say_bag(report)
    return Exit.DONE


def say_bag(report: "BagReport") -> None:
    """What was bagged, and what of it the program did not put into the boxes like that."""
    from wenming_cli.cli.screen import say
    from wenming_cli.text import size_shown

    say(f"移交包做好了：{report.out}（{report.files} 个文件，{size_shown(report.size)}）")
    say(f"  tagmanifest-sha256.txt 的校验值 {report.sums}，写进移交清单，收到的人可以核对")
    for title, paths in (
        ("盒里有不是 wenming 放的文件，一并打包", report.extra),
        ("人工改过的表，按改过的打包", report.edited),
    ):
        if paths:
            more = f" 等 {len(paths)} 个" if len(paths) > SHOWN else ""
            say(f"  {title}：{'、'.join(paths[:SHOWN])}{more}")
