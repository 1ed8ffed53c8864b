"""The cascade: what is asked of which model, and what becomes of the answers."""

import io
from itertools import pairwise

import pytest
from ocr_replay import Crashing, Scripted, garbage, line
from PIL import Image, ImageDraw

from wenming_cli.ocr import second_look
from wenming_cli.ocr.decode import LONG_SIDE, decoded, framed, pieces, shrunk
from wenming_cli.ocr.engine import TextLine
from wenming_cli.ocr.page import read_image, read_picture
from wenming_cli.ocr.skew import may_be_askew, skew_of, turned

WHITE = Image.new("RGB", (600, 400), "white")
MARGIN = 16
SURE = (line("青澜县审计局文明创建", 116, 66, 300), line("第一季度调度会", 116, 116, 200))
UNSURE = (line("青澜县审讦局文明创建", 116, 66, 300, 20, 0.7), line("第一季度调度会", 116, 116, 200, 20, 0.96))
TURNED = tuple(line("单位工作安排记录", 60 + at * 40, 60, 20, 250, 0.5) for at in range(6))
JUNK = tuple(line("卜丫乂一彐", 60, 60 + at * 40, 250, 20, 0.5) for at in range(6))
UPRIGHT = tuple(line("单位工作安排记录", 60, 60 + at * 40, 250, 20, 0.99) for at in range(6))


def _texts(lines: tuple[TextLine, ...]) -> list[str]:
    return [one.text for one in lines]


def test_a_sure_quick_reading_ends_it() -> None:
    engine = Scripted(SURE)
    page = read_image(WHITE, engine).page
    assert [quick for _, quick in engine.asked] == [True]
    assert page.quick
    assert _texts(page.lines) == _texts(SURE)
    assert (page.lines[0].left, page.lines[0].top) == (116 - MARGIN, 66 - MARGIN)


def test_an_unsure_one_is_read_carefully() -> None:
    engine = Scripted(UNSURE, SURE)
    page = read_image(WHITE, engine).page
    assert [quick for _, quick in engine.asked] == [True, False]
    assert not page.quick
    assert page.confidence == pytest.approx(0.99)


def test_an_engine_with_one_model_is_asked_for_nothing_quick() -> None:
    engine = Scripted(SURE, has_quick=False)
    assert not read_image(WHITE, engine).page.quick
    assert engine.asked == [((600 + 2 * MARGIN, 400 + 2 * MARGIN), False)]


def test_a_picture_without_text_costs_one_quick_look() -> None:
    engine = Scripted((line("丫", 40, 40, 20, 20, 0.3),))
    page = read_image(WHITE, engine).page
    assert engine.asked[0][1]
    assert len(engine.asked) == 1
    assert page.confidence == pytest.approx(0.3)


def test_a_silent_red_band_is_looked_at_again() -> None:
    photo = Image.new("RGB", (1000, 700), (120, 130, 120))
    ImageDraw.Draw(photo).rectangle((200, 100, 800, 150), fill=(205, 25, 30))
    banner = (line("重阳节慰问志愿服务活动", 60, 20, 300, 30),)
    engine = Scripted((), (), banner, ())
    page = read_image(photo, engine).page
    assert [quick for _, quick in engine.asked][:2] == [True, False]
    assert len(engine.asked) > 2
    assert _texts(page.lines) == ["重阳节慰问志愿服务活动"]
    assert 100 < page.lines[0].middle[1] < 160


@pytest.mark.parametrize(
    ("answers", "turn"),
    [
        pytest.param((TURNED, UPRIGHT, JUNK, UPRIGHT), 90, id="tall lines, the first turn is right"),
        pytest.param((TURNED, JUNK, UPRIGHT, UPRIGHT), 270, id="tall lines, the second is right"),
        pytest.param((JUNK, UPRIGHT), 180, id="unsure wide lines: upside down"),
        pytest.param((JUNK, JUNK), 0, id="no turn helps"),
        pytest.param((UPRIGHT,), 0, id="well read as it lies"),
    ],
)
def test_turning(answers: tuple[tuple[TextLine, ...], ...], turn: int) -> None:
    seen = read_image(WHITE, Scripted(*answers))
    assert seen.page.turned == turn
    assert seen.page.size == seen.image.size == ((400, 600) if turn in (90, 270) else (600, 400))


def test_a_crash_of_the_engine_is_not_swallowed() -> None:
    with pytest.raises(RuntimeError, match="bad allocation"):
        read_image(WHITE, Crashing(SURE))


def test_garbage_makes_no_page_fail() -> None:
    page = read_image(WHITE, garbage()).page
    assert all(one.confidence >= 0.2 for one in page.lines)


def test_exif_orientation_is_followed() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    packed = io.BytesIO()
    Image.new("RGB", (400, 200), "white").save(packed, "JPEG", exif=exif)
    assert decoded(packed.getvalue()).size == (200, 400)
    assert read_picture(packed.getvalue(), Scripted(())).page.size == (200, 400)


@pytest.mark.parametrize(
    ("size", "mode", "expected"),
    [
        pytest.param((4000, 3000), "RGB", (2000, 1500), id="a photo at half its size"),
        pytest.param((1000, 700), "L", (1000, 700), id="a small one as it is"),
        pytest.param((2200, 1000), "RGB", (2200, 1000), id="a little too large is not worth the loss"),
        pytest.param((1080, 9000), "RGB", (1080, 9000), id="a scrolled screen keeps its width"),
    ],
)
def test_size_kept(size: tuple[int, int], mode: str, expected: tuple[int, int]) -> None:
    assert shrunk(Image.new(mode, size)).size == expected
    assert max(expected) <= LONG_SIDE * 1.25 or expected[1] > 2 * expected[0]


def test_a_transparent_picture_lies_on_white() -> None:
    assert shrunk(Image.new("RGBA", (4, 4), (0, 0, 0, 0))).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("size", "count"),
    [
        pytest.param((1080, 2160), 1, id="a screen"),
        pytest.param((1080, 9000), 5, id="a long strip"),
        pytest.param((4000, 500), 1, id="a wide one"),
    ],
)
def test_pieces_cover_everything_with_a_lap(size: tuple[int, int], count: int) -> None:
    cut = pieces(size)
    assert len(cut) == count
    assert (cut[0][1], cut[-1][3]) == (0, size[1])
    assert all(after[1] < before[3] for before, after in pairwise(cut))


def test_the_margin_repeats_the_edge() -> None:
    image = Image.new("RGB", (100, 60), "white")
    image.paste((200, 0, 0), (0, 0, 50, 60))
    full, margin = framed(image)
    assert full.size == (100 + 2 * margin, 60 + 2 * margin)
    assert full.getpixel((0, 0)) == (200, 0, 0)
    assert full.getpixel((full.width - 1, full.height - 1)) == (255, 255, 255)


def _printed(angle: float) -> Image.Image:
    """A page of grey bars, askew."""
    page = Image.new("RGB", (800, 1100), "white")
    draw = ImageDraw.Draw(page)
    for row in range(120, 980, 34):
        draw.rectangle((100, row, 700, row + 12), fill=(30, 30, 30))
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")


@pytest.mark.parametrize("angle", [-5.0, -2.3, 0.0, 1.0, 4.2])
def test_skew_is_found_to_a_quarter_of_a_degree(angle: float) -> None:
    page = _printed(angle)
    assert skew_of(page) == pytest.approx(-angle, abs=0.3)
    assert skew_of(turned(page, skew_of(page))) == pytest.approx(0.0, abs=0.35)


def test_boxes_tell_whether_a_page_may_be_askew() -> None:
    level = [line("为深入贯彻落实上级部署，扎实推进", 0, 0, 320, 20)]
    assert not may_be_askew(level)
    assert may_be_askew([line(level[0].text, 0, 0, 320, 38)])
    assert may_be_askew([])


def test_a_second_look_replaces_only_what_it_sees_better() -> None:
    first = (line("入党誓词", 0, 0, 100, 20, 0.99), line("找是志愿者人", 0, 40, 100, 20, 0.7))
    second = (line("人党警词", 0, 0, 100, 20, 0.6), line("我是志愿者", 0, 40, 100, 20, 0.95))
    assert sorted(_texts(second_look.settled(first, second))) == ["入党誓词", "我是志愿者"]


def test_long_areas_are_parted_with_a_lap() -> None:
    cut = second_look.parts((0, 0, 1200, 100))
    assert cut[0][0] == 0
    assert cut[-1][2] == 1200
    assert all(after[0] < before[2] for before, after in pairwise(cut))
    assert second_look.parts((0, 0, 300, 100)) == ((0, 0, 300, 100),)
