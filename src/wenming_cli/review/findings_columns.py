"""The columns of a rectification list (整改清单): what units call them, where they stand, and the rows below them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wenming_cli.review.filled import HEAD_WITHIN, Cell, Grid
from wenming_cli.text import normalise

NUMBER, ITEM, TEXT, ROUND, FOUND, MEASURE, OWNER, DUE, DONE = (
    "序号", "条目", "问题", "检查轮次", "发现日期", "整改措施", "责任人", "整改时限", "完成情况"
)  # fmt: skip
CALLED: Mapping[str, tuple[str, ...]] = {
    NUMBER: ("编号", "问题编号"),
    ITEM: ("条目编号", "对应条目", "材料条目", "测评条目", "测评指标", "指标", "对应指标"),
    TEXT: (
        "存在问题", "存在的问题", "存在的主要问题", "主要问题", "具体问题", "问题内容", "问题描述", "问题表现",
        "整改问题", "需整改的问题", "发现问题", "发现的问题", "检查发现的问题", "反馈问题", "反馈意见", "问题清单",
    ),
    ROUND: ("轮次", "检查名称", "问题来源", "来源"),
    FOUND: ("发现时间", "检查日期", "检查时间", "反馈日期", "反馈时间"),
    MEASURE: ("措施", "具体措施", "整改办法", "整改举措", "整改方案", "整改要求"),
    OWNER: (
        "责任股室", "责任科室", "责任部门", "责任单位", "责任领导", "牵头股室", "牵头科室", "牵头部门", "负责人",
        "整改责任人", "整改责任单位", "具体责任人",
    ),
    DUE: ("整改期限", "完成时限", "完成期限", "时限", "期限", "限期", "整改时间", "计划完成时间"),
    DONE: ("整改情况", "整改完成情况", "整改结果", "整改落实情况", "落实情况", "是否完成", "是否销号"),
}  # fmt: skip
"""Other names of the columns; a remark in brackets behind a name does not matter."""
SEVERAL = (OWNER,)
"""Columns of which a list may have more than one: an office and a person."""
_NAMES = {normalise(word): column for column, words in CALLED.items() for word in (column, *words)}
_REMARK = re.compile(r"[(\[【].*?[)\]】]")


@dataclass(frozen=True, slots=True)
class Heads:
    """The row with the heads (from 0), where each column stands, and the heads that are none of ours."""

    at: int
    places: Mapping[str, tuple[int, ...]]
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list, by column."""

    where: str
    cells: Mapping[str, tuple[Cell, ...]]

    def text(self, column: str) -> str:
        """The words of a column; where there are several such columns, of each."""
        return "、".join(filter(None, map(shown, self.cells.get(column, ()))))

    def cell(self, column: str) -> Cell:
        """The cell of a column."""
        return next(iter(self.cells.get(column, ())), "")


def heads_of(grid: Grid) -> Heads | None:
    """The heads of a sheet: the first row that has 问题 and one more column; None where it is no such list."""
    for at, cells in enumerate(grid[:HEAD_WITHIN]):
        columns = [_NAMES.get(_bare(cell)) for cell in cells]
        if TEXT in columns and len({one for one in columns if one}) > 1:
            named = list(dict.fromkeys(one for one in columns if one))
            places = {name: tuple(place for place, one in enumerate(columns) if one == name) for name in named}
            unused = tuple(shown(cell) for cell, one in zip(cells, columns, strict=True) if one is None and shown(cell))
            return Heads(at, places, unused)
    return None


def same_heads(grid: Grid, heads: Heads) -> Iterator[tuple[str, ...]]:
    """Heads that mean the same column: 问题 and 存在问题."""
    for column, places in heads.places.items():
        if len(places) > 1 and column not in SEVERAL:
            yield tuple(shown(grid[heads.at][place]) for place in places)


def rows_below(name: str, grid: Grid, heads: Heads) -> Iterator[ListRow]:
    """The rows that say something; one with nothing but a number was left free."""
    for number, cells in enumerate(grid[heads.at + 1 :], start=heads.at + 2):
        found = {
            column: tuple(cells[place] for place in places if place < len(cells))
            for column, places in heads.places.items()
        }
        if any(shown(cell) for column, ones in found.items() if column != NUMBER for cell in ones):
            yield ListRow(f"{name} 第{number}行", found)


def shown(cell: Cell) -> str:
    """A cell as people see it; a day without the midnight that a workbook adds."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:g}"
    return cell.strip().removesuffix(" 00:00:00")


def _bare(cell: Cell) -> str:
    """A head without its remark in brackets."""
    return normalise(_REMARK.sub("", unicodedata.normalize("NFKC", cell))) if isinstance(cell, str) else ""
