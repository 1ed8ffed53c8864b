"""盒内目录: the catalogue of one box, after the nine columns of DA/T 22-2015.

From the standard (DOMAIN B.1): A4 landscape; 文号 left empty where there is none; a self-made
title stands in [ ]; days have eight digits; pages count. Our own: 件号 instead of 序号 and 档号
(as the 2000 edition and most units print it), 文件名 instead of 密级, a row with the text of each
item above its papers.
"""

import re
from dataclasses import dataclass

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
_DAY = re.compile(r"(\d{4})\D?(\d{2})(?:\D?(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: a piece of the box (件), or a pointer to one in another box (*piece* empty)."""

    piece: str
    number: str
    maker: str
    title: str
    day: str
    pages: int | None
    file: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One box: whose, of which year, its name, and per item its text and its rows."""

    unit: str
    year: int
    box: str
    items: tuple[tuple[str, tuple[Entry, ...]], ...]


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
    return Table("盒内目录", "盒内文件目录", below, COLUMNS, tuple(rows), (_sum(catalogue), SIGNED))


SIGNED = "整理人：　　　　　　　　检查人：　　　　　　　　日期：　　　　年　　月　　日"


def _sum(catalogue: Catalogue) -> str:
    """共几件几页, and what the pages leave out."""
    pieces = [one for _, entries in catalogue.items for one in entries if one.piece]
    uncounted = sum(one.pages is None for one in pieces)
    pointers = sum(len(entries) for _, entries in catalogue.items) - len(pieces)
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
