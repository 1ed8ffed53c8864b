"""Lay a banner flat that hangs in a bow: engines read nothing on it, however large it is.

In each column of a small copy the cloth is the longest red run. Through the middles of those that are about as high as
the cloth a parabola is laid, and the picture is cut along it in slices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wenming_cli.ocr.bands import Band
from wenming_cli.ocr.colour import redness
from wenming_cli.ocr.engine import TextLine

if TYPE_CHECKING:
    from PIL import Image

SIDE, RED = 240, 45
"""The band is looked at on a copy so many pixels wide, on which the cloth is so much redder than not."""
CLOSED = 5
"""Pixels of letters that are bridged on it."""
USUAL = 0.4
"""What people in red add to some columns is left out when this share of all runs tells the cloth's height."""
ALIKE = 0.35
"""Runs that differ by more than this share of that height are something else."""
NEAR, LEAST_FITTING = 0.2, 0.4
"""Middles lie so near to the curve, in heights; the share of the columns that must, for it to be a cloth."""
ROUNDS = 3
ROOM = 1.3
"""Height of the cut, in heights of the cloth."""
CLOTH, MOST_ENLARGED = 64, 3.0
"""Pixels to which the cloth's height is enlarged."""
SLICES = 24
Curve = tuple[float, float, float]
Run = tuple[float, float, float]
"""A column's x, its red run's middle and height."""


@dataclass(frozen=True, slots=True)
class Cloth:
    """A cloth from left to right: the y of its middle is a + b·t + c·t², t from 0 to 1; its height."""

    left: float
    right: float
    height: float
    curve: Curve

    @property
    def enlarge(self) -> float:
        """By how much it is enlarged."""
        return max(1.0, min(MOST_ENLARGED, CLOTH / self.height))

    @property
    def rise(self) -> float:
        """By how much its middle leaves the level, in its heights."""
        levels = [_level(self.curve, step / 8) for step in range(9)]
        return (max(levels) - min(levels)) / self.height

    def flat(self, image: "Image.Image") -> "Image.Image":
        """The cloth laid flat."""
        from PIL import Image

        width, height = round((self.right - self.left) * self.enlarge), round(self.height * ROOM * self.enlarge)
        edges = [width * at // SLICES for at in range(SLICES + 1)]
        mesh = [((a, 0, b, height), self._slice(a / width, b / width)) for a, b in pairwise(edges)]
        return image.transform((width, height), Image.Transform.MESH, mesh, Image.Resampling.BICUBIC)

    def _slice(self, start: float, end: float) -> tuple[float, ...]:
        """A slice's corners on the picture: upper left, lower left, lower right, upper right."""
        high = self.height * ROOM
        (a, y), (b, z) = self._corner(start), self._corner(end)
        return a, y, a, y + high, b, z + high, b, z

    def _corner(self, t: float) -> tuple[float, float]:
        """The upper side of the cut on the picture."""
        return self.left + t * (self.right - self.left), _level(self.curve, t) - self.height * ROOM / 2

    def back(self, line: TextLine) -> TextLine:
        """A line of the flat cloth as it lies on the picture."""
        wide = (self.right - self.left) * self.enlarge
        corners = [(self._corner(x / wide), y / self.enlarge) for x, y in line.box]
        a, b, c, d = ((x, top + y) for (x, top), y in corners)
        return TextLine(line.text, line.confidence, (a, b, c, d))


def cloth_of(image: "Image.Image", band: Band) -> Cloth | None:
    """The cloth in a band, None where its red has no such shape."""
    runs = _runs(image, band)
    if len(runs) < SLICES:
        return None
    height = sorted(high for _, _, high in runs)[int(len(runs) * USUAL)]
    alike = [run for run in runs if abs(run[2] - height) <= ALIKE * height]
    left, right = min(run[0] for run in alike), max(run[0] for run in alike)
    points = [((x - left) / max(1.0, right - left), middle) for x, middle, _ in alike]
    curve = (0.0, 0.0, 0.0)
    fitting = points
    for _ in range(ROUNDS):
        curve = _parabola(fitting)
        fitting = [one for one in points if abs(one[1] - _level(curve, one[0])) <= NEAR * height]
        if len(fitting) < LEAST_FITTING * len(runs):
            return None
    return Cloth(left, right, height, curve)


def _runs(image: "Image.Image", band: Band) -> list[Run]:
    """The longest red run of each column that has one."""
    from PIL import Image, ImageFilter

    room = (band[3] - band[1]) * 0.2
    box = max(0, round(band[0] - room)), max(0, round(band[1] - room)), round(band[2] + room), round(band[3] + room)
    part = image.crop((*box[:2], min(image.width, box[2]), min(image.height, box[3])))
    scale = min(1.0, SIDE / part.width)
    size = max(1, round(part.width * scale)), max(1, round(part.height * scale))
    mask = redness(part.resize(size, Image.Resampling.BOX)).point([255 * (value >= RED) for value in range(256)])
    mask = mask.filter(ImageFilter.MaxFilter(CLOSED)).filter(ImageFilter.MinFilter(CLOSED))
    data, high = mask.transpose(Image.Transpose.TRANSPOSE).tobytes(), size[1]
    found = []
    for at in range(size[0]):
        column = data[at * high : (at + 1) * high]
        run = max(column.split(b"\0"), key=len)
        if len(run) > 1:
            middle = column.index(run) + len(run) / 2
            found.append((box[0] + (at + 0.5) / scale, box[1] + middle / scale, len(run) / scale))
    return found


def _level(curve: Curve, t: float) -> float:
    a, b, c = curve
    return a + b * t + c * t * t


def _parabola(points: Sequence[tuple[float, float]]) -> Curve:
    """The least squares of a + b·t + c·t²; a level line where the points are too few."""
    power = [sum(t**n for t, _ in points) for n in range(5)]
    right = [sum(y * t**n for t, y in points) for n in range(3)]
    rows = [power[0:3], power[1:4], power[2:5]]
    whole = _determinant(rows)
    if abs(whole) < 1e-9:
        return sum(y for _, y in points) / len(points), 0.0, 0.0
    a, b, c = (_determinant([[*row[:at], right[n], *row[at + 1 :]] for n, row in enumerate(rows)]) for at in range(3))
    return a / whole, b / whole, c / whole


def _determinant(rows: Sequence[Sequence[float]]) -> float:
    (a, b, c), (d, e, f), (g, h, i) = rows
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
