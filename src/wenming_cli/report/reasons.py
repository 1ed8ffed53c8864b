"""Reasons for people: a file's signals and rivals, an item's requirements and what was considered."""

from dataclasses import dataclass
from typing import Any

from wenming_cli.model.judgement import TIMING_TEXT, VERDICT_TEXT, ItemJudgement
from wenming_cli.model.matching import STATE_TEXT, Candidate, Matching, Standing


@dataclass(frozen=True, slots=True)
class Answer:
    """The same answer as lines and as a JSON value."""

    lines: tuple[str, ...]
    value: dict[str, Any]


def of_file(standing: Standing) -> Answer:
    """Why a file stands where it stands: signals, caps, runner-up and lead."""
    evidence = standing.evidence
    lines = [place.shown for place in evidence.places]
    lines.append(f"状态：{STATE_TEXT[standing.state]}{('（' + standing.reason + '）') if standing.reason else ''}")
    for one in standing.members:
        lines.append(f"    {one.evidence.place.member[1:]}　{STATE_TEXT[one.state]}{_first(one)}")
    for use in standing.uses:
        if use.part:
            continue
        how = {"sure": "自动", "decided": "人工决定", "shared": "共用", "proposed": "建议"}[use.how]
        lines.append(f"用于：{use.item} / {use.requirement}（{how}）")
    for at, candidate in enumerate(standing.candidates, start=1):
        lines.extend(_candidate(at, candidate))
    if len(standing.candidates) > 1:
        lines.append(f"领先第二候选：{standing.candidates[0].score - standing.candidates[1].score:.2f}")
    value = {
        "path": evidence.place.shown,
        "sha256": evidence.sha256,
        "state": standing.state.value,
        "reason": standing.reason,
        "uses": [{"item": use.item, "requirement": use.requirement, "how": use.how} for use in standing.uses],
        "candidates": [_value(candidate) for candidate in standing.candidates],
    }
    return Answer(tuple(lines), value)


def _first(standing: Standing) -> str:
    """The item that a member goes to, or would go to."""
    return f"　{standing.uses[0].item}" if standing.uses else ""


def _candidate(at: int, candidate: Candidate) -> list[str]:
    """One candidate with every signal's share."""
    lines = [f"候选{at}：{candidate.item} / {candidate.requirement}　得分{candidate.score:.2f}"]
    lines += [f"    {signal.adds:+.2f}　{signal.because}" for signal in candidate.signals]
    lines += [f"    不能自动归档：{cap}" for cap in candidate.caps]
    return lines


def _value(candidate: Candidate) -> dict[str, Any]:
    return {
        "item": candidate.item,
        "requirement": candidate.requirement,
        "score": candidate.score,
        "signals": [
            {"name": one.name, "adds": round(one.adds, 4), "because": one.because} for one in candidate.signals
        ],
        "caps": list(candidate.caps),
    }


def of_item(item: ItemJudgement, matching: Matching) -> Answer:
    """Why an item stands as it stands, and which other files were considered for it."""
    days = f"{item.days}天" if item.days else ""
    due = (item.due or "空").replace("\n", "；")
    lines = [
        f"{item.id}　{item.text}",
        f"判定：{VERDICT_TEXT[item.verdict]}　时限：{TIMING_TEXT[item.timing]}{days}（原文：{due}）",
        f"责任：{'、'.join((*item.offices, *item.people)) or '未定'}",
    ]
    for row in item.requirements:
        where = f"〔{row.occurrence}〕" if row.occurrence else ""
        optional = "（可选）" if row.optional else ""
        lines.append(f"  {row.id}{where} {row.name}{optional}：要{row.need}，有{row.have}，{VERDICT_TEXT[row.verdict]}")
        lines += [f"      {gap}" for gap in row.missing]
    lines.append("文件：" if item.files else "没有文件。")
    for use in item.files:
        mark = "计入" if use.counts else "不计"
        lines.append(f"  {mark}　{use.path}（{use.requirement}，得分{use.score:.2f}）{use.note or ''}")
    lost = _considered(item, matching)
    if lost:
        lines.append("也考虑过：")
        lines += [f"  {path}　得分{score:.2f}，归到了{other}" for path, score, other in lost]
    if item.advice:
        lines.append(f"办法：{item.advice}")
    value = {**item.model_dump(mode="json"), "considered": [{"path": p, "score": s, "went_to": o} for p, s, o in lost]}
    return Answer(tuple(lines), value)


def _considered(item: ItemJudgement, matching: Matching) -> list[tuple[str, float, str]]:
    """Files that had this item among their first three candidates and went elsewhere."""
    here = {use.sha256 for use in item.files}
    found = []
    for standing in matching.single:
        rivals = [one for one in standing.candidates[:3] if one.item == item.id]
        if rivals and standing.evidence.sha256 not in here:
            went = standing.uses[0].item if standing.uses else STATE_TEXT[standing.state]
            found.append((standing.evidence.place.shown, rivals[0].score, went))
    return sorted(found, key=lambda one: (-one[1], one[0]))[:8]
