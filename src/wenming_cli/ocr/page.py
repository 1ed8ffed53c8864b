"""Read one picture or page: the right way up, straight, in rows, as fast as it allows and as carefully as it needs.

The cascade: the quick model looks first. Its reading tells which way up the page lies and whether it is askew, and it
stands when all of it is sure. Else the careful model reads the whole, and then closer what it doubts itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wenming_cli.ocr import columns, confidence, seal, second_look
from wenming_cli.ocr.bands import silent_bands
from wenming_cli.ocr.cloth import Cloth, bowed
from wenming_cli.ocr.confidence import SIDEWAYS
from wenming_cli.ocr.decode import decoded, framed, pieces, shrunk
from wenming_cli.ocr.engine import OcrEngine, TextLine
from wenming_cli.ocr.rows import STEEPEST, in_rows, without_doubles
from wenming_cli.ocr.skew import may_be_askew, skew_of, turned
from wenming_cli.ocr.stitch import stitched
from wenming_cli.ocr.strips import Strip, strips

if TYPE_CHECKING:
    from PIL import Image

HOPELESS = 0.2
"""Lines below this confidence are dropped: they are texture, not text."""
PAGE_LINES = 8
"""From so many wide lines on a picture is taken for a page, whose skew can be found."""
WIDE = 4
LEVEL = 0.01
"""Slope that is left on a page which was set straight."""
_NUMBER = re.compile(r"(?:19|20)\d\d.{0,4}\d{1,5}\s?号")


@dataclass(frozen=True, slots=True)
class Page:
    """What was recognised: rows from the top, boxes in pixels of the upright picture of *size* (width, height).

    *turned* is by how many degrees counter-clockwise the picture given was turned, *straightened* the few more for
    skew; *confidence* is the mean of the characters, 0 without any; *quick* whether the quick model's reading stands.
    """

    rows: tuple[tuple[TextLine, ...], ...]
    size: tuple[int, int]
    turned: int
    straightened: float
    confidence: float
    quick: bool

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """All lines in reading order."""
        return tuple(line for row in self.rows for line in row)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page with the upright picture that its boxes lie on."""

    page: Page
    image: "Image.Image"


def read_picture(data: bytes, engine: OcrEngine) -> Seen:
    """Recognise a picture file; Pillow's errors pass through."""
    return read_image(decoded(data), engine)


def read_image(image: "Image.Image", engine: OcrEngine) -> Seen:
    """Recognise a picture in memory, such as a rendered page."""
    image = shrunk(image)
    quick = engine.has_quick
    lines = _recognised(image, engine, quick=quick)
    turn, image, lines = _set_upright(image, lines, engine, quick=quick)
    askew = skew_of(image) if _is_page(lines) and may_be_askew(lines) else 0.0
    if askew:
        image = turned(image, askew)
        lines = _recognised(image, engine, quick=quick)
    if quick and not _is_read(image, lines):
        quick, lines = False, _recognised(image, engine, quick=False)
    if not _is_read(image, lines):
        lines = _looked_again(image, lines, engine)
    page_like = _is_page(lines)
    if page_like:
        lines = _below_seals(image, _numbers_again(image, lines, engine) if quick else lines, engine)
    else:
        lines = _set_level(image, lines, engine)
    kept = without_doubles([line for line in lines if line.confidence >= HOPELESS])
    rows = in_rows(kept, LEVEL if page_like else STEEPEST)
    return Seen(Page(rows, image.size, turn, askew, confidence.mean(kept), quick), image)


def _recognised(image: "Image.Image", engine: OcrEngine, *, quick: bool) -> tuple[TextLine, ...]:
    """The lines of a whole picture, long strips piece by piece, with a margin around each."""
    found: list[TextLine] = []
    for sides in pieces(image.size):
        part, margin = framed(image.crop(sides))
        found += [line.moved(sides[0] - margin, sides[1] - margin) for line in engine.recognise(part, quick=quick)]
    return without_doubles(found)


def _set_upright(
    image: "Image.Image", lines: tuple[TextLine, ...], engine: OcrEngine, *, quick: bool
) -> tuple[int, "Image.Image", tuple[TextLine, ...]]:
    """Turn the picture by quarters when that makes it much more readable."""
    best: tuple[int, Image.Image, tuple[TextLine, ...]] = (0, image, lines)
    turns = confidence.turns_to_try(lines)
    if turns == SIDEWAYS and _is_vertical(image, lines, engine, quick=quick):
        return best
    for angle in turns:
        other = image.rotate(angle, expand=True)
        read = _recognised(other, engine, quick=quick)
        if confidence.is_better_turned(read, best[2]):
            best = (angle, other, read)
    return best


def _is_vertical(image: "Image.Image", lines: Sequence[TextLine], engine: OcrEngine, *, quick: bool) -> bool:
    """Whether the tall lines are signs written from top to bottom."""
    column = columns.column_to_try(lines)
    if column is None:
        return False
    row, _ = framed(columns.side_by_side(image, column))
    return columns.reads_alike(column, engine.recognise(row, quick=quick))


def _is_read(image: "Image.Image", lines: Sequence[TextLine]) -> bool:
    """Whether a reading may stand: all of it is sure, or there is nothing to read; and no red band is left silent."""
    settled = confidence.is_sure(lines) or confidence.is_hopeless(lines)
    return settled and (_is_page(lines) or not silent_bands(image, lines))


def _is_page(lines: Sequence[TextLine]) -> bool:
    """Whether there are enough lines to tell how a page lies."""
    return sum(line.width > WIDE * line.height for line in lines) >= PAGE_LINES


def _looked_again(image: "Image.Image", lines: tuple[TextLine, ...], engine: OcrEngine) -> tuple[TextLine, ...]:
    """The lines after a closer look at what is doubtful, and at banners that hang in a bow."""
    for cloth in bowed(image, lines):
        lines = second_look.settled(lines, _on_cut(image, cloth, engine))
    for area in second_look.areas(image, lines):
        parts = second_look.parts(area.sides)
        closer = [line for sides in parts for line in _closer(image, sides, area.enlarge, engine)]
        lines = second_look.settled(lines, stitched(closer))
    return lines


def _set_level(image: "Image.Image", lines: tuple[TextLine, ...], engine: OcrEngine) -> tuple[TextLine, ...]:
    """The lines with those that lean, or lack an end, read on a level strip."""
    for strip in strips(image, lines):
        lines = second_look.settled(lines, _on_cut(image, strip, engine))
    return lines


def _on_cut(image: "Image.Image", cut: Strip | Cloth, engine: OcrEngine) -> list[TextLine]:
    """The lines of a part that is cut out level; boxes as on the whole."""
    part, margin = framed(cut.level(image))
    return [cut.back(line.moved(-margin, -margin)) for line in engine.recognise(part, quick=False)]


def _numbers_again(image: "Image.Image", lines: tuple[TextLine, ...], engine: OcrEngine) -> tuple[TextLine, ...]:
    """The lines with the number of a paper read by the careful model: no dictionary helps with 审 and 党 in 文号."""
    for line in lines:
        if _NUMBER.search(line.text):
            closer = _closer(image, second_look.around(line, image.size), 1.0, engine)
            lines = second_look.settled(lines, closer, trust=True)
    return lines


def _below_seals(image: "Image.Image", lines: tuple[TextLine, ...], engine: OcrEngine) -> tuple[TextLine, ...]:
    """The lines with those under a seal read without its ink."""
    for stamp in seal.seals(image):
        strip = seal.strip_of(stamp, lines, image.size)
        part, margin = framed(seal.without_seal(image.crop(strip)))
        below = [line.moved(-margin, strip[1] - margin) for line in engine.recognise(part, quick=False)]
        lines = seal.replaced(lines, below, strip)
    return lines


def _closer(image: "Image.Image", sides: second_look.Sides, enlarge: float, engine: OcrEngine) -> list[TextLine]:
    """The lines of a part of the picture, read carefully; boxes as on the whole."""
    part, margin = framed(second_look.look_closer(image, sides, enlarge))
    by_x, by_y = sides[0] - margin / enlarge, sides[1] - margin / enlarge
    return [line.moved(by_x, by_y, 1 / enlarge) for line in engine.recognise(part, quick=False)]
