"""wenming record date: the day of an item that the table leaves undated, or whose day others set."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import Where, day
from wenming_cli.cli.recording import By, Desk, at_desk, say_kept, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wenming_cli.model.criteria import Item
    from wenming_cli.model.record import Record
    from wenming_cli.model.requirement import Requirement


def set_date(
    item: Annotated[str, typer.Argument(metavar="条目", help="条目编号")],
    due: Annotated[str, typer.Argument(metavar="日期", help="到哪一天为止，写作 2021-06-30")],
    where: Where = Path(),
    source: Annotated[str | None, typer.Option("--source", metavar="来源", help="谁定的，例如 县文明办通知")] = None,
    by: By = None,
) -> int:
    """期限：原表没写、由别人定的日期；有几个就记几次。

    一个日期算一期；登记了的，代替原表写着的日期。"""
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.model.record import RecordVerb

    on = day(due)
    with at_desk(where) as desk:
        named, requirement = desk.item(item)
        if requirement is not None:
            raise UsageError("期限是整个条目的，不能只给一项材料", remedy=f"写作 wenming record date {named.id} {due}")
        record = desk.keep(
            do=RecordVerb.DATE, item=named.id, day=on,
            source=words(source, "来源") if source is not None else None, by=desk.speaker(by),
        )  # fmt: skip
    say_kept(record, named, *_changed(desk, named, record))
    return Exit.DONE


def _changed(desk: Desk, item: "Item", record: "Record") -> Iterator[str]:
    """What the table prints, and which days hold from now on."""
    from wenming_cli.dates.deadline import read_deadline
    from wenming_cli.model.record import RecordVerb
    from wenming_cli.report.findings import one_line

    year = desk.workspace.settings.year
    phrases = [one_line(one) for one in (item.due, *_dues(item.asks)) if one and one.strip()]
    printed = [one.end for phrase in phrases for one in read_deadline(phrase, year).occurrences]
    yield f"原表的期限：{'；'.join(dict.fromkeys(phrases)) or '空白'}"
    days = {one.day for one in desk.standing if one.do is RecordVerb.DATE and one.item == item.id} | {record.day}
    held = "、".join(f"{one}" for one in sorted(one for one in days if one is not None))
    told = f"现在按登记的日期判：{held}" + (f"（{len(days)}期）" if len(days) > 1 else "")
    yield told + ("；原表写着的日期不再用" if printed else "")
    if record.day is not None and record.day.year != year:
        yield f"注意：{record.day}不在{year}年"


def _dues(requirements: "Sequence[Requirement]") -> Iterator[str | None]:
    """The deadlines that requirements have of their own."""
    from wenming_cli.model.requirement import children

    for one in requirements:
        yield one.due
        yield from _dues(children(one))
