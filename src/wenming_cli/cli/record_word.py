"""wenming record waive and none: a person's word that something is not asked of the unit, or that there was none."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenming_cli.cli.options import Where, day
from wenming_cli.cli.recording import Day, ItemName, Speaker, at_desk, say_kept, words

if TYPE_CHECKING:
    from wenming_cli.model.criteria import Item
    from wenming_cli.model.requirement import Plain


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
    say_kept(record, named, f"{desk.called(named, requirement)}从{desk.today}起判为不适用，不再要求")
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
    """没有：本年没有这回事，以写明的人的话为准。

    条目也可以写其他应办事项的编号（O6）：材料看不出来的，由负责人写明。
    """
    from wenming_cli.errors import Exit
    from wenming_cli.model.record import RecordVerb

    with at_desk(where) as desk:
        on = desk.past(day_of)
        duty = desk.duty(item)
        if duty is not None:
            said = words(text or "", "说明")
            record = desk.keep(do=RecordVerb.NONE, item=duty.id, why=said, day=on, by=desk.speaker(by, on))
            say_kept(record, None, f"应办事项 {duty.id} {duty.text}：以这句话为准，判为办了")
            return Exit.DONE
        named, requirement = desk.item(item)
        wanting = _wanting(named, requirement)
        if len(wanting) == 1:
            requirement = wanting[0].id
        said = words(text, "说明") if text is not None else _own_words(item, wanting)
        record = desk.keep(
            do=RecordVerb.NONE, item=named.id, requirement=requirement, why=said, day=on, by=desk.speaker(by, on)
        )
    asked = "、".join(str(one.none) for one in wanting)
    told = f"原表要的就是这句话（{asked}），有了它就算齐" if asked else f"{named.id}判为不适用"
    say_kept(record, named, told)
    return Exit.DONE


def _wanting(item: "Item", requirement: str | None) -> "list[Plain]":
    """The requirements that ask for such a word; where one is named that asks for papers, it can't be given."""
    from wenming_cli.errors import UsageError
    from wenming_cli.model.leaf import leaves

    wanting = [one for one in leaves(item.asks) if one.none and requirement in (None, one.id)]
    if requirement is not None and not wanting:
        raise UsageError(
            f"{item.id}/{requirement} 要的是材料，不是一句话",
            remedy=f"整条都没有的写 {item.id}；只是这一项不要，用 wenming record waive {item.id}/{requirement}",
        )
    return wanting


def _own_words(target: str, wanting: "Sequence[Plain]") -> str:
    """The words of the one requirement that asks for them."""
    from wenming_cli.errors import UsageError

    if len(wanting) == 1:
        return str(wanting[0].none)
    raise UsageError(
        f"没有写{target}没有的是什么", remedy=f'写上，例如 wenming record none {target} "今年没有外出活动" --by 姓名'
    )
