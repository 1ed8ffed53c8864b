"""From a recognised page to lines with their look, and on to facts."""

import pytest
from ocr_replay import line
from PIL import Image, ImageDraw

from wenming_cli.model.evidence import Reading
from wenming_cli.ocr.confidence import mean
from wenming_cli.ocr.engine import TextLine
from wenming_cli.ocr.page import Page, Seen
from wenming_cli.ocr.rows import in_rows
from wenming_cli.ocr.seal import replaced, seals, strip_of, without_seal
from wenming_cli.read.extract import Extract
from wenming_cli.read.facts import facts_of
from wenming_cli.read.scanned import scanned_page, type_size
from wenming_cli.read.scanned_photo import scanned_photo

RED, BLACK, PAPER = (205, 30, 30), (30, 30, 30), (244, 242, 236)
SHEET = (1000, 1414)


def seen(
    lines: list[tuple[TextLine, tuple[int, int, int]]], size: tuple[int, int] = SHEET, ground: object = PAPER
) -> Seen:
    """A page on which each line is drawn as bars of its ink, so that its colour can be measured."""
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    for one, ink in lines:
        step = max(4, round(one.height / 3))
        for x in range(round(one.left), round(one.right), step):
            draw.rectangle((x, one.top + 2, x + step // 3, one.bottom - 2), fill=ink)
    found = [one for one, _ in lines]
    return Seen(Page(in_rows(found, 0.01), size, 0, 0.0, mean(found), quick=False), image)


def centred(text: str, y: float, height: float, ink: tuple[int, int, int]) -> tuple[TextLine, tuple[int, int, int]]:
    width = len(text) * height
    return line(text, 500 - width / 2, y, width, height), ink


def body(y: float) -> list[tuple[TextLine, tuple[int, int, int]]]:
    return [(line("实" * 28, 133, y + at * 40, 28 * 26.2, 27), BLACK) for at in range(5)]


def red_head(*, rule: bool = True, ink: tuple[int, int, int] = RED) -> Seen:
    lines = [
        centred("青澜县审计局文件", 200, 70, ink),
        centred("青审发〔2021〕7号", 320, 26, BLACK),
        centred("关于印发学雷锋志愿服务", 430, 36, BLACK),
        centred("活动实施方案的通知", 480, 36, BLACK),
        (line("各股室：", 133, 560, 100, 27), BLACK),
        *body(610),
        (line("青澜县审计局", 640, 1000, 157, 27), BLACK),
        (line("2021年3月5日", 640, 1050, 170, 27), BLACK),
    ]
    page = seen(lines)
    if rule:
        ImageDraw.Draw(page.image).line((130, 360, 870, 360), RED, 3)
    return page


def facts(page: Seen) -> Reading:
    found = scanned_page(page)
    return facts_of("0" * 64, Extract("jpg", "扫描件", lines=list(found.lines), pages=1, red_rule=found.red_rule))


def test_a_scanned_red_head_gives_what_its_pdf_would() -> None:
    reading = facts(red_head())
    assert reading.red_head
    assert reading.doc_number == "青审发〔2021〕7号"
    assert reading.title == "关于印发学雷锋志愿服务活动实施方案的通知"
    assert reading.issuer == "青澜县审计局"
    assert reading.date == "2021-03-05"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(red_head(ink=BLACK), False, id="the head is black"),
        pytest.param(red_head(rule=False), True, id="no rule, but a large red name with a number"),
        pytest.param(seen([centred("倡议书", 200, 70, RED), *body(400)]), False, id="near miss: a red title"),
        pytest.param(seen([centred("审计工作简介", 200, 40, BLACK), *body(400)]), False, id="nothing red"),
    ],
)
def test_red_heads_and_near_misses(page: Seen, expected: bool) -> None:
    assert facts(page).red_head is expected


def test_sizes_are_points_and_alike_where_type_is_alike() -> None:
    lines = scanned_page(red_head()).lines
    sizes = {one.text: one.size for one in lines}
    assert sizes["实" * 28] == pytest.approx(16, abs=1)
    assert sizes["关于印发学雷锋志愿服务"] == sizes["活动实施方案的通知"] == pytest.approx(22, abs=1.5)
    assert sizes["青澜县审计局文件"] == pytest.approx(42, abs=3)


def test_what_is_centred() -> None:
    lines = {one.text: one.centred for one in scanned_page(red_head()).lines}
    assert lines["关于印发学雷锋志愿服务"]
    assert lines["青澜县审计局文件"]
    assert not lines["各股室："]
    assert not lines["2021年3月5日"]


def test_cells_are_set_off_by_tabs_and_words_joined() -> None:
    row = [line("青审发〔2021〕7号", 100, 100, 220, 26), line("签发人：周立新", 600, 101, 180, 26)]
    parts = [line("文明", 100, 200, 52, 26), line("创建", 160, 201, 52, 26)]
    latin = [line("WPS", 100, 300, 50, 26), line("Office", 165, 300, 80, 26)]
    lines = scanned_page(seen([(one, BLACK) for one in (*row, *parts, *latin)])).lines
    assert [one.text for one in lines] == ["青审发〔2021〕7号\t签发人：周立新", "文明创建", "WPS Office"]


def test_nothing_recognised_is_no_line() -> None:
    page = scanned_page(seen([]))
    assert (page.lines, page.red_rule, page.seal, page.confidence) == ((), False, False, 0.0)


@pytest.mark.parametrize(
    ("text", "width", "height", "size"),
    [
        pytest.param("为深入贯彻落实", 7 * 26, 34, 26, id="by its width, whatever the box"),
        pytest.param("文件", 300, 70, 70, id="set apart: by its height"),
        pytest.param("号", 20, 26, 26, id="too short: by its height"),
    ],
)
def test_type_size(text: str, width: float, height: float, size: float) -> None:
    assert type_size(line(text, 0, 0, width, height)) == pytest.approx(size)


def _sealed(y: int) -> Image.Image:
    image = Image.new("RGB", SHEET, PAPER)
    draw = ImageDraw.Draw(image)
    draw.ellipse((600, y, 800, y + 200), outline=RED, width=9)
    draw.regular_polygon((700, y + 100, 40), 5, fill=RED)
    return image


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        pytest.param(_sealed(1000), True, id="a ring below"),
        pytest.param(_sealed(60), False, id="near miss: an emblem on top"),
        pytest.param(Image.new("RGB", SHEET, PAPER), False, id="none"),
    ],
)
def test_seals(image: Image.Image, expected: bool) -> None:
    assert bool(seals(image)) is expected


def test_the_date_below_a_seal_is_read_without_its_ink() -> None:
    image = _sealed(1000)
    stamp = seals(image)[0]
    old = (line("正文", 100, 900, 60), line("县审", 620, 1020, 60), line("2021年★月", 600, 1090, 200))
    strip = strip_of(stamp, old, image.size)
    assert strip[1] <= 1000
    assert strip[3] >= 1200
    assert min(without_seal(image).getchannel("G").get_flattened_data()) > 190
    new = (line("2021年3月5日", 600, 1090, 200),)
    assert [one.text for one in replaced(old, new, strip)] == ["正文", "2021年3月5日"]


PHOTO = (1600, 1200)
CLOTH, LAMPS, SCREEN = (200, 25, 30), (15, 15, 18), (30, 60, 190)
GREY = (140, 140, 135)


def photo(*lines: TextLine, ground: tuple[int, int, int] = GREY, ink: tuple[int, int, int] = (250, 240, 200)) -> Seen:
    """A photo with a band of *ground* behind its lines."""
    image = Image.new("RGB", PHOTO, GREY)
    draw = ImageDraw.Draw(image)
    for one in lines:
        draw.rectangle((one.left - 20, one.top - 10, one.right + 20, one.bottom + 10), fill=ground)
        for x in range(round(one.left), round(one.right), 12):
            draw.rectangle((x, one.top, x + 3, one.bottom), fill=ink)
    return Seen(Page(in_rows(lines), PHOTO, 0, 0.0, mean(lines), quick=True), image)


BANNER = line("青澜县审计局文明创建推进会", 300, 150, 900, 64)


@pytest.mark.parametrize(
    ("page", "banner"),
    [
        pytest.param(photo(BANNER, ground=CLOTH), (BANNER.text,), id="on red cloth"),
        pytest.param(photo(BANNER, ground=SCREEN), (BANNER.text,), id="on a blue screen"),
        pytest.param(photo(BANNER, ground=LAMPS, ink=(255, 40, 30)), (BANNER.text,), id="red lamps on a dark display"),
        pytest.param(photo(BANNER, ground=(250, 250, 250), ink=BLACK), (BANNER.text,), id="plain, but names an event"),
        pytest.param(
            photo(line("五金日杂批发零售", 300, 150, 500, 60), ground=(250, 250, 250), ink=BLACK),
            (),
            id="near miss: a shop",
        ),
        pytest.param(
            photo(line("我宣誓，遵守章程，履行义务，", 300, 150, 900, 60), ground=CLOTH),
            (),
            id="near miss: an oath on a wall",
        ),
        pytest.param(
            photo(line("讲文明，树新风", 300, 150, 900, 60), ground=CLOTH),
            ("讲文明，树新风",),
            id="a slogan with a comma",
        ),
        pytest.param(photo(line("安全帽", 300, 150, 60, 18), ground=CLOTH), (), id="near miss: small red things"),
        pytest.param(photo(TextLine(BANNER.text, 0.5, BANNER.box), ground=CLOTH), (), id="near miss: not readable"),
    ],
)
def test_banners(page: Seen, banner: tuple[str, ...]) -> None:
    assert scanned_photo(page).banner == banner


def test_a_banner_in_pieces_is_one() -> None:
    pieces = line("学习雷锋 奉献他人", 200, 150, 480, 60), line("提升自己签名活动", 720, 154, 480, 60)
    found = scanned_photo(photo(*pieces, ground=CLOTH))
    assert found.banner == ("学习雷锋奉献他人提升自己签名活动",)
    assert [one.text for one in found.lines] == ["学习雷锋奉献他人提升自己签名活动"]


def test_two_banners_are_two() -> None:
    far = line("热烈欢迎各位领导", 100, 100, 400, 60), line("道德讲堂第一期活动", 1000, 100, 500, 60)
    assert scanned_photo(photo(*far, ground=CLOTH)).banner == ("热烈欢迎各位领导", "道德讲堂第一期活动")


@pytest.mark.parametrize(
    ("lines", "stamp", "dates"),
    [
        pytest.param(
            [line("2021.03.05 14:30", 40, 1060, 260, 30), line("青澜县·河滨社区", 40, 1100, 220, 30)],
            ("2021.03.05 14:30", "青澜县·河滨社区"),
            ("2021-03-05",),
            id="a watermark camera: time and place",
        ),
        pytest.param(
            [line("2012/06/19 10:22", 1300, 1140, 260, 30)],
            ("2012/06/19 10:22",),
            ("2012-06-19",),
            id="a camera's date",
        ),
        pytest.param([line("2021年3月5日", 700, 560, 260, 30)], (), (), id="near miss: in the middle"),
        pytest.param([line("2021年3月5日14:30", 40, 1000, 900, 110)], (), (), id="near miss: as large as a banner"),
        pytest.param(
            [line("会议定于2021年3月5日在三楼会议室召开请准时参加", 40, 1100, 700, 30)],
            (),
            (),
            id="near miss: a sentence",
        ),
    ],
)
def test_stamps(lines: list[TextLine], stamp: tuple[str, ...], dates: tuple[str, ...]) -> None:
    found = scanned_photo(photo(*lines))
    assert (found.stamp, found.stamp_dates) == (stamp, dates)


def test_signs_are_names_of_units_and_rooms() -> None:
    page = photo(
        line("圖書館阅览室", 300, 300, 240, 40),
        line("禁止吸烟请勿", 300, 400, 240, 40),
        ground=(250, 250, 250),
        ink=BLACK,
    )
    assert scanned_photo(page).signs == ("图书馆阅览室",)
