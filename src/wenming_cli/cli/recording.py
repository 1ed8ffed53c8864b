"""What all `wenming record` commands share: the table, the notebook, who speaks, and how a record is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wenming_cli.cli.decide import _login, _target
from wenming_cli.cli.options import day, opened
from wenming_cli.errors import UsageError

if TYPE_CHECKING:
    from wenming_cli.model.criteria import Bonus, CriteriaSet, Item, Obligation
    from wenming_cli.model.record import Record, RecordsFile
    from wenming_cli.model.requirement import Plain
    from wenming_cli.workspace.open import Workspace

ItemName = Annotated[str, typer.Argument(metavar="条目", help="条目编号，可以写到材料要求：1.2.5/minutes")]
Day = Annotated[str | None, typer.Option("--day", metavar="日期", help="哪天的，写作 2021-11-12")]
By = Annotated[str | None, typer.Option("--by", metavar="姓名", help="谁登记的，不写就用电脑的登录名")]
Speaker = Annotated[str, typer.Option("--by", metavar="姓名", help="以谁的话为准", show_default=False)]


@dataclass(frozen=True, slots=True)
class Desk:
    """A workspace whose lock is held, with its sets and what was recorded so far."""

    workspace: "Workspace"
    sets: "tuple[CriteriaSet, ...]"
    file: "RecordsFile"
    today: date

    @property
    def standing(self) -> "tuple[Record, ...]":
        """The records that stand today."""
        from wenming_cli.model.record import standing_records

        return standing_records(self.file, self.today)

    def item(self, target: str) -> "tuple[Item, str | None]":
        """The item that the words name, and the requirement where they name one."""
        ident, requirement = _target(target, self.sets)
        item = next((item for one in self.sets for _, _, item in one.placed() if item.id == ident), None)
        if item is None:
            what = "加分项目" if self.bonus(target) else "其他应办事项"
            raise UsageError(f"{ident}是{what}，不是条目", remedy="这里写条目编号，用 wenming criteria show 看全部编号")
        return item, requirement

    def bonus(self, target: str) -> "Bonus | None":
        """The bonus row that the words name, with or without a level."""
        ident = target.partition("/")[0].strip()
        return next((row for one in self.sets for row in one.head.bonus if row.id == ident), None)

    def duty(self, target: str) -> "Obligation | None":
        """The duty outside the items that the words name; with several sets an id may be that of two."""
        found = [duty for one in self.sets for duty in one.head.obligations if duty.id == target.strip()]
        if len(found) > 1:
            raise UsageError(f"几套体系都有应办事项“{target}”", remedy="改其中一套 set.yaml 里的编号，再登记")
        return found[0] if found else None

    def meant(self, target: str, title: str) -> "tuple[Item | Bonus, str | None]":
        """The item and the requirement that a paper of that title is for; None where the table states none.

        Or the bonus row and the level, where the words name one.
        """
        from wenming_cli.model.leaf import leaf_for, leaves
        from wenming_cli.review.items import named

        row = self.bonus(target)
        if row is not None:
            return row, _target(target, self.sets)[1]
        item, requirement = self.item(target)
        every = tuple(leaves(item.asks))
        fitting = next((one for one in every if one.id == requirement), None) or leaf_for(item, title)
        if fitting is not None:
            return item, fitting.id if item.requires else None
        if not every:
            return item, None
        of_that = f"看不出“{title}”是哪一项" if title else "要写明是哪一项"
        raise UsageError(
            f"条目{item.id}有{len(every)}项材料要求，{of_that}",
            remedy=f"写作 {item.id}/{every[0].id} 这样；可用：{'、'.join(map(named, every))}",
        )

    def leaf(self, item: "Item", requirement: str | None) -> "Plain | None":
        """The requirement of that id; None where none is named."""
        from wenming_cli.model.leaf import leaves

        return next((one for one in leaves(item.asks) if one.id == requirement), None)

    def called(self, item: "Item | Bonus", requirement: str | None) -> str:
        """The item, or the requirement of it, in words: 1.2.5的minutes（会议记录）; B1（省部级荣誉称号）."""
        from wenming_cli.model.criteria import Bonus
        from wenming_cli.review.items import named

        if isinstance(item, Bonus):
            return f"{item.id}（{requirement or '没有写级别，自评里要人看过才算'}）"
        leaf = self.leaf(item, requirement)
        return f"{item.id}的{named(leaf)}" if leaf else item.id

    def past(self, text: str | None) -> date | None:
        """The day of something that is there; a day to come is refused."""
        found = day(text) if text is not None else None
        if found is not None and found > self.today:
            raise UsageError(f"日期{found}还没有到", remedy="登记已经有的；定下的期限用 wenming record date")
        return found

    def speaker(self, name: str | None, on: date | None = None) -> str | None:
        """Who says it: somebody of people.yaml who is there on that day; the login name where nobody is named."""
        if name is None:
            return _login()
        said = " ".join(name.split())
        people = self.workspace.people
        if not said:
            raise UsageError("--by 后面没有写姓名", remedy="写上姓名，例如 --by 张三")
        if not people.people:
            return said
        if not any(one.name == said for one in people.people):
            names = "、".join(dict.fromkeys(one.name for one in people.people))
            raise UsageError(f"people.yaml 里没有“{said}”", remedy=f"写其中的一位，或先把他写进去；现有：{names}")
        when = on or self.today
        if not people.serves(said, when):
            instead = people.follower(said, when)
            raise UsageError(
                f"{said}{when}不在任（people.yaml 的 from、until）",
                remedy=f"写当时在任的人{f'，接替的是{instead}' if instead else ''}，或改 people.yaml",
            )
        return said

    def keep(self, **values: Any) -> "Record":
        """Write a record down; the same thing said twice is refused, for it would count twice."""
        from wenming_cli.model.record import Record
        from wenming_cli.report.records import line
        from wenming_cli.review.records import add_to_records, next_id
        from wenming_cli.workspace.open import RECORDS

        record = Record(id=next_id(self.file), on=self.today, **values)
        again = next((one for one in self.standing if record.says_again(one)), None)
        if again is not None:
            raise UsageError(
                f"已经登记过：{line(again)}",
                remedy=f"写错了的先撤回：wenming record withdraw {again.id} --why 理由；同样的有几份，写在 --count",
            )
        add_to_records(self.workspace.folder / RECORDS, [record])
        return record


@contextmanager
def at_desk(where: Path) -> Iterator[Desk]:
    """The workspace with its lock held: what is written then is written behind what was read."""
    from wenming_cli.writer.lock import lock

    workspace = opened(where)
    with lock(workspace.folder, wait_seconds=5):
        yield desk_of(workspace)


def desk_of(workspace: "Workspace") -> Desk:
    """The sets and records of a workspace; enough for looking."""
    from wenming_cli.criteria.load import load_set
    from wenming_cli.review.items import bonus_rows, known_items
    from wenming_cli.review.records import read_records
    from wenming_cli.workspace.open import RECORDS

    sets = tuple(load_set(folder) for folder in workspace.set_folders)
    file = read_records(workspace.folder / RECORDS, known_items(sets), bonus_rows(sets))
    return Desk(workspace, sets, file, day(None))


def words(text: str, what: str) -> str:
    """A text of the command line on one line; one without words is refused."""
    said = " ".join(text.split())
    if not said:
        raise UsageError(f"没有写{what}", remedy=f"把{what}写上，有空格的用引号括起来")
    return said


def at_least_one(number: int | None, option: str) -> int | None:
    """A count of pieces or pages."""
    if number is not None and number < 1:
        raise UsageError(f"{option} 写了{number}", remedy="写 1 以上的整数")
    return number


def say_kept(record: "Record", item: "Item | Bonus | None", *more: str) -> None:
    """What was written, for which item, what that changes, and how to take it back."""
    from wenming_cli.cli.screen import paint, say
    from wenming_cli.report.records import line
    from wenming_cli.review.items import one_line
    from wenming_cli.text import shorten
    from wenming_cli.workspace.open import RECORDS

    say(f"已登记：{line(record)}")
    if item is not None:
        say(f"条目：{item.id} {shorten(one_line(item.text), 90)}")
    for text in more:
        paint(text, indent="  ")
    say(f"记在 {RECORDS}；撤回用 wenming record withdraw {record.id} --why 理由。")
