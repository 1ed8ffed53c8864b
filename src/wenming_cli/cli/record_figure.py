"""wenming record figure: a number that rules ask for and no file shows."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import Where
from wenming_cli.cli.recording import By, Day, Desk, at_desk, say_kept, words

if TYPE_CHECKING:
    from wenming_cli.model.figures import FigureKind
    from wenming_cli.model.record import Record

_AMOUNT = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)(?P<unit>\D*)")


def figure(
    name: Annotated[str, typer.Argument(metavar="名称", help="什么数字，例如 注册志愿者、满意率")],
    value: Annotated[str, typer.Argument(metavar="数值", help="多少，例如 35、86.5")],
    where: Where = Path(),
    day_of: Day = None,
    person: Annotated[str | None, typer.Option("--person", metavar="姓名", help="按人算的，是谁的")] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="来源", help="数字从哪里来")] = None,
    by: By = None,
) -> int:
    """数字：比例、比率要用的人数、时长、百分比。"""
    from wenming_cli.errors import Exit
    from wenming_cli.model.figures import figure_kind
    from wenming_cli.model.record import RecordVerb

    kind = figure_kind(words(name, "名称"))
    number = _number(kind, value)
    with at_desk(where) as desk:
        record = desk.keep(
            do=RecordVerb.FIGURE, figure=kind.name, value=number, day=desk.past(day_of),
            person=words(person, "姓名") if person is not None else None,
            source=words(source, "来源") if source is not None else None, by=desk.speaker(by),
        )  # fmt: skip
    say_kept(record, None, *_renamed(name, kind), *_standing(desk, record, kind), *_asked(desk, record, kind))
    return Exit.DONE


def _number(kind: "FigureKind", text: str) -> float:
    """The value, in digits, with nothing behind it but the unit of its kind."""
    from wenming_cli.errors import UsageError
    from wenming_cli.model.figures import senseless

    match = _AMOUNT.fullmatch("".join(unicodedata.normalize("NFKC", text).replace(",", "").split()))
    if match is None or match["unit"] not in ("", kind.unit):
        unit = f"，单位是{kind.unit}" if kind.unit else ""
        raise UsageError(f"数值“{text}”读不成一个数", remedy=f"写阿拉伯数字，例如 35{unit}")
    number = float(match["number"])
    if why := senseless(kind, number):
        raise UsageError(f"{kind.name}不会是{text}：{why}", remedy="核对后写实际的数")
    return number


def _renamed(name: str, kind: "FigureKind") -> Iterator[str]:
    """The name that is kept, where another was given; and what is known, where it is not."""
    from wenming_cli.model.figures import FIGURES

    if not kind.unit:
        known = "、".join(one.name for one in FIGURES)
        yield f"“{kind.name}”不在常用的数字里，照原样记下；常用的有：{known}"
    elif kind.name != " ".join(name.split()):
        yield f"“{name}”就是“{kind.name}”，按这个名称记"


def _standing(desk: Desk, record: "Record", kind: "FigureKind") -> Iterator[str]:
    """Which of several figures of one kind holds: the one of the latest day, before what wenming.yaml says."""
    from wenming_cli.model.figures import figure_kind
    from wenming_cli.model.record import RecordVerb
    from wenming_cli.report.records import amount

    def of_day(one: "Record") -> date:
        return one.day or one.on or date.min

    same = [
        one for one in desk.standing
        if one.do is RecordVerb.FIGURE and figure_kind(one.figure or "") == kind and one.person == record.person
    ]  # fmt: skip
    last = max(same, key=of_day, default=None)
    if last is not None and of_day(last) > of_day(record):
        yield f"检查仍用日期更近的 {last.id}（{amount(last)}，{of_day(last)}）"
    elif last is not None:
        yield f"以后检查用这一个，不再用 {last.id}（{amount(last)}）"
    stated = getattr(desk.workspace.settings.unit, kind.setting, None) if kind.setting else None
    if record.person is None and stated is not None and last is None:
        yield f"检查用登记的，不用 wenming.yaml 里的 {kind.setting}: {stated}"
    people = desk.workspace.people.people
    if record.person and people and all(one.name != record.person for one in people):
        yield f"people.yaml 里没有“{record.person}”，按人核对时用不上"


def _asked(desk: Desk, record: "Record", kind: "FigureKind") -> Iterator[str]:
    """The requirements and obligations that ask for it, and whether they can use it as it is: of somebody or of all."""
    from wenming_cli.model.figures_asked import figures_asked

    asked = [one for criteria in desk.sets for one in figures_asked(criteria) if one.figure == kind.name]
    yield from dict.fromkeys(f"要用它的：{one.place}　{one.rule}" for one in asked)
    if not asked:
        yield "测评体系里没有要用这个数字的要求"
    elif all(one.each for one in asked) and record.person is None:
        yield "这个数字按人算，写上 --person 姓名才用得上"
    elif record.person is not None and not any(one.each for one in asked):
        yield "这个数字不按人算，写了 --person 的用不上"
