"""Binding a box: numbers, bookmarks, odd pages, what can't be shown, the same bytes, and a worker that dies."""

import io
import os
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from making import A4, binding, leaf, locked_pdf, no_fonts, pdf_bytes, picture_bytes, picture_of, some_fonts, texts
from wenming_cli.bind import press as press_module
from wenming_cli.bind.leaves import Binding
from wenming_cli.bind.press import Pressed, press
from wenming_cli.bind.work import work as really_work
from wenming_cli.errors import NotWrittenError


def bound(one: Binding, folder: Path, fonts: Any = None) -> Pressed:
    folder.mkdir(exist_ok=True)
    ((_, pressed),) = press({"盒": one}, folder, fonts or no_fonts())
    assert isinstance(pressed, Pressed), pressed
    return pressed


@pytest.fixture
def mixed(tmp_path: Path) -> Binding:
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
    return binding(first, [], second)


def test_what_the_catalogue_says_is_stamped_where_the_piece_begins(mixed: Binding, tmp_path: Path) -> None:
    pressed = bound(mixed, tmp_path / "out", some_fonts())
    pages = texts(pressed.place)
    assert len(pages) == pressed.bound.pages
    assert [f"— {at} —" in page for at, page in enumerate(pages, start=1)] == [True] * len(pages)
    ranges = pressed.bound.ranges
    assert set(ranges) == {one.key for section in mixed.sections for one in section.leaves}
    for key, (first, last) in ranges.items():
        assert f"{first}" if first == last else f"{first}-{last}" in pages[0]
        if not key.endswith((".pdf", ".tif")):
            assert key in pages[first - 1]
    assert "PAPER 1" in pages[ranges["a.pdf"][0] - 1]
    assert "PAPER 3" in pages[ranges["a.pdf"][1] - 1]
    assert ranges["1.jpg"] == ranges["2.jpg"] != ranges["3.png"]
    assert "2021年6月5日（EXIF）" in pages[ranges["1.jpg"][0] - 1]


def test_what_cannot_be_shown_is_a_slip_that_says_why(mixed: Binding, tmp_path: Path) -> None:
    pressed = bound(mixed, tmp_path / "out")
    slips = pressed.bound.slips
    assert set(slips) == {"locked.pdf", "broken.pdf", "torn.jpg"}
    assert slips["locked.pdf"] == "有打开密码"
    pages = texts(pressed.place)
    for key, why in slips.items():
        page = "".join(pages[pressed.bound.ranges[key][0] - 1].split())
        assert key in page
        assert why.replace(" ", "") in page


def test_bookmarks_lead_to_the_pieces(mixed: Binding, tmp_path: Path) -> None:
    pressed = bound(mixed, tmp_path / "out")
    document = pypdfium2.PdfDocument(pressed.place)
    marks = [(one.level, one.get_title(), one.get_dest().get_index() + 1) for one in document.get_toc()]
    assert marks[0] == (0, "盒内目录", 1)
    assert [title for level, title, _ in marks if level == 0] == ["盒内目录", "1.1 条目", "1.3 条目"]
    assert {title: page for level, title, page in marks if level == 1} == {
        key: first for key, (first, _) in pressed.bound.ranges.items()
    }


def test_twice_the_same_bytes_and_nothing_of_the_run(mixed: Binding, tmp_path: Path) -> None:
    one, two = bound(mixed, tmp_path / "out"), bound(mixed, tmp_path / "other")
    assert one.sha256 == two.sha256
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
    size: tuple[float, float], turn: int, sheet: tuple[int, int], upper_left: tuple[int, int], tmp_path: Path
) -> None:
    """*upper_left* is where TL stands, from the upper left corner of the sheet."""
    pressed = bound(binding([leaf(tmp_path, "a.pdf", pdf_bytes(size=size, turn=turn), "pdf")]), tmp_path / "out")
    page = pypdfium2.PdfDocument(pressed.place)[1]
    wide, high = page.get_size()
    assert (round(wide), round(high)) == sheet
    textpage = page.get_textpage()
    at = textpage.get_text_range().index("TL")
    left, bottom, right, top = textpage.get_charbox(at)
    x, y = upper_left
    assert left - 14 <= x <= right + 14
    assert bottom - 14 <= high - y <= top + 14
    stamp = textpage.get_text_range().index("— 2 —")
    assert textpage.get_charbox(stamp)[0] < 60, "even pages bear their number on the left"
    assert textpage.get_charbox(stamp)[1] < 40


def test_content_that_leaves_its_state_open_does_not_move_the_stamp(tmp_path: Path) -> None:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes())) as pdf:
        pdf.pages[0].contents_add(b"q q 0.1 0 0 0.1 300 300 cm", prepend=False)
        pdf.save(made)
    pressed = bound(binding([leaf(tmp_path, "a.pdf", made.getvalue(), "pdf")]), tmp_path / "out")
    textpage = pypdfium2.PdfDocument(pressed.place)[1].get_textpage()
    left, bottom, _, _ = textpage.get_charbox(textpage.get_text_range().index("— 2 —"))
    assert left == pytest.approx(42.5, abs=2)
    assert bottom < 40


def test_pages_that_share_a_content_stay_two_pages(tmp_path: Path) -> None:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes(pages=2))) as pdf:
        pdf.pages[1].obj.Contents = pdf.pages[0].obj.Contents
        pdf.save(made)
    pressed = bound(binding([leaf(tmp_path, "a.pdf", made.getvalue(), "pdf")]), tmp_path / "out")
    assert ["PAPER 1" in page for page in texts(pressed.place)] == [False, True, True]


def test_a_photo_is_upright_as_the_camera_noted(tmp_path: Path) -> None:
    """The red corner of a picture that is to be turned right ends up at the upper right."""
    photo = leaf(tmp_path, "a.jpg", picture_bytes(size=(800, 600), orientation=6), "photo")
    pressed = bound(binding([photo], photos_per_page=1), tmp_path / "out")
    page = picture_of(pressed.place, 2)
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


def test_a_small_jpeg_goes_in_byte_for_byte(tmp_path: Path) -> None:
    data = picture_bytes()
    pressed = bound(binding([leaf(tmp_path, "a.jpg", data, "photo")]), tmp_path / "out")
    assert data in pressed.place.read_bytes()


def test_seals_drawn_as_annotations_are_kept(tmp_path: Path) -> None:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes())) as pdf:
        look = pdf.make_stream(b"1 0 0 rg 0 0 100 100 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                               BBox=pikepdf.Array([0, 0, 100, 100]))  # fmt: skip
        seal = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=pikepdf.Array([200, 200, 300, 300]), F=4,
            AP=pikepdf.Dictionary(N=look),
        )  # fmt: skip
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(seal)]))
        pdf.save(made)
    pressed = bound(binding([leaf(tmp_path, "a.pdf", made.getvalue(), "pdf")]), tmp_path / "out")
    assert picture_of(pressed.place, 2).getpixel((250, 592)) == (255, 0, 0)


def test_duplex_leaves_blank_pages(tmp_path: Path) -> None:
    some = [leaf(tmp_path, f"{at}.pdf", pdf_bytes(says=f"P{at}"), "pdf") for at in range(3)]
    pressed = bound(binding(some, duplex=True), tmp_path / "out")
    assert [first for first, _ in pressed.bound.ranges.values()] == [3, 5, 7]
    assert [bool(page.strip()) for page in texts(pressed.place)] == [True, False, True, False, True, False, True]


def test_an_original_that_changed_meanwhile_stops_the_run(tmp_path: Path) -> None:
    one = leaf(tmp_path, "a.pdf", pdf_bytes(), "pdf")
    (tmp_path / "a.pdf").write_bytes(pdf_bytes(says="OTHER"))
    with pytest.raises(NotWrittenError, match="原件刚被改动"):
        bound(binding([one]), tmp_path / "out")


def deadly(job: dict[str, Any]) -> dict[str, Any]:
    """Bind, but die of a piece called deadly.pdf, as a parser that crashes does."""
    keys = {one["key"] for section in job["binding"]["sections"] for one in section["leaves"]}
    if "deadly.pdf" in keys - set(job["failed"]):
        os._exit(1)
    return really_work(job)


def test_a_paper_that_kills_the_worker_costs_only_its_own_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_module, "WORK", "test_bind_work:deadly")
    some = [leaf(tmp_path, name, pdf_bytes(says=name), "pdf") for name in ("a.pdf", "deadly.pdf", "b.pdf")]
    pressed = bound(binding(some), tmp_path / "out")
    assert pressed.bound.slips == {"deadly.pdf": "打开时程序崩溃"}
    assert not pressed.steady
    pages = texts(pressed.place)
    assert "a.pdf 1" in pages[1]
    assert "打开时程序崩溃" in "".join(pages[2].split())
    assert "b.pdf 1" in pages[3]
