"""wenming verify: are the boxes still what they were when they were built?"""

from pathlib import Path
from typing import Annotated

import typer

from wenming_cli.cli.options import AsJson, Where, named_in, opened


def verify(
    only: Annotated[str | None, typer.Argument(metavar="盒号", help="只查这些盒，用逗号隔开")] = None,
    where: Where = Path(),
    as_json: AsJson = False,
) -> int:
    """校验资料盒：少了、多了、变了哪些文件。"""
    from dataclasses import asdict

    from wenming_cli.box.before import boxed_in
    from wenming_cli.box.outdated import outdated
    from wenming_cli.box.verify import verify as verify_boxes
    from wenming_cli.cli.screen import progress, say, say_json
    from wenming_cli.errors import Exit

    workspace = opened(where)
    wanted = named_in(only)
    whole = True
    for out in workspace.all_boxes:
        with progress(quiet=as_json) as step:
            found = verify_boxes(out, wanted, lambda done, total, step=step: step("校验", done, total))  # type: ignore[misc]
        old = outdated(boxed_in(out), workspace.roots)
        whole = whole and found.whole
        if as_json:
            changed = [{"box": row.box, "piece": row.piece, "original": row.place} for row in old]
            say_json({"out": str(out), "whole": found.whole, **asdict(found), "outdated": changed})
            continue
        if found.broken:
            say(f"校验清单不能用了：{found.broken}")
        for title, paths in (
            ("少了", found.missing),
            ("多了", found.extra),
            ("变了", found.changed),
            ("目录人工改过", found.edited),
        ):
            for path in paths:
                say(f"{title}：{path}")
        for path, reason in found.odd:
            say(f"读不了：{path}（{reason}）")
        for row in old:
            say(f"原件已改，盒内是旧版：第{row.box:02d}盒 {row.piece}号（{row.place}），运行 wenming box 换上新版")
        say(f"{out}：核对 {found.checked} 个文件，{'完好' if found.whole else '有问题，见上'}。")
    return Exit.DONE if whole else Exit.NOT_YET
