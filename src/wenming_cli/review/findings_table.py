"""A rectification list (整改清单) as units keep it in a workbook: its rows as findings, or why a row can't be one."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wenming_cli.dates.deadline import read_deadline
from wenming_cli.dates.written import dates_in
from wenming_cli.model.finding import Finding, FindingEntry, FindingStep, FindingVerb
from wenming_cli.review.filled import Cell, Grid
from wenming_cli.review.findings import next_number
from wenming_cli.review.findings_columns import (
    DONE,
    DUE,
    FOUND,
    ITEM,
    MEASURE,
    OWNER,
    ROUND,
    TEXT,
    ListRow,
    heads_of,
    rows_below,
    same_heads,
    shown,
)
from wenming_cli.review.items import Known
from wenming_cli.review.reply import UnclearError, answer_in
from wenming_cli.text import normalise

SAYS_DONE = frozenset({
    "已完成", "完成", "全部完成", "已全部完成", "已整改", "整改完成", "已整改完成", "已完成整改", "完成整改",
    "已整改到位", "整改到位", "已到位", "已落实", "已办结", "办结", "已销号", "销号", "是", "√", "✓", "✔",
})  # fmt: skip
"""What 完成情况 says where the finding is put right; all other words tell how far it has come."""
UNDATED = ("open", "event", "linked", "external")
_BETWEEN = re.compile(r"[、，,;；\s]+")
_ON = re.compile("^(?:已?于|在)")


@dataclass(frozen=True, slots=True)
class RowRefused:
    """A row that is no finding, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class ListedFindings:
    """What a workbook holds: new findings with their steps, rows that are known, rows refused, heads not used."""

    lists: int
    entries: tuple[FindingEntry, ...]
    steps: tuple[FindingStep, ...]
    known: int
    refused: tuple[RowRefused, ...]
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """What holds for all rows: who notes them and when; inspection and day of finding where no cell says them."""

    today: date
    found: date
    round: str | None = None
    by: str | None = None


class _Unreadable(Exception):
    """A cell that can't be used; its text is the reason."""


def listed_findings(
    sheets: Sequence[tuple[str, Grid]], there: Sequence[Finding], items: Known, occasion: Occasion
) -> ListedFindings:
    """All rows of all lists of a workbook; a row that is *there* already, by item and text, is only counted."""
    taken = _Taken(there, items, occasion)
    for name, grid in sheets:
        heads = heads_of(grid)
        if heads is None:
            continue
        taken.lists += 1
        taken.unused += [head for head in heads.unused if head not in taken.unused]
        for same in same_heads(grid, heads):
            why = f"这几栏意思一样：{'、'.join(same)}；只留一栏，其余的改个名"
            taken.refused.append(RowRefused(f"{name} 第{heads.at + 1}行", why))
        for row in rows_below(name, grid, heads):
            taken.take(row)
    return ListedFindings(
        taken.lists, tuple(taken.entries), tuple(taken.steps), taken.known, tuple(taken.refused), tuple(taken.unused)
    )


class _Taken:
    """Takes rows and counts them."""

    def __init__(self, there: Sequence[Finding], items: Known, occasion: Occasion) -> None:
        self.items, self.occasion = items, occasion
        self.keys = {_key(one) for one in there}
        self.first = next_number(there)
        self.lists = self.known = 0
        self.entries: list[FindingEntry] = []
        self.steps: list[FindingStep] = []
        self.refused: list[RowRefused] = []
        self.unused: list[str] = []

    def take(self, row: ListRow) -> None:
        """A row as a finding with its steps, or as known, or as refused."""
        try:
            entry, said = self._entry(row)
        except _Unreadable as error:
            self.refused.append(RowRefused(row.where, str(error)))
            return
        if _key(entry) in self.keys:
            self.known += 1
            return
        self.keys.add(_key(entry))
        self.entries.append(entry)
        steps = [(FindingVerb.NOTE, self.occasion.today, f"整改时限：{said}")] if said else []
        for do, on, why in (*steps, *_done(row.text(DONE), self.occasion.today)):
            self.steps.append(FindingStep(finding=entry.id, do=do, on=on, by=self.occasion.by, why=why))

    def _entry(self, row: ListRow) -> tuple[FindingEntry, str | None]:
        """The finding that a row is; beside it a 整改时限 that names no day."""
        text = row.text(TEXT)
        if not text:
            raise _Unreadable("没有写问题")
        found = _found(row.cell(FOUND)) or self.occasion.found
        due, said = _due(row.cell(DUE), found)
        entry = FindingEntry(
            id=f"Z{self.first + len(self.entries)}",
            item=_item(row.cell(ITEM), self.items),
            text=text,
            round=row.text(ROUND) or self.occasion.round,
            found=found,
            measure=row.text(MEASURE) or None,
            owner=row.text(OWNER) or None,
            due=due,
            by=self.occasion.by,
        )
        return entry, said


def _key(one: FindingEntry) -> tuple[str | None, str]:
    """What makes two findings the same."""
    return one.item, normalise(one.text)


def _item(cell: Cell, items: Known) -> str | None:
    """The item that a cell names, by its number or by words that begin with it."""
    named = [piece for piece in dict.fromkeys(_BETWEEN.split(shown(cell))) if piece in items]
    if len(named) > 1:
        raise _Unreadable(f"一格写了{len(named)}条（{'、'.join(named)}）；一行只写一条，分成几行")
    try:
        answer = answer_in(cell, "", items)
    except UnclearError as error:
        raise _Unreadable(str(error)) from error
    if answer is not None and answer.item is None:
        raise _Unreadable(f"测评体系里没有条目“{shown(cell)}”")
    return answer.item if answer else None


def _found(cell: Cell) -> date | None:
    """The day of finding; None where the cell is empty."""
    text = shown(cell)
    days = _days(text)
    if text and len(days) != 1:
        raise _Unreadable(f"发现日期“{text}”读不成一个日期；写成 2021-11-30")
    return days[0] if days else None


def _days(text: str) -> list[date]:
    """The full days written in a text, each once."""
    return list(dict.fromkeys(one.day for one in dates_in(text) if one.exact))


def _due(cell: Cell, found: date) -> tuple[date | None, str | None]:
    """The day by which it is to be put right, read as the deadlines of the table are: only the end binds.

    A phrase that names no day (长期坚持) gives none, and itself. A month without a year is of the year of *found*.
    """
    text = shown(cell)
    if not text:
        return None, None
    read = read_deadline(text, found.year)
    if len(read.occurrences) == 1 and not read.problems:
        end = read.occurrences[0].end
        if end < found and str(end.year) not in unicodedata.normalize("NFKC", text):
            raise _Unreadable(f"整改时限“{text}”没有写年份，读成{end}就比发现日期{found}早；写明年份")
        return end, None
    if read.kind in UNDATED and not read.occurrences and not read.problems:
        return None, text
    days = _days(text)
    if len(days) != 1:
        raise _Unreadable(f"整改时限“{text}”读不成一个日期；写成 2021-11-30，没有期限就空着")
    return days[0], None


def _done(text: str, today: date) -> Iterable[tuple[FindingVerb, date, str]]:
    """What 完成情况 says: closed, on the day that it names, else today; or how far it has come."""
    if not text:
        return ()
    days = [one for one in dates_in(text) if one.exact]
    rest = unicodedata.normalize("NFKC", text).replace(days[0].words, "") if len(days) == 1 else text
    rest = _ON.sub("", normalise(rest).strip("。.!;；,，"))
    if rest not in SAYS_DONE or (days and days[0].day > today):
        return ((FindingVerb.NOTE, today, f"完成情况：{text}"),)
    return ((FindingVerb.CLOSE, days[0].day if days else today, f"完成情况：{text}"),)
