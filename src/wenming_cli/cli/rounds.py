"""wenming rounds: the checks that are planned, and those that were frozen."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wenming_cli.cli.options import AsJson, Where, day, opened

if TYPE_CHECKING:
    from wenming_cli.model.round import Planned
    from wenming_cli.rounds.frozen import Damaged, Frozen
    from wenming_cli.workspace.open import Workspace


def rounds(
    where: Where = Path(),
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="计划的检查按这一天算还有几天；不写就是今天")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """检查轮次：计划了哪几次，冻结了哪几次，各次齐了多少。"""
    from wenming_cli.cli.screen import say_json
    from wenming_cli.errors import Exit
    from wenming_cli.model.criteria import SetHead
    from wenming_cli.notation.file import load_whole
    from wenming_cli.rounds.frozen import all_frozen
    from wenming_cli.rounds.plan import asked_for
    from wenming_cli.workspace.open import ROUNDS

    workspace = opened(where)
    found, damaged = all_frozen(workspace.folder / ROUNDS)
    planned = _planned(workspace, found, damaged, day(as_of))
    heads = [load_whole(folder / "set.yaml", SetHead) for folder in workspace.set_folders]
    asked = [text for head in heads for text in asked_for(head, workspace.settings.rounds)]
    if as_json:
        say_json(_value(planned, asked, found, damaged))
    else:
        _show(planned, asked, found, damaged)
    return Exit.DONE


def reminder(workspace: "Workspace", as_of: date) -> tuple[str, ...]:
    """One line on the planned rounds that are overdue or due soon; none where there are none."""
    near = [one for one in planned_by(workspace, as_of) if one.pressing(workspace.settings.due_soon_days)]
    said = "；".join(f"{one.name}（{one.on.isoformat()}）{one.words}" for one in near)
    return (f"计划的检查：{said}。检查时用 wenming check --round {near[0].name} 冻结",) if near else ()


def planned_by(workspace: "Workspace", as_of: date) -> "tuple[Planned, ...]":
    """The planned rounds as they stand on a day; nothing is read where none is planned."""
    from wenming_cli.rounds.frozen import all_frozen
    from wenming_cli.workspace.open import ROUNDS

    return _planned(workspace, *all_frozen(workspace.folder / ROUNDS), as_of) if workspace.settings.rounds else ()


def _planned(
    workspace: "Workspace", found: "Sequence[Frozen]", damaged: "Sequence[Damaged]", today: date
) -> "tuple[Planned, ...]":
    """The planned rounds as they stand."""
    from wenming_cli.rounds.frozen import days_done
    from wenming_cli.rounds.plan import stand

    return stand(workspace.settings.rounds, days_done(found, damaged), today)


def _value(
    planned: "Sequence[Planned]", asked: Sequence[str], found: "Sequence[Frozen]", damaged: "Sequence[Damaged]"
) -> dict[str, Any]:
    """The contract of `wenming rounds --json`."""
    return {
        "planned": [
            {
                "name": one.name, "on": one.on.isoformat(), "state": one.state.value, "days": one.days,
                "done_on": one.done_on.isoformat() if one.done_on else None,
            }
            for one in planned
        ],
        "asked": list(asked),
        "frozen": [
            {
                "name": one.name, "week": one.is_week, "as_of": one.judgement.as_of, "final": one.judgement.final,
                "criteria": one.judgement.criteria, "items": len(one.judgement.items), "by_verdict": one.by_verdict,
            }
            for one in found
        ],
        "damaged": [{"name": one.name, "problem": one.problem.what} for one in damaged],
    }  # fmt: skip


def _show(
    planned: "Sequence[Planned]", asked: Sequence[str], found: "Sequence[Frozen]", damaged: "Sequence[Damaged]"
) -> None:
    """Planned rounds, frozen rounds, weeks; then what is not in order."""
    from wenming_cli.cli.screen import paint
    from wenming_cli.model.round import PlanState

    colours = {PlanState.OVERDUE: "bold red", PlanState.DONE: "green", PlanState.PLANNED: ""}
    paint(f"计划的检查（{len(planned)}）", "bold")
    for one in planned:
        paint(f"  {one.on.isoformat()}　{one.name}　{one.words}", colours[one.state], "    ")
    for text in asked:
        paint(f"  ! {text}", "yellow", "    ")
    for title, ones in (
        ("冻结的轮次", [one for one in found if not one.is_week]),
        ("冻结的周报", [one for one in found if one.is_week]),
    ):
        paint("")
        paint(f"{title}（{len(ones)}）", "bold")
        for each in ones:
            paint(f"  {each.words}", "", "    ")
    for lost in damaged:
        paint("")
        paint(f"{lost.problem.what}。{lost.problem.remedy}", "yellow")
