"""Banners that hang in a bow are laid flat along their cloth."""

import pytest
from ocr_replay import Scripted, line
from PIL import Image, ImageDraw

from wenming_cli.ocr.cloth import Cloth, bowed, cloth_of
from wenming_cli.ocr.page import read_image

GREY, CLOTH, INK = (120, 130, 120), (205, 25, 30), (250, 245, 220)
HIGH = 60


def hung(bow: float, slope: float = 0.0, *, jackets: bool = False) -> Image.Image:
    """A photo with a banner whose middle hangs *bow* pixels deeper than its ends."""
    photo = Image.new("RGB", (1000, 700), GREY)
    draw = ImageDraw.Draw(photo)
    for x in range(150, 850):
        t = (x - 150) / 700
        y = 200 + bow * (1 - (2 * t - 1) ** 2) + slope * (x - 150)
        draw.line((x, y - HIGH / 2, x, y + HIGH / 2), CLOTH)
        if 220 < x < 780 and x % 35 < 8:
            draw.line((x, y - 15, x, y + 15), INK)
        if jackets and x % 140 < 45:
            draw.line((x, y + HIGH / 2, x, y + HIGH / 2 + 50), CLOTH)
    return photo


def crowd() -> Image.Image:
    """People in red, no two at one height."""
    photo = Image.new("RGB", (1000, 700), GREY)
    draw = ImageDraw.Draw(photo)
    for at in range(9):
        y = 250 + (at * 37) % 90
        draw.rectangle((100 + at * 90, y, 150 + at * 90, y + 30 + (at * 53) % 80), fill=CLOTH)
    return photo


def flag() -> Image.Image:
    """A red flag that leans."""
    photo = Image.new("RGB", (1000, 700), GREY)
    ImageDraw.Draw(photo).polygon(((300, 100), (420, 80), (470, 400), (350, 420)), fill=CLOTH)
    return photo


BAND = (140.0, 150.0, 860.0, 330.0)


@pytest.mark.parametrize(
    ("photo", "rise"),
    [
        pytest.param(hung(90), 1.5, id="sagging"),
        pytest.param(hung(60, jackets=True), 1.0, id="sagging, held by people in red"),
        pytest.param(hung(0, 0.12), 1.4, id="aslant"),
        pytest.param(hung(0), 0.0, id="level"),
    ],
)
def test_the_shape_of_a_cloth(photo: Image.Image, rise: float) -> None:
    found = cloth_of(photo, BAND)
    assert found is not None
    assert found.rise == pytest.approx(rise, abs=0.15)
    assert found.height == pytest.approx(HIGH, rel=0.15)
    assert (found.left, found.right) == (pytest.approx(150, abs=8), pytest.approx(850, abs=8))


def test_a_flat_cloth_is_red_from_end_to_end() -> None:
    photo = hung(90)
    found = cloth_of(photo, BAND)
    assert found is not None
    flat = found.level(photo)
    quarter = flat.height // 4
    for y in (quarter, flat.height - quarter):
        reds = [flat.getpixel((x, y))[0] > 180 for x in range(8, flat.width - 8, 10)]
        assert all(reds)


def test_a_crowd_in_red_is_no_cloth() -> None:
    assert cloth_of(crowd(), (90.0, 240.0, 880.0, 440.0)) is None


def test_lines_come_back_to_where_they_hang() -> None:
    cloth = Cloth(100.0, 500.0, 40.0, (200.0, 0.0, 80.0))
    flat = line("敬老志愿服务", 0, 0, 400 * cloth.enlarge, 40 * 1.3 * cloth.enlarge)
    back = cloth.back(flat)
    assert back.box[0] == (pytest.approx(100), pytest.approx(200 - 26))
    assert back.box[2] == (pytest.approx(500), pytest.approx(280 + 26))


@pytest.mark.parametrize(
    ("photo", "lines", "found"),
    [
        pytest.param(hung(90), (), 1, id="bowed and silent"),
        pytest.param(hung(90), (line("重阳节慰问志愿服务活动", 200, 210, 600, 50),), 0, id="bowed and read"),
        pytest.param(hung(0), (), 0, id="near miss: level, an upright box shows it"),
        pytest.param(flag(), (), 0, id="near miss: a flag"),
    ],
)
def test_which_cloths_are_laid_flat(photo: Image.Image, lines: tuple[object, ...], found: int) -> None:
    assert len(bowed(photo, lines)) == found


def test_what_a_flat_cloth_says_stands_on_the_photo() -> None:
    banner = (line("重阳节慰问志愿服务活动", 80, 20, 560, 40),)
    engine = Scripted((), (), banner, ())
    page = read_image(hung(90), engine).page
    assert [one.text for one in page.lines] == ["重阳节慰问志愿服务活动"]
    assert page.lines[0].middle[1] == pytest.approx(245, abs=30)
