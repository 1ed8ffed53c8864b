"""The rollup as one HTML file: no script, no network, nothing beside it; light and dark, for a phone and for paper."""

from base64 import b64encode
from hashlib import sha256

from wenming_cli.report.page.markup import Markup, el
from wenming_cli.report.page.palette import DARK, LIGHT, properties
from wenming_cli.report.units.shown import NEVER, change_words, doubts, head, set_words, share_words
from wenming_cli.report.units.table import Rollup, UnitRow

TITLE = "文明创建资料汇总"
_STYLE = (
    f":root{{color-scheme:light dark;{properties(LIGHT)}}}"
    f"@media (prefers-color-scheme:dark){{:root{{{properties(DARK)}}}}}"
    "body{margin:0 auto;max-width:80rem;padding:1rem;background:var(--paper);color:var(--ink);"
    'font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}'
    "h1{font-size:1.5rem;margin:0}h2{font-size:1.2rem;margin:2rem 0 .5rem}.faint{color:var(--faint)}"
    ".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:left;color:var(--faint)}"
    "th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}"
    "thead th{background:var(--sheet);white-space:nowrap}td.n{text-align:right;white-space:nowrap}"
    "tbody th{font-weight:600;overflow-wrap:anywhere}.t{min-width:9em}.w{min-width:13em}"
    ".k{white-space:nowrap}"
    "progress{width:5em;accent-color:var(--complete-fill)}"
    ".bad{background:var(--missing-tint);color:var(--missing-word);font-weight:600}"
    ".quiet{background:var(--short-tint);color:var(--short-word)}"
    "@media (max-width:40rem){progress{display:none}.t{min-width:7em}}"
    "@media print{body{max-width:none;padding:0;font-size:10pt}.scroll{overflow:visible}tr{break-inside:avoid}"
    "thead{display:table-header-group}@page{size:A4 landscape;margin:12mm}}"
)
HEADS = (
    "单位", "齐全率", "没有齐全", "逾期", "最久", "条目", "将到期", "未定期限", "整改", "比上次", "报送日期"
)  # fmt: skip


def rollup_page(rollup: Rollup) -> str:
    """The whole page."""
    policy = f"default-src 'none'; style-src '{_digest(_STYLE)}'; base-uri 'none'; form-action 'none'"
    top = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", TITLE),
        el("style", Markup(_STYLE)),
    )
    parts = [el("h1", TITLE), el("p", f"{head(rollup)}。"), _units(rollup), _quiet(rollup), _doubts(rollup)]
    parts += [
        _common(rollup),
        _refused(rollup),
        el("p", "由 wenming 按各单位的状态文件汇总，不含任何材料。", class_="faint"),
    ]
    return f"<!doctype html>\n{el('html', top, el('body', el('main', parts)), lang='zh-CN')}\n"


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _table(heads: tuple[str, ...], rows: list[Markup], label: str) -> Markup:
    """A table that scrolls by itself on a narrow screen, also by the keyboard."""
    shown = el("thead", el("tr", [el("th", one, scope="col") for one in heads]))
    table = el("table", shown, el("tbody", rows))
    return el("div", table, class_="scroll", tabindex="0", role="region", aria_label=label)


def _units(rollup: Rollup) -> Markup:
    several = _several(rollup)
    rows = [_unit(row, several=several) for row in rollup.rows]
    rows += [_never(name) for name in rollup.missing]
    return el("section", el("h2", f"各单位（{rollup.units + len(rollup.missing)}）"), _table(HEADS, rows, "各单位"))


def _never(name: str) -> Markup:
    """A unit of the list that never reported."""
    between = el("td", "没有收到过状态文件", colspan=str(len(HEADS) - 2), class_="faint")
    return el("tr", el("th", el("bdi", name), scope="row", class_="t"), between, el("td", NEVER, class_="bad"))


def _several(rollup: Rollup) -> bool:
    """Whether the units are held against different tables."""
    return len({(one.criteria, one.year) for one in rollup.rows}) > 1


def _unit(row: UnitRow, *, several: bool) -> Markup:
    """A unit; where the table differs between units it is named."""
    name = el("th", el("bdi", row.unit), el("div", set_words(row), class_="faint") if several else None,
              scope="row", class_="t")  # fmt: skip
    meter = el("progress", value=str(int((row.share or 0) * 100)), max="100", aria_label=f"{row.unit}齐全率")
    longest = f"{row.longest}天" if row.longest else ""
    rest = [longest, row.items, row.due_soon, row.undated, row.findings_open]
    return el(
        "tr",
        name,
        el("td", f"{share_words(row)} ", meter, class_="n"),
        el("td", str(row.open), class_="n"),
        el("td", str(row.overdue), class_="n bad" if row.overdue else "n"),
        [el("td", str(one), class_="n") for one in rest],
        el("td", change_words(row), class_="w"),
        el(
            "td", f"{row.as_of}", f"（{row.days_ago}天前）" if row.quiet else None, class_="quiet" if row.quiet else "n"
        ),
    )


def _quiet(rollup: Rollup) -> Markup | None:
    if not rollup.quiet:
        return None
    told = f"{rollup.quiet_days}天以上没有报送的单位（{len(rollup.quiet)}）"
    return el("section", el("h2", told), el("p", "、".join(rollup.quiet)))


def _doubts(rollup: Rollup) -> Markup | None:
    """Names that are doubtful."""
    ones = doubts(rollup)
    if not ones:
        return None
    rows = [el("tr", el("th", el("bdi", what), scope="row", class_="t"), el("td", remedy, class_="t"))
            for what, remedy in ones]  # fmt: skip
    return el("section", el("h2", f"单位名称要核对（{len(ones)}）"), _table(("问题", "怎么办"), rows, "单位名称要核对"))


def _common(rollup: Rollup) -> Markup:
    """What most units lack."""
    heading = el("h2", f"共同缺项（{len(rollup.common)}）")
    if not rollup.common:
        return el("section", heading, el("p", "没有超过一半单位都缺的条目。"))
    several = _several(rollup)
    rows = [
        el(
            "tr",
            el("th", one.id, scope="row", class_="k"),
            el("td", one.text, el("div", set_words(one), class_="faint") if several else None, class_="t"),
            el("td", f"{one.lack}/{one.of}", class_="n"),
            el("td", str(one.overdue), class_="n"),
        )
        for one in rollup.common
    ]
    table = _table(("条目", "内容", "缺的单位", "其中逾期"), rows, "共同缺项")
    return el("section", heading, el("p", "超过一半的单位没有齐全的条目。", class_="faint"), table)


def _refused(rollup: Rollup) -> Markup | None:
    """Files that could not be used."""
    if not rollup.refused:
        return None
    rows = [el("tr", el("th", el("bdi", one.path), scope="row", class_="t"), el("td", one.what, class_="t"),
               el("td", one.remedy, class_="t"))
            for one in rollup.refused]  # fmt: skip
    heading = el("h2", f"用不了的文件（{len(rollup.refused)}）")
    return el("section", heading, _table(("文件", "问题", "怎么办"), rows, "用不了的文件"))
