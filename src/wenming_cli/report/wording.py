"""How reports and the screen say where an item or a finding stands in time."""

from collections.abc import Iterable
from typing import Protocol

from wenming_cli.model.judgement import TIMING_TEXT, VERDICT_TEXT, ObligationJudgement, Timing, Verdict


class Timed(Protocol):
    """What has a day: an item, a finding; *days* are over or left."""

    @property
    def timing(self) -> Timing:
        """How it stands to its day."""

    @property
    def days(self) -> int | None:
        """Days over or left."""

    @property
    def due_day(self) -> str | None:
        """The day itself."""


def timing_words(item: Timed, *, days_left: bool = False) -> str:
    """按时, 逾期12天, 2021-11-20到期 …; with *days_left* the days that are left beside the day."""
    match item.timing:
        case Timing.OVERDUE:
            return f"逾期{item.days}天"
        case Timing.LATE:
            return f"迟{item.days}天"
        case Timing.DUE_SOON | Timing.NOT_DUE:
            return f"{item.due_day}到期" + (f"，还有{item.days}天" if days_left else "")
        case _:
            return TIMING_TEXT[item.timing]


def obligation_lines(obligations: Iterable[ObligationJudgement]) -> list[str]:
    """O1 不全　机关每季度安排一次集中学习活动：第4季度没有找到…; what is done or falls away has no line."""
    done = (Verdict.COMPLETE, Verdict.WAIVED)
    lines = []
    for one in obligations:
        if one.verdict not in done:
            more = f"：{'；'.join(one.missing)}" if one.missing else ""
            lines.append(f"{one.id} {VERDICT_TEXT[one.verdict]}　{one.text.replace(chr(10), ' ').rstrip('；。')}{more}")
    return lines
