"""How one picture lies in another, for many pairs at once.

A shared mark says how large and where the inner picture lies, as nothing is turned; all marks that agree with it are
then counted, and give size and place by least squares.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wenming_cli.model.imprint import Album

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_CUT = 0.23
"""Share of a side that may be cut off at either end; 0.20 is wanted, the rest is room for rounding."""
_OVER = 0.02
"""Share of its sides by which an inner picture may seem to stick out."""
_CHUNK = 2000
_BITS_APART = 17
"""Bits by which one mark differs from its copy at most; in two unrelated ones 32 of 64 differ, give or take 4."""
_LEAST_MARKS = 2
_WHOLE, _EDGE, _COARSEST, _STRONG = 0.99, 0.02, 0.025, 24
"""A mark this near to a cut edge, or coarser than this, can't be expected on both sides; the first 24 are strong."""


@dataclass(frozen=True, slots=True)
class Fits:
    """Rows: *inner* lies in *outer*, scaled by *scale*, its upper left corner at *left*, *top*; *marks* agree."""

    outer: "NDArray[Any]"
    inner: "NDArray[Any]"
    scale: "NDArray[Any]"
    left: "NDArray[Any]"
    top: "NDArray[Any]"
    marks: "NDArray[Any]"
    kept: "NDArray[Any]"

    def at(self, rows: "NDArray[Any]") -> "Fits":
        """Some of the rows."""
        return Fits(*(getattr(self, name)[rows] for name in self.__slots__))


def inside(pictures: Album, fits: Fits, over: float, cut: float) -> "NDArray[Any]":
    """Which inner pictures lie within their outer one, with no more than *cut* of a side left over at an end."""
    wide, high = pictures.width[fits.outer], pictures.height[fits.outer]
    right = wide - fits.left - fits.scale * pictures.width[fits.inner]
    low = high - fits.top - fits.scale * pictures.height[fits.inner]
    good = fits.scale > 0
    for rest, side in ((fits.left, wide), (right, wide), (fits.top, high), (low, high)):
        good &= (rest >= -over * side) & (rest <= cut * side)
    return good


def fitted(pictures: Album, guesses: Fits) -> Fits:
    """Count the marks that agree with each guess and fit it to them; guesses that too few agree with are dropped."""
    import numpy as np

    parts = [_fit(pictures, guesses.at(np.arange(at, min(at + _CHUNK, len(guesses.outer)))))
             for at in range(0, len(guesses.outer), _CHUNK)]  # fmt: skip
    if not parts:
        return guesses
    whole = Fits(*(np.concatenate([getattr(part, name) for part in parts]) for name in Fits.__slots__))
    whole = whole.at(whole.marks >= _LEAST_MARKS)
    return whole.at(inside(pictures, whole, _OVER, MOST_CUT))


def _fit(pictures: Album, guess: Fits) -> Fits:
    """Two rounds: agreeing marks within a wide, then a narrow distance, each followed by least squares."""
    import numpy as np

    a, b = guess.outer, guess.inner
    apart = np.bitwise_count(pictures.around[a][:, :, None] ^ pictures.around[b][:, None, :])
    alike = (apart <= _BITS_APART) & pictures.there[a][:, :, None] & pictures.there[b][:, None, :]
    row, i, j = np.nonzero(alike)
    xa, ya, sa = (getattr(pictures, name)[a[row], i] for name in ("x", "y", "size"))
    xb, yb, sb = (getattr(pictures, name)[b[row], j] for name in ("x", "y", "size"))
    count = len(a)
    scale, left, top = (np.array(values, dtype=np.float64) for values in (guess.scale, guess.left, guess.top))
    marks = np.zeros(count, dtype=np.int64)
    for near, far in ((2.5, 0.05), (1.0, 0.012)):
        off = np.hypot(left[row] + scale[row] * xb - xa, top[row] + scale[row] * yb - ya)
        good = (off <= np.minimum(near * sa + 0.006, far)) & (np.abs(np.log2(sb * scale[row] / sa)) < 0.4)
        total = [np.bincount(row[good], values[good], minlength=count) for values in
                 (np.ones(len(row)), xa, ya, xb, yb, xb * xb + yb * yb, xa * xb + ya * yb)]  # fmt: skip
        marks = total[0].astype(np.int64)
        n = np.maximum(total[0], 1)
        spread = total[5] - (total[3] ** 2 + total[4] ** 2) / n
        joint = total[6] - (total[1] * total[3] + total[2] * total[4]) / n
        sure = (total[0] >= 2) & (spread > 1e-3)
        scale = np.where(sure, joint / np.where(sure, spread, 1), scale)
        left = np.where(sure, (total[1] - scale * total[3]) / n, left)
        top = np.where(sure, (total[2] - scale * total[4]) / n, top)
    found = np.zeros((count, pictures.there.shape[1]), dtype=bool)
    found[row[good], i[good]] = True
    return Fits(a, b, scale, left, top, marks, _kept(pictures, Fits(a, b, scale, left, top, marks, marks), found))


def _kept(pictures: Album, fits: Fits, found: "NDArray[Any]") -> "NDArray[Any]":
    """The share of strong marks of the outer picture that the inner one has, of those that it must have.

    Weak ones come and go with every recompression; a strong one that is missing from the common part was painted over.
    """
    import numpy as np

    a, b = fits.outer, fits.inner
    scale, left, top = fits.scale[:, None], fits.left[:, None], fits.top[:, None]
    right, low = left + scale * pictures.width[b][:, None], top + scale * pictures.height[b][:, None]
    x, y, size = pictures.x[a], pictures.y[a], pictures.size[a]
    edge = np.where(scale < _WHOLE, _EDGE, -1.0)
    wanted = pictures.there[a] & (x > left + edge) & (x < right - edge) & (y > top + edge) & (y < low - edge)
    wanted &= (size < _COARSEST * scale) & (np.arange(wanted.shape[1]) < _STRONG)
    share: NDArray[Any] = (wanted & found).sum(axis=1) / np.maximum(wanted.sum(axis=1), 1)
    return share
