"""The slips (代替页) of a plan as bytes: each stands in its item's folder, under its number, for what is no file."""

from collections.abc import Iterator
from datetime import date

from wenming_cli.box.plan import Box, BoxItem, BoxPlan, Slip
from wenming_cli.model.record import Record, RecordVerb
from wenming_cli.typeset.as_docx import as_docx
from wenming_cli.typeset.slip import SlipSheet, slip_table

WHAT = {RecordVerb.PAPER: "纸质材料", RecordVerb.LINK: "网上材料"}
CLOSING = {
    RecordVerb.PAPER: "检查时从存放位置取来原件，放在这一页的位置。",
    RecordVerb.LINK: "以网址打开的内容为准；生成这一页时没有打开过网址。",
}


def slip_sheets(plan: BoxPlan) -> dict[str, bytes]:
    """All slips by their path below 资料盒; the same plan gives the same bytes."""
    return {
        slip.path: as_docx(slip_table(slip_sheet(plan, box, item, slip)))
        for box in plan.boxes
        for item in box.items
        for slip in item.entries
        if isinstance(slip, Slip)
    }


def slip_sheet(plan: BoxPlan, box: Box, item: BoxItem, slip: Slip) -> SlipSheet:
    """A slip with the words of its record."""
    record = slip.record
    return SlipSheet(
        what=WHAT[record.do], unit=plan.unit, year=plan.year, box=f"{box.label}　{box.title}", piece=slip.piece,
        lines=(("条目", f"{item.id}　{' '.join(item.text.split())}"), *_lines(record)), closing=CLOSING[record.do],
    )  # fmt: skip


def _lines(record: Record) -> Iterator[tuple[str, str]]:
    """What was recorded, line by line."""
    yield "题名", record.title or ""
    yield "日期", _shown(record.day)
    if record.do is RecordVerb.LINK:
        yield "网址", record.url or ""
    else:
        yield "份数", f"{record.count}"
        yield "页数", f"{record.pages or ''}"
        yield "存放位置", record.shelf or ""
    yield "登记人", record.by or ""
    yield "登记日期", _shown(record.on)
    yield "登记编号", record.id


def _shown(day: date | None) -> str:
    """A day as people write it: 2021年7月5日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
