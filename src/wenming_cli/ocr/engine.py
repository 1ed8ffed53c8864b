"""What an OCR engine must offer: its name and version, its languages, lines with boxes and confidence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PIL import Image

Point = tuple[float, float]
Box = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A recognised line; confidence 0 to 1, box: its four corners in pixels of the given picture, from top left on."""

    text: str
    confidence: float
    box: Box

    @property
    def left(self) -> float:
        """The leftmost x."""
        return min(x for x, _ in self.box)

    @property
    def right(self) -> float:
        """The rightmost x."""
        return max(x for x, _ in self.box)

    @property
    def top(self) -> float:
        """The uppermost y."""
        return min(y for _, y in self.box)

    @property
    def bottom(self) -> float:
        """The lowest y."""
        return max(y for _, y in self.box)

    @property
    def width(self) -> float:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """The centre of the box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def is_tall(self) -> bool:
        """Whether the box stands upright, as those of a page lying on its side do."""
        return self.height > self.width * 1.5

    def moved(self, by_x: float, by_y: float, scale: float = 1.0) -> "TextLine":
        """The line as seen from another picture: first scaled, then shifted."""
        a, b, c, d = ((x * scale + by_x, y * scale + by_y) for x, y in self.box)
        return TextLine(self.text, self.confidence, (a, b, c, d))


def upright_box(left: float, top: float, right: float, bottom: float) -> Box:
    """The four corners of a box whose sides are parallel to the picture's."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


class OcrEngine(Protocol):
    """A recogniser that works offline, in one thread, and may be called again and again."""

    @property
    def name(self) -> str:
        """Its package's name, as pip knows it."""

    @property
    def version(self) -> str:
        """Its package's version."""

    @property
    def languages(self) -> tuple[str, ...]:
        """What it reads, as BCP 47 tags."""

    @property
    def has_quick(self) -> bool:
        """Whether it has a second, much faster model that is good enough for clean pages."""

    def recognise(self, image: "Image.Image", *, quick: bool = False) -> tuple[TextLine, ...]:
        """The lines of an RGB picture, in no particular order; *quick* asks for the faster model."""
