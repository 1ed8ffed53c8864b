"""The answers of a form: one a content, a file's own before its group's; what can't stand is refused with its row."""

from collections.abc import Sequence
from dataclasses import dataclass

from wenming_cli.review.filled import FilledRow
from wenming_cli.review.items import Known
from wenming_cli.review.reply import Answer, UnclearError, answer_in
from wenming_cli.typeset.form import FILE, HEAD


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that can't be applied, and why."""

    where: str
    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A content with the answer that counts for it, and the remark."""

    row: FilledRow
    answer: Answer
    note: str | None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a form says: answers, rows that are refused, rows with nothing but a remark."""

    given: tuple[Answered, ...]
    refused: tuple[Refused, ...]
    only_remarks: tuple[FilledRow, ...]


def answers_of(rows: Sequence[FilledRow], stamp: str, known: Known) -> Answers:
    """All answers of the rows; 以后再说 is none."""
    reader = _Reader(stamp, known)
    heads = reader.heads([row for row in rows if row.kind == HEAD])
    files = [row for row in rows if row.kind == FILE]
    given = [one for row in files if (one := reader.answered(row, heads.get(row.group))) is not None]
    for row in rows:
        if row.kind not in (HEAD, FILE) and row.touched:
            reader.refuse(row, "认不出是哪个文件（隐藏的标记不在了）；把答案填回原来的行")
    for group, head in heads.items():
        if not any(row.group == group for row in files):
            reader.refuse(head.row, "这一组的文件行都不在表里了")
    kept = reader.at_most_one(given)
    silent = {row.group for row in files} - set(heads)
    remarks = tuple(row for row in rows if row.note and not row.answered and (row.kind == HEAD or row.group in silent))
    return Answers(tuple(one for one in kept if one.answer.do is not None), tuple(reader.refused), remarks)


class _Reader:
    """Reads rows and collects the refusals."""

    def __init__(self, stamp: str, known: Known) -> None:
        self.stamp, self.known = stamp, known
        self.refused: list[Refused] = []

    def refuse(self, row: FilledRow, why: str) -> None:
        """Note why a row can't be applied."""
        self.refused.append(Refused(row.where, row.path, why))

    def heads(self, rows: Sequence[FilledRow]) -> dict[str, Answered]:
        """The answers for whole groups."""
        found: dict[str, list[Answered]] = {}
        for row in rows:
            if row.answered and (answer := self._read(row)) is not None:
                found.setdefault(row.group, []).append(Answered(row, answer, row.note or None))
        for ones in found.values():
            if len({one.answer for one in ones}) > 1:
                for one in ones:
                    self.refuse(one.row, "同一组填了两个不同的答案；只留一行")
        return {group: ones[0] for group, ones in found.items() if len({one.answer for one in ones}) == 1}

    def answered(self, row: FilledRow, head: Answered | None) -> Answered | None:
        """The answer for a file: its own, else that of its group."""
        if not row.answered and head is None:
            return None
        answer, fault = self._read(row), self._fault(row)
        if row.answered or head is None or fault is not None:
            return Answered(row, answer, row.note or None) if answer is not None else None
        return Answered(row, head.answer, row.note or head.note)

    def at_most_one(self, given: Sequence[Answered]) -> list[Answered]:
        """One answer a content; where its rows differ, none."""
        found: dict[str, list[Answered]] = {}
        for one in given:
            found.setdefault(one.row.sha256, []).append(one)
        for ones in found.values():
            if len({one.answer for one in ones}) > 1:
                for one in ones:
                    self.refuse(one.row, "同一份内容填了两个不同的答案；只留一行")
        return [ones[0] for ones in found.values() if len({one.answer for one in ones}) == 1]

    def _read(self, row: FilledRow) -> Answer | None:
        """The answer in a row; None where there is none, or none that can stand."""
        fault = self._fault(row)
        if fault is not None:
            self.refuse(row, fault)
            return None
        try:
            return answer_in(row.answer, row.other, self.known)
        except UnclearError as error:
            self.refuse(row, str(error))
            return None

    def _fault(self, row: FilledRow) -> str | None:
        """What is wrong with a row itself."""
        if row.stamp != self.stamp:
            return "这一行是从别的表里贴过来的"
        if row.number != row.key:
            return f"序号对不上（应该是{row.key}），可能排序时只排了其中几列；重新出一张表再填"
        if row.kind == FILE and not row.sha256:
            return "认不出是哪个文件（隐藏的标记不在了）"
        return None
