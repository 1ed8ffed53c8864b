"""wenming findings: what inspections found wrong, until it is put right; here the group, and the list."""

from pathlib import Path
from typing import Annotated

import typer

from wenming_cli.cli.findings_add import add, import_list
from wenming_cli.cli.findings_close import close, recheck
from wenming_cli.cli.options import AsJson, AsOf, Where, day, opened
from wenming_cli.cli.words import Verb, Verbs

app = typer.Typer(cls=Verbs, no_args_is_help=True, help="整改：检查发现的问题，记下、导入、销号、复查。")


@app.callback()
def main() -> None:
    """整改：检查发现的问题，记下、导入、销号、复查。"""


def list_findings(
    where: Where = Path(),
    as_of: AsOf = None,
    everything: Annotated[bool, typer.Option("--all", help="已销号的也列出来")] = False,
    owner: Annotated[str | None, typer.Option("--owner", metavar="责任人", help="只看这个人或股室的")] = None,
    as_json: AsJson = False,
) -> int:
    """列出还没销号的问题，急的在前。"""
    from wenming_cli.cli.screen import TIMING_STYLE, paint, say, say_json
    from wenming_cli.errors import Exit
    from wenming_cli.judge.findings import judge_findings
    from wenming_cli.judge.timing import Clock
    from wenming_cli.pipeline import sets_and_findings
    from wenming_cli.report.findings import is_of, told, value

    workspace, today = opened(where), day(as_of)
    sets, findings = sets_and_findings(workspace)
    owners = {
        item.id: workspace.people.now_in_charge(item.owners or project.owners, today)
        for one in sets
        for _, project, item in one.placed()
    }
    judged = judge_findings(findings, owners, Clock(today, workspace.settings.due_soon_days), today)
    shown = [
        one
        for one in judged
        if (everything or one.is_open) and (owner is None or is_of(one, owner, workspace.people, today))
    ]
    known = {one.id: one.as_of(today) for one in findings}
    for one in shown:
        if as_json:
            say_json(value(known[one.id], one))
            continue
        head, *more = told(known[one.id], one)
        paint(head, TIMING_STYLE.get(one.timing, "") if one.is_open else "dim", "  ")
        for line in more:
            paint(f"    {line}", indent="      ")
    if not judged and not as_json:
        say("还没有整改问题。用 wenming findings add 记一个。")
    elif not as_json:
        still = sum(one.is_open for one in judged)
        say(f"共{len(judged)}个问题：待整改{still}，已销号{len(judged) - still}；列出{len(shown)}个。")
    return Exit.DONE


app.command("add", cls=Verb)(add)
app.command("list", cls=Verb)(list_findings)
app.command("close", cls=Verb)(close)
app.command("recheck", cls=Verb)(recheck)
app.command("import", cls=Verb)(import_list)
