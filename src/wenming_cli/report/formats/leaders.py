"""A report for the leading group on two pages: how it stands, whose it is, what is longest overdue, what to decide."""

from collections.abc import Iterator, Sequence
from datetime import date

from wenming_cli.dates.words import day_words
from wenming_cli.model.judgement import VERDICT_TEXT, ItemJudgement, Judgement, Timing, Verdict
from wenming_cli.model.round import Planned, PlanState
from wenming_cli.report.findings import one_line
from wenming_cli.report.naming import breakable
from wenming_cli.report.people.load import Load
from wenming_cli.report.people.roll import Roll
from wenming_cli.report.pressing import open_items
from wenming_cli.text import shorten
from wenming_cli.typeset.official import Paper, Part, Rows, Text
from wenming_cli.typeset.official_docx import official_docx

DRAFT = "内部情况，由台账汇总，供核对；不是正式文件。"
MOST_OFFICES, MOST_OVERDUE, MOST_NAMED = 10, 6, 10
"""So many rows and ids leave the whole on two pages; the rest is counted and stands in 缺件清单."""
OFFICE_HEADS = (("责任股室", 72), ("条目", 28), ("没有齐全", 28), ("其中逾期", 28))
OVERDUE_HEADS = (("条目", 18), ("内容", 72), ("责任", 44), ("逾期", 22))


def leaders_docx(roll: Roll, planned: Sequence[Planned] = ()) -> bytes:
    """The report over all sets of a unit; *planned* are the planned checks as they stand."""
    return official_docx(leaders_paper(roll, planned))


def leaders_paper(roll: Roll, planned: Sequence[Planned] = ()) -> Paper:
    """The same as a value."""
    body: list[Text | Rows] = []
    for one in roll.sets:
        body.append(Text(Part.TEXT, _totals(one.criteria.head.title, one.judgement)))
    numerals = iter("一二三四")
    offices = _offices(roll)
    if offices:
        body += [Text(Part.HEAD, f"{next(numerals)}、各股室情况"), offices]
    overdue = [one for each in roll.sets for one in open_items(each.judgement.items) if one.timing is Timing.OVERDUE]
    if overdue:
        body += [Text(Part.HEAD, f"{next(numerals)}、逾期最久的（逾期共{len(overdue)}条）"), _overdue(overdue)]
    asked = list(_to_decide(roll, planned))
    body.append(Text(Part.HEAD, f"{next(numerals)}、请领导小组决定的事"))
    body += [Text(Part.TEXT, f"{at}．{line}") for at, line in enumerate(asked or ["没有。"], start=1)]
    year = roll.sets[0].judgement.year
    title = (roll.unit, f"{year}年度文明创建资料情况报告")
    return Paper(draft=DRAFT, title=title, to="领导小组：", body=tuple(body), signer=roll.unit, numbered=False)


def _totals(table: str, judgement: Judgement) -> str:
    """How a set stands in one sentence."""
    counts, times = judgement.totals["by_verdict"], judgement.totals["by_timing"]
    shown = "，".join(f"{VERDICT_TEXT[one]}{counts[one.value]}条" for one in Verdict if counts[one.value])
    on = date.fromisoformat(judgement.as_of)
    head = f"对照《{table}》，截至{on.year}年{day_words(on, on.year)}"
    late = "，".join(
        f"{word}{times[one.value]}条"
        for one, word in ((Timing.OVERDUE, "逾期"), (Timing.DUE_SOON, "近期到期"), (Timing.UNDATED, "没有期限"))
        if times[one.value]
    )
    more = f"按时限看，{late}。" if late else ""
    return f"{head}，{judgement.totals['items']}条材料中，{shown}。{more}"


def _offices(roll: Roll) -> Rows | None:
    """The offices by what they owe; an item of two offices stands under both."""
    loads = [(name, Load.of(roll.charges_of(name))) for name in roll.offices]
    loads = sorted((one for one in loads if one[1].items), key=lambda one: (-one[1].overdue, -one[1].open))
    if not loads:
        return None
    rows = [_office(name, load) for name, load in loads[:MOST_OFFICES]]
    if len(loads) > MOST_OFFICES:
        rest = {(one.criteria, one.item.id): one for name, _ in loads[MOST_OFFICES:] for one in roll.charges_of(name)}
        rows.append(_office(f"其余{len(loads) - MOST_OFFICES}个", Load.of(rest.values())))
    return Rows(OFFICE_HEADS, tuple(rows), frozenset({1, 2, 3}))


def _office(name: str, load: Load) -> tuple[str, ...]:
    return shorten(name, 30), str(load.items), str(load.open), str(load.overdue)


def _overdue(items: Sequence[ItemJudgement]) -> Rows:
    """What is longest overdue."""
    longest = sorted(items, key=lambda one: -(one.days or 0))[:MOST_OVERDUE]
    rows = tuple(
        (one.id, shorten(one_line(one.text).rstrip("；。"), 64), shorten("、".join((*one.offices, *one.people)), 40),
         f"{one.days}天")
        for one in longest
    )  # fmt: skip
    return Rows(OVERDUE_HEADS, rows, frozenset({0, 3}))


def _to_decide(roll: Roll, planned: Sequence[Planned]) -> Iterator[str]:
    """What only those who lead can settle: who does it, by when, whether it is asked at all."""
    items = [one for each in roll.sets for one in open_items(each.judgement.items)]
    nobody = [one for one in items if not one.offices and not one.people]
    undated = [one for one in items if one.timing is Timing.UNDATED]
    long_over = [one for one in items if one.timing is Timing.OVERDUE and one.verdict is Verdict.MISSING]
    findings = [one for one in roll.findings if one.timing is Timing.OVERDUE]
    if nobody:
        yield f"条目{_ids(nobody)}没有责任人，请指定。"
    if long_over:
        yield f"条目{_ids(long_over)}已经逾期，一份材料也没有：请定补齐的日期；今年没有这项工作的，请负责人书面说明。"
    if undated:
        yield f"条目{_ids(undated)}没有齐全，原表也没有期限：请定日期，或问清上级的安排。"
    if findings:
        yield f"整改问题{breakable(one.id for one in findings[:MOST_NAMED])}共{len(findings)}个已经逾期，请督办。"
    over = [one for one in planned if one.state is PlanState.OVERDUE]
    if over:
        yield f"计划的{'、'.join(one.name for one in over[:3])}已经过期没有做，请重新安排。"


def _ids(items: Sequence[ItemJudgement]) -> str:
    """The first ids and how many there are: 1.2.3、 2.1.4等12条."""
    names = breakable(one.id for one in items[:MOST_NAMED])
    return f"{names}等{len(items)}条" if len(items) > MOST_NAMED else f"{names}这{len(items)}条"
