"""The sheets say what the plan and the judgement say, as text, in every office program."""

import io
import re
import zipfile

import docx
import pytest

from small_archive import Archive
from wenming_cli.box.sheets import Sheets, rendered
from wenming_cli.model.evidence import Problem

FIRST = "第01盒 1.1 干部队伍建设"


def rows(data: bytes) -> list[list[str]]:
    """The rows of a docx table, a spanning cell once."""
    [table] = docx.Document(io.BytesIO(data)).tables
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]


def strings(data: bytes) -> str:
    """The shared strings of an xlsx."""
    return zipfile.ZipFile(io.BytesIO(data)).read("xl/sharedStrings.xml").decode()


def made(archive: Archive) -> dict[str, bytes]:
    return rendered(Sheets(archive.plan(), archive.judgement), {})


def test_the_catalogue_after_da_t_22(filled: Archive) -> None:
    table = rows(made(filled)[f"{FIRST}/盒内目录.docx"])
    assert table[0] == ["件号", "文号", "责任者", "题名", "日期", "页数", "文件名", "备注"]
    assert table[1] == ["1.1.1　单位理论学习制度（红头便函文件或手册）；"]
    assert table[2] == ["001", "青审发〔2021〕7号", "", "理论学习制度", "", "3", "001 制度.docx", ""]
    assert table[4] == ["002", "", "", "[方案]", "20210601", "2", "002 方案.docx", ""]
    assert table[5][:5] == ["003", "", "", "[IMG_1]", "20210605"]


def test_a_pointer_says_where_the_copy_lies(filled: Archive) -> None:
    table = rows(made(filled)["第03盒 标准3/盒内目录.docx"])
    assert table[2] == ["", "", "", "[IMG_1]", "20210605", "1", "", "见第01盒 003号"]
    assert table[4] == ["", "", "", "（暂无材料）", "", "", "", ""]


def test_a_month_stays_a_month_and_sums_name_what_they_leave_out(filled: Archive) -> None:
    data = made(filled)["第02盒 1.2 创建工作/盒内目录.docx"]
    assert rows(data)[2][4:6] == ["202103", ""]
    closing = [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]
    assert "本盒共 1 件，0 页（其中 1 件未计页数）。" in closing


def test_the_list_of_gaps_has_a_second_block_for_what_is_not_due(filled: Archive) -> None:
    table = rows(made(filled)["第02盒 1.2 创建工作/缺件清单.docx"])
    due = "1月上旬、 7月上旬"
    assert table[1:] == [
        ["应补 1 项"],
        [
            "1.2.1",
            "红头文件：创建规划",
            "1份",
            "0",
            "红头文件1份",
            f"{due}（至7月10日）",
            "办公室",
            "李静雯",
            "缺失，逾期12天",
        ],
        ["未到期 1 项"],
        ["1.2.1", "图片：创建规划", "4张", "2", "", due, "办公室", "李静雯", "不全，未到期"],
    ]


def test_the_contents_list_every_box(filled: Archive) -> None:
    table = rows(made(filled)["总目录.docx"])
    assert table[1:4] == [
        ["一 组织领导有力"],
        ["第01盒", "1.1 干部队伍建设", "2", "3", "6", "2", ""],
        ["第02盒", "1.2 创建工作", "1", "1", "0", "1", "1 件未计页数"],
    ]


def test_text_from_files_is_text(archive: Archive) -> None:
    evil = "=cmd|' /C calc'!A0\x0b\u202e\ufffe\ud800<b>&"
    archive.add("a.pdf", ("1.1.1", "a", "sure"), title=evil, issuer="http://x.example", problem=Problem.ENCRYPTED)
    data = made(archive)
    shown = r"=cmd|' /C calc'!A0 \u202e\ufffe\ud800<b>&"
    assert rows(data[f"{FIRST}/盒内目录.docx"])[2][3] == shown
    book = zipfile.ZipFile(io.BytesIO(data[f"{FIRST}/盒内目录.xlsx"]))
    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert not [name for name in book.namelist() if "rels/sheet" in name]
    assert "有打开密码" in strings(data[f"{FIRST}/盒内目录.xlsx"])


def test_the_xlsx_is_ready_to_print(filled: Archive) -> None:
    book = zipfile.ZipFile(io.BytesIO(made(filled)["总目录.xlsx"]))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    for part in ("<autoFilter", 'state="frozen"', 'orientation="landscape"', 'paperSize="9"', 'fitToHeight="0"'):
        assert part in sheet


@pytest.mark.parametrize("name", ["总目录.docx", "总目录.xlsx"])
def test_nothing_of_the_moment_is_inside(filled: Archive, name: str) -> None:
    data = made(filled)[name]
    assert data == made(filled)[name]
    package = zipfile.ZipFile(io.BytesIO(data))
    assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d{2}-\d{2}T[\d:]+", package.read("docProps/core.xml").decode())) == {
        "1980-01-01T00:00:00"
    }


def test_the_docx_repeats_its_head_and_names_chinese_faces(filled: Archive) -> None:
    package = zipfile.ZipFile(io.BytesIO(made(filled)["总目录.docx"]))
    body, styles = package.read("word/document.xml").decode(), package.read("word/styles.xml").decode()
    assert body.count("<w:tblHeader/>") == 1
    assert 'w:orient="landscape"' in body
    for face in ("方正小标宋简体", "仿宋_GB2312", "黑体"):
        assert f'w:eastAsia="{face}"' in styles
