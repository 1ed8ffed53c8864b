"""Which texts become pages of a box, and how they are given to an office program."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from making import no_fonts, texts
from small_archive import Archive
from wenming_cli.bind.binder import Binder
from wenming_cli.bind.conversions import NO_OFFICE
from wenming_cli.box.before import read_before
from wenming_cli.box.binding import BOOK, NOT_PAGES, Binders
from wenming_cli.box.build import build
from wenming_cli.office.plain import MOST_BYTES, ODD, TOO_MUCH, UnsetError, as_package


def test_texts_and_tables_are_for_an_office_program_and_what_only_is_called_so_is_not(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for name, kind in (("会议记录.txt", "txt"), ("名单.csv", "csv"), ("网页.txt", "html"), ("新闻.html", "html")):
        archive.add(name, ("1.1.1", "a", "sure"), data=name.encode(), format=kind)
    with Binder(tmp_path / "inner", fonts=no_fonts()) as binder:
        report = build(
            archive.plan(read_before(archive.out)[0]), archive.judgement, {"证据": archive.root}, archive.out, None,
            details=archive.details, binders=Binders(binder),
        )  # fmt: skip
    why = {path.rpartition(" ")[2]: reason for path, reason in report.bound.slips.items()}
    assert why == {"会议记录.txt": NO_OFFICE, "名单.csv": NO_OFFICE}
    said = "".join("".join(page for book in archive.out.glob(f"*/{BOOK}") for page in texts(book)).split())
    assert said.count("".join(NOT_PAGES.split())) == 2, "the two web pages"


@pytest.mark.parametrize("encoded", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_line_is_a_paragraph(encoded: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("标题\r\n\r\n　　正文 & <b>\r\n\t末行\x07".encode(encoded))
    suffix, data = as_package(tmp_path / "a.txt")
    assert (suffix, as_package(tmp_path / "a.txt")[1]) == ("docx", data)
    said = [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]
    assert said == ["标题", "", "　　正文 & <b>", "        末行\\u0007"]


@pytest.mark.parametrize("between", [",", "\t", ";"])
def test_a_field_is_a_cell_of_text(between: str, tmp_path: Path) -> None:
    rows = [["编号", "内容"], ["007", "=1+1"], ["", "a\nb", "多一列"]]
    text = "\n".join(between.join(f'"{cell}"' for cell in row) for row in rows)
    (tmp_path / "a.csv").write_bytes(text.encode("gb18030"))
    suffix, data = as_package(tmp_path / "a.csv")
    assert suffix == "xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert [[cell or "" for cell in row[: len(rows[at])]] for at, row in enumerate(sheet.values)] == rows
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(lambda: b"\xff\x80\x80\xff", ODD, id="no encoding"),
        pytest.param(lambda: b"\xff\xfea", ODD, id="half of UTF-16"),
        pytest.param(lambda: b"x" * (MOST_BYTES + 1), TOO_MUCH, id="a dump"),
    ],
)
def test_what_is_no_text_to_print_says_so(data: Callable[[], bytes], why: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data())
    with pytest.raises(UnsetError, match=why):
        as_package(tmp_path / "a.txt")
