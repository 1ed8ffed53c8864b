"""The workbook of a report: the week, 缺件清单 (what is not complete), whose it is, questions, 台账 (every file)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from wenming_cli.model.day import day_of
from wenming_cli.model.evidence import Evidence, Passed, Place
from wenming_cli.model.judgement import OPEN, VERDICT_TEXT, ItemJudgement, Judgement, Timing, Verdict
from wenming_cli.model.matching import STATE_TEXT, Matching, State
from wenming_cli.report.findings import one_line
from wenming_cli.report.formats.tones import STATE_TONE, TIMING_TONE, VERDICT_TONE
from wenming_cli.report.formats.week_sheets import owner_listing, question_listing, week_listing
from wenming_cli.report.ledger import rows, words
from wenming_cli.report.pressing import pressure
from wenming_cli.report.week import Week
from wenming_cli.report.wording import timing_words
from wenming_cli.typeset.listing import Link, ListCell, ListColumn, Listing, Tone, Toned
from wenming_cli.typeset.listing_xlsx import listings_xlsx

LinkTo = Callable[[str, str], str | None]
"""A link to a file, given its evidence root and the path below it; None where there can be none."""

GAP_COLUMNS = (
    ListColumn("条目", 16, centred=True),
    ListColumn("内容", 70),
    ListColumn("责任股室", 26),
    ListColumn("责任人", 26),
    ListColumn("判定", 18, centred=True),
    ListColumn("时限", 36, centred=True),
    ListColumn("到期日", 24, centred=True),
    ListColumn("逾期天数", 18, centred=True),
    ListColumn("剩余天数", 18, centred=True),
    ListColumn("缺什么", 70),
    ListColumn("怎么办", 70),
    ListColumn("原文期限", 30),
    ListColumn("创建项目", 50),
)
LEDGER_COLUMNS = (
    ListColumn("文件", 110),
    ListColumn("原件", 13, centred=True),
    ListColumn("状态", 18, centred=True),
    ListColumn("条目", 22, centred=True),
    ListColumn("材料要求", 34),
    ListColumn("得分", 14, centred=True),
    ListColumn("依据或原因", 80),
    ListColumn("日期", 24, centred=True),
    ListColumn("日期出处", 22, centred=True),
    ListColumn("页数", 14, centred=True),
)


def report_xlsx(
    judgement: Judgement, matching: Matching, passed: Sequence[Passed], link: LinkTo, week: Week | None = None
) -> bytes:
    """The workbook of one set, with *week* in front where a week is reported."""
    title = f"{judgement.unit}{judgement.year}年度创建资料"
    listings = [week_listing(week, _below(judgement))] if week else []
    listings += [
        gap_listing(judgement),
        owner_listing(judgement, week, _below(judgement)),
        question_listing(judgement, _below(judgement)),
        ledger_listing(judgement, matching, passed, link),
    ]
    return listings_xlsx(title, *listings)


def gap_listing(judgement: Judgement) -> Listing:
    """缺件清单: every item that is not complete, the most pressing first; what is only to be looked at, last."""
    asked = (*OPEN, Verdict.MANUAL)
    found = sorted(
        (one for one in judgement.items if one.verdict in asked),
        key=lambda one: (one.verdict is Verdict.MANUAL, *pressure(one)),
    )
    overdue = sum(one.timing is Timing.OVERDUE for one in found)
    below = f"{_below(judgement)}　{len(found)}条没有齐全，其中逾期{overdue}条"
    return Listing("缺件清单", "缺件清单", below, GAP_COLUMNS, tuple(_gap(one) for one in found))


def _below(judgement: Judgement) -> str:
    final = "（按年度已经结束判定）" if judgement.final else ""
    return f"{judgement.unit}　{judgement.criteria}　截至{judgement.as_of}{final}"


def _gap(one: ItemJudgement) -> tuple[ListCell, ...]:
    """An item with what it lacks."""
    over = one.days if one.timing is Timing.OVERDUE else None
    left = one.days if one.timing in (Timing.DUE_SOON, Timing.NOT_DUE) else None
    return (
        one.id, one_line(one.text), "、".join(one.offices), "、".join(one.people),
        Toned(VERDICT_TEXT[one.verdict], VERDICT_TONE[one.verdict]),
        Toned(timing_words(one), TIMING_TONE.get(one.timing, Tone.PLAIN)), one.due_day, over, left,
        "；".join(one.missing), one.advice, one_line(one.due or ""), one.heading,
    )  # fmt: skip


def ledger_listing(judgement: Judgement, matching: Matching, passed: Sequence[Passed], link: LinkTo) -> Listing:
    """台账: every file and every member of a pack with where it belongs, and why."""
    whole = replace(matching, standings=matching.all)
    contents = {place.shown: (one.evidence, place) for one in matching.all for place in one.evidence.places}
    left_out = {one.shown: one for one in passed}
    names = {(item.id, one.id): one.name for item in judgement.items for one in item.requirements}
    found = [_file(row, contents, left_out, names, judgement.year, link) for row in rows(whole, passed)]
    below = f"{_below(judgement)}　{judgement.files.total}个文件：{_states(judgement)}"
    inside = len(found) - judgement.files.total
    below += f"；另列压缩包和邮件里的{inside}个" if inside > 0 else ""
    return Listing("台账", "台账", below, LEDGER_COLUMNS, tuple(found))


def _states(judgement: Judgement) -> str:
    counts = judgement.files.by_state
    return "，".join(f"{STATE_TEXT[one]}{counts[one.value]}" for one in State if counts.get(one.value))


def _file(
    row: dict[str, Any], contents: dict[str, tuple[Evidence, Place]], left_out: dict[str, Passed],
    names: dict[tuple[str, str], str], year: int, link: LinkTo,
) -> tuple[ListCell, ...]:  # fmt: skip
    """A file as it stands."""
    evidence, place = contents.get(row["path"], (None, None))
    where = place or left_out.get(row["path"])
    state, items, reason = words(row)
    asked = "、".join(dict.fromkeys(_requirements(row, names)))
    day = day_of(evidence, year) if evidence else None
    dated = (day.day.isoformat() if day.exact else day.day.isoformat()[:7]) if day else None
    return (
        row["path"], Link(link(where.root, where.path) if where else None),
        Toned(state, STATE_TONE[State(row["state"])]), items, asked, float(row["score"]) or None, reason, dated,
        day.source if day else None, evidence.reading.pages if evidence else None,
    )  # fmt: skip


def _requirements(row: dict[str, Any], names: dict[tuple[str, str], str]) -> Iterator[str]:
    """What the file proves, in words; the id where the judgement has no words for it."""
    for use in row["uses"]:
        yield names.get((use["item"], use["requirement"]), use["requirement"])
