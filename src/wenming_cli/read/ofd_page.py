"""The objects of one OFD page (GB/T 33190-2016, 8.5, 9, 11): text put together to lines, red rules, pictures."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from wenming_cli.read.extract import Line

POINTS = 72 / 25.4
MOST_OBJECTS = 100_000
_SAME_LINE, _LIKE_SIZE = 0.4, 1.45
"""Parts of the smaller size by which the feet of two texts of one line may differ, and how much their sizes."""
NEAR = 6
"""Lines just above that a text may still belong to."""
_GAP, _WIDE_GAP = 0.6, 1.2
"""Gaps wider than so many characters part columns; a title may be drawn and spaced character by character."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text as it stands on the page, in millimetres: left, right, baseline, size; red or not."""

    text: str
    left: float
    right: float
    base: float
    size: float
    red: bool
    bold: bool


def objects_of(page: Any) -> Iterator[Drawn]:
    """The texts of a page in the order of the file; those drawn in several rows come apart."""
    for count, element in enumerate(page.iter("{*}TextObject")):
        if count >= MOST_OBJECTS:
            return
        box = numbers(element.get("Boundary"))
        size = (numbers(element.get("Size")) or [0.0])[0]
        if len(box) != 4 or not 0 <= size < 10_000:
            continue
        a, b, c, d, e, f = _matrix(element)
        scale = math.hypot(c, d) or 1.0
        red = is_red_fill(element)
        weight = element.get("Weight") or "400"
        for code in element.iter("{*}TextCode"):
            text = code.text or ""
            x, y = (numbers(code.get("X")) or [0.0])[0], (numbers(code.get("Y")) or [0.0])[0]
            for piece, start, end, down in _rows(code, text, size):
                left = box[0] + a * (x + start) + c * (y + down) + e
                base = box[1] + b * (x + start) + d * (y + down) + f
                right = left + (end - start) * math.hypot(a, b)
                yield Drawn(piece, left, right, base, size * scale, red, weight.isdigit() and int(weight) >= 600)


def _rows(code: Any, text: str, size: float) -> list[tuple[str, float, float, float]]:
    """Pieces of a text code between steps down the page: characters, start, end, way down."""
    across, down = deltas(code.get("DeltaX")), deltas(code.get("DeltaY"))
    if not any(down):
        return [(text, 0.0, sum(across[: len(text) - 1]) + _advance(text, size), 0.0)]
    found, at, x, y, start = [], 0, 0.0, 0.0, 0.0
    for number in range(len(text)):
        step = down[number] if number < len(down) else 0.0
        move = across[number] if number < len(across) else 0.0
        if abs(step) > size * _SAME_LINE or number == len(text) - 1:
            found.append((text[at : number + 1], start, x + _advance(text[: number + 1], size), y))
            at, start = number + 1, x + move
        x, y = x + move, y + step
    return found


def _advance(text: str, size: float) -> float:
    """About how wide the last character is: half a square for a Latin letter or a digit."""
    return size / 2 if text[-1:].isascii() else size


def deltas(value: str | None) -> list[float]:
    """The steps between characters: plain numbers, or `g 3 2.5` for three steps of 2.5 (11.3)."""
    found: list[float] = []
    words = iter((value or "").split()[:MOST_OBJECTS])
    for word in words:
        if word == "g":
            count, step = next(words, "0"), next(words, "0")
            if count.isdigit() and len(count) < 6 and len(found) < MOST_OBJECTS:
                found.extend([(numbers(step) or [0.0])[0]] * int(count))
        else:
            found.extend(numbers(word)[:1])
    return found


def numbers(value: str | None) -> list[float]:
    """The numbers of an attribute; nothing when one of them is none."""
    try:
        found = [float(word) for word in (value or "").split()]
    except ValueError:
        return []
    return found if all(map(math.isfinite, found)) else []


def _matrix(element: Any) -> tuple[float, float, float, float, float, float]:
    """The transformation that an object states; the identity where it states none."""
    found = numbers(element.get("CTM"))
    if len(found) != 6:
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return found[0], found[1], found[2], found[3], found[4], found[5]


def is_red_fill(element: Any, name: str = "FillColor") -> bool:
    """Whether an object is painted in a red (8.3.2: values of 0–255, in hexadecimal after #)."""
    colour = next(element.iterchildren("{*}" + name), None)
    words = (colour.get("Value") or "").split() if colour is not None else []
    if len(words) != 3:
        return False
    try:
        red, green, blue = (int(word[1:], 16) if word.startswith("#") else int(float(word)) for word in words)
    except (ValueError, OverflowError):
        return False
    return red >= 170 and green <= 90 and blue <= 90


def lines_of(drawn: Sequence[Drawn], width: float, page: int) -> Iterator[Line]:
    """The texts of a page as lines from the top down, each from left to right."""
    rows: list[list[Drawn]] = []
    for one in sorted((one for one in drawn if one.text.strip()), key=lambda one: (one.base, one.left)):
        row = next((row for row in reversed(rows[-NEAR:]) if _belongs(one, row[0])), None)
        if row is None:
            rows.append([one])
        else:
            row.append(one)
    for row in rows:
        row.sort(key=lambda one: one.left)
        text = _joined(row)
        left, right, size = row[0].left, max(one.right for one in row), max(one.size for one in row)
        centred = abs((left + right) / 2 - width / 2) < width * 0.04 and left > width * 0.17 + size * 0.3
        red, bold = all(one.red for one in row), all(one.bold for one in row)
        yield Line(text, round(size * POINTS, 1), centred, bold, red, page)


def _belongs(one: Drawn, first: Drawn) -> bool:
    """Whether a text stands on a line with another: the same foot, about the same size."""
    small, large = sorted((one.size, first.size))
    return abs(one.base - first.base) <= _SAME_LINE * max(small, 0.5) and large <= small * _LIKE_SIZE


def _joined(row: Sequence[Drawn]) -> str:
    """The texts of a line; a wide gap between them is a tab, a narrow one nothing."""
    pieces = [row[0].text]
    for before, one in pairwise(row):
        single = any(len(text) == 1 and not text.isascii() for text in (before.text.strip(), one.text.strip()))
        wide = (_WIDE_GAP if single else _GAP) * max(before.size, one.size)
        pieces.append("\t" if one.left - before.right > wide else "")
        pieces.append(one.text)
    return "".join(pieces).strip()


def pictures_on(page: Any) -> list[str]:
    """The resources of the images that a page shows; ? for one without a resource."""
    return [image.get("ResourceID") or "?" for image in page.iter("{*}ImageObject")]


def shows_red_rule(page: Any, width: float) -> bool:
    """Whether a long thin red line is drawn across the page (the separator of a red head)."""
    for path in page.iter("{*}PathObject"):
        box = numbers(path.get("Boundary"))
        if len(box) != 4 or box[2] < width * 0.5 or box[3] > 4:
            continue
        if is_red_fill(path, "StrokeColor") or is_red_fill(path):
            return True
    return False
