"""The week on top of the page: what became of the items, what is due next, and everybody's share in it."""

from collections.abc import Iterator, Sequence

from wenming_cli.model.judgement import VERDICT_TEXT, ItemJudgement
from wenming_cli.report.findings import NOBODY, one_line
from wenming_cli.report.owners import OwnerRow, owner_rows
from wenming_cli.report.page.gaps import categories_of, owners_of
from wenming_cli.report.page.markup import Markup, el, joined
from wenming_cli.report.week import NEXT_DAYS, Week
from wenming_cli.report.weekly import MOVED, change_words


def link(item: ItemJudgement) -> Markup:
    """The number of an item, leading to it."""
    return el("a", item.id, href=f"#i-{item.id}")


def this_week(one: Week | None) -> Markup | None:
    """The section; None where no week is reported."""
    if one is None:
        return None
    said = [el("p", line) for line in (*one.compared(), *one.troubles, *filter(None, (one.counts(),)))]
    return el(
        "section", el("h2", "这一周"), said, list(_changed(one)), _next(one.due_next), _owners(one), id="week",
        data_rows=True,
    )  # fmt: skip


def _changed(one: Week) -> Iterator[Markup]:
    """Items closed, new, worse and better; those still open stand in the list of gaps."""
    for kind, title, changes in one.told() if one.since else ():
        if kind != "still":
            rows = [_row(each.item, link(each.item), f" {change_words(kind, each, one)}") for each in changes]
            yield _part(f"{title}（{len(changes)}）", el("ul", rows))


def _part(title: str, rows: Markup) -> Markup:
    """A part of the section that goes with its rows."""
    return el("div", el("h3", title), rows, data_part=True)


def _row(item: ItemJudgement, *said: Markup | str) -> Markup:
    return el("li", said, data_row="week", data_owner=owners_of([item]), data_category=categories_of([item]))


def _next(items: Sequence[ItemJudgement]) -> Markup:
    """What is due in the next days."""
    title = f"今后{NEXT_DAYS}天到期（{len(items)}）"
    if not items:
        return joined(el("h3", title), el("p", "没有。"))
    rows = []
    for item in items:
        who = "、".join((*item.offices, *item.people)) or NOBODY
        said = f" {one_line(item.text).rstrip('；。')}：{VERDICT_TEXT[item.verdict]}〔{who}〕"
        rows.append(_row(item, el("time", item.due_day or "", datetime=item.due_day), " ", link(item), said))
    return _part(title, el("ul", rows))


def _owners(one: Week) -> Markup | None:
    """What everybody's week was, and what everybody owes."""
    rows = owner_rows(one.judgement, one)
    if not rows:
        return None
    heads = ("责任人", *(MOVED if one.since else ()), "逾期", "将到期", "其他未齐")
    head = el("tr", (el("th", text, scope="col", class_="n" if at else None) for at, text in enumerate(heads)))
    body = el("tbody", (_owner(row, compared=one.since is not None) for row in rows))
    table = el("table", el("thead", head), body)
    return _part("按责任人", el("div", table, class_="scroll"))


def _owner(row: OwnerRow, *, compared: bool) -> Markup:
    moved = (len(row.closed), len(row.fallen)) if compared else ()
    counts = (*moved, row.overdue, row.due_soon, row.rest)
    cells = (el("td", str(count), class_="n") for count in counts)
    names = (*((row.person,) if row.person else ()), *row.offices)
    return el("tr", el("th", row.shown, scope="row"), cells, data_row="owner", data_owner=names)
