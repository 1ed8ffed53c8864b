"""责任清单: the sheet that an office or a person signs (任务目标责任制: Yueyang Y47), as a printed table."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from wenming_cli.dates.deadline import read_deadline
from wenming_cli.dates.words import day_words
from wenming_cli.model.judgement import TIMING_TEXT, VERDICT_TEXT, Timing
from wenming_cli.report.findings import one_line
from wenming_cli.report.people.sheet import Sheet, SheetItem
from wenming_cli.typeset.table import Cell, Column, Heading, Table

TITLE = "责任清单"
COLUMNS = (
    Column("条目", 18, centred=True),
    Column("内容", 96),
    Column("期限", 36),
    Column("现状", 36, centred=True),
    Column("还缺", 71),
)


def signed_sheet(sheet: Sheet, year: int) -> Table:
    """The items of one sheet in the order of the table, under their projects, with a line to sign."""
    below = f"{sheet.unit}　{year}年度　{_whose(sheet)}　截至 {sheet.as_of}"
    return Table(TITLE, TITLE, below, COLUMNS, tuple(_rows(sheet, year)), tuple(_closing(sheet)))


def _whose(sheet: Sheet) -> str:
    """Office, post and name."""
    person = sheet.person
    return " ".join(filter(None, (person.office, person.post, person.name))) if person else sheet.name


def _rows(sheet: Sheet, year: int) -> Iterator[Heading | tuple[Cell, ...]]:
    several = len({one.criteria for one in sheet.items}) > 1
    for (criteria, heading), items in groupby(sheet.items, key=lambda one: (one.criteria, one.heading)):
        yield Heading(f"{criteria}　{heading}" if several else heading)
        yield from (_row(one, sheet.name, year) for one in items)


def _row(one: SheetItem, name: str, year: int) -> tuple[Cell, ...]:
    """An item: number, text, deadline as printed with its day, how it stands, what is missing."""
    followed = one.owners.instead.get(name, ())
    text = one_line(one.text).rstrip("；。") + (f"（接替{'、'.join(followed)}）" if followed else "")
    return one.id, text, _due(one, year), _stands(one), "；".join(one.missing)


def _due(one: SheetItem, year: int) -> str:
    """The deadline as printed with its day; of several days the words alone, for they say all of them."""
    printed = one_line(one.due or "") or "未定"
    several = len(read_deadline(one.due, year).occurrences) > 1
    day = date.fromisoformat(one.due_day) if one.due_day and not several else None
    return f"{printed}（至{day_words(day, year)}）" if day else printed


def _stands(one: SheetItem) -> str:
    """Verdict and timing; the day itself, and that there is none, stand in the column of deadlines."""
    if one.timing is Timing.UNDATED:
        return VERDICT_TEXT[one.verdict]
    days = f"{one.days}天" if one.timing in (Timing.OVERDUE, Timing.LATE) else ""
    return f"{VERDICT_TEXT[one.verdict]}，{TIMING_TEXT[one.timing]}{days}"


def _closing(sheet: Sheet) -> Iterator[str]:
    """How many items, and where to sign."""
    load = sheet.person.load if sheet.person else sheet.office.load if sheet.office else None
    if load:
        yield f"共 {load.items} 条，没齐 {load.open} 条，其中逾期 {load.overdue} 条。"
    role = "责任人" if sheet.person else "股室负责人"
    yield f"{role}签名：＿＿＿＿＿＿＿＿　　　　日期：＿＿＿＿年＿＿月＿＿日"
