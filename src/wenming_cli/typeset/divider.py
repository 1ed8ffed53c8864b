"""隔页: a sheet before the papers of each item, with what it asks for and what lies behind it. Our own (DOMAIN A.4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming_cli.text import shorten, width
from wenming_cli.typeset.catalogue import Entry, more_mm
from wenming_cli.typeset.page import BODY_MM, Band, Field, Grid, Line, Look, Page, Pages, height, wide

FACTS_MM = (30.0, 126.0)
PIECES_MM = (18.0, 84.0, 14.0, 40.0)
LONGEST_FACT, LONGEST_LEAD, LINE_COLUMNS = (1500, 1000, 660, 330), 200, 54
MM_A_COLUMN = 2.35
"""Half a character of 12 points with a little air: titles are cut to one line, the catalogue has the whole."""
MOST_ROWS = 40
"""More rows no page holds."""
SPARE_MM = 6
"""Kept free of the page, for programs set lines differently."""
_HEAD = Band(tuple(Field(Look.HEAD, name) for name in ("件号", "题名", "页数", "备注")), head=True)


@dataclass(frozen=True, slots=True)
class Divider:
    """An item of a box: number, text, what the table says of it by name, and the rows of the catalogue."""

    box: str
    number: str
    text: str
    facts: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]


def divider_pages(dividers: Sequence[Divider]) -> Pages:
    """A page for each item; what does not fit on it is said to stand in the catalogue."""
    return Pages("隔页", tuple(_page(one) for one in dividers))


def _page(one: Divider) -> Page:
    """The page with as much of the standard as leaves room for all pieces."""
    for longest in LONGEST_FACT:
        above = _above(one, longest)
        room = BODY_MM[1] - SPARE_MM - sum(map(height, above))
        if height(_grid(one, len(one.entries))) <= room:
            break
    return Page((*above, _pieces(one, room)))


def _above(one: Divider, longest: int) -> tuple[Line | Grid, ...]:
    """What stands above the pieces, each fact cut to *longest* columns."""
    facts = (Band((Field(Look.HEAD, name), Field(Look.CELL, _cut(text, longest)))) for name, text in one.facts)
    lead = Line(Look.LEAD, shorten(one.text.rstrip("；;"), LONGEST_LEAD))
    return (Line(Look.BELOW, one.box), Line(Look.NUMBER, one.number), lead, Grid(FACTS_MM, tuple(facts)))


def _cut(text: str, longest: int) -> tuple[str, ...]:
    """The lines of a text up to *longest* columns; a line takes at least the width of its cell."""
    lines: list[str] = []
    for line in text.split("\n"):
        if longest < LINE_COLUMNS:
            lines[-1] = lines[-1].rstrip("…") + "…"
            break
        lines.append(shorten(line, longest))
        longest -= max(width(line), LINE_COLUMNS)
    return tuple(lines)


def _pieces(one: Divider, room: float) -> Grid:
    """As many pieces as the page has room for."""
    most = min(len(one.entries), MOST_ROWS)
    while most and height(_grid(one, most)) > room:
        most -= 1
    return _grid(one, most)


def _grid(one: Divider, most: int) -> Grid:
    """The first *most* pieces, and how many there are besides."""
    more = more_mm(entry.short for entry in one.entries)
    columns = (PIECES_MM[0] + more, PIECES_MM[1] - more, *PIECES_MM[2:])
    rest = len(one.entries) - most
    said = "（暂无材料）" if not one.entries else f"另有 {rest} 件，见盒内目录" if rest else ""
    last = (Band((Field(Look.CELL, said, across=len(columns)),)),) if said else ()
    return Grid(columns, (_HEAD, *(_band(entry, columns) for entry in one.entries[:most]), *last))


def _band(entry: Entry, columns: tuple[float, ...]) -> Band:
    pages = "" if entry.pages is None else str(entry.pages)
    title = shorten(entry.title, int(columns[1] / MM_A_COLUMN) + width(entry.title) - wide(entry.title))
    return Band(
        (
            Field(Look.MIDDLE, entry.short),
            Field(Look.CELL, title),
            Field(Look.MIDDLE, pages),
            Field(Look.CELL, entry.where),
        )
    )
