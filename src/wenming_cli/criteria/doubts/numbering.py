"""Printed numbers (序号) that repeat, start anew, skip, are missing, or are written in two ways."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from wenming_cli.criteria.doubts.doubt import Doubt, Place, doubt
from wenming_cli.criteria.doubts.table import Table
from wenming_cli.dates.written import numeral
from wenming_cli.model.criteria import Clause
from wenming_cli.model.phases import phase_label

_NUMBER = re.compile(r"\d{1,2}(?!\d)|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")
Numbered = tuple[str, Place]


def numbering_doubts(table: Table) -> Iterator[Doubt]:
    """Everything doubtful in the numbers of items, stages, groups and passages (READING 2.1, 2.2).

    (project, number) is no key where numbers repeat or start anew: ids are what counts.
    """
    printed = table.printed
    bare = [entry.place for entry in printed if not entry.item.no]
    if bare and len(bare) < len(printed):
        yield doubt("serial_missing", bare, "没有印序号，同一张表的其他条有", "查原件；条目由编号（id）认，不影响检查")
    runs = [
        [(entry.item.no, entry.place) for entry in printed if entry.project is project and entry.item.no]
        for _, project in table.projects()
    ]
    yield from _sequence([_numbers(run) for run in runs])
    yield from _forms([one for run in runs for one in run])
    for listed in _head_lists(table):
        yield from _sequence([_numbers(listed)])
        yield from _forms(listed)


def _numbers(run: Sequence[Numbered]) -> list[tuple[int, Place]]:
    """The printed numbers of a list as numbers, without those that hold none."""
    found = [(_NUMBER.search(unicodedata.normalize("NFKC", no)), place) for no, place in run]
    return [(numeral(match[0]), place) for match, place in found if match]


def _sequence(runs: Sequence[Sequence[tuple[int, Place]]]) -> Iterator[Doubt]:
    """Numbers that stay, start again at one, or leave some out."""
    stays: list[Place] = []
    again: list[Place] = []
    skips: list[tuple[int, int, Place]] = []
    for run in runs:
        for (before, first), (number, place) in pairwise(run):
            if number == before:
                stays += [place] if first in stays else [first, place]
            elif number == 1:
                again.append(place)
            elif number != before + 1:
                skips.append((before, number, place))
    if stays:
        yield doubt("serial_twice", stays, "序号与前后条相同", "查原件；条目由编号（id）认，不影响检查")
    if again:
        yield doubt("serial_again", again, "序号中途重新从1起，只凭项目和序号定不出是哪一条", "引用时写编号（id）")
    if skips:
        shown = "、".join(f"{before}之后是{number}（{place.label}）" for before, number, place in skips)
        yield doubt("serial_skipped", [place for _, _, place in skips], f"序号不连续：{shown}", "查原件有没有漏录的")


def _forms(listed: Sequence[Numbered]) -> Iterator[Doubt]:
    """Numbers that are not written like most others of their list: 5． among 1. 2. 3., (一) beside （三）."""
    forms = Counter(_NUMBER.sub("1", no) for no, _ in listed)
    if len(forms) < 2:
        return
    usual = forms.most_common(1)[0][0]
    other = [(no, place) for no, place in listed if _NUMBER.sub("1", no) != usual]
    like = next(no for no, _ in listed if _NUMBER.sub("1", no) == usual)
    shown = "、".join(dict.fromkeys(f"“{no}”" for no, _ in other))
    what = f"序号写作{shown}，多数是“{like}”这种写法"
    yield doubt("serial_form", [place for _, place in other], what, "照原件录入的不用改；发文前统一")


def _head_lists(table: Table) -> Iterator[list[Numbered]]:
    """The numbered lists of set.yaml: stages, groups, measures and the passages below each other."""
    head = table.head
    yield [(one.no, table.in_head(("phases", at), phase_label(one.no, one.name))) for at, one in enumerate(head.phases)]
    yield [
        (one.no, table.in_head(("groups", at), one.name)) for at, one in enumerate(head.groups) if one.no is not None
    ]
    yield from _clauses(table, head.measures, ("measures",), "措施")
    for key in ("goals", "tasks"):
        clause = getattr(head.plan, key)
        if clause is not None:
            yield from _clauses(table, clause.clauses, ("plan", key, "clauses"), clause.title or "方案")


def _clauses(
    table: Table, clauses: Sequence[Clause], path: tuple[str | int, ...], label: str
) -> Iterator[list[Numbered]]:
    yield [
        (one.no, table.in_head((*path, at), f"{label}{one.no}")) for at, one in enumerate(clauses) if one.no is not None
    ]
    for at, one in enumerate(clauses):
        yield from _clauses(table, one.clauses, (*path, at, "clauses"), f"{label}{one.no or ''}")
