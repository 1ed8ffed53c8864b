"""Pictures beyond jpg and png; video and sound by their metadata."""

import io
import random
import struct
from pathlib import Path

import pytest
from PIL import Image

from wenming_cli.read.decoded import opened, pages_of
from wenming_cli.read.extract import Extract, UnreadableError
from wenming_cli.read.media import read_media
from wenming_cli.read.picture import read_picture
from wenming_cli.read.raster import read_raster

EXAMPLE = Path(__file__).parents[2] / "examples" / "qinglan-2021" / "证据"
PHONE = Path(__file__).parents[1] / "likeness" / "room.heic"
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "tif": "TIFF", "gif": "GIF", "bmp": "BMP"}


def _saved(format_name: str, pages: int = 1, exif: Image.Exif | None = None, **options: object) -> bytes:
    images = [Image.new("RGB" if format_name != "TIFF" else "1", (80, 100)) for _ in range(pages)]
    buffer = io.BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if pages > 1 else {}
    images[0].save(buffer, format_name, **more, **({"exif": exif} if exif else {}), **options)
    return buffer.getvalue()


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Qinghe", "QH-M9", 6
    exif.get_ifd(0x8769)[0x9003] = "2021:03:05 10:00:00"
    exif.get_ifd(0x8825)[2], exif.get_ifd(0x8825)[4] = (12.0, 34.0, 56.0), (123.0, 45.0, 6.0)
    return exif


def _read(data: bytes, format_name: str) -> Extract:
    return (read_picture if format_name in ("jpg", "png") else read_raster)(data, format_name)


def _stripe(format_name: str, exif: Image.Exif | None = None, size: tuple[int, int] = (90, 60)) -> bytes:
    """A white picture with a black left edge."""
    image, buffer = Image.new("RGB", size, "white"), io.BytesIO()
    image.paste((0, 0, 0), (0, 0, size[0] // 3, size[1]))
    image.save(buffer, FORMATS[format_name], **({"exif": exif.tobytes()} if exif else {}))
    return buffer.getvalue()


@pytest.mark.parametrize("format_name", ["webp", "gif", "bmp"])
def test_size_comes_from_the_header(format_name: str) -> None:
    extract = read_raster(_saved(format_name.upper()), format_name)
    assert (extract.format, extract.carrier, extract.pixels, extract.pages) == (format_name, "照片", (80, 100), 1)


@pytest.mark.parametrize("format_name", ["jpg", "png", "webp", "tif"])
def test_exif_is_read_in_every_format_that_has_it(format_name: str) -> None:
    extract = _read(_stripe(format_name, _exif()), format_name)
    assert (extract.exif_date, extract.camera) == ("2021-03-05", "Qinghe QH-M9")
    assert extract.cues["orientation"] == "转正要顺时针 90°"
    assert "12.0" not in repr(extract)


@pytest.mark.parametrize("format_name", FORMATS)
def test_without_exif_nothing_is_said_of_it(format_name: str) -> None:
    extract = _read(_stripe(format_name), format_name)
    assert (extract.exif_date, extract.camera, extract.cues.get("orientation")) == (None, None, None)


@pytest.mark.parametrize(
    "taken", ["0000:00:00 00:00:00", "2021:02:30 10:00:00", "1980:01:01 00:00:00", "  ", "?", b"\xff\xfe"]
)
def test_a_day_on_which_no_camera_took_a_picture_is_none(taken: str | bytes) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = taken
    assert _read(_stripe("jpg", exif), "jpg").exif_date is None


@pytest.mark.parametrize("format_name", ["jpg", "png", "webp", "tif"])
@pytest.mark.parametrize(
    ("orientation", "dark"),
    [(1, (5, 30)), (2, (85, 30)), (3, (85, 30)), (4, (5, 30)), (5, (30, 5)), (6, (30, 5)), (7, (30, 85)), (8, (30, 85)), (9, (5, 30))],
)  # fmt: skip
def test_an_opened_picture_stands_upright_and_is_bare(
    format_name: str, orientation: int, dark: tuple[int, int]
) -> None:
    exif = _exif()
    exif[0x0112] = orientation
    image = opened(_stripe(format_name, exif), format_name)
    assert (image.mode, image.info, dict(image.getexif())) == ("RGB", {}, {})
    assert max(image.getpixel(dark)) < 60


@pytest.mark.parametrize("format_name", FORMATS)
def test_every_format_is_opened_no_larger_than_needed(format_name: str) -> None:
    image = opened(_stripe(format_name, size=(4000, 3000)), format_name)
    assert (image.mode, image.size) == ("RGB", (2000, 1500))


def test_a_long_strip_is_opened_wide_enough_to_be_read() -> None:
    assert opened(_stripe("jpg", size=(1080, 9000)), "jpg").size == (1080, 9000)


def test_a_photo_of_a_telephone_is_opened_upright() -> None:
    pytest.importorskip("pi_heif")
    image = opened(PHONE.read_bytes(), "heic")
    assert (image.mode, image.size, image.info) == ("RGB", (750, 1000), {})


def test_pages_come_one_by_one_each_the_right_way_up() -> None:
    pages = [Image.open(io.BytesIO(_stripe("tif", size=size))) for size in ((90, 60), (60, 90), (300, 30))]
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:], tiffinfo={274: 3})
    images = list(pages_of(buffer.getvalue()))
    assert [image.size for image in images] == [(90, 60), (60, 90), (300, 30)]
    assert all(image.mode == "RGB" and not image.info for image in images)
    assert max(images[0].getpixel((85, 30))) < 60
    assert [image.size for image in pages_of(_saved("TIFF", pages=1))] == [(80, 100)]


def _bent(name: str, data: bytes) -> list[bytes]:
    from read_formats.test_mutations import bent

    chance = random.Random(f"opened {name}")
    return [bent(data, chance) for _ in range(40)]


@pytest.mark.parametrize("format_name", [*FORMATS, "heic", "pages"])
def test_what_is_broken_is_said_to_be(format_name: str) -> None:
    data = PHONE.read_bytes() if format_name == "heic" else b""
    data = data or (_saved("TIFF", pages=3) if format_name == "pages" else _stripe(format_name, _exif()))
    for broken in (b"", data[:20], data[: len(data) // 2], b"\0" * 200, *_bent(format_name, data)):
        for read in (_read, opened) if format_name != "pages" else (lambda bad, _: list(pages_of(bad)),):
            try:
                read(broken, format_name)
            except UnreadableError as error:
                assert error.problem in ("corrupt", "bomb")  # noqa: PT017 - some bytes may be bent without harm


def _wide_webp() -> bytes:
    """The head of a lossless WebP of 16,383 × 16,383 pixels (RFC 9649, 3.4)."""
    head = b"\x2f" + struct.pack("<I", 16_382 | 16_382 << 14) + bytes(21)
    return b"RIFF" + struct.pack("<I", 12 + len(head)) + b"WEBPVP8L" + struct.pack("<I", len(head)) + head


@pytest.mark.parametrize("format_name", ["png", "webp", "gif", "tif", "bmp"])
def test_more_than_a_hundred_million_pixels_are_not_opened(format_name: str) -> None:
    data = io.BytesIO(_wide_webp())
    if format_name != "webp":
        Image.new("1", (10_001, 10_000)).save(data, FORMATS[format_name])
    for read in (opened, _read):
        with pytest.raises(UnreadableError) as caught:
            read(data.getvalue(), format_name)
        assert caught.value.problem == "bomb"


def test_a_tiff_of_several_pages_is_a_scan() -> None:
    extract = read_raster(_saved("TIFF", pages=3, compression="group4"), "tif")
    assert (extract.pages, extract.scanned, extract.carrier) == (3, [1, 2, 3], "扫描件")


def test_a_tiff_cut_in_a_later_page_is_corrupt() -> None:
    data = _saved("TIFF", pages=2, compression="raw")
    offsets = Image.open(io.BytesIO(data))
    offsets.seek(1)
    bent = data.replace(struct.pack("<I", offsets.tag_v2[273][0]), struct.pack("<I", len(data) - 4))
    with pytest.raises(UnreadableError) as caught:
        read_raster(bent, "tif")
    assert caught.value.problem == "corrupt"


@pytest.mark.parametrize(
    ("data", "format_name"),
    [
        (b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\0\0\0", "gif"),
        (
            b"BM"
            + struct.pack("<IHHIIiiHHIIiiII", 100, 0, 0, 54, 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0)
            + bytes(50),
            "bmp",
        ),
    ],
)
def test_a_picture_that_claims_too_much_is_a_bomb(data: bytes, format_name: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_raster(data, format_name)
    assert caught.value.problem == "bomb"


@pytest.mark.parametrize("format_name", ["webp", "gif", "bmp", "tif", "heic"])
def test_garbage_is_corrupt(format_name: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_raster(b"\0\0\0\x18ftypheic" + bytes(range(256)) * 4, format_name)
    assert caught.value.problem == "corrupt"


def test_heic_has_its_exif_and_a_cut_one_is_corrupt() -> None:
    pytest.importorskip("pi_heif")
    data = next(EXAMPLE.rglob("*.HEIC")).read_bytes()
    extract = read_raster(data, "heic")
    assert (extract.exif_date, extract.camera, extract.carrier) == ("2021-05-18", "Qinghe QH-M9", "照片")
    with pytest.raises(UnreadableError) as caught:
        read_raster(data[: len(data) // 2], "heic")
    assert caught.value.problem == "corrupt"


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def _movie(seconds_since_1904: int, version: int = 0) -> bytes:
    scale, length = 600, 600 * 95
    if version:
        header = b"\1\0\0\0" + struct.pack(">QQIQ", seconds_since_1904, 0, scale, length) + bytes(80)
    else:
        header = bytes(4) + struct.pack(">IIII", seconds_since_1904, 0, scale, length) + bytes(80)
    track = _box(b"trak", _box(b"tkhd", bytes(76) + struct.pack(">II", 1920 << 16, 1080 << 16)))
    return _box(b"ftyp", b"isom" + bytes(8)) + _box(b"mdat", bytes(64)) + _box(b"moov", _box(b"mvhd", header) + track)


EVENING = 3_697_718_400 + (24 - 7) * 3600  # 2021-03-04 17:00 UTC is the 5th in Beijing


@pytest.mark.parametrize("version", [0, 1])
def test_a_video_says_when_it_was_taken(version: int) -> None:
    extract = read_media(_movie(EVENING - 86_400 * 0, version), "mp4")
    assert extract.exif_date == "2021-03-05"
    assert (extract.carrier, extract.pixels, extract.cues["duration"]) == ("音视频", (1920, 1080), "1 分 35 秒")


def test_a_video_without_a_clock_has_no_day() -> None:
    assert read_media(_movie(0), "mp4").exif_date is None


def test_a_large_video_is_read_by_its_heads_only() -> None:
    class Counting(io.BytesIO):
        count = 0

        def read(self, size: int | None = -1, /) -> bytes:
            found = super().read(size)
            self.count += len(found)
            return found

    stream = Counting(_movie(EVENING).replace(_box(b"mdat", bytes(64)), _box(b"mdat", bytes(1 << 20))))
    assert read_media(stream, "mov").cues["duration"] == "1 分 35 秒"
    assert stream.count < 4_096


def test_an_unfinished_video_is_corrupt() -> None:
    data = _movie(EVENING)
    for cut in (60, len(data) - 300):
        with pytest.raises(UnreadableError) as caught:
            read_media(data[:cut], "mp4")
        assert caught.value.problem == "corrupt"


def test_the_example_video() -> None:
    extract = read_media(next(EXAMPLE.rglob("*.mp4")).read_bytes(), "mp4")
    assert extract.exif_date == "2021-05-18"


def test_sound() -> None:
    wave = (
        b"RIFF"
        + struct.pack("<I", 36 + 16_000)
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
        + b"data"
    )
    assert read_media(wave + struct.pack("<I", 16_000) + bytes(16_000), "wav").cues["duration"] == "2 秒"
    assert read_media(b"#!AMR\n" + (b"\x3c" + bytes(31)) * 250, "amr").cues["duration"] == "5 秒"
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    assert read_media(frame * 383, "mp3").cues["duration"] == "10 秒"
