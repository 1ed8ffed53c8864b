"""What the weekly report says to whom: the whole in short for those who lead, and to everybody what is theirs.

Only numbers, items of the table and what is missing go into a letter; no evidence and nothing out of a file.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from wenming_cli.model.finding import FINDING_STATE_TEXT
from wenming_cli.model.judgement import OPEN, VERDICT_TEXT, FindingJudgement, ItemJudgement, Judgement, Timing, Verdict
from wenming_cli.model.workspace import People
from wenming_cli.report.findings import NOBODY, owners_of
from wenming_cli.report.findings import is_of as is_finding_of
from wenming_cli.report.message import Message, Part, one_line
from wenming_cli.report.owners import owner_rows
from wenming_cli.report.questions import questions
from wenming_cli.report.week import CHANGED, NEXT_DAYS, Week
from wenming_cli.report.week_words import moved
from wenming_cli.report.weekly import as_markdown
from wenming_cli.report.wording import timing_words
from wenming_cli.text import shorten
from wenming_cli.typeset.table import Column, Table

TEXT_WIDTH = 60
FOOT = "wenming 自动发出，只有摘要；证据和全文在单位的电脑上。"


def is_of(item: ItemJudgement, names: Collection[str]) -> bool:
    """Whether one of these offices or people answers for the item."""
    return any(name in names for name in (*item.offices, *item.owners.people))


def owing(weeks: Iterable[Week], people: People, on: date) -> tuple[str, ...]:
    """Every office and person that owes something, once; whoever has left by then gives way to the successor."""
    found: dict[str, None] = {}
    for week in weeks:
        for item in week.owed:
            found |= dict.fromkeys((*item.offices, *item.owners.people))
        for one in week.judgement.findings:
            names = owners_of(one) if one.is_open else ()
            found |= dict.fromkeys(people.follower(name, on) or name for name in names)
    return tuple(found)


def summary(weeks: Sequence[Week]) -> Message:
    """The whole in short."""
    first = weeks[0].judgement
    head = [line for week in weeks for line in _head(week, several=len(weeks) > 1)]
    parts = [part for week in weeks for part in _parts(week, several=len(weeks) > 1)]
    title = one_line(f"{first.unit}创建资料周报 {first.as_of}")
    troubles = dict.fromkeys(one_line(said) for week in weeks for said in week.troubles)
    return Message(title, (*head, *troubles), (*parts, Part("说明", (FOOT,))))


def own(names: Sequence[str], weeks: Sequence[Week], people: People, on: date) -> Message | None:
    """What these offices and people owe; None where that is nothing."""
    parts = []
    for week in weeks:
        items = [one for one in week.owed if is_of(one, names)]
        findings = [
            one
            for one in week.judgement.findings
            if one.is_open and any(is_finding_of(one, name, people, on) for name in names)
        ]
        of = f"（{week.judgement.criteria}）" if len(weeks) > 1 else ""
        for heading in ("逾期", "将到期", "其他未齐"):
            parts += _part(f"{heading}{of}", [_line(one, advice=True) for one in items if _urgency(one) == heading])
        parts += _part(f"整改问题{of}", [_finding(one) for one in findings])
    count = sum(len(part.lines) for part in parts)
    if not count:
        return None
    first = weeks[0].judgement
    title = one_line(f"{'、'.join(names)}：创建资料待办{count}条 {first.as_of}")
    head = [one_line(f"{first.unit}，截至{first.as_of}，由您负责、还没有齐的材料如下。")]
    for week in weeks:
        changed = moved(week, {one.id for one in week.judgement.items if is_of(one, names)})
        of = f"{week.judgement.criteria}：" if len(weeks) > 1 else ""
        head += [one_line(f"{of}与{week.since}的周报比：{changed}。")] if week.since else []
    return Message(title, tuple(head), (*parts, Part("说明", (FOOT,))))


def _urgency(item: ItemJudgement) -> str:
    """The heading under which its owner reads of an item."""
    return {Timing.OVERDUE: "逾期", Timing.DUE_SOON: "将到期"}.get(item.timing, "其他未齐")


def joined(first: Message, second: Message) -> Message:
    """Two messages for one reader as one: the second below the first."""
    between = Part(second.title, second.head)
    return Message(first.title, first.head, (*first.parts[:-1], between, *second.parts))


def _head(week: Week, *, several: bool) -> Iterator[str]:
    """The totals, and what became of the items since the week before."""
    judgement = week.judgement
    verdicts = judgement.totals["by_verdict"]
    shown = "，".join(f"{VERDICT_TEXT[one]}{verdicts[one.value]}" for one in Verdict if verdicts.get(one.value))
    of = f"{judgement.criteria}：" if several else ""
    over = sum(one.timing is Timing.OVERDUE for one in week.owed)
    yield one_line(f"{of}共{judgement.totals['items']}条：{shown}；逾期{over}条。")
    if week.since:
        kinds = week.changes.by_kind()
        counts = "，".join(f"{title}{len(kinds[kind])}条" for kind, title in CHANGED)
        yield f"{of}与{week.since}的周报比：{counts}。"
        yield from (f"{of}{line}" for line in week.compared()[1:])


def _parts(week: Week, *, several: bool) -> Iterator[Part]:
    """Who owes how much, what changed, what is due next, what is overdue, what inspections found."""
    of = f"（{week.judgement.criteria}）" if several else ""
    yield from _part(f"按责任人{of}", list(_owners(week)))
    kinds = week.changes.by_kind()
    for kind, title in CHANGED if week.since else ():
        yield from _part(f"{title}{of}", [_line(one.item) for one in kinds[kind]])
    yield from _part(f"今后{NEXT_DAYS}天到期{of}", [_line(one) for one in week.due_next])
    yield from _part(f"逾期{of}", [_line(one) for one in week.owed if one.timing is Timing.OVERDUE])
    yield from _part(f"整改问题{of}", [_finding(one) for one in week.judgement.findings if one.is_open])
    asked = [f"{said}{len(ids)}条：{'、'.join(ids)}" for said, ids in questions(week.judgement).items()]
    yield from [Part(f"请人决定{of}", tuple(asked))] if asked else []


def _part(heading: str, lines: Sequence[str]) -> list[Part]:
    """A part with the number of its lines; nothing where there is none."""
    return [Part(f"{heading}（{len(lines)}）", tuple(lines))] if lines else []


def _owners(week: Week) -> Iterator[str]:
    """A line for each who owes something, those with most overdue first."""
    for row in owner_rows(week.judgement):
        yield one_line(f"{row.shown}：{len(row.items)}条" + (f"，其中逾期{row.overdue}条" if row.overdue else ""))


def _line(item: ItemJudgement, *, advice: bool = False) -> str:
    """One item: number, words of the table, how it stands, what is missing; whose it is, or what to do."""
    short = shorten(one_line(item.text).rstrip("；。"), TEXT_WIDTH)
    said = f"{item.id} {short}：{VERDICT_TEXT[item.verdict]}，{timing_words(item, days_left=True)}"
    if advice and item.advice:
        return one_line(f"{said}。{item.advice}")
    if item.verdict in OPEN and item.missing:
        said += f"；{'；'.join(item.missing)}"
    return one_line(f"{said}〔{'、'.join((*item.offices, *item.people)) or NOBODY}〕")


def _finding(one: FindingJudgement) -> str:
    """What an inspection found, with its day."""
    when = f"{FINDING_STATE_TEXT[one.state]}，{timing_words(one, days_left=True)}"
    return one_line(f"{one.id} {one.text.rstrip('。')}：{when}〔{one.owner or NOBODY}〕")


_COLUMNS = (
    Column("条目", 18, True), Column("材料", 80), Column("状态", 18, True), Column("时限", 32, True),
    Column("责任人", 40), Column("缺什么", 69),
)  # fmt: skip


def week_text(week: Week) -> str:
    """The weekly text without its warnings: they name files, also such as must not be talked about outside."""
    quiet = Judgement(**{**dict(week.judgement), "warnings": ()})
    return as_markdown(replace(week, judgement=quiet, troubles=()))


def gap_table(week: Week, mask: Callable[[str], str], number: int) -> Table:
    """What is owed as a table to be attached (缺件清单), every text put through *mask*."""
    rows = tuple(
        tuple(
            mask(one_line(cell))
            for cell in (
                one.id, one.text, VERDICT_TEXT[one.verdict], timing_words(one, days_left=True),
                "、".join((*one.offices, *one.people)), "；".join(one.missing),
            )
        )
        for one in week.owed
    )  # fmt: skip
    judgement = week.judgement
    below = f"截至{judgement.as_of}，{judgement.criteria}，{len(rows)}条"
    return Table(f"缺件清单{number}", f"{judgement.unit}缺件清单", below, _COLUMNS, rows)
