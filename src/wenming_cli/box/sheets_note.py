"""备考表 as a value: what is to be known of the papers of a box, each with who said it and when.

DA/T 22-2015 wants 缺损、修改、补充、移出、销毁 told. Only what is on record is told here; the rest is left to people.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from wenming_cli.box.details import Details
from wenming_cli.box.plan import Box, BoxPlan, Paper, Pointer, Slip
from wenming_cli.box.sheets_catalogue import one_line
from wenming_cli.box.sheets_gaps import Gaps
from wenming_cli.model.decision import Decision
from wenming_cli.model.evidence import PROBLEM_TEXT
from wenming_cli.model.filed import Filed, FiledState
from wenming_cli.model.record import RECORD_TEXT, STANDS_FOR, RecordVerb
from wenming_cli.text import shorten, showable
from wenming_cli.typeset.catalogue import Catalogue
from wenming_cli.typeset.note import Note

TOLD_STATES = (FiledState.ADDED, FiledState.INSERTED, FiledState.REPLACED, FiledState.RETURNED, FiledState.REMOVED)
"""补充、修改、移出 as the journal knows them."""
WORD_OF_MOUTH = (RecordVerb.WAIVE, RecordVerb.NONE)
WHY_COLUMNS = 80


def note_of(plan: BoxPlan, box: Box, catalogue: Catalogue, gaps: Gaps, details: Details) -> Note:
    """The sheet of one box."""
    said = (plan.unit, f"{plan.year}年度", details.retention, box.label, box.title)
    lines = (
        _counted(catalogue, box),
        *_stand_ins(box),
        *_confirmed(box, details),
        *_faulty(box, details),
        *_changes(box),
        *_waived(box, details),
        _lacking(gaps),
    )
    return Note("　".join(filter(None, said)), lines)


def _counted(catalogue: Catalogue, box: Box) -> str:
    """件数 and 页数; which pieces have no count of pages, and how many lie elsewhere."""
    pieces = catalogue.pieces
    text = f"盒内文件共 {len(pieces)} 件，共 {sum(one.pages or 0 for one in pieces)} 页"
    uncounted = [one.serial for one in pieces if one.pages is None]
    text += f"（{listed(uncounted)}号未计页数）" if uncounted else ""
    pointers = sum(isinstance(one, Pointer) for item in box.items for one in item.entries)
    return text + (f"；另有 {pointers} 件存放在其他条目或其他盒，见盒内目录备注" if pointers else "") + "。"


def _stand_ins(box: Box) -> Iterator[str]:
    """Papers in the cabinet and pages on the net: where they are, and who recorded them."""
    for slip in box.slips:
        record = slip.record
        who = f"{record.by or '（未写登记人）'}{_day(record.on)}登记（{record.id}）"
        where = f"，存放在{record.shelf}" if record.shelf else ""
        title = shorten(one_line(record.title or record.url or ""), WHY_COLUMNS)
        yield showable(f"{slip.piece}号是代替页：{STANDS_FOR[record.do]}“{title}”{where}；{who}。")


def _confirmed(box: Box, details: Details) -> Iterator[str]:
    """Papers whose place a person decided: who, when and why; pieces of one decision in one line."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for item in box.items:
        for one in item.entries:
            for decision in _decisions(one, item.id, details):
                key = (decision.by or "（未写姓名）", _moment(decision.at), item.id, decision.why or "")
                name = f"{one.box}{one.piece}" if isinstance(one, Pointer) else one.piece
                numbers = found.setdefault(key, [])
                if name not in numbers:
                    numbers.append(name)
    for (by, day, item_id, why), numbers in found.items():
        reason = f"（{showable(shorten(one_line(why), WHY_COLUMNS))}）" if why else ""
        yield f"{listed(numbers)}号由{showable(by)}{day}确认归入 {item_id}{reason}。"


def _decisions(one: Paper | Slip | Pointer, item: str, details: Details) -> Iterator[Decision]:
    """The decisions that put a content, or parts of it, under an item."""
    if isinstance(one, Slip):
        return
    for use in one.uses:
        decision = details.placed.get((use.sha256, item))
        if use.how == "decided" and decision is not None:
            yield decision


def _faulty(box: Box, details: Details) -> Iterator[str]:
    """缺损: what could not be read; copies; what a person released although it bears a mark of secrecy."""
    copied = [paper.piece for paper in box.papers if paper.evidence.reading.copied]
    if copied:
        yield f"{listed(copied)}号是复印件。"
    for paper in box.papers:
        reading = paper.evidence.reading
        if reading.problem is not None:
            yield f"{paper.piece}号{PROBLEM_TEXT[reading.problem]}。"
        released = details.released.get(reading.sha256)
        if reading.secrecy and released is not None:
            by = f"{released.by or '（未写姓名）'}{_moment(released.at)}放行"
            yield f"{paper.piece}号有“{showable(reading.secrecy)}”标记，由{showable(by)}。"


def _changes(box: Box) -> Iterator[str]:
    """补充、修改、移出: what changed under the numbers since the box was first made."""
    rows: list[Filed] = [one.filed for one in box.pieces]
    rows += [gone.filed for item in box.items for gone in item.gone]
    for state in TOLD_STATES:
        by_day: dict[tuple[str, str], list[Filed]] = {}
        for row in sorted((row for row in rows if row.state is state), key=lambda row: row.order):
            by_day.setdefault((row.day, row.why), []).append(row)
        for (day, why), some in sorted(by_day.items()):
            reason = f"（{one_line(why)}）" if why else ""
            yield f"{listed([row.piece for row in some])}号{_moment(day)}{state.value}{reason}。"


def _waived(box: Box, details: Details) -> Iterator[str]:
    """What a person said is not asked of the unit, or did not happen."""
    items = {item.id for item in box.items if not item.continued}
    for record in details.records:
        if record.do in WORD_OF_MOUTH and record.item in items:
            asked = f" {record.requirement}" if record.requirement else ""
            why = f"：{shorten(one_line(record.why), WHY_COLUMNS)}" if record.why else ""
            who = f"{record.by}{_day(record.on)}登记（{record.id}）"
            yield showable(f"{record.item}{asked} {RECORD_TEXT[record.do]}{why}；{who}。")


def _lacking(gaps: Gaps) -> str:
    """缺件, without the day of the check: the sheet changes only when the papers do."""
    lacking = sum(not later for later, _ in gaps)
    return f"尚缺 {lacking} 项，见缺件清单。" if lacking else "没有到期应补的材料。"


def listed(numbers: Sequence[str]) -> str:
    """Numbers with runs drawn together: 001—003、007、007-1."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and number.isdecimal() and runs[-1][-1].isdecimal() and int(number) == int(runs[-1][-1]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(_run(run) for run in runs)


def _run(run: Sequence[str]) -> str:
    return f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(run)


def _day(day: date | None) -> str:
    """2021年7月5日; nothing where it was not written down."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _moment(at: str) -> str:
    """The day of a moment as it was written down; what is no moment is shown as it is."""
    try:
        return _day(datetime.fromisoformat(at).date())
    except ValueError:
        return showable(at)
