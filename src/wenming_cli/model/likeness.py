"""Pictures of one origin in a whole archive: copies recompressed, resized, brightened, or cut by up to a fifth a side.

Method: (1) an inverted index finds picture pairs that share a mark: the 64 bits of all marks are sorted three times,
each time from another 20 of them on, and only neighbours that agree in these 20 are compared; no picture is compared
with all. (2) A shared mark guesses how the pictures lie to each other; a guess by which neither lies in the other is
dropped. (3) alignment.py fits and checks what is left. The answer does not depend on the order of the input.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from wenming_cli.model.alignment import MOST_CUT, Fits, fitted, inside
from wenming_cli.model.difference import left_over
from wenming_cli.model.imprint import VERSION, Album, album, unpack

if TYPE_CHECKING:
    from numpy.typing import NDArray

METHOD = 1
"""Raise it when other pairs would come out of the same fingerprints."""
_BANDS, _SHARED = (0, 20, 40), 20
_COMMON, _NEXT = 40, 3
"""A mark that more pictures share (the frame of an app, a letterhead) says little: only its next few are compared."""
_BITS_APART = 14
"""Bits of 64 by which marks may differ to be taken for one; unrelated ones differ by 32, give or take 4."""
_GUESSES = 4
_ROUGH = 0.1
"""Share of a side by which one mark alone may misjudge where the other picture lies."""
_NOTHING = 0.008
"""Share of a side below which nothing counts as cut off."""
_LIMIT_PLAIN, _LIMIT_PHOTO = 5.0, 12.0
"""Nothing cut: grey values that may be left over if no mark is lost; on a page a changed line makes few."""
_SHARED_WHOLE, _KEPT_WHOLE, _KEPT_CUT, _BRIGHT = (0.85, 0.3), (0.95, 0.2), (0.8, 0.6), 3.0
"""Shares of all and of strong marks that copies keep, and how much less makes the limit; brightening may lose more.

Where something is cut off, only pages and screens are asked for their marks: photos are told apart by their greys.
"""
_CUTS, _LIMITS = (0.75, 0.8, 0.9, 0.97), (15.0, 13.0, 10.0, 7.0, 3.5)
"""The more is cut off, the more may be left over: nobody cuts off 1 %, but two photos of one burst lie like that."""
_NEARER = 0.03
"""How much nearer another must be to make a likeness doubtful."""


def likeness_key(fingerprints: Mapping[str, str]) -> str:
    """A key under which the answer of `alike` may be kept: the same fingerprints, the same method."""
    digest = sha256(f"{METHOD}.{VERSION}".encode())
    for name in sorted(fingerprints):
        digest.update(f"\n{len(name)} {name} {fingerprints[name]}".encode())
    return digest.hexdigest()


def alike(fingerprints: Mapping[str, str]) -> tuple[tuple[str, str, float], ...]:
    """All pairs of pictures of one origin: names in order, and a score from 0.5 (just) to 1.0 (no difference seen)."""
    if len(fingerprints) < 2:
        return ()
    read = ((name, unpack(fingerprints[name])) for name in sorted(fingerprints))
    known = [(name, imprint) for name, imprint in read if imprint is not None]
    if len(known) < 2:
        return ()
    pictures = album([imprint for _, imprint in known])
    fits = fitted(pictures, _guesses(pictures))
    apart = _apart(pictures, fits)
    best: dict[tuple[int, int], float] = {}
    for outer, inner, far in zip(fits.outer.tolist(), fits.inner.tolist(), apart.tolist(), strict=True):
        pair = (min(outer, inner), max(outer, inner))
        if far <= 1:
            best[pair] = min(far, best.get(pair, far))
    kept = _consistent(best, pictures.plain.tolist())
    names = [name for name, _ in known]
    return tuple((names[one], names[other], round(1 / (1 + far), 3)) for (one, other), far in sorted(kept.items()))


def _consistent(pairs: Mapping[tuple[int, int], float], plain: list[bool]) -> dict[tuple[int, int], float]:
    """Without pairs of pages or screens of which one has a clearly nearer like that is not like the other.

    A part of one screenshot fits nearly as well into the next one of that app; it comes from the one it fits best.
    """
    near: dict[int, dict[int, float]] = {}
    for (one, other), far in pairs.items():
        near.setdefault(one, {})[other] = far
        near.setdefault(other, {})[one] = far

    def denied(one: int, other: int, far: float) -> bool:
        return any(at + _NEARER < far and other not in near[third] for third, at in near[one].items() if third != other)

    return {
        (one, other): far
        for (one, other), far in pairs.items()
        if not (plain[one] and plain[other] and (denied(one, other, far) or denied(other, one, far)))
    }


def groups(pairs: Iterable[tuple[str, str, float]]) -> tuple[tuple[str, ...], ...]:
    """Pictures that hang together by pairs, each group and all groups in order of their names."""
    of: dict[str, set[str]] = {}
    for first, second, _ in pairs:
        joined = of.get(first, {first}) | of.get(second, {second})
        for name in joined:
            of[name] = joined
    return tuple(sorted({tuple(sorted(members)) for members in of.values()}))


def _apart(pictures: Album, fits: Fits) -> "NDArray[Any]":
    """How far the pictures of each fit are from being one: 0 no difference, 1 the limit."""
    import numpy as np

    whole = np.maximum.reduce([np.abs(fits.scale - 1), np.abs(fits.left), np.abs(fits.top)]) < _NOTHING
    plain, count = pictures.plain[fits.inner], pictures.there.sum(axis=1)
    shared = fits.marks / np.minimum(count[fits.outer], count[fits.inner])
    lost = np.maximum(_SHARED_WHOLE[0] - shared, 0) / _SHARED_WHOLE[1]
    lost += np.maximum(_KEPT_WHOLE[0] - fits.kept, 0) / _KEPT_WHOLE[1]
    lost_cut = np.maximum(_KEPT_CUT[0] - fits.kept, 0) / _KEPT_CUT[1] * (plain & (fits.scale >= _CUTS[0]))
    limit = np.where(
        whole, np.where(plain, _LIMIT_PLAIN, _LIMIT_PHOTO), np.array(_LIMITS)[np.digitize(fits.scale, _CUTS)]
    )
    apart: NDArray[Any] = np.where(whole, lost / _BRIGHT, lost_cut)
    for nothing_cut in (True, False):
        at = np.nonzero((whole == nothing_cut) & (apart <= 1))[0]
        left, factor = left_over(pictures, fits.at(at), nothing_cut).T
        apart[at] = left / limit[at] + np.where(whole[at] & (factor == 1), lost[at], apart[at])
    return apart


def _guesses(pictures: Album) -> Fits:
    """How pictures could lie to each other, by single marks: for each pair of pictures the few likeliest guesses."""
    import numpy as np

    picture, mark = np.nonzero(pictures.there)
    around = pictures.around[picture, mark]
    found = [_neighbours(around, picture, band) for band in _BANDS]
    first, second = (np.concatenate([part[side] for part in found]) for side in (0, 1))
    apart = np.bitwise_count(around[first] ^ around[second])
    x, y, size = (getattr(pictures, name)[picture, mark] for name in ("x", "y", "size"))
    scale = size[first] / size[second]
    swap = scale > 1
    first, second = np.where(swap, second, first), np.where(swap, first, second)
    scale = np.where(swap, 1 / scale, scale).astype(np.float64)
    fits = Fits(
        picture[first], picture[second], scale, x[first] - scale * x[second], y[first] - scale * y[second], apart, apart
    )
    likely = np.nonzero(inside(pictures, fits, _ROUGH, MOST_CUT + _ROUGH))[0]
    fits = fits.at(likely)
    pair = np.minimum(fits.outer, fits.inner) * len(pictures.width) + np.maximum(fits.outer, fits.inner)
    order = np.lexsort((first[likely], second[likely], fits.marks, pair))
    rank = _rank_in_runs(pair[order])
    return fits.at(order[rank < _GUESSES])


def _neighbours(around: Any, picture: Any, band: int) -> tuple[Any, Any]:
    """Marks of different pictures that share the bits of a band and are alike in all: as two lists of places."""
    import numpy as np

    turned = (around << np.uint64(band)) | (around >> np.uint64(64 - band)) if band else around
    order = np.argsort(turned, kind="stable")
    turned = turned[order]
    head = turned >> np.uint64(64 - _SHARED)
    last = np.searchsorted(head, head, side="right")
    common = last - np.searchsorted(head, head, side="left") > _COMMON
    here = np.arange(len(order))
    first, second = [], []
    for step in range(1, _COMMON):
        here = here[(here + step < last[here]) & (~common[here] | (step <= _NEXT))]
        if not len(here):
            break
        near = here[np.bitwise_count(turned[here] ^ turned[here + step]) <= _BITS_APART]
        one, other = order[near], order[near + step]
        differ = picture[one] != picture[other]
        first.append(one[differ])
        second.append(other[differ])
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([empty, *first]), np.concatenate([empty, *second])


def _rank_in_runs(values: Any) -> Any:
    """The place of each value within its run of equal ones, from 0."""
    import numpy as np

    starts = np.concatenate([[True], values[1:] != values[:-1]]) if len(values) else np.zeros(0, dtype=bool)
    at = np.arange(len(values))
    return at - np.maximum.accumulate(np.where(starts, at, 0)) if len(values) else at
