"""Tell signs written from top to bottom from pages that lie on their side: engines read both alike.

The letters of such a sign stand upright: laid side by side they are a line that reads the same.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wenming_cli.ocr.confidence import SURE_LINE
from wenming_cli.ocr.engine import TextLine

if TYPE_CHECKING:
    from PIL import Image

LEAST_LETTERS = 4
ALIKE = 0.6
"""Share of its letters that a column has in common with the same letters side by side."""
GAP = 0.15
"""Room between two of them, in letters."""


def column_to_try(lines: Sequence[TextLine]) -> TextLine | None:
    """The longest tall line that was surely read."""
    tall = [line for line in lines if line.is_tall and line.confidence >= SURE_LINE and len(line.text) >= LEAST_LETTERS]
    return max(tall, key=lambda line: (len(line.text), line.confidence), default=None)


def side_by_side(image: "Image.Image", column: TextLine) -> "Image.Image":
    """The letters of a column in a row, on the colour of its ground."""
    from PIL import Image

    left, top = (max(0, min(round(side), most - 1)) for side, most in zip(column.box[0], image.size, strict=True))
    wide, step = max(1, min(round(column.right), image.width) - left), column.height / len(column.text)
    across = round(wide * (1 + GAP))
    row = Image.new("RGB", (len(column.text) * across, max(1, round(step))), image.getpixel((left, top)))
    for at in range(len(column.text)):
        upper = round(top + at * step)
        row.paste(image.crop((left, upper, left + wide, upper + row.height)), (at * across + (across - wide) // 2, 0))
    return row


def reads_alike(column: TextLine, row: Sequence[TextLine]) -> bool:
    """Whether a column reads the same side by side."""
    letters = {letter for line in row for letter in line.text}
    return sum(letter in letters for letter in column.text) >= ALIKE * len(column.text)
