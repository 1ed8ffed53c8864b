"""Papers as pictures: handwritten notes and minutes as scans, and sheets photographed on a desk."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from fonts import picture_font
from papers import Paper, _stamp_times, chinese, wrap

Size = tuple[int, int]
PAGE: Size = (912, 1290)
INK = (38, 42, 66)
RED = (196, 40, 36)


class Hand:
    """A hand that writes Kai characters a little differently each time."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)
        self.slope = self.rng.uniform(-0.6, 0.6)

    def write(
        self, image: Image.Image, x: float, y: float, text: str, size: int, ink: tuple[int, int, int] | int
    ) -> float:
        """Write `text` with its first character's corner at (x, y); returns where it ended."""
        for ch in text:
            grade = size + self.rng.choice((-2, -1, 0, 0, 1))
            font = picture_font("kai", grade)
            if not ch.isspace():
                tile = Image.new("L", (size * 2, size * 2), 0)
                ImageDraw.Draw(tile).text((size / 2, size / 2), ch, 255, font)
                tile = tile.rotate(self.rng.uniform(-4, 4), Image.Resampling.BICUBIC)
                tile = tile.point([round(v * self.rng.uniform(0.86, 1.0)) for v in range(256)])
                place = (
                    round(x - size / 2 + self.rng.uniform(-1.2, 1.2)),
                    round(y - size / 2 + self.rng.uniform(-1.8, 1.8)),
                )
                image.paste(ink, place, tile)
            x += size * (0.98 if not ch.isascii() else 0.56) + self.rng.uniform(-0.8, 1.2)
            y += self.slope * 0.04
        return x


def note_pages(paper: Paper) -> list[Image.Image]:
    """Study notes on lined paper: a printed heading, then the day and the text by hand."""
    hand = Hand(paper.flat_title + paper.date)
    long = len(paper.body) > 30
    size, lead, per_line = (25, 37, 30) if long else (29, 44, 26)
    lines: list[str] = [] if long else [f"日期：{chinese(paper.day)}"]
    for text in paper.body:
        indent = 0 if (long and text.startswith("2021年")) or text.startswith(("专题", "主持人")) else 2
        for number, (_, line) in enumerate(wrap(text, per_line, indent)):
            lines.append(("　" * indent if number == 0 else "") + line)
    per_page = (PAGE[1] - 230) // lead
    pages = []
    for start in range(0, len(lines), per_page):
        page = Image.new("L", PAGE, 243)
        draw = ImageDraw.Draw(page)
        title = paper.title if not long else f"{paper.title}（财金股　叶清）"
        font = picture_font("title", 38 if not long else 30)
        draw.text((PAGE[0] / 2, 84), title, 60, font, anchor="mm")
        for row in range(per_page + 1):
            y = 140 + row * lead
            draw.line((66, y, PAGE[0] - 66, y), 190, 1)
        draw.line((66, 134, PAGE[0] - 66, 134), 120, 2)
        for row, line in enumerate(lines[start : start + per_page]):
            hand.write(page, 72, 140 + (row + 1) * lead - size - 6, line, size, 56)
        draw.text((PAGE[0] - 96, PAGE[1] - 52), f"{start // per_page + 1}", 110, picture_font("song", 20), anchor="mm")
        pages.append(page)
    return pages


def minute_page(paper: Paper, ground: int = 244) -> Image.Image:
    """A page of the minute book: printed form, filled in by hand."""
    hand = Hand("minutes" + paper.date)
    page = Image.new("L", PAGE, ground)
    draw = ImageDraw.Draw(page)
    draw.text((PAGE[0] / 2, 92), paper.title, 40, picture_font("title", 44), anchor="mm")
    draw.text((PAGE[0] - 70, 130), "青澜县审计局", 90, picture_font("song", 20), anchor="rm")
    y, head = 150, True
    for text in paper.body:
        if text == "——":
            head = False
            draw.line((60, y, PAGE[0] - 60, y), 70, 2)
            y += 10
            continue
        if head:
            for label, value in _pairs(text):
                draw.text(
                    (74 if label != "记录人" else 560, y + 22), label + "：", 50, picture_font("song", 24), anchor="lm"
                )
                x = (74 if label != "记录人" else 560) + 24 * len(label) + 30
                hand.write(page, x, y + 6, value, 27, 54)
            y += 42
            draw.line((60, y, PAGE[0] - 60, y), 150, 1)
            continue
        for number, (_, line) in enumerate(wrap(text, 26.5, 2)):
            hand.write(page, 72, y + 8, ("　　" if number == 0 else "") + line, 28, 54)
            y += 42
            draw.line((60, y, PAGE[0] - 60, y), 196, 1)
    while y < PAGE[1] - 110:
        y += 42
        draw.line((60, y, PAGE[0] - 60, y), 196, 1)
    draw.rectangle((60, 150, PAGE[0] - 60, y), outline=70, width=2)
    return page


def _pairs(text: str) -> list[tuple[str, str]]:
    parts = text.split("　记录人：")
    label, _, value = parts[0].partition("：")
    pairs = [(label, value.strip("　"))]
    if len(parts) > 1:
        pairs.append(("记录人", parts[1]))
    return pairs


def scanned(page: Image.Image, seed: str, *, dpi: int = 112) -> bytes:
    """What a flat-bed scanner makes of the page: grey, grainy, not quite straight; as JPEG."""
    rng = random.Random(seed)
    page = page.rotate(rng.uniform(-0.7, 0.7), Image.Resampling.BICUBIC, fillcolor=236)
    size = (round(8.27 * dpi), round(11.69 * dpi))
    page = page.resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.5))
    pixels = np.asarray(page, dtype=np.float32)
    h, w = pixels.shape
    maker = np.random.default_rng(rng.getrandbits(32))
    coarse = Image.fromarray(maker.normal(0, 2.4, (h // 3, w // 3)).astype(np.float32)).resize(
        (w, h), Image.Resampling.BILINEAR
    )
    pixels = (
        pixels
        + np.asarray(coarse)
        - 20 * np.exp(-np.arange(w) / 18)[None, :]
        - 10 * np.exp(-(h - np.arange(h)) / 12)[:, None]
    )
    for _ in range(14):
        x, y = int(maker.integers(0, w - 2)), int(maker.integers(0, h - 2))
        pixels[y : y + 2, x : x + 2] -= 90
    image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=36 if dpi < 110 else 42, optimize=True, dpi=(dpi, dpi))
    return stream.getvalue()


def write_scan(pages: Sequence[Image.Image], path: Path, paper: Paper, *, upside_down: bool = False) -> None:
    """An image-only PDF as a multi-function machine writes it: no text layer, a dull title."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle("扫描文档")
    canvas.setCreator("Scan Station 2.1")
    for number, page in enumerate(pages):
        turned = page.rotate(180) if upside_down else page
        data = io.BytesIO(scanned(turned, f"{path.name}{number}", dpi=101 if len(pages) > 3 else 112))
        canvas.drawImage(ImageReader(data), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    _stamp_times(path, paper.day.strftime("D:%Y%m%d151200+08'00'"))


# photographed sheets


def blank(
    size: Size = (1000, 1400), tone: tuple[int, int, int] = (252, 251, 247)
) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    page = Image.new("RGB", size, tone)
    return page, ImageDraw.Draw(page)


def on_desk(
    sheet: Image.Image,
    seed: str,
    *,
    size: Size = (960, 1280),
    desk: tuple[int, int, int] = (139, 98, 66),
    fill: float = 0.9,
) -> Image.Image:
    """The sheet lying on a desk, seen by a telephone: a slight turn, a shadow, uneven light."""
    rng = random.Random(seed)
    w, h = size
    grain = np.random.default_rng(rng.getrandbits(32))
    base = np.zeros((h, w, 3), dtype=np.float32) + np.array(desk, dtype=np.float32)
    waves = np.sin(np.arange(h)[:, None] / 7.0 + 3 * np.sin(np.arange(w)[None, :] / 190.0)) * 5 + grain.normal(
        0, 2.0, (h, 1)
    )
    base += waves[..., None]
    picture = Image.fromarray(np.clip(base, 0, 255).astype(np.uint8))
    scale = min(w * fill / sheet.width, h * fill / sheet.height)
    small = sheet.resize((round(sheet.width * scale), round(sheet.height * scale)), Image.Resampling.LANCZOS)
    angle = rng.choice((-1, 1)) * rng.uniform(0.6, 1.9)
    mask = Image.new("L", small.size, 255).rotate(angle, Image.Resampling.BICUBIC, expand=True)
    mask = mask.filter(ImageFilter.GaussianBlur(0.9))
    turned = small.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=small.getpixel((3, 3)))
    place = ((w - turned.width) // 2 + rng.randint(-8, 8), (h - turned.height) // 2 + rng.randint(-10, 10))
    shadow = Image.new("L", size, 0)
    shadow.paste(150, (place[0] + 12, place[1] + 16), mask)
    picture.paste((20, 14, 10), (0, 0), shadow.filter(ImageFilter.GaussianBlur(14)))
    picture.paste(turned, place, mask)
    pixels = np.asarray(picture, dtype=np.float32)
    yy, xx = np.mgrid[0:h, 0:w]
    lean = rng.uniform(-0.16, 0.16)
    light = 1.0 + lean * (xx / w - 0.5) - 0.14 * (yy / h - 0.3) - 0.10 * ((xx / w - 0.5) ** 2 + (yy / h - 0.5) ** 2)
    pixels = pixels * light[..., None] * np.array([1.0, 0.985, 0.95], dtype=np.float32)
    pixels += grain.normal(0, 1.0, (h, w, 1))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.5))


def seal(image: Image.Image, x: float, y: float, name: str, radius: int, ink: tuple[int, int, int] = RED) -> None:
    """A round seal on a picture."""
    size = radius * 2 + 20
    tile = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(tile)
    c = size / 2
    draw.ellipse((c - radius, c - radius, c + radius, c + radius), outline=225, width=max(3, radius // 22))
    star = [
        (
            c + radius * (0.30 if k % 2 == 0 else 0.115) * math.cos(-math.pi / 2 + k * math.pi / 5),
            c + radius * (0.30 if k % 2 == 0 else 0.115) * math.sin(-math.pi / 2 + k * math.pi / 5),
        )
        for k in range(10)
    ]
    draw.polygon(star, 225)
    grade = round(radius * (0.34 if len(name) <= 8 else 0.26))
    spread = math.radians(min(252, 32 * (len(name) - 1)))
    for place, ch in enumerate(name):
        angle = -math.pi / 2 - spread / 2 + spread * place / max(1, len(name) - 1)
        glyph = Image.new("L", (grade * 2, grade * 2), 0)
        ImageDraw.Draw(glyph).text((grade, grade), ch, 235, picture_font("title", grade), anchor="mm")
        glyph = glyph.rotate(-math.degrees(angle) - 90, Image.Resampling.BICUBIC)
        r = radius * 0.74
        spot = (round(c + r * math.cos(angle) - grade), round(c + r * math.sin(angle) - grade))
        tile.paste(235, spot, glyph)
    image.paste(ink, (round(x - c), round(y - c)), tile)


def sign_in_sheet(
    title: str, facts: str, people: Sequence[tuple[str, str]], seed: str, size: Size = (1000, 1400)
) -> Image.Image:
    """序号、姓名、单位、签名 twice side by side; the signatures by hand."""
    page, draw = blank(size)
    hand = Hand(seed)
    draw.text((size[0] / 2, 100), title, (20, 20, 20), picture_font("title", 44), anchor="mm")
    draw.text((size[0] / 2, 164), facts, (40, 40, 40), picture_font("song", 27), anchor="mm")
    half = math.ceil(len(people) / 2)
    top, row_height = 200, min(52, (size[1] - 260) // (half + 1))
    widths = (58, 124, 130, 138)
    for side in (0, 1):
        x0 = 50 + side * 450
        for row in range(half + 1):
            y = top + row * row_height
            x = x0
            index = side * half + row - 1
            cells = (
                ("序号", "姓名", "单位", "签名")
                if row == 0
                else (("", "", "", "") if index >= len(people) else (str(index + 1), *people[index], people[index][0]))
            )
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
                draw.rectangle((x, y, x + width, y + row_height), outline=(60, 60, 60), width=1)
                if column == 3 and row:
                    hand.write(page, x + 14 + hand.rng.uniform(-4, 8), y + row_height / 2 - 15, cell, 30, INK)
                else:
                    face = "hei" if row == 0 else "song"
                    draw.text(
                        (x + width / 2, y + row_height / 2), cell, (30, 30, 30), picture_font(face, 25), anchor="mm"
                    )
                x += width
    return page


def typed_sheet(paper: Paper, *, seal_name: str = "", size: Size = (1000, 1400)) -> Image.Image:
    """A typed page of the paper, for the camera."""
    page, draw = blank(size)
    y = 130
    for line in paper.title.split("|"):
        draw.text((size[0] / 2, y), line, (20, 20, 20), picture_font("title", 46), anchor="mm")
        y += 66
    y += 24
    if paper.to:
        draw.text((100, y), paper.to, (30, 30, 30), picture_font("song", 30))
        y += 50
    for text in paper.body:
        for number, (_, line) in enumerate(wrap(text, 26.4, 2)):
            face = "hei" if number == 0 and len(text) < 20 and "、" in text[:3] else "song"
            draw.text((100 + (60 if number == 0 else 0), y), line, (30, 30, 30), picture_font(face, 30))
            y += 48
    y += 50
    if seal_name:
        seal(page, size[0] - 230, y + 22, seal_name, 100)
    for text in (paper.sign, paper.chinese_date):
        draw.text((size[0] - 230, y), text, (30, 30, 30), picture_font("song", 30), anchor="mm")
        y += 50
    return page


def certificate(name: str, words: Sequence[str], issuer: str, date: str) -> Image.Image:
    """An award certificate in a red folder."""
    page, draw = blank((1400, 1000), (150, 22, 24))
    draw.rectangle((50, 50, 1350, 950), fill=(252, 244, 222))
    for inset, width in ((76, 8), (94, 2)):
        draw.rectangle((inset, inset, 1400 - inset, 1000 - inset), outline=(196, 150, 60), width=width)
    draw.text((700, 210), "荣 誉 证 书", (190, 30, 28), picture_font("title", 96), anchor="mm")
    draw.text((180, 340), f"{name}　同志：", (30, 26, 24), picture_font("kai", 52))
    y = 430
    for line in words:
        draw.text((180, y), line, (30, 26, 24), picture_font("kai", 50))
        y += 84
    seal(page, 1040, 800, issuer, 112)
    draw.text((1040, 770), issuer, (30, 26, 24), picture_font("kai", 40), anchor="mm")
    draw.text((1040, 836), date, (30, 26, 24), picture_font("kai", 40), anchor="mm")
    return page


def plaque(lines: Sequence[str], issuer: str, date: str) -> Image.Image:
    """A brass plaque with engraved words."""
    w, h = 1400, 1000
    xx = np.linspace(0, 1, w)[None, :, None]
    yy = np.linspace(0, 1, h)[:, None, None]
    gold = np.array([222, 184, 96]) * (0.86 + 0.22 * np.sin(3.3 * (xx + 0.6 * yy)) ** 2)
    page = Image.fromarray(np.clip(gold, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(page)
    for inset, width, ink in ((0, 26, (140, 96, 40)), (40, 4, (150, 104, 44)), (56, 2, (150, 104, 44))):
        draw.rectangle((inset, inset, w - 1 - inset, h - 1 - inset), outline=ink, width=width)
    draw.text((w / 2, 190), lines[0], (120, 20, 18), picture_font("kai", 62), anchor="mm")
    draw.text((w / 2, 430), lines[1], (168, 20, 18), picture_font("title", 150), anchor="mm")
    for row, line in enumerate(lines[2:]):
        draw.text((w / 2, 600 + row * 70), line, (110, 24, 20), picture_font("kai", 54), anchor="mm")
    draw.text((w / 2, 790), issuer, (60, 36, 18), picture_font("kai", 54), anchor="mm")
    draw.text((w / 2, 866), date, (60, 36, 18), picture_font("kai", 46), anchor="mm")
    return page


def invoice() -> Image.Image:
    """An invented insurance invoice."""
    page, draw = blank((1400, 900), (249, 246, 236))
    brown = (128, 72, 44)
    song, kai = picture_font("song", 27), picture_font("kai", 30)
    draw.text((700, 74), "岳岭市增值税普通发票", brown, picture_font("title", 50), anchor="mm")
    draw.line((430, 110, 970, 110), brown, 2)
    draw.line((430, 117, 970, 117), brown, 2)
    draw.text((1080, 56), "№ 00019532", (40, 60, 130), picture_font("hei", 32))
    draw.text((1080, 100), "开票日期：2021年3月19日", (40, 40, 40), picture_font("song", 24))
    rows = ((140, 250), (250, 310), (310, 560), (560, 625), (625, 760))
    for a, b in rows:
        draw.rectangle((50, a, 1350, b), outline=brown, width=2)
    for y, text in ((156, "购买方　名　　称：青澜县审计局"), (196, "　　　　纳税人识别号：11439999ZZ00002021（样）")):
        draw.text((70, y), text, (50, 40, 40), song)
    columns = (
        (50, 470, "货物或应税劳务、服务名称"),
        (470, 600, "单位"),
        (600, 700, "数量"),
        (700, 850, "单价"),
        (850, 1040, "金额"),
        (1040, 1160, "税率"),
        (1160, 1350, "税额"),
    )
    cells = ("*保险服务*志愿者人身意外险", "人", "31", "28.30", "877.36", "6%", "52.64")
    for (a, b, name), cell in zip(columns, cells, strict=True):
        draw.line((a, 250, a, 560), brown, 2)
        draw.text(((a + b) / 2, 280), name, brown, song, anchor="mm")
        draw.text(((a + b) / 2, 350), cell, (36, 40, 70), kai, anchor="mm")
    draw.text((260, 530), "合　　计", brown, song, anchor="mm")
    draw.text((945, 530), "￥877.36", (36, 40, 70), kai, anchor="mm")
    draw.text((1255, 530), "￥52.64", (36, 40, 70), kai, anchor="mm")
    draw.text(
        (70, 578),
        "价税合计（大写）　玖佰叁拾元整　　　　　　　　（小写）￥930.00",
        (50, 40, 40),
        picture_font("song", 29),
    )
    for y, text in (
        (640, "销售方　名　　称：禾安财产保险股份有限公司青澜支公司"),
        (680, "　　　　地址、电话：青澜县湖滨路（样票）"),
        (720, "备　注：学雷锋志愿服务队志愿者保险，保险期间2021年3月20日至2022年3月19日"),
    ):
        draw.text((70, y), text, (50, 40, 40), song)
    draw.text((70, 800), "收款人：向晚晴　　　复核：龙见喜　　　开票人：向晚晴　　　销售方：（章）", (50, 40, 40), song)
    seal(page, 1150, 720, "禾安财险青澜支公司", 100)
    return page
