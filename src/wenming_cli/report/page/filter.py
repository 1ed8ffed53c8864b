"""The bar by which the page is searched and filtered; without a script it is not shown and all is there to read."""

from collections.abc import Iterable, Sequence

from wenming_cli.model.judgement import VERDICT_TEXT, Judgement, Verdict
from wenming_cli.report.findings import owners_of
from wenming_cli.report.page.markup import Markup, el

STATES = (
    ("open", "所有没齐的"),
    *((one.value, VERDICT_TEXT[one]) for one in Verdict),
    ("overdue", "逾期"),
    ("due_soon", "将到期"),
    ("undated", "未定期限"),
)


def filter_bar(judgement: Judgement) -> Markup:
    """A search field, and a choice of owner, category and state."""
    items = judgement.items
    people = sorted({name for item in items for name in item.owners.people})
    offices = sorted({name for item in items for name in item.offices})
    others = sorted({name for one in judgement.findings for name in owners_of(one)} - {*people, *offices})
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
        _choice("owner", "责任人", _options(people, "个人"), _options(offices, "股室"), _options(others, "整改责任人")),
        _choice("category", "类别", _texts(list(categories.items()))),
        _choice("state", "情况", _texts([one for one in STATES if one[0] in states])),
        el("div", el("button", "清除", type="button", id="clear")),
        el("p", id="count", role="status", class_="faint small"),
        id="filter",
        role="search",
        aria_label="查找和筛选",
    )


def _choice(ident: str, label: str, *options: Iterable[Markup]) -> Markup:
    every = el("option", "全部", value="")
    return el("div", el("label", label, for_=ident), el("select", every, options, id=ident))


def _texts(options: Sequence[tuple[str, str]]) -> list[Markup]:
    return [el("option", text, value=value) for value, text in options]


def _options(names: Sequence[str], label: str) -> list[Markup]:
    """Names under a heading; nothing where there are none."""
    return [el("optgroup", _texts([(name, name) for name in names]), label=label)] if names else []
