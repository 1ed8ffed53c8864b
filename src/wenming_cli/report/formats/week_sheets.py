"""The sheets of a workbook beside the lists of gaps and files: 本周, 按责任人, 请人决定."""

from collections.abc import Iterator

from wenming_cli.model.change import Change
from wenming_cli.model.judgement import VERDICT_TEXT, ItemJudgement, Judgement
from wenming_cli.report.findings import one_line
from wenming_cli.report.formats.tones import TIMING_TONE, VERDICT_TONE
from wenming_cli.report.naming import breakable, file_names
from wenming_cli.report.owners import OwnerRow, owner_rows
from wenming_cli.report.questions import asked, question
from wenming_cli.report.week import NEXT_DAYS, Week
from wenming_cli.report.wording import timing_words
from wenming_cli.typeset.listing import ListCell, ListColumn, Listing, Tone, Toned

MOST_TROUBLES = 3
"""So many are told above the list, which stays on the screen."""
NEXT = f"今后{NEXT_DAYS}天到期"
KIND_TONE = {"closed": Tone.GOOD, "new": Tone.BAD, "worse": Tone.BAD, "better": Tone.NOTICE}
WEEK_COLUMNS = (
    ListColumn("这一周", 34, centred=True),
    ListColumn("条目", 16, centred=True),
    ListColumn("内容", 70),
    ListColumn("责任股室", 26),
    ListColumn("责任人", 26),
    ListColumn("上次", 18, centred=True),
    ListColumn("现在", 18, centred=True),
    ListColumn("时限", 36, centred=True),
    ListColumn("到期日", 24, centred=True),
    ListColumn("缺什么", 70),
    ListColumn("新收到", 50),
)
OWNER_COLUMNS = (
    ListColumn("责任人", 60),
    ListColumn("逾期", 14, centred=True),
    ListColumn("将到期", 16, centred=True),
    ListColumn("其他未齐", 20, centred=True),
    ListColumn("条目", 90),
)
MOVED_COLUMNS = (
    ListColumn("本周补齐", 40),
    ListColumn("新缺、变差", 40),
    ListColumn(NEXT, 40),
)
QUESTION_COLUMNS = (
    ListColumn("条目", 16, centred=True),
    ListColumn("问题", 44),
    ListColumn("内容", 70),
    ListColumn("责任股室", 26),
    ListColumn("责任人", 26),
    ListColumn("怎么办", 90),
    ListColumn("原文期限", 30),
)


def week_listing(week: Week, below: str) -> Listing:
    """本周: what was closed, is new, worse, better, still open, then what is due next; whose it is, what came in."""
    rows = [_changed(kind, title, one, week) for kind, title, changes in week.told() for one in changes]
    rows += [_row(Toned(NEXT, Tone.NOTICE), one, None, "") for one in week.due_next]
    failed = list(week.troubles[:MOST_TROUBLES])
    more = len(week.troubles) - MOST_TROUBLES
    failed += [f"另有{more}件没有做成的，见 历次检查/运行记录.tsv"] if more > 0 else []
    said = [below, "".join(week.compared()), *filter(None, (week.counts(),)), *failed]
    return Listing("本周", "本周", "\n".join(said), WEEK_COLUMNS, tuple(rows))


def _changed(kind: str, title: str, change: Change, week: Week) -> tuple[ListCell, ...]:
    """An item of a group; of a first week nothing was before."""
    was = VERDICT_TEXT[change.before.verdict] if change.before else None
    came = file_names(change.gained) if week.since else ""
    return _row(Toned(title, KIND_TONE.get(kind, Tone.PLAIN)), change.item, was, came)


def _row(head: Toned, one: ItemJudgement, was: str | None, came: str) -> tuple[ListCell, ...]:
    return (
        head, one.id, one_line(one.text), "、".join(one.offices), "、".join(one.people), was,
        Toned(VERDICT_TEXT[one.verdict], VERDICT_TONE[one.verdict]),
        Toned(timing_words(one), TIMING_TONE.get(one.timing, Tone.PLAIN)), one.due_day, "；".join(one.missing), came,
    )  # fmt: skip


def owner_listing(judgement: Judgement, week: Week | None, below: str) -> Listing:
    """按责任人: what everybody owes; with a week what became of it."""
    columns = (*OWNER_COLUMNS, *(MOVED_COLUMNS if week else ()))
    rows = tuple(tuple(_owner(row, moved=week is not None)) for row in owner_rows(judgement, week))
    return Listing("按责任人", "按责任人", f"{below}　{len(rows)}个责任人", columns, rows)


def _owner(row: OwnerRow, *, moved: bool) -> Iterator[ListCell]:
    yield row.shown
    yield Toned(row.overdue, Tone.BAD) if row.overdue else row.overdue
    yield Toned(row.due_soon, Tone.NOTICE) if row.due_soon else row.due_soon
    yield row.rest
    yield breakable(row.items)
    if moved:
        yield from (breakable(ids) for ids in (row.closed, row.fallen, row.next))


def question_listing(judgement: Judgement, below: str) -> Listing:
    """请人决定: what only a person can decide or enter."""
    rows = tuple(
        (
            one.id, Toned(question(one), Tone.ASK), one_line(one.text), "、".join(one.offices), "、".join(one.people),
            one.advice, one_line(one.due or ""),
        )
        for one in asked(judgement)
    )  # fmt: skip
    return Listing("请人决定", "请人决定", f"{below}　{len(rows)}条要人说一声", QUESTION_COLUMNS, rows)
