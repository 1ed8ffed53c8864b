"""盒内目录 as a value: the rows of a box, which dividers and 材料提交表 show too."""

import unicodedata
from collections.abc import Iterator

from wenming_cli.box.numbering import bare_address, split_suffix
from wenming_cli.box.plan import Box, BoxItem, BoxPlan, Gone, Paper, Pointer, Slip
from wenming_cli.model.day import day_of
from wenming_cli.model.evidence import PROBLEM_TEXT, Evidence
from wenming_cli.model.filed import Filed, FiledState
from wenming_cli.model.record import STANDS_FOR, RecordVerb
from wenming_cli.text import shorten, showable
from wenming_cli.typeset.catalogue import Catalogue, Entry, eight_digits, self_made

WRITTEN_DOWN = frozenset({"EXIF", "相机文件名", "文件名"})
"""The sources of a day that may stand in the catalogue beside 落款: not the day of saving, not a date of the text."""

TITLE_COLUMNS, NUMBER_COLUMNS = 300, 100
"""What a cell shows at most of a text that a stranger wrote; a Chinese character takes two columns."""

TOLD = frozenset({FiledState.INSERTED, FiledState.REPLACED, FiledState.RETURNED})
"""The states that the catalogue tells of a piece that lies there."""


def catalogue_of(plan: BoxPlan, box: Box, stale: frozenset[str]) -> Catalogue:
    """盒内目录: the text of each item and the rows below it; *stale* as in `sheets`."""
    items = tuple(
        (
            f"{item.id}　{one_line(item.text)}{'（续）' if item.continued else ''}",
            tuple(_rows(item, box, stale, plan.year)),
        )
        for item in box.items
    )
    return Catalogue(plan.unit, plan.year, f"{box.label}　{box.title}", items)


def _rows(item: BoxItem, box: Box, stale: frozenset[str], year: int) -> Iterator[Entry]:
    """The rows of an item, those of removed pieces at the place of their number: the number stays empty."""
    gone = list(item.gone)
    for one in item.entries:
        while gone and not isinstance(one, Pointer) and gone[0].filed.order < one.filed.order:
            yield _gone_entry(gone.pop(0))
        yield _entry(one, box, stale, year)
    yield from map(_gone_entry, gone)


def _gone_entry(one: Gone) -> Entry:
    """The row of a number under which nothing lies any more."""
    row = one.filed
    remark = f"{row.state.value} {eight_digits(row.day)}：{row.why}"
    title = shorten(row.title, TITLE_COLUMNS)
    return Entry(one.number, "", "", title, "", None, "", remark, row.state.value, row.piece, gone=True)


def _changed(filed: Filed) -> str:
    """What the catalogue says of a piece that was inserted, took the place of another, or came back."""
    return f"{filed.state.value} {eight_digits(filed.day)}" if filed.state in TOLD else ""


def _entry(one: Paper | Slip | Pointer, box: Box, stale: frozenset[str], year: int) -> Entry:
    """A row of the catalogue; what the reading does not say stays empty (DA/T 22-2015: no number, no entry)."""
    if isinstance(one, Slip):
        return _slip_entry(one)
    reading, name = one.evidence.reading, one.evidence.place.name
    return Entry(
        piece="" if isinstance(one, Pointer) else one.number,
        number=shorten(one_line(reading.doc_number or ""), NUMBER_COLUMNS),
        maker=shorten(one_line(reading.issuer or ""), NUMBER_COLUMNS),
        title=shorten(one_line(reading.title), TITLE_COLUMNS) if reading.title else self_made(split_suffix(name)[0]),
        day=eight_digits(reading.date or _dated(one.evidence, year)),
        pages=reading.pages if isinstance(one, Pointer) else one.pages,
        file="" if isinstance(one, Pointer) else one.path.rpartition("/")[2],
        remark="；".join(_remarks(one, box, stale)),
        where=_leads(one, box) if isinstance(one, Pointer) else "复印件" if reading.copied else "",
        serial="" if isinstance(one, Pointer) else one.piece,
        secrecy=reading.secrecy or "",
        path=one.path,
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
    remark = " ".join(filter(None, (STANDS_FOR[record.do], where[record.do], count, _changed(slip.filed))))
    return Entry(
        piece=slip.number,
        number="",
        maker="",
        title=shorten(one_line(record.title or self_made(bare_address(record.url or ""))), TITLE_COLUMNS),
        day=eight_digits(record.day.isoformat() if record.day else None),
        pages=slip.pages,
        file=slip.path.rpartition("/")[2],
        remark=shorten(showable(one_line(remark)), NUMBER_COLUMNS),
        where=STANDS_FOR[record.do],
        serial=slip.piece,
        copies=record.count,
        path=slip.path,
    )


def _dated(evidence: Evidence, year: int) -> str | None:
    """The day of a content without 成文日期, where a camera or a person wrote it down."""
    day = day_of(evidence, year)
    return day.day.isoformat() if day is not None and day.exact and day.source in WRITTEN_DOWN else None


def _leads(one: Pointer, box: Box) -> str:
    """Where the content of a pointer lies."""
    where = "本盒" if one.box == box.label else one.box
    return f"见{where} {one.number}号"


def _remarks(one: Paper | Pointer, box: Box, stale: frozenset[str]) -> Iterator[str]:
    """Where a pointer leads, which parts of a content are meant, its name where the box has another, what is wrong."""
    if isinstance(one, Pointer):
        yield _leads(one, box) + ("（该盒尚未更新）" if one.path in stale else "")
    elif _changed(one.filed):
        yield _changed(one.filed)
    if isinstance(one, Paper) and not one.path.endswith(" " + unicodedata.normalize("NFC", one.evidence.place.name)):
        yield f"原名：{showable(one.evidence.place.name)}"
    parts = [use.part.rpartition("#")[2].rpartition("!")[2] for use in one.uses if use.part]
    if parts:
        yield "内：" + "、".join(dict.fromkeys(map(showable, parts)))
    problem = one.evidence.reading.problem
    if problem is not None:
        yield PROBLEM_TEXT[problem]
    if isinstance(one, Paper) and one.evidence.unread:
        yield f"原件现在读不了（{one.evidence.unread}），盒内是上次的副本"


def one_line(text: str) -> str:
    """A text of the table or of a paper on one line."""
    return " ".join(text.split())
