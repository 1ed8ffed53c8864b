"""Planned rounds as they stand on a day, and what the plan of the table asks for; pure.

The yearly inspections are rounds with days (年内，将开展二次检查: Huarong H67), so is 回头看 in the stage before the
review (Huarong H61). The source gives the inspections no dates: a person sets them in wenming.yaml.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from wenming_cli.model.criteria import SetHead
from wenming_cli.model.round import Planned, PlanState
from wenming_cli.model.workspace import PlannedRound

INSPECTION, LOOK_BACK = "检查", "回头看"


def stand(rounds: Sequence[PlannedRound], done: Mapping[str, date | None], today: date) -> tuple[Planned, ...]:
    """The planned rounds by day; *done* gives for every frozen name the day that it judged, None where unreadable."""
    return tuple(_stand(one, done, today) for one in sorted(rounds, key=lambda one: (one.on, one.name)))


def _stand(one: PlannedRound, done: Mapping[str, date | None], today: date) -> Planned:
    """One planned round; the day that its check judged tells whether it was late."""
    if one.name in done:
        day = done[one.name]
        return Planned(one.name, one.on, PlanState.DONE, max((day - one.on).days, 0) if day else None, day)
    state = PlanState.OVERDUE if today > one.on else PlanState.PLANNED
    return Planned(one.name, one.on, state, abs((one.on - today).days))


def asked_for(head: SetHead, rounds: Sequence[PlannedRound]) -> Iterator[str]:
    """What the plan of a set asks for and wenming.yaml does not plan, each with what to do."""
    for one in head.obligations:
        least = one.count.least if one.count and one.what == INSPECTION else 0
        if len(rounds) < least:
            planned = f"只计划了{len(rounds)}次" if rounds else "还没有计划"
            yield (
                f"{one.where}：“{one.text}”，原文没有定日期，wenming.yaml 里{planned}。日期由单位定，定好后写上："
                f"rounds: [{{name: 第一次检查, on: {head.year}-06-30}}]（名称、日期换成自己的）"
            )
    for phase in head.phases:
        if LOOK_BACK in phase.text and not any(phase.start <= one.on <= phase.end for one in rounds):
            yield (
                f"{phase.no}“{phase.name}”（{phase.start.isoformat()}至{phase.end.isoformat()}）要“{LOOK_BACK}”，"
                "计划里没有落在这几天的检查"
            )
