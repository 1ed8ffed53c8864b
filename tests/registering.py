"""Registers over small archives."""

from collections.abc import Sequence
from typing import Any

from builders import DAY, criteria, evidence, matched, people, settings
from wenming_cli.judge.judge import judge
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.decision import Decision
from wenming_cli.model.evidence import Evidence
from wenming_cli.report.registers.book import registers
from wenming_cli.report.registers.filed import ledger_of
from wenming_cli.report.registers.register import Register

UNIT = "青岚县审计局"
NOTHING_ASKED = criteria()


def paper(number: str | None, title: str, day: str | None, issuer: str | None = UNIT, **more: Any) -> Evidence:
    """A paper with a red head, as bodies issue them."""
    path = more.pop("path", f"{number or ''} {title}.pdf")
    return evidence(
        path, **{"doc_number": number, "title": title, "date": day, "issuer": issuer, "red_head": True, **more}
    )


def register(
    name: str, files: Sequence[Evidence], table: CriteriaSet = NOTHING_ASKED, decisions: Sequence[Decision] = ()
) -> Register:
    """The register of that name over *files*; their order makes no difference."""
    found = [_made(name, ones, table, decisions) for ones in (list(files), list(reversed(files)))]
    assert found[0] == found[1]
    return found[0]


def _made(name: str, files: Sequence[Evidence], table: CriteriaSet, decisions: Sequence[Decision]) -> Register:
    unit = settings(unit={"name": UNIT})
    matching = matched(files, table, decisions, unit={"name": UNIT})
    judgement = judge(table, matching, unit, people(), as_of=DAY)
    (made,) = registers(ledger_of(table, matching, judgement, unit, people()), name)
    return made


def titles(of: Register) -> list[str]:
    """What stands in a register."""
    return [one.title for one in of.entries]
