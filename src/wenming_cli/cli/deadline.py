"""wenming deadline: how a deadline phrase is read."""

from typing import Annotated

import typer

from wenming_cli.cli.options import AsJson, day

KINDS = {
    "date": "日期",
    "window": "时段",
    "recurring": "每期",
    "festival": "节日",
    "external": "随上级安排",
    "event": "随活动",
    "linked": "结合其他活动",
    "open": "不定",
    "unknown": "读不懂",
}


def deadline(
    phrase: Annotated[str, typer.Argument(metavar="期限", help="例如 1月上旬、7月上旬")],
    year: Annotated[int | None, typer.Option("--year", metavar="年份", help="哪一年，不写就是今年")] = None,
    as_json: AsJson = False,
) -> int:
    """看一个完成时限怎么读成日期。"""
    from wenming_cli.cli.screen import say, say_json
    from wenming_cli.criteria.show import deadline_value
    from wenming_cli.dates.deadline import read_deadline
    from wenming_cli.errors import Exit, UsageError

    year = year or day(None).year
    if not 1900 <= year <= 2100:
        raise UsageError(f"年份 {year} 超出范围", remedy="写 1900 到 2100 之间的年份")
    read = read_deadline(phrase, year)
    if as_json:
        say_json(deadline_value(read))
        return Exit.DONE
    say(f"{phrase}：{KINDS[read.kind]}{('（' + read.target + '）') if read.target else ''}")
    for one in read.occurrences:
        span = f"{one.end}" if one.start == one.end else f"{one.start or '（此前均可）'} 至 {one.end}"
        say(f"  {span}")
    if not read.occurrences:
        say("  没有具体日期，不会自动算逾期")
    for problem in read.problems:
        say(f"  请核对：{problem}")
    return Exit.DONE
