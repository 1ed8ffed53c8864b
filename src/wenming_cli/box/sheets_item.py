"""隔页 and 材料提交表 as values: each item with what it asks for, whose it is, and what lies there."""

from collections.abc import Iterator

from wenming_cli.box.details import Details
from wenming_cli.box.plan import Box, BoxPlan
from wenming_cli.box.sheets_catalogue import one_line
from wenming_cli.model.judgement import ItemJudgement, Judgement
from wenming_cli.typeset.catalogue import Catalogue, Entry
from wenming_cli.typeset.divider import Divider
from wenming_cli.typeset.handover import Handover


def dividers_of(box: Box, catalogue: Catalogue, judgement: Judgement, details: Details) -> tuple[Divider, ...]:
    """A divider for each item of a box."""
    judged = {item.id: item for item in judgement.items}
    below = f"{catalogue.unit}　{catalogue.year}年度　{box.label}"
    return tuple(
        Divider(
            box=below,
            number=item.id,
            text=one_line(item.text) + ("（续）" if item.continued else ""),
            facts=tuple(_facts(box, item.id, judged.get(item.id), details)),
            entries=_lying(entries),
        )
        for item, (_, entries) in zip(box.items, catalogue.items, strict=True)
    )


def _facts(box: Box, item: str, judged: ItemJudgement | None, details: Details) -> Iterator[tuple[str, str]]:
    """What the table says of an item; a bonus row has no more than its text."""
    yield "类别", box.category
    yield "项目", box.title
    if standard := details.standards.get(item):
        yield "考评标准", "\n".join(map(one_line, standard.splitlines()))
    if judged is not None:
        if asked := asked_for(judged):
            yield "材料要求", asked
        yield "完成时限", one_line(judged.due or "") or "未定"
        yield "责任股室", "、".join(judged.offices)
        yield "责任人", "、".join(judged.people)


def handovers_of(plan: BoxPlan, box: Box, catalogue: Catalogue, judgement: Judgement) -> tuple[Handover, ...]:
    """A form for each item of a box."""
    judged = {item.id: item for item in judgement.items}
    below = f"{plan.unit}　{plan.year}年度　{box.label}　{box.title}"
    return tuple(
        Handover(below, item.id, one_line(item.text), asked_for(judged.get(item.id)), _lying(entries))
        for item, (_, entries) in zip(box.items, catalogue.items, strict=True)
    )


def _lying(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The rows of what is there, here or elsewhere."""
    return tuple(one for one in entries if not one.gone)


def asked_for(judged: ItemJudgement | None) -> str:
    """What an item asks for, each thing once with its count: 年度方案1份；活动图片2至4张."""
    if judged is None:
        return ""
    said = (f"{asked.name}{asked.need}{'（可不交）' if asked.optional else ''}" for asked in judged.requirements)
    return "；".join(dict.fromkeys(map(one_line, said)))
