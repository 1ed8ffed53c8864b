"""The drawn scenes of the archive's photographs: rooms, streets, hills, visits. One painter per kind of scene.

A painter gets a fresh stage, the banner's text ("" for none) and the number of the shot within its series; the number
chooses the camera's place, so that two shots of one event are two different pictures.
"""

from __future__ import annotations

import math

from drawing import Painter, Stage, shade

SCENES: dict[str, Painter] = {}
NAMES = ("顾长河", "梁素秋", "苏映雪", "沈知行", "方若宁", "许柏川", "陆明远", "韩之舟", "叶清")


def scene(painter: Painter) -> Painter:
    """Enter the painter under its own name."""
    SCENES[painter.__name__] = painter
    return painter


# backgrounds


def _room(
    s: Stage,
    *,
    wall: str = "#e9e2d3",
    wood: str = "#9b7148",
    far: float = 0.62,
    vx: float = 0.5,
    floor: str = "#b9a488",
) -> tuple[float, float, float, float]:
    """A room in one-point perspective; returns the far wall as x0, y0, x1, y1."""
    w, h = s.w, s.h
    bw, bh = w * far, h * far * (0.82 if far < 0.8 else 0.70)
    x0 = (w - bw) * vx
    y0 = h * 0.12 + (1 - far) * 60
    x1, y1 = x0 + bw, y0 + bh
    s.rect(0, 0, w, h, wall)
    s.poly([(0, 0), (w, 0), (x1, y0), (x0, y0)], s.gradient((0, 0), (0, y0), "#f7f5ee", "#e4ded0"))
    for k in (0.2, 0.55):
        for side in (0.3, 0.62):
            a = y0 * k
            lx = x0 * (a / y0) + (w + (bw - w) * (a / y0)) * side
            s.poly(
                [(lx, a), (lx + 110 * (1 - k * 0.5), a), (lx + 96 * (1 - k * 0.5), a + 16), (lx + 6, a + 16)],
                s.paint("#ffffff", 0.95, blur=2),
            )
    s.poly([(0, h), (w, h), (x1, y1), (x0, y1)], s.gradient((0, y1), (0, h), shade(floor, 1.15), shade(floor, 0.8)))
    for k in range(-6, 15):
        s.line((x0 + bw * k / 8, y1), (x0 + bw / 2 + (k / 8 - 0.5) * bw * 3.2, h), s.paint("#6b5a43", 0.18, stroke=2))
    s.poly([(0, 0), (x0, y0), (x0, y1), (0, h)], s.gradient((0, 0), (x0, 0), shade(wall, 0.82), shade(wall, 0.95)))
    s.poly([(w, 0), (x1, y0), (x1, y1), (w, h)], s.gradient((x1, 0), (w, 0), shade(wall, 0.97), shade(wall, 0.86)))
    s.rect(x0, y0, bw, bh, s.gradient((0, y0), (0, y1), shade(wall, 1.06), shade(wall, 0.93)))
    s.rect(x0, y1 - bh * 0.2, bw, bh * 0.2, s.gradient((0, y1 - bh * 0.2), (0, y1), wood, shade(wood, 0.75)))
    if x0 > 60:
        _side_window(s, x0, y0, y1)
    return x0, y0, x1, y1


def _side_window(s: Stage, x0: float, y0: float, y1: float) -> None:
    for a, b in ((0.25, 0.52), (0.62, 0.86)):
        xa, xb = x0 * a, x0 * b

        def top(x: float) -> float:
            return y0 * x / x0 + (y1 - y0 * x / x0) * 0.12

        def low(x: float) -> float:
            return top(x) + (y1 - y0) * (1.5 - x / x0 * 0.75) * 0.62

        s.poly(
            [(xa, top(xa)), (xb, top(xb)), (xb, low(xb)), (xa, low(xa))],
            s.gradient((0, top(xa)), (0, low(xa)), "#d9ecf8", "#f4faf2"),
        )
        s.line(((xa + xb) / 2, top((xa + xb) / 2)), ((xa + xb) / 2, low((xa + xb) / 2)), s.paint("#f4f4f0", stroke=5))
        s.poly(
            [(xa, top(xa)), (xa + (xb - xa) * 0.24, top(xa)), (xa + (xb - xa) * 0.2, low(xa)), (xa, low(xa))],
            s.paint("#c9b184", 0.9),
        )


def _sky(s: Stage, horizon: float, *, top: str = "#8ec3ea", low: str = "#e6f2f7") -> None:
    s.rect(0, 0, s.w, s.h, s.gradient((0, 0), (0, horizon), top, low))
    for _ in range(5):
        x, y = s.rng.random() * s.w, s.rng.uniform(0.05, 0.6) * horizon
        for _ in range(5):
            s.oval(
                x + s.rng.uniform(-70, 70),
                y + s.rng.uniform(-9, 9),
                s.rng.uniform(40, 90),
                s.rng.uniform(10, 20),
                s.paint("#ffffff", 0.45, blur=10),
            )


def _hills(s: Stage, horizon: float, fills: tuple[str, ...] = ("#9dbccb", "#86aeb0", "#7aa58d")) -> None:
    for depth, fill in enumerate(fills):
        points = [(0.0, horizon + 4)]
        phase, high = s.rng.random() * 6, 130 - depth * 38
        for k in range(0, 41):
            x = s.w * k / 40
            points.append(
                (x, horizon - high * (0.45 + 0.3 * math.sin(phase + k * 0.27) + 0.2 * math.sin(phase * 2 + k * 0.61)))
            )
        points.append((s.w, horizon + 4))
        s.poly(points, s.gradient((0, horizon - high), (0, horizon), shade(fill, 1.1), fill))


def _houses(s: Stage, horizon: float, *, rural: bool = False) -> None:
    x = -60.0
    while x < s.w:
        w = s.rng.uniform(150, 250)
        h = s.rng.uniform(120, 170) if rural else s.rng.uniform(190, 330)
        fill = (
            s.rng.choice(["#f1eee6", "#e8e1d4", "#f6f4ef"])
            if rural
            else s.rng.choice(["#d9c9b4", "#c8d0d6", "#e2d8c6", "#cdb8a6", "#dfe3e6"])
        )
        y = horizon - h
        s.rect(x, y, w, h, s.gradient((x, 0), (x + w, 0), fill, shade(fill, 0.86)))
        if rural:
            s.poly(
                [(x - 14, y + 4), (x + w + 14, y + 4), (x + w - 16, y - 46), (x + 16, y - 46)],
                s.gradient((0, y - 46), (0, y), "#6e7780", "#4d555d"),
            )
        step = 52 if rural else 40
        for row in range(int(h / step) - (0 if rural else 1)):
            for col in range(int(w / 44)):
                wx, wy = x + 14 + col * 44, y + 16 + row * step
                s.rect(wx, wy, 24, 26, s.gradient((0, wy), (0, wy + 26), "#8fb0c4", "#5d7d92"))
        if not rural:
            s.rect(x, horizon - 58, w, 20, s.paint(s.rng.choice(["#b5362c", "#2f6ea3", "#3a8059", "#c98a2b"])))
            s.text(
                x + w / 2,
                horizon - 48,
                s.rng.choice(["便民超市", "惠民药店", "青澜书店", "早餐粉面", "五金日杂"]),
                15,
                "#ffffff",
            )
            s.rect(x + 16, horizon - 36, w - 32, 36, "#7c8b93")
        x += w + s.rng.uniform(-6, 26 if rural else 8)


def _ground(s: Stage, horizon: float, near: str, far: str) -> None:
    s.rect(0, horizon, s.w, s.h - horizon, s.gradient((0, horizon), (0, s.h), far, near))


def _crowd(s: Stage, horizon: float, feet: list[tuple[float, float]], **looks: object) -> None:
    """People standing on the ground, the far ones first; the horizon runs through their eyes."""
    for x, foot in sorted(feet, key=lambda p: p[1]):
        s.person(x, foot, (foot - horizon) * 1.1 * s.rng.uniform(0.95, 1.04), **looks)  # type: ignore[arg-type]


def _held_banner(
    s: Stage, text: str, y: float, *, foot: float, height: float, wide: float = 0.82, rows: int = 1, vest: bool = True
) -> None:
    """A group behind a banner that the outer two hold."""
    w = s.w * wide
    x0 = (s.w - w) / 2
    count = max(6, int(w / (height * 0.27)))
    for row in range(rows, 0, -1):
        for k in range(count - 1):
            x = x0 + w * (k + 0.5 + (0.5 if row % 2 == 0 else 0)) / (count - 0.5)
            s.person(x, foot - 26 * row, height * (1.0 + 0.015 * row) * s.rng.uniform(0.95, 1.03), vest=vest)
    for x in (x0 - 4, x0 + w + 4):
        s.person(x, foot, height, vest=vest, pose="lift")
    s.banner(x0, y, w, min(84, height * 0.27), text, sag=9)


def _hung(s: Stage, text: str, y: float, h: float = 74, *, wide: float = 0.86, tilt: float = 0.0) -> None:
    if text:
        w = s.w * wide
        s.banner((s.w - w) / 2, y, w, h, text, tilt=tilt)


def _poles(s: Stage, text: str, y: float, ground: float, *, wide: float = 0.8) -> None:
    """A banner strung between two poles."""
    if not text:
        return
    w = s.w * wide
    x0 = (s.w - w) / 2
    for x in (x0 - 6, x0 + w + 6):
        s.line((x, y - 20), (x, ground), s.paint("#8b9299", stroke=9))
    s.banner(x0, y, w, 76, text)


def _listeners(s: Stage, y: float, size: float, count: int) -> None:
    for k in range(count):
        s.head_from_behind(s.w * (k + 0.5) / count + s.rng.uniform(-25, 25), y + s.rng.uniform(-14, 14), size)


def _screen(s: Stage, x: float, y: float, w: float, h: float, title: str, body: tuple[str, ...] = ()) -> None:
    s.rect(x - 8, y - 8, w + 16, h + 16, s.paint("#2b2e33"), 5)
    s.rect(
        x,
        y,
        w,
        h,
        s.gradient((x, y), (x + w, y + h), "#b71c1c", "#d9402c")
        if s.rng.random() < 0.5
        else s.gradient((x, y), (x, y + h), "#eef5fb", "#d3e4f2"),
    )
    s.rect(x + w * 0.06, y + h * 0.14, w * 0.88, h * 0.74, s.paint("#ffffff", 0.88), 4)
    s.text(x + w / 2, y + h * 0.30, title, min(w * 0.8 / max(1, len(title)), h * 0.15), "#a01813")
    for k in range(3):
        s.rect(
            x + w * 0.14, y + h * (0.46 + k * 0.12), w * s.rng.uniform(0.5, 0.72), h * 0.045, s.paint("#7d8894", 0.7)
        )


def _curtain_wall(s: Stage, fill: str = "#8e1f23") -> None:
    for k in range(26):
        x = s.w * k / 26
        s.rect(
            x,
            0,
            s.w / 26 + 1,
            s.h,
            s.gradient((x, 0), (x + s.w / 26, 0), shade(fill, 0.8), shade(fill, 1.12), shade(fill, 0.85)),
        )


# indoor


@scene
def meeting(s: Stage, banner: str, shot: int) -> None:
    """A meeting of the office; the camera goes round the room with the shots."""
    (_meeting_rostrum, _meeting_long, _meeting_row, _meeting_back)[shot % 4](s, banner)


def _meeting_rostrum(s: Stage, banner: str) -> None:
    _, y0, _, y1 = _room(s, far=0.86, vx=s.rng.uniform(0.4, 0.6))
    _hung(s, banner, y0 + 28, 78, wide=0.8)
    for k, words in enumerate(s.rng.choice([("依法审计", "廉洁从审"), ("求真务实", "客观公正")])):
        x = s.w * (0.16 + 0.68 * k)
        s.rect(x - 62, y0 + 150, 124, 200, s.gradient((x - 62, 0), (x + 62, 0), "#8a5a2c", "#6b431f"), 3)
        s.rect(x - 52, y0 + 160, 104, 180, "#f6f1e2")
        for row, ch in enumerate(words):
            s.text(x, y0 + 184 + row * 43, ch, 36, "#2b2622", "kai")
    s.plant(s.w * 0.09, y1 + 40, 1.5)
    s.plant(s.w * 0.92, y1 + 40, 1.4)
    count = s.rng.choice([3, 4, 5])
    for k in range(count):
        x = s.w * (0.5 + (k - (count - 1) / 2) * 0.66 / count)
        s.person(x, y1 + 300, 600, pose=s.rng.choice(["write", "clasp", "write"]), mask=False)
    s.table(s.w * 0.1, y1 + 40, s.w * 0.8, 160, "#8a4a2c", 40)
    for k in range(count):
        x = s.w * (0.5 + (k - (count - 1) / 2) * 0.66 / count)
        s.desk_things(x, y1 + 32, 1.8, NAMES[k] if s.rng.random() < 0.9 else "")
    _listeners(s, s.h - 70, 120, s.rng.choice([5, 6]))


def _meeting_long(s: Stage, banner: str) -> None:
    x0, y0, x1, y1 = _room(s, far=0.56, vx=s.rng.uniform(0.42, 0.58))
    if banner:
        s.banner(x0 + 14, y0 + 26, x1 - x0 - 28, 66, banner)
    _screen(s, (x0 + x1) / 2 - 110, y0 + 112, 220, 130, "会议议程")
    far_y, near_y = y1 - 4, s.h * 0.93
    mid = (x0 + x1) / 2
    for x in (-52, 0, 52):
        s.person(mid + x * 1.5, y1 + 74, 225, pose="write", mask=False)
    top = [(mid - 110, far_y), (mid + 110, far_y), (mid + 330, near_y), (mid - 330, near_y)]
    for k in range(4):
        t = (k + 0.4) / 4
        y, half = far_y + (near_y - far_y) * t, 110 + 220 * t
        size = 260 + 250 * t
        for side in (-1, 1):
            s.person(
                mid + side * (half + 62 + 40 * t), y + size * 0.36, size, seated=True, pose="write", turn=-side * 2.4
            )
    s.poly(top, s.gradient((0, far_y), (0, near_y), "#b98a5b", "#7c5230"))
    s.poly([(mid - 330, near_y), (mid + 330, near_y), (mid + 330, s.h), (mid - 330, s.h)], "#5b3a20")
    s.poly(
        [(mid - 40, far_y + 20), (mid + 40, far_y + 20), (mid + 110, near_y - 40), (mid - 110, near_y - 40)],
        s.paint("#8f6238"),
    )
    for k in range(4):
        t = (k + 0.5) / 4
        y, half = far_y + (near_y - far_y) * t, 110 + 220 * t
        for side in (-1, 1):
            s.desk_things(mid + side * (half - 40 - 20 * t), y, 0.8 + 0.9 * t)


def _meeting_row(s: Stage, banner: str) -> None:
    _, y0, _, y1 = _room(s, far=0.95, vx=0.5, wall=s.rng.choice(["#e9e2d3", "#e3e6e4"]))
    _hung(s, banner, y0 + 10, 84, wide=0.9)
    for row, (y, size) in enumerate(((y1 - 60, 470), (y1 + 150, 620))):
        count = 6 - row
        for k in range(count):
            s.person(
                s.w * (k + 0.5 + s.rng.uniform(-0.06, 0.06)) / count,
                y + size * 0.44,
                size,
                pose=s.rng.choice(["write", "write", "clasp"]),
            )
        s.table(-20, y + 4, s.w + 40, 130, "#94582f" if row == 0 else "#a2642f", 30)
        for k in range(count):
            s.desk_things(s.w * (k + 0.5) / count, y - 4, 1.2 + row * 0.5)


def _meeting_back(s: Stage, banner: str) -> None:
    x0, y0, x1, y1 = _room(s, far=0.72, vx=s.rng.uniform(0.3, 0.7))
    if banner:
        s.banner(x0 + 20, y0 + 16, x1 - x0 - 40, 72, banner)
    _screen(
        s, x0 + (x1 - x0) * 0.12, y0 + 120, (x1 - x0) * 0.42, 190, s.rng.choice(["学习交流", "专题学习", "工作推进"])
    )
    s.person(x1 - 110, y1 + 40, 300, pose="point", mask=False, turn=-2)
    s.rect(x1 - 170, y1 - 90, 120, 135, s.gradient((x1 - 170, 0), (x1 - 50, 0), "#9a6236", "#6a3f20"), 4)
    for row in range(3):
        y = y1 + 70 + row * 112
        _listeners(s, y, 62 + row * 26, 8 - row * 2)


@scene
def study(s: Stage, banner: str, shot: int) -> None:
    """A study session: readers round a table, or rows before a screen."""
    if shot % 2 == 0:
        _meeting_row(s, banner)
    else:
        _meeting_back(s, banner)


@scene
def reading(s: Stage, banner: str, shot: int) -> None:
    """A reading circle before book shelves."""
    _, y0, _, y1 = _room(s, far=0.98, wall="#efe9dc")
    for col in range(9):
        x = s.w * col / 9
        if col in ((4, 5) if shot != 1 else (7, 8)):
            continue
        s.rect(x, y0 + 120, s.w / 9 - 6, y1 - y0 - 110, "#8a6037")
        for row in range(4):
            y = y0 + 136 + row * 100
            s.rect(x + 6, y, s.w / 9 - 18, 82, "#5d3f22")
            bx = x + 8
            while bx < x + s.w / 9 - 26:
                bw, bh = s.rng.uniform(8, 17), s.rng.uniform(55, 78)
                s.rect(
                    bx,
                    y + 82 - bh,
                    bw,
                    bh,
                    s.rng.choice(["#b5443a", "#3f6d8f", "#d8b04a", "#5f8760", "#efe6d2", "#6c4a7a"]),
                )
                bx += bw + 1
    _hung(s, banner, y0 + 14, 84, wide=0.8)
    base = y1 + 30
    count = 5 - shot % 2
    for k in range(count):
        t = (k + 0.5) / count
        s.person(
            s.w * (0.08 + 0.84 * t),
            base + 120 + 110 * abs(t - 0.5),
            500,
            seated=True,
            pose="hold",
            prop="book",
            mask=False,
        )
    if shot == 2:
        s.person(s.w * 0.5, base + 190, 590, pose="point", prop="book", mask=False)
    s.oval(s.w * 0.5, s.h - 60, 240, 60, s.gradient((0, s.h - 120), (0, s.h), "#c99f6a", "#8d6436"))
    for k in range(4):
        s.desk_things(s.w * 0.5 - 130 + k * 85, s.h - 64 + (k % 2) * 22, 1.2)


@scene
def stage_show(s: Stage, banner: str, shot: int) -> None:
    """A choir on a stage."""
    _curtain_wall(s)
    s.rect(0, s.h * 0.74, s.w, s.h, s.gradient((0, s.h * 0.74), (0, s.h), "#c98f54", "#7d5128"))
    _hung(s, banner, 50, 92, wide=0.9)
    suit = ("#f5f6f7", "#b3202a", "#f5f6f7", "#2b4a7a")[shot % 4]
    rows = 2 if shot == 2 else 3
    size = 470 if shot == 2 else 330
    for row in range(rows, 0, -1):
        count = (8 if shot == 2 else 12) - row % 2
        for k in range(count):
            s.person(
                s.w * (0.07 + 0.86 * (k + 0.5) / count),
                s.h * 0.80 - row * 52 + 90,
                size,
                top=suit,
                mask=False,
                pose=("down", "clasp", "down", "hold")[shot % 4],
                prop="folder" if shot % 4 == 3 else "",
            )
    if shot in (1, 3):
        s.person(s.w * 0.5, s.h - 26, 470, back=True, top="#1d1f26", pose="lift", woman=False)
    if shot == 2:
        s.person(s.w * 0.28, s.h - 10, 520, top="#22304f", pose="write", prop="mic", mask=False)
    for k in range(5):
        s.poly(
            [(s.w * k / 4, -10), (s.w * k / 4 - 150, s.h * 0.8), (s.w * k / 4 + 150, s.h * 0.8)],
            s.paint("#fff6d8", 0.05, blur=20),
        )
    if shot in (0, 2):
        _listeners(s, s.h - 20, 90, 7)


@scene
def speech(s: Stage, banner: str, shot: int) -> None:
    """A speech contest: one speaker, a lectern, judges."""
    x0, y0, x1, y1 = _room(s, far=0.84, vx=(0.5, 0.3, 0.68)[shot % 3], wall="#e6e0d6")
    s.banner(x0 + 20, y0 + 18, x1 - x0 - 40, 84, banner)
    if shot % 3 == 1:
        count = 5
        for k in range(count):
            s.person(s.w * (k + 0.6) / (count + 0.2), y1 + 230, 440, pose="hold", prop="paper", mask=False)
        s.table(30, y1 + 40, s.w - 60, 170, "#a8332b", 34)
        for k in range(count):
            s.desk_things(s.w * (k + 0.6) / (count + 0.2), y1 + 32, 1.6, "评委")
        return
    _screen(s, x0 + 60, y0 + 130, (x1 - x0) * 0.36, 200, "见贤思齐" if "讲堂" in banner else "以诚立身")
    x = (x0 + x1) / 2 + 130
    s.person(
        x,
        y1 + 120,
        480 if shot % 3 == 0 else 520,
        pose="wave" if shot % 3 == 0 else "write",
        prop="" if shot % 3 == 0 else "mic",
        mask=False,
        top="#2c3550",
    )
    s.poly(
        [(x - 95, y1 - 110), (x + 75, y1 - 110), (x + 55, y1 + 130), (x - 75, y1 + 130)],
        s.gradient((x - 95, 0), (x + 75, 0), "#a86d3b", "#6d4220"),
    )
    s.text(x - 10, y1 - 40, "讲堂" if "讲堂" in banner else "演讲", 42, "#f5dfae")
    _listeners(s, s.h - 50, 118, 6)


@scene
def tea_party(s: Stage, banner: str, shot: int) -> None:
    """Colleagues round tables with moon cakes, fruit and tea."""
    _, y0, _, y1 = _room(s, far=0.92, wall="#efe4d2", vx=0.5)
    _hung(s, banner, y0 + 8, 88, wide=0.88)
    for k in range(4):
        x = s.w * (0.2 + 0.2 * k)
        s.line((x, y0 + 92), (x, y0 + 140), s.paint("#c9a24a", stroke=3))
        s.oval(x, y0 + 172, 34, 30, s.gradient((x - 34, 0), (x + 34, 0), "#ef4b3a", "#a81410"))
    count = (5, 6, 4, 5)[shot % 4]
    size = (560, 480, 640, 590)[shot % 4]
    for k in range(count):
        s.person(
            s.w * (k + 0.5) / count,
            y1 + size * 0.40,
            size,
            mask=False,
            pose=s.rng.choice(["write", "clasp", "give", "clap"]),
        )
    if shot == 1:
        s.person(s.w * 0.76, y1 + 150, 620, pose="write", prop="mic", mask=False)
    s.table(20, y1 + 40, s.w - 40, 180, "#b98d5a", 60)
    for k in range(7):
        x, y = s.w * (k + 0.5) / 7, y1 + 18
        s.oval(x, y, 48, 14, "#f6f4ee")
        for dx in (-18, 4, 24):
            fill = ("#c98a3c", "#e0632f", "#8f4f9a")[(k + shot) % 3]
            s.oval(
                x + dx,
                y - 9,
                13,
                10,
                s.gradient((x + dx - 13, 0), (x + dx + 13, 0), shade(fill, 1.2), shade(fill, 0.8)),
            )
    if shot % 2:
        _listeners(s, s.h - 40, 110, 5)


@scene
def dumplings(s: Stage, banner: str, shot: int) -> None:
    """Rice dumplings made round a kitchen table."""
    w, h = s.w, s.h
    s.rect(0, 0, w, h, s.gradient((0, 0), (0, h), "#eef1ee", "#cfd6d2"))
    for row in range(9):
        for col in range(17):
            s.rect(col * 78 + 2, row * 60 + 2, 74, 56, s.paint("#fafcfa", 0.65), 2)
    if shot % 3 != 1:
        s.rect(w * 0.72, 190, 250, 200, s.gradient((0, 190), (0, 390), "#cfe6f4", "#f1f7ef"))
        s.line((w * 0.72 + 125, 190), (w * 0.72 + 125, 390), s.paint("#ffffff", stroke=8))
    _hung(s, banner, 50, 92, wide=0.88)
    people = (5, 4, 3, 6, 4, 2)[shot % 6]
    size = (600, 660, 760, 540, 660, 840)[shot % 6]
    base = h * (0.74 if size < 600 else 0.78)
    for k in range(people):
        x = w * (k + 0.5) / people + s.rng.uniform(-20, 20)
        s.person(x, base + size * 0.44, size, pose=s.rng.choice(["write", "hold", "write"]), mask=s.rng.random() < 0.2)
        s.rect(
            x - size * 0.075,
            base - size * 0.24,
            size * 0.15,
            size * 0.3,
            s.paint(s.rng.choice(["#f3d9a0", "#c9e0c0", "#f0b8a8"]), 0.9),
            8,
        )
    s.table(-10, base + 30, w + 20, h, "#d6d9da", 90)
    for k in range(9):
        x, y = w * (k + 0.5) / 9 + s.rng.uniform(-20, 20), base - 20 + s.rng.uniform(-26, 40)
        if (k + shot) % 3 == 0:
            s.oval(x, y, 58, 22, s.gradient((0, y - 22), (0, y + 22), "#b9c3c9", "#8f9aa1"))
            s.oval(x, y - 4, 50, 16, "#fbfaf2")
        else:
            for dx in (-22, 8):
                s.poly(
                    [(x + dx - 20, y + 12), (x + dx + 22, y + 14), (x + dx + 2, y - 24)],
                    s.gradient((x + dx - 20, y), (x + dx + 22, y), "#6f9a4a", "#3f6b2e"),
                )
                s.line((x + dx - 11, y), (x + dx + 13, y + 2), s.paint("#e7dcb0", stroke=3))
    for k in range(3):
        x = w * (0.2 + 0.3 * k)
        s.poly([(x - 90, h - 30), (x + 90, h - 46), (x + 60, h - 78), (x - 70, h - 66)], s.paint("#5f8d45"))


@scene
def training(s: Stage, banner: str, shot: int) -> None:
    """Fire drill and first aid: class room, resuscitation, extinguishers, evacuation."""
    kind = shot % 8
    if kind in (0, 1):
        _meeting_back(s, banner) if kind == 0 else _meeting_row(s, banner)
        return
    if kind in (2, 3):
        _, y0, _, y1 = _room(s, far=0.96, wall="#e7eae6")
        _hung(s, banner, y0 + 6, 88, wide=0.9)
        for k in range(6):
            s.person(s.w * (0.1 + 0.16 * k), y1 + 30, 400)
        s.rect(s.w * 0.2, y1 + 84, s.w * 0.6, 76, s.paint("#3f8f6e"), 12)
        x, y = s.w * 0.5, y1 + 108
        s.rect(x - 190, y - 44, 300, 52, s.gradient((0, y - 44), (0, y + 8), "#4f78b5", "#2f4c7d"), 20)
        s.oval(x + 150, y - 22, 42, 34, "#eac7a6")
        for kx in (-20,) if kind == 2 else (-60, 60):
            s.person(x + kx, y + 40, 480, pose="write", bend=24 if kx < 0 else -20, vest=True, mask=True, kneeling=True)
        return
    hz = s.h * 0.36
    _yard(s, hz)
    _poles(s, banner, 56, hz + 190)
    if kind in (4, 5, 6):
        fx = s.w * (0.72, 0.3, 0.66)[kind - 4]
        side = -1 if fx > s.w / 2 else 1
        _crowd(s, hz, [(s.w * (0.06 + 0.1 * k), hz + 270 + (k % 2) * 24) for k in range(9)])
        foot = s.h * 0.92
        s.poly([(fx - 70, foot), (fx + 70, foot), (fx + 56, foot - 66), (fx - 56, foot - 66)], "#59606a")
        for _ in range(26):
            fill = s.rng.choice(["#ffb347", "#ff7b1c", "#ffe08a", "#f2501d"])
            s.oval(
                fx + s.rng.uniform(-52, 52),
                foot - 84 - s.rng.uniform(0, 120),
                s.rng.uniform(9, 24),
                s.rng.uniform(22, 46),
                s.paint(fill, 0.6, blur=5),
            )
        for _ in range(10):
            s.oval(
                fx + s.rng.uniform(-60, 70),
                foot - 230 - s.rng.uniform(0, 190),
                52,
                34,
                s.paint("#3f4348", 0.22, blur=16),
            )
        px = fx + side * 330
        s.poly(
            [(px - side * 70, foot - 190), (fx + side * 40, foot - 110), (fx + side * 30, foot - 20)],
            s.paint("#f6f8fa", 0.75, blur=9),
        )
        s.person(
            px, foot + 14, 470, pose="give", prop="extinguisher", vest=kind == 5, helmet="#d9382c" if kind == 6 else ""
        )
        return
    for k in range(9):
        s.person(s.w * (0.08 + 0.105 * k), hz + 320 + (k % 3) * 46, 400 + (k % 3) * 50, pose="hold", bend=16, mask=True)
    s.person(s.w * 0.9, s.h - 20, 520, pose="wave", helmet="#d9382c", top="#27406b")


# outdoor


def _yard(s: Stage, hz: float) -> None:
    """The courtyard of the office building."""
    _sky(s, hz)
    s.rect(80, hz - 250, s.w - 160, 262, s.gradient((80, 0), (s.w - 80, 0), "#e9e1d2", "#cfc4b0"))
    for row in range(4):
        for col in range(13):
            s.rect(
                112 + col * 82,
                hz - 232 + row * 58,
                50,
                36,
                s.gradient((0, hz - 232 + row * 58), (0, hz - 196 + row * 58), "#8eb2c9", "#587891"),
            )
    s.rect(s.w / 2 - 150, hz - 70, 300, 82, "#7c6a55")
    s.rect(s.w / 2 - 170, hz - 96, 340, 30, "#b8322a")
    s.text(s.w / 2, hz - 81, "青澜县审计局", 22, "#ffe7ae", spread=8)
    _ground(s, hz, "#a9a59b", "#c9c5b9")
    for k in range(7):
        s.line((0, hz + 14 + k * k * 16), (s.w, hz + 14 + k * k * 16), s.paint("#8d897f", 0.35, stroke=2))
    for x in (40, s.w - 40):
        s.tree(x, hz + 60, 1.35)


def _street_back(s: Stage, hz: float) -> None:
    _sky(s, hz, top=s.rng.choice(["#8ec3ea", "#b8cfdc", "#a9d2ee"]))
    _houses(s, hz)
    _ground(s, hz, "#8b8f94", "#a3a7aa")
    edge = s.h * s.rng.uniform(0.60, 0.70)
    s.poly([(0, hz), (s.w, hz), (s.w, hz + 60), (0, edge)], s.gradient((0, hz), (0, edge), "#d8cfc0", "#c3b8a6"))
    s.poly([(0, edge), (s.w, hz + 60), (s.w, hz + 72), (0, edge + 22)], "#e9e6df")
    for k in range(5):
        x = s.w * (k * 0.26 - 0.06)
        s.poly(
            [(x, s.h * 0.86), (x + 150, s.h * 0.84), (x + 156, s.h * 0.858), (x + 4, s.h * 0.88)],
            s.paint("#f4f4f0", 0.85),
        )
    for x in (s.rng.uniform(40, 160), s.rng.uniform(1050, 1230)):
        s.tree(x, hz + 100, 1.2)
    s.noise_band((0, edge, s.w, s.h - edge), ["#7d6a3f", "#9a8a52", "#6f7f4a"], 26, 4)


@scene
def street(s: Stage, banner: str, shot: int) -> None:
    """Volunteers sweeping a street."""
    hz = s.h * (0.36, 0.33, 0.40)[shot % 3]
    _street_back(s, hz)
    if shot % 3 == 0:
        _held_banner(s, banner, s.h * 0.60, foot=s.h * 0.93, height=430, rows=2)
        return
    _poles(s, banner, 60, hz + 150, wide=0.84)
    tools = ["broom", "tongs", "shovel", "bag", "broom"]
    spots = [
        (s.w * (0.1 + 0.2 * k) + s.rng.uniform(-40, 40), hz + s.rng.uniform(250, 520)) for k in range(4 + shot % 2)
    ]
    for k, (x, foot) in enumerate(sorted(spots, key=lambda p: p[1])):
        tool = tools[(k + shot) % 5]
        s.person(
            x,
            foot,
            (foot - hz) * 1.08,
            vest=True,
            pose="sweep" if tool in ("broom", "shovel") else "down",
            prop=tool,
            bend=s.rng.choice([0, 14, 26, -12]),
            back=s.rng.random() < 0.25,
        )
    if shot % 3 == 2:
        x, y = s.w * 0.8, s.h * 0.9
        s.rect(x - 60, y - 150, 120, 150, s.gradient((x - 60, 0), (x + 60, 0), "#3e9c58", "#256b3a"), 10)
        s.text(x, y - 80, "可回收物", 24, "#ffffff")


@scene
def planting(s: Stage, banner: str, shot: int) -> None:
    """Volunteers planting and watering young trees in a park."""
    hz = s.h * (0.38, 0.34, 0.40)[shot % 3]
    _sky(s, hz)
    _hills(s, hz)
    _ground(s, hz, "#7a8f4e", "#a5bd74")
    s.noise_band((0, hz, s.w, s.h - hz), ["#6f8a47", "#8aa35a", "#5f7a3e", "#94ad66"], 160, 6)
    for k in range(6):
        s.tree(s.w * (k / 5) + s.rng.uniform(-50, 50), hz + s.rng.uniform(20, 60), 0.9)
    if shot % 3 == 0:
        _held_banner(s, banner, s.h * 0.61, foot=s.h * 0.94, height=430, rows=2)
        return
    _poles(s, banner, 54, hz + 140)
    for k in range(4):
        x, foot = s.w * (0.15 + 0.23 * k), s.h * (0.82 + 0.05 * (k % 2)) + shot * 10
        s.oval(x + 86, foot + 10, 60, 15, "#6b5138")
        s.line((x + 86, foot + 8), (x + 86, foot - 190), s.paint("#6a5040", stroke=8))
        for _ in range(7):
            s.oval(
                x + 86 + s.rng.uniform(-34, 34),
                foot - 200 + s.rng.uniform(-44, 30),
                22,
                17,
                s.paint(s.rng.choice(["#5d8f4e", "#7fb067", "#4d7d44"]), 0.9),
            )
        s.person(
            x,
            foot + 16,
            440,
            vest=True,
            pose="sweep",
            prop="shovel" if (k + shot) % 2 else "",
            bend=s.rng.choice([10, 18, 4]),
            turn=2,
        )


@scene
def lake(s: Stage, banner: str, shot: int) -> None:
    """A patrol along the lake shore."""
    hz = s.h * (0.34, 0.38, 0.31)[shot % 3]
    _sky(s, hz)
    _hills(s, hz)
    _ground(s, hz, "#4f8fa8", "#a8d0da")
    for _ in range(60):
        x, y = s.rng.random() * s.w, hz + s.rng.random() ** 1.6 * 260
        s.line((x, y), (x + s.rng.uniform(20, 90), y), s.paint("#e8f6fa", 0.4, stroke=2))
    shore = s.h * 0.64
    s.poly(
        [(0, shore + 20), (s.w * 0.5, shore - 24), (s.w, shore + 34), (s.w, s.h), (0, s.h)],
        s.gradient((0, shore), (0, s.h), "#b5ab93", "#8f866f"),
    )
    s.noise_band((0, shore + 10, s.w, 60), ["#6f9a57", "#86ac62", "#5d8749"], 90, 9)
    for k in range(14):
        x = s.w * k / 13
        s.line((x, shore - 64), (x, shore + 26), s.paint("#e6e6e0", stroke=8))
    for y in (-52, -20):
        s.line((0, shore + y), (s.w, shore + y), s.paint("#dcdcd4", stroke=6))
    s.tree((90, s.w - 110, 160)[shot % 3], shore + 70, 1.8, "willow")
    _sign(s, s.w * (0.84, 0.14, 0.9)[shot % 3], shore + 96, "水深危险", "禁止游泳")
    if shot % 3 == 0:
        _held_banner(s, banner, s.h * 0.62, foot=s.h * 0.95, height=450)
        return
    _poles(s, banner, 54, shore + 40)
    for k in range(4 - shot % 2):
        foot = s.h * s.rng.uniform(0.84, 0.97)
        s.person(
            s.w * (0.2 + 0.2 * k),
            foot,
            430 + (foot - 800) * 0.6,
            vest=True,
            pose=s.rng.choice(["point", "down", "give"]),
            prop=s.rng.choice(["", "flag", "paper"]),
            back=k == 1,
        )


def _sign(s: Stage, x: float, y: float, a: str, b: str) -> None:
    s.line((x, y - 20), (x, y - 160), s.paint("#8c9196", stroke=9))
    s.rect(x - 76, y - 260, 152, 106, s.paint("#f4c430"), 8)
    s.text(x, y - 228, a, 32, "#b51f17")
    s.text(x, y - 184, b, 32, "#20242a")


@scene
def tomb(s: Stage, banner: str, shot: int) -> None:
    """Before the monument of a martyrs' cemetery."""
    hz = s.h * 0.47
    _sky(s, hz, top="#b9c9d3", low="#e9edef")
    _hills(s, hz, ("#a3b8b8", "#87a494", "#6f9179"))
    _ground(s, hz, "#b7b5ad", "#d3d1c9")
    cx = s.w * (0.5, 0.5, 0.72, 0.3, 0.5, 0.62)[shot % 6]
    big = (0.95, 0.7, 0.78, 0.74, 0.66, 0.78)[shot % 6]
    for k in range(7):
        s.tree(s.w * (k / 6) + s.rng.uniform(-40, 40), hz + 40, s.rng.uniform(0.8, 1.1), "pine")
    for k in range(4):
        wide = (300 + k * 60) * big
        s.rect(
            cx - wide,
            hz + 14 + k * 20,
            wide * 2,
            22,
            s.gradient((0, hz + 14 + k * 20), (0, hz + 36 + k * 20), "#dcd9d0", "#aeaaa0"),
        )
    s.poly(
        [
            (cx - 52 * big, hz + 16),
            (cx + 52 * big, hz + 16),
            (cx + 36 * big, hz - 360 * big),
            (cx - 36 * big, hz - 360 * big),
        ],
        s.gradient((cx - 52, 0), (cx + 52, 0), "#e3e1da", "#f3f1ec", "#b5b2a9"),
    )
    s.text(cx, hz - 372 * big, "★", 54 * big, "#c4201a")
    for k, ch in enumerate("革命烈士永垂不朽"):
        s.text(cx, hz + (-318 + k * 39) * big, ch, 34 * big, "#a8871f")
    if shot % 6 == 0:
        _held_banner(s, banner, s.h * 0.665, foot=s.h * 0.95, height=400, rows=2, vest=False)
        return
    _poles(s, banner, 50, hz + 130, wide=0.86)
    if shot % 6 == 1:
        for row in range(3):
            for k in range(9):
                s.person(
                    s.w * (0.06 + 0.11 * k) + row * 14,
                    hz + 260 + row * 105,
                    330 + row * 60,
                    back=True,
                    top=s.rng.choice(["#23262e", "#2f3540", "#f0f1f2"]),
                )
    elif shot % 6 == 2:
        for k in range(2):
            s.person(cx + (-150 + k * 300), hz + 190, 330, back=True, pose="hold")
        _wreath(s, cx, hz + 170, 78)
        _crowd(s, hz, [(s.w * (0.06 + 0.1 * k), hz + 420 + (k % 2) * 30) for k in range(5)], top="#262a33")
    elif shot % 6 == 3:
        for k in range(9):
            s.person(s.w * (0.08 + 0.11 * k), s.h - 40 - (k % 2) * 60, 460, pose="oath", mask=False, top="#2a3040")
    elif shot % 6 == 4:
        for k, tool in enumerate(("broom", "tongs", "broom", "shovel")):
            s.person(
                s.w * (0.16 + 0.23 * k),
                hz + 300 + (k % 2) * 150,
                400 + (k % 2) * 80,
                pose="sweep",
                prop=tool,
                vest=True,
                bend=12,
            )
    else:
        for k in range(6):
            s.person(s.w * (0.1 + 0.14 * k), hz + 300 + k * 26, 340 + k * 26, pose="hold", prop="flower", top="#2a2f3a")


def _wreath(s: Stage, x: float, y: float, r: float) -> None:
    for k in range(22):
        a = k * 2 * math.pi / 22
        s.oval(x + math.cos(a) * r, y + math.sin(a) * r, 19, 17, s.paint(("#f3d33b", "#ffffff", "#3f8f4d")[k % 3]))
    s.oval(x, y, r * 0.72, r * 0.72, "#3f7d48")
    s.text(x, y, "奠", r * 0.8, "#ffffff")


@scene
def mountain(s: Stage, banner: str, shot: int) -> None:
    """Up the stone steps of a hill."""
    hz = s.h * 0.44
    _sky(s, hz)
    _hills(s, hz, ("#8fb5c4", "#77a58d", "#5c9069"))
    s.poly(
        [(0, hz - 60), (s.w * 0.34, hz - 20), (s.w * 0.3, s.h), (0, s.h)],
        s.gradient((0, hz), (0, s.h), "#7aa65c", "#4c7a3f"),
    )
    s.poly(
        [(s.w, hz - 90), (s.w * 0.62, hz - 20), (s.w * 0.72, s.h), (s.w, s.h)],
        s.gradient((0, hz), (0, s.h), "#6f9c56", "#47733b"),
    )
    for k in range(24):
        t = k / 23
        y = hz - 30 + t**1.25 * (s.h - hz + 40)
        left, right = s.w * (0.42 - 0.13 * t), s.w * (0.56 + 0.16 * t)
        s.rect(left, y, right - left, 8 + 30 * t, s.gradient((0, y), (0, y + 8 + 30 * t), "#d8d3c6", "#9b9688"))
    for k in range(6):
        s.tree(s.w * (0.04 + 0.05 * k), hz + 20 + k * 62, 0.7 + k * 0.16, "round" if k % 2 else "pine")
        s.tree(s.w * (0.97 - 0.045 * k), hz + 10 + k * 62, 0.7 + k * 0.16, "pine" if k % 2 else "round")
    if shot == 0:
        _held_banner(s, banner, s.h * 0.62, foot=s.h * 0.96, height=440, rows=2, vest=False)
        return
    _poles(s, banner, 60, hz + 60, wide=0.8)
    for k in range(6):
        t = k / 5
        y = hz + 90 + t * (s.h - hz - 130)
        s.person(
            s.w * (0.46 + 0.1 * math.sin(k * 2.1 + shot) + 0.03),
            y,
            190 + 230 * t,
            back=shot == 1,
            pose=s.rng.choice(["down", "wave", "hold"]),
            mask=False,
        )


@scene
def visit(s: Stage, banner: str, shot: int) -> None:
    """Gifts brought to an old person's home."""
    hz = s.h * 0.40
    if shot % 3 == 0:
        _sky(s, hz)
        _hills(s, hz)
        _houses(s, hz + 40, rural=True)
        _ground(s, hz + 40, "#c2b79d", "#d6cdb8")
        _held_banner(s, banner, s.h * 0.61, foot=s.h * 0.94, height=440, rows=1)
        return
    _, y0, _, y1 = _room(s, far=0.94, wall=s.rng.choice(["#ece6d8", "#dfe6e2"]), floor="#9c9688")
    _hung(s, banner, y0 + 4, 88, wide=0.9)
    s.rect(s.w * 0.68, y0 + 130, 210, 150, s.paint("#c0392b"))
    s.text(s.w * 0.68 + 105, y0 + 205, "福", 110, "#f7d774")
    s.rect(s.w * 0.1, y0 + 150, 190, 150, s.gradient((0, y0 + 150), (0, y0 + 300), "#d6ebf6", "#f4f8ee"))
    spots = ((0.36, 0.62), (0.30, 0.7), (0.42, 0.58))[shot % 3]
    s.person(s.w * spots[0], y1 + 200, 560, seated=True, old=True, pose="clasp", mask=False, top="#5d6470")
    if shot % 2 == 0:
        s.person(
            s.w * (spots[0] - 0.17),
            y1 + 196,
            545,
            seated=True,
            old=True,
            woman=True,
            pose="clasp",
            mask=False,
            top="#7a4a52",
        )
    s.person(s.w * spots[1], y1 + 210, 520, vest=True, pose="hold", prop="gift", turn=-3)
    s.person(s.w * (spots[1] + 0.14), y1 + 200, 500, vest=True, pose="give", turn=-3)
    s.person(s.w * (spots[1] + 0.26), y1 + 190, 480, vest=True)
    for k in range(3):
        x = s.w * 0.12 + k * 80
        s.rect(x, y1 + 150, 70, 90, s.gradient((x, 0), (x + 70, 0), "#f3efe2", "#cdbf9c"), 10)
        s.text(x + 35, y1 + 196, "大米" if k % 2 == 0 else "食油", 24, "#b3261e")


@scene
def nursing(s: Stage, banner: str, shot: int) -> None:
    """An afternoon in a nursing home."""
    hz = s.h * 0.38
    _sky(s, hz)
    s.rect(0, hz - 210, s.w, 230, s.gradient((0, hz - 210), (0, hz + 20), "#f3ead7", "#d9ccb3"))
    for k in range(9):
        s.rect(30 + k * 142, hz - 150, 80, 110, s.gradient((0, hz - 150), (0, hz - 40), "#9ec0d2", "#6488a0"))
    s.rect(s.w * 0.36, hz - 206, s.w * 0.28, 46, "#8f3b2d")
    s.text(s.w * 0.5, hz - 183, "松溪镇敬老院", 30, "#ffeec2", spread=6)
    _ground(s, hz + 20, "#b9b29f", "#d6d0c0")
    s.noise_band((0, hz + 6, s.w, 30), ["#6f9a57", "#88b066", "#d86f7a"], 120, 9)
    if shot % 4 == 0:
        count = 6
        for k in range(11):
            s.person(s.w * (0.06 + 0.088 * k), hz + 330, 420, vest=True)
        for k in range(count):
            s.person(
                s.w * (0.14 + 0.145 * k),
                s.h - 40,
                450,
                seated=True,
                old=True,
                pose="clasp",
                mask=False,
                top=s.rng.choice(["#5d6470", "#7a4a52", "#3f5a6a"]),
            )
        s.banner(s.w * 0.06, 52, s.w * 0.88, 92, banner)
        return
    _poles(s, banner, 54, hz + 140, wide=0.86)
    for k in range((3, 2, 2)[shot % 4 - 1]):
        x = s.w * (0.12 + 0.3 * k if shot % 4 == 1 else 0.2 + 0.34 * k)
        s.person(
            x,
            s.h - 60 - k * 26,
            520,
            seated=True,
            old=True,
            mask=False,
            pose="clasp",
            woman=k % 2 == 0,
            top=("#7a4a52", "#4b5568", "#5d6b5a")[k % 3],
        )
        if shot % 4 == 1:
            s.person(x + 150, s.h - 50 - k * 26, 560, vest=True, pose="hold", prop="gift", turn=-3)
        elif shot % 4 == 2:
            s.person(x + 120, s.h - 70 - k * 26, 560, vest=True, pose="write", bend=-14, turn=-3)
        else:
            s.person(x + 160, s.h - 30, 520, vest=True, seated=True, pose="give", turn=-3)
    if shot % 4 == 2:
        s.person(s.w * 0.9, s.h - 60, 520, vest=True, pose="sweep", prop="broom")


@scene
def crossing(s: Stage, banner: str, shot: int) -> None:
    """Volunteers with small flags at a zebra crossing."""
    hz = s.h * 0.36
    _sky(s, hz)
    _houses(s, hz)
    _ground(s, hz, "#6f747a", "#8b9095")
    lean = (-0.2, 0.25, 0.05)[shot % 3]
    for k in range(9):
        x = s.w * (k / 8)
        s.poly(
            [(x, hz + 170), (x + 58, hz + 170), (x + 84 + lean * 400, s.h), (x - 20 + lean * 400, s.h)],
            s.paint("#eceeec", 0.9),
        )
    for k in range(3):
        x, y = s.w * (0.1 + 0.34 * k) + shot * 70, hz + 96
        fill = ("#b3352b", "#2f5f99", "#d9dde0")[(k + shot) % 3]
        s.rect(x, y - 62, 190, 52, s.gradient((0, y - 62), (0, y - 10), shade(fill, 1.2), shade(fill, 0.8)), 16)
        s.poly([(x + 36, y - 60), (x + 62, y - 100), (x + 132, y - 100), (x + 160, y - 60)], "#7d98a8")
        for dx in (40, 150):
            s.oval(x + dx, y - 8, 21, 21, "#1d1f22")
    light = s.w * (0.93, 0.07, 0.9)[shot % 3]
    s.line((light, hz + 240), (light, hz - 150), s.paint("#5d6369", stroke=12))
    s.rect(light - 26, hz - 240, 52, 120, s.paint("#24282d"), 10)
    for k, fill in enumerate(("#e23b2e", "#5a4a1c", "#1f4a2a")):
        s.oval(light, hz - 218 + k * 38, 15, 15, fill)
    _poles(s, banner, 54, hz + 130, wide=0.8)
    _crowd(s, hz, [(s.w * (0.25 + 0.12 * k), hz + 240 + k * 20) for k in range(4)])
    for k in range(2 + shot % 2):
        s.person(
            s.w * (0.16 + 0.32 * k + 0.06 * shot),
            s.h - 40 - 46 * (k % 2),
            540,
            vest=True,
            pose=("stop", "point", "wave")[(k + shot) % 3],
            prop="flag",
        )


@scene
def signing(s: Stage, banner: str, shot: int) -> None:
    """Signing on a long board."""
    hz = s.h * 0.36
    _yard(s, hz)
    _hung(s, banner, 50, 88, wide=0.9)
    big = (1.0, 1.25, 0.9)[shot % 3]
    x0, x1 = s.w * (0.12, 0.02, 0.2)[shot % 3], s.w * (0.88, 0.92, 0.98)[shot % 3]
    y0, y1 = hz - 40 * big, hz + 330 * big
    s.rect(x0 - 12, y0 - 12, x1 - x0 + 24, y1 - y0 + 24, "#a8231d")
    s.rect(x0, y0, x1 - x0, y1 - y0, s.gradient((x0, y0), (x0, y1), "#fffdf6", "#f2ead6"))
    for _ in range(26):
        name = s.rng.choice(NAMES)
        s.text(
            s.rng.uniform(x0 + 60, x1 - 60),
            s.rng.uniform(y0 + 30, y1 - 40),
            name,
            s.rng.uniform(26, 40),
            s.rng.choice(["#23262b", "#1d3b7a", "#a02018"]),
            "kai",
        )
    for k in range(5 - shot % 2):
        s.person(
            s.w * (0.16 + 0.19 * k),
            s.h - 40 - (k % 2) * 44,
            480 * (0.92 + 0.12 * (shot % 2)),
            back=k % 2 == 0,
            vest=shot % 3 != 2,
            pose="point" if k % 2 == 0 else "clap",
            turn=2,
        )


@scene
def stall(s: Stage, banner: str, shot: int) -> None:
    """An information stall in a housing estate."""
    hz = s.h * 0.38
    _sky(s, hz)
    _houses(s, hz)
    _ground(s, hz, "#b3aea3", "#cbc7bc")
    for edge in (60, s.w - 70):
        s.tree(edge, hz + 80, 1.3)
    if shot == 2:
        _held_banner(s, banner, s.h * 0.61, foot=s.h * 0.94, height=440, rows=1)
        return
    _poles(s, banner, 54, hz + 180, wide=0.88)
    if shot % 2 == 0:
        for k in range(4):
            s.person(
                s.w * (0.2 + 0.19 * k),
                hz + 340,
                430,
                vest=True,
                pose=s.rng.choice(["give", "hold", "write"]),
                prop=s.rng.choice(["paper", ""]),
            )
        s.table(s.w * 0.1, hz + 240, s.w * 0.8, 170, "#b3302a", 44)
        for k in range(7):
            s.desk_things(s.w * (0.16 + 0.11 * k), hz + 228, 1.4)
        for k in range(3):
            s.person(s.w * (0.24 + 0.26 * k), s.h + 10, 520, back=True, pose="give")
    else:
        for k in range(3):
            x = s.w * (0.2 + 0.3 * k)
            s.person(x, s.h - 40 - k * 22, 520, vest=True, pose="give", prop="paper", turn=2)
            s.person(x + 140, s.h - 46 - k * 22, 490, old=k == 1, pose="hold", turn=-3, mask=k == 0)
        x, y = s.w * 0.9, s.h * 0.86
        s.rect(x - 70, y - 300, 140, 300, s.gradient((0, y - 300), (0, y), "#e9f1f7", "#bcd0de"), 4)
        s.text(x, y - 250, "宣传", 44, "#b3261e")


@scene
def children(s: Stage, banner: str, shot: int) -> None:
    """A children's day visit to a village school."""
    hz = s.h * 0.38
    _sky(s, hz)
    _hills(s, hz)
    s.rect(s.w * 0.06, hz - 180, s.w * 0.88, 200, s.gradient((0, hz - 180), (0, hz + 20), "#f6efe0", "#dfd2bb"))
    for k in range(8):
        s.rect(s.w * 0.1 + k * 132, hz - 140, 86, 84, s.gradient((0, hz - 140), (0, hz - 56), "#93bcd3", "#5f869f"))
    s.text(s.w * 0.5, hz - 20, "柳塘村小学", 32, "#a8231d", spread=8)
    _ground(s, hz + 20, "#b98f6a", "#cfae8c")
    if shot % 4 == 0:
        for k in range(9):
            s.person(s.w * (0.08 + 0.105 * k), hz + 330, 430, vest=True, mask=False)
        for k in range(10):
            s.person(
                s.w * (0.07 + 0.095 * k),
                s.h - 70,
                270,
                child=True,
                mask=False,
                top=s.rng.choice(["#f2c14e", "#5aa9e6", "#f28482", "#84c28a"]),
            )
        s.banner(s.w * 0.06, 52, s.w * 0.88, 92, banner)
        return
    _poles(s, banner, 54, hz + 130, wide=0.88)
    for k in range(3):
        x = s.w * (0.18 + 0.3 * k)
        tops = ["#f2c14e", "#5aa9e6", "#f28482", "#84c28a"]
        s.person(
            x + 120,
            s.h - 50 - k * 20,
            300,
            child=True,
            mask=False,
            pose="hold" if shot != 2 else "wave",
            prop="book" if shot == 1 else "",
            top=tops[(k + shot) % 4],
        )
        s.person(
            x,
            s.h - 60 - k * 20,
            520,
            vest=True,
            mask=False,
            pose="hold" if shot != 3 else "clap",
            prop="gift" if shot == 2 else "",
            bend=0 if shot == 2 else 8,
            turn=2,
        )


@scene
def board(s: Stage, banner: str, shot: int) -> None:
    """A notice board on a wall: the title is the banner's text, after a stroke the headings of its sheets."""
    title, *sheets = banner.split("/")
    wall = ("#d9d3c4", "#c9d3d0", "#dcccbc", "#cfd2d8", "#d6cfc0", "#c8d0c4")[shot % 6]
    s.rect(0, 0, s.w, s.h, s.gradient((0, 0), (s.w, s.h), shade(wall, 1.12), shade(wall, 0.86)))
    for row in range(12):
        for col in range(11):
            s.rect(col * 130 - (row % 2) * 65, row * 84, 127, 81, s.paint("#ffffff", 0.10 + 0.08 * s.rng.random()))
    s.rect(0, s.h * 0.87, s.w, s.h * 0.13, s.gradient((0, s.h * 0.87), (0, s.h), "#8e8a80", "#6d6a62"))
    x, y, w, h = s.w * 0.07, s.h * 0.10, s.w * 0.86, s.h * 0.68
    frame = ("#b8322a", "#2f6ea3", "#8a5a2c", "#3a7d55", "#a8231d", "#5d6470")[shot % 6]
    s.rect(x + 8, y + 12, w, h, s.paint("#000000", 0.3, blur=12))
    for dx in (0.12, 0.88):
        s.rect(x + w * dx - 14, y + h, 28, s.h * 0.12, "#8b9097")
    s.rect(x, y, w, h, s.gradient((0, y), (0, y + h), shade(frame, 1.15), shade(frame, 0.85)), 10)
    s.text(x + w / 2, y + 54, title, min(58, w * 0.9 / len(title)), "#fff3c4", spread=6)
    s.rect(x + 22, y + 106, w - 44, h - 128, s.gradient((0, y + 106), (0, y + h), "#fdfcf7", "#efeadd"))
    count = max(1, len(sheets))
    each = (w - 80) / count
    for k, heading in enumerate(sheets):
        self_x = x + 40 + each * k
        self_h = h - 170
        s.rect(
            self_x + 6,
            y + 126,
            each - 16,
            self_h,
            s.gradient((0, y + 126), (0, y + 126 + self_h), "#ffffff", "#f4efe2"),
        )
        s.rect(self_x + 6, y + 126, each - 16, self_h, s.paint(frame, 0.5, stroke=2))
        s.text(self_x + each / 2, y + 160, heading, min(34, (each - 30) / max(1, len(heading))), "#a01813")
        if (k + shot) % 2 == 0:
            s.rect(
                self_x + each * 0.3,
                y + 190,
                each * 0.4,
                130,
                s.gradient((0, y + 190), (0, y + 320), "#7fb2d6", "#cfe4f0"),
            )
            s.oval(self_x + each / 2, y + 238, 26, 30, "#efc9a6")
            s.rect(self_x + each / 2 - 40, y + 272, 80, 48, s.paint("#3a4762"), 16)
            top = 340
        else:
            top = 196
        for row in range(int((self_h - top + 110) / 22)):
            s.rect(self_x + 26, y + top + row * 22, (each - 60) * s.rng.uniform(0.72, 1.0), 7, s.paint("#6d7680", 0.65))
    s.poly(
        [(x + w * 0.1, y), (x + w * 0.26, y), (x + w * 0.08, y + h), (x - w * 0.0, y + h)],
        s.paint("#ffffff", 0.10, blur=8),
    )
    s.plant(s.w * 0.04, s.h * 0.95, 1.2)
    s.plant(s.w * 0.965, s.h * 0.95, 1.1)


@scene
def slogan_wall(s: Stage, banner: str, shot: int) -> None:
    """A public notice in a corridor or on an outer wall."""
    title, *lines = banner.split("/")
    if shot % 2:
        _room(s, far=0.98, wall="#e8e8e2")
    else:
        hz = s.h * 0.72
        _sky(s, hz)
        s.rect(0, 120, s.w, hz - 100, s.gradient((0, 120), (0, hz), "#efe8da", "#d4cab6"))
        _ground(s, hz, "#a5a194", "#bdb9ac")
        for k in range(5):
            s.tree(s.w * (0.02 + 0.24 * k), hz + 40, 0.5)
    x, y, w, h = s.w * 0.12, s.h * 0.2, s.w * 0.76, s.h * 0.44
    fill = ("#1f5f8b", "#a8231d", "#2e7d4f", "#8a4b20", "#b8322a", "#40507a")[shot % 6]
    s.rect(x + 8, y + 10, w, h, s.paint("#000000", 0.25, blur=10))
    s.rect(x, y, w, h, s.gradient((x, y), (x + w, y + h), shade(fill, 1.2), shade(fill, 0.85)), 8)
    s.text(x + w / 2, y + h * 0.24, title, min(72, w * 0.86 / len(title)), "#fff3c4", spread=6)
    for k, line in enumerate(lines):
        s.text(x + w / 2, y + h * 0.5 + k * 62, line, min(42, w * 0.9 / len(line)), "#ffffff", "kai")
    if shot % 3 == 0:
        s.person(s.w * 0.9, s.h - 30, 470, back=True)
    s.plant(s.w * 0.08, s.h * 0.96, 1.6)


@scene
def extinguishers(s: Stage, banner: str, shot: int) -> None:
    """Fire boxes, hydrants, emergency signs."""
    _, y0, _, y1 = _room(s, far=1.0, wall=("#e6e3da", "#dfe4e6", "#e9e2d6")[shot % 3])
    cx = s.w * (0.5, 0.38, 0.58)[shot % 3]
    if shot % 3 == 0:
        s.rect(cx - 230, y1 - 170, 460, 250, s.gradient((0, y1 - 170), (0, y1 + 80), "#d8332a", "#9d1712"), 8)
        s.rect(cx - 206, y1 - 100, 412, 160, s.paint("#f1f4f5", 0.6), 4)
        s.text(cx, y1 - 134, "消防器材箱", 44, "#ffffff", spread=10)
        for k in range(3):
            _bottle(s, cx - 130 + k * 130, y1 + 60, 0.9)
    elif shot % 3 == 1:
        s.rect(cx - 190, y0 + 120, 380, 450, s.gradient((cx - 190, 0), (cx + 190, 0), "#e9ecee", "#c2c8cc"), 4)
        s.rect(cx - 165, y0 + 145, 330, 400, s.paint("#b3241d"), 4)
        s.text(cx, y0 + 200, "消火栓", 70, "#ffffff", spread=14)
        s.text(cx, y0 + 270, "火警119", 48, "#ffe7ae")
        s.oval(cx, y0 + 420, 92, 92, "#e9dcc0")
        for r in (78, 60, 42, 24):
            s.oval(cx, y0 + 420, r, r, s.paint("#b79f72", stroke=6))
    else:
        for k in range(4):
            _bottle(s, cx - 260 + k * 150, y1 + 70, 1.35)
        s.rect(cx - 190, y0 + 120, 420, 120, s.gradient((0, y0 + 120), (0, y0 + 240), "#2f9b57", "#1f7440"), 6)
        s.text(cx + 20, y0 + 182, "安全出口", 70, "#ffffff", spread=14)
    s.rect(s.w * 0.78, y0 + 160, 190, 130, s.paint("#ffffff"), 4)
    s.text(s.w * 0.78 + 95, y0 + 196, "灭火器检查卡", 24, "#b3241d")
    for k in range(3):
        s.rect(s.w * 0.78 + 20, y0 + 224 + k * 20, 150, 5, "#8f979d")


def _bottle(s: Stage, x: float, y: float, k: float) -> None:
    s.oval(x, y, 40 * k, 8 * k, s.paint("#000000", 0.3, blur=5))
    s.rect(
        x - 32 * k,
        y - 150 * k,
        64 * k,
        150 * k,
        s.gradient((x - 32 * k, 0), (x + 32 * k, 0), "#f2463a", "#d5281f", "#8d130e"),
        16 * k,
    )
    s.rect(x - 12 * k, y - 176 * k, 24 * k, 30 * k, "#33373b")
    s.poly(
        [(x - 8 * k, y - 176 * k), (x + 46 * k, y - 192 * k), (x + 46 * k, y - 182 * k), (x - 4 * k, y - 164 * k)],
        "#1f2225",
    )
    s.line((x - 10 * k, y - 168 * k), (x - 44 * k, y - 40 * k), s.paint("#1c1e20", stroke=8 * k))
    s.rect(x - 24 * k, y - 110 * k, 48 * k, 56 * k, "#f4f1e6")
    s.text(x, y - 92 * k, "干粉", 16 * k, "#a01813")
    s.text(x, y - 72 * k, "灭火器", 14 * k, "#a01813")


@scene
def lakeside_path(s: Stage, banner: str, shot: int) -> None:
    """Two figures far off by the water: a picture that names nothing."""
    hz = s.h * 0.45
    _sky(s, hz, top="#f0b98a", low="#fbe6c8")
    _hills(s, hz, ("#b79a94", "#8f8a8f", "#70777d"))
    _ground(s, hz, "#6f8791", "#e6c7a4")
    s.poly(
        [(0, s.h * 0.7), (s.w, s.h * 0.62), (s.w, s.h), (0, s.h)],
        s.gradient((0, s.h * 0.6), (0, s.h), "#8a8a70", "#55604a"),
    )
    s.tree(s.w * 0.16, s.h * 0.78, 2.0, "willow")
    s.tree(s.w * 0.85, s.h * 0.72, 1.2)
    for k in range(3):
        s.person(s.w * (0.46 + 0.06 * k), s.h * 0.8 + k * 10, 200, back=k == 1, mask=False)
