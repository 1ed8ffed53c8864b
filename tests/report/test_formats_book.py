"""The workbook: every gap and every file, as text, with filters, colours and links that lead to the files."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from builders import DAY, criteria, evidence, item, matched, people, project, settings, unreadable
from wenming_cli.judge.judge import judge
from wenming_cli.model.evidence import Passed
from wenming_cli.model.judgement import OPEN, Judgement
from wenming_cli.report.formats.book import gap_listing, ledger_listing, report_xlsx
from wenming_cli.review.links import link_to

SET = criteria(
    project(
        "专项工作",
        item("1.1.1", "理论学习制度；", [{"id": "a", "type": "制度", "about": "理论学习"}], due="3月上旬"),
        item("1.1.2", "工会工作总结。", [{"id": "a", "type": "总结", "about": "工会"}], due="11月中旬"),
        item("1.1.3", "现场点图片；", [{"id": "a", "carrier": "照片", "about": "现场点"}]),
        item("1.1.4", '=HYPERLINK("http://x")；', [{"id": "a", "type": "计划"}], due="2月上旬"),
    )
)
FILES = [
    evidence("理论学习制度.docx", title="理论学习制度", date="2021-03-05", pages=4),
    evidence("=cmd|'/c calc'!A1.docx", more=["副本 #1?.docx"]),
    unreadable("锁住.doc"),
]
PASSED = (Passed("证据", "~$锁.docx", "临时文件"),)


def judged() -> Judgement:
    return judge(SET, matched(FILES, SET), settings(), people(), as_of=DAY, passed=PASSED)


def link(root: str, path: str) -> str | None:
    from pathlib import Path

    return link_to(Path("/工作区") / root / path, Path("/工作区/报告"))


@pytest.fixture(scope="module")
def made() -> bytes:
    return report_xlsx(judged(), matched(FILES, SET), PASSED, link)


def test_the_gaps_come_in_the_order_of_pressure() -> None:
    judgement = judged()
    listed = [row[0] for row in gap_listing(judgement).rows]
    assert listed == ["1.1.4", "1.1.2", "1.1.3"]
    assert set(listed) == {one.id for one in judgement.items if one.verdict in OPEN}


def test_days_over_and_left_have_columns_of_their_own() -> None:
    listing = gap_listing(judged())
    over, left, due = (
        next(at for at, one in enumerate(listing.columns) if one.head == head)
        for head in ("逾期天数", "剩余天数", "到期日")
    )
    rows = {row[0]: row for row in listing.rows}
    assert (rows["1.1.4"][over], rows["1.1.4"][left]) == ((DAY - date(2021, 2, 10)).days, None)
    assert (rows["1.1.2"][over], rows["1.1.2"][left]) == (None, (date(2021, 11, 20) - DAY).days)
    assert rows["1.1.3"][due] is None


def test_every_file_has_a_row() -> None:
    judgement = judged()
    listing = ledger_listing(judgement, matched(FILES, SET), PASSED, link)
    assert [row[0] for row in listing.rows] == [
        "证据/=cmd|'/c calc'!A1.docx", "证据/~$锁.docx", "证据/副本 #1?.docx", "证据/理论学习制度.docx", "证据/锁住.doc",
    ]  # fmt: skip
    assert len(listing.rows) == judgement.files.total
    rules = next(row for row in listing.rows if row[0] == "证据/理论学习制度.docx")
    assert rules[3:5] == ("1.1.1", "制度")
    assert rules[7:] == ("2021-03-05", "落款", 4)


def test_nothing_in_it_is_a_formula(made: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)


def test_links_lead_to_the_files(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        links = package.read("xl/worksheets/_rels/sheet4.xml.rels").decode("utf-8")
    assert 'Target="../证据/理论学习制度.docx"' in links
    assert 'Target="../证据/副本%20%231%3F.docx"' in links


def test_heads_stay_and_can_be_filtered(made: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["缺件清单", "按责任人", "请人决定", "台账"]
    for sheet in book:
        assert sheet.freeze_panes == "A4"
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row))


def test_colours_say_what_the_words_say(made: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made))["缺件清单"]
    heads = {cell.value: cell.column for cell in sheet[3]}
    colours = {
        sheet.cell(row, heads["判定"]).value: sheet.cell(row, heads["判定"]).fill.fgColor.rgb
        for row in range(4, sheet.max_row + 1)
    }
    assert colours["缺失"] == "FFF8D7DA"
    assert sheet.cell(4, heads["时限"]).fill.fgColor.rgb == "FFF8D7DA"


def test_the_same_check_gives_the_same_bytes(made: bytes) -> None:
    assert report_xlsx(judged(), matched(FILES, SET), PASSED, link) == made
