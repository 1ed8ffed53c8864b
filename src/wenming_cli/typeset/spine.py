"""脊背标签: the labels for the backs of boxes, drawn to size, as many beside each other as A4 holds.

From DA/T 22-2015 (DOMAIN A.3): backs of 20, 30, 40 and 50 mm; 全宗号, 年度, 保管期限, 起止件号 (the first above the
last) and 盒号. Unit, archive and project are what units write there. A box is 310 mm high, more than A4: the label is
LABEL_MM high. The edges of a label are the lines to cut along.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming_cli.text import width
from wenming_cli.typeset.page import A4_MM, CELL_AIR_MM, STYLES, Band, Field, Grid, Look, Page, Pages, wide
from wenming_cli.typeset.style import MM_A_POINT

MARGIN_MM = 10
ROOM_MM = A4_MM[0] - 2 * MARGIN_MM
NAME_MM, ENTRY_MM, NUMBER_MM = 6, 9, 8
OWNER_MM, TITLE_MM, BOX_MM = 98, 75, 14
LABEL_MM = 4 * NAME_MM + NAME_MM + 5 * ENTRY_MM + NUMBER_MM + OWNER_MM + TITLE_MM + BOX_MM
BETWEEN_LINES = 1.35
SIZES = (Look.SPINE_LARGE, Look.SPINE, Look.SPINE_SMALL, Look.SPINE_TINY)


@dataclass(frozen=True, slots=True)
class Spine:
    """The back of one box, *mm* wide; what is not known or not set is empty and stays blank."""

    mm: int
    fonds: str
    year: int
    retention: str
    owner: str
    archive: str
    number: str
    title: str
    first: str
    last: str
    box: str


def spine_pages(spines: Sequence[Spine]) -> Pages:
    """The labels in the order of the boxes."""
    pages = tuple(Page((_labels(some),)) for some in _filled(spines))
    return Pages("脊背标签", pages, (MARGIN_MM,) * 4)


def _filled(spines: Sequence[Spine]) -> Iterator[list[Spine]]:
    """So many labels as fit beside each other, page by page."""
    page: list[Spine] = []
    for one in spines:
        if page and sum(label.mm for label in page) + one.mm > ROOM_MM:
            yield page
            page = []
        page.append(one)
    if page:
        yield page


def _labels(some: list[Spine]) -> Grid:
    """Labels beside each other."""

    def band(mm: float, look: Look, texts: list[str]) -> Band:
        return Band(tuple(Field(look, text) for text in texts), mm)

    def named(name: str, *rows: list[str]) -> tuple[Band, ...]:
        return (band(NAME_MM, Look.SMALL, [name] * len(some)), *(band(ENTRY_MM, Look.MIDDLE, row) for row in rows))

    bands = (
        *named("全宗号", [one.fonds for one in some]),
        *named("年度", [f"{one.year}" for one in some]),
        *named("保管期限", [one.retention for one in some]),
        Band(tuple(_upright((one.owner, one.archive), OWNER_MM, one.mm) for one in some), OWNER_MM),
        band(NUMBER_MM, Look.MIDDLE, [one.number for one in some]),
        Band(tuple(_upright((one.title,), TITLE_MM, one.mm) for one in some), TITLE_MM),
        *named("起止件号", [one.first for one in some], [one.last for one in some]),
        band(NAME_MM, Look.SMALL, ["盒号"] * len(some)),
        Band(tuple(Field(_one_line(one.box, one.mm), one.box) for one in some), BOX_MM),
    )
    return Grid(tuple(float(one.mm) for one in some), bands)


def _one_line(text: str, mm: int) -> Look:
    """The largest size, 18 points at most, in which a text keeps to its line."""
    room = mm - CELL_AIR_MM
    fitting = (look for look in SIZES[1:] if wide(text) / 2 * STYLES[look].points * MM_A_POINT <= room)
    return next(fitting, SIZES[-1])


def _upright(texts: tuple[str, ...], tall: float, mm: int) -> Field:
    """Text from top to bottom in the largest size that fits."""
    fitting = (look for look in SIZES if _fits(texts, tall, mm, look))
    return Field(next(fitting, SIZES[-1]), texts, upright=True)


def _fits(texts: tuple[str, ...], tall: float, mm: int, look: Look) -> bool:
    size = STYLES[look].points * MM_A_POINT
    columns = sum(-(-width(text) // (2 * int((tall - 4) / size))) for text in texts)
    return columns * size * BETWEEN_LINES <= mm - 2
