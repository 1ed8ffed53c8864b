"""In which colour and with which sign something stands; a sign says the same as the colour, for those who see none."""

from collections.abc import Sequence

from wenming_cli.model.judgement import OPEN, Timing, Verdict
from wenming_cli.report.page.markup import Markup, el, joined, percent

SIGN = {"complete": "✓", "missing": "✗", "short": "△", "to_confirm": "？", "manual": "看", "waived": "—", "later": "·"}
SIGN_TEXT = {
    "complete": "齐", "missing": "缺", "short": "不全", "to_confirm": "待确认", "manual": "人工核查",
    "waived": "不适用", "later": "未到期",
}  # fmt: skip
BY_DUE = {"complete": "齐了", "missing": "逾期", "short": "将到期", "later": "未到期", "manual": "人工核查"}
"""What the colours mean where something stands to its day."""


def shade_of(verdict: Verdict, timing: Timing) -> str:
    """The colour of a verdict; what is open and not due yet has one of its own."""
    return "later" if verdict in OPEN and timing is Timing.NOT_DUE else verdict.value


def shade_of_day(verdict: Verdict, timing: Timing) -> str:
    """The colour of a deadline: kept, over, near, far, or to be looked at."""
    if verdict in (Verdict.COMPLETE, Verdict.WAIVED):
        return "complete"
    if verdict is Verdict.MANUAL:
        return "manual"
    return {Timing.OVERDUE: "missing", Timing.DUE_SOON: "short"}.get(timing, "later")


def bar(parts: Sequence[tuple[str, int]], label: str) -> Markup:
    """A bar of coloured shares; *label* says it in words."""
    total = sum(count for _, count in parts) or 1
    done, shapes = 0, []
    for shade, count in parts:
        if count:
            shapes.append(
                el("rect", x=percent(done / total), y=0, width=percent(count / total), height=14, class_=f"f-{shade}")
            )
        done += count
    return el("svg", shapes, class_="bar", role="img", aria_label=label)


def legend(shades: Sequence[tuple[str, str]]) -> Markup:
    """What the colours mean, with their signs where they have one."""
    ones = (
        el(
            "li",
            el("svg", el("rect", width=12, height=12, rx=2, class_=f"f-{shade}"), aria_hidden="true"),
            joined(text),
        )
        for shade, text in shades
    )
    return el("ul", ones, class_="legend")


def badge(shade: str, text: str) -> Markup:
    """A word on its colour."""
    return el("span", text, class_=f"badge b-{shade}")
