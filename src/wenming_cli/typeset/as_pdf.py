"""A table as PDF pages: A4, landscape where it is wider than a portrait page, the head repeated on every page."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wenming_cli.typeset.pdf_faces import Faces, Typeface
from wenming_cli.typeset.ruling import Box, draw_boxes
from wenming_cli.typeset.table import Cell, Column, Heading, Table, printable

MM = 72 / 25.4
SHORT, LONG = 210 * MM, 297 * MM
MARGIN = 20 * MM
PORTRAIT_MM = 170
"""The widest table that a portrait page takes between its margins."""
TITLE, BELOW, TEXT = 22.0, 12.0, 10.5
"""Sizes in points as in the docx: 二号, 小四, 五号."""
LEADING = 1.25
PAD = 1.0 * MM
GAP = 6.0
"""Points between the title and the line below it."""
AIR = 2.5
"""Points above and below the text of a cell."""
NO_START = set("，。；：、！？）》”’…—％%」』】〕)")
NO_END = set("（《〈“‘「『【〔〖［｛")


@dataclass(frozen=True, slots=True)
class Line:
    """A row on a page: per cell its left edge, width, lines of text and whether it is centred; its height."""

    cells: tuple[tuple[float, float, tuple[str, ...], bool], ...]
    height: float
    head: bool = False


@dataclass(slots=True)
class Sheet:
    """A page in the making: what stands on it from the top down."""

    lines: list[Line] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    used: float = 0.0
    first: bool = False


def as_pdf(table: Table, faces: Faces) -> bytes:
    """The bytes of a PDF that shows *table*; the same table and typefaces give the same bytes."""
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, printable(table.title))
    draw_table(canvas, table, faces, numbered=True)
    canvas.save()
    return buffer.getvalue()


def new_canvas(target: Any, title: str) -> Any:
    """A reportlab canvas whose bytes depend on nothing but what is drawn."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    canvas = Canvas(target, pagesize=(SHORT, LONG), invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor("wenming")
    canvas.setCreator("wenming")
    return canvas


def is_landscape(table: Table) -> bool:
    """Whether the table is too wide for a portrait page."""
    return sum(column.mm for column in table.columns) > PORTRAIT_MM


def count_pages(table: Table, faces: Faces) -> int:
    """How many pages `draw_table` will make."""
    return len(_sheets(table, faces))


def draw_table(canvas: Any, table: Table, faces: Faces, *, numbered: bool = False) -> int:
    """Draw *table* on new pages and answer how many; *numbered* writes 第 1 页 共 2 页 below each."""
    sheets = _sheets(table, faces)
    wide, high = (LONG, SHORT) if is_landscape(table) else (SHORT, LONG)
    for number, sheet in enumerate(sheets, start=1):
        canvas.setPageSize((wide, high))
        _draw(canvas, table, faces, sheet, wide, high)
        if numbered:
            text = f"第 {number} 页　共 {len(sheets)} 页"
            draw_text(canvas, faces.body, text, (wide - faces.body.width(text, TEXT)) / 2, 12 * MM, TEXT)
        canvas.showPage()
    return len(sheets)


def draw_text(canvas: Any, face: Typeface, text: str, x: float, y: float, size: float) -> None:
    """Text with its baseline at *y*, each run in the font that has its characters."""
    for font, run in face.runs(text):
        canvas.setFont(font, size)
        canvas.drawString(x, y, run)
        x += face.width(run, size)


def wrapped(text: str, face: Typeface, size: float, room: float) -> tuple[str, ...]:
    """The lines of *text* at most *room* points wide; Latin words whole where they fit.

    No line begins with a closing mark such as 。） or ends with an opening one such as （“ where that can be helped.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in _words(part, face, size, room):
            if face.width(line + word, size) <= room or not line:
                line += word
                continue
            kept = _kept_back(line, word)
            if face.width(line[len(line) - kept :] + word, size) > room:
                kept = 0
            lines.append(line[: len(line) - kept].rstrip())
            line = line[len(line) - kept :] + word.lstrip()
        lines.append(line.rstrip())
    return tuple(lines)


def _kept_back(line: str, word: str) -> int:
    """How many characters go down with *word*: from one that may begin a line to a closing mark, and opening marks."""
    kept = 0
    if word[0] in NO_START:
        kept = 1
        while kept < len(line) and line[-kept] in NO_START:
            kept += 1
    while kept < len(line) and line[-kept - 1] in NO_END:
        kept += 1
    return kept if kept < min(len(line), 5) else 0


def _words(text: str, face: Typeface, size: float, room: float) -> Iterator[str]:
    """What a line end may not cut: a Latin word or number that fits into a line, else a single character."""
    word = ""
    for char in text:
        if "!" <= char <= "~" and face.width(word + char, size) <= room:
            word += char
            continue
        if word:
            yield word
        word = char if "!" <= char <= "~" else ""
        if not word:
            yield char
    if word:
        yield word


def _sheets(table: Table, faces: Faces) -> list[Sheet]:
    """The rows dealt out over pages."""
    high = SHORT if is_landscape(table) else LONG
    width = sum(column.mm for column in table.columns) * MM
    head = _cells([column.head for column in table.columns], _all_centred(table.columns), faces.head, head=True)
    top = (len(_title(table, faces, width)) * TITLE + len(_below(table, faces, width)) * BELOW) * LEADING + GAP + 5 * MM
    room = high - 2 * MARGIN - head.height
    sheets = [Sheet(used=top, first=True)]

    def put(line: Line, follow: float = 0.0) -> None:
        if sheets[-1].lines and sheets[-1].used + line.height + follow > room:
            sheets.append(Sheet())
        for piece in _cut(line, room - sheets[-1].used, room):
            if sheets[-1].used + piece.height > room + 0.01 and sheets[-1].lines:
                sheets.append(Sheet())
            sheets[-1].lines.append(piece)
            sheets[-1].used += piece.height

    rows = [_row(row, table.columns, faces, width) for row in table.rows]
    for at, line in enumerate(rows):
        following = rows[at + 1].height if line.head and at + 1 < len(rows) else 0.0
        put(line, following if line.height + following <= room else 0.0)
    closing = [one for text in table.closing for one in wrapped(printable(text), faces.body, BELOW, width)]
    needed = len(closing) * BELOW * 1.6 + 3 * MM
    if closing and sheets[-1].lines and sheets[-1].used + needed > room:
        sheets.append(Sheet())
    sheets[-1].closing = closing
    return sheets


def _all_centred(columns: tuple[Column, ...]) -> tuple[tuple[float, bool], ...]:
    return tuple((column.mm * MM, True) for column in columns)


def _row(row: Heading | tuple[Cell, ...], columns: tuple[Column, ...], faces: Faces, width: float) -> Line:
    """A heading over the whole width, or an ordinary row."""
    if isinstance(row, Heading):
        return _cells([row.text], ((width, False),), faces.head, head=True)
    return _cells(list(row), tuple((column.mm * MM, column.centred) for column in columns), faces.body)


def _cells(cells: list[Cell], columns: tuple[tuple[float, bool], ...], face: Typeface, *, head: bool = False) -> Line:
    """A row as high as its longest cell."""
    x, laid, most = 0.0, [], 1
    for cell, (width, centred) in zip(cells, columns, strict=True):
        lines = wrapped(printable(cell), face, TEXT, width - 2 * PAD)
        laid.append((x, width, lines, centred))
        most = max(most, len(lines))
        x += width
    return Line(tuple(laid), most * TEXT * LEADING + 2 * AIR, head)


def _cut(line: Line, left: float, room: float) -> Iterator[Line]:
    """A row that is higher than a whole page, in pieces; any other as it is."""
    if line.height <= room:
        yield line
        return
    done, most = 0, max(len(lines) for _, _, lines, _ in line.cells)
    while done < most:
        fits = max(1, int(((left if not done and left > room / 3 else room) - 2 * AIR) // (TEXT * LEADING)))
        cells = tuple((x, width, lines[done : done + fits], centred) for x, width, lines, centred in line.cells)
        tallest = max(len(lines) for _, _, lines, _ in cells)
        yield Line(cells, tallest * TEXT * LEADING + 2 * AIR, line.head)
        done += fits


def _title(table: Table, faces: Faces, width: float) -> tuple[str, ...]:
    return wrapped(printable(table.title), faces.title, TITLE, width)


def _below(table: Table, faces: Faces, width: float) -> tuple[str, ...]:
    return wrapped(printable(table.below), faces.body, BELOW, width)


def _draw(canvas: Any, table: Table, faces: Faces, sheet: Sheet, wide: float, high: float) -> None:
    """One page."""
    width = sum(column.mm for column in table.columns) * MM
    left, y = (wide - width) / 2, high - MARGIN
    if sheet.first:
        for face, size, lines in (
            (faces.title, TITLE, _title(table, faces, width)),
            (faces.body, BELOW, _below(table, faces, width)),
        ):
            for text in lines:
                y -= size * LEADING
                draw_text(canvas, face, text, left + (width - face.width(text, size)) / 2, y + size * 0.25, size)
            y -= GAP if size == TITLE else 5 * MM
    boxes: list[Box] = []
    if sheet.lines:
        head = _cells([column.head for column in table.columns], _all_centred(table.columns), faces.head, head=True)
        for line in (head, *sheet.lines):
            _draw_line(canvas, line, faces, left, y)
            boxes += [(left + x, y - line.height, wide, line.height) for x, wide, _, _ in line.cells]
            y -= line.height
    draw_boxes(canvas, boxes)
    y -= 3 * MM
    for text in sheet.closing:
        y -= BELOW * 1.6
        draw_text(canvas, faces.body, text, left, y + BELOW * 0.4, BELOW)


def _draw_line(canvas: Any, line: Line, faces: Faces, left: float, top: float) -> None:
    """The text of one row."""
    face = faces.head if line.head else faces.body
    for x, width, lines, centred in line.cells:
        y = top - (line.height - len(lines) * TEXT * LEADING) / 2
        for text in lines:
            y -= TEXT * LEADING
            inset = (width - face.width(text, TEXT)) / 2 if centred else PAD
            draw_text(canvas, face, text, left + x + inset, y + TEXT * 0.3, TEXT)
