"""Draw red-head papers of one's own in many styles, and age them: scanned, askew, turned, photographed, sealed.

Everything follows from a seed, so the same pages come out on every machine that has the same type faces. Styles are those
of GB/T 9704-2012 (发文机关标志, 信函, 纪要) and what offices make of them.
"""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

FONTS = Path("/usr/share/fonts")
FACES = {
    "song": (FONTS / "truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0),
    "kai": (FONTS / "truetype/arphic-gkai00mp/gkai00mp.ttf", 0),
    "hei": (FONTS / "truetype/wqy/wqy-microhei.ttc", 0),
    "title": (FONTS / "opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    "serif": (FONTS / "opentype/noto/NotoSerifCJK-Regular.ttc", 2),
}
DPI = 150
RED = (214, 28, 24)
UNITS = (
    "临泽县审计局",
    "岳岭市卫生健康委员会",
    "青澜县财政局",
    "白鹿镇人民政府",
    "桐川区教育局",
    "云溪县农业农村局机关党委",
)
SHORT = ("临审", "岳卫健", "青财", "白政", "桐教", "云农党")
MATTERS = (
    "关于印发学雷锋志愿服务活动实施方案的通知", "关于成立精神文明建设工作领导小组的通知", "关于开展“我们的节日”主题活动的通知",
    "关于进一步加强机关作风建设的意见", "关于表彰先进工作者的决定", "关于商请协助开展消防安全培训的函",
)  # fmt: skip
BODY = (
    "为深入贯彻落实上级部署，扎实推进群众性精神文明创建活动，经研究，现将有关事项通知如下，请结合实际认真抓好落实。",
    "一、总体要求。坚持以社会主义核心价值观为引领，围绕中心、服务大局，动员全体干部职工积极参与，营造良好氛围。",
    "二、主要任务。各股室要结合业务工作，每季度至少组织一次集中学习，认真做好记录，及时报送活动照片和总结材料。",
    "三、工作要求。明确专人负责，加强督促检查，对工作不力的予以通报批评，确保各项任务按时完成、取得实效。",
)
ADDRESSEE = "各股室、各下属单位："


@dataclass(frozen=True, slots=True)
class Paper:
    """A page with what is to be read from it."""

    name: str
    image: Image.Image
    lines: tuple[str, ...]
    red_head: bool
    number: str | None
    title: str
    issuer: str
    date: str | None


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    path, index = FACES[face]
    return ImageFont.truetype(str(path), size, index=index)


def can_draw() -> bool:
    """Whether the type faces are on this machine."""
    return all(path.exists() for path, _ in FACES.values())


class _Sheet:
    """A sheet of A4 that is written on from the top; sizes in points, places in millimetres."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (round(210 / 25.4 * DPI), round(297 / 25.4 * DPI)), "white")
        self.draw = ImageDraw.Draw(self.image)
        self.lines: list[str] = []

    def px(self, mm: float) -> float:
        return mm / 25.4 * DPI

    def write(self, text: str, y: float, size: float, face: str, *, x: float = 105, anchor: str = "mm",
              ink: object = (20, 20, 24), spread: float = 1.0) -> None:  # fmt: skip
        """A line; *spread* sets its characters apart."""
        font = _font(face, round(size / 72 * DPI))
        if spread == 1.0:
            self.draw.text((self.px(x), self.px(y)), text, ink, font, anchor=anchor)
        else:
            step = size / 72 * DPI * spread
            start = self.px(x) - step * (len(text) - 1) / 2
            for at, char in enumerate(text):
                self.draw.text((start + at * step, self.px(y)), char, ink, font, anchor="mm")
        self.lines.append(text)

    def rule(self, y: float, width: float, left: float = 28, right: float = 182) -> None:
        """A red rule *width* points thick."""
        thick = max(1, round(width / 72 * DPI))
        self.draw.line((self.px(left), self.px(y), self.px(right), self.px(y)), RED, thick)

    def star(self, y: float) -> None:
        """A star in the middle of a rule, with paper around it."""
        x, y = self.px(105), self.px(y)
        points = [
            (
                x + math.sin(math.pi * at / 5) * (14 if at % 2 == 0 else 6),
                y - math.cos(math.pi * at / 5) * (14 if at % 2 == 0 else 6),
            )
            for at in range(10)
        ]
        self.draw.rectangle((x - 22, y - 14, x + 22, y + 14), fill="white")
        self.draw.polygon(points, fill=RED)


def _heading(sheet: _Sheet, style: int, unit: str, number: str) -> float:
    """The red head in one of six styles; where the title may begin (mm)."""
    if style == 0:
        sheet.write(f"{unit}文件", 58, 44 if len(unit) < 9 else 34, "title", ink=RED)
        sheet.write(number, 82, 16, "song")
        sheet.rule(88, 1.4)
        return 108
    if style == 1:
        sheet.write(unit, 36, 40 if len(unit) < 9 else 32, "title", ink=RED)
        sheet.rule(48, 3)
        sheet.rule(50, 1)
        sheet.write(number, 58, 16, "song", x=182, anchor="rm")
        return 78
    if style == 2:
        sheet.write(f"中共{unit}党组文件", 56, 30, "title", ink=RED)
        sheet.write(number, 78, 16, "song")
        sheet.rule(85, 2)
        sheet.star(85)
        return 104
    if style == 3:
        sheet.write(unit, 60, 42 if len(unit) < 9 else 30, "title", ink=RED, spread=1.12)
        sheet.write(number, 84, 16, "song", x=30, anchor="lm")
        sheet.write("签发人：周立新", 84, 16, "kai", x=180, anchor="rm")
        sheet.rule(90, 1.2)
        return 108
    if style == 4:
        sheet.write(f"{unit}办公室", 52, 34 if len(unit) < 9 else 28, "title", ink=RED)
        sheet.write(number, 70, 16, "serif")
        sheet.rule(76, 0.8)
        return 96
    sheet.write(f"{unit}文件", 62, 36 if len(unit) < 9 else 30, "hei", ink=RED)
    sheet.write(number, 84, 15, "serif")
    sheet.rule(92, 2.2, 24, 186)
    return 112


def _wrapped(text: str, most: int) -> list[str]:
    """Lines of at most so many characters, a mark of punctuation hanging rather than beginning one."""
    lines = []
    while text:
        end = most + (text[most : most + 1] in tuple("，。、；：”"))
        lines.append(text[:end])
        text = text[end:]
    return lines


def _even(text: str, most: int) -> list[str]:
    """As few lines as it takes, about equally long."""
    count = math.ceil(len(text) / most)
    step = math.ceil(len(text) / count)
    return [text[at : at + step] for at in range(0, len(text), step)]


def _body(sheet: _Sheet, y: float, title: str, issuer: str, date: str, rng: random.Random) -> float:
    """Title, addressee, text, signature and date; where the date stands (mm)."""
    for line in _even(title, 18):
        sheet.write(line, y, 22, "title")
        y += 11
    y += 6
    sheet.write(ADDRESSEE, y, 16, "song", x=28, anchor="lm")
    for paragraph in rng.sample(BODY, rng.choice((3, 4))):
        for line in _wrapped("　　" + paragraph, 27):
            y += 9.6
            sheet.write(
                line.strip("　"), y, 16, "song", x=28 + 5.64 * (len(line) - len(line.lstrip("　"))), anchor="lm"
            )
    y += 24
    sheet.write(issuer, y, 16, "song", x=140)
    y += 10
    sheet.write(date, y, 16, "song", x=140)
    return y


def _seal(image: Image.Image, unit: str, x: float, y: float) -> None:
    """A round seal over the place given in pixels, its ink thin enough to read through."""
    radius = round(21 / 25.4 * DPI)
    seal = Image.new("RGB", (2 * radius + 8, 2 * radius + 8), "white")
    draw = ImageDraw.Draw(seal)
    centre = radius + 4
    draw.ellipse((4, 4, 2 * radius + 4, 2 * radius + 4), outline=(224, 40, 50), width=6)
    points = [
        (
            centre + math.sin(math.pi * at / 5) * radius * (0.32 if at % 2 == 0 else 0.13),
            centre - math.cos(math.pi * at / 5) * radius * (0.32 if at % 2 == 0 else 0.13),
        )
        for at in range(10)
    ]
    draw.polygon(points, fill=(224, 40, 50))
    font = _font("song", round(radius * 0.3))
    for at, char in enumerate(unit):
        angle = (at - (len(unit) - 1) / 2) * 250 / max(6, len(unit))
        tile = Image.new("L", (radius, radius), 0)
        ImageDraw.Draw(tile).text((radius / 2, radius * 0.2), char, 255, font, anchor="mm")
        place = Image.new("L", seal.size, 0)
        place.paste(tile, (centre - radius // 2, centre - radius + 2))
        seal.paste((224, 40, 50), (0, 0), place.rotate(-angle, Image.Resampling.BICUBIC, center=(centre, centre)))
    box = round(x - centre), round(y - centre)
    under = image.crop((*box, box[0] + seal.width, box[1] + seal.height))
    image.paste(ImageChops.multiply(under, seal), box)


def drawn(seed: int) -> Paper:
    """A red-head paper in one of six styles, every second one with a seal over its date."""
    rng = random.Random(f"red head {seed}")
    at = rng.randrange(len(UNITS))
    unit, style = UNITS[at], seed % 6
    number = f"{SHORT[at]}{rng.choice(('发', '字', '办发', '函'))}〔{rng.randint(2016, 2022)}〕{rng.randint(1, 160)}号"
    issuer = {2: f"中共{unit}党组", 4: f"{unit}办公室"}.get(style, unit)
    day = rng.randint(2016, 2022), rng.randint(1, 12), rng.randint(1, 28)
    title = f"{issuer if rng.random() < 0.4 else ''}{rng.choice(MATTERS)}"
    sheet = _Sheet()
    y = _heading(sheet, style, unit, number)
    y = _body(sheet, y, title, issuer, f"{day[0]}年{day[1]}月{day[2]}日", rng)
    if seed % 2 == 0:
        _seal(sheet.image, unit, sheet.px(138), sheet.px(y - 6))
    iso = f"{day[0]}-{day[1]:02}-{day[2]:02}"
    return Paper(f"drawn {seed}", sheet.image, tuple(sheet.lines), True, number, title, issuer, iso)


def plain(seed: int) -> Paper:
    """A paper without a red head, with what might pass for one: a red title, red ruling, a seal, another's number."""
    rng = random.Random(f"plain {seed}")
    at = rng.randrange(len(UNITS))
    day = rng.randint(2016, 2022), rng.randint(1, 12), rng.randint(1, 28)
    title = rng.choice(MATTERS)
    sheet = _Sheet()
    kind = seed % 4
    if kind == 0:
        sheet.write("志愿服务活动倡议书", 40, 30, "title", ink=RED)
    if kind == 1:
        for y in range(40, 280, 12):
            sheet.rule(y + 5, 0.6)
    if kind == 2:
        sheet.write(f"根据{SHORT[at]}发〔2021〕{rng.randint(1, 90)}号文件要求", 44, 16, "song")
    y = _body(sheet, 66, title, UNITS[at], f"{day[0]}年{day[1]}月{day[2]}日", rng)
    if kind in (0, 3):
        _seal(sheet.image, UNITS[at], sheet.px(138), sheet.px(y - 6))
    return Paper(f"plain {seed}", sheet.image, tuple(sheet.lines), False, None, title, UNITS[at], None)


def clean(page: Image.Image, rng: random.Random) -> Image.Image:
    """As it comes from a good scanner."""
    return page.filter(ImageFilter.GaussianBlur(0.4))


def noisy(page: Image.Image, rng: random.Random) -> Image.Image:
    """A tired scanner: grain, grey paper, specks."""
    grain = Image.effect_noise(page.size, 26).convert("RGB")
    aged = ImageChops.multiply(Image.blend(page, grain, 0.16), Image.new("RGB", page.size, (246, 242, 232)))
    draw = ImageDraw.Draw(aged)
    for _ in range(180):
        x, y = rng.randrange(page.width), rng.randrange(page.height)
        draw.ellipse((x, y, x + rng.randint(1, 3), y + rng.randint(1, 3)), fill=(90, 88, 86))
    return aged.filter(ImageFilter.GaussianBlur(0.7))


def askew(page: Image.Image, rng: random.Random) -> Image.Image:
    """Laid in crooked, up to 5°."""
    angle = rng.choice((-1, 1)) * rng.uniform(1.5, 5.0)
    return noisy(page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white"), rng)


def turned(page: Image.Image, rng: random.Random) -> Image.Image:
    """Laid in sideways or upside down, and a little crooked."""
    level = page.rotate(rng.uniform(-1, 1), Image.Resampling.BICUBIC, fillcolor="white")
    return level.rotate(rng.choice((90, 180, 270)), expand=True).filter(ImageFilter.GaussianBlur(0.5))


def photographed(page: Image.Image, rng: random.Random) -> Image.Image:
    """On a desk, in perspective, with a shadow across it, as a telephone saves it."""
    width, height = page.size
    desk = Image.new("RGB", (round(width * 1.2), round(height * 1.16)), (128, 104, 82))
    left, top = round(width * 0.1), round(height * 0.08)
    desk.paste(page, (left, top))
    lean = [rng.uniform(0.0, 0.035) for _ in range(8)]
    w, h = desk.size
    quad = (
        w * lean[0],
        h * lean[1],
        w * lean[2],
        h * (1 - lean[3]),
        w * (1 - lean[4]),
        h * (1 - lean[5]),
        w * (1 - lean[6]),
        h * lean[7],
    )
    seen = desk.transform(desk.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)
    shade = (
        Image.linear_gradient("L")
        .resize(desk.size)
        .rotate(rng.choice((0, 90, 180, 270)), expand=True)
        .resize(desk.size)
    )
    shade = shade.point([150 + value * 100 // 255 for value in range(256)])
    lit = ImageChops.multiply(
        seen, Image.merge("RGB", (shade, shade, shade.point([round(value * 0.95) for value in range(256)])))
    )
    return lit.filter(ImageFilter.GaussianBlur(0.8))


AGED: dict[str, Callable[[Image.Image, random.Random], Image.Image]] = {
    "clean": clean, "noisy": noisy, "askew": askew, "turned": turned, "photo": photographed,
}  # fmt: skip


def aged(paper: Paper, how: str) -> Paper:
    """The paper as scanned or photographed in one way."""
    image = AGED[how](paper.image, random.Random(f"{paper.name} {how}"))
    return Paper(
        f"{paper.name} {how}", image, paper.lines, paper.red_head, paper.number, paper.title, paper.issuer, paper.date
    )


def papers(drawn_ones: int, plain_ones: int) -> Iterator[Paper]:
    """Drawn red heads and plain papers, aged in turn in every way."""
    ways = list(AGED)
    for seed in range(drawn_ones):
        yield aged(drawn(seed), ways[(seed + seed // 6) % len(ways)])
    for seed in range(plain_ones):
        yield aged(plain(seed), ways[(seed + seed // 4) % len(ways)])
