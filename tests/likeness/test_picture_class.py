"""Which pictures are photos, screenshots, scans and graphics, and the cue that says so."""

from collections.abc import Callable

import pytest
from drawn import chart, chat, form, jpeg, on_desk, room, scanned
from PIL import Image

from wenming_cli.read.picture_class import ExifFacts, draft_size, exif_facts, picture_class

TAKEN, EXPOSURE, APERTURE = 0x9003, 0x829A, 0x829D


def _exif(*, make: str = "", software: str = "", exposure: bool = False, comment: bytes = b"") -> Image.Exif:
    exif = Image.Exif()
    if make:
        exif[0x010F] = make
        exif.get_ifd(0x8769)[TAKEN] = "2021:05:20 10:00:00"
    if software:
        exif[0x0131] = software
    if exposure:
        exif.get_ifd(0x8769)[EXPOSURE] = 0.01
        exif.get_ifd(0x8769)[APERTURE] = 1.8
    if comment:
        exif.get_ifd(0x8769)[0x9286] = comment
    return exif


def _class_of(image: Image.Image, format_name: str = "jpg") -> tuple[str, str, bool]:
    facts, size = exif_facts(image), image.size
    image.draft("RGB", draft_size(size))
    found = picture_class(image, size, facts, format_name)
    return found.kind, found.cue, found.paper


@pytest.mark.parametrize(
    ("picture", "kind", "cue"),
    [
        pytest.param(lambda: jpeg(room(1)), "photo", "连续", id="a photo without EXIF, as chat apps send it"),
        pytest.param(lambda: jpeg(room(1), exif=_exif(make="HUAWEI", exposure=True)), "photo", "拍摄参数", id="a camera"),
        pytest.param(lambda: jpeg(room(1).resize((1080, 2160))), "photo", "连续", id="a photo as tall as a screen"),
        pytest.param(lambda: jpeg(chat(1)), "screenshot", "手机屏幕", id="a phone's screen as JPEG"),
        pytest.param(lambda: jpeg(chat(1), exif=_exif(make="HUAWEI")), "screenshot", "纯色", id="with a phone's EXIF"),
        pytest.param(lambda: jpeg(chat(1).crop((0, 200, 700, 900)), exif=_exif(make="HUAWEI")), "screenshot", "拍摄参数", id="a part, EXIF of the phone"),
        pytest.param(lambda: jpeg(chat(1).crop((0, 200, 700, 900))), "screenshot", "文字", id="a part of a screen"),
        pytest.param(lambda: jpeg(room(1), exif=_exif(comment=b"ASCII\0\0\0Screenshot")), "screenshot", "写明", id="EXIF says screenshot"),
        pytest.param(lambda: jpeg(scanned(form(1))), "scan", "纸面", id="a flat scan"),
        pytest.param(lambda: jpeg(form(1), dpi=(300, 300)), "scan", "300 dpi", id="a whitened scan with its resolution"),
        pytest.param(lambda: jpeg(on_desk(form(1))), "photo", "纸面", id="a photographed page"),
        pytest.param(lambda: jpeg(scanned(form(1)), exif=_exif(make="HUAWEI", exposure=True)), "photo", "纸面", id="a page that fills a camera's picture"),
        pytest.param(lambda: jpeg(chart()), "graphic", "不是屏幕", id="a chart larger than a window"),
    ],
)  # fmt: skip
def test_class_and_cue(picture: Callable[[], Image.Image], kind: str, cue: str) -> None:
    found = _class_of(picture())
    assert (found[0], cue in found[1]) == (kind, True), found


@pytest.mark.parametrize(("size", "kind"), [((1366, 768), "screenshot"), ((1000, 750), "photo")])
def test_a_png_of_continuous_tones_is_a_screenshot_only_in_a_screens_size(size: tuple[int, int], kind: str) -> None:
    assert _class_of(room(2).resize(size), "png")[0] == kind


def test_paper_is_said_of_paper_only() -> None:
    assert _class_of(jpeg(on_desk(form(1))))[2]
    assert not _class_of(jpeg(room(1)))[2]


@pytest.mark.parametrize("quality", [30, 60, 90])
@pytest.mark.parametrize(("picture", "kind"), [(room(3), "photo"), (chat(3), "screenshot"), (scanned(form(3)), "scan")])
def test_recompression_changes_no_class(picture: Image.Image, kind: str, quality: int) -> None:
    assert _class_of(jpeg(picture, quality))[0] == kind


def test_nonsense_in_exif_says_nothing() -> None:
    exif = Image.Exif()
    exif[0x0131] = b"\xff\xfe\x00"
    exif.get_ifd(0x8769)[0x9286] = b"\x00" * 9
    assert exif_facts(jpeg(room(1), exif=exif)) == ExifFacts(dpi=72)


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3), (20, 20)])
def test_tiny_pictures_have_a_class_too(size: tuple[int, int]) -> None:
    assert picture_class(Image.new("RGB", size, "white"), size, ExifFacts()).kind in {"photo", "graphic", "screenshot"}


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "CMYK", "1", "I;16"])
def test_every_mode_can_be_measured(mode: str) -> None:
    image = Image.new(mode, (300, 200)) if mode == "I;16" else chat(1).resize((300, 650)).convert(mode)
    assert picture_class(image, image.size, ExifFacts()).cue
