"""wenming ledger: every file, its state and its uses."""

from pathlib import Path
from typing import Annotated, Any

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
    from wenming_cli.cli.screen import progress, say, say_json
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
        _show(examination.criteria.head.id, found)
    if not as_json:
        for notice in archive.notices:
            say(notice)
    return Exit.DONE


def _show(name: str, rows: list[dict[str, Any]]) -> None:
    """The ledger folder by folder: state, item, file name, and the reason."""
    from wenming_cli.cli.screen import paint, say
    from wenming_cli.report.ledger import words

    paint(f"台账 · {name}", "bold")
    last = None
    for row in rows:
        folder, _, file = row["path"].rpartition("/")
        if folder != last:
            paint("")
            paint(folder, "bold")
            last = folder
        state, items, reason = words(row)
        paint(f"  {state}　{items:<7} {file}　{reason}", indent=" " * 10)
    say()
    say(f"共 {len(rows)} 个文件。")
