"""Signs written from top to bottom are no pages on their side."""

import pytest
from ocr_replay import Scripted, line
from PIL import Image, ImageDraw

from wenming_cli.ocr.columns import column_to_try, reads_alike, side_by_side
from wenming_cli.ocr.engine import TextLine
from wenming_cli.ocr.page import read_image

NAME = "青澜县审计局党组"
SIGN = line(NAME, 100, 60, 40, 320)
ROW = (line("青澜县", 10, 10, 120, 40), line("审计局党组", 140, 10, 200, 40))
JUNK = (line("丫乂一", 10, 10, 120, 40, 0.4),)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param([SIGN, line("青澜县图书馆", 300, 60, 40, 240)], NAME, id="the longest"),
        pytest.param([line(NAME, 100, 60, 40, 320, 0.7)], None, id="doubtful"),
        pytest.param([line("审计局", 100, 60, 40, 120)], None, id="too short"),
        pytest.param([line(NAME, 100, 60, 320, 40)], None, id="wide"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_the_column_to_try(lines: list[TextLine], found: str | None) -> None:
    column = column_to_try(lines)
    assert (column and column.text) == found


def test_letters_are_laid_side_by_side_in_their_order() -> None:
    image = Image.new("RGB", (300, 400), "white")
    draw = ImageDraw.Draw(image)
    for at in range(len(NAME)):
        draw.rectangle((105, 65 + at * 40, 135, 95 + at * 40), fill=(at * 30, 0, 0))
    row = side_by_side(image, SIGN)
    assert row.size == (len(NAME) * 46, 40)
    assert [row.getpixel((at * 46 + 23, 20))[0] for at in range(len(NAME))] == [at * 30 for at in range(len(NAME))]


def test_a_column_at_the_edge_is_cut_inside_the_picture() -> None:
    assert side_by_side(Image.new("RGB", (60, 90)), line(NAME, 50, -10, 40, 320)).height == 40
    assert side_by_side(Image.new("RGB", (60, 90)), line(NAME, 900, 900, 40, 320)).width > 0


@pytest.mark.parametrize(
    ("row", "alike"),
    [
        pytest.param(ROW, True, id="the same letters, in parts"),
        pytest.param((line("青澜具宙计局觉组", 0, 0, 300),), True, id="some misread"),
        pytest.param(JUNK, False, id="lying letters make no sense"),
        pytest.param((), False, id="nothing"),
    ],
)
def test_reads_alike(row: tuple[TextLine, ...], alike: bool) -> None:
    assert reads_alike(SIGN, row) is alike


WHITE = Image.new("RGB", (300, 420), "white")
LYING = (line(NAME, 40, 120, 320, 40),)


@pytest.mark.parametrize(
    ("answers", "turned", "asked"),
    [
        pytest.param(((SIGN,), ROW), 0, 2, id="a sign stays as it is"),
        pytest.param(((SIGN,), JUNK, LYING, JUNK), 90, 4, id="near miss: a line of a page on its side is turned"),
    ],
)
def test_whether_a_picture_is_turned(answers: tuple[tuple[TextLine, ...], ...], turned: int, asked: int) -> None:
    engine = Scripted(*answers)
    page = read_image(WHITE, engine).page
    assert (page.turned, len(engine.asked)) == (turned, asked)
    assert [one.text for one in page.lines] == [NAME]
