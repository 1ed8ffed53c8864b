"""wenming report: the report and the weekly gap report, in the formats that people and programs take."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import AsOf, Final, Where, day, opened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wenming_cli.cli.report_formats import Run
    from wenming_cli.pipeline import Archive, Examination, Progress
    from wenming_cli.workspace.open import Workspace


def report(
    where: Where = Path(),
    as_of: AsOf = None,
    final: Final = False,
    weekly: Annotated[bool, typer.Option("--weekly", help="周报：与上一份周报比较，并冻结这一周")] = False,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="格式", help="html 网页、xlsx 台账和缺件清单、docx 通知和报告、md、json、ics 日历"
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="文件", help="写到哪里（docx 是文件夹）；不写就在工作区的“报告”里"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="--out 的文件、“报告”里当天的 docx 已经有了，覆盖它")] = False,
    by: Annotated[
        str | None, typer.Option("--by", metavar="方式", help="md 怎么分组：category 类别、owner 责任人、date 期限")
    ] = None,
    stdout: Annotated[bool, typer.Option("--stdout", help="md 同时显示在屏幕上")] = False,
) -> int:
    """报告和周报：缺什么、谁的、与上周比变了什么。

    html 是一个文件的网页，手机上能看，能打印，不用联网。
    """
    from wenming_cli.cli.report_formats import Run, made, places
    from wenming_cli.cli.screen import progress, say
    from wenming_cli.cli.week import since_last
    from wenming_cli.errors import Exit
    from wenming_cli.pipeline import examine, remember, take_in
    from wenming_cli.writer.lock import lock

    kind = kind_of(format_name, weekly=weekly, stdout=stdout)
    way = way_of(by, kind, weekly=weekly, final=final)
    workspace, today = opened(where), day(as_of)
    target = place_for(workspace, out, kind) if out else None
    with lock(workspace.folder, wait_seconds=60), progress(quiet=False) as step:
        archive = take_in(workspace, today, step)
        examinations = examine(workspace, archive, today, final=final)
        weeks = tuple(since_last(workspace, one.judgement) if weekly else None for one in examinations)
        run = Run(workspace, archive, examinations, weeks, step, way)
        target = target or default_place(run, kind, weekly=weekly)
        where_to = places(run, kind, target)
        keep_others(where_to if out or kind == "docx" else (), force=force, may_force=out is None or kind != "docx")
        written = made(run, kind, target)
        remember(workspace, archive)
        keep(workspace, target if kind == "docx" else None, written)
        for one in examinations if weekly else ():
            freeze_week(workspace, one)
    if stdout:
        for data in written.values():
            say_text(data)
    for place in where_to:
        say(f"{'周报' if weekly else '报告'}写好了：{place}" + (f"（{len(written)}份）" if kind == "docx" else ""))
    return Exit.DONE


def kind_of(format_name: str | None, *, weekly: bool, stdout: bool) -> str:
    """The format that is meant; a week without one is text."""
    from wenming_cli.cli.report_formats import FORMATS
    from wenming_cli.errors import UsageError

    if not weekly and format_name is None:
        raise UsageError(
            "请说明要哪种报告", remedy="周报用 wenming report --weekly；看现在的情况用 wenming report --format html"
        )
    kind = format_name or "md"
    if kind not in FORMATS:
        raise UsageError(f"还不能出“{kind}”格式的报告", remedy=f"可用：{'、'.join(FORMATS)}")
    if stdout and kind != "md":
        raise UsageError(f"{kind} 格式不能显示在屏幕上", remedy="去掉 --stdout，或用 --format md")
    return kind


def way_of(by: str | None, kind: str, *, weekly: bool, final: bool) -> str:
    """How the text is grouped; what does not go together is refused."""
    from wenming_cli.errors import UsageError
    from wenming_cli.report.grouping import WAYS

    if weekly and final:
        raise UsageError(
            "周报按当天的情况判定，不能加 --final",
            remedy="去掉 --weekly 或 --final；按年度已经结束看，用 --format html --final",
        )
    if by is not None and by not in WAYS:
        raise UsageError(f"--by 没有“{by}”", remedy=f"可用：{'、'.join(WAYS)}")
    if by is not None and (weekly or kind != "md"):
        what = "周报" if weekly else f"{kind} 格式"
        remedy = "用 --format md --by；网页和表格里可以按责任人、期限筛选，周报里已经按责任人列出"
        raise UsageError(f"{what}不能用 --by 分组", remedy=remedy)
    return by or WAYS[0]


def default_place(run: "Run", kind: str, *, weekly: bool) -> Path:
    """Where a report goes by itself: the weekly text beside its frozen week, all else into 报告."""
    from wenming_cli.cli.report_formats import BY_SET
    from wenming_cli.report.week import week_name
    from wenming_cli.workspace.open import REPORTS, ROUNDS

    final = "-年终判定" if run.examinations[0].judgement.final else ""
    name = week_name(run.as_of) if weekly else f"报告-{run.as_of}{final}"
    if kind in BY_SET and len(run.examinations) == 1:
        name += f"-{run.examinations[0].criteria.head.id}"
    folder = run.workspace.folder / (ROUNDS if weekly and kind == "md" else REPORTS)
    return folder / (name if kind == "docx" else f"{name}.{kind}")


def place_for(workspace: "Workspace", out: Path, kind: str) -> Path:
    """Where --out may point: never among the evidence, and under the name of its format."""
    from wenming_cli.errors import UsageError

    if kind != "docx" and out.suffix.lower() != f".{kind}":
        raise UsageError(f"{kind} 格式的报告不能叫“{out.name}”", remedy=f"写成 --out 报告.{kind}")
    if kind == "docx" and out.suffix.lower() == ".docx":
        raise UsageError("docx 有好几份，要写到文件夹里", remedy="写成 --out 督办")
    place = out.resolve()
    if any(place.is_relative_to(root.resolve()) for root in workspace.roots.values()):
        raise UsageError(f"“{out}”在证据文件夹里，那里只放证据", remedy="写到证据文件夹外面")
    return place


def keep_others(places: "Sequence[Path]", *, force: bool, may_force: bool) -> None:
    """Refuse to write over a file, or over papers that somebody may have numbered and signed, without *force*.

    A folder that the user names is never written over: what else lies in it would be lost.
    """
    from wenming_cli.errors import UsageError

    for place in places:
        stands = any(place.iterdir()) if place.is_dir() else place.exists()
        if stands and not (force and may_force):
            remedy = "用 --out 换一个新的名字" + ("；确实要覆盖，加 --force" if may_force else "")
            raise UsageError(f"{place} 已经存在，没有覆盖", remedy=remedy)


def keep(workspace: "Workspace", folder: Path | None, written: "Mapping[Path, bytes]") -> None:
    """Write the files, each whole or not at all; the papers of a *folder* all in one step."""
    from wenming_cli.writer.file import make_folder, write_file
    from wenming_cli.writer.staging import Staging
    from wenming_cli.writer.tree import replace_tree

    def fill(staging: Staging) -> None:
        for place, data in written.items():
            staging.write(place.relative_to(folder or place.parent).as_posix(), data)

    if folder is not None:
        inside = workspace.folder if folder.is_relative_to(workspace.folder) else None
        replace_tree(folder, fill, needed_bytes=sum(map(len, written.values())), inside=inside)
        return
    for place, data in written.items():
        if place.parent.parent == workspace.folder:
            make_folder(place.parent, inside=workspace.folder)
            write_file(place, data, inside=workspace.folder)
        else:
            write_file(place, data)


def freeze_week(workspace: "Workspace", one: "Examination") -> None:
    """Keep the week's judgement, for the next week to be compared with."""
    from wenming_cli.report.week import week_name
    from wenming_cli.rounds.frozen import replace_week
    from wenming_cli.workspace.open import ROUNDS

    replace_week(workspace.folder / ROUNDS, week_name(one.judgement.as_of), one.judgement)


def write_weekly(workspace: "Workspace", archive: "Archive", one: "Examination", step: "Progress") -> Path:
    """Compare with the last frozen week, write the weekly text, freeze this week."""
    from wenming_cli.cli.report_formats import Run, made
    from wenming_cli.cli.week import since_last

    run = Run(workspace, archive, (one,), (since_last(workspace, one.judgement),), step)
    place = default_place(run, "md", weekly=True)
    keep(workspace, None, made(run, "md", place))
    freeze_week(workspace, one)
    return place


def say_text(data: bytes) -> None:
    """A text on the screen."""
    from wenming_cli.cli.screen import say

    for line in data.decode("utf-8").splitlines():
        say(line)
