"""说明报告 of one indicator: an empty form with what may be said in it, each fact with where it comes from."""

from collections.abc import Iterator

from wenming_cli.export.length import BASIS, END, FIELD
from wenming_cli.export.plan import ExportPlan, Folder, Outgoing
from wenming_cli.model.record import Record, RecordVerb
from wenming_cli.typeset.page import BODY_MM, Band, Field, Grid, Line, Look, Page, Pages
from wenming_cli.typeset.pages_docx import pages_docx

PHOTO, SCREENSHOT = "照片", "截图"
FIELD_MM = 95
"""The least height of the field; it grows with what is written."""


def report_of(plan: ExportPlan, folder: Folder) -> bytes:
    """The form as a docx; the same facts give the same bytes. Nothing is ever written into its field."""
    one = folder.indicator
    title = "" if one.title in one.text else f"　{one.title}"
    parts: list[Line | Grid] = [
        Line(Look.TITLE, "说明报告"),
        Line(Look.BELOW, f"{plan.unit}　{plan.year}年度"),
        Line(Look.TEXT, f"指标　{one.ident}{title}"),
        _boxed(Look.CELL, one.text.strip().splitlines()),
        Line(Look.TEXT, FIELD),
        _boxed(Look.TEXT, [""], FIELD_MM),
        Line(Look.TEXT, END),
        Line(Look.TEXT, BASIS),
    ]
    for heading, facts in _facts(folder):
        parts += [Line(Look.TEXT, heading), *(Line(Look.CELL, f"· {fact}") for fact in facts)]
    return pages_docx(Pages("说明报告", (Page(tuple(parts)),)))


def _boxed(look: Look, lines: list[str], least: float | None = None) -> Grid:
    """A frame as wide as the page."""
    return Grid((BODY_MM[0],), (Band((Field(look, tuple(lines), top=True),), least=least),))


def _facts(folder: Folder) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The facts under their headings; a heading without facts is left out, an indicator without any says so."""
    one = folder.indicator
    carriers = [file.evidence.reading.carrier for file in folder.files]
    papers = [file for file in folder.files if file.evidence.reading.carrier not in (PHOTO, SCREENSHOT)]
    screens = [f"截图{carriers.count(SCREENSHOT)}张"] * (SCREENSHOT in carriers)
    loose = [f"照片{one.loose}张，没有归入活动"] * bool(one.loose)
    groups = (
        ("文件、材料", (*map(paper_line, papers), *screens, *map(record_line, folder.records))),
        ("活动", (*(f"{held.name}，{held.day or '日期不明'}，照片{held.photos}张" for held in one.held), *loose)),
        ("登记的数字", one.figures),
        ("登记的情况", one.stated),
        ("还没有的（不能写成已有）", one.missing),
    )
    found = [(heading, facts) for heading, facts in groups if facts]
    yield from found or [("还没有材料", ("这一条没有归档的材料，也没有登记。",))]


def paper_line(file: Outgoing) -> str:
    """《理论学习制度》，青审发〔2021〕7号，2021-03-04，3页."""
    reading = file.evidence.reading
    title = f"《{reading.title}》" if reading.title else file.evidence.place.stem
    pages = f"{reading.pages}页" if reading.pages else ""
    photos = f"内有照片{reading.photos}张" if reading.photos else ""
    return "，".join(part for part in (title, reading.doc_number, reading.date, pages, photos) if part)


def record_line(record: Record) -> str:
    """党组会议记录，2021-06-30，纸质件，存放在二楼文件柜（R3）."""
    day = record.day.isoformat() if record.day else ""
    if record.do is RecordVerb.LINK:
        where = f"网址{record.url}"
    else:
        where = f"纸质件，存放在{record.shelf}" if record.shelf else "纸质件，没有登记存放位置"
    pages = f"{record.pages}页" if record.pages else ""
    said = "，".join(part for part in (record.title, day, pages, where) if part)
    return f"{said}（登记{record.id}）"
