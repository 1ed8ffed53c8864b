"""The weekly gap report (周报): what was closed, is new, got worse, is still open, is due next, and whose it is."""

from collections.abc import Sequence

from wenming_cli.model.change import Change
from wenming_cli.model.judgement import VERDICT_TEXT, ItemJudgement, Judgement, Verdict
from wenming_cli.report.escape import markdown
from wenming_cli.report.findings import NOBODY, in_week
from wenming_cli.report.owners import owner_rows
from wenming_cli.report.questions import asked, question
from wenming_cli.report.week import NEXT_DAYS, Week
from wenming_cli.report.wording import obligation_lines, timing_words
from wenming_cli.text import shorten

TEXT_WIDTH = 80
MOVED = ("本周补齐", "新缺、变差")


def as_markdown(week: Week) -> str:
    """The week in Markdown."""
    judgement = week.judgement
    lines = [f"# {markdown(judgement.unit)}创建资料周报", "", *head(judgement)]
    lines += [*(week.compared() if week.since else ()), *map(markdown, week.troubles)]
    lines += ["", "## 一周变化", ""]
    lines += [week.counts() or "这是第一份周报，没有上周可比；下面是全部未齐的条目。", ""]
    for kind, title, changes in week.told():
        lines += [f"### {title}（{len(changes)}）", ""]
        lines += [f"- **{one.item.id}** {markdown(change_words(kind, one, week))}" for one in changes]
        lines.append("")
    lines += in_week(judgement)
    lines += _next(week.due_next)
    lines += by_owner(judgement, week)
    lines += obligations(judgement)
    lines += questions(judgement)
    lines += warnings(judgement)
    return "\n".join(lines).rstrip() + "\n"


def head(judgement: Judgement) -> list[str]:
    """The day, the totals, and what was left out."""
    verdicts = judgement.totals["by_verdict"]
    shown = "，".join(f"{VERDICT_TEXT[one]}{verdicts[one.value]}" for one in Verdict if verdicts[one.value])
    final = "，按年度已经结束判定" if judgement.final else ""
    on = f"截至{judgement.as_of}{final}，对照{markdown(judgement.criteria)}"
    lines = [f"{on}，共{judgement.totals['items']}条：{shown}。"]
    if judgement.left_out:
        lines.append(f"另有{judgement.left_out}份内容在{judgement.as_of}之后才出现，未计入。")
    return lines


def change_words(kind: str, change: Change, week: Week) -> str:
    """What became of one item, without its number: text, standing, gaps, new files, owners."""
    item, before = change.item, change.before
    text = f"{_short(item.text)}：{VERDICT_TEXT[item.verdict]}，{timing_words(item, days_left=True)}"
    if kind in ("worse", "better") and before is not None and before.verdict is not item.verdict:
        text += f"（上次{VERDICT_TEXT[before.verdict]}）"
    if item.missing and kind != "closed":
        text += f"；{'；'.join(item.missing)}"
    if change.gained and week.since:
        names = "、".join(path.rsplit("/", 1)[-1] for path in change.gained[:3])
        text += f"；新收到{names}{'等' if len(change.gained) > 3 else ''}"
    return text + f"〔{'、'.join((*item.offices, *item.people)) or NOBODY}〕"


def _short(text: str) -> str:
    return shorten(text.replace("\n", " ").rstrip("；。"), TEXT_WIDTH)


def _next(items: Sequence[ItemJudgement]) -> list[str]:
    """What is due in the next fourteen days."""
    lines = [f"## 今后{NEXT_DAYS}天到期（{len(items)}）", ""]
    if not items:
        return [*lines, "没有。", ""]
    for item in items:
        who = "、".join((*item.offices, *item.people)) or NOBODY
        lines.append(f"- {item.due_day} **{item.id}** {markdown(_short(item.text))}〔{markdown(who)}〕")
    return [*lines, ""]


def by_owner(judgement: Judgement, week: Week | None = None) -> list[str]:
    """What everybody owes, with what everybody's week was where there is one to compare with."""
    rows = owner_rows(judgement, week)
    if not rows:
        return ["## 按责任人", "", "没有未齐的条目。", ""]
    compared = week is not None and week.since is not None
    heads = ("责任人", *(MOVED if compared else ()), "逾期", "将到期", "其他未齐", "条目")
    lines = ["## 按责任人", "", f"| {' | '.join(heads)} |"]
    lines.append(f"| --- | {' | '.join('---:' for _ in heads[1:-1])} | --- |")
    for row in rows:
        moved = (len(row.closed), len(row.fallen))
        counts = " | ".join(map(str, (*(moved if compared else ()), row.overdue, row.due_soon, row.rest)))
        lines.append(f"| {markdown(row.shown)} | {counts} | {'、'.join(row.items)} |")
    return [*lines, ""]


def obligations(judgement: Judgement) -> list[str]:
    """Duties outside the items that are not done."""
    lines = [f"- {markdown(line)}" for line in obligation_lines(judgement.obligations)]
    return ["## 其他应办事项", "", *lines, ""] if lines else []


def questions(judgement: Judgement) -> list[str]:
    """What only a person can decide or enter."""
    lines = [f"- **{item.id}** {question(item)}{markdown(item.advice)}" for item in asked(judgement)]
    return ["## 请人决定", "", *lines, ""] if lines else []


def warnings(judgement: Judgement) -> list[str]:
    """The inspector's warnings."""
    if not judgement.warnings:
        return []
    return [f"## 提醒（{len(judgement.warnings)}）", "", *(f"- {markdown(one.text)}" for one in judgement.warnings), ""]
