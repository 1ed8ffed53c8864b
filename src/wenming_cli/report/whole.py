"""The whole report in Markdown: totals, what is not complete in groups, what a person must decide, warnings."""

from wenming_cli.model.judgement import OPEN, VERDICT_TEXT, ItemJudgement, Judgement
from wenming_cli.report.escape import markdown
from wenming_cli.report.findings import in_week
from wenming_cli.report.grouping import grouped
from wenming_cli.report.weekly import by_owner, head, obligations, questions, warnings
from wenming_cli.report.wording import timing_words


def whole_markdown(judgement: Judgement, by: str = "category") -> str:
    """The report as it stands on its day, compared with nothing; *by* is a way of grouping."""
    lines = [f"# {markdown(judgement.unit)}创建资料检查报告", "", *head(judgement), ""]
    owed = [item for item in judgement.items if item.verdict in OPEN]
    lines += [f"## 没齐的条目（{len(owed)}）", ""]
    for title, items in grouped(owed, by):
        lines += [f"### {markdown(title)}（{len(items)}）", "", *(_line(item) for item in items), ""]
    lines += ["没有。", ""] if not owed else []
    lines += [*in_week(judgement), *by_owner(judgement), *obligations(judgement), *questions(judgement)]
    return "\n".join([*lines, *warnings(judgement)]).rstrip() + "\n"


def _line(item: ItemJudgement) -> str:
    """An item with where it stands and what to do."""
    text = f"{' '.join(item.text.split()).rstrip('；。')}：{VERDICT_TEXT[item.verdict]}，"
    text += timing_words(item, days_left=True)
    return f"- **{item.id}** {markdown(text)}" + (f"；{markdown(item.advice)}" if item.advice else "")
