"""The text of printed pages in lines: how high it is, what fits into a cell, and where each line begins."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from wenming_cli.typeset.as_pdf import MM, wrapped
from wenming_cli.typeset.page import STYLES, Band, Field, Look
from wenming_cli.typeset.pdf_faces import Faces, Typeface
from wenming_cli.typeset.table import FACE_HEAD, FACE_TITLE, printable
from wenming_cli.typeset.upright import CENTRE, Words, downwards

LEADING = 1.3
"""A line in sizes of its characters: what Word and WPS give 仿宋, 黑体 and 小标宋 at single spacing."""
PAD = 57 / 20
"""Points kept free at the left and the right of a cell, as in the docx."""
RULE_SPACE, RULE_HEIGHT = 6.0, 2.25
"""Points between a text and the double rule below it, and what the rule takes: two lines of 0.75 as far apart."""
STEP, STEPS = 0.95, 120
"""Text that overflows is made smaller by so much at a time, at most so often: then anything fits."""
WHOLE = 0.6
"""Down to this scale a text that overflows is rather made smaller than broken into lines."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text with the room that belongs to it, all in points.

    *inset* is where it begins, *baseline* how far below the upper edge it stands, *height* what it takes with the space
    before and after its paragraph; *rule* how far below the upper edge a double rule is drawn (0: none).
    """

    text: str
    face: Typeface
    size: float
    inset: float
    baseline: float
    height: float
    rule: float = 0

    @property
    def foot(self) -> float:
        """Its height without the space after the paragraph."""
        return self.rule + RULE_HEIGHT if self.rule else self.baseline + (LEADING / 2 - CENTRE) * self.size


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its left edge from that of the table, its width, what stands in it."""

    x: float
    width: float
    field: Field
    strips: tuple[Strip, ...]

    @property
    def height(self) -> float:
        """What its lines need."""
        return _height(self.strips)


@dataclass(frozen=True, slots=True)
class Row:
    """A band laid out: cells and height in points."""

    cells: tuple[Cell, ...]
    height: float


def strips(
    texts: tuple[str, ...], look: Look, room: float, faces: Faces, scale: float = 1, spent: float = 0
) -> tuple[Strip, ...]:
    """Paragraphs of one look as lines at most *room* points wide, all sizes times *scale*.

    Between two paragraphs the larger of the spaces below and above stands, not both, as in Word and WPS; *spent* is
    what already stands above the first.
    """
    made: list[Strip] = []
    for text in texts:
        made += _paragraph(text, look, room, faces, scale, STYLES[look].after if made else spent)
    return tuple(made)


def _paragraph(text: str, look: Look, room: float, faces: Faces, scale: float, spent: float) -> Iterator[Strip]:
    style, face = STYLES[look], face_of(look, faces)
    points, before, after = style.points * scale, max(0.0, style.before - spent) * scale, style.after * scale
    lines = wrapped(printable(text), face, points, room)
    for at, line in enumerate(lines):
        size = _narrowed(line, face, points, room)
        inset = (room - face.width(line, size)) / 2 if style.align == "center" else 0.0
        above = before if at == 0 else 0.0
        last = at == len(lines) - 1
        rule = above + points * LEADING + RULE_SPACE if style.ruled and last else 0.0
        yield Strip(
            line,
            face,
            size,
            inset,
            above + points * (LEADING / 2 + CENTRE),
            (rule + RULE_HEIGHT if rule else above + points * LEADING) + (after if last else 0.0),
            rule,
        )


def face_of(look: Look, faces: Faces) -> Typeface:
    """The typeface of a look."""
    name = STYLES[look].face
    return faces.title if name == FACE_TITLE else faces.head if name == FACE_HEAD else faces.body


def _narrowed(line: str, face: Typeface, size: float, room: float) -> float:
    """The size at which a line that could not be broken any more keeps to its room."""
    wide = face.width(line, size)
    return size if wide <= room else size * room / wide


def lay(band: Band, columns: tuple[float, ...], faces: Faces, most: float) -> Row:
    """A band as a row; one of exact height shrinks its texts until they fit, none with a set height passes *most*."""
    x, cells = 0.0, []
    exact = None if band.mm is None else min(band.mm * MM, most)
    at = 0
    for one in band.fields:
        width = sum(columns[at : at + one.across]) * MM
        some = () if one.upright else _fitted(one, width - 2 * PAD, exact, faces)
        cells.append(Cell(x, width, one, some))
        x, at = x + width, at + one.across
    least = min((band.least or 0) * MM, most)
    return Row(tuple(cells), exact or max(least, *(cell.height for cell in cells)))


def _fitted(one: Field, room: float, tall: float | None, faces: Faces) -> tuple[Strip, ...]:
    """The lines of a cell in their own size, or where it is *tall* in the largest that fits, best unbroken."""

    def at(scale: float) -> tuple[Strip, ...]:
        return strips(one.lines, one.look, room, faces, scale)

    if tall is None:
        return at(1)
    broken = _largest(lambda scale: _height(at(scale)) <= tall)
    whole = _largest(lambda scale: _height(at(scale)) <= tall and len(at(scale)) == len(one.lines))
    return at(whole if whole >= WHOLE else broken)


def _height(some: Iterable[Strip]) -> float:
    return sum(strip.height for strip in some)


def _largest(fits: Callable[[float], bool]) -> float:
    """The largest of the scales that fits."""
    low, high = 0, STEPS
    while low < high:
        middle = (low + high) // 2
        if fits(STEP**middle):
            high = middle
        else:
            low = middle + 1
    return STEP**low


def words(cell: Cell, left: float, top: float, tall: float, faces: Faces) -> Iterator[Words]:
    """The words of a cell that is *tall* and whose upper left corner stands at (*left*, *top*) on the page."""
    if cell.field.upright:
        yield from _upright(cell, left, top, tall, faces)
        return
    y = top if cell.field.top else top - (tall - cell.height) / 2
    for strip in cell.strips:
        yield Words(strip.text, strip.face, strip.size, left + PAD + strip.inset, y - strip.baseline)
        y -= strip.height


def _upright(cell: Cell, left: float, top: float, tall: float, faces: Faces) -> Iterator[Words]:
    """Columns of text from right to left, in the middle of the cell."""
    look = cell.field.look
    face, points = face_of(look, faces), STYLES[look].points

    def columns(scale: float) -> list[str]:
        texts = (printable(text) for text in cell.field.lines)
        return [line for text in texts for line in wrapped(text, face, points * scale, tall - 2 * PAD)]

    scale = _largest(lambda some: len(columns(some)) * points * some * LEADING <= cell.width - 2 * PAD)
    lines, apart = columns(scale), points * scale * LEADING
    centre = left + (cell.width + (len(lines) - 1) * apart) / 2
    for line in lines:
        size = _narrowed(line, face, points * scale, tall - 2 * PAD)
        yield from downwards(line, face, size, centre, top - (tall - face.width(line, size)) / 2)
        centre -= apart


def cut(row: Row, left: float, room: float) -> Iterator[Row]:
    """A row higher than *room*, the height of a page, in pieces; the first has *left* points."""
    rest = row.cells
    while any(cell.strips for cell in rest):
        taken = [_taken(cell.strips, left) for cell in rest]
        piece = tuple(
            Cell(cell.x, cell.width, cell.field, cell.strips[:so]) for cell, so in zip(rest, taken, strict=True)
        )
        yield Row(piece, max(cell.height for cell in piece))
        rest = tuple(
            Cell(cell.x, cell.width, cell.field, cell.strips[so:]) for cell, so in zip(rest, taken, strict=True)
        )
        left = room


def _taken(some: tuple[Strip, ...], left: float) -> int:
    """How many lines *left* points hold; one at least, so that it goes on."""
    used, taken = 0.0, 0
    for strip in some:
        used += strip.height
        if used > left and taken:
            break
        taken += 1
    return taken
