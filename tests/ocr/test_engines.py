"""The real engines (slow), and recordings of them: a page that a test draws, replayed without an engine."""

import json
from pathlib import Path

import pytest
from ocr_replay import RECORDINGS, Recorder, Replay
from PIL import Image, ImageDraw

from wenming_cli.ocr.choose import available, engine
from wenming_cli.ocr.engine import OcrEngine
from wenming_cli.ocr.page import read_image
from wenming_cli.read.scanned import scanned_page

FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "/System/Library/Fonts/PingFang.ttc",
)
RECORDED = RECORDINGS / "notice.json"
PICTURE = RECORDINGS / "notice.png"
TEXTS = (
    "会议通知",
    "各股室：",
    "定于2021年3月5日下午三点在三楼会议室",
    "召开精神文明建设工作推进会。",
    "青澜县审计局办公室",
)


def drawn() -> Image.Image:
    """A notice, in whatever Chinese type face there is."""
    from PIL import ImageFont

    path = next((one for one in FONTS if Path(one).exists()), None)
    if path is None:
        pytest.skip("没有中文字体，画不出测试页")
    page = Image.new("RGB", (900, 640), "white")
    draw = ImageDraw.Draw(page)
    draw.text((450, 90), TEXTS[0], "black", ImageFont.truetype(path, 52), anchor="mm")
    for at, text in enumerate(TEXTS[1:]):
        draw.text((90, 190 + at * 80), text, "black", ImageFont.truetype(path, 34))
    return page


def test_a_recorded_page_is_read_without_an_engine() -> None:
    seen = read_image(Image.open(PICTURE).convert("RGB"), Replay(RECORDED))
    assert [one.text for one in scanned_page(seen).lines] == list(TEXTS)


def test_a_recording_names_its_engine() -> None:
    recording = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert recording["engine"] == "faster-paddle"
    assert recording["version"]


def test_what_was_not_recorded_is_an_error() -> None:
    with pytest.raises(KeyError):
        Replay(RECORDED).recognise(Image.new("RGB", (9, 9)))


@pytest.fixture(params=["faster-paddle", "rapidocr"])
def real(request: pytest.FixtureRequest) -> OcrEngine:
    """Each engine that is installed."""
    chosen = engine(request.param)
    if chosen is None:
        pytest.skip(f"没有安装 {request.param}；现有：{available()}")
    return chosen


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("angle", [0, 3, 90, 180, 270])
def test_a_real_engine_reads_a_page_however_it_lies(real: OcrEngine, angle: int) -> None:
    page = drawn().rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    seen = read_image(page, real)
    assert [one.text for one in scanned_page(seen).lines] == list(TEXTS)
    assert seen.page.turned == (360 - angle) % 360 * (angle % 90 == 0)
    places = scanned_page(seen).places
    assert {one.direction for one in places} == {seen.page.turned}
    left = page.convert("L").point([255 * (value < 128) for value in range(256)])
    ink = left.histogram()[255]
    for one in places:
        sides = [round(side * whole / 10_000) for side, whole in zip(one.box, (*page.size, *page.size), strict=True)]
        left.paste(0, (sides[0], sides[1], sides[2], sides[3]))
    assert left.histogram()[255] < 0.02 * ink, "all words lie in the places that are told"


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_real_engine_keeps_its_contract(real: OcrEngine) -> None:
    assert real.version == available()[real.name]
    assert "zh-Hans" in real.languages
    lines = real.recognise(drawn(), quick=real.has_quick)
    assert all(0 <= one.confidence <= 1 and one.width > 0 < one.height for one in lines)
    assert real.recognise(Image.new("RGB", (300, 200), "white")) == ()


def record() -> None:
    """Make the recording anew: python -c "import test_engines; test_engines.record()" in this folder."""
    chosen = engine("faster-paddle")
    assert chosen is not None
    RECORDINGS.mkdir(exist_ok=True)
    drawn().save(PICTURE)
    recorder = Recorder(chosen)
    read_image(Image.open(PICTURE).convert("RGB"), recorder)
    recorder.keep(RECORDED)
