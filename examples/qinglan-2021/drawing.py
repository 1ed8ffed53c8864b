"""A small stage for drawn photographs: light, rooms, landscapes, banners and people, painted with Skia.

Nothing here knows the archive; `scenes.py` puts the pieces together.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

import numpy as np
import skia
from PIL import Image, ImageFilter

import fonts

Point = tuple[float, float]
SKIN = ("#f1c9a5", "#e8b88f", "#f4d2b3", "#dda97f")
SHIRTS = ("#f4f6f8", "#dfe8f2", "#b9cbe0", "#3d4a63", "#5b6b86", "#7b8f9c", "#c9b7a1", "#2f3640", "#93a8b8", "#8c5f5a")
TROUSERS = ("#2b2f3a", "#3a4256", "#444b52", "#1f2633", "#50555c")
VEST = "#d5281f"
HAIR = {False: "#23201f", True: "#cfcfcf"}
ARMS: dict[str, tuple[Point, Point, Point, Point]] = {
    "down": ((-12.6, -66), (-11.8, -51), (12.6, -66), (11.8, -51)),
    "clasp": ((-12.8, -66), (-2, -57), (12.8, -66), (2, -57)),
    "oath": ((-12.6, -66), (-11.8, -51), (17, -76), (13.5, -94)),
    "write": ((-12.8, -67), (-4, -61), (12.8, -67), (6, -60)),
    "sweep": ((-12.5, -68), (3, -59), (14, -70), (9, -74)),
    "wave": ((-12.6, -66), (-11.8, -51), (17, -83), (17.5, -101)),
    "hold": ((-13, -68), (-8, -66), (13, -68), (8, -66)),
    "clap": ((-12.6, -68), (-1.2, -70), (12.6, -68), (1.2, -70)),
    "point": ((-12.6, -66), (-11.8, -51), (20, -80), (30, -84)),
    "lift": ((-15, -72), (-19, -67), (15, -72), (19, -67)),
    "give": ((-8, -68), (10, -64), (16, -70), (20, -65)),
    "stop": ((-12.6, -66), (-11.8, -51), (15, -74), (16, -90)),
}


def colour(value: str, alpha: float = 1.0) -> int:
    """#rrggbb as the number Skia wants."""
    number = int(value[1:], 16)
    return int(skia.ColorSetARGB(round(alpha * 255), number >> 16, number >> 8 & 255, number & 255))


def shade(value: str, factor: float) -> str:
    """Lighter (above 1) or darker (below 1)."""
    number = int(value[1:], 16)
    parts = (number >> 16, number >> 8 & 255, number & 255)
    if factor <= 1:
        mixed = [round(p * factor) for p in parts]
    else:
        mixed = [round(p + (255 - p) * (factor - 1)) for p in parts]
    return "#" + "".join(f"{min(255, p):02x}" for p in mixed)


def typeface(name: str) -> skia.Typeface:
    """A face by its office name, opened once."""
    if name not in _FACES:
        path, index = fonts.FILES[name]
        _FACES[name] = skia.Typeface.MakeFromFile(str(path), index)
    return _FACES[name]


_FACES: dict[str, skia.Typeface] = {}


class Stage:
    """A canvas with a seeded hand: every wobble comes from the seed, so the same call gives the same picture."""

    def __init__(self, seed: str, width: int = 1280, height: int = 960) -> None:
        self.rng = random.Random(seed)
        self.w, self.h = width, height
        self.surface = skia.Surface(width, height)
        self.c = self.surface.getCanvas()
        self.mirror = self.rng.random() < 0.5

    def paint(self, fill: str, alpha: float = 1.0, blur: float = 0.0, stroke: float = 0.0) -> skia.Paint:
        paint = skia.Paint(Color=colour(fill, alpha), AntiAlias=True)
        if stroke:
            paint.setStyle(skia.Paint.kStroke_Style)
            paint.setStrokeWidth(stroke)
            paint.setStrokeCap(skia.Paint.kRound_Cap)
            paint.setStrokeJoin(skia.Paint.kRound_Join)
        if blur:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        return paint

    def gradient(self, a: Point, b: Point, *colours: str) -> skia.Paint:
        paint = skia.Paint(AntiAlias=True)
        paint.setShader(skia.GradientShader.MakeLinear([skia.Point(*a), skia.Point(*b)], [colour(c) for c in colours]))
        return paint

    def rect(self, x: float, y: float, w: float, h: float, paint: skia.Paint | str, radius: float = 0) -> None:
        if isinstance(paint, str):
            paint = self.paint(paint)
        self.c.drawRoundRect(skia.Rect.MakeXYWH(x, y, w, h), radius, radius, paint)

    def poly(self, points: Sequence[Point], paint: skia.Paint | str, *, closed: bool = True) -> None:
        if isinstance(paint, str):
            paint = self.paint(paint)
        path = skia.Path()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        if closed:
            path.close()
        self.c.drawPath(path, paint)

    def oval(self, x: float, y: float, rx: float, ry: float, paint: skia.Paint | str) -> None:
        if isinstance(paint, str):
            paint = self.paint(paint)
        self.c.drawOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry), paint)

    def line(self, a: Point, b: Point, paint: skia.Paint) -> None:
        self.c.drawLine(skia.Point(*a), skia.Point(*b), paint)

    def text(
        self, x: float, y: float, text: str, size: float, fill: str, face: str = "black", *, spread: float = 0
    ) -> None:
        """Centred at (x, y); `spread` is extra room between characters."""
        font = skia.Font(typeface(face), size)
        font.setSubpixel(True)
        widths = [font.measureText(ch) for ch in text]
        at = x - (sum(widths) + spread * (len(text) - 1)) / 2
        paint = self.paint(fill)
        for ch, width in zip(text, widths, strict=True):
            self.c.drawString(ch, at, y + size * 0.36, font, paint)
            at += width + spread

    def noise_band(self, box: tuple[float, float, float, float], fills: Sequence[str], count: int, size: float) -> None:
        """Scattered soft dots, for leaves, grass and stone."""
        x, y, w, h = box
        for _ in range(count):
            r = size * self.rng.uniform(0.5, 1.3)
            self.oval(
                x + self.rng.random() * w,
                y + self.rng.random() * h,
                r * 1.3,
                r,
                self.paint(self.rng.choice(fills), 0.75),
            )

    # things

    def banner(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        text: str,
        *,
        fill: str = "#c8161d",
        ink: str = "#fff3c4",
        sag: float = 6,
        tilt: float = 0.0,
    ) -> None:
        """A cloth banner with its text; the cloth sags a little and shows folds."""
        self.c.save()
        self.c.translate(x + w / 2, y + h / 2)
        self.c.rotate(tilt)
        self.c.translate(-w / 2, -h / 2)
        path = skia.Path()
        path.moveTo(0, 0)
        path.quadTo(w / 2, sag, w, 0)
        path.lineTo(w, h)
        path.quadTo(w / 2, h + sag, 0, h)
        path.close()
        self.c.drawPath(path, self.paint("#000000", 0.25, blur=6))
        self.c.drawPath(path, self.gradient((0, 0), (0, h), shade(fill, 1.12), fill, shade(fill, 0.82)))
        self.c.save()
        self.c.clipPath(path, True)
        for _ in range(7):
            fx = self.rng.random() * w
            self.poly(
                [(fx, 0), (fx + 14, 0), (fx + self.rng.uniform(-30, 50), h + sag)],
                self.paint(self.rng.choice(["#000000", "#ffffff"]), 0.07, blur=5),
            )
        self.c.restore()
        size = min(h * 0.66, w * 0.94 / max(1, len(text)))
        gap = min(size * 0.35, (w * 0.94 - size * len(text)) / max(1, len(text)))
        self.text(w / 2, h / 2 + sag * 0.45, text, size, ink, "black", spread=max(0, gap))
        self.c.restore()

    def table(self, x: float, y: float, w: float, h: float, fill: str, top: float = 26) -> None:
        """A table seen from the front: a top in perspective and its front board."""
        self.poly(
            [(x + 18, y - top), (x + w - 18, y - top), (x + w, y), (x, y)],
            self.gradient((0, y - top), (0, y), shade(fill, 1.35), shade(fill, 1.15)),
        )
        self.rect(x, y, w, h, self.gradient((0, y), (0, y + h), fill, shade(fill, 0.72)))
        self.rect(x, y, w, 5, shade(fill, 1.25))

    def desk_things(self, x: float, y: float, scale: float, name: str = "") -> None:
        """Cup, papers and perhaps a name card on a table top at (x, y)."""
        s = scale
        self.poly(
            [(x - 34 * s, y), (x - 2 * s, y), (x - 5 * s, y - 11 * s), (x - 31 * s, y - 11 * s)], self.paint("#fbfbf8")
        )
        self.line((x - 28 * s, y - 4 * s), (x - 8 * s, y - 4 * s), self.paint("#9aa0a8", stroke=1))
        self.rect(
            x + 12 * s,
            y - 22 * s,
            13 * s,
            20 * s,
            self.gradient((x + 12 * s, 0), (x + 25 * s, 0), "#ffffff", "#c9d2da"),
            3 * s,
        )
        if name:
            self.poly(
                [(x - 24 * s, y + 6 * s), (x + 24 * s, y + 6 * s), (x + 21 * s, y - 12 * s), (x - 21 * s, y - 12 * s)],
                "#c22a24",
            )
            self.text(x, y - 3 * s, name, 12 * s, "#fff4d0")

    def plant(self, x: float, y: float, s: float) -> None:
        self.poly([(x - 16 * s, y - 34 * s), (x + 16 * s, y - 34 * s), (x + 12 * s, y), (x - 12 * s, y)], "#8a5a3c")
        for number in range(9):
            angle = math.radians(-160 + number * 17.5 + self.rng.uniform(-5, 5))
            length = self.rng.uniform(50, 82) * s
            tip = (x + math.cos(angle) * length, y - 34 * s + math.sin(angle) * length)
            path = skia.Path()
            path.moveTo(x, y - 32 * s)
            path.quadTo(x + (tip[0] - x) * 0.3 - 8 * s, y - 34 * s + (tip[1] - y) * 0.7, *tip)
            path.quadTo(x + (tip[0] - x) * 0.6 + 8 * s, y - 30 * s + (tip[1] - y) * 0.4, x, y - 32 * s)
            self.c.drawPath(path, self.paint(self.rng.choice(["#3f7d4a", "#4d9158", "#2f6b3f"])))

    def tree(self, x: float, y: float, s: float, kind: str = "round") -> None:
        rng = self.rng
        self.oval(x, y, 60 * s, 9 * s, self.paint("#000000", 0.18, blur=6))
        if kind == "pine":
            self.rect(x - 6 * s, y - 60 * s, 12 * s, 60 * s, "#5b4637")
            for number in range(5):
                w, base = (78 - number * 13) * s, y - (45 + number * 46) * s
                fill = shade("#2f5b43", 1 + number * 0.04)
                self.poly(
                    [(x - w, base), (x, base - 95 * s), (x + w, base)],
                    self.gradient((x - w, 0), (x + w, 0), shade(fill, 1.15), shade(fill, 0.8)),
                )
            return
        self.poly([(x - 8 * s, y), (x + 8 * s, y), (x + 4 * s, y - 120 * s), (x - 4 * s, y - 120 * s)], "#6a5040")
        if kind == "willow":
            for _ in range(26):
                dx = rng.uniform(-95, 95) * s
                path = skia.Path()
                path.moveTo(x + dx * 0.3, y - 205 * s)
                path.quadTo(x + dx * 1.1, y - 215 * s, x + dx, y - rng.uniform(60, 120) * s)
                self.c.drawPath(path, self.paint(rng.choice(["#7fa65a", "#6c9650", "#93b76b"]), 0.8, stroke=5 * s))
            return
        for _ in range(24):
            a, r = rng.random() * 6.28, rng.random() ** 0.6 * 68 * s
            leaf = rng.choice(["#5d8f4e", "#6ea35a", "#4d7d44", "#7fb067"])
            self.oval(x + math.cos(a) * r, y - 165 * s + math.sin(a) * r * 0.85, 26 * s, 22 * s, self.paint(leaf, 0.9))

    # people

    def person(
        self,
        x: float,
        foot: float,
        height: float,
        *,
        pose: str = "down",
        back: bool = False,
        vest: bool = False,
        seated: bool = False,
        woman: bool | None = None,
        old: bool = False,
        child: bool = False,
        bend: float = 0,
        prop: str = "",
        kneeling: bool = False,
        mask: bool | None = None,
        top: str = "",
        helmet: str = "",
        turn: float | None = None,
    ) -> None:
        """One figure standing with its feet at (x, foot); 100 units are its height."""
        rng = self.rng
        woman = rng.random() < 0.45 if woman is None else woman
        mask = rng.random() < 0.35 if mask is None else mask
        top = top or rng.choice(SHIRTS)
        look = _Look(
            top,
            rng.choice(TROUSERS),
            rng.choice(SKIN),
            woman,
            old,
            child,
            mask,
            vest,
            helmet,
            rng.uniform(-1, 1) if turn is None else turn,
            back,
        )
        self.c.save()
        self.c.translate(x, foot)
        s = height / 100
        self.c.scale(s, s)
        self.oval(0, 0, 15, 2.6, self.paint("#000000", 0.28, blur=2.2))
        drop = 0.0
        if seated:
            drop = 23.0
            self._seat(look)
        elif kneeling:
            drop = 36.0
            for side in (-1, 1):
                self.oval(
                    side * 7, -8, 9, 7, self.gradient((side * 1, 0), (side * 15, 0), look.legs, shade(look.legs, 0.8))
                )
        else:
            self._legs(look)
        self.c.translate(0, drop)
        if bend:
            self.c.translate(0, -50)
            self.c.rotate(bend)
            self.c.translate(0, 50)
        self._upper(look, ARMS[pose], prop)
        self.c.restore()

    def _legs(self, look: _Look) -> None:
        for side in (-1, 1):
            self.poly(
                [(side * 0.6, -52), (side * 8.2, -52), (side * 6.8, -2), (side * 2.0, -2)],
                self.gradient((side * 1, 0), (side * 8, 0), look.legs, shade(look.legs, 1.12 if side < 0 else 0.8)),
            )
            self.oval(side * 5.0, -1.2, 4.2, 2.2, "#22252b")

    def _seat(self, look: _Look) -> None:
        self.rect(-12, -62, 24, 36, self.gradient((0, -62), (0, -26), "#8f7a63", "#6f5c49"), 3)
        for side in (-1, 1):
            self.line((side * 5.5, -20), (side * 6, -3), self.paint(shade(look.legs, 0.85), stroke=7))
            self.line((side * 4.5, -27), (side * 6, -21), self.paint(look.legs, stroke=9))
            self.oval(side * 6.2, -1.2, 4.4, 2.3, "#22252b")

    def _upper(self, look: _Look, arms: tuple[Point, Point, Point, Point], prop: str) -> None:
        wide = 9.6 if look.woman else 11.0
        if look.woman and not look.back:
            drop = 9.5 if look.old else 14
            self.rect(-6.6, -98, 13.2, drop, self.paint(HAIR[look.old]), 5)
        self._arm((-wide + 1, -79), arms[0], arms[1], look)
        body = skia.Path()
        body.moveTo(-2.6, -84)
        body.quadTo(-wide, -83, -wide, -78)
        body.lineTo(-8.4, -49)
        body.quadTo(0, -47, 8.4, -49)
        body.lineTo(wide, -78)
        body.quadTo(wide, -83, 2.6, -84)
        body.close()
        self.c.drawPath(
            body, self.gradient((-wide, 0), (wide, 0), shade(look.top, 1.12), look.top, shade(look.top, 0.78))
        )
        if look.vest:
            self._vest(look, wide)
        elif not look.back:
            self.poly([(-3, -84.2), (3, -84.2), (0, -77)], shade(look.top, 1.5) if look.top != "#f4f6f8" else "#e2e6ea")
            self.line((0, -77), (0, -50), self.paint(shade(look.top, 0.8), 0.7, stroke=0.5))
        self.rect(-2.3, -87, 4.6, 5, shade(look.skin, 0.88), 1.5)
        self._head(look)
        if prop:
            self._prop(prop, arms)
        self._arm((wide - 1, -79), arms[2], arms[3], look)

    def _arm(self, shoulder: Point, elbow: Point, hand: Point, look: _Look) -> None:
        sleeve = self.paint(shade(look.top, 0.9), stroke=5)
        path = skia.Path()
        path.moveTo(*shoulder)
        path.lineTo(*elbow)
        path.lineTo(*hand)
        self.c.drawPath(path, sleeve)
        self.oval(*hand, 2.5, 2.7, look.skin)

    def _vest(self, look: _Look, wide: float) -> None:
        edge = wide - 2.0
        fill = self.gradient((-wide, 0), (wide, 0), shade(VEST, 1.12), VEST, shade(VEST, 0.75))
        if look.back:
            self.poly([(-5, -84), (5, -84), (edge, -79), (8.2, -51), (-8.2, -51), (-edge, -79)], fill)
            self.text(0, -70, "志愿者", 4.6, "#ffe9a8")
            self.text(0, -64, "青澜审计", 3.2, "#ffe9a8")
            return
        for side in (-1, 1):
            self.poly(
                [(side * 3.2, -84), (side * edge, -80), (side * 8.3, -51), (side * 0.5, -51), (side * 0.5, -70)], fill
            )
        self.line((0, -70), (0, -51), self.paint("#7d120e", 0.6, stroke=0.7))
        self.text(4.6, -71, "志愿", 2.6, "#ffe9a8")

    def _head(self, look: _Look) -> None:
        hair = HAIR[look.old]
        y, rx, ry = -93.0, 5.6, 7.0
        if look.child:
            rx, ry = 7.6, 8.6
        shift = look.turn * 1.1
        self.oval(
            0, y, rx, ry, self.gradient((-rx, 0), (rx, 0), shade(look.skin, 1.12), look.skin, shade(look.skin, 0.84))
        )
        if look.back:
            self.oval(0, y - 0.6, rx + 0.5, ry - 0.4, hair)
            if look.woman:
                self.rect(-rx - 0.3, y, 2 * rx + 0.6, 9, self.paint(hair), 3)
        else:
            cap = skia.Path()
            cap.moveTo(-rx - 0.5, y + 0.5)
            cap.quadTo(-rx - 0.8, y - ry - 1.6, 0, y - ry - 1.2)
            cap.quadTo(rx + 0.8, y - ry - 1.6, rx + 0.5, y + 0.5)
            cap.quadTo(rx - 0.2 + shift, y - 4.2, shift, y - 4.0)
            cap.quadTo(-rx + 0.4 + shift, y - 4.2, -rx - 0.5, y + 0.5)
            self.c.drawPath(cap, self.paint(hair))
            self._face(look, y, shift)
        if look.helmet:
            self.oval(0, y - 3.5, rx + 1.3, ry - 1.2, look.helmet)
            self.rect(-rx - 2.2, y - 2.8, 2 * rx + 4.4, 1.8, self.paint(shade(look.helmet, 0.8)), 0.9)

    def _face(self, look: _Look, y: float, shift: float) -> None:
        for side in (-1, 1):
            self.oval(side * 2.1 + shift, y + 0.2, 0.62, 0.7, "#2a2320")
            self.line(
                (side * 1.2 + shift, y - 1.6), (side * 3.1 + shift, y - 1.5), self.paint("#4a3b33", 0.8, stroke=0.45)
            )
        if look.mask:
            self.rect(
                -4.1 + shift * 0.7, y + 1.5, 8.2, 4.6, self.gradient((0, y + 1), (0, y + 6), "#d8ebf5", "#a9cbe0"), 1.6
            )
            return
        self.line((shift, y + 0.8), (shift + 0.3, y + 2.3), self.paint(shade(look.skin, 0.75), stroke=0.5))
        path = skia.Path()
        path.moveTo(-1.7 + shift, y + 3.7)
        path.quadTo(shift, y + 4.9, 1.7 + shift, y + 3.7)
        self.c.drawPath(path, self.paint("#a5524a", stroke=0.65))
        for side in (-1, 1):
            self.oval(side * 3.3 + shift, y + 2.3, 1.2, 0.9, self.paint("#e58f7a", 0.25))

    def _prop(self, prop: str, arms: tuple[Point, Point, Point, Point]) -> None:
        left, right = arms[1], arms[3]
        wood = self.paint("#b98d55", stroke=1.3)
        if prop == "broom":
            self.line((right[0] + 2, right[1] - 10), (-12, -10), wood)
            self.poly([(-12, -12), (-24, -1), (-8, 0)], "#c9a65a")
        elif prop == "shovel":
            self.line((right[0] + 2, right[1] - 8), (-12, -10), wood)
            self.poly([(-16, -12), (-9, -12), (-10, 0), (-17, 0)], "#7c8790")
        elif prop == "bag":
            self.oval(left[0] - 2, left[1] + 12, 8, 12, self.gradient((-20, 0), (0, 0), "#4b5560", "#23282e"))
        elif prop == "tongs":
            self.line(right, (right[0] + 5, right[1] + 42), self.paint("#9aa4ad", stroke=1.1))
            self.oval(left[0] - 2, left[1] + 12, 7, 11, self.gradient((-20, 0), (0, 0), "#3f7fa0", "#274c60"))
        elif prop == "flag":
            self.line(right, (right[0] + 4, right[1] - 22), self.paint("#e8e2d0", stroke=0.9))
            self.poly(
                [(right[0] + 4, right[1] - 22), (right[0] + 19, right[1] - 19), (right[0] + 2.6, right[1] - 11)],
                "#d8201a",
            )
        elif prop in ("paper", "book", "folder"):
            fill = {"paper": "#fdfdfa", "book": "#3b6ea5", "folder": "#b3261e"}[prop]
            self.rect(-6.5, -73, 13, 10, self.paint(fill), 0.6)
            self.line((0, -73), (0, -63), self.paint(shade(fill, 0.8), stroke=0.6))
        elif prop == "gift":
            self.rect(-8, -72, 16, 13, self.gradient((0, -72), (0, -59), "#e6b04a", "#c47f2a"), 1)
            self.rect(-1.2, -72, 2.4, 13, "#c5221b")
        elif prop == "flower":
            for dx, dy, fill in ((0, -75, "#f4d03f"), (-3, -72, "#ffffff"), (3, -72, "#f7e27a"), (0, -70, "#ffffff")):
                self.oval(dx, dy, 2.6, 2.4, fill)
            self.poly([(-3, -69), (3, -69), (0, -58)], "#4c8a4d")
        elif prop == "mic":
            self.line((right[0] - 1, right[1] - 1), (1.5, -83), self.paint("#30343a", stroke=1.4))
            self.oval(1.2, -84.5, 1.7, 1.9, "#15171a")
        elif prop == "extinguisher":
            self.rect(
                right[0] - 3,
                right[1] - 2,
                6.5,
                18,
                self.gradient((right[0] - 3, 0), (right[0] + 4, 0), "#ef3b30", "#9d1712"),
                2,
            )
            self.line((right[0], right[1] - 1), (right[0] + 12, right[1] + 5), self.paint("#1f2023", stroke=1.2))

    def head_from_behind(self, x: float, y: float, size: float) -> None:
        """A listener in the foreground: shoulders and the back of the head, out of focus."""
        rng = self.rng
        hair, top = rng.choice(["#1d1a19", "#2a2422", "#34302e"]), rng.choice(SHIRTS)
        self.c.save()
        self.c.translate(x, y)
        self.c.scale(size / 100, size / 100)
        body = skia.Path()
        body.moveTo(-78, 130)
        body.quadTo(-76, 62, -24, 50)
        body.lineTo(24, 50)
        body.quadTo(76, 62, 78, 130)
        body.close()
        self.c.drawPath(body, self.gradient((-78, 0), (78, 0), shade(top, 1.1), top, shade(top, 0.7)))
        self.rect(-15, 28, 30, 30, shade(rng.choice(SKIN), 0.8), 10)
        for side in (-1, 1):
            self.oval(side * 36, 2, 6, 11, shade(SKIN[1], 0.85))
        self.oval(0, -4, 36, 44, self.gradient((-36, 0), (36, 0), shade(hair, 1.2), hair))
        if rng.random() < 0.4:
            self.rect(-34, -2, 68, 58, self.paint(hair), 20)
        self.c.restore()


class _Look:
    """What one figure wears and is."""

    def __init__(
        self,
        top: str,
        legs: str,
        skin: str,
        woman: bool,
        old: bool,
        child: bool,
        mask: bool,
        vest: bool,
        helmet: str,
        turn: float,
        back: bool,
    ) -> None:
        self.top, self.legs, self.skin, self.woman, self.old, self.child = top, legs, skin, woman, old, child
        self.mask, self.vest, self.helmet, self.turn, self.back = mask, vest, helmet, turn, back


def photograph(
    stage: Stage,
    *,
    warmth: float = 0.0,
    exposure: float = 1.0,
    noise: float = 1.3,
    blur: float = 0.8,
    turn: float = 0.0,
    zoom: float = 1.0,
    vignette: float = 0.25,
    centre: Point = (0.5, 0.5),
) -> Image.Image:
    """Turn a painted stage into something a telephone would have taken: crop, tilt, light, grain, soft focus."""
    picture = Image.fromarray(stage.surface.toarray()[:, :, 2::-1].copy())
    if turn or zoom != 1.0:
        w, h = picture.size
        inner = _box(w, h, 1 + abs(turn) * 0.036, (0.5, 0.5))
        picture = picture.rotate(turn, Image.Resampling.BICUBIC).crop(inner)
        picture = picture.crop(_box(*picture.size, zoom, centre)).resize((w, h), Image.Resampling.BICUBIC)
    picture = picture.filter(ImageFilter.GaussianBlur(blur))
    pixels = np.asarray(picture, dtype=np.float32) / 255
    h, w, _ = pixels.shape
    yy, xx = np.mgrid[0:h, 0:w]
    distance = ((xx / w - 0.5) ** 2 + (yy / h - 0.5) ** 2) / 0.5
    pixels *= (1 - vignette * distance)[..., None] * exposure
    pixels *= np.array([1 + warmth, 1.0, 1 - warmth], dtype=np.float32)
    pixels = np.clip(pixels, 0, 1) ** 0.96
    maker = np.random.default_rng(stage.rng.getrandbits(32))
    grain = maker.normal(0, noise / 255, (h // 2, w // 2)).astype(np.float32)
    grain = np.asarray(Image.fromarray(grain).resize((w, h), Image.Resampling.BILINEAR))
    pixels = np.clip(pixels + grain[..., None], 0, 1)
    return Image.fromarray((pixels * 255 + 0.5).astype(np.uint8))


def _box(w: int, h: int, scale: float, centre: Point) -> tuple[int, int, int, int]:
    cw, ch = w / scale, h / scale
    x = min(max(0.0, centre[0] * w - cw / 2), w - cw)
    y = min(max(0.0, centre[1] * h - ch / 2), h - ch)
    return round(x), round(y), round(x + cw), round(y + ch)


Painter = Callable[[Stage, str, int], None]
