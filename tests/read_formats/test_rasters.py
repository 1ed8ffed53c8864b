"""Pictures beyond jpg and png; video and sound by their metadata."""

import io
import struct
from pathlib import Path

import pytest
from PIL import Image

from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.media import read_media
from wenming_cli.read.raster import read_raster

EXAMPLE = Path(__file__).parents[2] / "examples" / "qinglan-2021" / "证据"


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
    return exif


@pytest.mark.parametrize("format_name", ["webp", "gif", "bmp"])
def test_size_comes_from_the_header(format_name: str) -> None:
    extract = read_raster(_saved(format_name.upper()), format_name)
    assert (extract.format, extract.carrier, extract.pixels, extract.pages) == (format_name, "照片", (80, 100), 1)


def test_exif_of_a_webp() -> None:
    extract = read_raster(_saved("WEBP", exif=_exif()), "webp")
    assert (extract.exif_date, extract.camera) == ("2021-03-05", "Qinghe QH-M9")
    assert "90°" in extract.cues["orientation"]


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
