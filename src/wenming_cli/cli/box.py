"""wenming box: assemble the archive into numbered boxes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import AsOf, Where, day, named_in, opened

SHOWN = 5
"""So many files stand behind a reason."""

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wenming_cli.box.build import BoxReport
    from wenming_cli.pipeline import Examination, Progress
    from wenming_cli.typeset.proofs import Passages
    from wenming_cli.workspace.open import Workspace


MANY = 10
"""From so many inserted pieces on, and a third of all, numbering anew is worth a thought."""


def box(
    where: Where = Path(),
    as_of: AsOf = None,
    only: Annotated[
        str | None, typer.Option("--only", metavar="盒号|条目", help="只做这些，用逗号隔开，例如 3,2.1.6")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出装盒方案，不动资料盒")] = False,
    renumber: Annotated[
        bool, typer.Option("--renumber", help="件号全部从 001 重编（平时件号不变，新材料插号）")
    ] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="每盒另做一本装订本.pdf：编页码、书签，目录带页号；各表另存 PDF")
    ] = False,
    duplex: Annotated[bool, typer.Option("--duplex", help="装订本双面打印：每件从右手页起（和 --pdf 一起用）")] = False,
) -> int:
    """装盒：材料编号成盒，配目录和缺件清单。

    按类别和项目分盒，复制材料（原件不动），写盒内目录、总目录、缺件清单和校验清单。编过的件号不变：新材料插号，
    换了的用原号，移出的空号；有变动时写抽换清单。
    """
    from wenming_cli.cli.box_plan import planned, show_plan
    from wenming_cli.cli.box_unread import say_copies, with_copies
    from wenming_cli.cli.screen import progress, say
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.pipeline import examine, take_in
    from wenming_cli.writer.lock import lock
    from wenming_cli.writer.swap import recover

    if renumber and only is not None:
        raise UsageError("--renumber 和 --only 不能一起用", remedy="重新编号是全部一起编")
    if duplex and not pdf:
        raise UsageError("--duplex 要和 --pdf 一起用", remedy="运行 wenming box --pdf --duplex")
    workspace, today = opened(where), day(as_of)
    reports: list[BoxReport] = []
    with lock(workspace.folder, wait_seconds=5), progress(quiet=False) as step:
        if not dry_run:
            for out in workspace.all_boxes:
                recover(out)
        archive = with_copies(workspace, take_in(workspace, today, step), today, step)
        examinations = examine(workspace, archive, today)
        if not dry_run:
            reports = [
                build_boxes(workspace, one, only, step, renumber=renumber, pdf=pdf, duplex=duplex)
                for one in examinations
            ]
    for examination in examinations if dry_run else ():
        out = workspace.boxes_of(examination.criteria.head.id)
        plan, notice = planned(workspace, examination, out, renumber=renumber)
        show_plan(plan, examination, out, named_in(only))
        if notice:
            say(notice)
    for report in reports:
        say_boxes(report)
    say_copies(archive)
    if not dry_run and any(one.reading.problem for one in archive.evidence):
        say("有读不了的文件没有入盒，用 wenming ledger --state 读不了 查看。")
    return Exit.DONE


def build_boxes(
    workspace: "Workspace",
    examination: "Examination",
    only: str | None,
    step: "Progress",
    *,
    renumber: bool = False,
    pdf: bool = False,
    duplex: bool = False,
) -> "BoxReport":
    """Plan and build the boxes of one set; each set has its own folder where there are several."""
    from contextlib import nullcontext

    from wenming_cli.bind.binder import here
    from wenming_cli.box.binding import Binders
    from wenming_cli.box.build import build
    from wenming_cli.cli.box_plan import details_of, planned, proofs_in
    from wenming_cli.cli.screen import say
    from wenming_cli.writer.swap import recover

    out = workspace.boxes_of(examination.criteria.head.id)
    recover(out)
    plan, notice = planned(workspace, examination, out, renumber=renumber)
    if notice:
        say(notice)
    activities = {one.id: one.name for one in examination.matching.activities}
    proofs = proofs_in(workspace, examination) if pdf else {}
    binding = here(workspace.inner, lambda done, total: step("装订", done, total)) if pdf else nullcontext()
    with binding as binder:
        return build(
            plan, examination.judgement, workspace.roots, out, named_in(only),
            lambda done, total: step("装盒", done, total), details_of(workspace, examination),
            Binders(binder, activities, duplex, proofs) if binder is not None else None,
        )  # fmt: skip


def say_boxes(report: "BoxReport") -> None:
    """What a build did, in a few lines."""
    from wenming_cli.box.changes import told
    from wenming_cli.cli.screen import say
    from wenming_cli.model.filed import FiledState

    slips = f"，其中代替页 {report.slips} 件" if report.slips else ""
    if report.unchanged:
        say(f"资料盒没有变化：{report.out}（{report.pieces} 件{slips}）")
    else:
        say(
            f"资料盒装好了：{report.out}（{len(report.made)} 盒，{report.pieces} 件{slips}，新复制 {report.copied} 件）"
        )
    if report.changes or report.moved:
        say("请抽换" + ("（抽换清单.docx 写着每件放在哪里）：" if report.changes else "："))
    for line in (*told(report.changes, report.reprints), *report.moved):
        say(f"  {line}")
    say_bound(report)
    inserted = sum(row.state is FiledState.INSERTED for row in report.changes)
    if inserted >= MANY and inserted * 3 >= report.pieces:
        say(f"  这次插号 {inserted} 件，号比较乱；纸质盒还没有装的，可以用 wenming box --renumber 从 001 重编")
    for path in report.foreign:
        say(f"  盒里有不是 wenming 放的文件，已原样保留：{path}")
    for was, now in report.edited:
        if was == now:
            say(f"  人工改过的表，内容没有变化，原样保留：{now}")
        else:
            say(f"  人工改过的文件没有覆盖，改过的那份留在：{now}（原 {was}）")
    for name in report.offline:
        say(f"  证据文件夹离线，这一盒没有重做：{name}")


def marked(passages: "Iterable[Passages]") -> "Iterator[str]":
    """How many passages were underlined, in how many pieces, and how many of the words did not stand on the pages."""
    some = list(passages)
    pieces = len({(at, row.piece) for at, one in enumerate(some) for row in one.rows})
    unfound = sum(one.unfound for one in some)
    if pieces:
        yield f"  红线标出 {sum(len(one.rows) for one in some)} 处印证内容，在 {pieces} 件材料上（见各盒 印证标识表）"
    if unfound:
        yield f"  {unfound} 处印证内容在页上没有找到原话，没有画线"


def say_bound(report: "BoxReport") -> None:
    """What was bound, what of it became a slip and why, what could not be bound."""
    from itertools import groupby

    from wenming_cli.cli.screen import say

    bound = report.bound
    if bound.sheets:
        say(f"装订本 {len(bound.sheets)} 本，共 {bound.pages} 页（每盒文件夹里的 装订本.pdf）")
    for line in marked(bound.passages.values()):
        say(line)
    for why, some in groupby(sorted(bound.slips.items(), key=lambda one: one[1]), key=lambda one: one[1]):
        names = [path.rpartition("/")[2] for path, _ in some]
        more = " 等" if len(names) > SHOWN else ""
        say(f"  {len(names)} 件没有装订，放了代替页（{why}）：{'、'.join(names[:SHOWN])}{more}")
    for path, why in bound.failed.items():
        say(f"  没有做成：{path}（{why}）；盒内目录没有页号，其余不受影响，再运行一次 wenming box --pdf")
    if report.unbound:
        boxes = len({path.rpartition("/")[0] for path in report.unbound} - {""})
        what = f" {boxes} 盒的装订本和各表的 PDF" if boxes else "总目录等表的 PDF"
        say(f"这次没有加 --pdf，去掉了{what}；要的话运行 wenming box --pdf")
