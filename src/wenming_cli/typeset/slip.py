"""代替页: the sheet that lies in a box in place of what is not there: a paper in the cabinet, a page on the net.

Our own convention. It says only what a person recorded; what was not recorded is said to be so.
"""

from dataclasses import dataclass

from wenming_cli.typeset.table import Column, Table

COLUMNS = (Column("项目", 47, centred=True), Column("内容", 210))
UNSAID = "（没有登记）"


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """What the sheet stands for (*what*: 纸质材料, 网上材料), where it lies, its lines, and how to complete it."""

    what: str
    unit: str
    year: int
    box: str
    piece: str
    lines: tuple[tuple[str, str], ...]
    closing: str


def slip_table(slip: SlipSheet) -> Table:
    """The sheet as a printed table."""
    below = f"{slip.unit}　{slip.year}年度　{slip.box}　{slip.piece}号"
    rows = tuple((name, text or UNSAID) for name, text in slip.lines)
    return Table("代替页", f"此处为{slip.what}", below, COLUMNS, rows, (slip.closing,))
