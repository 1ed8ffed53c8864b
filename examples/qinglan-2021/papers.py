"""Papers with a text layer: red-head documents after GB/T 9704-2012, notices, certificates, booklets, as PDF."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

import fonts

Point = tuple[float, float]
RED = (0.87, 0.07, 0.07)
SEAL = (0.84, 0.12, 0.12)
WIDTH, HEIGHT = A4
LEFT, RIGHT = 28 * mm, WIDTH - 26 * mm
TOP, BOTTOM = HEIGHT - 37 * mm, 35 * mm
SIZE = 16
PITCH = (RIGHT - LEFT) / 28
LEAD = 28.95
NO_START = "，。、；：？！）》”’〕％"
NO_END = "（《“‘〔"


@dataclass(frozen=True)
class Paper:
    """One paper as written down in texts/: what stands in its head, and its body line by line."""

    kind: str
    title: str
    body: tuple[str, ...]
    number: str = ""
    head: str = ""
    to: str = ""
    sign: str = ""
    date: str = ""
    seal: str = ""
    author: str = "办公室"
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.date)

    @property
    def chinese_date(self) -> str:
        return chinese(self.day)

    @property
    def flat_title(self) -> str:
        return self.title.replace("|", "")


def chinese(day: dt.date) -> str:
    """2021年3月4日: arabic figures, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def read_papers(folder: Path) -> dict[str, Paper]:
    """All papers of the text files in `folder`: `=== key`, head lines `name: value`, `---`, body."""
    papers: dict[str, Paper] = {}
    known = {"kind", "title", "number", "head", "to", "sign", "date", "seal", "author"}
    for path in sorted(folder.glob("*.txt")):
        for block in re.split(r"^=== ", path.read_text("utf-8"), flags=re.M)[1:]:
            head, _, body = block.partition("\n---\n")
            key, *pairs = head.strip().split("\n")
            values = {k.strip(): v.strip() for k, _, v in (pair.partition(":") for pair in pairs)}
            papers[key.strip()] = Paper(
                body=tuple(line for line in body.strip("\n").split("\n") if line.strip()),
                extra={k: v for k, v in values.items() if k not in known},
                **{k: v for k, v in values.items() if k in known},
            )
    return papers


HEADS = {"file": "青澜县审计局文件", "letter": "青澜县审计局", "office": "青澜县审计局办公室"}


def write_paper(paper: Paper, path: Path) -> None:
    """Set `paper` on A4 and write it to `path`."""
    _Setting(paper, path).run()


class _Setting:
    """One run of the typesetter: a canvas, a pen height and the page number."""

    def __init__(self, paper: Paper, path: Path) -> None:
        self.paper = paper
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=1, lang="zh-CN")
        self.canvas.setTitle(paper.flat_title)
        self.canvas.setAuthor(paper.sign or "青澜县审计局")
        self.canvas.setCreator("WPS 文字")
        stamp = paper.day.strftime("D:%Y%m%d093000+08'00'")
        self.canvas._doc.info.invariant = 1
        self.stamp = stamp
        self.page = 1
        self.y = TOP
        self.signed = False
        self.in_table = False
        self.widths: list[float] = []

    def run(self) -> None:
        paper = self.paper
        letter_format = paper.kind == "letter"
        if paper.kind in HEADS or paper.head:
            self._letter_head() if letter_format else self._red_head()
        self._title(paper.title)
        if paper.to:
            self._line(paper.to, LEFT)
        for line, after in zip(paper.body, (*paper.body[1:], ""), strict=True):
            if after.startswith("@") and not line.startswith("@"):
                self._room(5 * LEAD)
            self._body(line)
        if not self.signed and paper.sign:
            self._sign()
        if letter_format and self.page == 1:
            self._letter_foot()
        self._page_number()
        self.canvas.save()
        _stamp_times(Path(self.canvas._filename), self.stamp)

    def _red_head(self) -> None:
        canvas, paper = self.canvas, self.paper
        name = paper.head or HEADS[paper.kind]
        size = min(46.0, (RIGHT - LEFT - 10 * mm) / len(name))
        pitch = min((RIGHT - LEFT - 6 * mm) / len(name), size * 1.22)
        canvas.setFillColorRGB(*RED)
        y = HEIGHT - 37 * mm - 28 * mm
        _spaced(canvas, "title", size, name, WIDTH / 2 + 1 * mm - pitch * len(name) / 2 + (pitch - size) / 2, y, pitch)
        canvas.setFillColorRGB(0, 0, 0)
        y -= 44
        if paper.number:
            canvas.setFont("song", SIZE)
            canvas.drawCentredString((LEFT + RIGHT) / 2, y, paper.number)
        y -= 4 * mm + 4
        canvas.setStrokeColorRGB(*RED)
        canvas.setLineWidth(1.6)
        canvas.line(LEFT, y, RIGHT, y)
        self.y = y - 2 * LEAD

    def _letter_head(self) -> None:
        canvas, paper = self.canvas, self.paper
        name = paper.head or HEADS["letter"]
        size = min(44.0, (RIGHT - LEFT - 20 * mm) / len(name))
        pitch = size * 1.35
        canvas.setFillColorRGB(*RED)
        y = HEIGHT - 30 * mm - size * 0.86
        _spaced(canvas, "title", size, name, WIDTH / 2 - pitch * len(name) / 2 + (pitch - size) / 2, y, pitch)
        y -= 4 * mm + 6
        _double_rule(canvas, y, thick_first=True)
        canvas.setFillColorRGB(0, 0, 0)
        y -= 24
        canvas.setFont("song", SIZE)
        canvas.drawRightString(RIGHT, y, paper.number)
        self.y = y - 2 * LEAD

    def _letter_foot(self) -> None:
        _double_rule(self.canvas, 20 * mm, thick_first=False)

    def _title(self, title: str, size: int = 22, face: str = "title", space: float = 1.0) -> None:
        for line in title.split("|"):
            self._room(size * 1.5)
            self.canvas.setFont(face, size)
            self.canvas.drawCentredString((LEFT + RIGHT) / 2, self.y, line.replace("　", "  "))
            self.y -= size * 1.55
        self.y -= LEAD * space - size * 0.55

    def _room(self, height: float) -> None:
        if self.y < BOTTOM + 2 + height - LEAD:
            self._new_page()

    def _new_page(self) -> None:
        if self.paper.kind == "letter" and self.page == 1:
            self._letter_foot()
        self._page_number()
        self.canvas.showPage()
        self.page += 1
        self.y = TOP - SIZE

    def _page_number(self) -> None:
        if self.paper.kind == "letter" and self.page == 1:
            return
        self.canvas.setFont("song", 14)
        text = f"— {self.page} —"
        y = BOTTOM - 7 * mm - 10
        if self.page % 2:
            self.canvas.drawRightString(RIGHT - 14, y, text)
        else:
            self.canvas.drawString(LEFT + 14, y, text)

    def _body(self, line: str) -> None:
        if self.in_table and not line.startswith("@"):
            self.y -= LEAD * 0.35
        self.in_table = line.startswith("@")
        if line == "%%page":
            self._new_page()
        elif line == "%%sign":
            self._sign()
        elif line.startswith("# "):
            self._title(line[2:])
        elif line.startswith("## "):
            self._title(line[3:], 18, "title", 0.7)
        elif line.startswith("@"):
            self._table(line[1:])
        elif line.startswith(">"):
            self._line(line[1:], RIGHT - len(line[1:]) * PITCH)
        elif line.startswith("^"):
            self._line(line[1:], (LEFT + RIGHT - len(line[1:]) * PITCH) / 2)
        elif line.startswith("|"):
            self._paragraph(line[1:], indent=0)
        elif re.match(r"附件\d*$", line):
            self._line(line, LEFT, "hei")
        else:
            self._paragraph(line)

    def _paragraph(self, text: str, indent: int = 2) -> None:
        face, mark = _face(text)
        if face == "hei" and mark == len(text):
            self._room(2 * LEAD)
        for number, (start, line) in enumerate(wrap(text, 28, indent)):
            x = LEFT + (indent * PITCH if number == 0 else 0)
            if face != "song" and start < mark:
                cut = min(len(line), mark - start)
                self._room(LEAD)
                x = self._run(line[:cut], x, face)
                self._run(line[cut:], x, "song")
                self.y -= LEAD
            else:
                self._line(line, x)

    def _line(self, text: str, x: float, face: str = "song") -> None:
        self._room(LEAD)
        self._run(text, x, face)
        self.y -= LEAD

    def _run(self, text: str, x: float, face: str) -> float:
        """Set `text` from `x` on; wide blanks are stepped over, some faces have no glyph for them. Returns the end."""
        for part in re.split("(　+)", text):
            if part.startswith("　"):
                x += PITCH * len(part)
            elif part:
                writer = self.canvas.beginText(x, self.y)
                writer.setFont(face, SIZE)
                writer.setCharSpace(PITCH - SIZE)
                writer.textOut(part)
                writer.setCharSpace(0)
                self.canvas.drawText(writer)
                x += stringWidth(part, face, SIZE) + (PITCH - SIZE) * len(part)
        return x

    def _table(self, spec: str) -> None:
        """`@w1,w2,…` opens a table, `@a|b|c` is a row; widths in characters of the 28-character line."""
        if re.fullmatch(r"[\d.,]+", spec):
            self.widths = [float(w) for w in spec.split(",")]
            self._room(3.2 * LEAD)
            return
        cells = spec.split("|")
        scale = (RIGHT - LEFT) / sum(self.widths)
        lines = [_cut(cell, int((w * scale - 6) / 12.2)) for cell, w in zip(cells, self.widths, strict=True)]
        height = max(len(c) for c in lines) * 15 + 8
        if self.y - height + SIZE < BOTTOM:
            self._new_page()
        top = self.y + SIZE
        x = LEFT
        canvas = self.canvas
        canvas.setStrokeColorRGB(0, 0, 0)
        canvas.setLineWidth(0.6)
        for cell, w in zip(lines, self.widths, strict=True):
            canvas.rect(x, top - height, w * scale, height)
            canvas.setFont("song", 12)
            y = top - height / 2 + len(cell) * 7.5 - 11.5
            for text in cell:
                if len(cell) > 1:
                    canvas.drawString(x + 3, y, text)
                else:
                    canvas.drawCentredString(x + w * scale / 2, y, text)
                y -= 15
            x += w * scale
        self.y -= height

    def _sign(self) -> None:
        paper = self.paper
        self.signed = True
        if self.y < BOTTOM + 3.2 * LEAD:
            self._new_page()
        self.y -= LEAD
        date = paper.chinese_date
        end = RIGHT - 4 * PITCH
        name_width, date_width = len(paper.sign) * PITCH, sum(0.5 if c.isdigit() else 1 for c in date) * PITCH
        centre = end - max(name_width, date_width) / 2
        if paper.seal != "none":
            draw_seal(self.canvas, centre, self.y - LEAD * 0.55, paper.seal or paper.sign)
        self._run(paper.sign, centre - name_width / 2, "song")
        self.y -= LEAD
        self._run(date, centre - date_width / 2, "song")
        self.y -= LEAD


def _face(text: str) -> tuple[str, int]:
    """Which face a paragraph opens with, for how many characters: 一、in Hei, （一） in Kai up to the first stop."""
    if match := re.match(r"[一二三四五六七八九十]+、[^。]{0,30}$", text):
        return "hei", len(match.group())
    if match := re.match(r"第[一二三四五六七八九十]+[章节条]", text):
        return "hei", len(text) if "章" in match.group() else len(match.group())
    if match := re.match(r"（[一二三四五六七八九十]+）[^。：]{1,30}[。：]?", text):
        return "kai", len(match.group())
    return "song", 0


def wrap(text: str, width: float, indent: float) -> Iterator[tuple[int, str]]:
    """Lines of at most `width` wide characters with their start; no stop at a line's head, no bracket at its end."""
    start, room = 0, float(width - indent)
    while start < len(text):
        end, used = start, 0.0
        while end < len(text) and used + _width(text[end]) <= room + 0.01:
            used += _width(text[end])
            end += 1
        if end < len(text):
            while end > start + 1 and (text[end] in NO_START or text[end - 1] in NO_END or _within_number(text, end)):
                end -= 1
        yield start, text[start:end]
        start, room = end, float(width)


def _within_number(text: str, end: int) -> bool:
    return text[end - 1].isascii() and text[end].isascii() and text[end - 1].isalnum() and text[end].isalnum()


def _width(character: str) -> float:
    return 0.55 if character.isascii() else 1.0


def _cut(text: str, width: int) -> list[str]:
    return [line for _, line in wrap(text, max(width, 1), 0)] or [""]


def _spaced(canvas: Canvas, face: str, size: float, text: str, x: float, y: float, pitch: float) -> None:
    writer = canvas.beginText(x, y)
    writer.setFont(face, size)
    writer.setCharSpace(pitch - size)
    writer.textOut(text)
    writer.setCharSpace(0)
    canvas.drawText(writer)


def _double_rule(canvas: Canvas, y: float, *, thick_first: bool) -> None:
    canvas.setStrokeColorRGB(*RED)
    x0, x1 = WIDTH / 2 - 85 * mm, WIDTH / 2 + 85 * mm
    for offset, width in ((0, 2.4), (-3.2, 0.7)) if thick_first else ((0, 0.7), (-3.2, 2.4)):
        canvas.setLineWidth(width)
        canvas.line(x0, y + offset, x1, y + offset)


def draw_seal(canvas: Canvas, x: float, y: float, name: str, radius: float = 20 * mm) -> None:
    """A round red seal of an invented office: ring, star, name along the arc; outlines only, so no text is added."""
    canvas.saveState()
    canvas.setStrokeColorRGB(*SEAL)
    canvas.setFillColorRGB(*SEAL)
    canvas.setFillAlpha(0.82)
    canvas.setStrokeAlpha(0.82)
    canvas.setLineWidth(2.6)
    canvas.circle(x, y, radius)
    path = canvas.beginPath()
    for corner in range(10):
        angle = math.pi / 2 + corner * math.pi / 5
        r = radius * (0.30 if corner % 2 == 0 else 0.115)
        point = (x + r * math.cos(angle), y + r * math.sin(angle))
        path.lineTo(*point) if corner else path.moveTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    size = radius * (0.36 if len(name) <= 8 else 0.30)
    spread = math.radians(min(250, 34 * (len(name) - 1)))
    for place, character in enumerate(name):
        angle = math.pi / 2 + spread / 2 - (spread * place / max(1, len(name) - 1))
        canvas.saveState()
        r = radius * 0.71
        canvas.translate(x + r * math.cos(angle), y + r * math.sin(angle))
        canvas.rotate(math.degrees(angle) - 90)
        _glyph(canvas, character, size)
        canvas.restoreState()
    canvas.restoreState()


def _glyph(canvas: Canvas, character: str, size: float) -> None:
    commands, advance, units = fonts.outline("song", character)
    scale = size / units
    path = canvas.beginPath()
    at = (0.0, 0.0)

    def spot(point: tuple[float, float]) -> tuple[float, float]:
        return round((point[0] - advance / 2) * scale * 0.92, 1), round((point[1] - units * 0.38) * scale * 1.12, 1)

    for name, points in commands:
        if name == "moveTo":
            at = points[0]
            path.moveTo(*spot(at))
        elif name == "lineTo":
            at = points[0]
            path.lineTo(*spot(at))
        elif name == "qCurveTo":
            at = _quadratic(path, spot, at, points)
        elif name in ("closePath", "endPath"):
            path.close()
    canvas.setLineWidth(0.35)
    canvas.drawPath(path, stroke=1, fill=1)


def _quadratic(path: PDFPathObject, spot: Callable[[Point], Point], at: Point, points: Sequence[Point]) -> Point:
    """Draw a TrueType curve as cubic ones; returns where it ends."""
    offs = list(points)
    for number in range(len(offs) - 1):
        control = offs[number]
        last = number == len(offs) - 2
        end = offs[-1] if last else ((control[0] + offs[number + 1][0]) / 2, (control[1] + offs[number + 1][1]) / 2)
        c1 = (at[0] + 2 / 3 * (control[0] - at[0]), at[1] + 2 / 3 * (control[1] - at[1]))
        c2 = (end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1]))
        path.curveTo(*spot(c1), *spot(c2), *spot(end))
        at = end
    return at


def _stamp_times(path: Path, stamp: str) -> None:
    """Replace the writer's fixed date (2000-01-01) by the paper's own, in place and of equal length."""
    data = path.read_bytes()
    for old in (b"D:20000101000000+00'00'",):
        data = data.replace(old, stamp.encode("ascii"))
    path.write_bytes(data)


def write_booklet(paper: Paper, path: Path) -> None:
    """A collection of rules: cover, contents with page numbers, chapters; set twice, the first time to count pages."""
    pages: dict[str, int] = {}
    for _ in range(2):
        setting = _Booklet(paper, path, pages)
        setting.run()
        pages = setting.found


class _Booklet(_Setting):
    """A paper with a cover and a table of contents."""

    def __init__(self, paper: Paper, path: Path, pages: dict[str, int]) -> None:
        super().__init__(paper, path)
        self.pages = pages
        self.found: dict[str, int] = {}

    def run(self) -> None:
        for line in self.paper.body:
            self._body(line)
        self._page_number()
        self.canvas.save()
        _stamp_times(Path(self.canvas._filename), self.stamp)

    def _body(self, line: str) -> None:
        if line == "%%cover":
            self._cover()
        elif line == "%%contents":
            self._contents()
        elif line == "%%colophon":
            self.y -= LEAD
            self._line("编印：青澜县审计局办公室", LEFT + 2 * PITCH)
            self._line(f"编印日期：{self.paper.chinese_date}", LEFT + 2 * PITCH)
        else:
            if line.startswith("## ") and "目" not in line:
                if self.y < BOTTOM + 6 * LEAD:
                    self._new_page()
                elif self.y < TOP - LEAD:
                    self.y -= LEAD
                self.found[line[3:]] = self.page
            super()._body(line)

    def _cover(self) -> None:
        canvas = self.canvas
        canvas.setFillColorRGB(0, 0, 0)
        name, title = self.paper.title.split("|")
        canvas.setFont("title", 26)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 210, name)
        canvas.setFont("title", 42)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 290, title)
        canvas.setFont("kai", 22)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 345, "（2021年修订）")
        canvas.setFont("song", 18)
        canvas.drawCentredString(WIDTH / 2, 190, "青澜县审计局办公室　编印")
        canvas.drawCentredString(WIDTH / 2, 160, self.paper.chinese_date)
        canvas.showPage()
        self.y = TOP - SIZE

    def _contents(self) -> None:
        titles = [line[3:] for line in self.paper.body if line.startswith("## ") and "目" not in line]
        for title in titles:
            self.canvas.setFont("song", SIZE)
            self.canvas.drawString(LEFT, self.y, title)
            number = str(self.pages.get(title, 0))
            self.canvas.drawRightString(RIGHT, self.y, number)
            start = LEFT + (len(title) + 1) * SIZE
            self.canvas.drawString(start, self.y, "…" * int((RIGHT - 24 - start) / SIZE))
            self.y -= LEAD * 1.15
