"""Recognised words in a bound PDF: found where they are seen, however the page lies; nothing of them is seen."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from bars import HIGH, TEXTS, WIDE, bars, noted, packed, read, scanned_pdf, sheet, two_frames
from making import Made, box, leaf, no_fonts, pdf_bytes, picture_bytes, picture_of, texts
from small_archive import Archive
from wenming_cli.bind.binder import Binder
from wenming_cli.bind.leaves import Leaf
from wenming_cli.box.before import read_before
from wenming_cli.box.binding import BOOK, Binders
from wenming_cli.box.build import build
from wenming_cli.model.evidence import RecognisedLine

MM_IN_POINT = 25.4 / 72
NEAR = 2.0
"""Millimetres by which words may stand beside the line that is seen."""
SCALE = 2.0


Where = tuple[float, float, float, float]


@cache
def contents() -> dict[str, tuple[str, bytes]]:
    """Scans of all kinds by name, with how they appear."""
    return {
        "scan.png": ("scan", packed(sheet(), "PNG")),
        "across.png": ("scan", packed(sheet((1169, 1080)), "PNG")),
        "askew.png": ("scan", packed(sheet().rotate(2, Image.Resampling.BICUBIC, fillcolor="white"), "PNG")),
        "shot.png": ("picture", packed(sheet((900, 1169)), "PNG")),
        "exif6.jpg": ("scan", noted(sheet(), 6)),
        "noted.tif": ("scan", noted(sheet(), 6, "TIFF")),
        "frames.tif": ("scan", two_frames()),
        "plain.pdf": ("pdf", scanned_pdf(sheet(), sheet(count=7))),
        "upright.pdf": ("pdf", scanned_pdf(sheet().rotate(90, expand=True), turn=90)),
        "lying.pdf": ("pdf", scanned_pdf(sheet(), turn=90)),
        "upside down.pdf": ("pdf", scanned_pdf(sheet(), turn=180)),
        "other way.pdf": ("pdf", scanned_pdf(sheet(), turn=270)),
        "cropped.pdf": ("pdf", scanned_pdf(sheet(), crop=(30, 100, 560, 800))),
        "cropped and lying.pdf": ("pdf", scanned_pdf(sheet(), crop=(30, 100, 560, 800), turn=90)),
        "large.pdf": ("pdf", scanned_pdf(sheet().resize((1240, 1754)))),
    }


NAMES = tuple(contents())
LYING = ("lying.pdf", "upside down.pdf", "other way.pdf", "cropped and lying.pdf")
"""Those whose words do not run to the right as a viewer shows them."""


@dataclass(frozen=True)
class Pair:
    """A box bound with words and without."""

    worded: Made
    wordless: Made

    def pages(self, name: str) -> range:
        """The pages of a piece in the file."""
        first, _, last = self.worded.labels[name].partition("-")
        front = self.worded.book.pages - max(int(one.rpartition("-")[2]) for one in self.worded.labels.values())
        return range(front + int(first), front + int(last or first) + 1)


def recognised(folder: Path, *names: str) -> list[Leaf]:
    """The contents of these names with the words that the engine reads on them."""
    leaves = []
    for name in names:
        kind, data = contents()[name]
        lines = read(data, Path(name).suffix).recognised_lines
        assert lines
        leaves.append(leaf(folder, name, data, kind, recognised_lines=lines))
    return leaves


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """All contents, recognised and bound."""
    folder = tmp_path_factory.mktemp("bound")
    leaves = recognised(folder, *NAMES)
    plain = [one.model_copy(update={"recognised_lines": ()}) for one in leaves]
    with Binder(folder / "a", fonts=no_fonts()) as one, Binder(folder / "b", fonts=no_fonts()) as other:
        yield Pair(box(leaves).bound(one), box(plain).bound(other))


def words_on(path: Path, page: int) -> dict[str, Where]:
    """The words that a viewer finds on a page: left, top, right and bottom in millimetres."""
    document = pypdfium2.PdfDocument(path)
    try:
        it = document[page - 1]
        high, textpage, found = it.get_height(), it.get_textpage(), {}
        for text in TEXTS:
            hit = textpage.search(text).get_next()
            if hit is not None:
                rects = [textpage.get_rect(at) for at in range(textpage.count_rects(*hit))]
                lefts, bottoms, rights, tops = zip(*rects, strict=True)
                sides = min(lefts), high - max(tops), max(rights), high - min(bottoms)
                left, top, right, bottom = (side * MM_IN_POINT for side in sides)
                found[text] = left, top, right, bottom
        return found
    finally:
        document.close()


def bars_on(path: Path, page: int) -> dict[str, Where]:
    """The bars that are seen on a page, in millimetres."""
    shown = bars(picture_of(path, page, SCALE))
    unit = MM_IN_POINT / SCALE
    return {bar.text: (bar.box[0] * unit, bar.box[1] * unit, bar.box[2] * unit, bar.box[3] * unit) for bar in shown}


def assert_found(path: Path, page: int) -> None:
    """Every line that is seen is found, at its place; nothing else is."""
    seen, found = bars_on(path, page), words_on(path, page)
    assert len(seen) >= 6
    assert set(found) == set(seen)
    for text, sides in seen.items():
        assert max(abs(a - b) for a, b in zip(found[text], sides, strict=True)) < NEAR, (text, found[text], sides)


@pytest.mark.parametrize("name", NAMES)
def test_words_are_found_where_the_line_is_seen(pair: Pair, name: str) -> None:
    for page in pair.pages(name):
        assert_found(pair.worded.place, page)


@pytest.mark.parametrize("name", ["exif6.jpg", "noted.tif", "frames.tif"])
def test_pictures_keep_their_proportions(pair: Pair, name: str) -> None:
    """Every frame its own, whichever way up it was noted to lie."""
    shapes = [
        (right - left) / (bottom - top)
        for page in pair.pages(name)
        for left, top, right, bottom in bars_on(pair.worded.place, page).values()
    ]
    assert len(shapes) >= 9 * len(pair.pages(name))
    assert all(shape == pytest.approx(WIDE / HIGH, rel=0.1) for shape in shapes)


@pytest.mark.parametrize("name", NAMES)
def test_a_scan_lies_upright_whichever_way_it_was_put_in(pair: Pair, name: str) -> None:
    """The words that are seen run to the right on every page; without having read them nobody knows."""
    for page in pair.pages(name):
        assert all(
            right - left > bottom - top for left, top, right, bottom in words_on(pair.worded.place, page).values()
        )
        lying = any(
            bottom - top > right - left for left, top, right, bottom in bars_on(pair.wordless.place, page).values()
        )
        assert lying <= (name in LYING)


def test_words_stand_in_reading_order_and_once(pair: Pair) -> None:
    for name in NAMES:
        for page in pair.pages(name):
            text = texts(pair.worded.place)[page - 1]
            there = [one for one in TEXTS if one in text]
            assert [text.count(one) for one in there] == [1] * len(there)
            assert sorted(there, key=text.index) == there


def test_nothing_of_them_is_seen(pair: Pair) -> None:
    assert pair.worded.book.pages == pair.wordless.book.pages
    turned = {page for name in LYING for page in pair.pages(name)}
    for page in set(range(1, pair.worded.book.pages + 1)) - turned:
        worded, wordless = (picture_of(one.place, page) for one in (pair.worded, pair.wordless))
        assert ImageChops.difference(worded, wordless).getbbox() is None
    assert not any(words_on(pair.wordless.place, page) for page in range(1, pair.wordless.book.pages + 1))


@pytest.mark.parametrize("direction", [0, 90, 180, 270])
def test_lines_stay_whole_whichever_way_they_run(tmp_path: Path, direction: int) -> None:
    """Many different characters, some rare: none in pieces that a viewer would put in another order."""
    said = ["".join(chr(0x4E00 + 97 * at + step) for step in range(20)) for at in range(18)] + [
        "𠮷田2021年，ΑΒ①㎡ 第1次"
    ]
    sides = [(500 + 480 * at, 500 + 480 * at + 300) for at in range(len(said))]
    boxes = [(500, low, 9500, high) if direction % 180 == 0 else (low, 500, high, 9500) for low, high in sides]
    lines = tuple(RecognisedLine(1, text, where, direction) for text, where in zip(said, boxes, strict=True))
    one = leaf(tmp_path, "a.png", packed(sheet(), "PNG"), "scan", recognised_lines=lines)
    with Binder(tmp_path / "inner", fonts=no_fonts()) as binder:
        page = texts(box([one]).bound(binder).place)[1].replace("\r\n", "\n")
    assert [line for line in said if line not in page] == []


def test_a_page_with_a_text_layer_keeps_its_own_words_and_gets_no_others(tmp_path: Path) -> None:
    mixed = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(pdf_bytes(says="A TEXT LAYER OF ITS OWN"))) as pdf,
        pikepdf.open(io.BytesIO(scanned_pdf(sheet()))) as scans,
    ):
        pdf.pages.extend(scans.pages)
        pdf.save(mixed)
    lines = read(mixed.getvalue(), ".pdf").recognised_lines
    assert {line.page for line in lines} == {2}
    one = leaf(tmp_path, "mixed.pdf", mixed.getvalue(), "pdf", recognised_lines=lines)
    with Binder(tmp_path / "inner", fonts=no_fonts()) as binder:
        _, first, second = texts(box([one]).bound(binder).place)
    assert first.count("A TEXT LAYER OF ITS OWN") == 1
    assert "A TEXT LAYER" not in second
    assert not any(text in first for text in TEXTS)
    assert all(second.count(text) == 1 for text in TEXTS)


def test_photos_and_slips_have_no_words(tmp_path: Path) -> None:
    lines = (RecognisedLine(1, TEXTS[0], (1000, 1000, 9000, 1500)),)
    some: list[Any] = [
        leaf(tmp_path, "photo.jpg", picture_bytes(), "photo", recognised_lines=lines),
        leaf(tmp_path, "torn.png", picture_bytes("PNG")[:300], "scan", recognised_lines=lines),
    ]
    with Binder(tmp_path / "inner", fonts=no_fonts()) as binder:
        assert not any(TEXTS[0] in page for page in texts(box(some).bound(binder).place))


ODD = {
    "nothing to print": RecognisedLine(1, "\u200b\ue000\x07", (0, 0, 10_000, 10_000)),
    "no extent": RecognisedLine(1, "字", (5_000, 5_000, 5_000, 5_000)),
    "no font has it, and it cannot lean so": RecognisedLine(1, "𠮷😀ﷺ", (0, 0, 100, 9_000), 90, 5.9),
    "on a page that is not there": RecognisedLine(9, "在没有的页上", (0, 0, 9_000, 100)),
}


def test_odd_lines_spoil_no_page(tmp_path: Path) -> None:
    leaves = recognised(tmp_path, "scan.png", "lying.pdf")
    some = [
        one.model_copy(update={"key": f"{why} {one.key}", "recognised_lines": (line, *one.recognised_lines)})
        for why, line in ODD.items()
        for one in leaves
    ]
    with Binder(tmp_path / "inner", fonts=no_fonts()) as binder:
        made = box(some).bound(binder)
        assert not made.numbered.slips
        for page in range(2, 2 + len(some)):
            assert_found(made.place, page)


@pytest.fixture
def boxed(tmp_path: Path) -> Archive:
    """A box with a scan of a paper, and a text paper."""
    made = Archive(tmp_path)
    data = scanned_pdf(sheet())
    lines = read(data, ".pdf").recognised_lines
    made.add("扫描.pdf", ("1.1.1", "a", "sure"), data=data, format="pdf", pages=1, recognised_lines=lines)
    made.add("规划.pdf", ("1.2.1", "a", "sure"), data=pdf_bytes(says="PLAN"), format="pdf", pages=1)
    return made


def bind(archive: Archive, out: Path | None = None) -> dict[str, bytes]:
    """Build the boxes with their bound PDFs; these by folder."""
    out = out or archive.out
    with Binder(archive.folder / "inner", fonts=no_fonts()) as binder:
        build(
            archive.plan(read_before(out)[0]), archive.judgement, {"证据": archive.root}, out, None,
            details=archive.details, binders=Binders(binder, {}, False),
        )  # fmt: skip
    return {path.parent.name: path.read_bytes() for path in sorted(out.rglob(BOOK))}


def test_boxes_are_searchable_and_bound_anew_when_the_words_change(boxed: Archive) -> None:
    made = bind(boxed)
    first = min(made)
    pages = [page for box in made for page in texts(boxed.out / box / BOOK)]
    assert [sum(text in page for page in pages) for text in TEXTS] == [1] * len(TEXTS)
    assert bind(boxed, boxed.folder / "另一个") == made, "the same words, the same bytes"
    reading = boxed.standings[0].evidence.reading
    fewer = reading.model_copy(update={"recognised_lines": reading.recognised_lines[1:]})
    boxed.standings[0] = replace(boxed.standings[0], evidence=replace(boxed.standings[0].evidence, reading=fewer))
    again = bind(boxed)
    assert {box: again[box] == made[box] for box in made} == {box: box != first for box in made}
    assert not any(TEXTS[0] in page for page in texts(boxed.out / first / BOOK))
