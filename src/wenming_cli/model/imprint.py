"""The layout of a picture's fingerprint: at most 2,048 characters of base64, with a version in front.

Two halves. *Marks* are blobs that stand out (place, size, 64 bits of their surroundings): they find pictures that share
something and say how one lies in the other. *Grey* is a thumbnail, each pixel the mean of its area: it
says whether two pictures that lie so are one. It has 30 × 30 pixels whatever the shape, so that those of a copy cover
the same areas even where rounding changed its shape a little. Places and sizes are in units of the square root of the
picture's area, so that a copy of other size has the same numbers.
"""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERSION = 1
MOST_MARKS = 46
SIDE = 30
LONGEST = 2048
_HEAD = 8
_PLACE, _SIZE = 60_000.0, 24.0
"""Steps of a place across the picture, and of a size per doubling."""
_SMALLEST = 1 / 512
_PLAIN = 0.25


@dataclass(frozen=True, slots=True)
class Imprint:
    """One picture: its sides (area 1), its thumbnail row by row, and its marks, strongest first."""

    width: float
    height: float
    grey: "NDArray[Any]"
    x: "NDArray[Any]"
    y: "NDArray[Any]"
    size: "NDArray[Any]"
    around: "NDArray[Any]"


def pack(imprint: Imprint, pixels: tuple[int, int]) -> str:
    """Write an imprint as text; *pixels* are the picture's own sides, for its exact shape."""
    import numpy as np

    count = len(imprint.x)
    across = np.round(imprint.x / imprint.width * _PLACE).clip(0, _PLACE).astype("<u2")
    along = np.round(imprint.y / imprint.height * _PLACE).clip(0, _PLACE).astype("<u2")
    sizes = np.round(np.log2(imprint.size / _SMALLEST) * _SIZE).clip(0, 255).astype("u1")
    shrink = max(1.0, max(pixels) / 65_535)
    sides = np.array([round(side / shrink) for side in pixels], dtype="<u2")
    head = bytes([VERSION, SIDE, SIDE, count]) + sides.tobytes()
    parts = (across, along, sizes, imprint.around.astype("<u8"), imprint.grey.astype("u1"))
    return b64encode(head + b"".join(part.tobytes() for part in parts)).decode("ascii")


def unpack(text: str) -> Imprint | None:
    """Read an imprint; None when it is of another version or not whole, which then is like no other."""
    if len(text) > LONGEST:
        return None
    try:
        data = b64decode(text, validate=True)
    except (Error, ValueError):
        return None
    if len(data) < _HEAD or data[0] != VERSION:
        return None
    count = data[3]
    if (data[1], data[2]) != (SIDE, SIDE) or len(data) != _HEAD + 13 * count + SIDE * SIDE:
        return None

    import numpy as np

    sides = np.frombuffer(data, "<u2", 2, 4).astype(float)
    if not sides.all():
        return None
    width = sqrt(sides[0] / sides[1])
    across, along = np.frombuffer(data, "<u2", 2 * count, _HEAD).astype(np.float32).reshape(2, count) / _PLACE
    sizes = np.frombuffer(data, "u1", count, _HEAD + 4 * count).astype(np.float32)
    return Imprint(
        width=width,
        height=1 / width,
        grey=np.frombuffer(data, "u1", SIDE * SIDE, _HEAD + 13 * count).reshape(SIDE, SIDE),
        x=across * width,
        y=along / width,
        size=_SMALLEST * np.exp2(sizes / _SIZE),
        around=np.frombuffer(data, "<u8", count, _HEAD + 5 * count).astype(np.uint64),
    )


@dataclass(frozen=True, slots=True)
class Album:
    """Many imprints side by side: one row a picture, missing marks are marked as not *there*."""

    width: "NDArray[Any]"
    height: "NDArray[Any]"
    x: "NDArray[Any]"
    y: "NDArray[Any]"
    size: "NDArray[Any]"
    around: "NDArray[Any]"
    there: "NDArray[Any]"
    grey: "NDArray[Any]"
    sums: "NDArray[Any]"
    plain: "NDArray[Any]"


def album(imprints: Sequence[Imprint]) -> Album:
    """Lay imprints side by side; *sums* holds the running sums of the thumbnails, *plain* tells
    pages and screens (one tone covers a quarter) from photos.
    """
    import numpy as np

    count = len(imprints)
    table = {name: np.zeros((count, MOST_MARKS), dtype=np.float32) for name in ("x", "y", "size")}
    around = np.zeros((count, MOST_MARKS), dtype=np.uint64)
    there = np.zeros((count, MOST_MARKS), dtype=bool)
    for row, one in enumerate(imprints):
        marks = min(MOST_MARKS, len(one.x))
        for name, values in table.items():
            values[row, :marks] = getattr(one, name)[:marks]
        around[row, :marks] = one.around[:marks]
        there[row, :marks] = True
    grey = np.array([one.grey for one in imprints], dtype=np.int32).reshape(count, SIDE, SIDE)
    sums = np.zeros((count, SIDE + 1, SIDE + 1), dtype=np.int32)
    np.cumsum(np.cumsum(grey, axis=1), axis=2, out=sums[:, 1:, 1:])
    return Album(
        width=np.array([one.width for one in imprints], dtype=np.float64),
        height=np.array([one.height for one in imprints], dtype=np.float64),
        around=around,
        there=there,
        grey=grey.astype(np.float32),
        sums=sums,
        plain=np.array([_is_plain(one.grey) for one in imprints], dtype=bool),
        **table,
    )


def _is_plain(grey: "NDArray[Any]") -> bool:
    """Whether five neighbouring values cover a quarter of the thumbnail: a page or a screen."""
    import numpy as np

    counts = np.cumsum(np.bincount(grey.ravel(), minlength=261))
    return bool((counts[5:] - counts[:-5]).max() >= _PLAIN * grey.size or counts[4] >= _PLAIN * grey.size)
