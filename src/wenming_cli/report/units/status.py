"""A unit's own status: drawn from its judgements, without owners, files, and what is missing in words."""

from collections.abc import Callable, Sequence
from datetime import date

from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.judgement import OPEN, Judgement, Timing
from wenming_cli.model.unit_status import ItemStatus, SetStatus, UnitStatus
from wenming_cli.model.workspace import Unit
from wenming_cli.report.findings import one_line
from wenming_cli.text import shorten

TEXT_WIDTH, NAME_MOST = 80, 100


def status_of(
    unit: Unit, judged: Sequence[tuple[CriteriaSet, Judgement]], masked: Callable[[str], str]
) -> UnitStatus:  # fmt: skip
    """The status of a unit over its sets; *masked* takes personal data out of the words of a table."""
    return UnitStatus(
        unit=masked(unit.name)[:NAME_MOST],
        level=unit.level,
        as_of=date.fromisoformat(judged[0][1].as_of),
        sets=tuple(_set(criteria, judgement, masked) for criteria, judgement in judged),
    )


def _set(criteria: CriteriaSet, judgement: Judgement, masked: Callable[[str], str]) -> SetStatus:
    """One set."""
    findings = [one for one in judgement.findings if one.is_open]
    return SetStatus(
        criteria=criteria.head.id,
        title=masked(one_line(criteria.head.title))[:200],
        year=judgement.year,
        items=tuple(
            ItemStatus(
                id=one.id, text=shorten(masked(one_line(one.text)).rstrip("；。"), TEXT_WIDTH), verdict=one.verdict,
                timing=one.timing, days=one.days, due_day=date.fromisoformat(one.due_day) if one.due_day else None,
            )
            for one in judgement.items
        ),
        files=dict(judgement.files.by_state),
        duties_open=sum(one.verdict in OPEN for one in judgement.obligations),
        findings_open=len(findings),
        findings_overdue=sum(one.timing is Timing.OVERDUE for one in findings),
        warnings=len(judgement.warnings),
    )  # fmt: skip
