"""Tables as PDF pages: everything is there, nothing runs over, the same bytes, and a fallback without fonts."""

import io

import pypdfium2
import pytest

from making import no_fonts, some_fonts
from wenming_cli.bind.faces import FontFiles, font_files, load
from wenming_cli.typeset.as_pdf import as_pdf, count_pages, wrapped
from wenming_cli.typeset.catalogue import Catalogue, Entry, catalogue_table, paged
from wenming_cli.typeset.pdf_faces import SUPPLIED, FontData, faces
from wenming_cli.typeset.slip import SlipSheet, slip_table
from wenming_cli.typeset.table import Column, Heading, Table


def catalogue(rows: int, title: str = "关于印发《理论学习制度》的通知") -> Table:
    entries = tuple(
        Entry(f"{at:03d}", "青审发〔2021〕7号", "青澜县审计局", f"{title}{at}", "20210304", 3, f"{at:03d}.pdf")
        for at in range(rows)
    )
    return catalogue_table(Catalogue("青澜县审计局", 2021, "第01盒", (("1.1.1　制度；", entries),)))


def pages_of(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(data))]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(params=[no_fonts, some_fonts], ids=["no Chinese font", "the fonts of this computer"])
def fonts(request: pytest.FixtureRequest) -> FontFiles:
    made: FontFiles = request.param()
    return made


def test_all_rows_are_there_under_a_head_on_every_page(fonts: FontFiles) -> None:
    table = catalogue(60)
    pages = pages_of(as_pdf(table, load(fonts)))
    assert len(pages) == count_pages(table, load(fonts)) > 1
    assert all("责任者" in page for page in pages)
    assert f"第1页共{len(pages)}页" in squeezed(pages[0])
    whole = squeezed("".join(pages))
    assert all(f"通知{at}" in whole for at in range(60))
    assert "共60件，180页" in whole


def test_the_same_bytes_each_time(fonts: FontFiles) -> None:
    assert as_pdf(catalogue(5), load(fonts)) == as_pdf(catalogue(5), load(fonts))


def test_without_fonts_the_one_that_viewers_supply_is_named() -> None:
    assert SUPPLIED.encode() in as_pdf(catalogue(1), load(no_fonts()))


def test_a_row_higher_than_a_page_goes_on_over_the_next() -> None:
    title = "长" * 4000
    pages = pages_of(as_pdf(catalogue(1, title), load(no_fonts())))
    assert len(pages) > 2
    assert squeezed("".join(pages)).count("长") == 4000


def test_a_narrow_table_stands_upright_and_a_wide_one_lies() -> None:
    narrow = Table("甲", "甲", "", (Column("一", 80), Column("二", 90)), (Heading("组"), ("a", 1)))
    for table, lies in ((narrow, False), (slip_table(SlipSheet("电子文件", "局", 2021, "盒", "1", (), "")), True)):
        wide, high = pypdfium2.PdfDocument(io.BytesIO(as_pdf(table, load(no_fonts()))))[0].get_size()
        assert (wide > high) is lies


@pytest.mark.parametrize(
    ("text", "characters", "lines"),
    [
        pytest.param("一二三四五六", 3, ("一二三", "四五六"), id="at the edge"),
        pytest.param("一二三，四五", 3, ("一二", "三，四", "五"), id="no line begins with a comma"),
        pytest.param("一二三）；四", 4, ("一二", "三）；四"), id="two closing marks go down together"),
        pytest.param("一二（三四", 3, ("一二", "（三四"), id="no line ends with an opening mark"),
        pytest.param("一（二）；四", 4, ("一", "（二）；", "四"), id="nor when what follows it went down"),
        pytest.param("一（二abcd", 4, ("一（二", "abcd"), id="a word goes down alone"),
        pytest.param("一（abcdefgh", 4, ("一（", "abcdefgh"), id="an opening mark stays where there is no room for it"),
        pytest.param("一二abcd", 3, ("一二", "abcd"), id="a Latin word stays whole"),
        pytest.param("abcdefghijkl", 3, ("abcdefg", "hijkl"), id="unless it is too long"),
        pytest.param("", 3, ("",), id="nothing"),
    ],
)
def test_line_ends(text: str, characters: int, lines: tuple[str, ...]) -> None:
    face = load(no_fonts()).body
    assert wrapped(text, face, 10, characters * 10 + 0.1) == lines


def test_a_font_that_cannot_be_embedded_is_passed_over() -> None:
    made = faces({"body": (FontData(b"OTTO no TrueType"), FontData(b""))})
    assert made.body.fonts == made.title.fonts == (SUPPLIED,)


def test_characters_that_no_font_has_become_a_box() -> None:
    assert load(no_fonts()).body.runs("一😀") == [(SUPPLIED, "一□")]


def test_fonts_are_found_by_their_file_names(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("fonts")
    for name in ("SIMFANG.TTF", "simhei.ttf", "DejaVuSans.ttf", "NotoSansCJK-Regular.ttc"):
        (folder / name).write_bytes(b"")
    found = font_files((folder,))
    assert found["body"][0].path.endswith("SIMFANG.TTF")
    assert [one.path.rpartition("/")[2] for one in found["head"]] == ["simhei.ttf"]
    assert font_files((folder / "none",)) == {"title": (), "head": (), "body": ()}


def test_a_bound_catalogue_has_a_column_more() -> None:
    entries = (
        Entry("001", "", "", "甲", "", 2, "001.pdf", serial="001", path="1/001.pdf"),
        Entry("", "", "", "乙", "", None, ""),
    )
    one = Catalogue("局", 2021, "第01盒", (("1", entries), ("2", ())))
    table = catalogue_table(paged(one, {"1/001.pdf": "3-4"}))
    at = [column.head for column in table.columns].index("页号")
    assert [row[at] for row in table.rows if not isinstance(row, Heading)] == ["3-4", "", ""]
    assert sum(column.mm for column in table.columns) == sum(column.mm for column in catalogue_table(one).columns)
    assert catalogue_table(paged(one, {})) == catalogue_table(one)
