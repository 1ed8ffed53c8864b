"""How reports and the screen say where an item or a finding stands in time."""

from wenming_cli.model.judgement import TIMING_TEXT, FindingJudgement, ItemJudgement, Timing


def timing_words(item: ItemJudgement | FindingJudgement, *, days_left: bool = False) -> str:
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
