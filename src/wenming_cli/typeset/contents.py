"""总目录: all boxes of the archive with their counts. Our own convention (DOMAIN A.4)."""

from dataclasses import dataclass

from wenming_cli.typeset.catalogue import SIGNED
from wenming_cli.typeset.table import Cell, Column, Heading, Table

COLUMNS = (
    Column("盒号", 20, centred=True),
    Column("名称", 95),
    Column("条目数", 20, centred=True),
    Column("件数", 20, centred=True),
    Column("页数", 20, centred=True),
    Column("缺件", 20, centred=True),
    Column("备注", 62),
)


@dataclass(frozen=True, slots=True)
class BoxLine:
    """A box; a count is None where it can't be told."""

    box: str
    title: str
    items: int
    pieces: int | None
    pages: int | None
    gaps: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The *archive*, by its name: per category its name and its boxes."""

    unit: str
    year: int
    archive: str
    as_of: str
    categories: tuple[tuple[str, tuple[BoxLine, ...]], ...]


def contents_table(contents: Contents) -> Table:
    """The list as a printed table."""
    rows: list[Heading | tuple[Cell, ...]] = []
    for name, boxes in contents.categories:
        rows.append(Heading(name))
        rows.extend((one.box, one.title, one.items, one.pieces, one.pages, one.gaps, one.remark) for one in boxes)
    boxes = tuple(one for _, some in contents.categories for one in some)
    total = (
        f"共 {len(boxes)} 盒，{sum(one.items for one in boxes)} 条，{sum(one.pieces or 0 for one in boxes)} 件，"
        f"{sum(one.pages or 0 for one in boxes)} 页；截至 {contents.as_of} 缺件 {sum(one.gaps for one in boxes)} 项。"
    )
    below = f"{contents.unit}　{contents.year}年度　{contents.archive}"
    return Table("总目录", "总目录", below, COLUMNS, tuple(rows), (total, SIGNED))
