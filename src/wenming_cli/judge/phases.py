"""Where are we: every phase of the plan on a day, what falls due in it, what must be finished before the next begins.

A calendar of phases with gaps and days outside of them said (Huarong H55); what a phase leaves open goes on being
asked for in those that follow (Huarong H59, H61; Yueyang Y53).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wenming_cli.model.course import Course, NextPhase, Stage, StageKind, StageState
from wenming_cli.model.criteria import Phase, SetHead
from wenming_cli.model.judgement import OPEN, ItemJudgement, Judgement, Timing, Verdict
from wenming_cli.model.phases import gaps, in_order
from wenming_cli.model.round import Planned, PlanState

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Due:
    """One day on which something of an item falls due."""

    item: str
    day: date
    verdict: Verdict
    over: bool


@dataclass(frozen=True, slots=True)
class _Span:
    """Days, both ends included; no end of its own where it is None."""

    start: date | None
    end: date | None
    phase: Phase | None = None

    def holds(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def kind(self) -> StageKind:
        if self.phase is not None:
            return StageKind.PHASE
        return StageKind.GAP if self.start and self.end else StageKind.OUTSIDE


def course(head: SetHead, judgement: Judgement, rounds: Sequence[Planned]) -> Course:
    """The phases of a set as they stand on the day of the judgement."""
    as_of = date.fromisoformat(judgement.as_of)
    dues = [due for item in judgement.items for due in _dues(item)]
    spans = _spans(head, [*(due.day for due in dues), *(one.on for one in rounds)])
    stages = [_stage(span, dues, rounds, as_of) for span in spans]
    stages += [_malformed(phase) for phase in head.phases if phase.end < phase.start]
    stages.sort(key=lambda one: (one.start or date.min, one.end or date.max))
    ahead = [one for one in in_order(head) if one.start > as_of]
    follows = ahead[0] if ahead else None
    dated = {due.item for due in dues}
    undated = [item for item in judgement.items if item.id not in dated and item.verdict is not Verdict.WAIVED]
    return Course(
        criteria=judgement.criteria, unit=judgement.unit, year=head.year, as_of=as_of,
        start=head.plan.start, end=head.plan.end, stages=tuple(stages),
        now=tuple(one.no or "" for one in stages if one.kind is StageKind.PHASE and one.state is StageState.NOW),
        next=_next(follows, as_of) if follows else None,
        before_next=_before(stages, follows.start if follows else None),
        rounds_before_next=tuple(
            one
            for one in rounds
            if one.state is not PlanState.DONE and (follows is None or one.on < follows.start)
        ),
        undated=tuple(item.id for item in undated),
        undated_open=tuple(item.id for item in undated if item.verdict in OPEN),
        undated_manual=tuple(item.id for item in undated if item.verdict is Verdict.MANUAL),
    )  # fmt: skip


def _dues(item: ItemJudgement) -> Iterable[_Due]:
    """The days of an item, requirement by requirement; what is optional or falls away has none."""
    if item.verdict is Verdict.WAIVED:
        return
    for row in item.requirements:
        if row.due and not row.optional and row.verdict is not Verdict.WAIVED:
            yield _Due(item.id, date.fromisoformat(row.due), row.verdict, row.timing is Timing.OVERDUE)


def _spans(head: SetHead, days: Sequence[date]) -> list[_Span]:
    """Phases and gaps; and where one of *days* lies beside all of them, the days that it lies among."""
    named = [(one.start, one.end) for one in in_order(head)] + gaps(head)
    beside = [span for span in _beside(sorted(named)) if any(map(span.holds, days))]
    return [
        *(_Span(one.start, one.end, one) for one in in_order(head)),
        *(_Span(start, end) for start, end in gaps(head)),
        *beside,
    ]


def _beside(named: Iterable[tuple[date, date]]) -> Iterable[_Span]:
    """The days before, between and after spans that are sorted by their start; all days where there is none."""
    covered: date | None = None
    for start, end in named:
        if covered is None or start > covered + _DAY:
            yield _Span(covered + _DAY if covered else None, start - _DAY)
        covered = max(covered or end, end)
    yield _Span(covered + _DAY if covered else None, None)


def _stage(span: _Span, dues: Iterable[_Due], rounds: Iterable[Planned], as_of: date) -> Stage:
    """A span with what falls due in it."""
    within = [due for due in dues if span.holds(due.day)]
    still = dict.fromkeys(due.item for due in within if due.verdict in OPEN)
    state, days = _standing(span, as_of)
    return Stage(
        **_said(span.phase), kind=span.kind, start=span.start, end=span.end, state=state, days=days,
        due=tuple(dict.fromkeys(due.item for due in within)),
        open=tuple(still),
        overdue=tuple(dict.fromkeys(due.item for due in within if due.verdict in OPEN and due.over)),
        manual=tuple(
            dict.fromkeys(due.item for due in within if due.verdict is Verdict.MANUAL and due.item not in still)
        ),
        rounds=tuple(one for one in rounds if span.holds(one.on)),
    )  # fmt: skip


def _said(phase: Phase | None) -> dict[str, Any]:
    """What the plan says of a phase."""
    if phase is None:
        return {}
    return {name: getattr(phase, name) for name in ("no", "name", "printed", "tasks", "uncertain")}


def _standing(span: _Span, as_of: date) -> tuple[StageState, int | None]:
    """Where the day stands to a span, and the days left or over."""
    if span.start is not None and as_of < span.start:
        return StageState.AHEAD, (span.start - as_of).days
    if span.end is not None and as_of > span.end:
        return StageState.OVER, (as_of - span.end).days
    return StageState.NOW, (span.end - as_of).days if span.end is not None else None


def _malformed(phase: Phase) -> Stage:
    """A phase that ends before it starts; nothing can fall due in it."""
    return Stage(**_said(phase), kind=StageKind.PHASE, start=phase.start, end=phase.end, state=StageState.MALFORMED)


def _next(phase: Phase, as_of: date) -> NextPhase:
    return NextPhase(no=phase.no, name=phase.name, start=phase.start, days=(phase.start - as_of).days)


def _before(stages: Iterable[Stage], start: date | None) -> tuple[str, ...]:
    """What is open of all stages that end before a day, in the order of their days."""
    ending = [one for one in stages if start is None or (one.end is not None and one.end < start)]
    return tuple(dict.fromkeys(item for one in ending for item in one.open))
