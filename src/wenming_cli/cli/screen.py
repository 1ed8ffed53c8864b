"""What the terminal shows: tables, colours, progress; it decides nothing."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from wenming_cli.text import shorten, showable, wrap

if TYPE_CHECKING:
    from rich.console import Console

    from wenming_cli.model.judgement import ItemJudgement, Judgement
    from wenming_cli.pipeline import Progress

VERDICT_STYLE = {
    "complete": "green", "short": "yellow", "missing": "red", "to_confirm": "cyan", "manual": "magenta", "waived": "dim"
}  # fmt: skip
TIMING_STYLE = {"overdue": "bold red", "late": "yellow", "due_soon": "yellow"}


def console(*, stderr: bool = False) -> "Console":
    """A console that honours NO_COLOR, pipes and narrow terminals; markup in texts means nothing to it."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)


def say(text: str = "") -> None:
    """One line of plain text."""
    sys.stdout.write(showable(text) + "\n")


def say_json(value: Any) -> None:
    """One JSON value on one line, in UTF-8 whatever the console's encoding."""
    _utf8(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def say_model(model: Any) -> None:
    """A noun as one line of JSON."""
    say_json(model.model_dump(mode="json", by_alias=True))


def _utf8(text: str) -> None:
    data = text.encode("utf-8", "backslashreplace")
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode("utf-8"))
    else:
        buffer.write(data)
        buffer.flush()


@contextmanager
def progress(*, quiet: bool) -> "Iterator[Progress]":
    """A progress bar on the error stream, shown only on a terminal and only for longer work."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=console(stderr=True), transient=True,
    )  # fmt: skip
    tasks: dict[str, Any] = {}

    def step(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total)
        bar.update(tasks[stage], completed=done, total=total)

    with bar:
        yield step


def show_table(title: str, columns: Sequence[tuple[str, int | None]], rows: Iterable[Sequence[Any]]) -> None:
    """A table; a column's number is its least width, None lets it be cut last."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    for name, least in columns:
        table.add_column(name, min_width=least, overflow="fold", no_wrap=False)
    for row in rows:
        table.add_row(*[cell if isinstance(cell, Text) else Text(showable(str(cell))) for cell in row])
    console().print(table)


def styled(text: str, style: str) -> Any:
    """A text in a style."""
    from rich.text import Text

    return Text(showable(text), style=style)


def show_judgement(judgement: "Judgement", by: str, everything: bool) -> None:
    """The check on the terminal: totals, warnings, the items, and last, nearest the prompt, what to do first."""
    from wenming_cli.model.judgement import VERDICT_TEXT, Verdict
    from wenming_cli.model.matching import STATE_TEXT, State

    final = "（按年度已结束判定）" if judgement.final else ""
    paint(f"{judgement.unit} · {judgement.criteria} · 截至{judgement.as_of}{final}", "bold")
    verdicts = judgement.totals["by_verdict"]
    shown = "  ".join(f"{VERDICT_TEXT[one]}{verdicts[one.value]}" for one in Verdict if verdicts[one.value])
    paint(f"条目{judgement.totals['items']}：{shown}")
    states = judgement.files.by_state
    shown = "  ".join(f"{STATE_TEXT[one]}{states[one.value]}" for one in State if states[one.value])
    paint(f"文件{judgement.files.total}：{shown}")
    if judgement.left_out:
        paint(f"另有{judgement.left_out}份内容在{judgement.as_of}之后才出现，未计入", "yellow")
    if not judgement.items:
        paint("这套体系还没有材料条目：在 criteria/ 的各类文件里给每条标准写上 items 后再检查", "yellow")
    _show_items(judgement, by, everything)
    _show_undated(judgement)
    _show_obligations(judgement)
    _show_findings(judgement)
    if judgement.warnings:
        paint("")
        paint(f"提醒（{len(judgement.warnings)}）", "bold")
        for one in judgement.warnings:
            paint(f"  ! {one.text}", indent="    ")
    _show_first(judgement)


def paint(text: str, style: str = "", indent: str = "") -> None:
    """One paragraph, wrapped by columns (a Chinese character takes two), in a style."""
    from rich.text import Text

    out = console()
    for line in wrap(showable(text).replace("\\u000a", "\n"), max(out.width, 30), indent) if text.strip() else [""]:
        out.print(Text(line, style=style), soft_wrap=True)


def _show_items(judgement: "Judgement", by: str, everything: bool) -> None:
    """The items in groups; complete ones only when everything is asked for."""
    from wenming_cli.model.judgement import Verdict
    from wenming_cli.report.grouping import grouped

    for title, items in grouped(judgement.items, by):
        shown = [item for item in items if everything or item.verdict is not Verdict.COMPLETE]
        if shown:
            paint("")
            paint(title, "bold")
        for item in shown:
            _show_item(item)


def _show_undated(judgement: "Judgement") -> None:
    """The open items without a date, and how a person gives them one."""
    from wenming_cli.model.judgement import Timing, Verdict

    done = (Verdict.COMPLETE, Verdict.WAIVED, Verdict.MANUAL)
    ids = [item.id for item in judgement.items if item.timing is Timing.UNDATED and item.verdict not in done]
    if ids and any(item.due_day for item in judgement.items):
        paint("")
        paint(f"未定期限（{len(ids)}）", "bold")
        paint(f"  {'、'.join(ids)}", indent="  ")
        told = "问准日期后用 wenming record date 条目 日期 登记；今年没有的，由负责人用 wenming record none 条目 说明"
        paint(f"  {told}", indent="  ")


def _show_obligations(judgement: "Judgement") -> None:
    """Duties outside the items that are not done, each with what is missing."""
    from wenming_cli.report.wording import obligation_lines

    lines = obligation_lines(judgement.obligations)
    if lines:
        paint("")
        paint("其他应办事项", "bold")
        for line in lines:
            paint(f"  {line}", indent="    ")


def _show_item(item: "ItemJudgement") -> None:
    """One item: a line with verdict, timing and owner, its text, and a line for what is missing."""
    from rich.text import Text

    from wenming_cli.model.judgement import VERDICT_TEXT, Verdict
    from wenming_cli.report.wording import timing_words

    out = console()
    line = Text(f"  {item.id:<7}")
    line.append(VERDICT_TEXT[item.verdict], style=VERDICT_STYLE[item.verdict])
    line.append("　")
    line.append(timing_words(item), style=TIMING_STYLE.get(item.timing, ""))
    line.append(f"　{'、'.join((*item.offices, *item.people))}", style="dim")
    out.print(line, soft_wrap=True)
    text = item.text.replace("\n", " ").rstrip("；。")
    for one in wrap(shorten(text, 2 * out.width - 24), out.width, " " * 9)[:2] if out.width > 40 else [text]:
        out.print(Text(one if one.startswith(" ") else f"{' ' * 9}{one}", style="dim"), soft_wrap=True)
    if item.verdict is not Verdict.COMPLETE and item.missing:
        paint(f"{' ' * 7}· {'；'.join(item.missing)}", indent=" " * 9)


def _show_findings(judgement: "Judgement") -> None:
    """What inspections found and is still to be put right."""
    from wenming_cli.report.findings import below, heading, line

    if not any(one.is_open for one in judgement.findings):
        return
    paint("")
    paint(heading(judgement), "bold")
    for one in judgement.findings:
        if one.is_open:
            paint(f"  {line(one)}", TIMING_STYLE.get(one.timing, ""), "    ")
            for text in below(one):
                paint(f"    {text}", indent="    ")


def _show_first(judgement: "Judgement") -> None:
    """The ten to do first."""
    if not judgement.first:
        return
    from wenming_cli.report.wording import timing_words

    items = {item.id: item for item in judgement.items}
    paint("")
    paint("先办这些", "bold")
    for at, ident in enumerate(judgement.first, start=1):
        item = items[ident]
        head = f"{at:>3}. {ident} {shorten(item.text.split(chr(10))[0].rstrip('；。'), 40)}　{timing_words(item)}"
        paint(head, TIMING_STYLE.get(item.timing, ""), " " * 5)
        paint(f"     {item.advice}", indent=" " * 5)
