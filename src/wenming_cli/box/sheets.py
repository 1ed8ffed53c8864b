"""The sheets of the boxes: from plan and judgement to the bytes of 盒内目录, 缺件清单, 总目录 and 说明.txt."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wenming_cli.box.numbering import bare_address, split_suffix
from wenming_cli.box.plan import Box, BoxPlan, Paper, Pointer, Slip
from wenming_cli.model.day import day_of
from wenming_cli.model.evidence import PROBLEM_TEXT, Evidence
from wenming_cli.model.judgement import (
    TIMING_TEXT,
    VERDICT_TEXT,
    ItemJudgement,
    Judgement,
    RequirementJudgement,
    Timing,
    Verdict,
)
from wenming_cli.model.record import STANDS_FOR, RecordVerb
from wenming_cli.text import shorten, showable
from wenming_cli.typeset.as_docx import as_docx
from wenming_cli.typeset.as_xlsx import as_xlsx
from wenming_cli.typeset.catalogue import Catalogue, Entry, catalogue_table, eight_digits, self_made
from wenming_cli.typeset.contents import BoxLine, Contents, contents_table
from wenming_cli.typeset.missing import Gap, Missing, missing_table
from wenming_cli.typeset.table import Table

LONGEST_SENTENCE = 48
"""Columns of an item's sentence in 缺件清单; the whole sentence stands in the catalogue."""

GAPS = frozenset({Verdict.SHORT, Verdict.MISSING, Verdict.TO_CONFIRM})
"""The verdicts that stand in the list of gaps; 人工核查 and 不适用 ask for no paper."""

WRITTEN_DOWN = frozenset({"EXIF", "相机文件名", "文件名"})
"""The sources of a day that may stand in the catalogue beside 落款: not the day of saving, not a date of the text."""

TITLE_COLUMNS, NUMBER_COLUMNS = 300, 100
"""What a cell shows at most of a text that a stranger wrote; a Chinese character takes two columns."""

README = "说明.txt"
SLIPS = "文件名里写着“纸质件”“链接”的是代替页：材料在柜子里或网上，由人登记（wenming record），不是证据文件的副本。"


@dataclass(frozen=True, slots=True)
class Left:
    """A box that this build leaves as it lies there.

    *current* when it holds what the plan says; else *pieces* are those that lie there (None: no such
    box) and *remark* says so.
    """

    current: bool
    pieces: int | None = None
    remark: str = ""


def sheets(
    plan: BoxPlan, judgement: Judgement, left: Mapping[int, Left], stale: frozenset[str] = frozenset()
) -> dict[str, bytes]:
    """All sheets of the archive by their path below 资料盒; none for the boxes in *left*.

    *stale* are paths that pointers name but that the boxes left alone do not hold.
    """
    gaps = {box.number: tuple(_gaps(box, judgement)) for box in plan.boxes}
    made: dict[str, bytes] = {}
    for box in plan.boxes:
        if box.number not in left:
            made |= _both(f"{box.folder}/盒内目录", catalogue_table(_catalogue(plan, box, stale)))
            made |= _both(f"{box.folder}/缺件清单", missing_table(_missing(plan, box, judgement, gaps[box.number])))
    made |= _both("总目录", contents_table(_contents(plan, judgement, gaps, left)))
    made[README] = _readme(plan)
    return made


def _both(path: str, table: Table) -> dict[str, bytes]:
    """The same table as docx and as xlsx."""
    return {f"{path}.docx": as_docx(table), f"{path}.xlsx": as_xlsx(table)}


def _catalogue(plan: BoxPlan, box: Box, stale: frozenset[str]) -> Catalogue:
    """盒内目录: the text of each item and the rows below it."""
    items = tuple(
        (f"{item.id}　{one_line(item.text)}", tuple(_entry(one, box, stale, plan.year) for one in item.entries))
        for item in box.items
    )
    return Catalogue(plan.unit, plan.year, f"{box.label}　{box.title}", items)


def _entry(one: Paper | Slip | Pointer, box: Box, stale: frozenset[str], year: int) -> Entry:
    """A row of the catalogue; what the reading does not say stays empty (DA/T 22-2015: no number, no entry)."""
    if isinstance(one, Slip):
        return _slip_entry(one)
    reading, name = one.evidence.reading, one.evidence.place.name
    pointer = isinstance(one, Pointer)
    return Entry(
        piece="" if pointer else one.piece,
        number=shorten(one_line(reading.doc_number or ""), NUMBER_COLUMNS),
        maker=shorten(one_line(reading.issuer or ""), NUMBER_COLUMNS),
        title=shorten(one_line(reading.title), TITLE_COLUMNS) if reading.title else self_made(split_suffix(name)[0]),
        day=eight_digits(reading.date or _dated(one.evidence, year)),
        pages=reading.pages,
        file="" if pointer else one.path.rpartition("/")[2],
        remark="；".join(_remarks(one, box, stale)),
    )


def _slip_entry(slip: Slip) -> Entry:
    """The row of a paper in the cabinet, or of a page on the net: what was recorded of it, and where it is."""
    record = slip.record
    site = bare_address(record.url or "").partition("/")[0]
    where = {
        RecordVerb.PAPER: f"存放：{record.shelf}" if record.shelf else "",
        RecordVerb.LINK: f"{site}，网址见代替页",
    }
    count = f"{record.count}份" if record.count > 1 else ""
    remark = " ".join(filter(None, (STANDS_FOR[record.do], where[record.do], count)))
    return Entry(
        piece=slip.piece,
        number="",
        maker="",
        title=shorten(one_line(record.title or self_made(bare_address(record.url or ""))), TITLE_COLUMNS),
        day=eight_digits(record.day.isoformat() if record.day else None),
        pages=slip.pages,
        file=slip.path.rpartition("/")[2],
        remark=shorten(showable(one_line(remark)), NUMBER_COLUMNS),
    )


def _dated(evidence: Evidence, year: int) -> str | None:
    """The day of a content without 成文日期, where a camera or a person wrote it down."""
    day = day_of(evidence, year)
    return day.day.isoformat() if day is not None and day.exact and day.source in WRITTEN_DOWN else None


def _remarks(one: Paper | Pointer, box: Box, stale: frozenset[str]) -> Iterator[str]:
    """Where a pointer leads, which parts of a content are meant, its name where the box has another, what is wrong."""
    if isinstance(one, Pointer):
        where = "本盒" if one.box == box.label else one.box
        yield f"见{where} {one.piece}号" + ("（该盒尚未更新）" if one.path in stale else "")
    elif not one.path.endswith(" " + unicodedata.normalize("NFC", one.evidence.place.name)):
        yield f"原名：{showable(one.evidence.place.name)}"
    parts = [use.part.rpartition("#")[2].rpartition("!")[2] for use in one.uses if use.part]
    if parts:
        yield "内：" + "、".join(dict.fromkeys(map(showable, parts)))
    problem = one.evidence.reading.problem
    if problem is not None:
        yield PROBLEM_TEXT[problem]


def _gaps(box: Box, judgement: Judgement) -> Iterator[tuple[bool, Gap]]:
    """What the items of a box lack, in table order; True for what is not due yet."""
    judged = {item.id: item for item in judgement.items}
    for item in (judged[one.id] for one in box.items if one.id in judged):
        for asked in item.requirements:
            if asked.verdict in GAPS and not asked.optional:
                yield asked.timing is Timing.NOT_DUE, _gap(item, asked)
        if not item.requirements and item.verdict in GAPS:
            yield item.timing is Timing.NOT_DUE, _gap(item, _whole(item))


def _whole(item: ItemJudgement) -> RequirementJudgement:
    """An item that was judged as one."""
    return RequirementJudgement(
        id=item.id, name=one_line(item.text), need="", have=len([use for use in item.files if use.counts]),
        verdict=item.verdict, timing=item.timing, due=item.due_day, days=item.days, missing=item.missing,
    )  # fmt: skip


def _gap(item: ItemJudgement, asked: RequirementJudgement) -> Gap:
    """A row of 缺件清单."""
    late = asked.timing in (Timing.OVERDUE, Timing.LATE) and asked.days
    return Gap(
        item=item.id,
        what=_what(item, asked),
        need=asked.need,
        have=asked.have,
        missing="、".join(asked.missing),
        due=(one_line(item.due or "") or "未定") + _until(asked.due),
        offices="、".join(item.offices),
        people="、".join(item.people),
        state=f"{VERDICT_TEXT[asked.verdict]}，{TIMING_TEXT[asked.timing]}" + (f"{asked.days}天" if late else ""),
    )


def _what(item: ItemJudgement, asked: RequirementJudgement) -> str:
    """The piece with the sentence that asks for it; 方案 alone would not say of what."""
    piece = asked.name + (f"（{asked.occurrence}）" if asked.occurrence else "")
    sentence = shorten(one_line(item.text).rstrip("；。"), LONGEST_SENTENCE)
    return sentence if piece == one_line(item.text) else f"{piece}：{sentence}"


def _until(day: str | None) -> str:
    """The last day as people write it; 2021-11-20 would be broken at its hyphens."""
    if not day:
        return ""
    year, month, rest = (*day.split("-"), "", "")[:3]
    return f"（至{int(month)}月{int(rest)}日）" if (month + rest).isdecimal() and rest else f"（至{year}{month}{rest}）"


def _missing(plan: BoxPlan, box: Box, judgement: Judgement, gaps: tuple[tuple[bool, Gap], ...]) -> Missing:
    """缺件清单 of a box."""
    return Missing(
        unit=plan.unit,
        box=f"{box.label}　{box.title}",
        as_of=judgement.as_of,
        open=tuple(gap for later, gap in gaps if not later),
        later=tuple(gap for later, gap in gaps if later),
    )


def _contents(
    plan: BoxPlan, judgement: Judgement, gaps: Mapping[int, tuple[tuple[bool, Gap], ...]], left: Mapping[int, Left]
) -> Contents:
    """总目录."""
    categories: dict[str, list[BoxLine]] = {}
    for box in plan.boxes:
        lacking = sum(not later for later, _ in gaps[box.number])
        categories.setdefault(box.category, []).append(_line(box, lacking, left.get(box.number)))
    grouped = tuple((name, tuple(some)) for name, some in categories.items())
    return Contents(plan.unit, plan.year, judgement.as_of, grouped)


def _line(box: Box, gaps: int, left: Left | None) -> BoxLine:
    """A box in 总目录; one that lies there otherwise than planned is counted as it lies, without pages."""
    if left is not None and not left.current:
        return BoxLine(box.label, box.title, len(box.items), left.pieces, None, gaps, left.remark)
    pages = [one.pages for one in box.pieces]
    uncounted = pages.count(None)
    remark = f"{uncounted} 件未计页数" if uncounted else ""
    total = sum(count or 0 for count in pages)
    return BoxLine(box.label, box.title, len(box.items), len(pages), total, gaps, remark)


def one_line(text: str) -> str:
    """A text of the table or of a paper on one line."""
    return " ".join(text.split())


def _readme(plan: BoxPlan) -> bytes:
    """说明.txt, as Windows' own editor reads it (byte order mark, CR LF)."""
    lines = (
        f"{plan.unit} {plan.year}年度 文明单位创建资料",
        "",
        "这个文件夹由 wenming 生成：每个创建项目一盒，盒内按条目分文件夹，文件名前的数字是件号。",
        "里面的材料是证据文件夹中原件的副本；要改材料，请改原件，再运行 wenming box。",
        *((SLIPS,) if any(box.slips for box in plan.boxes) else ()),
        "盒内目录、缺件清单、总目录可以打开、打印、填写；重新生成时，您改过的旧版会另存在旁边，不会丢。",
        "您放进来的其他文件会原样保留。",
        "manifest-sha256.txt 记着每个文件的校验值；运行 wenming verify 可以核对有没有缺少、多出或改动。",
    )
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()
