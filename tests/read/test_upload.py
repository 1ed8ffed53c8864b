"""Pictures and PDFs made to fit a portal."""

import base64
import hashlib
import io
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from wenming_cli.read.upload import work

GPS, INNER, TAKEN, ORIENTATION, SERIAL = 0x8825, 0x8769, 0x9003, 0x0112, 0xA431


def pieces(path: Path, do: str, most_bytes: int, side: int = 4000) -> Iterator[dict[str, Any]]:
    """All pieces of a file, as an export asks for them."""
    start: int | None = 0
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    while start is not None:
        job = {"do": do, "path": str(path), "sha256": sha256, "most_bytes": most_bytes, "side": side, "start": start}
        answer = work(job)
        yield answer
        start = answer.get("next")


def picture(answer: dict[str, Any]) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(answer["data"])))


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    return Image.frombytes(mode, (width, height), random.Random(1).randbytes(width * height * len(mode)))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo lying on its side, with the time, the place and the serial number of the camera."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010F] = "Qinghe"
    exif.get_ifd(INNER).update({TAKEN: "2021:03:05 10:10:10", SERIAL: "SN123456"})
    exif.get_ifd(GPS).update({1: "N", 2: (29.0, 31.0, 7.5), 3: "E", 4: (112.0, 33.0, 9.0)})
    path = tmp_path / "IMG_1.jpg"
    Image.new("RGB", (1600, 1200), "teal").save(path, exif=exif)
    return path


def test_a_photo_keeps_its_day_and_loses_its_place(photo: Path) -> None:
    (answer,) = pieces(photo, "picture", 1 << 20, side=800)
    made = picture(answer)
    assert (made.format, made.size) == ("JPEG", (600, 800))
    exif = made.getexif()
    assert dict(exif.get_ifd(INNER)) == {TAKEN: "2021:03:05 10:10:10"}
    assert exif[0x010F] == "Qinghe"
    assert not exif.get_ifd(GPS)
    assert b"SN123456" not in base64.b64decode(answer["data"])
    assert answer["said"] == "由1600×1200缩小到600×800像素"


def test_a_photo_that_says_where_it_was_taken_is_known(photo: Path, tmp_path: Path) -> None:
    plain = tmp_path / "无.jpg"
    Image.new("RGB", (60, 40)).save(plain)
    jobs = [
        {"do": "look", "path": str(one), "sha256": hashlib.sha256(one.read_bytes()).hexdigest()}
        for one in (photo, plain)
    ]
    assert [work(job) for job in jobs] == [{"located": True}, {"located": False}]


def test_the_same_bytes_every_time(photo: Path) -> None:
    assert list(pieces(photo, "picture", 1 << 20, 800)) == list(pieces(photo, "picture", 1 << 20, 800))


@pytest.mark.parametrize("most_bytes", [400_000, 150_000, 110_000])
def test_it_is_made_smaller_until_it_fits(tmp_path: Path, most_bytes: int) -> None:
    path = tmp_path / "a.png"
    noise(900, 700).save(path)
    (answer,) = pieces(path, "picture", most_bytes)
    assert len(base64.b64decode(answer["data"])) <= most_bytes
    assert max(picture(answer).size) >= 400


def test_nothing_is_made_too_small_to_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    noise(900, 700).save(path)
    (answer,) = pieces(path, "picture", 20_000)
    assert answer["text"] == "缩到很小还是超过上限"


def test_what_is_clear_becomes_white(tmp_path: Path) -> None:
    path = tmp_path / "章.png"
    Image.new("RGBA", (40, 30), (255, 0, 0, 0)).save(path)
    (answer,) = pieces(path, "picture", 1 << 20)
    assert picture(answer).getpixel((5, 5)) == (255, 255, 255)
    assert answer["said"] == "由png转为jpg"


def test_every_page_of_a_tiff_is_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "扫描.tif"
    pages = [Image.new("L", (100 + at, 80), 40 * at) for at in range(3)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    answers = list(pieces(path, "picture", 1 << 20))
    assert [picture(one).size for one in answers] == [(100, 80), (101, 80), (102, 80)]


def pdf_of(path: Path, sides: list[int]) -> Path:
    """A scan: a page of noise for each side, which tells the pages apart."""
    writer = PdfWriter()
    for side in sides:
        buffer = io.BytesIO()
        noise(side, 100).save(buffer, "PDF", quality=90)
        writer.append(io.BytesIO(buffer.getvalue()))
    writer.write(path)
    return path


def widths(answer: dict[str, Any]) -> list[int]:
    reader = PdfReader(io.BytesIO(base64.b64decode(answer["data"])))
    return [round(float(page.mediabox.width)) for page in reader.pages]


@pytest.mark.parametrize("share", [0.7, 0.4, 0.2])
def test_the_parts_of_a_pdf_hold_all_pages_once(tmp_path: Path, share: float) -> None:
    path = pdf_of(tmp_path / "a.pdf", list(range(200, 212)))
    most = int(path.stat().st_size * share)
    answers = list(pieces(path, "split", most))
    assert [width for one in answers for width in widths(one)] == list(range(200, 212))
    assert all(len(base64.b64decode(one["data"])) <= most for one in answers)
    assert [one["pages"] for one in answers] == [len(widths(one)) for one in answers]
    assert answers[0]["said"].startswith("原件第1—")


def test_a_page_too_large_by_itself_is_a_part_and_that_is_said(tmp_path: Path) -> None:
    path = pdf_of(tmp_path / "a.pdf", [100, 900, 100])
    answers = list(pieces(path, "split", 60_000))
    assert [widths(one) for one in answers] == [[100], [900], [100]]
    assert [one["said"] for one in answers] == ["原件第1页", "原件第2页，这一页就超过上限", "原件第3页"]


@pytest.mark.parametrize(
    ("made", "text"), [("single", "只有一页"), ("locked", "有打开密码或权限密码"), ("cut", "PDF 的结构读不通")]
)
def test_what_can_not_be_split_is_told(tmp_path: Path, made: str, text: str) -> None:
    path = pdf_of(tmp_path / "a.pdf", [400] if made == "single" else [400, 400])
    if made == "locked":
        writer = PdfWriter(clone_from=path)
        writer.encrypt("123456", algorithm="RC4-128")
        writer.write(path)
    if made == "cut":
        path.write_bytes(path.read_bytes()[:5] + b"x" * 2000)
    (answer,) = pieces(path, "split", 20_000)
    assert answer["text"] == text


def test_a_file_that_changed_since_is_refused(photo: Path) -> None:
    job = {"do": "picture", "path": str(photo), "sha256": "0" * 64, "most_bytes": 1, "side": 1, "start": 0}
    assert work(job)["problem"] == "changing"
