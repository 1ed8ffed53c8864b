"""Where recognised lines lie: in ten-thousandths of the page as a viewer shows it, however the page lies."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from ocr_replay import Scripted, line
from PIL import Image, ImageOps

from bars import TEXTS, bars, noted, packed, read, scanned_pdf, sheet, two_frames
from wenming_cli.model.evidence import Reading, RecognisedLine
from wenming_cli.ocr.page import Page, Seen
from wenming_cli.read.cache import Cache
from wenming_cli.read.content import read_bytes
from wenming_cli.read.facts_value import facts_value
from wenming_cli.read.scanned import scanned_page

PARTS = 10_000
Where = tuple[int, int, int, int]


def seen_in(data: bytes, suffix: str) -> list[Image.Image]:
    """The pages as a viewer shows them."""
    if suffix == ".pdf":
        document = pypdfium2.PdfDocument(data)
        try:
            return [page.render(scale=2).to_pil().convert("RGB") for page in document]
        finally:
            document.close()
    image = Image.open(io.BytesIO(data))
    shown = []
    for frame in range(getattr(image, "n_frames", 1)):
        image.seek(frame)
        shown.append(ImageOps.exif_transpose(image.convert("RGB") if suffix == ".png" else image).convert("RGB"))
    return shown


def truth(data: bytes, suffix: str) -> list[tuple[int, str, Where]]:
    """Page, words and box of every bar, as it is seen."""
    found = []
    for number, page in enumerate(seen_in(data, suffix), 1):
        for bar in bars(page):
            shares = zip(bar.box, (*page.size, *page.size), strict=True)
            left, top, right, bottom = (round(side * PARTS / whole) for side, whole in shares)
            found.append((number, bar.text, (left, top, right, bottom)))
    return found


def assert_there(found: tuple[RecognisedLine, ...], data: bytes, suffix: str, near: int = 30) -> None:
    """Every line stands where it is seen; *near* is by how much it may not, 30 being 0.6 mm of A4, two pixels here."""
    expected = truth(data, suffix)
    assert len(expected) >= 6
    assert [(one.page, one.text) for one in sorted(found)] == [(page, text) for page, text, _ in sorted(expected)]
    for one, (_, text, box) in zip(sorted(found), sorted(expected), strict=True):
        assert all(abs(a - b) <= near for a, b in zip(one.box, box, strict=True)), (text, one.box, box)


CASES: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "a scan": (lambda: packed(sheet(), "PNG"), ".png", 0),
    "pages of a PDF": (lambda: scanned_pdf(sheet(), sheet(count=7)), ".pdf", 0),
    "turned by /Rotate to be upright": (lambda: scanned_pdf(sheet().rotate(90, expand=True), turn=90), ".pdf", 0),
    "made to lie by /Rotate": (lambda: scanned_pdf(sheet(), turn=90), ".pdf", 90),
    "upside down": (lambda: scanned_pdf(sheet(), turn=180), ".pdf", 180),
    "lying the other way": (lambda: scanned_pdf(sheet(), turn=270), ".pdf", 270),
    "cut to its crop box": (lambda: scanned_pdf(sheet(), crop=(30, 100, 560, 800)), ".pdf", 0),
    "cut and lying": (lambda: scanned_pdf(sheet(), crop=(30, 100, 560, 800), turn=90), ".pdf", 90),
    "two frames, the second lying": (two_frames, ".tif", 0),
    **{f"EXIF {number}": (partial(noted, sheet(), number), ".jpg", 0) for number in range(1, 9)},
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_lines_stand_where_a_viewer_shows_them(case: str) -> None:
    make, suffix, direction = CASES[case]
    data = make()
    found = read(data, suffix).recognised_lines
    assert_there(found, data, suffix)
    assert {(one.direction, one.lean) for one in found} == {(direction, 0.0)}


@pytest.mark.parametrize("askew", [-4.0, 2.0])
def test_of_a_page_askew_the_box_surrounds_the_line_that_leans(askew: float) -> None:
    page = sheet().rotate(askew, Image.Resampling.BICUBIC, fillcolor="white")
    data = packed(page, "PNG")
    found = read(data, ".png").recognised_lines
    assert {one.direction for one in found} == {0}
    assert all(one.lean == pytest.approx(-askew, abs=0.21) for one in found)
    assert_there(found, data, ".png", near=60)


def test_signs_written_downwards_run_down() -> None:
    size, column = (400, 600), line("党员之家", 50, 100, 40, 170)
    page = Page(((column, line("12", 200, 100, 12, 20)),), size, 90, 0.0, 0.99, quick=False)
    places = scanned_page(Seen(page, Image.new("RGB", size, "white"))).places
    assert [(one.text, one.direction) for one in places] == [("党员之家", 180), ("12", 90)]
    assert places[0].box == (5500, 1250, 8333, 2250)


def test_what_has_no_words_or_no_extent_is_left_out() -> None:
    size = (400, 600)
    lines = (line(" ", 10, 10, 90), line("外面", -90, 10, 80), line("半外面", -40, 10, 80), line("在", 10, 50, 20))
    page = Page((lines,), size, 0, 0.0, 0.99, quick=False)
    places = scanned_page(Seen(page, Image.new("RGB", size, "white")), 3).places
    assert places == (RecognisedLine(3, "半外面", (0, 167, 1000, 500)), RecognisedLine(3, "在", (250, 833, 750, 1167)))


def test_words_on_photos_and_in_documents_have_no_places() -> None:
    grain = Image.effect_noise((1000, 750), 60).convert("RGB")
    photo = packed(Image.blend(Image.new("RGB", grain.size, (90, 120, 90)), grain, 0.4), "JPEG")
    found = read_bytes(photo, ".jpg", "0", Scripted((line("文明创建工作推进会", 280, 140, 500, 50),)))
    assert found.text
    assert found.recognised_lines == ()


def test_personal_data_are_masked_and_secret_papers_leave_no_words() -> None:
    def told(*texts: str) -> Reading:
        lines = tuple(line(text, 80, 100 + 60 * at, 400, 24) for at, text in enumerate(texts))
        return read(packed(sheet(count=0), "PNG"), ".png", Scripted(lines, has_quick=False))

    plain = ("姓名：李明", "电话：13812348000", "第三行", "第四行", "第五行", "第六行")
    assert [one.text for one in told(*plain).recognised_lines] == [plain[0], "电话：138****8000", *plain[2:]]
    assert told("秘密★长期", *plain).recognised_lines == ()


def test_a_page_of_forty_lines_costs_less_than_5_kb(tmp_path: Path) -> None:
    text = "今年以来我局认真贯彻落实上级部署扎实推进各项工作取得了成效"
    lines = tuple(RecognisedLine(1, text[:28], (1234, 1000 + 200 * at, 8766, 1180 + 200 * at)) for at in range(40))
    plain = Reading(sha256="0", recognised_by="x 1")
    sizes = []
    for reading in (plain, Reading(**{**dict(plain), "recognised_lines": lines})):
        sizes.append(len(reading.model_dump_json(exclude_defaults=True).encode()))
        cache = Cache(tmp_path / f"{len(sizes)}.sqlite3", 1)
        cache.keep_reading("0", ".pdf", reading, "x 1")
        assert cache.readings("x 1") == {("0", ".pdf"): reading}
        cache.close()
    assert sizes[1] - sizes[0] < 5_000


def test_the_published_facts_do_not_hold_them() -> None:
    found = read(packed(sheet(), "PNG"), ".png")
    assert found.recognised_lines
    assert "recognised_lines" not in facts_value("扫描.png", found)
    assert TEXTS[0] in facts_value("扫描.png", found)["text"]
