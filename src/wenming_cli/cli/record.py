"""wenming record: what people state that no file says; here the group, the list, and taking back."""

from pathlib import Path
from typing import Annotated

import typer

from wenming_cli.cli.decide import _target
from wenming_cli.cli.options import AsJson, Where, opened
from wenming_cli.cli.record_date import set_date
from wenming_cli.cli.record_figure import figure
from wenming_cli.cli.record_paper import link, paper
from wenming_cli.cli.record_word import none, waive
from wenming_cli.cli.recording import By, at_desk, desk_of, words
from wenming_cli.cli.words import Verb, Verbs

SUMMARY = "登记：文件里没有的，由人说明：纸质件、链接、数字、期限等。"
app = typer.Typer(cls=Verbs, no_args_is_help=True, help=SUMMARY)


@app.callback(help=SUMMARY)
def main() -> None:
    """The group."""


def list_records(
    where: Where = Path(),
    item: Annotated[str | None, typer.Option("--item", metavar="条目", help="只看这一条的")] = None,
    everything: Annotated[bool, typer.Option("--all", help="撤回了的也列出来")] = False,
    as_json: AsJson = False,
) -> int:
    """列出登记。"""
    from wenming_cli.cli.screen import paint, say, say_json
    from wenming_cli.errors import Exit
    from wenming_cli.report.records import line, value
    from wenming_cli.review.records import withdrawal_of

    desk = desk_of(opened(where))
    named = _target(item, desk.sets)[0] if item is not None else None
    rows = [(one, withdrawal_of(desk.file, one.id)) for one in desk.file.records or ()]
    rows = [(one, taken) for one, taken in rows if named in (None, one.item)]
    shown = [(one, taken) for one, taken in rows if everything or taken is None]
    for one, taken in shown:
        if as_json:
            say_json(value(one, taken))
        else:
            paint(line(one, taken, desk.today), "dim" if taken else "", "    ")
    if not rows and not as_json:
        say(f"{named or '这里'}还没有登记。wenming record --help 看能登记什么。")
    elif not as_json:
        gone = sum(taken is not None for _, taken in rows)
        say(f"共{len(rows)}条登记，其中撤回{gone}条；列出{len(shown)}条。")
    return Exit.DONE


def withdraw(
    ident: Annotated[str, typer.Argument(metavar="编号", help="登记的编号，例如 R1")],
    why: Annotated[str, typer.Option("--why", metavar="理由", help="为什么撤回", show_default=False)],
    where: Where = Path(),
    by: By = None,
) -> int:
    """撤回一条登记；它仍留在文件里，不再算数。"""
    from wenming_cli.cli.screen import say
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.model.record import Withdrawal
    from wenming_cli.report.records import line, said_by
    from wenming_cli.review.records import add_to_records, record_called, withdrawal_of
    from wenming_cli.workspace.open import RECORDS

    reason = words(why, "理由")
    with at_desk(where) as desk:
        one = record_called(desk.file, ident)
        if one is None:
            raise UsageError(f"没有编号为“{ident}”的登记", remedy="用 wenming record list --all 看全部编号")
        taken = withdrawal_of(desk.file, one.id)
        if taken is not None:
            raise UsageError(
                f"{one.id} 已经撤回（{said_by(taken.by, taken.on, '撤回')}）", remedy="要它再算数，重新登记一条"
            )
        taken = Withdrawal(record=one.id, why=reason, by=desk.speaker(by), on=desk.today)
        add_to_records(desk.workspace.folder / RECORDS, withdrawn=[taken])
    say(f"已撤回：{line(one, taken)}")
    say(f"记在 {RECORDS}；要它再算数，重新登记一条。")
    return Exit.DONE


for name, command in (
    ("paper", paper), ("link", link), ("figure", figure), ("date", set_date), ("waive", waive), ("none", none),
    ("list", list_records), ("withdraw", withdraw),
):  # fmt: skip
    app.command(name, cls=Verb)(command)
