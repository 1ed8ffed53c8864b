"""wenming doctor: what is there of what the program can use, and what each missing part costs."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import AsJson, Where

if TYPE_CHECKING:
    from wenming_cli.model.presence import Asset
    from wenming_cli.worker.pool import Outcome

SCHEMA = 1
TRY_SECONDS, TRY_MEGABYTES = 60, 4096


def doctor(
    where: Where = Path(),
    trial: Annotated[bool, typer.Option("--try", help="真的试用一遍，看识别一张小图要几秒")] = False,
    as_json: AsJson = False,
) -> int:
    """体检：读取、识别文字要的东西有没有，缺了会怎样。

    不需要工作区；在工作区里运行，还会看工作区的位置。
    """
    from wenming_cli.cli.screen import say_json
    from wenming_cli.errors import Exit

    rows = _found(where, trial=trial, quiet=as_json)
    if as_json:
        say_json({"schema": SCHEMA, "rows": [row.model_dump(mode="json") for row in rows]})
    else:
        _show(rows)
    return Exit.DONE


def _found(where: Path, *, trial: bool, quiet: bool) -> "list[Asset]":
    """All rows, group after group."""
    from wenming_cli.box.typefaces import typefaces
    from wenming_cli.cli.about import program
    from wenming_cli.ocr.present import engines
    from wenming_cli.office.present import office
    from wenming_cli.read.present import readers, tools

    places = _places(where)
    reading, ocr = readers(), engines(off=_switched_off(where))
    if trial:
        reading, ocr = _tried(reading, ocr, quiet)
    return [*program(), *reading, *ocr, *tools(), office(trial=trial), *typefaces(), *places]


def _places(where: Path) -> "tuple[Asset, ...]":
    """The places of the workspace at or above *where*, if there is one; one that was asked for has to be there."""
    from wenming_cli.errors import UsageError, WorkspaceError
    from wenming_cli.model.presence import Asset, Group, Presence
    from wenming_cli.read.places import places
    from wenming_cli.workspace.open import INNER, find_workspace

    if not where.exists():
        raise UsageError(f"没有这个文件夹：{where}", remedy="检查 --workspace 后面的路径")
    start = where.resolve()
    try:
        folder = find_workspace(start)
    except WorkspaceError as error:
        rows = places(start, None)
        if where == Path():
            return rows
        row = Asset(group=Group.PLACES, name="工作区", state=Presence.MISSING, lost=error.what, remedy=error.remedy)
        return (row, *rows)
    return places(folder, folder / INNER / "cache.sqlite3")


def _switched_off(where: Path) -> bool:
    """Whether the workspace wants no recognition; one whose settings have faults wants what it would without any."""
    from wenming_cli.errors import WenmingError
    from wenming_cli.workspace.open import open_workspace

    try:
        return open_workspace(where).settings.ocr == "off"
    except WenmingError:
        return False


def _tried(
    reading: "tuple[Asset, ...]", ocr: "tuple[Asset, ...]", quiet: bool
) -> "tuple[tuple[Asset, ...], tuple[Asset, ...]]":
    """The rows after everything that is there has been used once, each in a process that may die of it."""
    from wenming_cli.cli.screen import progress
    from wenming_cli.ocr import present as engines
    from wenming_cli.read import present as readers

    libraries, eyes = readers.jobs(reading), engines.jobs(ocr)
    by_name = {row.name: row for row in (*reading, *ocr)}
    with progress(quiet=quiet) as step:
        for done, outcome in enumerate(_outcomes(libraries, eyes), 1):
            row = by_name[outcome.job["name"]]
            room = readers if row in reading else engines
            if outcome.answer is None:
                by_name[row.name] = room.failed(row, _why(outcome))
            elif room is engines:
                by_name[row.name] = engines.read_well(row, outcome.answer)
            step("试用", done, len(libraries) + len(eyes))
    return tuple(by_name[row.name] for row in reading), tuple(by_name[row.name] for row in ocr)


def _outcomes(libraries: list[dict[str, object]], eyes: list[dict[str, object]]) -> "Iterator[Outcome]":
    """What became of every trial."""
    from wenming_cli.worker.pool import Pool

    for target, jobs in (("wenming_cli.read.present:work", libraries), ("wenming_cli.ocr.present:work", eyes)):
        yield from Pool(target, workers=1, seconds=TRY_SECONDS, megabytes=TRY_MEGABYTES).run(jobs)


def _why(outcome: "Outcome") -> str:
    """A trial's failure in words."""
    from wenming_cli.worker.pool import HUNG, RAISED, SWOLLEN

    known = {HUNG: f"{TRY_SECONDS} 秒没有回应", RAISED: "出错", SWOLLEN: "内存不够"}
    said = f"试用时{known.get(outcome.failed or '', '崩溃')}"
    return f"{said}：{outcome.detail}" if outcome.detail else said


def _show(rows: "Sequence[Asset]") -> None:
    """Group after group; what is lost and what to do stand once below neighbours that share it."""
    from itertools import groupby

    from wenming_cli.cli.screen import paint, say
    from wenming_cli.model.presence import GROUP_TEXT, PRESENCE_TEXT
    from wenming_cli.text import width

    for group, members in groupby(rows, key=lambda row: row.group):
        here = list(members)
        paint(GROUP_TEXT[group], "bold")
        columns = max(width(PRESENCE_TEXT[row.state]) for row in here), max(width(row.name) for row in here)
        for (lost, remedy), alike in groupby(here, key=lambda row: (row.lost, row.remedy)):
            for row in alike:
                _show_row(row, *columns)
            for word, text in (("影响", lost), ("办法", remedy)):
                if text:
                    paint(f"{' ' * 6}{word}：{text}", indent=" " * 12)
        say()
    todo = [row.name for row in rows if row.remedy]
    paint(f"可以补的：{'、'.join(todo)}。影响和办法写在各行下面。" if todo else "该有的都有。")


def _show_row(row: "Asset", state_width: int, name_width: int) -> None:
    """State, name, version, note."""
    from wenming_cli.cli.screen import paint
    from wenming_cli.model.presence import PRESENCE_TEXT, Presence

    style = "" if row.state is Presence.PRESENT else "yellow" if row.remedy else "dim"
    head = f"  {_filled(PRESENCE_TEXT[row.state], state_width)}  {_filled(row.name, name_width)}  "
    said = "　".join(one for one in (row.version, row.note) if one)
    paint(f"{head}{said}".rstrip(), style, indent=" " * (6 + state_width + name_width))


def _filled(text: str, columns: int) -> str:
    """A text with blanks up to so many columns."""
    from wenming_cli.text import width

    return text + " " * (columns - width(text))
