"""Planned rounds as they stand on a day, and what the plan of the table asks for; pure.

The yearly inspections are rounds with days (年内，将开展二次检查: Huarong H67), so is 回头看 in the stage before the
review (Huarong H61). The source gives the inspections no dates: a person sets them in wenming.yaml.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wenming_cli.model.criteria import SetHead
from wenming_cli.model.workspace import PlannedRound

INSPECTION, LOOK_BACK = "检查", "回头看"


class PlanState(StrEnum):
    """Whether a planned round was frozen."""

    PLANNED = "planned"
    DONE = "done"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned round on a day. *days* are left (planned), over (overdue), or late (done; 0 in time, None unknown)."""

    name: str
    on: date
    state: PlanState
    days: int | None
    done_on: date | None = None

    def pressing(self, within: int) -> bool:
        """Whether it is overdue, or due in the next *within* days."""
        return self.state is PlanState.OVERDUE or (self.state is PlanState.PLANNED and (self.days or 0) <= within)

    @property
    def words(self) -> str:
        """还有8天 · 今天 · 逾期3天，还没有冻结 · 已做 · 已做，迟2天."""
        match self.state:
            case PlanState.PLANNED:
                return f"还有{self.days}天" if self.days else "今天"
            case PlanState.OVERDUE:
                return f"逾期{self.days}天，还没有冻结"
            case _ if self.done_on is None:
                return "已做，但冻结的文件读不出来"
            case _:
                return f"{self.done_on.isoformat()}已做" + (f"，迟{self.days}天" if self.days else "")


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
