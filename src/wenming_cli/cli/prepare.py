"""wenming prepare: what to have ready for an inspection, by way of assessing."""

from pathlib import Path

from wenming_cli.cli.options import AsJson, AsOf, Where, day, opened

NARROWEST = 60
"""Columns to which a line is cut at the least."""


def prepare(where: Where = Path(), as_of: AsOf = None, as_json: AsJson = False) -> int:
    """迎检准备：看哪些材料、哪些场所，问卷问哪几条。

    按原表的考评方式列；题目就是原句，不另外出题。
    """
    from wenming_cli.cli.screen import console, paint, progress, say, say_json, say_model
    from wenming_cli.errors import Exit
    from wenming_cli.pipeline import examine, take_in
    from wenming_cli.report.preparation import preparation
    from wenming_cli.report.prepared import CUT, HEAD, lines
    from wenming_cli.report.registers.filed import ledger_of
    from wenming_cli.text import shorten

    workspace, today = opened(where), day(as_of)
    with progress(quiet=as_json) as step:
        archive = take_in(workspace, today, step)
    found = [
        preparation(ledger_of(one.criteria, one.matching, one.judgement, workspace.settings, workspace.people))
        for one in examine(workspace, archive, today)
    ]
    if as_json and len(found) == 1:
        say_model(found[0])
        return Exit.DONE
    if as_json:
        say_json({"sets": [one.model_dump(mode="json") for one in found]})
        return Exit.DONE
    widest = max(console().width, NARROWEST)
    for at, one in enumerate(found):
        if at:
            paint("")
        for text, kind in lines(one):
            depth = len(text) - len(text.lstrip(" "))
            paint(shorten(text, widest) if kind == CUT else text, "bold" if kind == HEAD else "", " " * (depth + 2))
    for notice in archive.notices:
        say(notice)
    return Exit.DONE
