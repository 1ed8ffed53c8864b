"""wenming report: the report and the weekly gap report, in the formats that people and programs take."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import AsOf, Where, day, opened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wenming_cli.cli.report_formats import Run
    from wenming_cli.pipeline import Archive, Examination, Progress
    from wenming_cli.report.page.matter import Week
    from wenming_cli.workspace.open import Workspace


def report(
    where: Where = Path(),
    as_of: AsOf = None,
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
    stdout: Annotated[bool, typer.Option("--stdout", help="md 同时显示在屏幕上")] = False,
) -> int:
    """报告和周报：缺什么、谁的、与上周比变了什么。

    html 是一个文件的网页，手机上能看，能打印，不用联网。
    """
    from wenming_cli.cli.report_formats import Run, made, places
    from wenming_cli.cli.screen import progress, say
    from wenming_cli.errors import Exit
    from wenming_cli.pipeline import examine, remember, take_in
    from wenming_cli.writer.lock import lock

    kind = kind_of(format_name, weekly=weekly, stdout=stdout)
    workspace, today = opened(where), day(as_of)
    target = place_for(workspace, out, kind) if out else None
    with lock(workspace.folder, wait_seconds=60), progress(quiet=False) as step:
        archive = take_in(workspace, today, step)
        examinations = examine(workspace, archive, today)
        weeks = tuple(week_of(workspace, one) if weekly else None for one in examinations)
        run = Run(workspace, archive, examinations, weeks, step)
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


def week_of(workspace: "Workspace", one: "Examination") -> "Week":
    """What became of the items since the last frozen week, and what is due next."""
    from wenming_cli.judge.change import compare, due_within
    from wenming_cli.report.page.matter import Week
    from wenming_cli.report.weekly import NEXT_DAYS
    from wenming_cli.rounds.frozen import load, weeks_before
    from wenming_cli.send.journal import troubles
    from wenming_cli.workspace.open import ROUNDS

    judgement = one.judgement
    last = weeks_before(workspace.folder / ROUNDS, judgement.criteria, judgement.as_of)
    before = load(last) if last else None
    changes = compare(before, judgement)
    kinds = {kind: [(one.item, one.before, one.gained) for one in ones] for kind, ones in changes.by_kind().items()}
    since = before.as_of if before else None
    failed = troubles(workspace.folder / ROUNDS, since, judgement.as_of)
    return Week(kinds, due_within(judgement, NEXT_DAYS), since, failed)


def default_place(run: "Run", kind: str, *, weekly: bool) -> Path:
    """Where a report goes by itself: the weekly text beside its frozen week, all else into 报告."""
    from wenming_cli.cli.report_formats import BY_SET
    from wenming_cli.report.weekly import week_name
    from wenming_cli.workspace.open import REPORTS, ROUNDS

    name = week_name(run.as_of) if weekly else f"报告-{run.as_of}"
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
    from wenming_cli.report.weekly import week_name
    from wenming_cli.rounds.frozen import replace_week
    from wenming_cli.workspace.open import ROUNDS

    replace_week(workspace.folder / ROUNDS, week_name(one.judgement.as_of), one.judgement)


def write_weekly(workspace: "Workspace", archive: "Archive", one: "Examination", step: "Progress") -> Path:
    """Compare with the last frozen week, write the weekly text, freeze this week."""
    from wenming_cli.cli.report_formats import Run, made

    run = Run(workspace, archive, (one,), (week_of(workspace, one),), step)
    place = default_place(run, "md", weekly=True)
    keep(workspace, None, made(run, "md", place))
    freeze_week(workspace, one)
    return place


def say_text(data: bytes) -> None:
    """A text on the screen."""
    from wenming_cli.cli.screen import say

    for line in data.decode("utf-8").splitlines():
        say(line)
