"""wenming box: assemble the archive into numbered boxes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import AsOf, Where, day, opened

if TYPE_CHECKING:
    from wenming_cli.box.build import BoxReport
    from wenming_cli.pipeline import Examination, Progress
    from wenming_cli.workspace.open import Workspace


def box(
    where: Where = Path(),
    as_of: AsOf = None,
    only: Annotated[
        str | None, typer.Option("--only", metavar="盒号|条目", help="只做这些，用逗号隔开，例如 3,2.1.6")
    ] = None,
) -> int:
    """装盒：材料编号成盒，配目录和缺件清单。

    按类别和项目分盒，复制材料（原件不动），写盒内目录、总目录、缺件清单和校验清单。
    """
    from wenming_cli.cli.screen import progress, say
    from wenming_cli.errors import Exit
    from wenming_cli.pipeline import examine, take_in
    from wenming_cli.writer.lock import lock

    workspace, today = opened(where), day(as_of)
    several = len(workspace.settings.criteria) > 1
    with lock(workspace.folder, wait_seconds=5), progress(quiet=False) as step:
        archive = take_in(workspace, today, step)
        examinations = examine(workspace, archive, today)
        reports = [build_boxes(workspace, one, only, step, several=several) for one in examinations]
    for report in reports:
        say_boxes(report)
    if any(one.reading.problem for one in archive.evidence):
        say("有读不了的文件没有入盒，用 wenming ledger --state 读不了 查看。")
    return Exit.DONE


def build_boxes(
    workspace: "Workspace", examination: "Examination", only: str | None, step: "Progress", *, several: bool = False
) -> "BoxReport":
    """Plan and build the boxes of one set; each set has its own folder where there are several."""
    from wenming_cli.box.build import build
    from wenming_cli.box.plan import plan_boxes
    from wenming_cli.workspace.open import BOXES

    plan = plan_boxes(examination.criteria, examination.matching, examination.judgement, examination.records)
    out = workspace.folder / BOXES
    if several:
        out = out / examination.criteria.head.id
    wanted = frozenset(part.strip() for part in only.replace("，", ",").split(",") if part.strip()) if only else None
    return build(
        plan, examination.judgement, workspace.roots, out, wanted, lambda done, total: step("装盒", done, total)
    )


def say_boxes(report: "BoxReport") -> None:
    """What a build did, in a few lines."""
    from wenming_cli.cli.screen import say

    slips = f"，其中代替页 {report.slips} 件" if report.slips else ""
    if report.unchanged:
        say(f"资料盒没有变化：{report.out}（{report.pieces} 件{slips}）")
    else:
        say(
            f"资料盒装好了：{report.out}（{len(report.made)} 盒，{report.pieces} 件{slips}，新复制 {report.copied} 件）"
        )
    for path in report.foreign:
        say(f"  盒里有不是 wenming 放的文件，已原样保留：{path}")
    for was, now in report.edited:
        if was == now:
            say(f"  人工改过的目录，内容没有变化，原样保留：{now}")
        else:
            say(f"  人工改过的文件没有覆盖，改过的那份留在：{now}（原 {was}）")
    for name in report.offline:
        say(f"  证据文件夹离线，这一盒没有重做：{name}")
