"""Lay a banner flat that hangs in a bow: engines read nothing on it, however large it is.

In each column of a small copy the cloth is the longest red run. Through the middles of those that are about as high as
the cloth a parabola is laid, and the picture is cut along it in slices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wenming_cli.ocr.bands import Band, silent_bands
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
BOWED = 0.3
"""Heights that a cloth leaves the level by before an upright box does it no justice."""
MOST_CLOTHS = 3
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

    def level(self, image: "Image.Image") -> "Image.Image":
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
        above = [(self._corner(x / wide), y / self.enlarge) for x, y in line.box]
        a, b, c, d = ((x, top + y) for (x, top), y in above)
        return TextLine(line.text, line.confidence, (a, b, c, d))


def bowed(image: "Image.Image", lines: Sequence[TextLine]) -> list[Cloth]:
    """The cloths that are not level and on which nothing sure was read, the highest first."""
    found = [cloth for cloth in (cloth_of(image, band) for band in silent_bands(image, lines)) if cloth]
    return sorted((one for one in found if one.rise >= BOWED), key=lambda one: -one.height)[:MOST_CLOTHS]


def cloth_of(image: "Image.Image", band: Band) -> Cloth | None:
    """The cloth in a band, None where its red has no such shape."""
    runs = _runs(image, band)
    if len(runs) < SLICES:
        return None
    height = sorted(high for _, _, high in runs)[int(len(runs) * USUAL)]
    alike = [run for run in runs if abs(run[2] - height) <= ALIKE * height]
    fitting = _fitting(alike, NEAR * height)
    if len(fitting) < LEAST_FITTING * len(runs):
        return None
    first, last = runs[0][0], runs[-1][0]
    curve = _parabola(fitting, first, last)
    covering = [x for x, middle, high in runs if abs(middle - _level(curve, (x - first) / (last - first))) <= high / 2]
    left, right = min(covering), max(covering)
    return Cloth(left, right, height, _parabola(fitting, left, right))


def _fitting(runs: Sequence[Run], near: float) -> Sequence[Run]:
    """The runs whose middles lie near the parabola through them."""
    first, last = (runs[0][0], runs[-1][0]) if runs else (0.0, 0.0)
    fitting = runs
    for _ in range(ROUNDS):
        if len(fitting) < SLICES or first == last:
            return ()
        curve = _parabola(fitting, first, last)
        fitting = [run for run in runs if abs(run[1] - _level(curve, (run[0] - first) / (last - first))) <= near]
    return fitting


def _runs(image: "Image.Image", band: Band) -> list[Run]:
    """The longest red run of each column that has one."""
    room = (band[3] - band[1]) * 0.2
    left, top = max(0, round(band[0] - room)), max(0, round(band[1] - room))
    right, bottom = min(image.width, round(band[2] + room)), min(image.height, round(band[3] + room))
    mask, scale = _red(image.crop((left, top, right, bottom)))
    high, found = mask.width, []
    data = mask.tobytes()
    for at in range(mask.height):
        column = data[at * high : (at + 1) * high]
        run = max(column.split(b"\0"), key=len)
        if len(run) > 1:
            middle = column.index(run) + len(run) / 2
            found.append((left + (at + 0.5) / scale, top + middle / scale, len(run) / scale))
    return found


def _red(part: "Image.Image") -> tuple["Image.Image", float]:
    """Where a part is red, letters bridged, on a small copy whose rows are its columns; the scale of that."""
    from PIL import Image, ImageFilter

    scale = min(1.0, SIDE / part.width)
    size = max(1, round(part.width * scale)), max(1, round(part.height * scale))
    mask = redness(part.resize(size, Image.Resampling.BOX)).point([255 * (value >= RED) for value in range(256)])
    closed = mask.filter(ImageFilter.MaxFilter(CLOSED)).filter(ImageFilter.MinFilter(CLOSED))
    return closed.transpose(Image.Transpose.TRANSPOSE), scale


def _level(curve: Curve, t: float) -> float:
    a, b, c = curve
    return a + b * t + c * t * t


def _parabola(runs: Sequence[Run], left: float, right: float) -> Curve:
    """The least squares of a + b·t + c·t² through the middles; a level line where they don't tell."""
    points = [((x - left) / (right - left), middle) for x, middle, _ in runs]
    power = [sum(t**n for t, _ in points) for n in range(5)]
    answer = [sum(y * t**n for t, y in points) for n in range(3)]
    rows = [power[0:3], power[1:4], power[2:5]]
    whole = _determinant(rows)
    if abs(whole) < 1e-9:
        return answer[0] / len(points), 0.0, 0.0
    a, b, c = (_determinant([[*row[:at], answer[n], *row[at + 1 :]] for n, row in enumerate(rows)]) for at in range(3))
    return a / whole, b / whole, c / whole


def _determinant(rows: Sequence[Sequence[float]]) -> float:
    (a, b, c), (d, e, f), (g, h, i) = rows
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
