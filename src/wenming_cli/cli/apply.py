"""wenming apply: a filled-in form becomes decisions, all good rows in one step."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.decide import NAMES, By
from wenming_cli.cli.options import Where, day, opened

if TYPE_CHECKING:
    from wenming_cli.pipeline import Examination
    from wenming_cli.review.answers import Answers
    from wenming_cli.review.filled import FilledRow, Grid
    from wenming_cli.review.settle import Outcome, Step
    from wenming_cli.workspace.open import Workspace


def apply(
    file: Annotated[Path, typer.Argument(metavar="文件", help="填好的待确认表")],
    where: Where = Path(),
    by: By = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说会怎样，不写入")] = False,
) -> int:
    """交回待确认表：按填的答案作决定。

    能用的行一次写入 decisions.yaml，不能用的逐行说明原因。
    """
    from wenming_cli.cli.screen import progress
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.pipeline import examine, take_in
    from wenming_cli.review.notebook import add_decisions
    from wenming_cli.workspace.open import DECISIONS
    from wenming_cli.writer.lock import lock

    workspace, today = opened(where), day(None)
    rows = taken_back(_found(file, workspace))
    with lock(workspace.folder, wait_seconds=5):
        with progress(quiet=False) as step:
            archive = take_in(workspace, today, step)
        answers, outcome = outcome_of(workspace, examine(workspace, archive, today), rows, by)
        _say_rows(outcome)
        if outcome.steps and not dry_run:
            add_decisions(workspace.folder / DECISIONS, outcome.decisions)
    _say_sums(answers, outcome, dry_run)
    if outcome.refused and not outcome.steps and not outcome.unchanged:
        raise UsageError(
            f"填了的{len(outcome.refused)}行都不能用，什么也没有改",
            remedy="按上面的原因逐行改；不行就运行 wenming review --sheet --out 新表.xlsx 重新出一张",
        )
    return Exit.DONE


def _found(file: Path, workspace: "Workspace") -> Path:
    """The form that the words name: from here, else from the workspace."""
    from wenming_cli.errors import UsageError

    for place in (file, workspace.folder / file):
        if place.is_file():
            return place.resolve()
    raise UsageError(f"没有这个文件：{file}", remedy="用 wenming review --sheet 写一张待确认表")


def sheets_of(file: Path) -> "Sequence[tuple[str, Grid]]":
    """The sheets of a workbook that people filled in; a UsageError for what can't be read."""
    from wenming_cli.errors import UsageError
    from wenming_cli.model.evidence import PROBLEM_REMEDY, PROBLEM_TEXT
    from wenming_cli.pipeline import cells_of
    from wenming_cli.text import showable

    sheets = cells_of(file)
    if isinstance(sheets, tuple):
        problem, text = sheets
        why = f"（{text}）" if text else ""
        raise UsageError(
            f"{showable(file.name)} 读不出来：{PROBLEM_TEXT[problem]}{why}",
            remedy=_remedy(problem, PROBLEM_REMEDY[problem]),
        )
    return sheets


def taken_back(file: Path) -> "tuple[FilledRow, ...]":
    """The rows of a form; a UsageError for what is none."""
    from wenming_cli.errors import UsageError
    from wenming_cli.review.filled import filled_rows, lost_columns
    from wenming_cli.text import showable

    name, sheets = showable(file.name), sheets_of(file)
    lost = lost_columns(sheets)
    if lost:
        raise UsageError(f"{name} 少了这些栏：{'、'.join(lost)}", remedy="用没有删过栏的那份；或重新出一张表")
    rows = filled_rows(sheets)
    if not rows:
        raise UsageError(f"{name} 不是 wenming 写的待确认表", remedy="待确认表用 wenming review --sheet 写")
    return rows


def _remedy(problem: str, usual: str) -> str:
    """What to do about a form that can't be read; it is saved anew, not asked for again."""
    return "用 WPS 打开，另存为 xlsx，再运行一次" if problem in ("unsupported", "corrupt", "bomb") else usual


def outcome_of(
    workspace: "Workspace", examinations: "Sequence[Examination]", rows: "tuple[FilledRow, ...]", by: str | None,
    *, foreign: bool = False,
) -> "tuple[Answers, Outcome]":  # fmt: skip
    """What a form asks for in this workspace; one of another workspace is refused, unless *foreign* rows may pass."""
    from wenming_cli.cli.decide import _login
    from wenming_cli.review.answers import answers_of
    from wenming_cli.review.items import fileable
    from wenming_cli.review.notebook import read_decisions
    from wenming_cli.review.settle import Hand, settle
    from wenming_cli.review.sheet import stamp_of
    from wenming_cli.workspace.open import DECISIONS

    stamps = {stamp_of(one.criteria, workspace.settings): one for one in examinations}
    stamp = next((row.stamp for row in rows if row.stamp in stamps), None)
    if stamp is None and not foreign:
        raise _of_another(rows, workspace, examinations)
    chosen = stamps[stamp] if stamp else examinations[0]
    known = fileable(one.criteria for one in examinations)
    answers = answers_of(rows, stamp or "", known)
    moment = datetime.now().astimezone().isoformat(timespec="seconds")
    decisions = read_decisions(workspace.folder / DECISIONS)
    return answers, settle(answers, chosen.matching.all, decisions, known, Hand(by or _login(), moment))


def _of_another(
    rows: "tuple[FilledRow, ...]", workspace: "Workspace", examinations: "Sequence[Examination]"
) -> Exception:
    """Why a form is not of this workspace."""
    from wenming_cli.errors import UsageError
    from wenming_cli.text import showable

    sets = [one.criteria.head.id for one in examinations]
    of = showable([*rows[0].stamp.split(":"), ""][1])[:60]
    if of and of not in sets:
        return UsageError(f"这张表是测评体系“{of}”的，这里用的是{'、'.join(sets)}", remedy="到那个工作区去应用")
    own = f"{workspace.settings.unit.name} {workspace.settings.year}年"
    return UsageError(f"这张表不是本工作区的（这里是{own}）", remedy="到写出这张表的工作区去应用，或在这里重新出一张表")


def _say_rows(outcome: "Outcome") -> None:
    """Every row that changes something, and every row that is refused."""
    from wenming_cli.cli.screen import say

    for step in outcome.steps:
        say(f"{step.where}：{_words(step)}　{step.path}{f'（{step.before}）' if step.before else ''}")
    for one in outcome.refused:
        say(f"{one.where}：没有用　{one.path}：{one.why}")


def _words(step: "Step") -> str:
    """The decisions of a row in words."""
    items = "、".join(
        f"{one.item}{'/' + one.requirement if one.requirement else ''}" for one in step.decisions if one.item
    )
    return f"{NAMES[step.decisions[0].do]} {items}".strip()


def _say_sums(answers: "Answers", outcome: "Outcome", dry_run: bool) -> None:
    """How many rows came to what, and how to take it back."""
    from wenming_cli.cli.screen import say

    count = len(outcome.decisions)
    parts = [f"{len(outcome.steps)}个文件有新决定", f"{outcome.unchanged}个和已有的决定一样"]
    parts += [f"{len(outcome.refused)}行没有用"] if outcome.refused else []
    say(("试运行，什么也没有写：" if dry_run else "") + "，".join(parts) + "。")
    if answers.only_remarks:
        rows = "、".join(row.where for row in answers.only_remarks[:5])
        say(f"有{len(answers.only_remarks)}行只写了备注、没有答案，没有处理：{rows}")
    if count and not dry_run:
        say(f"记下{count}条决定（decisions.yaml）。wenming undo 一次撤一条，全部撤掉要运行{count}次。")
    elif not count and not outcome.refused:
        say("没有新的决定要记。")
