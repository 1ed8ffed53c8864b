"""Screens of telephones and desks: group chat, moments, votes, web pages; drawn flat and saved with few colours."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from fonts import picture_font
from papers import wrap

PHONE = (540, 1170)
DESK = (1366, 768)
TONES = ("#6b8fb3", "#c98a5b", "#7aa27a", "#a3789e", "#c46d6d", "#5f9ea0", "#b59b4c", "#7d83b8")


def save(image: Image.Image, path: Path) -> None:
    """Few colours and no times: small, and the same bytes each run."""
    image.quantize(96, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)


def _phone(
    clock: str, title: str, *, back: str = "‹", ground: str = "#ededed"
) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", PHONE, ground)
    draw = ImageDraw.Draw(image)
    draw.text((34, 26), clock, "#111111", picture_font("black", 22), anchor="lm")
    draw.text((506, 26), "5G　　　86%", "#111111", picture_font("hei", 18), anchor="rm")
    for bar in range(4):
        draw.rectangle((418 + bar * 8, 32 - bar * 4, 422 + bar * 8, 34), fill="#111111")
    draw.text((28, 84), back, "#111111", picture_font("sans", 44), anchor="lm")
    draw.text((270, 84), title, "#111111", picture_font("black", 25), anchor="mm")
    draw.text((506, 80), "···", "#111111", picture_font("black", 28), anchor="rm")
    draw.line((0, 122, 540, 122), "#d5d5d5", 1)
    return image, draw


def _avatar(draw: ImageDraw.ImageDraw, x: int, y: int, name: str, size: int = 54) -> None:
    tone = TONES[sum(map(ord, name)) % len(TONES)]
    draw.rounded_rectangle((x, y, x + size, y + size), 7, tone)
    draw.text((x + size / 2, y + size / 2), name[-1], "#ffffff", picture_font("black", round(size * 0.5)), anchor="mm")


def chat(group: str, members: int, entries: Sequence[tuple[str, str]], clock: str) -> Image.Image:
    """A group chat. An entry is ("time", text), (name, text) or (name, "card:title|line") ; 我 stands right."""
    image, draw = _phone(clock, f"{group}({members})")
    y = 142
    font = picture_font("sans", 25)
    for name, text in entries:
        if name == "time":
            draw.text((270, y + 14), text, "#9a9a9a", picture_font("sans", 19), anchor="mm")
            y += 40
            continue
        mine = name == "我"
        if text.startswith("card:"):
            head, _, line = text[5:].partition("|")
            _avatar(draw, 470 if mine else 16, y, "审" if mine else name)
            if not mine:
                draw.text((84, y + 8), name, "#8c8c8c", picture_font("sans", 17), anchor="lm")
            box = (84, y + 24, 456, y + 156)
            draw.rounded_rectangle(box, 8, "#ffffff")
            parts = [part for _, part in wrap(head, 11.2, 0)]
            parts = [parts[0], parts[1][:-1] + "…"] if len(parts) > 2 else parts
            for row, part in enumerate(parts):
                draw.text((100, y + 50 + row * 33), part, "#1a1a1a", font, anchor="lm")
            draw.text((100, y + 118), line, "#9a9a9a", picture_font("sans", 18), anchor="lm")
            draw.rectangle((386, y + 66, 442, y + 122), fill="#c8362c")
            draw.text((414, y + 94), "文明", "#ffe9b0", picture_font("black", 22), anchor="mm")
            draw.line((96, y + 134, 444, y + 134), "#eeeeee", 1)
            draw.text((100, y + 146), "青澜文明网", "#a5a5a5", picture_font("sans", 14), anchor="lm")
            y += 176
            continue
        lines = [part for _, part in wrap(text, 13.2, 0)]
        width = max(round(max(font.getlength(part) for part in lines)) + 32, 60)
        height = len(lines) * 35 + 22
        if mine:
            _avatar(draw, 470, y, "审")
            draw.rounded_rectangle((456 - width, y, 456, y + height), 8, "#95ec69")
            x, top = 456 - width + 16, y
        else:
            _avatar(draw, 16, y, name)
            draw.text((84, y + 8), name, "#8c8c8c", picture_font("sans", 17), anchor="lm")
            draw.rounded_rectangle((84, y + 22, 84 + width, y + 22 + height), 8, "#ffffff")
            x, top = 100, y + 22
        for row, part in enumerate(lines):
            draw.text((x, top + 28 + row * 35), part, "#1a1a1a", font, anchor="lm")
        y = top + height + 24
    draw.rectangle((0, 1088, 540, 1170), fill="#f6f6f6")
    draw.line((0, 1088, 540, 1088), "#d9d9d9", 1)
    draw.rounded_rectangle((70, 1106, 400, 1152), 6, "#ffffff")
    draw.ellipse((18, 1110, 56, 1148), outline="#333333", width=3)
    for x in (434, 492):
        draw.ellipse((x - 19, 1110, x + 19, 1148), outline="#333333", width=3)
    return image


def moments(
    name: str, words: str, when: str, likes: Sequence[str], comments: Sequence[tuple[str, str]], clock: str, kind: int
) -> Image.Image:
    """One post on the 朋友圈 page, with a drawn picture of the table."""
    image, draw = _phone(clock, "详情", ground="#ffffff")
    _avatar(draw, 22, 150, name, 62)
    draw.text((102, 164), name, "#4f6593", picture_font("black", 26), anchor="lm")
    y = 200
    for _, part in wrap(words, 15.6, 0):
        draw.text((102, y + 14), part, "#1a1a1a", picture_font("sans", 26), anchor="lm")
        y += 38
    y += 12
    for k in range(1 + kind % 3):
        x = 102 + k * 138
        _dish(draw, x, y, 128, kind + k)
    y += 146
    draw.text((102, y + 10), when, "#8f8f8f", picture_font("sans", 20), anchor="lm")
    draw.rounded_rectangle((466, y - 2, 512, y + 24), 4, "#f3f3f3")
    y += 44
    rows = list(wrap("♡ " + "，".join(likes), 17.5, 0))
    said = sum(len(list(wrap(f"{who}：{text}", 17.5, 0))) for who, text in comments)
    height = 30 + 32 * (len(rows) + said)
    draw.rectangle((102, y, 516, y + height), fill="#f3f3f5")
    y += 12
    for _, part in rows:
        draw.text((114, y + 14), part, "#4f6593", picture_font("sans", 22), anchor="lm")
        y += 32
    draw.line((102, y + 4, 516, y + 4), "#e2e2e4", 1)
    y += 8
    for who, text in comments:
        for number, (_, part) in enumerate(wrap(f"{who}：{text}", 17.5, 0)):
            draw.text((114, y + 14), part, "#1a1a1a", picture_font("sans", 22), anchor="lm")
            if number == 0:
                draw.text((114, y + 14), who, "#4f6593", picture_font("sans", 22), anchor="lm")
            y += 32
    draw.rounded_rectangle((24, 1100, 516, 1150), 6, "#f3f3f3")
    draw.text((44, 1125), "评论", "#b5b5b5", picture_font("sans", 22), anchor="lm")
    return image


def _dish(draw: ImageDraw.ImageDraw, x: int, y: int, size: int, kind: int) -> None:
    rng = random.Random(kind)
    draw.rectangle((x, y, x + size, y + size), fill=rng.choice(("#d9b48a", "#b98e63", "#cfd6d2", "#a87b55")))
    draw.ellipse((x + 14, y + 20, x + size - 24, y + size - 18), fill="#f7f5ef")
    draw.ellipse(
        (x + 26, y + 32, x + size - 36, y + size - 30), fill=rng.choice(("#e9e2d0", "#7fa65a", "#d9792f", "#c8443a"))
    )
    for _ in range(7):
        px, py = x + 36 + rng.random() * 40, y + 40 + rng.random() * 36
        draw.ellipse((px, py, px + 12, py + 9), fill=rng.choice(("#5f8d45", "#e2b64a", "#b5442f", "#f3efe2")))
    for k, tone in enumerate(("#c8362c", "#f2f2ee")):
        draw.line((x + size - 20 + k * 8, y + 10, x + size - 26 + k * 8, y + size - 12), fill=tone, width=4)


def vote(title: str, person: str, number: int, count: int, clock: str, date: str, voter: str) -> Image.Image:
    """A page on which one may praise a good neighbour; praised."""
    image, draw = _phone(clock, "身边好人点赞", back="×", ground="#faf6ef")
    draw.rectangle((0, 123, 540, 330), fill="#c8362c")
    draw.text((270, 190), title, "#ffe9b0", picture_font("title", 44), anchor="mm")
    draw.text((270, 258), "我推荐　我评议　身边好人", "#fff6da", picture_font("sans", 26), anchor="mm")
    draw.text((270, 300), "青澜县文明办主办", "#ffdcb0", picture_font("sans", 20), anchor="mm")
    draw.rounded_rectangle((30, 360, 510, 900), 14, "#ffffff", outline="#ecdcc4", width=2)
    _avatar(draw, 60, 392, person, 120)
    draw.text((204, 416), f"{number:03d}号　{person}", "#222222", picture_font("black", 30), anchor="lm")
    draw.text(
        (204, 462),
        ("助人为乐", "诚实守信", "敬业奉献", "孝老爱亲")[number % 4] + "候选人",
        "#8a6d3b",
        picture_font("sans", 23),
        anchor="lm",
    )
    texts = (
        "常年照顾邻里孤寡老人，被乡亲们称为“贴心人”。",
        "拾到货款原地等候两小时，完璧归赵不留名。",
        "扎根乡村卫生室二十载，守护一方群众健康。",
        "十年如一日照料瘫痪婆婆，好媳妇美名传四方。",
    )
    y = 540
    for _, part in wrap(texts[number % 4], 17, 0):
        draw.text((64, y), part, "#444444", picture_font("sans", 24), anchor="lm")
        y += 40
    draw.text((64, 650), f"当前点赞数　{count}", "#c8362c", picture_font("black", 28), anchor="lm")
    draw.rounded_rectangle((120, 712, 420, 784), 36, "#d8d2c8")
    draw.text((270, 748), "今日已点赞", "#ffffff", picture_font("black", 30), anchor="mm")
    draw.text((270, 832), f"{voter}　{date}", "#8f8f8f", picture_font("sans", 21), anchor="mm")
    draw.text((270, 872), "来自：青澜县审计局", "#8f8f8f", picture_font("sans", 21), anchor="mm")
    draw.rounded_rectangle((110, 424, 430, 640), 16, "#3b3b3b") if number % 3 == 0 else None
    if number % 3 == 0:
        draw.text((270, 500), "✓", "#ffffff", picture_font("black", 70), anchor="mm")
        draw.text((270, 590), "点赞成功", "#ffffff", picture_font("sans", 32), anchor="mm")
    return image


def web(
    address: str, site: str, menu: Sequence[str], *, tone: str = "#1f5f9e"
) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """A browser window with the head of a web site."""
    image = Image.new("RGB", DESK, "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 1366, 72), fill="#dee1e6")
    draw.rounded_rectangle((8, 8, 250, 40), 8, "#ffffff")
    draw.text((24, 24), site[:13], "#333333", picture_font("sans", 16), anchor="lm")
    draw.rectangle((0, 38, 1366, 72), fill="#ffffff")
    draw.rounded_rectangle((110, 44, 1250, 68), 12, "#f1f3f4")
    draw.text((130, 56), address, "#444444", picture_font("sans", 15), anchor="lm")
    draw.text((22, 55), "←  →  ↻", "#555555", picture_font("hei", 18), anchor="lm")
    draw.rectangle((0, 72, 1366, 152), fill=tone)
    draw.text((120, 112), site, "#ffffff", picture_font("title", 38), anchor="lm")
    draw.rectangle((0, 152, 1366, 190), fill="#f0f4f8")
    for k, name in enumerate(menu):
        draw.text((150 + k * 150, 171), name, "#224", picture_font("black", 18), anchor="mm")
    draw.rectangle((0, 742, 1366, 768), fill="#20242b")
    return image, draw


def taskbar(draw: ImageDraw.ImageDraw, stamp: str) -> None:
    """Clock and day in the corner of the screen."""
    draw.text((1350, 755), stamp, "#ffffff", picture_font("hei", 15), anchor="rm")
    for k in range(6):
        draw.rounded_rectangle((14 + k * 34, 746, 36 + k * 34, 764), 4, TONES[k])


def grid(
    draw: ImageDraw.ImageDraw,
    x: int,
    y: int,
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    height: int = 34,
    size: int = 17,
) -> None:
    """A ruled table on a page."""
    for number, row in enumerate(rows):
        at = x
        for width, cell in zip(widths, row, strict=True):
            draw.rectangle(
                (at, y, at + width, y + height), fill="#e8eef5" if number == 0 else "#ffffff", outline="#b9c4d0"
            )
            draw.text(
                (at + width / 2, y + height / 2),
                cell,
                "#222222",
                picture_font("black" if number == 0 else "sans", size),
                anchor="mm",
            )
            at += width
        y += height
