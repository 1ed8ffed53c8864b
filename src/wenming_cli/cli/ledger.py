"""wenming ledger: every file, its state and its uses."""

from pathlib import Path
from typing import Annotated

import typer

from wenming_cli.cli.options import AsJson, AsOf, Where, day, opened


def ledger(
    where: Where = Path(),
    as_of: AsOf = None,
    state: Annotated[
        str | None, typer.Option("--state", metavar="状态", help="只看一种状态，例如 待确认、未认领、读不了")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """台账：每个文件归到哪一条，凭什么。"""
    from wenming_cli.cli.screen import progress, say, say_json, show_table
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.model.matching import STATE_TEXT
    from wenming_cli.pipeline import examine, take_in
    from wenming_cli.report.ledger import rows

    workspace, today = opened(where), day(as_of)
    known = {**{one.value: one.value for one in STATE_TEXT}, **{text: one.value for one, text in STATE_TEXT.items()}}
    if state is not None and state not in known:
        raise UsageError(f"没有“{state}”这种状态", remedy=f"可用：{'、'.join(STATE_TEXT.values())}")
    with progress(quiet=as_json) as step:
        archive = take_in(workspace, today, step)
    for examination in examine(workspace, archive, today):
        found = [
            row for row in rows(examination.matching, archive.passed) if state is None or row["state"] == known[state]
        ]
        if as_json:
            for row in found:
                say_json(row)
            continue
        columns: list[tuple[str, int | None]] = [("状态", 6), ("条目", 6), ("文件", None), ("依据或原因", None)]
        show_table(f"台账 · {examination.criteria.head.id}", columns, [_shown(row) for row in found])
        say(f"共 {len(found)} 个文件。")
    if not as_json:
        for notice in archive.notices:
            say(notice)
    return Exit.DONE


def _shown(row: dict[str, object]) -> tuple[str, str, str, str]:
    """A row for people."""
    from wenming_cli.model.matching import STATE_TEXT, State

    uses = row["uses"]
    items = [str(use["item"]) for use in uses] if isinstance(uses, list) else []
    candidates = row["candidates"]
    if not items and isinstance(candidates, list) and candidates:
        items = [f"{candidates[0]['item']}？"]
    because = row["because"]
    reason = str(row.get("reason") or ("；".join(because[:2]) if isinstance(because, list) else ""))
    if row["state"] == State.UNREADABLE:
        reason = reason.partition("：")[2]
    return STATE_TEXT[State(str(row["state"]))], "、".join(items), str(row["path"]), reason
