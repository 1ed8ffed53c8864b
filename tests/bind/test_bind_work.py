"""Binding a box: numbers, bookmarks, odd pages, what can't be shown, the same bytes, and a worker that dies."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from making import (
    A4,
    Box,
    Made,
    box,
    called,
    leaf,
    locked_pdf,
    no_fonts,
    pdf_bytes,
    picture_bytes,
    picture_of,
    some_fonts,
    texts,
)  # fmt: skip
from wenming_cli.bind import press as press_module
from wenming_cli.bind.binder import Binder
from wenming_cli.bind.faces import FontFiles
from wenming_cli.bind.papers import pages_of
from wenming_cli.bind.work import work as really_work
from wenming_cli.errors import NotWrittenError
from wenming_cli.typeset.page import Line, Look, Page, Pages

Bind = Callable[..., Made]


@pytest.fixture
def bound(tmp_path: Path) -> Iterator[Callable[..., Made]]:
    """Binds a box; what it made lies there until the test ends."""
    with ExitStack() as stack:

        def bind(one: Box, name: str = "out", fonts: FontFiles | None = None) -> Made:
            return one.bound(stack.enter_context(Binder(tmp_path / name, fonts=fonts or no_fonts())))

        yield bind


@pytest.fixture
def mixed(tmp_path: Path) -> Box:
    """A box with everything."""
    first = [
        leaf(tmp_path, "a.pdf", pdf_bytes(pages=3), "pdf"),
        leaf(tmp_path, "locked.pdf", locked_pdf(), "pdf"),
        leaf(tmp_path, "broken.pdf", b"%PDF-1.4 nothing", "pdf"),
    ]
    second = [
        leaf(tmp_path, "1.jpg", picture_bytes(), "photo", caption={"时间": "2021年6月5日（EXIF）"}),
        leaf(tmp_path, "2.jpg", picture_bytes(orientation=6), "photo"),
        leaf(tmp_path, "3.png", picture_bytes("PNG"), "photo"),
        leaf(tmp_path, "torn.jpg", picture_bytes()[:400], "photo"),
        leaf(tmp_path, "shot.png", picture_bytes("PNG", (1366, 768)), "picture"),
        leaf(tmp_path, "scan.tif", picture_bytes("TIFF", (800, 1130), mode="1"), "scan"),
        leaf(tmp_path, "paper", None, "slip"),
    ]
    return box(first, [], second)


def test_what_the_catalogue_says_is_stamped_where_the_piece_begins(bound: Bind, mixed: Box) -> None:
    made = bound(mixed, fonts=some_fonts())
    pages = texts(made.place)
    assert len(pages) == made.book.pages
    names = called(made.place)
    assert names == ["盒内目录1", *(str(at) for at in range(1, len(pages)))]
    assert "—" not in pages[0]
    for name, page in zip(names[1:], pages[1:], strict=True):
        assert f"— {name} —" in page
    assert set(made.labels) == {one.key for section in mixed.sections for one in section.leaves}
    at = {}
    for key, shown in made.labels.items():
        assert shown in pages[0]
        first, _, last = shown.partition("-")
        at[key] = names.index(first), names.index(last or first)
        if not key.endswith((".pdf", ".tif")):
            assert key in pages[at[key][0]]
    assert "PAPER 1" in pages[at["a.pdf"][0]]
    assert "PAPER 3" in pages[at["a.pdf"][1]]
    assert at["1.jpg"] == at["2.jpg"] != at["3.png"]
    assert "2021年6月5日（EXIF）" in pages[at["1.jpg"][0]]


def test_what_cannot_be_shown_is_a_slip_that_says_why(bound: Bind, mixed: Box) -> None:
    made = bound(mixed)
    slips = made.numbered.slips
    assert set(slips) == {"locked.pdf", "broken.pdf", "torn.jpg"}
    assert slips["locked.pdf"] == "有打开密码"
    pages = dict(zip(called(made.place), texts(made.place), strict=True))
    for key, why in slips.items():
        page = "".join(pages[made.labels[key]].split())
        assert key in page
        assert why.replace(" ", "") in page


def test_bookmarks_lead_to_the_pieces(bound: Bind, mixed: Box, tmp_path: Path) -> None:
    made = bound(mixed)
    document = pypdfium2.PdfDocument(made.place)
    names = called(made.place)
    marks = [(one.level, one.get_title(), names[one.get_dest().get_index()]) for one in document.get_toc()]
    assert marks[0] == (0, "盒内目录", "盒内目录1")
    assert [title for level, title, _ in marks if level == 0] == ["盒内目录", "1.1 条目", "1.3 条目"]
    assert {title: page for level, title, page in marks if level == 1} == {
        key: shown.partition("-")[0] for key, shown in made.labels.items()
    }


def test_twice_the_same_bytes_and_nothing_of_the_run(bound: Bind, mixed: Box, tmp_path: Path) -> None:
    one, two = bound(mixed), bound(mixed, "other")
    assert one.book.sha256 == two.book.sha256
    assert str(tmp_path).encode() not in one.place.read_bytes()


@pytest.mark.parametrize(
    ("size", "turn", "sheet", "upper_left"),
    [
        pytest.param(A4, 0, (595, 842), (20, 30), id="A4"),
        pytest.param((842, 595), 0, (842, 595), (20, 30), id="landscape stays landscape"),
        pytest.param(A4, 90, (842, 595), (812, 20), id="turned right"),
        pytest.param(A4, 180, (595, 842), (575, 812), id="upside down"),
        pytest.param((842, 595), 270, (595, 842), (30, 822), id="turned left"),
        pytest.param((420, 595), 0, (595, 842), (107, 153), id="A5 keeps its size, in the middle"),
        pytest.param((1190, 1684), 0, (595, 842), (10, 15), id="A2 is shrunk"),
        pytest.param((612, 792), 0, (595, 842), (19, 65), id="Letter is shrunk to its width"),
    ],
)
def test_every_page_is_a4_and_upright(
    size: tuple[float, float],
    turn: int,
    sheet: tuple[int, int],
    upper_left: tuple[int, int],
    bound: Bind,
    tmp_path: Path,
) -> None:
    """*upper_left* is where TL stands, from the upper left corner of the sheet."""
    made = bound(box([leaf(tmp_path, "a.pdf", pdf_bytes(size=size, turn=turn), "pdf")]))
    page = pypdfium2.PdfDocument(made.place)[1]
    wide, high = page.get_size()
    assert (round(wide), round(high)) == sheet
    textpage = page.get_textpage()
    at = textpage.get_text_range().index("TL")
    left, bottom, right, top = textpage.get_charbox(at)
    x, y = upper_left
    assert left - 14 <= x <= right + 14
    assert bottom - 14 <= high - y <= top + 14
    stamp = textpage.get_text_range().index("— 1 —")
    assert textpage.get_charbox(stamp)[0] > wide - 90, "odd pages bear their number on the right"
    assert textpage.get_charbox(stamp)[1] < 40


def test_content_that_leaves_its_state_open_does_not_move_the_stamp(bound: Bind, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes())) as pdf:
        pdf.pages[0].contents_add(b"q q 0.1 0 0 0.1 300 300 cm", prepend=False)
        pdf.save(packed)
    made = bound(box([leaf(tmp_path, "a.pdf", packed.getvalue(), "pdf")]))
    textpage = pypdfium2.PdfDocument(made.place)[1].get_textpage()
    left, bottom, _, _ = textpage.get_charbox(textpage.get_text_range().index("— 1 —"))
    assert left == pytest.approx(510, abs=4)
    assert bottom < 40


def test_pages_that_share_a_content_stay_two_pages(bound: Bind, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes(pages=2))) as pdf:
        pdf.pages[1].obj.Contents = pdf.pages[0].obj.Contents
        pdf.save(packed)
    made = bound(box([leaf(tmp_path, "a.pdf", packed.getvalue(), "pdf")]))
    assert ["PAPER 1" in page for page in texts(made.place)] == [False, True, True]


def test_a_photo_is_upright_as_the_camera_noted(bound: Bind, tmp_path: Path) -> None:
    """The red corner of a picture that is to be turned right ends up at the upper right."""
    photo = leaf(tmp_path, "a.jpg", picture_bytes(size=(800, 600), orientation=6), "photo")
    made = bound(box([photo], photos_per_page=1))
    page = picture_of(made.place, 2)
    red = [
        (x, y)
        for x in range(0, page.width, 4)
        for y in range(0, page.height, 4)
        if page.getpixel((x, y))[0] > 200 and page.getpixel((x, y))[1] < 80
    ]
    blue = [
        (x, y)
        for x in range(0, page.width, 4)
        for y in range(0, page.height, 4)
        if page.getpixel((x, y))[2] > 200 and page.getpixel((x, y))[0] < 180
    ]
    assert min(x for x, _ in red) > sum(x for x, _ in blue) / len(blue)
    assert max(y for _, y in red) < sum(y for _, y in blue) / len(blue)
    middle = (min(x for x, _ in red + blue) + max(x for x, _ in red + blue)) / 2
    assert middle == pytest.approx(page.width / 2, abs=6)


def test_a_small_jpeg_goes_in_byte_for_byte(bound: Bind, tmp_path: Path) -> None:
    data = picture_bytes()
    made = bound(box([leaf(tmp_path, "a.jpg", data, "photo")]))
    assert data in made.place.read_bytes()


def test_seals_drawn_as_annotations_are_kept(bound: Bind, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes())) as pdf:
        look = pdf.make_stream(b"1 0 0 rg 0 0 100 100 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                               BBox=pikepdf.Array([0, 0, 100, 100]))  # fmt: skip
        seal = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=pikepdf.Array([200, 200, 300, 300]), F=4,
            AP=pikepdf.Dictionary(N=look),
        )  # fmt: skip
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(seal)]))
        pdf.save(packed)
    made = bound(box([leaf(tmp_path, "a.pdf", packed.getvalue(), "pdf")]))
    assert picture_of(made.place, 2).getpixel((250, 592)) == (255, 0, 0)


def test_duplex_leaves_blank_pages_that_bear_no_number(bound: Bind, tmp_path: Path) -> None:
    some = [leaf(tmp_path, f"{at}.pdf", pdf_bytes(says=f"P{at}", pages=1 + at % 2), "pdf") for at in range(3)]
    made = bound(box(some, duplex=True))
    assert called(made.place) == ["盒内目录1", "", "1", "", "2", "3", "4"]
    assert [bool(page.strip()) for page in texts(made.place)] == [True, False, True, False, True, True, True]
    stamps = [page.get_textpage() for page in pypdfium2.PdfDocument(made.place)]
    right = [stamps[at].get_charbox(stamps[at].get_text_range().index("— "))[0] > 300 for at in (2, 4, 5, 6)]
    assert right == [True, True, False, True]


def test_photo_sheets_of_an_item_go_on_without_a_blank(bound: Bind, tmp_path: Path) -> None:
    some = [leaf(tmp_path, f"{at}.jpg", picture_bytes(size=(64, 48 + at)), "photo") for at in range(3)]
    assert called(bound(box(some, duplex=True)).place) == ["盒内目录1", "", "1", "2"]


def test_cover_dividers_and_note_lie_in_their_places_without_number(bound: Bind, tmp_path: Path) -> None:
    def sheet(text: str) -> Pages:
        return Pages(text, (Page((Line(Look.TITLE, text),)),))

    one = box([leaf(tmp_path, "a.pdf", pdf_bytes(), "pdf")], [], cover=sheet("封面"), note=sheet("备考表"))
    sections = tuple(section.model_copy(update={"divider": sheet(section.title)}) for section in one.sections)
    made = bound(replace(one, sections=sections), fonts=some_fonts())
    assert called(made.place) == ["封面1", "盒内目录1", "隔页1", "1", "隔页1", "备考表1"]
    document = pypdfium2.PdfDocument(made.place)
    marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks == [
        (0, "封面", 0), (0, "盒内目录", 1), (0, "1.1 条目", 2), (1, "a.pdf", 3), (0, "1.2 条目", 4), (0, "备考表", 5)
    ]  # fmt: skip
    assert ["—" in page for page in texts(made.place)] == [False, False, False, True, False, False]


def test_an_original_that_changed_meanwhile_stops_the_run(bound: Bind, tmp_path: Path) -> None:
    one = leaf(tmp_path, "a.pdf", pdf_bytes(), "pdf")
    (tmp_path / "a.pdf").write_bytes(pdf_bytes(says="OTHER"))
    with pytest.raises(NotWrittenError, match="原件刚被改动"):
        bound(box([one]))


def deadly(job: dict[str, Any]) -> dict[str, Any]:
    """Bind, but die of a piece called deadly.pdf, as a parser that crashes does."""
    leaves = [one for section in job["binding"]["sections"] for one in section["leaves"]] if "binding" in job else []
    if any(one["key"] == "deadly.pdf" and one["kind"] == "pdf" for one in leaves):
        os._exit(1)
    return really_work(job)


def uncountable(job: dict[str, Any]) -> dict[str, Any]:
    """Count, but die of a piece that has three pages."""
    if any(pages_of(kind, place) == 3 for _, kind, place, _ in job.get("files", ())):
        os._exit(1)
    return really_work(job)


def test_a_paper_that_kills_the_worker_costs_only_its_own_pages(
    bound: Bind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_module, "WORK", "test_bind_work:deadly")
    some = [leaf(tmp_path, name, pdf_bytes(says=name), "pdf") for name in ("a.pdf", "deadly.pdf", "b.pdf")]
    made = bound(box(some))
    assert made.numbered.slips == {"deadly.pdf": "打开时程序崩溃"}
    pages = texts(made.place)
    assert "a.pdf 1" in pages[1]
    assert "打开时程序崩溃" in "".join(pages[2].split())
    assert "b.pdf 1" in pages[3]


def test_a_paper_that_kills_the_worker_while_its_pages_are_counted_is_a_slip(
    bound: Bind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_module, "WORK", "test_bind_work:uncountable")
    some = [leaf(tmp_path, f"{at}.pdf", pdf_bytes(says=f"P{at}", pages=at), "pdf") for at in (2, 3)]
    made = bound(box(some))
    assert made.numbered.slips == {"3.pdf": "打开时程序崩溃"}
    assert made.labels == {"2.pdf": "1-2", "3.pdf": "3"}
