"""One picture saved in any format has one class and one fingerprint; a HEIC lies no other way than its export."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from drawn import chart, chat, form, on_desk, room, scanned
from PIL import Image

from wenming_cli.model.likeness import alike
from wenming_cli.read import raster
from wenming_cli.read.extract import Extract
from wenming_cli.read.heic import small_picture
from wenming_cli.read.picture import read_picture
from wenming_cli.read.raster import read_raster

HEIC = Path(__file__).with_name("room.heic").read_bytes()
TURNED_SMALL = HEIC.index(b"\x00\x03\x04\x86\x07\x04\x85")
"""What belongs to item 3, the small copy: hvcC, ispe, pixi and, last, irot."""
SAVED = {
    "jpg": {"quality": 85},
    "png": {},
    "webp": {"quality": 85},
    "bmp": {},
    "gif": {},
    "tif": {"compression": "tiff_lzw"},
}
NAMES = {"jpg": "JPEG", "tif": "TIFF"}


def _saved(image: Image.Image, format_name: str, **more: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, NAMES.get(format_name, format_name.upper()), **SAVED[format_name], **more)
    return stream.getvalue()


def _read(data: bytes, format_name: str) -> Extract:
    return (read_picture if format_name in ("jpg", "png") else read_raster)(data, format_name)


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def _export() -> Image.Image:
    """The photo of make_heic.py as a telephone exports it."""
    return room(2).crop((200, 0, 762, 750)).resize((750, 1000), Image.Resampling.LANCZOS)


def _pairs(*extracts: Extract) -> int:
    marks = {str(at): one.fingerprint or "" for at, one in enumerate(extracts)}
    return len(alike(marks))


@pytest.mark.parametrize("format_name", SAVED)
@pytest.mark.parametrize(
    ("picture", "carrier"),
    [
        pytest.param(lambda: room(1), "照片", id="photo"),
        pytest.param(lambda: chat(1), "截图", id="screen"),
        pytest.param(lambda: scanned(form(1)), "扫描件", id="scan"),
        pytest.param(lambda: on_desk(form(1)), "照片", id="a page on a desk"),
        pytest.param(chart, "照片", id="chart"),
    ],
)
def test_the_class_does_not_depend_on_the_format(
    picture: Callable[[], Image.Image], carrier: str, format_name: str
) -> None:
    extract = _read(_saved(picture(), format_name), format_name)
    assert (extract.carrier, extract.pages) == (carrier, 1), extract.cues
    assert extract.cues["carrier"]
    assert extract.scanned == ([1] if (format_name, carrier) == ("tif", "扫描件") else [])


@pytest.mark.parametrize("picture", [room(1), chat(1), scanned(form(1))], ids=["photo", "screen", "scan"])
def test_copies_in_other_formats_are_found(picture: Image.Image) -> None:
    count = len(SAVED)
    assert _pairs(*(_read(_saved(picture, name), name) for name in SAVED)) == count * (count - 1) // 2


@pytest.mark.parametrize("format_name", ["jpg", "png", "webp", "tif"])
def test_a_picture_on_its_side_is_like_the_upright_one(format_name: str) -> None:
    lying = _read(_saved(room(2).transpose(Image.Transpose.ROTATE_90), format_name, exif=_exif(6)), format_name)
    assert lying.cues["orientation"] == "转正要顺时针 90°"
    assert _pairs(lying, _read(_saved(room(2), "png"), "png")) == 1


def test_a_page_of_one_bit_is_a_scan() -> None:
    extract = read_raster(_saved(form(1).convert("1").resize((700, 700)), "tif"), "tif")
    assert (extract.carrier, extract.scanned) == ("扫描件", [1])


def test_a_scanner_that_names_itself_is_no_telephone() -> None:
    exif = _exif(1)
    exif[0x010F], exif[0x0110] = "Qinghe", "Scan 200"
    extract = read_raster(_saved(form(1).resize((900, 900)), "tif", exif=exif, dpi=(300, 300)), "tif")
    assert (extract.carrier, extract.camera) == ("扫描件", "Qinghe Scan 200")


def test_sixteen_bits_are_not_cut_off() -> None:
    grey = room(1).convert("L")
    deep = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
    assert _pairs(read_raster(_saved(deep, "tif"), "tif"), read_raster(_saved(grey, "tif"), "tif")) == 1


def test_of_a_moving_picture_the_first_frame_counts() -> None:
    first = room(1).resize((500, 375))
    moving = read_raster(_saved(first, "gif", save_all=True, append_images=[room(3).resize((500, 375))]), "gif")
    assert moving.cues["carrier"].startswith("会动的图片")
    assert _pairs(moving, read_raster(_saved(first, "gif"), "gif")) == 1


class TestHeic:
    """A photo of a telephone and what is exported of it."""

    @pytest.fixture(autouse=True)
    def _decoder(self) -> None:
        pytest.importorskip("pi_heif")

    @pytest.mark.parametrize(
        "data",
        [
            pytest.param(HEIC, id="by its small copy"),
            pytest.param(HEIC.replace(b"thmb", b"skip"), id="without one"),
            pytest.param(HEIC[: TURNED_SMALL + 6] + b"\x04" + HEIC[TURNED_SMALL + 7 :], id="the small copy not turned"),
        ],
    )
    def test_it_is_like_its_exports(self, data: bytes) -> None:
        heic = read_raster(data, "heic")
        assert (heic.pixels, heic.carrier, heic.cues["carrier"]) == ((750, 1000), "照片", "EXIF 有拍摄参数")
        assert (heic.exif_date, heic.camera) == ("2021-03-30", "Qinghe QH-M9")
        upright = read_picture(_saved(_export(), "jpg"), "jpg")
        lying = read_picture(_saved(_export().transpose(Image.Transpose.ROTATE_90), "jpg", exif=_exif(6)), "jpg")
        assert _pairs(heic, upright, lying) == 3

    def test_the_small_copy_is_upright(self) -> None:
        small = small_picture(HEIC, (750, 1000))
        assert small is not None
        assert small.size == (240, 320)

    @pytest.mark.parametrize(
        ("data", "size"),
        [
            pytest.param(HEIC, (750, 750), id="another shape"),
            pytest.param(HEIC, (1000, 750), id="it lies otherwise"),
            pytest.param(HEIC.replace(b"ipma", b"free"), (750, 1000), id="no word on turning"),
            pytest.param(HEIC.replace(b"thmb", b"cdsc"), (750, 1000), id="none"),
        ],
    )
    def test_a_small_copy_that_may_show_something_else_is_not_used(self, data: bytes, size: tuple[int, int]) -> None:
        assert small_picture(data, size) is None

    def test_only_a_camera_s_photo_is_judged_by_its_small_copy(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[tuple[int, int]] = []
        monkeypatch.setattr(raster, "small_picture", lambda _, size: asked.append(size))
        read_raster(
            HEIC.replace(b"\x82\x9a", b"\x82\x9b").replace(b"\x82\x9d", b"\x82\x9e").replace(b"\x88\x27", b"\x88\x29"),
            "heic",
        )
        assert asked == []
