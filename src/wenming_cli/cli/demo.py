"""wenming demo: the main job on the example archive, from checking to boxes and the weekly report."""

from pathlib import Path
from typing import Annotated

import typer


def demo(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="放示例的文件夹（要是空的或还没有的）")] = Path(
        "wenming-demo"
    ),
) -> int:
    """用示例档案走一遍：检查、装盒、写周报。"""
    from datetime import date

    from wenming_cli.cli.box import build_boxes, say_boxes
    from wenming_cli.cli.report import write_weekly
    from wenming_cli.cli.screen import progress, say, show_judgement
    from wenming_cli.errors import Exit
    from wenming_cli.pipeline import examine, remember, take_in
    from wenming_cli.workspace.open import open_workspace
    from wenming_cli.workspace.start import lay_out_example
    from wenming_cli.writer.lock import lock

    target = folder.resolve()
    count = lay_out_example(target)
    workspace = open_workspace(target)
    as_of = date(2021, 11, 12)
    with lock(workspace.folder), progress(quiet=False) as step:
        archive = take_in(workspace, as_of, step)
        examination = examine(workspace, archive, as_of)[0]
        remember(workspace, archive)
        report = build_boxes(workspace, examination, None, step)
        weekly = write_weekly(workspace, archive, examination, step)
    say(f"示例档案摆好了：{target}（青澜县审计局，虚构，{count} 个文件）")
    show_judgement(examination.judgement, "category", everything=False)
    say()
    say_boxes(report)
    say(f"周报写好了：{weekly}")
    say()
    say("看这里：")
    say(f"  资料盒    {report.out}（先打开 总目录.docx 和各盒的盒内目录）")
    say(f"  周报      {weekly}")
    say(f"  再查一遍  cd {folder} && wenming check --as-of 2021-11-12")
    say(f"  问为什么  cd {folder} && wenming why 2.1.6")
    return Exit.DONE
