"""Judge a whole archive: what is missing as of a date, whose it is, what to do first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from wenming_cli.judge.bench import Bench
from wenming_cli.judge.boxed import boxed_differs
from wenming_cli.judge.findings import judge_findings
from wenming_cli.judge.item import judge_item
from wenming_cli.judge.late import filed_late
from wenming_cli.judge.obligations import Whole, judge_obligations
from wenming_cli.judge.order import after_the_event, out_of_order
from wenming_cli.judge.pieces import Pieces, collect
from wenming_cli.judge.score import score_of
from wenming_cli.judge.tally import tallied
from wenming_cli.judge.timing import Clock
from wenming_cli.judge.told import Told, said_of, with_recorded
from wenming_cli.judge.warn import LIVE, warn
from wenming_cli.model.criteria import CriteriaSet, Item
from wenming_cli.model.evidence import Passed
from wenming_cli.model.filed import Filed
from wenming_cli.model.finding import Finding
from wenming_cli.model.judgement import (
    Files,
    ItemJudgement,
    Judgement,
    Timing,
    Verdict,
    Warning,
)
from wenming_cli.model.matching import Matching, State
from wenming_cli.model.record import Record
from wenming_cli.model.workspace import People, Settings

FIRST = 10


def judge(
    criteria: CriteriaSet, matching: Matching, settings: Settings, people: People, *, as_of: date, final: bool = False,
    passed: Sequence[Passed] = (), left_out: int = 0, alike: Sequence[Sequence[str]] = (),
    findings: Sequence[Finding] = (), records: Sequence[Record] = (), held: Sequence[date] = (),
    seen: Mapping[str, date] | None = None, boxed: Sequence[Filed] = (),
) -> Judgement:  # fmt: skip
    """The judgement of one set at *as_of*; with *final* as if the year's cycle had ended.

    *alike* are groups of contents (sha256) that look like one picture, *records* what people stated by *as_of*,
    *held* the days of the rounds that were frozen, *seen* the days on which contents came after the first check,
    *boxed* what lies in the boxes.
    """
    day = max(as_of, date(settings.year, 12, 31)) if final else as_of
    clock = Clock(day, settings.due_soon_days)
    told = Told.of(records, as_of)
    asked = [item for _, _, item in criteria.placed()]
    pieces = with_recorded(collect(matching, settings.year), asked, records)
    items = tuple(
        judge_item(category, project, Bench.of(item, pieces, settings, people, clock, told, seen or {}))
        for category, project, item in criteria.placed()
    )
    whole = Whole(
        {item.id: item for item in items}, {item.id: item for item in asked}, pieces, matching.single, people, settings,
        told, held, {"阶段": len(criteria.head.phases), "组": len(criteria.head.groups)}, as_of,
    )  # fmt: skip
    return Judgement(
        criteria=criteria.head.id, unit=settings.unit.name, year=settings.year, as_of=as_of.isoformat(), final=final,
        totals=_totals(items), items=items, obligations=judge_obligations(criteria.head.obligations, whole),
        files=_files(matching, passed),
        warnings=(
            *warn(matching, items, pieces, settings, alike),
            *_more(asked, pieces, matching, told),
            *filed_late(items),
            *boxed_differs(matching, boxed),
        ),
        first=_first(items), left_out=left_out,
        findings=judge_findings(findings, {item.id: item.owners for item in items}, clock, as_of),
        score=score_of(criteria, matching, items, settings, as_of=as_of, final=final, records=records).figures,
    )  # fmt: skip


def _more(asked: Sequence[Item], pieces: Pieces, matching: Matching, told: Told) -> Iterator[Warning]:
    """Warnings that need the requirements or the records, besides those that files give by themselves."""
    live = [one for one in matching.single if one.state in LIVE]
    yield from after_the_event(matching, live)
    yield from out_of_order(asked, pieces)
    yield from tallied(asked, pieces, matching)
    for record in told.over:
        text = f"{record.item}的“不适用”到{record.until}为止，已经过期（{said_of(record)}），请重新登记或补材料"
        yield Warning(kind="waiver_over", text=text, items=(record.item or "",))


def _totals(items: Sequence[ItemJudgement]) -> dict[str, Any]:
    """How many items stand how; every verdict and timing is named."""
    verdicts, timings = Counter(item.verdict for item in items), Counter(item.timing for item in items)
    return {
        "items": len(items),
        "by_verdict": {verdict.value: verdicts[verdict] for verdict in Verdict},
        "by_timing": {timing.value: timings[timing] for timing in Timing},
    }


def _files(matching: Matching, passed: Sequence[Passed]) -> Files:
    """Files by state; the sum is every file found."""
    counts = {state.value: 0 for state in State}
    for standing in matching.standings:
        for at, _ in enumerate(standing.evidence.places):
            keeps = standing.state in (State.WITHHELD, State.IGNORED, State.UNREADABLE)
            counts[(standing.state if not at or keeps else State.DUPLICATE).value] += 1
    counts[State.IGNORED.value] += len(passed)
    return Files(total=sum(counts.values()), by_state=counts)


def _first(items: Sequence[ItemJudgement]) -> tuple[str, ...]:
    """The ten items to see to first: overdue before due soon, whole gaps before doubts, longest over first."""

    def pressure(item: ItemJudgement) -> tuple[int, int, int]:
        urgency = {Timing.OVERDUE: 0, Timing.DUE_SOON: 1, Timing.LATE: 3, Timing.NOT_DUE: 4}.get(item.timing, 2)
        gravity = (Verdict.MISSING, Verdict.SHORT, Verdict.TO_CONFIRM, Verdict.MANUAL, Verdict.COMPLETE).index(
            item.verdict
        )
        days = item.days or 0
        return urgency, gravity, -days if item.timing is Timing.OVERDUE else days

    pressing = [item for item in items if item.verdict not in (Verdict.COMPLETE, Verdict.MANUAL, Verdict.WAIVED)]
    pressing = [item for item in pressing if item.timing is not Timing.NOT_DUE]
    ranked = sorted(pressing, key=lambda item: (pressure(item), [int(n) for n in item.id.split(".") if n.isdigit()]))
    return tuple(item.id for item in ranked[:FIRST])


def not_yet(judgement: Judgement) -> bool:
    """Whether the answer is not yet yes: a gap that is due or undated, or overdue; with final anything open."""
    if any(one.timing is Timing.OVERDUE or judgement.final for one in judgement.findings if one.is_open):
        return True
    for item in judgement.items:
        if judgement.final and item.verdict not in (Verdict.COMPLETE, Verdict.WAIVED):
            return True
        open_now = item.timing not in (Timing.NOT_DUE, Timing.DUE_SOON)
        if item.verdict in (Verdict.MISSING, Verdict.SHORT) and open_now:
            return True
        if item.timing is Timing.OVERDUE:
            return True
    return False
