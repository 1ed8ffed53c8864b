"""wenming rollup: the status files of many units in one table."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import AsJson, day

if TYPE_CHECKING:
    from wenming_cli.report.units.received import Received, Refused
    from wenming_cli.report.units.table import Rollup, UnitRow

QUIET_DAYS = 14


def rollup(
    folders: Annotated[list[Path], typer.Argument(metavar="文件夹…", help="放着各单位状态文件的文件夹，多深都行")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="汇总到这一天；这天之后的状态文件不计入；不写就是今天")
    ] = None,
    days: Annotated[
        int, typer.Option("--days", metavar="天数", min=1, help="最近一份状态文件超过这么多天，算没有报送")
    ] = QUIET_DAYS,
    units: Annotated[
        Path | None,
        typer.Option(
            "--units",
            metavar="文件",
            help="单位名单：一行一个单位的 txt，或 yaml；不写就用文件夹里的 单位名单.txt",
            show_default=False,
        ),
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="文件", help="写成一个网页文件")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="文件", help="写成 xlsx")] = None,
    force: Annotated[bool, typer.Option("--force", help="--html、--xlsx 那里已经有文件，覆盖它")] = False,
    as_json: AsJson = False,
) -> int:
    """汇总：主管单位把各单位的状态文件合成一张表。

    各单位用 wenming status --out 导出；同一单位留着上周的文件，就能看出一周的变化。
    """
    from wenming_cli.cli.screen import say_model
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.report.units.rollup import rolled_up

    places = [place_for(one, suffix, force) for one, suffix in ((html, ".html"), (xlsx, ".xlsx")) if one]
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"没有这个文件夹：{folder}", remedy="检查路径；状态文件放在一个文件夹里，给这个文件夹")
    today = day(as_of)
    expected = expected_in(folders, units)
    found = list(received_in(folders))
    if not found and not expected:
        names = "、".join(map(str, folders))
        raise UsageError(f"{names}里没有状态文件（.json）", remedy="各单位用 wenming status --out 文件 导出后放进来")
    rolled = rolled_up(found, today, days, expected)
    if as_json:
        say_model(rolled)
    elif not places:
        show(rolled)
    write(rolled, places, quiet=as_json)
    return Exit.DONE


def place_for(path: Path, suffix: str, force: bool) -> Path:
    """Where an output may go: under the name of its format, over nothing that is there without *force*."""
    from wenming_cli.errors import UsageError

    if path.suffix.lower() != suffix:
        raise UsageError(f"“{path.name}”的扩展名不对", remedy=f"写成 --{suffix[1:]} 汇总{suffix}")
    if path.exists() and not force:
        raise UsageError(f"{path} 已经存在，没有覆盖", remedy="换一个名字；确实要覆盖，加 --force")
    return path


def expected_in(folders: Sequence[Path], listed: Path | None) -> tuple[str, ...]:
    """The units that are expected: of the list that is named, else of those that lie in the folders."""
    from wenming_cli.workspace.unit_list import lists_in, read_unit_list

    places = [listed] if listed else list(dict.fromkeys(one for folder in folders for one in lists_in(folder)))
    return tuple(name for place in places for name in read_unit_list(place))


def received_in(folders: Sequence[Path]) -> "Iterator[Received | Refused]":
    """What the files of the folders say, each file once."""
    from wenming_cli.report.units.received import MOST_BYTES, Refused, received
    from wenming_cli.scan.statuses import status_files
    from wenming_cli.text import showable

    seen: set[Path] = set()
    for folder in folders:
        if folder.resolve() in seen:
            continue
        seen.add(folder.resolve())
        for one in status_files(folder, MOST_BYTES):
            path = showable(one.path)
            if one.problem is not None:
                yield Refused(path=path, what=one.problem, remedy="检查这个文件或文件夹")
            else:
                yield received(path, one.data)


def write(rolled: "Rollup", places: Sequence[Path], *, quiet: bool) -> None:
    """Write the page and the workbook."""
    from wenming_cli.cli.screen import say
    from wenming_cli.report.units.lists import rollup_xlsx
    from wenming_cli.report.units.page import rollup_page
    from wenming_cli.report.units.shown import head
    from wenming_cli.writer.file import write_file

    for place in places:
        data = rollup_xlsx(rolled) if place.suffix.lower() == ".xlsx" else rollup_page(rolled).encode("utf-8")
        write_file(place, data)
        if not quiet:
            say(f"汇总写好了：{place}（{head(rolled)}）")


def show(rolled: "Rollup") -> None:
    """Totals, the units with the most pressing first, who never reported, common gaps, what could not be used."""
    from wenming_cli.cli.screen import paint
    from wenming_cli.report.units.shown import doubts, head

    paint("汇总", "bold")
    paint(head(rolled))
    paint("")
    paint(f"各单位（{rolled.units}）", "bold")
    for row in rolled.rows:
        _show_row(row)
    if rolled.missing:
        paint("")
        paint(f"未报（{len(rolled.missing)}）", "bold")
        for name in rolled.missing:
            paint(f"  {name}", "yellow", "    ")
    told = doubts(rolled)
    if told:
        paint("")
        paint(f"单位名称要核对（{len(told)}）", "bold")
        for what, remedy in told:
            paint(f"  ! {what}。{remedy}", "yellow", "    ")
    if rolled.common:
        paint("")
        paint(f"共同缺项（{len(rolled.common)}）", "bold")
        for gap in rolled.common:
            overdue = f"，逾期{gap.overdue}" if gap.overdue else ""
            paint(f"  {gap.id}　{gap.lack}/{gap.of}个单位没有齐全{overdue}　{gap.text}", indent=" " * 6)
    if rolled.refused:
        paint("")
        paint(f"用不了的文件（{len(rolled.refused)}）", "bold")
        for one in rolled.refused:
            paint(f"  ! {one.path}：{one.what}。{one.remedy}", "yellow", "    ")


def _show_row(row: "UnitRow") -> None:
    """A unit on two lines."""
    from wenming_cli.cli.screen import paint
    from wenming_cli.report.units.shown import change_words, set_words, share_words

    overdue = f"，逾期{row.overdue}（最久{row.longest}天）" if row.overdue else ""
    soon = f"，将到期{row.due_soon}" if row.due_soon else ""
    paint(f"  {row.unit}　{set_words(row)}　齐全{share_words(row)}　没有齐全{row.open}/{row.items}{overdue}{soon}",
          "bold red" if row.overdue else "", "    ")  # fmt: skip
    ago = f"，{row.days_ago}天没有报送" if row.quiet else ""
    paint(f"      {row.as_of}报送{ago}；{change_words(row)}", "yellow" if row.quiet else "dim", " " * 8)
