"""Doubtful lines that lean, and banners with an unread end, are read on a level strip."""

import pytest
from ocr_replay import Scripted, line
from PIL import Image, ImageDraw

from wenming_cli.ocr.engine import TextLine
from wenming_cli.ocr.page import read_image
from wenming_cli.ocr.strips import Strip, letter, slope_of, strips

GREY, CLOTH, INK = (150, 150, 145), (205, 25, 30), (250, 245, 220)
TEXT = "青澜县审计局文明创建推进会"


def photo(slope: float, *, cloth: bool = True) -> Image.Image:
    """A photo with a line of bars from x 200 to 720, its middle at y 200, on a cloth from 160 to 760."""
    image = Image.new("RGB", (1000, 700), GREY)
    draw = ImageDraw.Draw(image)
    for x in range(160, 760):
        y = 200 + slope * (x - 460)
        if cloth:
            draw.line((x, y - 30, x, y + 30), CLOTH)
        if 200 <= x < 720 and x % 20 < 12:
            draw.line((x, y - 19, x, y + 19), INK)
    return image


def read(text: str, sure: float, slope: float = 0.0, left: float = 200, right: float = 720) -> TextLine:
    """A line in the upright box that an engine draws around it."""
    high = 44 + abs(slope) * (right - left)
    middle = 200 + slope * ((left + right) / 2 - 460)
    return line(text, left, middle - high / 2, right - left, high, sure)


SMALL = line("协办单位：松溪镇", 200, 210, 160, 20, 0.99)


@pytest.mark.parametrize(
    ("image", "lines", "count"),
    [
        pytest.param(photo(0.1, cloth=False), [read(TEXT, 0.8, 0.1)], 1, id="leaning and doubtful"),
        pytest.param(photo(0.1, cloth=False), [read(TEXT, 0.99, 0.1)], 0, id="near miss: leaning and sure"),
        pytest.param(photo(0.0, cloth=False), [read(TEXT, 0.8)], 0, id="near miss: doubtful and level"),
        pytest.param(photo(0.0), [read(TEXT[1:], 0.99, left=240)], 1, id="a banner's first letter was missed"),
        pytest.param(photo(0.0), [read(TEXT[:-2], 0.99, right=640)], 1, id="its last two"),
        pytest.param(photo(0.0), [read(TEXT, 0.99)], 0, id="near miss: its words stand in the middle"),
        pytest.param(photo(0.0), [SMALL], 0, id="near miss: a small line on a board"),
        pytest.param(photo(0.0), [read("青澜县", 0.8, 0.2)], 0, id="near miss: too short to tell"),
        pytest.param(photo(0.0), [], 0, id="nothing was read"),
    ],
)
def test_which_lines_are_read_on_a_strip(image: Image.Image, lines: list[TextLine], count: int) -> None:
    assert len(strips(image, lines)) == count


@pytest.mark.parametrize("slope", [-0.16, -0.05, 0.0, 0.05, 0.16])
@pytest.mark.parametrize("cloth", [True, False], ids=["on cloth", "on a wall"])
def test_the_slope_of_a_line(slope: float, cloth: bool) -> None:
    assert slope_of(photo(slope, cloth=cloth), read(TEXT, 0.8, slope)) == pytest.approx(slope, abs=0.012)


def test_a_strip_reaches_both_ends_of_the_cloth_and_is_level() -> None:
    image = photo(0.1)
    (strip,) = strips(image, [read(TEXT[2:], 0.8, 0.1, left=280)])
    assert strip.x - strip.length / 2 <= 165
    assert strip.x + strip.length / 2 >= 755
    level = strip.level(image)
    start = round(165 - (strip.x - strip.length / 2))
    middle = [level.getpixel((x, level.height // 2)) for x in range(start, start + 590)]
    assert all(pixel[0] > 180 for pixel in middle)


def test_lines_come_back_to_where_they_lean() -> None:
    strip = Strip(500, 300, 400, 80, 0.1, 2.0)
    back = strip.back(line("甲", 0, 0, 800, 160))
    assert back.box[0] == (pytest.approx(300), pytest.approx(300 - 40 - 20))
    assert back.box[2] == (pytest.approx(700), pytest.approx(300 + 40 + 20))


def test_letters_of_latin_are_half_as_wide() -> None:
    assert letter(line("第12期", 0, 0, 90)) == 30


def test_the_longer_reading_of_a_banner_is_taken() -> None:
    cut = (line(TEXT[1:], 268, 206, 480, 44, 0.99),)
    whole = (line(TEXT, 60, 30, 520, 44, 0.98),)
    page = read_image(photo(0.0), Scripted(cut, whole)).page
    assert [one.text for one in page.lines] == [TEXT]


def test_a_shorter_one_is_not() -> None:
    cut = (line(TEXT[1:], 268, 206, 480, 44, 0.99),)
    worse = (line(TEXT[3:8], 60, 30, 200, 44, 0.9),)
    page = read_image(photo(0.0), Scripted(cut, worse)).page
    assert [one.text for one in page.lines] == [TEXT[1:]]
