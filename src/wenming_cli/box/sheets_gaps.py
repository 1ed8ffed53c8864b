"""缺件清单 as a value: what the items of a box lack by the judgement, and what is not due yet."""

from collections.abc import Iterator

from wenming_cli.box.plan import Box, BoxPlan
from wenming_cli.box.sheets_catalogue import one_line
from wenming_cli.model.judgement import (
    OPEN,
    TIMING_TEXT,
    VERDICT_TEXT,
    ItemJudgement,
    Judgement,
    RequirementJudgement,
    Timing,
)
from wenming_cli.text import shorten
from wenming_cli.typeset.missing import Gap, Missing

LONGEST_SENTENCE = 48
"""Columns of an item's sentence in 缺件清单; the whole sentence stands in the catalogue."""

Gaps = tuple[tuple[bool, Gap], ...]
"""What a box lacks; True for what is not due yet."""


def gaps_of(box: Box, judgement: Judgement) -> Iterator[tuple[bool, Gap]]:
    """What the items of a box lack, in table order; True for what is not due yet."""
    judged = {item.id: item for item in judgement.items}
    for item in (judged[one.id] for one in box.items if one.id in judged and not one.continued):
        for asked in item.requirements:
            if asked.verdict in OPEN and not asked.optional:
                yield asked.timing is Timing.NOT_DUE, _gap(item, asked)
        if not item.requirements and item.verdict in OPEN:
            yield item.timing is Timing.NOT_DUE, _gap(item, _whole(item))


def _whole(item: ItemJudgement) -> RequirementJudgement:
    """An item that was judged as one."""
    return RequirementJudgement(
        id=item.id, name=one_line(item.text), need="", have=len([use for use in item.files if use.counts]),
        verdict=item.verdict, timing=item.timing, due=item.due_day, days=item.days, missing=item.missing,
    )  # fmt: skip


def _gap(item: ItemJudgement, asked: RequirementJudgement) -> Gap:
    """A row of 缺件清单."""
    late = asked.timing in (Timing.OVERDUE, Timing.LATE) and asked.days
    return Gap(
        item=item.id,
        what=_what(item, asked),
        need=asked.need,
        have=asked.have,
        missing="、".join(asked.missing),
        due=(one_line(item.due or "") or "未定") + _until(asked.due),
        offices="、".join(item.offices),
        people="、".join(item.people),
        state=f"{VERDICT_TEXT[asked.verdict]}，{TIMING_TEXT[asked.timing]}" + (f"{asked.days}天" if late else ""),
    )


def _what(item: ItemJudgement, asked: RequirementJudgement) -> str:
    """The piece with the sentence that asks for it; 方案 alone would not say of what."""
    piece = asked.name + (f"（{asked.occurrence}）" if asked.occurrence else "")
    sentence = shorten(one_line(item.text).rstrip("；。"), LONGEST_SENTENCE)
    return sentence if piece == one_line(item.text) else f"{piece}：{sentence}"


def _until(day: str | None) -> str:
    """The last day as people write it; 2021-11-20 would be broken at its hyphens."""
    if not day:
        return ""
    year, month, rest = (*day.split("-"), "", "")[:3]
    return f"（至{int(month)}月{int(rest)}日）" if (month + rest).isdecimal() and rest else f"（至{year}{month}{rest}）"


def missing_of(plan: BoxPlan, box: Box, judgement: Judgement, gaps: Gaps) -> Missing:
    """缺件清单 of a box."""
    return Missing(
        unit=plan.unit,
        box=f"{box.label}　{box.title}",
        as_of=judgement.as_of,
        open=tuple(gap for later, gap in gaps if not later),
        later=tuple(gap for later, gap in gaps if later),
    )
