"""wenming export: what an online assessment (网申) asks for, a folder for every indicator."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import AsOf, Where, day, opened

if TYPE_CHECKING:
    from datetime import date

    from wenming_cli.export.build import ExportReport
    from wenming_cli.export.plan import ExportPlan, Indicator
    from wenming_cli.model.evidence import Evidence
    from wenming_cli.pipeline import Examination, Progress
    from wenming_cli.workspace.open import Workspace


def export(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="导出到哪里：新的文件夹，或以前导出的")],
    where: Where = Path(),
    as_of: AsOf = None,
    only: Annotated[
        str | None, typer.Option("--only", metavar="编号", help="只导出这些指标，用逗号隔开，例如 1.2.5,2.1")
    ] = None,
    zipped: Annotated[bool, typer.Option("--zip", help="每个指标一个压缩包")] = False,
    personal: Annotated[bool, typer.Option("--with-personal-data", help="含个人信息的文件也导出")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会导出什么，不写文件")] = False,
    count: Annotated[bool, typer.Option("--count", help="数一数填好的说明报告各有多少字，不导出")] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="姓名", help="谁导出的，不写就用电脑的登录名")] = None,
) -> int:  # fmt: skip
    """网申包：按指标导出，带说明报告空表和交付清单。

    每个指标一个文件夹，图片、PDF 按 wenming.yaml 的 export 缩小、拆分；密级、内部文件从不导出。
    """
    from wenming_cli.cli.export_place import place_for
    from wenming_cli.cli.indicators import indicators_of, wanted_of
    from wenming_cli.cli.screen import progress, say
    from wenming_cli.errors import Exit
    from wenming_cli.pipeline import examine, take_in
    from wenming_cli.writer.lock import lock

    if count:
        from wenming_cli.cli.export_count import say_lengths

        return say_lengths(folder)
    workspace, today = opened(where), day(as_of)
    place = place_for(workspace, folder)
    with lock(workspace.folder, wait_seconds=5), progress(quiet=False) as step:
        archive = take_in(workspace, today, step)
        examinations = examine(workspace, archive, today)
        tables = [indicators_of(one) for one in examinations]
        wanted = wanted_of(only, tables)
        pairs = zip(examinations, tables, strict=True)
        plans = [
            plan for one, table in pairs if (plan := _planned(workspace, one, table, wanted, zipped, step)).folders
        ]
        say_secret(examinations)
        say_personal(plans, stop=not (personal or dry_run))
        for plan in plans:
            target = place / plan.criteria if len(examinations) > 1 else place
            if dry_run:
                say_plan(plan)
            else:
                say_report(_exported(workspace, plan, target, step, by, whole=only is None))
    for notice in archive.notices:
        say(notice)
    return Exit.DONE


def _planned(
    workspace: "Workspace", examination: "Examination", table: "list[Indicator]", wanted: frozenset[str], zipped: bool,
    step: "Progress",
) -> "ExportPlan":  # fmt: skip
    """What leaves of one set; *table* are all its indicators."""
    from wenming_cli.cli.export_fit import located_in
    from wenming_cli.cli.indicators import personal_in, personal_words
    from wenming_cli.export.plan import Whose, plan_export
    from wenming_cli.model.evidence import Evidence
    from wenming_cli.office.convert import find_office

    judgement, rules = examination.judgement, workspace.settings.export
    rules = rules.model_copy(update={"zip": True}) if zipped else rules
    chosen = [one for one in table if one.ident in wanted]
    contents = {one.sha256: one for row in chosen for one in row.entries if isinstance(one, Evidence)}
    personal = {sha256: words for sha256, one in contents.items() if (words := personal_words(personal_in(one)))}
    whose = Whose(judgement.unit, judgement.year, judgement.as_of, examination.criteria.head.id)
    located = located_in(workspace, contents.values(), step)
    office = find_office() is not None
    return plan_export(chosen, len(table), whose, rules, personal, located, office)


def say_secret(examinations: "tuple[Examination, ...]") -> None:
    """First what never leaves: by its path, for nothing else of it may be shown."""
    from wenming_cli.cli.indicators import shown
    from wenming_cli.cli.screen import say
    from wenming_cli.export.plan import is_secret

    found = {
        one.evidence.sha256: one.evidence
        for examination in examinations
        for one in examination.matching.standings
        if is_secret(one.evidence)
    }
    if found:
        say(f"有密级或内部标记的文件{len(found)}个，不导出（放行过的也不导出，只能线下提供）：")
        for one in found.values():
            say(f"  {shown(one)}")


def say_personal(plans: "list[ExportPlan]", *, stop: bool) -> None:
    """The files with personal data, before anything leaves; UsageError where nobody said that they may."""
    from wenming_cli.cli.indicators import personal_in, personal_words, shown
    from wenming_cli.cli.screen import say
    from wenming_cli.errors import UsageError
    from wenming_cli.export.plan import LOCATED

    leaving: dict[str, tuple[Evidence, list[str]]] = {}
    for folder in (folder for plan in plans for folder in plan.folders):
        for file in folder.files:
            leaving.setdefault(file.evidence.sha256, (file.evidence, []))[1].append(folder.indicator.ident)
    found = [(one, idents) for one, idents in leaving.values() if personal_in(one)]
    if found:
        say(f"含个人信息的文件{len(found)}个：")
    for one, idents in found:
        say(f"  {'、'.join(idents)}　{shown(one)}　{personal_words(personal_in(one)).removeprefix('含个人信息：')}")
    unread = sum(bool(one.reading.unrecognised or one.reading.problem) for one, _ in leaving.values())
    if unread:
        say(f"另有{unread}个文件读不了，或文字在图里没有识别，有没有个人信息要人看一遍。")
    located = sum(LOCATED in file.remark for plan in plans for file in plan.files)
    if located:
        say(f"{located}张照片里有拍摄地点（GPS），原样导出，交付清单的备注里标出；缩小过的照片已经去掉。")
    if found and stop:
        raise UsageError(
            f"要导出的文件里有{len(found)}个含个人信息，没有导出",
            remedy="请提供人遮住后另存一份再归档；按规定确实要报送的，加上 --with-personal-data",
        )


def say_plan(plan: "ExportPlan") -> None:
    """The dry run: indicator by indicator what would leave."""
    from wenming_cli.cli.screen import say, show_table
    from wenming_cli.export.plan import Treatment
    from wenming_cli.text import size_shown

    rows = []
    for folder in plan.folders:
        changed = sum(file.treatment is not Treatment.COPY for file in folder.files)
        size = sum(file.evidence.place.size for file in folder.files)
        cells = (len(folder.files), len(folder.records), size_shown(size) if size else "", changed, folder.kept_back)
        rows.append((folder.name, *(cell or "" for cell in cells)))
    heads = ("指标", "文件", "纸质件、链接", "大小", "缩小、转换、拆分", "不上网")
    show_table(f"网申包 · {plan.criteria}（只看，没有写文件）", [(head, None) for head in heads], rows)
    say(f"共{len(plan.folders)}个指标，{len(plan.files)}个文件。")


def _exported(
    workspace: "Workspace", plan: "ExportPlan", out: Path, step: "Progress", by: str | None, *, whole: bool
) -> "ExportReport":
    """Write one export, and note it before it appears."""
    from wenming_cli.cli.decide import _login
    from wenming_cli.cli.export_fit import fitting
    from wenming_cli.cli.indicators import personal_in
    from wenming_cli.export.build import Ways, export
    from wenming_cli.export.noted import Entry, note_export
    from wenming_cli.workspace.open import ROUNDS

    on: date = day(None)
    personal = sum(bool(personal_in(file.evidence)) for file in plan.files)
    named = "全部" if whole else "、".join(folder.indicator.ident for folder in plan.folders)

    def note(report: "ExportReport") -> None:
        entry = Entry(
            on,
            plan.criteria,
            str(out),
            named,
            report.files,
            report.size,
            personal,
            report.sums,
            by or _login() or "不明",
        )
        note_export(workspace.folder / ROUNDS, entry)

    with fitting(workspace, plan.rules) as fit:
        return export(plan, out, Ways(workspace.roots, fit, note, lambda done, total: step("导出", done, total)))


def say_report(report: "ExportReport") -> None:
    """What was written, in a few lines."""
    from wenming_cli.cli.screen import say
    from wenming_cli.text import size_shown

    made = f"，其中缩小、转换、拆分{report.made}个" if report.made else ""
    say(f"网申包导出好了：{report.out}（{report.files}个文件，{size_shown(report.size)}{made}）")
    for stem, why in report.unfitted:
        say(f"  没有缩小、转换或拆分，原样放入：{stem}（{why}）")
    for path in report.kept:
        say(f"  填过的说明报告没有覆盖：{path}")
    say("记在 历次检查/导出记录.tsv。填好说明报告后，用 wenming export --count 数字数。")
