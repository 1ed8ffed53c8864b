"""The bar by which the page is searched and filtered; without a script it is not shown and all is there to read."""

from collections.abc import Sequence

from wenming_cli.model.judgement import VERDICT_TEXT, ItemJudgement, Verdict
from wenming_cli.report.grouping import titles
from wenming_cli.report.page.markup import Markup, el

STATES = (
    ("open", "所有没齐的"),
    *((one.value, VERDICT_TEXT[one]) for one in Verdict),
    ("overdue", "逾期"),
    ("due_soon", "将到期"),
    ("undated", "未定期限"),
)


def filter_bar(items: Sequence[ItemJudgement]) -> Markup:
    """A search field, and a choice of owner, category and state."""
    owners = dict.fromkeys(title for item in items for title in titles(item, "owner"))
    categories = {item.category: item.heading.partition(" ／ ")[0] or item.category for item in items}
    states = {value for item in items for value in (item.verdict.value, item.timing.value)} | {"open"}
    return el(
        "form",
        el(
            "div",
            el("label", "查找（编号、文字、文件名）", for_="q"),
            el("input", id="q", type="search", autocomplete="off"),
            class_="wide",
        ),
        _choice("owner", "责任人", [(one, one) for one in sorted(owners)]),
        _choice("category", "类别", list(categories.items())),
        _choice("state", "情况", [(value, text) for value, text in STATES if value in states]),
        el("div", el("button", "清除", type="button", id="clear")),
        el("p", id="count", role="status", class_="faint small"),
        id="filter",
        role="search",
        aria_label="查找和筛选",
    )


def _choice(ident: str, label: str, options: Sequence[tuple[str, str]]) -> Markup:
    every = [el("option", "全部", value=""), *(el("option", text, value=value) for value, text in options)]
    return el("div", el("label", label, for_=ident), el("select", every, id=ident))
