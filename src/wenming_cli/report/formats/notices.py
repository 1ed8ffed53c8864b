"""督办通知: what is open at an office or a person, as a paper for somebody to check, number, sign and seal.

Supervision by 督促 and 通报 is the unit's (Huarong H63, H67; Yueyang Y47); the layout is that of GB/T 9704-2012.
Number, date and the days by which overdue items must be there are blanks: the program issues nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from wenming_cli.dates.words import day_words
from wenming_cli.model.judgement import OPEN, VERDICT_TEXT, FindingJudgement, Timing, Verdict
from wenming_cli.report.findings import one_line
from wenming_cli.report.naming import breakable
from wenming_cli.report.people.sheet import Sheet, SheetItem
from wenming_cli.report.pressing import pressure
from wenming_cli.text import shorten
from wenming_cli.typeset.official import Paper, Part, Rows, Text
from wenming_cli.typeset.official_docx import official_docx

DRAFT = "草稿：由台账汇总，供核对；没有编号、签发和用印，不是正式文件。空白处由签发人填写。"
DAY_BLANK = "＿＿月＿＿日"
NUMERALS = "一二三四五六七八九"
HEADS = (("条目", 18), ("内容", 58), ("还缺什么", 54), ("期限", 26))
OVERDUE_HEADS = (("条目", 18), ("内容", 52), ("还缺什么", 44), ("期限", 25), ("逾期", 17))
LONGEST = 180
"""Columns that a cell takes at most: 15 lines of the narrowest; the rest stands in 缺件清单."""
GROUPS = (
    (Timing.OVERDUE, "已经逾期的", f"请于{DAY_BLANK}前补齐。"),
    (Timing.DUE_SOON, "即将到期的", "请按期限补齐。"),
    (Timing.NOT_DUE, "尚未到期的", "请按期限补齐。"),
    (Timing.UNDATED, "没有期限的", f"原表没有写期限，请问准日期告诉资料员；没有另定日期的，请于{DAY_BLANK}前补齐。"),
)


def is_wanted(sheet: Sheet) -> bool:
    """Whether there is anything to be urged: an open item, or a finding that is to be put right."""
    return any(one.verdict in OPEN for one in sheet.items) or bool(sheet.findings)


def notice_docx(sheet: Sheet, tables: Mapping[str, str], year: int) -> bytes:
    """The notice to one office or person; *tables* gives the titles of the sets by id, *year* is the archive's."""
    return official_docx(notice(sheet, tables, year))


def notice(sheet: Sheet, tables: Mapping[str, str], year: int) -> Paper:
    """The same as a value."""
    whom = "同志" if sheet.person else ""
    return Paper(
        draft=DRAFT,
        title=(sheet.unit, f"关于督促补齐{year}年度文明创建资料的通知"),
        to=f"{sheet.name}{whom}：",
        body=tuple(_body(sheet, tables, year)),
        signer=sheet.unit,
        notes=("（联系人：＿＿＿＿＿＿　电话：＿＿＿＿＿＿＿＿）",),
    )


def _body(sheet: Sheet, tables: Mapping[str, str], year: int) -> Iterator[Text | Rows]:
    """What is open in order of time, then findings, then what to do."""
    items = sorted((one for one in sheet.items if one.verdict in OPEN), key=pressure)
    yield Text(Part.TEXT, _opening(sheet, items, tables, year))
    numerals = iter(NUMERALS)
    for timing, title, asked in GROUPS:
        ones = [one for one in items if one.timing is timing]
        if ones:
            yield Text(Part.HEAD, f"{next(numerals)}、{title}（{len(ones)}条）")
            yield Text(Part.TEXT, asked)
            heads = OVERDUE_HEADS if timing is Timing.OVERDUE else HEADS
            yield Rows(heads, tuple(_row(one, year) for one in ones), frozenset({0, 3, 4}))
    if sheet.findings:
        yield Text(Part.HEAD, f"{next(numerals)}、要整改的问题（{len(sheet.findings)}个）")
        heads = (("编号", 18), ("问题", 52), ("整改措施", 44), ("期限", 25), ("逾期", 17))
        yield Rows(heads, _findings(sheet.findings, year), frozenset({0, 3, 4}))
    yield Text(Part.TEXT, _closing(items))


def _opening(sheet: Sheet, items: Sequence[SheetItem], tables: Mapping[str, str], year: int) -> str:
    """Against which table, as of when, how many."""
    named = "、".join(f"《{tables.get(one, one)}》" for one in dict.fromkeys(one.criteria for one in sheet.items))
    who = "您" if sheet.person else "你们"
    against = f"对照{named}，" if named else ""
    overdue = sum(one.timing is Timing.OVERDUE for one in items)
    soon = sum(one.timing is Timing.DUE_SOON for one in items)
    on = date.fromisoformat(sheet.as_of)
    more = "，".join(filter(None, (f"逾期{overdue}条" if overdue else "", f"即将到期{soon}条" if soon else "")))
    counts = f"还有{len(items)}条没有齐全" + (f"，其中{more}" if more else "")
    as_of = f"截至{on.year}年{day_words(on, on.year)}"
    return f"{against}{as_of}，由{who}负责的{len(sheet.items)}条材料中，{counts}。现将情况通知如下。"


def _row(one: SheetItem, year: int) -> tuple[str, ...]:
    """An item: id, text, what is missing, and how it stands to its day."""
    missing = "；".join(one.missing) or VERDICT_TEXT[one.verdict]
    return one.id, _cut(one_line(one.text).rstrip("；。")), _cut(missing), *_when(one, year, over=_is_over(one))


def _is_over(one: SheetItem | FindingJudgement) -> bool:
    return one.timing is Timing.OVERDUE


def _when(one: SheetItem | FindingJudgement, year: int, *, over: bool) -> tuple[str, ...]:
    """The day; with *over* the days since."""
    shown = day_words(date.fromisoformat(one.due_day), year) if one.due_day else "未定"
    return (shown, f"{one.days}天" if _is_over(one) else "") if over else (shown,)


def _findings(findings: Sequence[FindingJudgement], year: int) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (f"{one.id} {one.item or ''}".strip(), _cut(one_line(one.text)), _cut(one_line(one.measure or "")),
         *_when(one, year, over=True))
        for one in sorted(findings, key=pressure)
    )  # fmt: skip


def _cut(text: str) -> str:
    return shorten(text, LONGEST)


def _closing(items: Sequence[SheetItem]) -> str:
    """How it is done; nothing is to be made up afterwards."""
    said = "材料要真实，是什么日期就写什么日期，不得补造。请把材料放进证据文件夹，并告诉资料员。"
    doubts = [one for one in items if one.verdict is Verdict.TO_CONFIRM]
    if doubts:
        said += f"其中{breakable(one.id for one in doubts)}已有材料，只是拿不准，请到资料员处确认。"
    return said + "今年没有这项工作的，请书面说明。"
