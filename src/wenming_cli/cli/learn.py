"""wenming learn: finished boxes of last year, or any folder tree named by item, become examples."""

from pathlib import Path
from typing import Annotated

import typer

from wenming_cli.cli.options import AsJson, Where, day, opened


def learn(
    folder: Annotated[
        Path | None, typer.Argument(metavar="文件夹", help="去年的资料盒，或按条目编号（1.2.5 …）分好的文件夹")
    ] = None,
    where: Where = Path(),
    name: Annotated[str | None, typer.Option("--name", metavar="名称", help="这批样例叫什么，默认用文件夹名")] = None,
    forget: Annotated[str | None, typer.Option("--forget", metavar="名称", help="不要这一批了")] = None,
    as_json: AsJson = False,
) -> int:
    """从往年的资料盒学：哪样的材料归哪一条，今年拿得更准。

    只加分，不替人作决定；样例写在 learned.yaml，可以看、可以改、可以删。不带文件夹时列出学过的。
    """
    from wenming_cli.cli.screen import progress, say, say_json
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.pipeline import learn_from
    from wenming_cli.review.lessons import forget_lesson, read_lessons
    from wenming_cli.workspace.open import LEARNED
    from wenming_cli.writer.lock import lock

    workspace = opened(where)
    path = workspace.folder / LEARNED
    if forget is not None:
        with lock(workspace.folder, wait_seconds=5):
            gone = forget_lesson(path, forget)
        if not gone:
            raise UsageError(f"没有叫“{forget}”的样例", remedy="不带参数运行 wenming learn 看学过哪些")
        say(f"已忘掉“{forget}”。")
        return Exit.DONE
    if folder is None:
        lessons = read_lessons(path)
        for lesson in lessons:
            value = {"source": lesson.source, "at": lesson.at, "examples": len(lesson.examples)}
            if as_json:
                say_json(value)
            else:
                say(f"{lesson.source}　{lesson.at}　{len(lesson.examples)}个样例")
        if not lessons and not as_json:
            say("还没有学过。用 wenming learn 去年的资料盒/ 开始。")
        return Exit.DONE
    if not folder.is_dir():
        raise UsageError(f"没有这个文件夹：{folder}", remedy="检查路径，或先插上存放去年资料的盘")
    with lock(workspace.folder, wait_seconds=5), progress(quiet=as_json) as step:
        lesson, left = learn_from(workspace, folder.resolve(), name or folder.resolve().name, day(None), step)
    items = len({one.item for one in lesson.examples})
    if as_json:
        say_json({"source": lesson.source, "examples": len(lesson.examples), "items": items, "left_out": left})
        return Exit.DONE
    if not lesson.examples:
        raise UsageError(
            f"“{folder}”里没有按条目编号命名的文件夹", remedy="文件夹名以条目编号开头，例如“1.2.5 会议记录”"
        )
    say(f"从“{lesson.source}”学到 {len(lesson.examples)} 个样例，分属 {items} 个条目；{left} 个文件不在条目文件夹里。")
    say(f"写在 {LEARNED}，不要了用 wenming learn --forget {lesson.source}。")
    return Exit.DONE
