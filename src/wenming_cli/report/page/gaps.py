"""The gaps first: every item that owes something, the most urgent on top, with what to do; the rest folded away."""

from collections.abc import Iterator, Sequence

from wenming_cli.model.judgement import OPEN, VERDICT_TEXT, ItemJudgement, RequirementJudgement, Timing, Verdict
from wenming_cli.report.findings import NOBODY, one_line
from wenming_cli.report.page.markup import Markup, el, name_of
from wenming_cli.report.page.shade import badge, shade_of
from wenming_cli.report.pressing import pressure
from wenming_cli.report.wording import timing_words

MOST_FILES = 20
"""So many files of an item are named; more are only counted."""
_URGENCY = {
    Timing.OVERDUE: "逾期",
    Timing.DUE_SOON: "将到期",
    Timing.NOT_DUE: "未到期",
    Timing.UNDATED: "未定期限",
}
_TIMING_SHADE = {Timing.OVERDUE: "missing", Timing.DUE_SOON: "short", Timing.LATE: "short"}


def gaps(items: Sequence[ItemJudgement]) -> Markup:
    """Open items in a list, then the others in a folded one."""
    owed = sorted((item for item in items if item.verdict in (*OPEN, Verdict.MANUAL)), key=pressure)
    rest = [item for item in items if item.verdict not in (*OPEN, Verdict.MANUAL)]
    counts = _counted(owed)
    return el(
        "section",
        el("h2", f"没齐的条目（{len(owed)}）"),
        el("p", counts, class_="faint") if counts else el("p", "没有没齐的条目。"),
        el("ul", [_open_item(item) for item in owed], class_="rows") if owed else None,
        _rest(rest),
        id="gaps",
        data_rows=True,
    )


def owners_of(items: Sequence[ItemJudgement], *others: str) -> tuple[str, ...]:
    """The people and offices that answer for any of the items, and *others*, as the filter names them."""
    return tuple(dict.fromkeys((*others, *(name for one in items for name in (*one.owners.people, *one.offices)))))


def categories_of(items: Sequence[ItemJudgement]) -> tuple[str, ...]:
    """The categories of the items."""
    return tuple(dict.fromkeys(item.category for item in items))


def _counted(items: Sequence[ItemJudgement]) -> str:
    """逾期42条，将到期3条，….  How urgent the gaps are."""
    counts = [(name, sum(item.timing is one for item in items)) for one, name in _URGENCY.items()]
    return "，".join(f"{name}{count}条" for name, count in counts if count)


def _states(item: ItemJudgement) -> tuple[str, ...]:
    """What the filter of states goes by."""
    return item.verdict.value, item.timing.value, *(("open",) if item.verdict in OPEN else ())


def _row(item: ItemJudgement, *children: Markup | None) -> Markup:
    return el(
        "li", children, data_row="item", data_owner=owners_of([item]), data_category=item.category,
        data_state=_states(item), id=f"i-{item.id}",
    )  # fmt: skip


def _open_item(item: ItemJudgement) -> Markup:
    """One item as a card: number, standing, text, what to do, whose it is; the requirements and files folded."""
    due = badge(_TIMING_SHADE.get(item.timing, "later"), timing_words(item, days_left=True))
    head = el("h3", f"{item.id} ", badge(shade_of(item.verdict, item.timing), VERDICT_TEXT[item.verdict]), due)
    owners = "、".join((*item.offices, *item.people)) or NOBODY
    day = f"　期限：{one_line(item.due)}" if item.due else ""
    return _row(
        item,
        head,
        el("p", one_line(item.text)),
        el("p", item.advice, class_="do") if item.advice else None,
        el("p", f"{owners}{day}　{item.heading}", class_="faint small"),
        _folded(item),
    )


def _folded(item: ItemJudgement) -> Markup | None:
    """What is asked one by one, and the files that are there."""
    if not item.requirements and not item.files:
        return None
    counted = [use for use in item.files if use.counts]
    doubtful = [use for use in item.files if not use.counts]
    files = [
        *_files("计入的材料", [use.path for use in counted]),
        *_files("没有计入的材料", [f"{use.path}（{use.note}）" if use.note else use.path for use in doubtful]),
    ]
    table = el("div", _requirements(item.requirements), class_="scroll") if item.requirements else None
    return el("details", el("summary", f"要什么、有什么（{len(counted)}个文件）"), table, files)


def _files(title: str, names: Sequence[str]) -> Iterator[Markup]:
    if names:
        yield el("p", f"{title}（{len(names)}）", class_="faint small")
        more = [el("li", f"另有{len(names) - MOST_FILES}个")] if len(names) > MOST_FILES else []
        yield el("ul", [el("li", name_of(name)) for name in names[:MOST_FILES]], more, class_="small")


def _requirements(ones: Sequence[RequirementJudgement]) -> Markup:
    rows = (
        el(
            "tr",
            el("th", f"{one.occurrence}：{one.name}" if one.occurrence else one.name, scope="row"),
            el("td", one.need),
            el("td", str(one.have), class_="n"),
            el("td", badge(shade_of(one.verdict, one.timing), VERDICT_TEXT[one.verdict])),
            el("td", one.due or "", class_="day"),
        )
        for one in ones
    )
    heads = (("材料", None), ("要", None), ("有", "n"), ("结论", None), ("期限", None))
    head = el("tr", (el("th", text, scope="col", class_=kind) for text, kind in heads))
    return el("table", el("thead", head), el("tbody", rows))


def _rest(items: Sequence[ItemJudgement]) -> Markup | None:
    """Items that owe nothing, a line each."""
    if not items:
        return None
    lines = (
        _row(
            item,
            el(
                "p",
                el("b", f"{item.id} "),
                badge(shade_of(item.verdict, item.timing), f"{VERDICT_TEXT[item.verdict]}"),
                one_line(item.text),
                el("span", _more(item), class_="faint small"),
            ),
        )
        for item in items
    )
    head = el("summary", f"齐全和不适用的条目（{len(items)}）")
    return el("details", head, el("ul", lines, class_="rows plain"), data_fold=True)


def _more(item: ItemJudgement) -> str:
    files = sum(use.counts for use in item.files)
    parts = [f"材料{files}个文件" if files else "", item.advice]
    return "　" + "；".join(part for part in parts if part) if any(parts) else ""
