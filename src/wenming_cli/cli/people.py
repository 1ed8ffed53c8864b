"""wenming people: who is there, who answers for what, what does not fit; and sheets to sign."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import AsJson, AsOf, Where, day, opened

if TYPE_CHECKING:
    from wenming_cli.pipeline import Archive, Examination
    from wenming_cli.report.people.roll import Roll
    from wenming_cli.report.people.shown import Part
    from wenming_cli.workspace.open import Workspace


def people(
    name: Annotated[
        str | None,
        typer.Argument(metavar="姓名|股室", help="只看这个人或这个股室；不写就看全部", show_default=False),
    ] = None,
    where: Where = Path(),
    as_of: AsOf = None,
    sheets: Annotated[
        Path | None, typer.Option("--sheets", metavar="文件夹", help="每个股室、每个人出一份责任清单（docx），供签字")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """组织：股室和人员，各负责多少条、还缺多少；什么对不上；责任清单。

    离任的人（people.yaml 的 until），条目算在接替的人名下。
    """
    from wenming_cli.cli.people_sheets import place_for, write_sheets
    from wenming_cli.cli.screen import progress, say, say_model
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.pipeline import examine, take_in
    from wenming_cli.report.people import overview, sheet, sheet_shown, shown

    workspace, today = opened(where), day(as_of)
    if sheets and as_json:
        raise UsageError("--json 和 --sheets 不能一起用", remedy="分两次运行")
    target = place_for(workspace, sheets) if sheets else None
    with progress(quiet=as_json) as step:
        archive = take_in(workspace, today, step)
    roll = roll_of(workspace, archive, examine(workspace, archive, today))
    several = len(roll.sets) > 1
    one = sheet.sheet_of(_known(name, roll), roll) if name is not None else None
    if target:
        write_sheets(target, roll, one)
    elif as_json:
        say_model(one or overview.organisation(roll))
    elif one:
        _show(" · ".join((roll.unit, f"截至{roll.on}")), sheet_shown.parts(one, several=several), sheet_shown.head(one))
    else:
        _show(f"组织 · {roll.unit} · 截至{roll.on}", shown.parts(overview.organisation(roll), several=several))
    for notice in () if as_json else archive.notices:
        say(notice)
    return Exit.DONE


def roll_of(workspace: "Workspace", archive: "Archive", examinations: "Iterable[Examination]") -> "Roll":
    """The organisation of a workspace on the day of its judgements."""
    from datetime import date

    from wenming_cli.report.people.load import SetJudged
    from wenming_cli.report.people.roll import Roll
    from wenming_cli.report.people.roots import owned_roots

    ones = tuple(examinations)
    sets = [SetJudged(one.criteria, one.judgement) for one in ones]
    roots = owned_roots(workspace.settings, [one.matching for one in ones], archive.passed)
    on = date.fromisoformat(ones[0].judgement.as_of)
    return Roll.of(workspace.settings.unit.name, on, workspace.people, sets, roots)


def _known(name: str, roll: "Roll") -> str:
    """The person or office that is meant; others are refused, with those of like names."""
    from wenming_cli.errors import UsageError
    from wenming_cli.report.people.sheet import called, near

    found = called(name, roll)
    if found is None:
        like = near(name, roll)
        remedy = f"是不是{'、'.join(like)}？" if like else "运行 wenming people 看有哪些股室和人员"
        raise UsageError(f"没有叫“{name}”的人或股室", remedy=remedy)
    return found


def _show(title: str, parts: "Iterable[Part]", head: Iterable[str] = ()) -> None:
    """A title, lines below it, and parts with their entries."""
    from wenming_cli.cli.screen import paint

    paint(title, "bold")
    for line in head:
        paint(line)
    for heading, entries in parts:
        paint("")
        paint(heading, "bold")
        for first, *more in entries:
            paint(f"  {first}", "yellow" if first.startswith("!") else "", "    ")
            for line in more:
                paint(f"      {line}", indent=" " * 8)
