"""盒内目录: the catalogue of one box, after the nine columns of DA/T 22-2015.

From the standard (DOMAIN B.1): A4 landscape; 文号 left empty where there is none; a self-made
title stands in [ ]; days have eight digits; pages count. Our own: 件号 instead of 序号 and 档号
(as the 2000 edition and most units print it), 文件名 instead of 密级, a row with the text of each
item above its papers. `standard_table` has the nine columns themselves.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wenming_cli.text import width
from wenming_cli.typeset.table import Column, Heading, Table

COLUMNS = (
    Column("件号", 13, centred=True),
    Column("文号", 37),
    Column("责任者", 30),
    Column("题名", 64),
    Column("日期", 22, centred=True),
    Column("页数", 12, centred=True),
    Column("文件名", 51),
    Column("备注", 28),
)
LONG_NUMBER, LONGER_MM, LONGEST_NUMBER = 7, 18, 14
"""A printed number of more columns (1-2-5-003) makes its column so many mm wider; a 档号 is longer still."""
STANDARD_COLUMNS = (
    Column("序号", 13, centred=True),
    Column("档号", 42),
    Column("文号", 38),
    Column("责任者", 32),
    Column("题名", 62),
    Column("日期", 23, centred=True),
    Column("密级", 12, centred=True),
    Column("页数", 12, centred=True),
    Column("备注", 23),
)
PAGE_MM_WIDE = 20
"""Millimetres of the column 页号: 1000-1015 fits on a line."""
_FIRST = re.compile("[-、]")
_DAY = re.compile(r"(\d{4})\D?(\d{2})(?:\D?(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: a piece of the box (件), or a pointer to one elsewhere (*piece* empty).

    *path* is where the piece lies below 资料盒, also of a pointer. *page* is where it stands in the bound PDF (装订本),
    12 or 12-15; empty where there is none.

    *piece* is the number as it is printed, *serial* the bare 件号 (003-1). *where* says in short that it lies elsewhere
    or is a copy, *remark* says that and everything else. *gone*: nothing lies under the number any more.
    """

    piece: str
    number: str
    maker: str
    title: str
    day: str
    pages: int | None
    file: str
    remark: str = ""
    where: str = ""
    serial: str = ""
    secrecy: str = ""
    copies: int = 1
    gone: bool = False
    path: str = ""
    page: str = ""

    @property
    def short(self) -> str:
        """The printed number, or 件号 where that is a whole 档号."""
        return self.piece if width(self.piece) <= LONGEST_NUMBER else self.serial


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One box: whose, of which year, its name, and per item its text and its rows."""

    unit: str
    year: int
    box: str
    items: tuple[tuple[str, tuple[Entry, ...]], ...]

    @property
    def pieces(self) -> tuple[Entry, ...]:
        """The rows of what lies in the box."""
        return tuple(one for _, entries in self.items for one in entries if one.piece and not one.gone)


def catalogue_table(catalogue: Catalogue) -> Table:
    """The catalogue as a printed table."""
    rows: list[Heading | tuple[str | int | None, ...]] = []
    for text, entries in catalogue.items:
        rows.append(Heading(text))
        rows.extend(
            (one.piece, one.number, one.maker, one.title, one.day, one.pages, one.file, one.remark) for one in entries
        )
        if not entries:
            rows.append(("", "", "", "（暂无材料）", "", "", "", ""))
    below = f"{catalogue.unit}　{catalogue.year}年度　{catalogue.box}"
    more = more_mm(one.piece for one in catalogue.pieces)
    columns = tuple(
        replace(one, mm=one.mm + {"件号": more, "文件名": -more}.get(one.head, 0)) if more else one for one in COLUMNS
    )
    table = Table("盒内目录", "盒内文件目录", below, columns, tuple(rows), (_sum(catalogue), SIGNED))
    entries = tuple(one for _, some in catalogue.items for one in (None, *(some or (None,))))
    return _with_pages(table, entries, {"题名": -12, "文件名": -8})


def more_mm(numbers: Iterable[str]) -> int:
    """So many mm more for the column of numbers, where long ones are printed."""
    return LONGER_MM if any(width(number) > LONG_NUMBER for number in numbers) else 0


def standard_table(catalogue: Catalogue, retention: str = "") -> Table:
    """归档文件目录 with the nine columns of the standard and nothing else; pointers are no pieces and have no row."""
    rows: tuple[tuple[str | int | None, ...], ...] = tuple(
        (one.serial, _code(one), one.number, one.maker, one.title, one.day, one.secrecy, one.pages, one.remark)
        for one in catalogue.pieces
    )
    said = (f"{catalogue.unit}", f"{catalogue.year}年度", retention and f"保管期限：{retention}", catalogue.box)
    below = "　".join(filter(None, said))
    table = Table("盒内目录", "归档文件目录", below, STANDARD_COLUMNS, rows, (_sum(catalogue), SIGNED))
    return _with_pages(table, catalogue.pieces, {"题名": -10, "档号": -5, "文号": -5})


def paged(catalogue: Catalogue, pages: Mapping[str, str]) -> Catalogue:
    """The catalogue with the pages of its pieces in the bound PDFs, by path; a pointer names the first one."""

    def with_page(one: Entry) -> Entry:
        page = pages.get(one.path, "") if one.path and not one.gone else ""
        if one.piece or not page:
            return replace(one, page=page)
        there = f"{one.where}（第{_FIRST.split(page)[0]}页）"
        return replace(one, where=there, remark=there + one.remark.removeprefix(one.where))

    return replace(catalogue, items=tuple((text, tuple(map(with_page, some))) for text, some in catalogue.items))


def _with_pages(table: Table, entries: Sequence[Entry | None], narrower: Mapping[str, int]) -> Table:
    """The table with a column 页号 behind 页数 when the box is bound; *entries* are those of its rows, or None."""
    if not any(one.page for one in entries if one):
        return table
    at = next(number for number, column in enumerate(table.columns, start=1) if column.head == "页数")
    columns = [replace(column, mm=column.mm + narrower.get(column.head, 0)) for column in table.columns]
    columns.insert(at, Column("页号", PAGE_MM_WIDE, centred=True))
    rows = tuple(
        row if isinstance(row, Heading) else (*row[:at], one.page if one else "", *row[at:])
        for row, one in zip(table.rows, entries, strict=True)
    )
    return replace(table, columns=tuple(columns), rows=rows)


def _code(one: Entry) -> str:
    """档号: the number that the unit prints, where that is more than 件号."""
    return one.piece if one.piece != one.serial else ""


SIGNED = "整理人：　　　　　　　　检查人：　　　　　　　　日期：　　　　年　　月　　日"


def _sum(catalogue: Catalogue) -> str:
    """共几件几页, and what the pages leave out."""
    pieces = catalogue.pieces
    uncounted = sum(one.pages is None for one in pieces)
    pointers = sum(not one.piece for _, entries in catalogue.items for one in entries)
    text = f"本盒共 {len(pieces)} 件，{sum(one.pages or 0 for one in pieces)} 页"
    text += f"（其中 {uncounted} 件未计页数）" if uncounted else ""
    return text + (f"；另有 {pointers} 件见其他条目或其他盒" if pointers else "") + "。"


def eight_digits(day: str | None) -> str:
    """20210304 for 2021-03-04; six digits where only the month is known; nothing is made up."""
    match = _DAY.match(day or "")
    return "".join(part or "" for part in match.groups()) if match else ""


def self_made(title: str) -> str:
    """A title that the paper itself does not carry."""
    return f"[{title}]"
