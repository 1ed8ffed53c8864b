"""抽换清单: what to put into a binder, to take out and to print anew since it was first made. Our own convention."""

from dataclasses import dataclass, replace

from wenming_cli.typeset.table import Cell, Column, Heading, Table

COLUMNS = (
    Column("日期", 24, centred=True),
    Column("件号", 24, centred=True),
    Column("页号", 24, centred=True),
    Column("变动", 18, centred=True),
    Column("条目", 18, centred=True),
    Column("题名", 89),
    Column("怎么办", 60),
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A piece that came, went or took the place of another, and what to do in the binder.

    *pages* are its pages in the bound PDF, of one that went those that it had; empty where it was never bound.
    """

    day: str
    piece: str
    pages: str
    state: str
    item: str
    title: str
    todo: str


@dataclass(frozen=True, slots=True)
class Exchanges:
    """The changes per box with the sheets to print anew; *above* are sheets that belong to no single box."""

    unit: str
    year: int
    boxes: tuple[tuple[str, tuple[str, ...], tuple[Exchange, ...]], ...]
    above: tuple[str, ...]


def exchange_table(exchanges: Exchanges) -> Table:
    """The list as a printed table."""
    rows: list[Heading | tuple[Cell, ...]] = []
    for box, sheets, changes in exchanges.boxes:
        rows.append(Heading(box + (f"　请重印：{'、'.join(sheets)}" if sheets else "")))
        rows += [(one.day, one.piece, one.pages, one.state, one.item, one.title, one.todo) for one in changes]
    closing = (f"另请重印：{'、'.join(exchanges.above)}。",) if exchanges.above else ()
    below = f"{exchanges.unit}　{exchanges.year}年度　文明单位创建资料"
    table = Table("抽换清单", "抽换清单", below, COLUMNS, tuple(rows), closing)
    paged = any(one.pages for _, _, changes in exchanges.boxes for one in changes)
    return table if paged else _without_pages(table)


def _without_pages(table: Table) -> Table:
    """The list of boxes that were never bound."""
    at = next(number for number, column in enumerate(table.columns) if column.head == "页号")
    gone = table.columns[at].mm
    columns = (
        replace(one, mm=one.mm + gone) if one.head == "题名" else one for one in table.columns if one.head != "页号"
    )
    rows = (row if isinstance(row, Heading) else (*row[:at], *row[at + 1 :]) for row in table.rows)
    return replace(table, columns=tuple(columns), rows=tuple(rows))
