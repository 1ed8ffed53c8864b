"""Cover, labels, dividers, forms and 备考表: what they say, how large they are, and what is left to people."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from small_archive import Archive, tree
from wenming_cli.box.details import Details
from wenming_cli.box.sheets import Sheets, rendered
from wenming_cli.box.sheets_contents import Left
from wenming_cli.box.sheets_cover import period
from wenming_cli.box.sheets_note import listed
from wenming_cli.box.verify import verify
from wenming_cli.model.decision import Decision
from wenming_cli.model.evidence import Problem
from wenming_cli.model.workspace import Settings
from wenming_cli.typeset.catalogue import Entry
from wenming_cli.typeset.divider import Divider, divider_pages
from wenming_cli.typeset.page import BODY_MM, height
from wenming_cli.typeset.pages_docx import pages_docx
from wenming_cli.typeset.spine import LABEL_MM, Spine, spine_pages

GOLDEN = Path(__file__).parent / "golden" / "sheets"
FIRST = "第01盒 1.1 干部队伍建设"
UNIT = {"unit": {"name": "青澜县审计局"}, "year": 2021, "criteria": ["small"]}
CODED = {"boxes": {"numbering": "da22", "da22": {"fonds": "0123", "period": "D10", "office": "BGS"}}}
FOUR = ("封面", "隔页", "备考表", "材料提交表")


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def said(data: bytes) -> str:
    """A docx as text in reading order: paragraphs, and rows with bars between their cells; pages apart."""
    return "".join(f"{line}\n" for line in _lines(opened(data)))


def _lines(document: Document) -> Iterator[str]:
    for one in document.element.body:
        if one.tag == qn("w:p"):
            paragraph = Paragraph(one, document)
            if paragraph.paragraph_format.page_break_before:
                yield "———— 另起一页"
            if paragraph.text:
                yield paragraph.text
        elif one.tag == qn("w:tbl"):
            for row in Table(one, document).rows:
                yield "｜".join(cell.text.replace("\n", "／") for cell in dict.fromkeys(row.cells))


def decided(archive: Archive, path: str, item: str, **more: str) -> Decision:
    [sha256] = [one.evidence.sha256 for one in archive.standings if one.evidence.place.path == path]
    said = {"do": "pin", "sha256": sha256, "path": path, "item": item, "at": "2021-11-03T10:20:00+08:00"}
    return Decision.model_validate(said | more)


def detailed(archive: Archive, *decisions: Decision, **settings: object) -> None:
    """Give the archive what its sheets say besides."""
    made = Settings.model_validate({**UNIT, **settings})
    archive.rules = made.boxes
    as_of = date.fromisoformat(archive.as_of)
    archive.details = Details.of(made, archive.criteria, decisions, archive.records, as_of)


def made(archive: Archive) -> dict[str, bytes]:
    return rendered(Sheets(archive.plan(), archive.judgement, archive.details), {})


@pytest.fixture
def whole(filled: Archive) -> Archive:
    """The small archive with everything that 备考表 tells of."""
    filled.add("一/损坏.pdf", ("1.1.1", "a", "decided"), problem=Problem.CORRUPT)
    filled.add("一/内部.docx", ("1.1.1", "a", "sure"), secrecy="内部资料", copied=True, pages=2)
    filled.state("paper", "1.1.2", "host", title="主持词", day="2021-06-05", pages=4, count=2, shelf="2号柜3层")
    filled.state("waive", "1.2.1", None, why="本年不换规划")
    detailed(
        filled,
        decided(filled, "一/损坏.pdf", "1.1.1", by="李四", why="纸质原件在手"),
        decided(filled, "一/内部.docx", "1.1.1", do="release", by="王五"),
        decided(filled, "规划.pdf", "1.2.1"),
    )
    return filled


@pytest.mark.parametrize("name", FOUR)
def test_the_sheets_of_a_box(whole: Archive, name: str, golden_update: bool) -> None:
    text = said(made(whole)[f"{FIRST}/{name}.docx"])
    path = GOLDEN / f"{name}.txt"
    if golden_update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def test_who_confirmed_and_when_without_a_name_and_in_another_box(whole: Archive) -> None:
    text = said(made(whole)["第02盒 1.2 创建工作/备考表.docx"])
    assert "001号由（未写姓名）2021年11月3日确认归入 1.2.1。" in text
    assert "1.2.1 不适用：本年不换规划；张三2021年11月12日登记（R2）。" in text


def test_a_decision_of_a_later_day_is_not_told(filled: Archive) -> None:
    late = {"at": "2021-11-13T08:00:00+08:00", "by": "赵六"}
    filled.add("一/内部.docx", ("1.2.1", "a", "sure"), secrecy="内部资料")
    made_by = (
        decided(filled, "规划.pdf", "1.2.1", by="李四"),
        decided(filled, "规划.pdf", "1.2.1", **late),
        decided(filled, "一/内部.docx", "1.2.1", do="release", **late),
    )
    for filled.as_of, named in (("2021-11-12", "李四"), ("2021-11-13", "赵六")):
        detailed(filled, *made_by)
        text = said(made(filled)["第02盒 1.2 创建工作/备考表.docx"])
        assert [name for name in ("李四", "赵六") if name in text] == [named]
        assert ("赵六2021年11月13日放行" in text) is (named == "赵六")


def test_a_decision_that_was_taken_over_by_another_item_is_not_told(filled: Archive) -> None:
    detailed(filled, decided(filled, "规划.pdf", "3.1", by="李四"))
    assert "李四" not in said(made(filled)["第02盒 1.2 创建工作/备考表.docx"])


def test_what_came_and_went_is_told(whole: Archive) -> None:
    whole.build()
    whole.add("一/0.docx", ("1.1.1", "a", "sure"), date="2020-12-01")
    whole.standings = [one for one in whole.standings if one.evidence.place.name != "IMG_1.jpg"]
    whole.as_of = "2021-11-19"
    whole.build()
    text = said((whole.out / FIRST / "备考表.docx").read_bytes())
    assert "号2021年11月19日插入。" in text
    assert "号2021年11月19日移出" in text
    assert verify(whole.out).whole


def test_nobody_signs_but_people(whole: Archive) -> None:
    data = made(whole)
    note, form = (opened(data[f"{FIRST}/{name}.docx"]) for name in ("备考表", "材料提交表"))
    rows = [[cell.text.strip() for cell in row.cells] for row in note.tables[0].rows[-2:]]
    assert [row[::2] for row in rows] == [["整理人", "整理日期"], ["检查人", "检查日期"]]
    assert [row[1] for row in rows] == ["", ""]
    signed = [cell.text.strip() for cell in form.tables[-1].rows[0].cells]
    assert signed[:4] == ["提交人", "", "接收人", ""]
    assert {row[3].replace("　", "") for row in rows} | {signed[5].replace("　", "")} == {"年月日"}


def test_pages_are_a4_upright_with_the_margins_of_a_document(whole: Archive) -> None:
    for name in FOUR:
        section = opened(made(whole)[f"{FIRST}/{name}.docx"]).sections[0]
        size = [round(one / Mm(1)) for one in (section.page_width, section.page_height)]
        assert size == [210, 297], name
        edges = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
        assert [round(one / Mm(1)) for one in edges] == [37, 26, 35, 28], name


def test_every_item_has_a_divider_and_a_form_on_a_page_of_its_own(whole: Archive) -> None:
    data = made(whole)
    for name in ("隔页", "材料提交表"):
        document = opened(data[f"第03盒 标准3/{name}.docx"])
        assert sum(one.paragraph_format.page_break_before is True for one in document.paragraphs) == 1, name
    assert "见第01盒" in said(data["第03盒 标准3/隔页.docx"])
    assert "（暂无材料）" in said(data["第03盒 标准3/隔页.docx"])


def label(mm: int, **more: str) -> Spine:
    said = {
        "fonds": "", "retention": "", "owner": "青澜县审计局", "archive": "创建文明单位档案资料", "number": "1.1",
        "title": "干部队伍建设", "first": "001", "last": "022", "box": "1",
    }  # fmt: skip
    return Spine(mm=mm, year=2021, **{**said, **more})


@pytest.mark.parametrize("mm", [20, 30, 40, 50])
def test_labels_are_drawn_to_size(mm: int) -> None:
    [table] = opened(pages_docx(spine_pages([label(mm)]))).tables
    assert [round(column.width / Mm(1), 1) for column in table.columns] == [mm]
    assert round(sum(row.height for row in table.rows) / Mm(1)) == LABEL_MM == 270
    assert {row._tr.trPr.find(qn("w:trHeight")).get(qn("w:hRule")) for row in table.rows} == {"exact"}
    upright = [
        cell.text for row in table.rows for cell in row.cells if cell._tc.tcPr.find(qn("w:textDirection")) is not None
    ]
    assert upright == ["青澜县审计局\n创建文明单位档案资料", "干部队伍建设"]


def test_as_many_labels_as_a_page_holds() -> None:
    document = opened(pages_docx(spine_pages([label(mm) for mm in (50, 50, 50, 40, 30, 20, 20, 20, 20, 20, 20)])))
    widths = [[round(column.width / Mm(1)) for column in table.columns] for table in document.tables]
    assert widths == [[50, 50, 50, 40], [30, 20, 20, 20, 20, 20, 20]]
    section = document.sections[0]
    assert section.left_margin + section.right_margin + Mm(190) <= section.page_width + Mm(0.1)


def test_a_long_name_is_set_smaller() -> None:
    looks = {
        one.paragraphs[0].style.name
        for name in ("普法", "推进诚信建设制度化工作和其他有关的各项工作", "较长的名称" * 6, "很长的名称" * 12)
        for one in [opened(pages_docx(spine_pages([label(20, title=name)]))).tables[0].rows[8].cells[0]]
    }
    assert looks == {"脊背大字", "脊背文字", "脊背小字", "脊背细字"}


def test_a_box_that_lies_there_otherwise_has_no_numbers_on_its_label(filled: Archive) -> None:
    left = {FIRST: Left(False, 2, "本次未更新")}
    [table] = opened(rendered(Sheets(filled.plan(), filled.judgement), left)["脊背标签.docx"]).tables
    assert [[row.cells[at].text for row in table.rows[10:12]] for at in (0, 1)] == [["", ""], ["001", "001"]]


def test_what_is_set_stands_on_cover_and_label(filled: Archive) -> None:
    detailed(filled, sheets={"title": "文明创建档案", "owner": "审计局全宗"}, **CODED)
    data = made(filled)
    cover, labels = said(data[f"{FIRST}/封面.docx"]), said(data["脊背标签.docx"])
    for text in (cover, labels):
        assert "审计局全宗" in text
        assert "文明创建档案" in text
        assert "10年" in text
    assert "档号｜0123-WS·2021-D10-BGS01-0001／0123-WS·2021-D10-BGS01-0003" in cover
    assert "0123｜0123｜0123" in labels
    assert "文明创建档案" in said(data["总目录.docx"])


@pytest.mark.parametrize(
    ("settings", "said_there"), [(CODED, "10年"), ({"sheets": {"retention": "永久"}}, "永久"), ({}, "")]
)
def test_the_period_is_that_of_the_code_or_of_the_sheets(
    filled: Archive, settings: dict[str, object], said_there: str
) -> None:
    detailed(filled, **settings)
    assert f"保管期限｜{said_there}\n" in said(made(filled)[f"{FIRST}/封面.docx"])


def test_the_nine_columns_of_da_t_22(whole: Archive) -> None:
    detailed(whole, sheets={"catalogue": "da22"}, **CODED)
    document = opened(made(whole)[f"{FIRST}/盒内目录.docx"])
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"]
    assert len(rows) == 7
    assert rows[1][:2] == ["001", "0123-WS·2021-D10-BGS01-0001"]
    assert [row[6] for row in rows if row[4] == "[内部]"] == ["内部资料"]
    section = document.sections[0]
    assert [round(one / Mm(1)) for one in (section.page_width, section.page_height)] == [297, 210]
    assert document.paragraphs[0].text == "归档文件目录"


def test_without_a_code_the_column_stays_blank(filled: Archive) -> None:
    detailed(filled, sheets={"catalogue": "da22"})
    rows = opened(made(filled)[f"{FIRST}/盒内目录.docx"]).tables[0].rows
    assert [[cell.text for cell in row.cells][:2] for row in rows[1:]] == [["001", ""], ["002", ""], ["003", ""]]


@pytest.mark.parametrize(
    ("make", "names"),
    [
        pytest.param([], set(), id="none"),
        pytest.param(["脊背"], {"脊背标签.docx"}, id="labels alone"),
        pytest.param(["备考表", "封面"], {"备考表.docx", "封面.docx"}, id="two of a box"),
    ],
)
def test_the_unit_chooses_its_sheets(filled: Archive, make: list[str], names: set[str]) -> None:
    detailed(filled, sheets=make)
    always = {"总目录.docx", "总目录.xlsx", "说明.txt"} | {
        f"{stem}.{suffix}" for stem in ("盒内目录", "缺件清单") for suffix in ("docx", "xlsx")
    }
    assert {path.rpartition("/")[2] for path in made(filled)} == always | names


def test_a_sheet_no_longer_wanted_goes_unless_somebody_filled_it_in(whole: Archive) -> None:
    whole.build()
    signed = whole.out / FIRST / "备考表.docx"
    signed.write_bytes(b"signed")
    detailed(whole, sheets=[])
    report = whole.build()
    assert report.edited == ((f"{FIRST}/备考表.docx", f"{FIRST}/备考表 (人工改过的旧版).docx"),)
    assert not (whole.out / FIRST / "封面.docx").exists()
    assert (whole.out / FIRST / "备考表 (人工改过的旧版).docx").read_bytes() == b"signed"


def test_a_signed_sheet_stays_as_long_as_ours_would_not_change(whole: Archive) -> None:
    whole.build()
    signed = whole.out / FIRST / "备考表.docx"
    signed.write_bytes(b"signed")
    whole.as_of = "2021-12-30"
    report = whole.build()
    assert report.edited == ((f"{FIRST}/备考表.docx", f"{FIRST}/备考表.docx"),)
    assert signed.read_bytes() == b"signed"
    assert verify(whole.out).edited == (f"{FIRST}/备考表.docx",)


def test_the_same_archive_gives_the_same_bytes(whole: Archive) -> None:
    whole.build()
    assert whole.build().unchanged
    whole.build(out=whole.folder / "另一个")
    assert tree(whole.out) == tree(whole.folder / "另一个")


def entry(at: int, title: str = "一份材料") -> Entry:
    return Entry(f"{at:03d}", "", "", title, "", 1, "", serial=f"{at:03d}")


@pytest.mark.parametrize("pieces", [0, 1, 12, 20, 40, 400])
@pytest.mark.parametrize("length", [1, 80, 4000])
def test_a_divider_is_one_page(pieces: int, length: int) -> None:
    entries = tuple(entry(at, "题名" * 60) for at in range(pieces))
    facts = (("类别", "一"), ("考评标准", "标准的一句。\n" * (length // 2)), ("材料要求", "材料" * length))
    [page] = divider_pages([Divider("盒", "1.1.1", "条目" * length, facts, entries)]).pages
    assert sum(map(height, page.parts)) <= BODY_MM[1]
    text = said(pages_docx(divider_pages([Divider("盒", "1.1.1", "条目" * length, facts, entries)])))
    shown = sum(f"{at:03d}｜" in text for at in range(pieces))
    assert f"另有 {pieces - shown} 件，见盒内目录" in text if shown < pieces else "另有" not in text
    assert "（暂无材料）" in text or pieces


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["001", "002", "003", "007"], "001—003、007"),
        (["001", "002"], "001、002"),
        (["003", "003-1", "004"], "003、003-1、004"),
        (["第05盒003", "004"], "第05盒003、004"),
        ([], ""),
    ],
)
def test_runs_of_numbers_are_drawn_together(numbers: list[str], expected: str) -> None:
    assert listed(numbers) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["20211103", "", "20210105"], "2021年1月5日—2021年11月3日"),
        (["20210105"], "2021年1月5日"),
        (["202103", "20210401"], "2021年3月—2021年4月1日"),
        (["", ""], ""),
    ],
)
def test_the_period_of_a_box(days: list[str], expected: str) -> None:
    assert period(days) == expected
