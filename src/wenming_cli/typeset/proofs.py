"""印证标识表: which passages are underlined in red on the pages of a bound PDF, and what each proves.

印证标识 is the word of 杜集 2012, which asks for the lines; the list is ours.
"""

from dataclasses import dataclass

from wenming_cli.typeset.table import Cell, Column, Table

NAME = "印证标识表"
COLUMNS = (
    Column("条目", 16, centred=True),
    Column("材料要求", 36),
    Column("件号", 24, centred=True),
    Column("题名", 66),
    Column("页号", 17, centred=True),
    Column("印证内容", 98),
)
CLOSING = "红线画在装订本的页上，位于文字下方；原件和盒内的文件没有动。"


@dataclass(frozen=True, slots=True)
class Passage:
    """An underlined passage: the item and requirement that it proves, the piece, the page, the words."""

    item: str
    requirement: str
    piece: str
    title: str
    page: str
    words: str


@dataclass(frozen=True, slots=True)
class Passages:
    """All passages of one box in the order of its pages; *unfound* are those that its pages don't show."""

    unit: str
    box: str
    rows: tuple[Passage, ...]
    unfound: int = 0


def proofs_table(passages: Passages) -> Table:
    """The list as a printed table."""
    below = f"{passages.unit}　{passages.box}　共 {len(passages.rows)} 处"
    more = (f"另有 {passages.unfound} 处在页上没有找到原话，没有画线。",) if passages.unfound else ()
    return Table(NAME, NAME, below, COLUMNS, tuple(map(_row, passages.rows)), (CLOSING, *more))


def _row(one: Passage) -> tuple[Cell, ...]:
    return one.item, one.requirement, one.piece, one.title, one.page, one.words
