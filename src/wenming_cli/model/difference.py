"""What is left between two pictures that lie to each other in a known way, for many pairs at once.

The thumbnails are averaged over the same fields of the common part; what a change of tone and a misplacement by part of
a field explain is fitted away; the worst fields of the rest tell. A person who moved, another signature, another
message leaves more than recompression does.
"""

from typing import TYPE_CHECKING, Any

from wenming_cli.model.alignment import Fits
from wenming_cli.model.imprint import SIDE, Album

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CHUNK = 2000
_FIELDS = 26
"""Fields each way where something is cut off: about the pixels that both thumbnails have of the common part."""
_ROUNDS = 2
_BRIGHTER = 1.03
"""A factor below this cuts nothing off that matters."""
_ROUGH_FIELDS, _ROUGHLY, _HOPELESS = 8, 0.7, 255.0
_SURE = 1.0
"""Grey values left over that need no second explanation."""
_RIDGE = ((1e-3, 0, 0, 0, 0, 0, 0), (0, 1e-3, 0, 0, 0, 0, 0), (0, 0, 5, 0, 0, 0, 0), (0, 0, 0, 5, 0, 0, 0),
          (0, 0, 0, 0, 5, 0, 0), (0, 0, 0, 0, 0, 5, 0), (0, 0, 0, 0, 0, 0, 5))  # fmt: skip
"""Keeps the least squares of a flat picture solvable, and the tone straight unless the picture says otherwise."""
_PLACE_WHOLE, _PLACE_CUT = 0.15, 0.3
"""Parts of a field by which a thumbnail may lie wrong after the fit."""


def left_over(pictures: Album, fits: Fits, whole: bool) -> "NDArray[Any]":
    """Two columns: the greatest difference (grey values) that tone and misplacement do not explain; the factor of
    brightness where only that explains it, else 1. *whole*: nothing is cut off, the thumbnails cover one another.
    """
    import numpy as np

    chunks = (fits.at(np.arange(at, min(at + _CHUNK, len(fits.outer)))) for at in range(0, len(fits.outer), _CHUNK))
    return np.concatenate([np.zeros((0, 2)), *(_left_over(pictures, chunk, whole) for chunk in chunks)])


def _left_over(pictures: Album, fits: Fits, whole: bool) -> "NDArray[Any]":
    import numpy as np

    answer = np.tile([_HOPELESS, 1.0], (len(fits.outer), 1))
    hopeful = np.nonzero(_roughly(*_side_by_side(pictures, fits, _ROUGH_FIELDS)))[0]
    if not len(hopeful):
        return answer
    fits = fits.at(hopeful)
    if not whole:
        outer, inner = _side_by_side(pictures, fits, _FIELDS)
        answer[hopeful, 0] = _worst(_tone_and_place(outer, inner), np.maximum(_slope(outer), _slope(inner)), whole)
        return answer
    outer, inner = pictures.grey[fits.outer], pictures.grey[fits.inner]
    steep = np.maximum(_slope(outer), _slope(inner))
    left, factor = _worst(_tone_and_place(outer, inner), steep, whole), np.ones(len(hopeful))
    for dark, light in ((outer, inner), (inner, outer)):
        at = np.nonzero(left > _SURE)[0]
        off, by = _brightened(dark[at], light[at])
        then = _worst(off, steep[at], whole)
        better = (then < left[at]) & (by >= _BRIGHTER)
        left[at[better]], factor[at[better]] = then[better], by[better]
    answer[hopeful] = np.stack([left, factor], axis=1)
    return answer


def _roughly(outer: Any, inner: Any) -> Any:
    """Whether two pictures go together at all: copies correlate by 0.95, except where hardly anything varies."""
    import numpy as np

    one, other = (part.reshape(len(part), -1) - part.mean(axis=(1, 2))[:, None] for part in (outer, inner))
    spread = np.sqrt((one * one).mean(axis=1) * (other * other).mean(axis=1))
    return ((one * other).mean(axis=1) >= _ROUGHLY * spread) | (spread < 9)


def _side_by_side(pictures: Album, fits: Fits, fields: int) -> tuple[Any, Any]:
    """The common part of both pictures of each fit, as means over *fields* × *fields* fields."""
    import numpy as np

    share = np.linspace(0, 1, fields + 1)
    lines = []
    for start, side in ((fits.left, pictures.width), (fits.top, pictures.height)):
        begin, span = start / side[fits.outer], fits.scale * side[fits.inner] / side[fits.outer]
        first, last = np.maximum(begin, 0.0), np.minimum(begin + span, 1.0)
        cuts = first[:, None] + (last - first)[:, None] * share
        lines.append((cuts, (cuts - begin[:, None]) / span[:, None]))
    (outer_x, inner_x), (outer_y, inner_y) = lines
    return _means(pictures, fits.outer, outer_x, outer_y), _means(pictures, fits.inner, inner_x, inner_y)


def _means(pictures: Album, which: Any, x: Any, y: Any) -> Any:
    """Mean grey of the fields between lines *x* and *y* (shares of the picture): differences of running sums."""
    import numpy as np

    px, py = np.clip(x, 0, 1) * SIDE, np.clip(y, 0, 1) * SIDE
    x0, y0 = np.minimum(px.astype(int), SIDE - 1), np.minimum(py.astype(int), SIDE - 1)
    right, low = (px - x0)[:, None, :], (py - y0)[:, :, None]
    at = (which * (SIDE + 1) ** 2)[:, None, None] + y0[:, :, None] * (SIDE + 1) + x0[:, None, :]
    sums = pictures.sums.ravel()
    table = (sums[at] * (1 - right) + sums[at + 1] * right) * (1 - low)
    at += SIDE + 1
    table += (sums[at] * (1 - right) + sums[at + 1] * right) * low
    area = np.diff(py, axis=1)[:, :, None] * np.diff(px, axis=1)[:, None, :]
    return (np.diff(np.diff(table, axis=1), axis=2) / np.maximum(area, 1e-9)).astype(np.float32)


def _tone_and_place(outer: Any, inner: Any) -> Any:
    """What is left of *inner* after least squares on tone (a parabola) and slopes (shift and scale), outliers out."""
    import numpy as np

    count, high, wide = outer.shape
    down, across = np.gradient(outer, axis=1), np.gradient(outer, axis=2)
    y, x = (np.linspace(-1, 1, side, dtype=np.float32) for side in (high, wide))
    tone = outer / 128 - 1
    terms = np.stack([np.ones_like(outer), tone, tone * tone, down, across, down * y[:, None], across * x], axis=-1)
    terms = terms.reshape(count, high * wide, terms.shape[-1])
    wanted = inner.reshape(count, high * wide)
    use = np.ones_like(wanted)
    for _ in range(_ROUNDS):
        kept = np.swapaxes(terms * use[:, :, None], 1, 2)
        answer = np.linalg.solve(kept @ terms + np.array(_RIDGE, dtype=np.float32), kept @ wanted[:, :, None])
        off = wanted - np.clip((terms @ answer)[:, :, 0], 0, 255)
        most = off.shape[1] * 9 // 10
        use = (np.abs(off) <= np.partition(np.abs(off), most, axis=1)[:, most][:, None] + 1).astype(np.float32)
    return off.reshape(outer.shape)


def _brightened(dark: Any, light: Any) -> tuple[Any, Any]:
    """What cannot come from multiplying every pixel of *dark* by one factor and cutting off at 255.

    A field of mixed pixels, some cut off, lies anywhere between its old value and the multiplied one.
    """
    import numpy as np

    known = (dark > 20) & (dark < 200)
    ratio = np.where(known, light / np.maximum(dark, 1), 0).reshape(len(dark), dark.shape[1] * dark.shape[2])
    ratio = np.sort(ratio, axis=1)
    at = ratio.shape[1] - 1 - np.count_nonzero(ratio, axis=1) // 10
    factor = np.clip(np.take_along_axis(ratio, np.maximum(at, 0)[:, None], axis=1), 1, 1.5)[:, :, None]
    above = np.maximum(light - np.minimum(255, factor * dark), 0)
    return above + np.minimum(light - dark, 0), factor[:, 0, 0]


def _worst(off: Any, steep: Any, whole: bool) -> Any:
    """The mean of the worst hundredth of fields, after what a misplacement by part of a field would make.

    Where something was cut off, the pixels of the two thumbnails do not cover one another; then four fields are taken
    together, of which the errors cancel.
    """
    import numpy as np

    if not whole:
        off, steep = (
            (one[:, 1:, 1:] + one[:, 1:, :-1] + one[:, :-1, 1:] + one[:, :-1, :-1]) / 4 for one in (off, steep)
        )
    rest = np.maximum(np.abs(off) - (_PLACE_WHOLE if whole else _PLACE_CUT) * steep, 0)
    rest = rest.reshape(len(off), off.shape[1] * off.shape[2])
    few = max(2, rest.shape[1] // 100)
    return np.partition(rest, rest.shape[1] - few, axis=1)[:, -few:].mean(axis=1)


def _slope(means: Any) -> Any:
    """How steeply the grey changes at each field: the largest step to a neighbour."""
    import numpy as np

    wide = np.pad(means, ((0, 0), (1, 1), (1, 1)), mode="edge")
    middle = wide[:, 1:-1, 1:-1]
    others = (wide[:, :-2, 1:-1], wide[:, 2:, 1:-1], wide[:, 1:-1, :-2], wide[:, 1:-1, 2:])
    return np.max([np.abs(middle - other) for other in others], axis=0)
