"""The top of the page: whose it is, the totals, the week, and what to do first."""

from collections.abc import Iterator

from wenming_cli.model.judgement import OPEN, VERDICT_TEXT, ItemJudgement, Judgement, Timing, Verdict
from wenming_cli.model.matching import STATE_TEXT, State
from wenming_cli.report.findings import NOBODY, one_line
from wenming_cli.report.owners import OwnerRow, owner_rows
from wenming_cli.report.page.markup import Markup, el, joined
from wenming_cli.report.page.matter import Matter
from wenming_cli.report.questions import asked
from wenming_cli.report.week import NEXT_DAYS, Week
from wenming_cli.report.weekly import change_words


def title_of(matter: Matter) -> str:
    """What the page is called."""
    return f"{matter.judgement.unit}创建资料{'周报' if matter.week else '检查报告'}"


def top(matter: Matter) -> Markup:
    """Title, day, totals, and what was left out."""
    judgement = matter.judgement
    final = "，按年度已经结束判定" if judgement.final else ""
    notes = [*matter.notices]
    if judgement.left_out:
        notes.append(f"另有{judgement.left_out}份内容在{judgement.as_of}之后才出现，未计入。")
    return el(
        "header",
        el("h1", title_of(matter)),
        el(
            "p",
            f"{judgement.year}年度，对照{judgement.criteria}，截至",
            el("time", judgement.as_of, datetime=judgement.as_of),
            final,
            class_="faint",
        ),
        el("ul", [el("li", el("b", value), text) for value, text in _tiles(judgement)], class_="tiles"),
        el("p", _files(judgement), class_="faint small"),
        [el("p", note, class_="small") for note in notes],
    )


def _tiles(judgement: Judgement) -> Iterator[tuple[str, str]]:
    """The figures that people ask for first."""
    items = judgement.items
    owed = [item for item in items if item.verdict in OPEN]
    yield f"{sum(item.verdict is Verdict.COMPLETE for item in items)}/{len(items)}", "条目齐全"
    yield str(len(owed)), "没齐"
    yield str(sum(item.timing is Timing.OVERDUE for item in owed)), "其中逾期"
    yield str(sum(item.timing is Timing.DUE_SOON for item in owed)), "将到期"
    yield str(len(asked(judgement))), "请人决定"
    if judgement.score and judgement.score.of:
        possible = judgement.score.possible
        most = f"—{possible:g}" if possible != judgement.score.certain else ""
        yield f"{judgement.score.certain:g}{most}", f"自评分，满分{judgement.score.of:g}"


def _files(judgement: Judgement) -> str:
    """文件268个：已归档241，待确认19，…."""
    states = judgement.files.by_state
    shown = "，".join(f"{STATE_TEXT[one]}{states[one.value]}" for one in State if states.get(one.value))
    return f"文件{judgement.files.total}个：{shown}。" if shown else "还没有文件。"


def first(judgement: Judgement) -> Markup | None:
    """What to do first, in order."""
    known = {item.id: item for item in judgement.items}
    ones = [known[ident] for ident in judgement.first if ident in known]
    if not ones:
        return None
    rows = (
        el("li", _link(item), f" {one_line(item.text)}", el("p", item.advice, class_="do")) for item in ones
    )  # fmt: skip
    return el("section", el("h2", "先办这些"), el("ol", rows), id="first")


def week(matter: Matter) -> Markup | None:
    """What became of the items since the last week, and what is due next; None where no week is reported."""
    if matter.week is None:
        return None
    one = matter.week
    said = [el("p", line) for line in (*one.compared(), *one.troubles, *filter(None, (one.counts(),)))]
    return el("section", el("h2", "这一周"), said, list(_changed(one)), _next(one), _owners(one), id="week")


def _changed(one: Week) -> Iterator[Markup]:
    """Items closed, new, worse and better; those still open stand in the list of gaps."""
    for kind, title, changes in one.told() if one.since else ():
        if kind != "still":
            rows = [el("li", _link(each.item), f" {change_words(kind, each, one)}") for each in changes]
            yield joined(el("h3", f"{title}（{len(changes)}）"), el("ul", rows))


def _owners(one: Week) -> Markup | None:
    """What everybody's week was, and what everybody owes."""
    rows = owner_rows(one.judgement, one)
    if not rows:
        return None
    heads = ("责任人", *(("本周补齐", "新缺、变差") if one.since else ()), "逾期", "将到期", "其他未齐")
    head = el("tr", (el("th", text, scope="col", class_="n" if at else None) for at, text in enumerate(heads)))
    body = el("tbody", (_owner(row, compared=one.since is not None) for row in rows))
    return joined(el("h3", "按责任人"), el("div", el("table", el("thead", head), body), class_="scroll"))


def _owner(row: OwnerRow, *, compared: bool) -> Markup:
    moved = (len(row.closed), len(row.fallen)) if compared else ()
    counts = (*moved, row.overdue, row.due_soon, row.rest)
    return el("tr", el("th", row.shown, scope="row"), (el("td", str(count), class_="n") for count in counts))


def _next(one: Week) -> Markup:
    """What is due in the next days."""
    head = el("h3", f"今后{NEXT_DAYS}天到期（{len(one.due_next)}）")
    if not one.due_next:
        return joined(head, el("p", "没有。"))
    rows = []
    for item in one.due_next:
        who = "、".join((*item.offices, *item.people)) or NOBODY
        said = f" {one_line(item.text).rstrip('；。')}：{VERDICT_TEXT[item.verdict]}〔{who}〕"
        day = el("time", item.due_day or "", datetime=item.due_day)
        rows.append(el("li", day, " ", _link(item), said))
    return joined(head, el("ul", rows))


def _link(item: ItemJudgement) -> Markup:
    """The number of an item, leading to it."""
    return el("a", item.id, href=f"#i-{item.id}")
