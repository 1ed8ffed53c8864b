"""The command line: one thin module a command, nothing heavy imported until its command runs."""

from collections.abc import Callable
from typing import Annotated

import typer

from wenming_cli.cli import (
    activities,
    apply,
    bag,
    box,
    check,
    criteria,
    deadline,
    decide,
    demo,
    diff,
    doctor,
    export,
    facts,
    findings,
    init,
    learn,
    ledger,
    people,
    phases,
    prepare,
    record,
    register,
    report,
    review,
    rollup,
    rounds,
    schedule,
    score,
    send,
    status,
    verify,
    why,
)
from wenming_cli.cli.words import Verb, Verbs

SUMMARY = "对照测评体系查缺补漏，整理成盒，每周报缺。只读证据，从不改动。"

app = typer.Typer(
    cls=Verbs,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help=SUMMARY,
)


def _version(wanted: bool) -> None:
    if wanted:
        from wenming_cli.cli.about import version

        typer.echo(f"wenming {version()}")
        raise typer.Exit(0)


@app.callback(help=SUMMARY)
def main(
    version: Annotated[bool, typer.Option("--version", help="显示版本", callback=_version, is_eager=True)] = False,
) -> None:
    """The top of the command line."""


VERBS: tuple[tuple[str, Callable[..., int]], ...] = (
    ("init", init.init),
    ("demo", demo.demo),
    ("deadline", deadline.deadline),
    ("facts", facts.facts),
    ("check", check.check),
    ("ledger", ledger.ledger),
    ("activities", activities.activities),
    ("register", register.register),
    ("phases", phases.phases),
    ("people", people.people),
    ("score", score.score),
    ("prepare", prepare.prepare),
    ("why", why.why),
    ("learn", learn.learn),
    ("pin", decide.pin),
    ("reject", decide.reject),
    ("ignore", decide.ignore),
    ("share", decide.share),
    ("release", decide.release),
    ("undo", decide.undo),
    ("review", review.review),
    ("apply", apply.apply),
    ("box", box.box),
    ("verify", verify.verify),
    ("bag", bag.bag),
    ("export", export.export),
    ("report", report.report),
    ("send", send.send),
    ("status", status.status),
    ("rollup", rollup.rollup),
    ("rounds", rounds.rounds),
    ("diff", diff.diff),
    ("doctor", doctor.doctor),
)

for name, command in VERBS:
    app.command(name, cls=Verb)(command)
app.add_typer(criteria.app, name="criteria")
app.add_typer(record.app, name="record")
app.add_typer(findings.app, name="findings")
app.add_typer(schedule.app, name="schedule")
