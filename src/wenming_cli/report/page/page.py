"""The report as one HTML file: no network, no file beside it, the same bytes for the same input."""

from base64 import b64encode
from hashlib import sha256

from wenming_cli.report.page.duties import findings, obligations, questions
from wenming_cli.report.page.events import activities
from wenming_cli.report.page.filter import filter_bar
from wenming_cli.report.page.gaps import gaps
from wenming_cli.report.page.markup import Markup, el
from wenming_cli.report.page.matter import Matter
from wenming_cli.report.page.progress import progress
from wenming_cli.report.page.recurring import recurring
from wenming_cli.report.page.script import SCRIPT
from wenming_cli.report.page.style import STYLE
from wenming_cli.report.page.this_week import this_week
from wenming_cli.report.page.top import first, title_of, top
from wenming_cli.report.page.warnings import warnings
from wenming_cli.report.page.week_chart import week_chart
from wenming_cli.report.page.year_chart import year_chart

SHORT = {
    "week": "这一周", "first": "先办", "gaps": "没齐的", "questions": "请人决定", "findings": "整改",
    "progress": "进度", "year": "期限", "recurring": "按期按人", "weeks": "各周", "duties": "应办事项",
    "activities": "活动", "warnings": "提醒",
}  # fmt: skip
"""The sections as the list at the top names them."""


def page(matter: Matter) -> str:
    """The whole page."""
    judgement = matter.judgement
    sections = {
        "week": this_week(matter.week),
        "first": first(judgement),
        "gaps": gaps(judgement.items),
        "findings": findings(judgement),
        "questions": questions(judgement),
        "progress": progress(judgement.items),
        "year": year_chart(judgement, matter.phases),
        "recurring": recurring(judgement.items),
        "weeks": week_chart(matter.weeks),
        "duties": obligations(judgement),
        "activities": activities(matter.activities, judgement.items),
        "warnings": warnings(matter),
    }
    there = [name for name, section in sections.items() if section is not None]
    bar = filter_bar(judgement)
    main = [part for name, section in sections.items() for part in ((bar, section) if name == "gaps" else (section,))]
    nav = el("nav", el("ul", [el("li", el("a", SHORT[name], href=f"#{name}")) for name in there]), aria_label="目录")
    footer = el("footer", el("p", "由 wenming 生成：只整理和核对，不代替人的判断。", class_="faint small"))
    script = el("script", Markup(SCRIPT))
    body = el("body", top(matter), nav, el("main", main), footer, script)
    return f"<!doctype html>\n{el('html', _head(title_of(matter)), body, lang='zh-CN')}\n"


def _head(title: str) -> Markup:
    """What the browser must know: that nothing from elsewhere may be loaded, and which script and style are ours."""
    policy = (
        f"default-src 'none'; script-src '{_digest(SCRIPT)}'; style-src '{_digest(STYLE)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="generator", content="wenming"),
        el("title", title),
        el("style", Markup(STYLE)),
    )


def _digest(text: str) -> str:
    """How a content security policy names a text (CSP 3, hash-source)."""
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"
