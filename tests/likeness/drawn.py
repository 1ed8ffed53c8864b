"""Pictures drawn for the tests: rooms, chats, forms, scans, charts; every one follows from its seed."""

import random
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter


def room(seed: int, people: int = 1) -> Image.Image:
    """A photo of a room full of things; *people* says who stands where."""
    rng, moving = random.Random(f"room {seed}"), random.Random(f"people {people}")
    image = Image.new("RGB", (1000, 750), tuple(rng.randrange(120, 220) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for size in (350, 180, 100, 60, 30):
        for _ in range(4000 // size):
            x, y = rng.randrange(-size, 1000), rng.randrange(-size, 750)
            box = (x, y, x + rng.randrange(size // 3, size), y + rng.randrange(size // 3, size))
            rng.choice((draw.ellipse, draw.rectangle))(box, fill=tuple(rng.randrange(256) for _ in range(3)))
    for number in range(5):
        x, y = moving.randrange(40 + number * 190, 130 + number * 190), moving.randrange(330, 450)
        draw.ellipse((x, y - 70, x + 70, y), fill=(214, 170, 140))
        draw.rectangle((x - 15, y, x + 85, y + 280), fill=tuple(moving.randrange(20, 120) for _ in range(3)))
    return _lit(image.filter(ImageFilter.GaussianBlur(1.2)), f"{seed} {people}", 0.75, 1.0, 3)


def _lit(image: Image.Image, seed: str, dark: float, light: float, noise: float) -> Image.Image:
    """As a sensor sees it: light from one side, grain."""
    grain = np.random.default_rng(sum(seed.encode()))
    seen = np.asarray(image).astype(float) * np.linspace(light, dark, image.width)[None, :, None]
    return Image.fromarray((seen + grain.normal(0, noise, seen.shape)).clip(0, 255).astype(np.uint8))


def _line(draw: ImageDraw.ImageDraw, rng: random.Random, x: int, y: int, length: int, size: int) -> None:
    """A line of something like characters: strokes in squares."""
    for at in range(x, x + length, size + 4):
        for _ in range(5):
            a, b = rng.randrange(size), rng.randrange(size)
            end = (at + rng.randrange(size), y + b) if rng.random() < 0.5 else (at + a, y + rng.randrange(size))
            draw.line((at + a, y + b, *end), fill=(20, 20, 20), width=max(2, size // 9))


def chat(seed: int) -> Image.Image:
    """A phone's screen with a chat: the same frame always, the messages by the seed."""
    image = Image.new("RGB", (720, 1560), (237, 237, 237))
    draw, frame, rng = ImageDraw.Draw(image), random.Random("frame"), random.Random(f"chat {seed}")
    for top, low in ((0, 130), (1450, 1560)):
        draw.rectangle((0, top, 720, low), fill=(248, 248, 248))
    _line(draw, frame, 260, 70, 220, 32)
    _line(draw, frame, 30, 20, 90, 22)
    draw.ellipse((20, 1480, 70, 1530), outline=(0, 0, 0), width=4)
    y = 170
    while y < 1300:
        mine, lines = rng.random() < 0.4, rng.randrange(1, 4)
        x = 140 if mine else 100
        draw.rectangle((640 if mine else 20, y, 700 if mine else 80, y + 60), fill=(90, 120 + 20 * lines, 160))
        draw.rectangle((x, y, x + 480, y + 20 + 44 * lines), fill=(149, 236, 105) if mine else (255, 255, 255))
        for line in range(lines):
            _line(draw, rng, x + 20, y + 14 + 44 * line, rng.randrange(120, 420), 28)
        y += 44 * lines + 60
    return image


def form(seed: int) -> Image.Image:
    """A page of a printed form: the same rows and headings always, filled in by the seed."""
    image = Image.new("RGB", (1000, 1414), (255, 255, 255))
    draw, frame, rng = ImageDraw.Draw(image), random.Random("form"), random.Random(f"filled {seed}")
    _line(draw, frame, 300, 80, 400, 48)
    for row in range(14):
        y = 200 + row * 80
        draw.rectangle((80, y, 920, y + 80), outline=(0, 0, 0), width=3)
        draw.line((300, y, 300, y + 80), fill=(0, 0, 0), width=3)
        _line(draw, frame, 100, y + 24, 160, 34)
        _line(draw, rng, 330, y + 22, rng.randrange(150, 520), 38)
    return image


def scanned(page: Image.Image, seed: int = 1) -> Image.Image:
    """A page as a scanner gives it: paper that is not quite white, grain, no shade."""
    paper = Image.blend(page, Image.new("RGB", page.size, (236, 234, 226)), 0.3)
    return _lit(paper.filter(ImageFilter.GaussianBlur(0.8)), f"scan {seed}", 0.99, 1.0, 2.5)


def on_desk(page: Image.Image) -> Image.Image:
    """A page photographed on a desk: wood around it, light from one side."""
    wood = Image.new("RGB", (1500, 1900), (120, 84, 52))
    wood.paste(page, (220, 200))
    return _lit(wood.filter(ImageFilter.GaussianBlur(1.0)).resize((1200, 1520)), "desk", 0.82, 1.0, 3)


def chart() -> Image.Image:
    """An organisation chart, exported large: few lines on much white."""
    image = Image.new("RGB", (1700, 2300), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    for row, count in enumerate((1, 3, 6)):
        for number in range(count):
            x, y = (number + 1) * 1700 // (count + 1), 300 + row * 700
            draw.rectangle((x - 90, y, x + 90, y + 80), outline=(0, 0, 0), width=4)
            draw.line((x, y + 80, 850, y + 600), fill=(0, 0, 0), width=3)
    return image


def jpeg(image: Image.Image, quality: int = 85, **more: object) -> Image.Image:
    """Opened again from a JPEG of it."""
    stream = BytesIO()
    image.convert("RGB").save(stream, "JPEG", quality=quality, **more)
    return Image.open(BytesIO(stream.getvalue()))


def cut(image: Image.Image, left: float, top: float, right: float, low: float) -> Image.Image:
    """Without these shares of its sides."""
    wide, high = image.size
    return image.crop((round(left * wide), round(top * high), round(wide * (1 - right)), round(high * (1 - low))))


def brighter(image: Image.Image, by: float) -> Image.Image:
    """All values times *by*, cut off at white."""
    return ImageEnhance.Brightness(image).enhance(by)


def warmer(image: Image.Image) -> Image.Image:
    """A little more red, a little less blue."""
    red, green, blue = image.split()
    return Image.merge("RGB", (red.point(lambda v: min(255, v * 1.06)), green, blue.point(lambda v: v * 0.93)))
