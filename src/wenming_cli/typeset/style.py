"""A paragraph style as a value: how a text is set, whatever file it ends in."""

from dataclasses import dataclass

MM_A_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Style:
    """Its id and name, face, size in points, alignment, points before and after, a double rule below.

    *exact* are the points from line to line (0: as the face needs), *first* the characters by which it is indented.
    """

    ident: str
    name: str
    face: str
    points: float
    align: str = "left"
    before: float = 0
    after: float = 0
    ruled: bool = False
    exact: float = 0
    first: int = 0
