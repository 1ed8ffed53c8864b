"""The self-score (自评) for people: the figures, the tree of parts, the bonus rows, and what the source prints."""

from collections import Counter
from collections.abc import Iterator

from wenming_cli.model.score import (
    HOPED,
    PART_STATE_TEXT,
    BonusFigures,
    BonusScore,
    CategoryScore,
    HonourScore,
    PartScore,
    PartState,
    Score,
    StandardScore,
)
from wenming_cli.report.naming import file_names, whose

Line = tuple[str, str]
"""A line, and what it is: head, a state of a part (that line may be cut), or nothing."""


def lines(score: Score) -> Iterator[Line]:
    """The whole self-score; the sums of the source stand at the end, or at once that it prints none."""
    final = "（按年度已结束判定）" if score.final else ""
    yield f"{score.unit} · {score.criteria} · 截至{score.as_of}{final}", "head"
    if score.of is not None:
        yield f"自评：{_range(score)}；满分按分项合计{score.of:g}分", "head"
        yield from ((f"  {text}", "") for text in _states(score))
    else:
        yield from ((text, "") for text in score.said)
    for category in score.categories:
        yield "", ""
        yield from _category(category)
    if score.bonus:
        yield "", ""
        yield f"加分：{_range(score.extra)}", "head"
        yield from (line for row in score.bonus for line in _bonus(row))
    if score.of is not None:
        yield "", ""
        yield "原件印的分值", "head"
        yield from ((f"  {text}", "") for text in score.said)


def _range(one: Score | CategoryScore | StandardScore | BonusScore | BonusFigures) -> str:
    """可得4分，最多10分; only one figure where they are the same."""
    certain, possible = one.certain or 0.0, one.possible or 0.0
    return f"可得{certain:g}分" + (f"，最多{possible:g}分" if possible != certain else "")


def _states(score: Score) -> Iterator[str]:
    """How many parts stand how, and what they are worth."""
    parts = [part for one in score.categories for standard in one.standards for part in standard.parts]
    counts = Counter(part.state for part in parts if part.points is not None)
    yield "；".join(
        f"{PART_STATE_TEXT[state]}{counts[state]}个分项{score.by_state[state.value]:g}分"
        for state in PartState
        if counts[state]
    )
    if score.possible != score.certain:
        hoped = "＋".join(PART_STATE_TEXT[state] for state in PartState if state in HOPED and counts[state])
        yield f"最多＝{hoped}"
    if counts[PartState.VISIT_ONLY]:
        yield f"{PART_STATE_TEXT[PartState.VISIT_ONLY]}的不算进最多：手里还没有材料或照片"
    if counts[PartState.WAIVED]:
        yield "不适用的不算进可得和最多：原表没有说这样的分项给不给分"
    if score.unprinted:
        yield f"另有{score.unprinted}个分项未印分值，不计分"


def _category(category: CategoryScore) -> Iterator[Line]:
    printed = "" if category.printed in (None, category.of) else f"（所印{category.printed:g}分）"
    yield (
        f"{category.no}、{category.title}　{_range(category)}／{category.of:g}分{printed}",
        "head",
    )
    for standard in category.standards:
        yield from _standard(standard)


def _standard(standard: StandardScore) -> Iterator[Line]:
    """A standard and its parts; owners stand once where all parts have the same."""
    owners = [whose(part.owners) for part in standard.parts]
    shared = owners[0] if len(set(owners)) == 1 else ""
    yield (
        f"  {standard.called}　{_range(standard)}／{standard.of:g}分　{shared}".rstrip(),
        "",
    )
    for part, theirs in zip(standard.parts, owners, strict=True):
        yield from _part(part, "" if shared else theirs)


def _part(part: PartScore, owners: str) -> Iterator[Line]:
    name = f"第{part.at}分项" if part.at else "全条"
    worth = "未印分值" if part.points is None else f"{part.points:g}分"
    text = " ".join(part.text.split())
    yield f"    {name} {worth} {PART_STATE_TEXT[part.state]}　{owners + '　' if owners else ''}{text}", part.state.value
    yield from ((f"      · {one}", "") for one in part.because)
    for label, files in (("材料", part.files), ("待确认的文件", part.unsure)):
        if files:
            yield f"      {label}：{file_names(files)}", ""


def _bonus(row: BonusScore) -> Iterator[Line]:
    """A bonus row with its rules, its days and its honours, each on a line."""
    yield f"  {row.id} {row.title}　{_range(row)}", ""
    yield f"    {_rules(row)}", ""
    if row.start:
        wider = "" if row.start == row.sure else f"（按年度算从{row.start}起，只算进最多）"
        yield f"    {row.window}：{row.sure}至{row.end}{wider}", ""
    for honour in row.honours:
        yield _honour(honour), ""
        yield from ((f"        · {one}", "") for one in honour.because)
    if not row.honours:
        yield f"    还没有材料：wenming pin 文件 {row.id}（已归到条目的 share，纸质的 record paper）", ""
    if row.unfiled:
        yield f"    像是荣誉、没有指定到{row.id}的：{file_names(row.unfiled)}", ""


def _rules(row: BonusScore) -> str:
    """国家级荣誉称号2分、省部级荣誉称号1分，合计最多10分."""
    told: list[str] = []
    named: set[str] = set()
    for cap in row.caps:
        rules = [f"{rule.level}{rule.points:g}分" for rule in row.rules if rule.level in cap.levels]
        told.append(f"{'、'.join(rules)}，{'合计' if len(rules) > 1 else ''}最多{cap.most:g}分")
        named |= set(cap.levels)
    told += [f"{rule.level}{rule.points:g}分" for rule in row.rules if rule.level not in named]
    return "；".join(told)


def _honour(one: HonourScore) -> str:
    """Title, issuer, level, day, points."""
    if one.certain:
        worth = f"加{one.certain:g}分" + (f"，最多{one.possible:g}分" if one.possible != one.certain else "")
    else:
        worth = f"最多{one.possible:g}分" if one.possible else "不加分"
    level = f"{one.level}（{one.cue}）" if one.level and one.cue else one.level or "级别不明"
    files = f"（{len(one.files)}个文件）" if len(one.files) > 1 else ""
    return f"    {one.date or '日期不明'}　{one.name}{files}　{one.issuer or '授予机关不明'}　{level}　{worth}"
