"""缺件清单: what a box still lacks, and what is not due yet. Our own convention (DOMAIN A.4)."""

from dataclasses import dataclass

from wenming_cli.typeset.table import Cell, Column, Heading, Table

COLUMNS = (
    Column("条目", 16, centred=True),
    Column("内容", 60),
    Column("应有", 28),
    Column("已有", 12, centred=True),
    Column("缺", 50),
    Column("期限", 27),
    Column("责任股室", 24),
    Column("责任人", 20),
    Column("状态", 20, centred=True),
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement that is not met: what is asked, what is there, by when and whose it is."""

    item: str
    what: str
    need: str
    have: int
    missing: str
    due: str
    offices: str
    people: str
    state: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The gaps of one box on one day, those that are not due yet apart."""

    unit: str
    box: str
    as_of: str
    open: tuple[Gap, ...]
    later: tuple[Gap, ...]


def missing_table(missing: Missing) -> Table:
    """The list as a printed table."""
    rows: list[Heading | tuple[Cell, ...]] = [
        Heading(f"应补 {len(missing.open)} 项" if missing.open else "没有应补的材料"),
        *(_row(gap) for gap in missing.open),
    ]
    if missing.later:
        rows += [Heading(f"未到期 {len(missing.later)} 项"), *(_row(gap) for gap in missing.later)]
    below = f"{missing.unit}　{missing.box}　截至 {missing.as_of}"
    return Table("缺件清单", "缺件清单", below, COLUMNS, tuple(rows))


def _row(gap: Gap) -> tuple[Cell, ...]:
    return (
        gap.item, gap.what, gap.need, gap.have, gap.missing, gap.due, gap.offices, gap.people, gap.state,
    )  # fmt: skip
