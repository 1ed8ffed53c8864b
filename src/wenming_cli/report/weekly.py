"""The weekly gap report (周报): what was closed, is new, got worse, is still open, is due next, and whose it is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from wenming_cli.model.judgement import VERDICT_TEXT, ItemJudgement, Judgement, Timing, Verdict
from wenming_cli.report.escape import markdown
from wenming_cli.report.findings import in_week
from wenming_cli.report.grouping import grouped
from wenming_cli.report.wording import obligation_lines, timing_words

NEXT_DAYS = 14
WEEK = 7
TITLES = (
    ("closed", "本周补齐"),
    ("new", "新出现的缺口"),
    ("worse", "变差的"),
    ("better", "有进展但还没齐"),
    ("still", "仍未齐"),
)


Changed = tuple[ItemJudgement, ItemJudgement | None, Sequence[str]]
"""An item, what it was a week ago, and the files that it has gained."""


def week_name(as_of: str) -> str:
    """The name under which a week is frozen."""
    return f"周报-{as_of}"


def as_markdown(
    judgement: Judgement, changes: Mapping[str, Sequence[Changed]],
    due_next: Sequence[ItemJudgement], since: str | None, troubles: Sequence[str] = (),
) -> str:  # fmt: skip
    """The week in Markdown. *changes* gives for each kind the items with what they were and the files gained.

    *troubles* are sentences about runs and letters that failed since the week before.
    """
    lines = [f"# {markdown(judgement.unit)}创建资料周报", ""]
    lines += [*head(judgement, since), *map(markdown, troubles)]
    lines += ["", "## 一周变化", ""]
    counts = "、".join(f"{title}{len(changes[kind])}条" for kind, title in TITLES)
    lines += [counts if since else "这是第一份周报，没有上周可比；下面是全部未齐的条目。", ""]
    for kind, title in TITLES:
        if changes[kind]:
            lines += [f"### {title if since else '未齐'}（{len(changes[kind])}）", ""]
            lines += [
                f"- **{item.id}** {markdown(change_words(kind, item, before, gained if since else ()))}"
                for item, before, gained in changes[kind]
            ]
            lines.append("")
    lines += in_week(judgement)
    lines += _next(due_next)
    lines += by_owner(judgement)
    lines += obligations(judgement)
    lines += questions(judgement)
    lines += warnings(judgement)
    return "\n".join(lines).rstrip() + "\n"


def head(judgement: Judgement, since: str | None) -> list[str]:
    """Dates, totals, and weeks that were missed."""
    verdicts = judgement.totals["by_verdict"]
    shown = "，".join(f"{VERDICT_TEXT[one]}{verdicts[one.value]}" for one in Verdict if verdicts[one.value])
    lines = [f"截至{judgement.as_of}，对照{markdown(judgement.criteria)}，共{judgement.totals['items']}条：{shown}。"]
    lines += compared(judgement.as_of, since)
    if judgement.left_out:
        lines.append(f"另有{judgement.left_out}份内容在{judgement.as_of}之后才出现，未计入。")
    return lines


def compared(as_of: str, since: str | None) -> list[str]:
    """With which week this one is compared, and the weeks between them that had no report; days are ISO."""
    if not since:
        return []
    lines = [f"与{since}的周报比较。"]
    gap = (date.fromisoformat(as_of) - date.fromisoformat(since)).days
    if gap > WEEK + 1:
        first = date.fromisoformat(since) + timedelta(days=WEEK)
        lines.append(f"其间{first}起有{(gap - 1) // WEEK}周没有出周报，不补做。")
    return lines


def change_words(kind: str, item: ItemJudgement, before: ItemJudgement | None, gained: Sequence[str]) -> str:
    """What became of one item, without its number: text, standing, gaps, new files, owners."""
    text = f"{_short(item.text)}：{VERDICT_TEXT[item.verdict]}，{timing_words(item, days_left=True)}"
    if kind in ("worse", "better") and before is not None and before.verdict is not item.verdict:
        text += f"（上次{VERDICT_TEXT[before.verdict]}）"
    if item.missing and kind != "closed":
        text += f"；{'；'.join(item.missing)}"
    if gained:
        names = "、".join(path.rsplit("/", 1)[-1] for path in gained[:3])
        text += f"；新收到{names}{'等' if len(gained) > 3 else ''}"
    return text + f"〔{'、'.join((*item.offices, *item.people)) or '未定责任人'}〕"


def _short(text: str) -> str:
    bare = text.replace("\n", " ").rstrip("；。")
    return bare if len(bare) <= 40 else bare[:39] + "…"


def _next(items: Sequence[ItemJudgement]) -> list[str]:
    """What is due in the next fourteen days."""
    lines = [f"## 今后{NEXT_DAYS}天到期（{len(items)}）", ""]
    if not items:
        return [*lines, "没有。", ""]
    for item in items:
        who = "、".join((*item.offices, *item.people))
        lines.append(f"- {item.due_day} **{item.id}** {markdown(_short(item.text))}〔{markdown(who)}〕")
    return [*lines, ""]


def by_owner(judgement: Judgement) -> list[str]:
    """Open items by person."""
    open_items = [
        item
        for item in judgement.items
        if item.verdict in (Verdict.MISSING, Verdict.SHORT, Verdict.TO_CONFIRM) and item.timing is not Timing.NOT_DUE
    ]
    lines = ["## 按责任人", "", "| 责任人 | 逾期 | 将到期 | 其他未齐 | 条目 |", "| --- | ---: | ---: | ---: | --- |"]
    for owner, items in sorted(grouped(open_items, "owner"), key=lambda one: (-_overdue(one[1]), -len(one[1]), one[0])):
        ids = "、".join(item.id for item in items)
        over, soon = _overdue(items), sum(item.timing is Timing.DUE_SOON for item in items)
        lines.append(f"| {markdown(owner)} | {over} | {soon} | {len(items) - over - soon} | {ids} |")
    return [*lines, ""] if open_items else ["## 按责任人", "", "没有未齐的条目。", ""]


def _overdue(items: Iterable[ItemJudgement]) -> int:
    return sum(item.timing is Timing.OVERDUE for item in items)


def obligations(judgement: Judgement) -> list[str]:
    """Duties outside the items that are not done."""
    lines = [f"- {markdown(line)}" for line in obligation_lines(judgement.obligations)]
    return ["## 其他应办事项", "", *lines, ""] if lines else []


def asked(judgement: Judgement) -> list[ItemJudgement]:
    """The items about which only a person can decide or enter something: doubts, then those without a day."""
    doubtful = [item for item in judgement.items if item.verdict is Verdict.TO_CONFIRM]
    undated = [
        item for item in judgement.items if item.timing is Timing.UNDATED and item.verdict is not Verdict.COMPLETE
    ]
    return [*doubtful, *(item for item in undated if item not in doubtful)]


def questions(judgement: Judgement) -> list[str]:
    """What only a person can decide or enter."""
    lines = [f"- **{item.id}** {markdown(item.advice)}" for item in asked(judgement)]
    return ["## 请人决定", "", *lines, ""] if lines else []


def warnings(judgement: Judgement) -> list[str]:
    """The inspector's warnings."""
    if not judgement.warnings:
        return []
    return [f"## 提醒（{len(judgement.warnings)}）", "", *(f"- {markdown(one.text)}" for one in judgement.warnings), ""]
