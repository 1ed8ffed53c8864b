"""wenming record waive and none: a person's word that something is not asked of the unit, or that there was none."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import Where, day
from wenming_cli.cli.recording import Day, Desk, ItemName, Speaker, at_desk, say_kept, words

if TYPE_CHECKING:
    from wenming_cli.model.criteria import Item


def waive(
    item: ItemName,
    why: Annotated[str, typer.Option("--why", metavar="理由", help="为什么不适用", show_default=False)],
    by: Speaker,
    where: Where = Path(),
    until: Annotated[str | None, typer.Option("--until", metavar="日期", help="到哪天为止；不写就一直")] = None,
) -> int:
    """不适用：这一条（或其中一项材料）不向本单位要。"""
    from wenming_cli.errors import Exit, UsageError
    from wenming_cli.model.record import RecordVerb

    reason, last = words(why, "理由"), day(until) if until is not None else None
    with at_desk(where) as desk:
        if last is not None and last < desk.today:
            raise UsageError(f"--until {last} 已经过了", remedy="写今天以后的日期，或不写 --until")
        named, requirement = desk.item(item)
        record = desk.keep(
            do=RecordVerb.WAIVE, item=named.id, requirement=requirement, why=reason, until=last, by=desk.speaker(by)
        )
    say_kept(record, named, f"{_what(desk, named, requirement)}从{desk.today}起判为不适用，不再要求")
    return Exit.DONE


def none(
    item: ItemName,
    by: Speaker,
    text: Annotated[
        str | None, typer.Argument(metavar="说明", help="没有什么，例如 今年没有外出活动；要求里写明了的可以不写")
    ] = None,
    where: Where = Path(),
    day_of: Day = None,
) -> int:
    """没有：本年没有这回事（无刑事案件、没有外出活动），以写明的人的话为准。"""
    from wenming_cli.errors import Exit
    from wenming_cli.model.record import RecordVerb

    with at_desk(where) as desk:
        on = desk.past(day_of)
        named, requirement, said = _stated(desk, item, text)
        record = desk.keep(
            do=RecordVerb.NONE, item=named.id, requirement=requirement, title=said, day=on, by=desk.speaker(by, on)
        )
    leaf = desk.leaf(named, requirement)
    asked = f"原表要的就是这句话：{leaf.none}；有了它就算齐" if leaf and leaf.none else ""
    say_kept(record, named, asked or f"{_what(desk, named, requirement)}判为不适用")
    return Exit.DONE


def _what(desk: Desk, item: "Item", requirement: str | None) -> str:
    """The item or the requirement that a word is about."""
    from wenming_cli.review.items import named

    leaf = desk.leaf(item, requirement) if requirement else None
    return f"{item.id}的{named(leaf)}" if leaf else f"{item.id}整条"


def _stated(desk: Desk, target: str, text: str | None) -> "tuple[Item, str | None, str]":
    """The item, the requirement that asks for such a word, and the words: those of the requirement where none are given."""
    from wenming_cli.errors import UsageError
    from wenming_cli.model.leaf import leaves

    item, requirement = desk.item(target)
    every = tuple(leaves(item.asks))
    wanting = [one for one in every if one.none and requirement in (None, one.id)]
    if requirement is None and len(wanting) == 1 and len(every) > 1:
        requirement = wanting[0].id
    if text is not None:
        return item, requirement, words(text, "说明")
    if len(wanting) == 1:
        return item, requirement, str(wanting[0].none)
    raise UsageError(
        f"没有写{target}没有的是什么", remedy=f'写上，例如 wenming record none {target} "今年没有外出活动" --by 姓名'
    )
