"""Printed pages as PDF: the words of the docx in their order, to the millimetre, nothing beyond the margins."""

import io
from collections.abc import Iterator
from itertools import combinations, pairwise

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from making import no_fonts, some_fonts
from wenming_cli.bind.faces import load
from wenming_cli.typeset.as_pdf import LONG, MM, SHORT
from wenming_cli.typeset.catalogue import Entry
from wenming_cli.typeset.cover import Cover, cover_pages
from wenming_cli.typeset.divider import Divider, divider_pages
from wenming_cli.typeset.handover import Handover, handover_pages
from wenming_cli.typeset.note import Note, note_pages
from wenming_cli.typeset.page import STYLES, Band, Field, Grid, Line, Look, Page, Pages
from wenming_cli.typeset.pages_docx import pages_docx
from wenming_cli.typeset.pages_pdf import count_sheets, draw_pages, pages_pdf
from wenming_cli.typeset.pages_pdf_layout import Sheet, lay_out
from wenming_cli.typeset.pdf_faces import SUPPLIED, Faces
from wenming_cli.typeset.spine import Spine, spine_pages
from wenming_cli.typeset.upright import IN_THE_CORNER, Words

NEAR = 1.0
"""Points by which a drawn edge may pass the margin; what covers it is reckoned with its whole thickness."""
CODE = "0123-WS·2021-D10-BGS04-00"


def entries(count: int, title: str = "“我们的节日”主题活动方案（2021年）·第1期，共3页") -> tuple[Entry, ...]:
    return tuple(
        Entry(f"{at:03d}", "", "", title, "", 1, "", where="见第05盒 003号", serial=f"{at:03d}") for at in range(count)
    )


def spine(mm: int, title: str) -> Spine:
    return Spine(mm, CODE, 2021, "永久", "青澜县审计局", "创建文明单位档案资料", "1.1", title, "001", "022", "1（1/2）")


COVER = Cover(
    "青澜县审计局", "创建文明单位档案资料", 2021, "第01盒（1/2）", "7.3 “我们的节日”主题活动和其他活动",
    "七 市县文明办年度重点工作", "2021年1月7日—2021年10月28日", "22", "30（1 件未计）", "10年", (f"{CODE}01", f"{CODE}40"),
)  # fmt: skip
FACTS = (
    ("类别", "一 组织领导有力"),
    ("考评标准", "1.标准的一句话，很长很长。\n2.另一句话。\n" * 30),
    ("完成时限", "1月上旬"),
)
SHEETS = {
    "封面": cover_pages(COVER),
    "脊背标签": spine_pages(
        [
            spine(20, "“我们的节日”主题活动（2021年）"),
            spine(30, "诚信——制度化、规范化；“学习强国”"),
            spine(40, "WPS Office 2021 培训、APP 使用情况和其他非常长的题目，要写在盒脊上"),
            spine(50, "《条例》【2021】第15号！"),
            spine(50, ""),
        ]
    ),
    "隔页": divider_pages([Divider("盒", "1.1.1", "“条目”的文字" * 12, FACTS, some) for some in (entries(20), ())]),
    "备考表": note_pages(Note("青澜县审计局　2021年度", ("001—003号由李四2021年11月3日确认归入 1.1.1。",) * 8)),
    "材料提交表": handover_pages(
        [Handover("盒", "1.1.1", "条目", "方案1份", entries(3)), Handover("盒", "2", "", "", ())]
    ),
}
LONG_ONE = handover_pages([Handover("盒", "1.1.1", "条目", "方案1份", entries(90))])


@pytest.fixture(scope="module", params=[no_fonts, some_fonts], ids=["no Chinese font", "the fonts of this computer"])
def faces(request: pytest.FixtureRequest) -> Faces:
    return load(request.param())


def one(*parts: Line | Grid, margins: tuple[float, float, float, float] = (37, 26, 35, 28)) -> Pages:
    return Pages("甲", (Page(parts),), margins)


def row(*texts: str, look: Look = Look.CELL, **more: object) -> Band:
    return Band(tuple(Field(look, text) for text in texts), **more)  # type: ignore[arg-type]


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u00ad", "-")


def said(pages: Pages) -> str:
    """The words of the docx in the order of its XML."""
    body = docx.Document(io.BytesIO(pages_docx(pages))).element.body
    return squeezed("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))


def printed(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def drawn_texts(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The texts of a page one by one as they are drawn."""
    read = page.get_textpage()
    for thing in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
        room = pdfium.FPDFTextObj_GetText(thing.raw, read.raw, None, 0)
        buffer = (pdfium.FPDF_WCHAR * room)()
        pdfium.FPDFTextObj_GetText(thing.raw, read.raw, buffer, room)
        yield bytes(buffer).decode("utf-16-le").rstrip("\0")


def glyphs(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """What every character covers: left, bottom, right, top."""
    text = page.get_textpage()
    for at in range(text.count_chars()):
        if pdfium.FPDFText_GetUnicode(text, at) > ord(" "):
            left, bottom, right, top = text.get_charbox(at)
            if right > left and top > bottom:
                yield left, bottom, right, top


def strokes(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    for thing in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH]):
        yield thing.get_bounds()


def uprights(page: pypdfium2.PdfPage) -> list[float]:
    """Where upright lines stand, in mm from the left."""
    found = {round((left + right) / 2 / MM, 2) for left, bottom, right, top in strokes(page) if top - bottom > 9}
    return sorted(found)


@pytest.mark.parametrize("name", SHEETS)
def test_the_words_of_the_docx_in_their_order(name: str, faces: Faces) -> None:
    document = pypdfium2.PdfDocument(pages_pdf(SHEETS[name], faces))
    assert squeezed("".join(text for page in document for text in drawn_texts(page))) == said(SHEETS[name])


@pytest.mark.parametrize("name", [*SHEETS, "long"])
def test_nothing_passes_the_margins_or_covers_something_else(name: str, faces: Faces) -> None:
    pages = SHEETS.get(name, LONG_ONE)
    top, right, bottom, left = (mm * MM for mm in pages.margins)
    for page in pypdfium2.PdfDocument(pages_pdf(pages, faces)):
        assert page.get_size() == pytest.approx((SHORT, LONG), abs=0.01)
        drawn = list(glyphs(page))
        for x, y, to, up in (*drawn, *strokes(page)):
            assert x >= left - NEAR
            assert to <= SHORT - right + NEAR
            assert y >= bottom - NEAR
            assert up <= LONG - top + NEAR
        pairs = combinations(enumerate(drawn), 2)
        assert not [
            (glyph, other) for (at, glyph), (after, other) in pairs if after > at + 1 and overlap(glyph, other) > 0.2
        ]


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """How much of the smaller lies below the other."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high / smaller if wide > 0 and high > 0 else 0.0


@pytest.mark.parametrize("name", SHEETS)
def test_columns_are_as_wide_as_they_are_said_to_be(name: str, faces: Faces) -> None:
    pages = SHEETS[name]
    _, right, _, left = pages.margins
    drawn = uprights(pypdfium2.PdfDocument(pages_pdf(pages, faces))[0])
    for grid in (part for part in pages.pages[0].parts if isinstance(part, Grid)):
        at = left + (210 - left - right - sum(grid.columns)) / 2
        edges = [at, *(at := at + column for column in grid.columns)]
        assert all(any(abs(edge - line) < 0.2 for line in drawn) for edge in edges)


def test_labels_are_as_wide_as_the_backs_of_boxes(faces: Faces) -> None:
    """20, 30, 40 and 50 mm by DA/T 22-2015."""
    drawn = uprights(pypdfium2.PdfDocument(pages_pdf(SHEETS["脊背标签"], faces))[0])
    assert [after - before for before, after in pairwise(drawn)] == pytest.approx([20, 30, 40, 50, 50], abs=0.05)


def test_a_long_form_goes_on_under_its_head(faces: Faces) -> None:
    pages = printed(pages_pdf(LONG_ONE, faces))
    assert len(pages) == count_sheets(LONG_ONE, faces) > 2
    assert all("提交的材料" in page for page in pages)
    whole = squeezed("".join(page.replace("\u00ad", "-") for page in pages))
    assert whole.count("主题活动方案") == 90
    assert "接收人" in pages[-1]
    assert "接收人" not in pages[0]


def test_a_row_is_not_cut_by_a_page(faces: Faces) -> None:
    rows = tuple(row(f"第{at}行，", "一" * 300, f"第{at}行末") for at in range(12))
    pages = printed(pages_pdf(one(Grid((30, 96, 30), rows)), faces))
    assert len(pages) > 1
    for at in range(12):
        (page,) = (text for text in map(squeezed, pages) if f"第{at}行，" in text)
        assert f"第{at}行末" in page


def test_a_row_higher_than_a_page_is(faces: Faces) -> None:
    tall = Band((Field(Look.CELL, ("长" * 3000, "短")), Field(Look.CELL, "旁", top=True)))
    pages = printed(pages_pdf(one(Line(Look.TITLE, "题"), Grid((78, 78), (row("甲", "乙", head=True), tall))), faces))
    assert "题" in pages[0]
    assert "长" in pages[0], "it begins below the title"
    assert all("甲" in page for page in pages)
    assert "".join(pages).count("长") == 3000


@pytest.mark.parametrize("look", [Look.CELL, Look.SPINE])
@pytest.mark.parametrize("upright", [False, True], ids=["level", "upright"])
@pytest.mark.parametrize("text", ["装" * 400, "1（1/2）", "A" * 90, "装，" * 60])
def test_what_overflows_an_exact_row_gets_smaller(look: Look, upright: bool, text: str, faces: Faces) -> None:
    (sheet,) = lay_out(one(Grid((20,), (Band((Field(look, text, upright=upright),), mm=12),))), faces)
    assert squeezed("".join(words.text for words in sheet.words)) == text
    assert [box[3] for box in sheet.boxes] == [pytest.approx(12 * MM)]
    assert all(words.size < STYLES[look].points for words in sheet.words) or text == "1（1/2）"
    x, y, wide, high = sheet.boxes[0]
    for left, bottom, right, top in map(covered, sheet.words):
        assert x <= left
        assert right <= x + wide
        assert y <= bottom
        assert top <= y + high


def test_a_short_text_stays_on_one_line_where_it_can(faces: Faces) -> None:
    (sheet,) = lay_out(one(Grid((20,), (row("1（1/2）", look=Look.SPINE, mm=14),))), faces)
    assert [words.text for words in sheet.words] == ["1（1/2）"]


def test_where_text_stands_in_its_cell(faces: Faces) -> None:
    fields = (Field(Look.CELL, "上", top=True), Field(Look.CELL, "中"), Field(Look.MIDDLE, "间"))
    (sheet,) = lay_out(one(Grid((40, 40, 40), (Band(fields, least=50),))), faces)
    upper, middle, centred = sheet.words
    assert upper.y > middle.y == centred.y
    assert middle.y == pytest.approx(LONG - (37 + 25) * MM, abs=5)
    x, _, wide, _ = sheet.boxes[2]
    assert centred.x + 6 == pytest.approx(x + wide / 2)


def test_a_double_rule_below_the_name_of_the_archive(faces: Faces) -> None:
    (sheet,) = lay_out(SHEETS["封面"], faces)
    ((left, top, wide),) = sheet.rules
    assert (left, wide) == pytest.approx((28 * MM, 156 * MM))
    assert sheet.words[0].y > top > sheet.words[1].y


def test_downward_text_runs_from_the_right_and_turns_latin(faces: Faces) -> None:
    texts = ("青澜，局", "2021年度（一）")
    (sheet,) = lay_out(one(Grid((40,), (Band((Field(Look.SPINE, texts, upright=True),), mm=98),))), faces)
    first, second = sheet.words[:4], sheet.words[4:]
    assert [(words.text, words.turned) for words in second] == [
        ("2021", True), ("年", False), ("度", False), ("（", True), ("一", False), ("）", True),
    ]  # fmt: skip
    assert min(words.x for words in first) > max(words.x for words in second)
    for column in (first[:2], second):
        assert all(above.y > below.y for above, below in pairwise(column))
    comma = first[2]
    assert comma.x > first[1].x, "the comma stands in the upper right of its square"


def test_the_larger_of_two_spaces_stands_between_paragraphs(faces: Faces) -> None:
    """全宗名称 leaves 60 points below it, the next line asks for 40 above."""
    (sheet,) = lay_out(one(Line(Look.OWNER, "局"), Line(Look.ARCHIVE, "档")), faces)
    lines = 26 * 0.27 + 6 + 2.25 + 36 * 1.03
    assert sheet.words[0].y - sheet.words[1].y == pytest.approx(lines + 60, abs=0.1)


def test_the_same_bytes_each_time(faces: Faces) -> None:
    for pages in SHEETS.values():
        assert pages_pdf(pages, faces) == pages_pdf(pages, faces)


def test_without_fonts_the_one_that_viewers_supply_is_named() -> None:
    assert SUPPLIED.encode() in pages_pdf(SHEETS["封面"], load(no_fonts()))


def test_no_pages_are_an_empty_page(faces: Faces) -> None:
    assert count_sheets(Pages("甲", ()), faces) == 0
    assert [text.strip() for text in printed(pages_pdf(Pages("甲", ()), faces))] == [""]


def test_pages_are_drawn_among_others(faces: Faces) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(LONG, SHORT))
    canvas.drawString(9, 9, "before")
    canvas.showPage()
    assert draw_pages(canvas, LONG_ONE, faces) == count_sheets(LONG_ONE, faces)
    canvas.drawString(9, 9, "after")
    canvas.save()
    pages = printed(buffer.getvalue())
    assert ("before" in pages[0], "after" in pages[-1], len(pages)) == (True, True, count_sheets(LONG_ONE, faces) + 2)


TEXT = st.one_of(
    st.text(max_size=60),
    st.text("，。（）“”《》中文abc 1\t\n😀﷽\u200b\ud800𠮷é", max_size=120),
    st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=4), st.integers(1, 120)),
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.tuples(TEXT, TEXT, TEXT), st.sampled_from([no_fonts, some_fonts]))
def test_any_text_stays_on_the_page(texts: tuple[str, str, str], fonts: object) -> None:
    some = load(fonts())  # type: ignore[operator]
    first, second, third = texts
    fields = (Field(Look.CELL, (first, second)), Field(Look.SPINE, third, upright=True), Field(Look.HEAD, second))
    bands = (
        row(first, second, third, look=Look.HEAD, head=True),
        Band(fields),
        Band(fields, least=20),
        Band(fields, 9),
    )
    pages = one(Line(Look.OWNER, first), Line(Look.TITLE, second), Grid((30, 20, 106), bands), Line(Look.TEXT, third))
    for sheet in lay_out(pages, some):
        for left, bottom, right, top in bounds(sheet):
            assert left >= 28 * MM - 0.01
            assert right <= SHORT - 26 * MM + 0.01
            assert bottom >= 35 * MM - 0.01
            assert top <= LONG - 37 * MM + 0.01
    assert pages_pdf(pages, some).startswith(b"%PDF")


def bounds(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    yield from map(covered, sheet.words)
    yield from ((x, y, x + wide, y + high) for x, y, wide, high in sheet.boxes)
    yield from ((x, y, x + wide, y) for x, y, wide in sheet.rules)


def covered(words: Words) -> tuple[float, float, float, float]:
    """What words cover: their width and the square of a Chinese character, 0.12 below the baseline.

    A mark such as 。 is drawn in the lower left of its square.
    """
    long, below, above = words.face.width(words.text, words.size), 0.12 * words.size, 0.88 * words.size
    if words.text in IN_THE_CORNER:
        long, above = long / 2, above / 2
    if words.turned:
        return words.x - below, words.y - long, words.x + above, words.y
    return words.x, words.y - below, words.x + long, words.y + above
