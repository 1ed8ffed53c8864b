"""材料提交表: one for each item, with what is asked for, what is handed in, and who gives and takes it.

Notices ask for it (杜集 2012: one for every test item; 丽江 2013); no notice prints its columns: they are ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming_cli.typeset.catalogue import Entry, more_mm
from wenming_cli.typeset.page import Band, Field, Grid, Line, Look, Page, Pages

TOP_MM = (30.0, 126.0)
PIECES_MM = (18.0, 73.0, 14.0, 14.0, 37.0)
SIGNED_MM = (22.0, 30.0, 22.0, 30.0, 16.0, 36.0)


@dataclass(frozen=True, slots=True)
class Handover:
    """An item: whose box it lies in, its number and text, what it asks for, and the rows of the catalogue."""

    below: str
    number: str
    text: str
    asked: str
    entries: tuple[Entry, ...]


def handover_pages(handovers: Sequence[Handover]) -> Pages:
    """A page for each item; long ones run on, with the head again."""
    return Pages("材料提交表", tuple(_page(one) for one in handovers))


def _page(one: Handover) -> Page:
    top = (("测评条目", f"{one.number}　{one.text.rstrip('；;')}"), ("要求提交", one.asked))
    asked = tuple(Band((Field(Look.HEAD, name), Field(Look.CELL, text)), least=10) for name, text in top)
    more = more_mm(entry.short for entry in one.entries)
    columns = (PIECES_MM[0] + more, PIECES_MM[1] - more, *PIECES_MM[2:])
    head = Band(tuple(Field(Look.HEAD, name) for name in ("件号", "提交的材料", "份数", "页数", "备注")), head=True)
    rows = tuple(_row(entry) for entry in one.entries) or (Band((Field(Look.CELL, "（暂无材料）", across=5),)),)
    return Page(
        (
            Line(Look.TITLE, "材料提交表"),
            Line(Look.BELOW, one.below),
            Grid(TOP_MM, asked),
            Grid(columns, (head, *rows, Band((Field(Look.CELL, _sum(one.entries), across=5),)))),
            Grid(SIGNED_MM, (_signed(),)),
        )
    )


def _row(entry: Entry) -> Band:
    pages = "" if entry.pages is None else str(entry.pages)
    return Band(
        (
            Field(Look.MIDDLE, entry.short),
            Field(Look.CELL, entry.title),
            Field(Look.MIDDLE, str(entry.copies)),
            Field(Look.MIDDLE, pages),
            Field(Look.CELL, entry.where),
        ),
        least=8,
    )


def _sum(entries: Sequence[Entry]) -> str:
    """共几件几份几页; copies of a paper count its pages once."""
    uncounted = sum(one.pages is None for one in entries)
    text = f"共 {len(entries)} 件，{sum(one.copies for one in entries)} 份，{sum(one.pages or 0 for one in entries)} 页"
    return text + (f"（其中 {uncounted} 件未计页数）" if uncounted else "")


def _signed() -> Band:
    """Blank: people hand over, no program does."""
    names = (("提交人", ""), ("接收人", ""), ("日期", "　　年　月　日"))
    return Band(
        tuple(one for name, text in names for one in (Field(Look.HEAD, name), Field(Look.MIDDLE, text))), least=13
    )
