"""A report for the leading group on two pages: how it stands, whose it is, what is longest overdue, what to decide.

Of a week it tells what became of the items, what is due next, and which office had which share in it, and not what is
longest overdue.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from wenming_cli.dates.words import day_words
from wenming_cli.model.judgement import VERDICT_TEXT, ItemJudgement, Judgement, Timing, Verdict
from wenming_cli.model.round import Planned, PlanState
from wenming_cli.report.findings import one_line
from wenming_cli.report.naming import breakable
from wenming_cli.report.people.load import Charge, Load
from wenming_cli.report.people.roll import Roll
from wenming_cli.report.pressing import open_items, pressure
from wenming_cli.report.week import NEXT_DAYS, Week
from wenming_cli.report.wording import timing_words
from wenming_cli.text import shorten
from wenming_cli.typeset.official import Paper, Part, Rows, Text
from wenming_cli.typeset.official_docx import official_docx

DRAFT = "内部情况，由台账汇总，供核对；不是正式文件。"
MOST_OFFICES, MOST_OVERDUE, MOST_OF_WEEK, MOST_NAMED = 10, 6, 4, 6
NAME_WIDTH = 26
"""So many rows and ids, and such names, leave the whole on two pages; the rest is counted and stands in 缺件清单."""
OFFICE_HEADS = (("责任股室", 72), ("条目", 28), ("没有齐全", 28), ("其中逾期", 28))
WEEK_OFFICE_HEADS = (
    ("责任股室", 56), ("没有齐全", 20), ("其中逾期", 20), ("本周补齐", 20), ("新缺变差", 20), ("近期到期", 20)
)  # fmt: skip
OVERDUE_HEADS = (("条目", 18), ("内容", 72), ("责任", 44), ("逾期", 22))
FALLEN_HEADS = (("条目", 18), ("内容", 66), ("责任", 44), ("时限", 28))
NEXT_HEADS = (("条目", 18), ("内容", 66), ("责任", 44), ("到期", 28))


def leaders_docx(roll: Roll, planned: Sequence[Planned] = (), weeks: Sequence[Week] = ()) -> bytes:
    """The report over all sets of a unit; *planned* are the planned checks as they stand, *weeks* those of the sets."""
    return official_docx(leaders_paper(roll, planned, weeks))


def leaders_paper(roll: Roll, planned: Sequence[Planned] = (), weeks: Sequence[Week] = ()) -> Paper:
    """The same as a value."""
    year = roll.sets[0].judgement.year
    body: list[Text | Rows] = []
    for one in roll.sets:
        body.append(Text(Part.TEXT, _totals(one.criteria.head.title, one.judgement)))
    numerals = iter("一二三四五")
    if weeks:
        body += [Text(Part.HEAD, f"{next(numerals)}、这一周"), *_week(weeks, year)]
    soon = [one for week in weeks for one in week.due_next]
    if soon:
        heading = f"{next(numerals)}、今后{NEXT_DAYS}天到期的（共{len(soon)}条）"
        body += [Text(Part.HEAD, heading), _next(soon, year)]
    offices = _offices(roll, weeks)
    if offices:
        body += [Text(Part.HEAD, f"{next(numerals)}、各股室情况"), offices]
    overdue = [one for each in roll.sets for one in open_items(each.judgement.items) if one.timing is Timing.OVERDUE]
    if overdue and not weeks:
        body += [Text(Part.HEAD, f"{next(numerals)}、逾期最久的（逾期共{len(overdue)}条）"), _overdue(overdue)]
    asked = list(_to_decide(roll, planned))
    body.append(Text(Part.HEAD, f"{next(numerals)}、请领导小组决定的事"))
    body += [Text(Part.TEXT, f"{at}．{line}") for at, line in enumerate(asked or ["没有。"], start=1)]
    title = (roll.unit, f"{year}年度文明创建资料{'周报' if weeks else '情况报告'}")
    return Paper(draft=DRAFT, title=title, to="领导小组：", body=tuple(body), signer=roll.unit, numbered=False)


def _week(weeks: Sequence[Week], year: int) -> Iterator[Text | Rows]:
    """What became of the items of each set, the weeks that were missed, and what did not run by itself.

    What is new or got worse is named, what is overdue first.
    """
    for week in weeks:
        of = f"{week.judgement.criteria}：" if len(weeks) > 1 else ""
        since = date.fromisoformat(week.since) if week.since else None
        if since is None:
            yield Text(Part.TEXT, f"{of}这是第一份周报，没有上周可比。")
            continue
        missed = [day_words(date.fromisoformat(one), year) for one in week.missed]
        more = f"其间{missed[0]}起有{len(missed)}周没有出周报，不补做。" if missed else ""
        yield Text(Part.TEXT, f"{of}与{day_words(since, year)}的周报比，{week.counts()}。{more}")
    fallen = [one.item for week in weeks if week.since for one in (*week.changes.new, *week.changes.worse)]
    if fallen:
        yield Text(Part.TEXT, f"新出现和变差的共{len(fallen)}条，先看这些：")
        rows = tuple((*_item(one), timing_words(one)) for one in sorted(fallen, key=pressure)[:MOST_OF_WEEK])
        yield Rows(FALLEN_HEADS, rows, frozenset({0, 3}))
    failed = dict.fromkeys(said for week in weeks for said in week.troubles)
    if failed:
        yield Text(Part.TEXT, f"有{len(failed)}次自动出周报或发送没有做成，原因见历次检查文件夹里的运行记录。")


def _next(items: Sequence[ItemJudgement], year: int) -> Rows:
    """What is due next, the nearest first."""
    nearest = sorted(items, key=lambda one: (one.due_day or "", one.id))[:MOST_OF_WEEK]
    rows = tuple(
        (*_item(one), day_words(date.fromisoformat(one.due_day), year) if one.due_day else "") for one in nearest
    )  # fmt: skip
    return Rows(NEXT_HEADS, rows, frozenset({0, 3}))


def _item(one: ItemJudgement) -> tuple[str, str, str]:
    """Number, text and owners as short as two lines."""
    return (
        one.id, shorten(one_line(one.text).rstrip("；。"), 64), shorten("、".join((*one.offices, *one.people)), 40)
    )  # fmt: skip


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


def _offices(roll: Roll, weeks: Sequence[Week]) -> Rows | None:
    """The offices by what they owe; an item of two offices stands under both."""
    loads = [(name, Load.of(roll.charges_of(name))) for name in roll.offices]
    loads = sorted((one for one in loads if one[1].items), key=lambda one: (-one[1].overdue, -one[1].open))
    if not loads:
        return None
    rows = [
        _office(shorten(name, NAME_WIDTH), load, roll.charges_of(name), weeks) for name, load in loads[:MOST_OFFICES]
    ]
    if len(loads) > MOST_OFFICES:
        rest = {(one.criteria, one.item.id): one for name, _ in loads[MOST_OFFICES:] for one in roll.charges_of(name)}
        charges = tuple(rest.values())
        rows.append(_office(f"其余{len(loads) - MOST_OFFICES}个", Load.of(charges), charges, weeks))
    heads = WEEK_OFFICE_HEADS if weeks else OFFICE_HEADS
    return Rows(heads, tuple(rows), frozenset(range(1, len(heads))))


def _office(name: str, load: Load, charges: Sequence[Charge], weeks: Sequence[Week]) -> tuple[str, ...]:
    """An office with its load, and with its share of the week where one is reported."""
    if not weeks:
        return name, str(load.items), str(load.open), str(load.overdue)
    theirs = {(one.criteria, one.item.id) for one in charges}
    counts = [0, 0, 0]
    for week in weeks:
        changes = week.changes
        fallen = [one.item for one in (*changes.new, *changes.worse)] if week.since else []
        for at, items in enumerate(([one.item for one in changes.closed], fallen, week.due_next)):
            counts[at] += sum((week.judgement.criteria, one.id) in theirs for one in items)
    return name, str(load.open), str(load.overdue), *map(str, counts)


def _overdue(items: Sequence[ItemJudgement]) -> Rows:
    """What is longest overdue."""
    longest = sorted(items, key=lambda one: -(one.days or 0))[:MOST_OVERDUE]
    return Rows(OVERDUE_HEADS, tuple((*_item(one), f"{one.days}天") for one in longest), frozenset({0, 3}))


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
