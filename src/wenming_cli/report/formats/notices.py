"""督办通知: what is open at an office or a person, as a paper for somebody to check, number, sign and seal.

Supervision by 督促 and 通报 is the unit's (Huarong H63, H67; Yueyang Y47); the layout is that of GB/T 9704-2012.
Number, date and the days by which overdue items must be there are blanks: the program issues nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wenming_cli.dates.words import day_words
from wenming_cli.model.judgement import OPEN, VERDICT_TEXT, FindingJudgement, Timing, Verdict
from wenming_cli.report.findings import one_line
from wenming_cli.report.naming import breakable
from wenming_cli.report.people.sheet import Sheet, SheetItem
from wenming_cli.report.pressing import pressure
from wenming_cli.report.week import Week
from wenming_cli.report.week_words import due_next, moved
from wenming_cli.text import shorten
from wenming_cli.typeset.official import Annex, Paper, Part, Rows, Text
from wenming_cli.typeset.official_docx import official_docx

DRAFT = "草稿：由台账汇总，供核对；没有编号、签发和用印，不是正式文件。空白处由签发人填写。"
DAY_BLANK = "＿＿月＿＿日"
NUMERALS = "一二三四五六七八九"
HEADS = (("条目", 17), ("内容", 60), ("还缺什么", 57), ("期限", 22))
OVERDUE_HEADS = (("条目", 17), ("内容", 53), ("还缺什么", 48), ("期限", 22), ("逾期", 16))
FINDING_HEADS = (("编号", 17), ("问题", 53), ("整改措施", 48), ("期限", 22), ("逾期", 16))
MOST_IN_TEXT = 8
"""So many items and findings have their tables in the text, which then takes two pages or so."""
ANNEX_TITLE = "缺件清单"
TEXT_WIDTH, MISSING_WIDTH = 80, 110
"""Columns that a cell takes at most: some four lines; the rest stands in 缺件清单 of the workbook."""
GROUPS = (
    (Timing.OVERDUE, "已经逾期的", f"请于{DAY_BLANK}前补齐。"),
    (Timing.DUE_SOON, "即将到期的", "请按期限补齐。"),
    (Timing.NOT_DUE, "尚未到期的", "请按期限补齐。"),
    (Timing.UNDATED, "没有期限的", f"原表没有写期限，请问准日期告诉资料员；没有另定日期的，请于{DAY_BLANK}前补齐。"),
)


def is_wanted(sheet: Sheet) -> bool:
    """Whether there is anything to be urged: an open item, or a finding that is to be put right."""
    return any(one.verdict in OPEN for one in sheet.items) or bool(sheet.findings)


def notice_docx(sheet: Sheet, tables: Mapping[str, str], year: int, weeks: Sequence[Week] = ()) -> bytes:
    """The notice to one office or person; *tables* gives the titles of the sets by id, *year* is the archive's.

    With *weeks* (one a set) it tells what the week was for them.
    """
    return official_docx(notice(sheet, tables, year, weeks))


def notice(sheet: Sheet, tables: Mapping[str, str], year: int, weeks: Sequence[Week] = ()) -> Paper:
    """The same as a value: the tables of more than a page or so stand in an annex."""
    whom = "同志" if sheet.person else ""
    items = sorted((one for one in sheet.items if one.verdict in OPEN), key=pressure)
    long = len(items) + len(sheet.findings) > MOST_IN_TEXT
    told = (_opening(sheet, items, tables, year, long=long), *_week(sheet, weeks, year))
    body: list[Text | Rows] = [Text(Part.TEXT, line) for line in told]
    annex: list[Text | Rows] = []
    for numeral, one in zip(NUMERALS, _groups(items, sheet.findings, year), strict=False):
        head = Text(Part.HEAD, f"{numeral}、{one.heading}")
        body += [head, Text(Part.TEXT, one.asked), *(() if long else (one.rows,))]
        annex += [head, one.rows]
    return Paper(
        draft=DRAFT,
        title=(sheet.unit, f"关于督促补齐{year}年度文明创建资料的通知"),
        to=f"{sheet.name}{whom}：",
        body=(*body, Text(Part.TEXT, _closing(items))),
        signer=sheet.unit,
        notes=("（联系人：＿＿＿＿＿＿　电话：＿＿＿＿＿＿＿＿）",),
        annex=Annex(ANNEX_TITLE, tuple(annex)) if long else None,
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one urgency, or findings: a heading, what is asked, the table."""

    heading: str
    asked: str
    rows: Rows


def _groups(items: Sequence[SheetItem], findings: Sequence[FindingJudgement], year: int) -> Iterator[Group]:
    """What is open in order of time, then findings."""
    for timing, title, asked in GROUPS:
        ones = [one for one in items if one.timing is timing]
        if ones:
            heads = OVERDUE_HEADS if timing is Timing.OVERDUE else HEADS
            rows = tuple(_row(one, year) for one in ones)
            yield Group(f"{title}（{len(ones)}条）", asked, Rows(heads, rows, frozenset({0, 3, 4})))
    if findings:
        rows = _findings(findings, year)
        yield Group(
            f"要整改的问题（{len(findings)}个）", "请按期限整改，改好后告诉资料员销号。",
            Rows(FINDING_HEADS, rows, frozenset({0, 3, 4})),
        )  # fmt: skip


def _week(sheet: Sheet, weeks: Sequence[Week], year: int) -> Iterator[str]:
    """What became of their items in the week, and what is due next."""
    several = len(weeks) > 1
    for week in weeks:
        ids = {one.id for one in sheet.items if one.criteria == week.judgement.criteria}
        if not ids:
            continue
        of = f"{week.judgement.criteria}：" if several else ""
        since = date.fromisoformat(week.since) if week.since else None
        said = f"与{day_words(since, year)}的周报比，{moved(week, ids)}。" if since else ""
        soon = due_next(week, ids)
        if said or soon:
            yield of + said + (f"{soon}。" if soon else "")


def _opening(
    sheet: Sheet, items: Sequence[SheetItem], tables: Mapping[str, str], year: int, *, long: bool
) -> str:  # fmt: skip
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
    where = "，逐条见附件" if long else ""
    return f"{against}{as_of}，由{who}负责的{len(sheet.items)}条材料中，{counts}。现将情况通知如下{where}。"


def _row(one: SheetItem, year: int) -> tuple[str, ...]:
    """An item: id, text, what is missing, and how it stands to its day."""
    missing = "；".join(one.missing) or VERDICT_TEXT[one.verdict]
    text = shorten(one_line(one.text).rstrip("；。"), TEXT_WIDTH)
    return one.id, text, shorten(missing, MISSING_WIDTH), *_when(one, year, over=_is_over(one))


def _is_over(one: SheetItem | FindingJudgement) -> bool:
    return one.timing is Timing.OVERDUE


def _when(one: SheetItem | FindingJudgement, year: int, *, over: bool) -> tuple[str, ...]:
    """The day; with *over* the days since."""
    shown = day_words(date.fromisoformat(one.due_day), year) if one.due_day else "未定"
    return (shown, f"{one.days}天" if _is_over(one) else "") if over else (shown,)


def _findings(findings: Sequence[FindingJudgement], year: int) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (f"{one.id} {one.item or ''}".strip(), shorten(one_line(one.text), MISSING_WIDTH),
         shorten(one_line(one.measure or ""), MISSING_WIDTH), *_when(one, year, over=True))
        for one in sorted(findings, key=pressure)
    )  # fmt: skip


def _closing(items: Sequence[SheetItem]) -> str:
    """How it is done; nothing is to be made up afterwards."""
    said = "材料要真实，是什么日期就写什么日期，不得补造。请把材料放进证据文件夹，并告诉资料员。"
    doubts = [one for one in items if one.verdict is Verdict.TO_CONFIRM]
    if doubts:
        said += f"其中{breakable(one.id for one in doubts)}已有材料，只是拿不准，请到资料员处确认。"
    return said + "今年没有这项工作的，请书面说明。"
