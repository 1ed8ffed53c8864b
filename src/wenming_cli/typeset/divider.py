"""隔页: a sheet before the papers of each item, with what it asks for and what lies behind it. Our own (DOMAIN A.4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming_cli.text import shorten
from wenming_cli.typeset.catalogue import Entry
from wenming_cli.typeset.page import BODY_MM, Band, Field, Grid, Line, Look, Page, Pages, height

FACTS_MM = (30.0, 126.0)
PIECES_MM = (18.0, 92.0, 14.0, 32.0)
LONGEST_FACT, LONGEST_LEAD = 330, 200
TITLE_COLUMNS, REMARK_COLUMNS = 40, 13
"""One line of their cells; the catalogue has the whole."""
SPARE_MM = 6
"""Kept free of the page, for programs set lines differently."""


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
    facts = tuple(
        Band((Field(Look.HEAD, name), Field(Look.CELL, shorten(text, LONGEST_FACT)))) for name, text in one.facts
    )
    above: tuple[Line | Grid, ...] = (
        Line(Look.BELOW, one.box),
        Line(Look.NUMBER, one.number),
        Line(Look.LEAD, shorten(one.text, LONGEST_LEAD)),
        *((Grid(FACTS_MM, facts),) if facts else ()),
    )
    return Page((*above, _pieces(one, BODY_MM[1] - SPARE_MM - sum(map(height, above)))))


def _pieces(one: Divider, room: float) -> Grid:
    """As many pieces as the page has room for."""
    head = Band(tuple(Field(Look.HEAD, name) for name in ("件号", "题名", "页数", "备注")), head=True)
    bands = [_band(entry) for entry in one.entries]
    said = Band((Field(Look.CELL, "（暂无材料）", across=4),))
    if bands and height(Grid(PIECES_MM, (head, *bands))) > room:
        each = height(Grid(PIECES_MM, (said,)))
        shown = max(0, int((room - 2 * each) / each))
        said = Band((Field(Look.CELL, f"另有 {len(bands) - shown} 件，见盒内目录", across=4),))
        return Grid(PIECES_MM, (head, *bands[:shown], said))
    return Grid(PIECES_MM, (head, *(bands or (said,))))


def _band(entry: Entry) -> Band:
    pages = "" if entry.pages is None else str(entry.pages)
    return Band(
        (
            Field(Look.MIDDLE, entry.piece),
            Field(Look.CELL, shorten(entry.title, TITLE_COLUMNS)),
            Field(Look.MIDDLE, pages),
            Field(Look.CELL, shorten(entry.where, REMARK_COLUMNS)),
        )
    )
