"""How far everything is: by category and by owner, as bars."""

from collections import Counter
from collections.abc import Sequence

from wenming_cli.model.judgement import VERDICT_TEXT, ItemJudgement, Timing, Verdict
from wenming_cli.report.findings import NOBODY
from wenming_cli.report.page.markup import Markup, el
from wenming_cli.report.page.shade import bar, legend

ORDER = (
    Verdict.COMPLETE, Verdict.WAIVED, Verdict.MANUAL, Verdict.TO_CONFIRM, Verdict.SHORT, Verdict.MISSING
)  # fmt: skip


def progress(items: Sequence[ItemJudgement]) -> Markup:
    """The section: categories on the left, owners on the right, those with most overdue first."""
    categories: dict[str, list[ItemJudgement]] = {}
    for item in items:
        categories.setdefault(item.heading.partition(" ／ ")[0] or item.category, []).append(item)
    owners: dict[str, list[ItemJudgement]] = {}
    for item in items:
        for name in item.people or item.offices or (NOBODY,):
            owners.setdefault(name, []).append(item)
    ranked = sorted(owners.items(), key=lambda one: (-_overdue(one[1]), one[0]))
    used = {item.verdict for item in items}
    return el(
        "section",
        el("h2", "进度"),
        legend([(one.value, VERDICT_TEXT[one]) for one in ORDER if one in used]),
        el(
            "div",
            el("div", el("h3", "按类别"), [_bar(title, ones) for title, ones in categories.items()]),
            el("div", el("h3", "按责任人"), [_bar(title, ones) for title, ones in ranked]),
            class_="pair",
        ),
        id="progress",
    )


def _overdue(items: Sequence[ItemJudgement]) -> int:
    return sum(item.timing is Timing.OVERDUE for item in items)


def _bar(title: str, items: Sequence[ItemJudgement]) -> Markup:
    """A name, how many of how many are complete, and the bar."""
    counts = Counter(item.verdict for item in items)
    done, over = counts[Verdict.COMPLETE], _overdue(items)
    said = "、".join(f"{VERDICT_TEXT[one]}{counts[one]}" for one in ORDER if counts[one])
    tail = el("span", f"　逾期{over}", class_="faint small") if over else None
    return el(
        "div",
        el("span", title, tail),
        el("b", f"{done}／{len(items)}"),
        bar([(one.value, counts[one]) for one in ORDER], f"{title}：{said}"),
        class_="progress",
    )
