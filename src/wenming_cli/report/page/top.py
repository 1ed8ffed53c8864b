"""The top of the page: whose it is, the totals, and what to do first."""

from collections.abc import Iterator

from wenming_cli.model.judgement import OPEN, Judgement, Timing, Verdict
from wenming_cli.model.matching import STATE_TEXT, State
from wenming_cli.report.findings import one_line
from wenming_cli.report.page.markup import Markup, el
from wenming_cli.report.page.matter import Matter
from wenming_cli.report.page.this_week import link
from wenming_cli.report.questions import asked


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
        el("li", link(item), f" {one_line(item.text)}", el("p", item.advice, class_="do")) for item in ones
    )  # fmt: skip
    return el("section", el("h2", "先办这些"), el("ol", rows), id="first")
