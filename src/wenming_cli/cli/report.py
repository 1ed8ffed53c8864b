"""wenming report: the report and the weekly gap report, in the formats that people and programs take."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import AsOf, Where, day, opened
from wenming_cli.cli.review import own_name

if TYPE_CHECKING:
    from wenming_cli.pipeline import Archive, Examination, Progress
    from wenming_cli.report.page.matter import Week
    from wenming_cli.workspace.open import Workspace


def report(
    where: Where = Path(),
    as_of: AsOf = None,
    weekly: Annotated[bool, typer.Option("--weekly", help="周报：与上一份周报比较，并冻结这一周")] = False,
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="格式", help="html 网页、md 文本；周报不写就是 md")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件", help="写到哪里；不写就在工作区的“报告”文件夹")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="--out 那里已经有文件，覆盖它")] = False,
    stdout: Annotated[bool, typer.Option("--stdout", help="md 同时显示在屏幕上")] = False,
) -> int:
    """报告和周报：缺什么、谁的、与上周比变了什么。

    html 是一个文件的网页，手机上能看，能打印，不用联网。
    """
    from wenming_cli.cli.screen import progress, say
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.pipeline import examine, remember, take_in
    from wenming_cli.writer.lock import lock

    if not weekly and format_name is None:
        raise UsageError(
            "请说明要哪种报告", remedy="周报用 wenming report --weekly；看现在的情况用 wenming report --format html"
        )
    kind = format_name or "md"
    if kind not in FORMATS:
        raise UsageError(f"还不能出“{kind}”格式的报告", remedy=f"用 --format {' 或 '.join(FORMATS)}")
    if stdout and kind != "md":
        raise UsageError(f"{kind} 格式不能显示在屏幕上", remedy="去掉 --stdout，或用 --format md")
    workspace, today = opened(where), day(as_of)
    target = place_for(workspace, out, kind) if out else None
    with lock(workspace.folder, wait_seconds=60), progress(quiet=False) as step:
        archive = take_in(workspace, today, step)
        examinations = examine(workspace, archive, today)
        several = len(examinations) > 1
        places = [
            own_name(target, one, several) if target else default_place(workspace, one, kind, weekly=weekly)
            for one in examinations
        ]
        keep_others(places if target else [], force)
        weeks = [week_of(workspace, one) if weekly else None for one in examinations]
        made = [
            FORMATS[kind](workspace, archive, one, week, step) for one, week in zip(examinations, weeks, strict=True)
        ]
        remember(workspace, archive)
        for place, data in zip(places, made, strict=True):
            keep(workspace, place, data)
        for one in examinations if weekly else ():
            freeze_week(workspace, one)
    for place, data in zip(places, made, strict=True):
        if stdout:
            say_text(data)
        say(f"{'周报' if weekly else '报告'}写好了：{place}")
    return Exit.DONE


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


def as_md(
    workspace: "Workspace", archive: "Archive", one: "Examination", week: "Week | None", step: "Progress"
) -> bytes:
    """The report as Markdown."""
    from wenming_cli.report.weekly import as_markdown
    from wenming_cli.report.whole import whole_markdown

    if week is None:
        return whole_markdown(one.judgement).encode("utf-8")
    return as_markdown(one.judgement, week.changes, week.due_next, week.since, week.troubles).encode("utf-8")


def as_html(
    workspace: "Workspace", archive: "Archive", one: "Examination", week: "Week | None", step: "Progress"
) -> bytes:
    """The report as a page."""
    from wenming_cli.cli.report_page import page_of

    return page_of(workspace, one, week, archive.notices, step)


FORMATS: dict[str, "Callable[[Workspace, Archive, Examination, Week | None, Progress], bytes]"] = {
    "html": as_html,
    "md": as_md,
}


def default_place(workspace: "Workspace", one: "Examination", kind: str, *, weekly: bool) -> Path:
    """Where a report goes by itself: the weekly text beside its frozen week, all else into 报告."""
    from wenming_cli.report.weekly import week_name
    from wenming_cli.workspace.open import REPORTS, ROUNDS

    as_of = one.judgement.as_of
    name = week_name(as_of) if weekly else f"报告-{as_of}"
    folder = ROUNDS if weekly and kind == "md" else REPORTS
    return workspace.folder / folder / f"{name}-{one.judgement.criteria}.{kind}"


def place_for(workspace: "Workspace", out: Path, kind: str) -> Path:
    """Where --out may point: never among the evidence, and under the name of its format."""
    from wenming_cli.errors import UsageError

    if out.suffix.lower() != f".{kind}":
        raise UsageError(f"{kind} 格式的报告不能叫“{out.name}”", remedy=f"写成 --out 报告.{kind}")
    place = out.resolve()
    if any(place.is_relative_to(root.resolve()) for root in workspace.roots.values()):
        raise UsageError(f"“{out}”在证据文件夹里，那里只放证据", remedy="写到证据文件夹外面")
    return place


def keep_others(places: list[Path], force: bool) -> None:
    """Refuse to write over a file without *force*."""
    from wenming_cli.errors import UsageError

    for place in places:
        if place.exists() and not force:
            raise UsageError(f"{place} 已经存在，没有覆盖", remedy="换一个名字；确实要覆盖，加 --force")


def keep(workspace: "Workspace", place: Path, data: bytes) -> None:
    """Write one report, whole or not at all."""
    from wenming_cli.writer.file import make_folder, write_file

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
    place = default_place(workspace, one, "md", weekly=True)
    keep(workspace, place, as_md(workspace, archive, one, week_of(workspace, one), step))
    freeze_week(workspace, one)
    return place


def say_text(data: bytes) -> None:
    """A text on the screen."""
    from wenming_cli.cli.screen import say

    for line in data.decode("utf-8").splitlines():
        say(line)
