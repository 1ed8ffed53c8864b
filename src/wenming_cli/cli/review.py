"""wenming review: the questions of the archive as a workbook that a person fills in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import Where, day, opened

if TYPE_CHECKING:
    from wenming_cli.pipeline import Examination, Progress
    from wenming_cli.typeset.form import Form
    from wenming_cli.workspace.open import Workspace


def review(
    where: Where = Path(),
    sheet: Annotated[bool, typer.Option("--sheet", help="写成待确认表（xlsx），用 WPS 填")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件", help="写到哪里；不写就是工作区里的 待确认.xlsx")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="已经有填过、还没应用的表，也覆盖它")] = False,
) -> int:
    """待确认表：拿不准的写成表格，填好用 apply 交回。

    同一次活动的文件放在一组，填一次就行；照片带缩略图。
    """
    from wenming_cli.cli.screen import progress, say
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.pipeline import examine, take_in
    from wenming_cli.writer.lock import lock

    if not sheet:
        raise UsageError("请说明要哪种核对方式", remedy="待确认表用 wenming review --sheet")
    workspace, today = opened(where), day(None)
    with lock(workspace.folder, wait_seconds=5), progress(quiet=False) as step:
        target = place_of(workspace, out)
        archive = take_in(workspace, today, step)
        examinations = examine(workspace, archive, today)
        several = len(examinations) > 1
        said = [
            line
            for one in examinations
            for line in write_form(workspace, one, own_name(target, one, several), today.isoformat(), step, force)
        ]
    for line in (*said, *archive.notices):
        say(line)
    return Exit.DONE


def place_of(workspace: "Workspace", out: Path | None) -> Path:
    """Where the form goes; never among the evidence."""
    from wenming_cli.errors import UsageError
    from wenming_cli.workspace.open import FORM

    if out is None:
        return workspace.folder / FORM
    if out.suffix.lower() != ".xlsx":
        raise UsageError(f"待确认表只能写成 xlsx：{out}", remedy="写成 --out 待确认.xlsx")
    place = out.resolve()
    for root in workspace.roots.values():
        inside = place.is_relative_to(root.resolve())
        if inside and not (root.resolve() == workspace.folder == place.parent and place.name.startswith("待确认")):
            raise UsageError(f"“{out}”在证据文件夹里，那里只放证据", remedy=f"写到别处，例如 {workspace.folder / FORM}")
    return place


def own_name(target: Path, examination: "Examination", several: bool) -> Path:
    """The file of one set; where there are several sets each has its own."""
    return target.with_name(f"{target.stem}-{examination.criteria.head.id}.xlsx") if several else target


def write_form(
    workspace: "Workspace", examination: "Examination", target: Path, today: str, step: "Progress", force: bool
) -> list[str]:
    """Write the form of one set; the lines that say what was done."""
    from wenming_cli.model.evidence import Place
    from wenming_cli.review.links import link_to
    from wenming_cli.review.sheet import form_of
    from wenming_cli.typeset.form_xlsx import form_xlsx
    from wenming_cli.writer.file import write_file

    def link(place: Place) -> str | None:
        return link_to(workspace.roots[place.root] / place.path, target.parent)

    criteria, matching = examination.criteria, examination.matching
    form = form_of(criteria, matching, workspace.settings, today, link)
    if not form.sheets:
        return [f"{criteria.head.id}：没有要确认的文件，不用写表。"]
    keep_answers(workspace, examination, target, force)
    pictures, left = _pictures(workspace, examination, form, step)
    data = form_xlsx(form, pictures)
    lost = keep_answers(workspace, examination, target, force)
    write_file(target, data)
    files = "，".join(f"{one.name}{sum(bool(row.sha256) for row in one.rows)}个文件" for one in form.sheets)
    lines = [f"待确认表写好了：{target}（{files}，缩略图{len(pictures)}张）"]
    lines += [f"照片太多，{left}张没有放缩略图，点文件名打开看。"] if left else []
    lines += [f"覆盖了一份填过的表，其中{lost}行没有应用过。"] if lost else []
    return [*lines, f"填好保存后运行：wenming apply {target.name}"]


def _pictures(
    workspace: "Workspace", examination: "Examination", form: "Form", step: "Progress"
) -> tuple[dict[str, tuple[bytes, int, int]], int]:
    """Small pictures for the rows, and how many were too many."""
    from wenming_cli.pipeline import thumbnails
    from wenming_cli.read.thumbnail import has_thumbnail
    from wenming_cli.review.how import MOST_PICTURES

    evidence = {one.evidence.sha256: one.evidence for one in examination.matching.all}
    asked = [evidence[row.sha256] for sheet in form.sheets for row in sheet.rows if row.sha256]
    wanted = [one for one in asked if has_thumbnail(one)]
    return thumbnails(workspace, wanted[:MOST_PICTURES], step), max(0, len(wanted) - MOST_PICTURES)


def keep_answers(workspace: "Workspace", examination: "Examination", target: Path, force: bool) -> int:
    """Refuse to write over answers that were not applied, and over what is no form; the rows lost by *force*."""
    from wenming_cli.cli.apply import outcome_of, taken_back
    from wenming_cli.errors import UsageError
    from wenming_cli.text import showable

    if not target.exists():
        return 0
    remedy = "移走它或改名，或用 --out 写到别处"
    try:
        rows = taken_back(target)
    except UsageError as error:
        raise UsageError(f"{target} 已经存在，而且不是能读的待确认表：{error.what}", remedy=remedy) from error
    answers, outcome = outcome_of(workspace, (examination,), rows, None, foreign=True)
    open_rows = len(outcome.steps) + len(outcome.refused) + len(answers.only_remarks)
    if open_rows and not force:
        raise UsageError(
            f"{showable(target.name)} 里有{open_rows}行填过的还没有应用，没有覆盖",
            remedy=f"先运行 wenming apply {target.name}；确实不要了，加 --force",
        )
    return open_rows
