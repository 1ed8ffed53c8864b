"""Judge one requirement: what is needed, what is there, what is missing, and how it stands in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wenming_cli.dates.deadline import Deadline, read_deadline
from wenming_cli.judge.pieces import Checked, Pieces, check
from wenming_cli.judge.slots import Slot, last_due, place_in, slots_of
from wenming_cli.judge.timing import Clock, timed
from wenming_cli.model.criteria import (
    AnyOf,
    Choose,
    Count,
    Item,
    Plain,
    Requirement,
    Sequence as Ordered,
    SetOf,
    at_level,
    children,
)
from wenming_cli.model.judgement import RequirementJudgement, Verdict
from wenming_cli.model.workspace import People, Settings, applies
from wenming_cli.text import bigrams

RANK = (Verdict.COMPLETE, Verdict.MANUAL, Verdict.TO_CONFIRM, Verdict.SHORT, Verdict.MISSING)
"""From best to worst, for the choice between alternatives."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What every requirement of one item is judged with."""

    item: Item
    pieces: Pieces
    settings: Settings
    people: People
    clock: Clock

    def deadline(self, requirement: Requirement) -> Deadline:
        """The requirement's own deadline, or the item's."""
        return read_deadline(requirement.due or self.item.due, self.settings.year)

    def checked(self, asked: Plain) -> tuple[Checked, ...]:
        """The pieces of a plain requirement, each held against it."""
        return tuple(check(piece, asked) for piece in self.pieces.get((self.item.id, asked.id), ()))

    def count(self, count: "Count | dict[str, Count] | None") -> Count:
        """A count for the unit's level; at least one where none is stated."""
        return at_level(count, self.settings.unit.level) if count is not None else Count("1..")  # type: ignore[arg-type]


def judge_requirement(one: Requirement, bench: Bench) -> tuple[RequirementJudgement, ...]:
    """One row, or one a part, occurrence or activity where the requirement has several."""
    if not applies(one, bench.settings.unit):
        return ()
    match one:
        case Plain():
            return _plain(one, bench)
        case AnyOf():
            return _any_of(one, bench)
        case Choose():
            return _choose(one, bench)
        case Ordered() | SetOf():
            return _set(one, bench)
    return ()


def shown_count(count: Count, unit: str) -> str:
    """A count as a clerk writes it: 2—4张, 6张以上, 6张."""
    if count.most is None:
        return f"{count.least}{unit}以上" if count.least > 1 else f"{count.least}{unit}"
    if count.most == count.least:
        return f"{count.least}{unit}"
    return f"{count.least}—{count.most}{unit}" if count.least else f"{count.most}{unit}以内"


def name_of(one: Requirement) -> str:
    """What a requirement is called in a gap: its name, else topic and type."""
    if one.name:
        return one.name
    if isinstance(one, Plain):
        kind = "或".join(one.type[:2]) or "或".join(one.carrier[:2]) or "材料"
        return _overlapped(one.about[0], kind) if one.about and len(one.about[0]) <= 12 else kind
    return "、".join(name_of(part) for part in children(one)[:3])


def _overlapped(topic: str, kind: str) -> str:
    """Topic and kind as one word where they overlap: 个人学习 and 学习记录 make 个人学习记录."""
    if topic in kind:
        return kind
    shared = next((at for at in range(min(len(topic), len(kind)), 0, -1) if topic.endswith(kind[:at])), 0)
    return topic + kind[shared:]


def _plain(asked: Plain, bench: Bench, prefix: str = "") -> tuple[RequirementJudgement, ...]:
    """A plain requirement: on site, by slot, by activity, or by count."""
    checked = bench.checked(asked)
    if "实地" in asked.carrier or "实物" in asked.carrier:
        return (_on_site(asked, bench, prefix, checked),)
    slots = slots_of(asked, bench.deadline(asked), bench.settings.year, bench.people)
    if slots:
        return _by_slot(asked, bench, slots, checked, prefix)
    if asked.per == "activity" and (asked.times is not None or bench.count(asked.count).least > 1):
        return (_by_activity(asked, bench, checked, prefix),)
    return (_counted(asked, bench, checked, bench.count(asked.count), last_due(bench.deadline(asked)), prefix),)


def _on_site(asked: Plain, bench: Bench, prefix: str, checked: Sequence[Checked]) -> RequirementJudgement:
    """What only a look at the place can show."""
    return RequirementJudgement(
        id=prefix + asked.id, name=name_of(asked), need="现场查看", have=sum(one.counts for one in checked),
        verdict=Verdict.MANUAL, timing=timed(last_due(bench.deadline(asked)), True, None, bench.clock).timing,
        missing=(), files=_paths(checked), optional=asked.optional,
    )  # fmt: skip


def _counted(
    asked: Plain, bench: Bench, checked: Sequence[Checked], count: Count, due: date | None, prefix: str,
    occurrence: str | None = None,
) -> RequirementJudgement:  # fmt: skip
    """So many pieces; doubts never count as evidence, faults are named."""
    sure = [one for one in checked if one.counts]
    have, doubts = _amount(asked, sure), [one for one in checked if one.doubt]
    verdict = verdict_of(have, len(doubts), bool(checked), count)
    complete = verdict is Verdict.COMPLETE
    when = timed(due, complete, _completed_on(sure, count.least), bench.clock)
    return RequirementJudgement(
        id=prefix + asked.id, name=name_of(asked), occurrence=occurrence, need=shown_count(count, asked.unit),
        have=have, verdict=verdict, timing=when.timing, due=when.due.isoformat() if when.due else None,
        days=when.days, missing=_missing(asked, checked, have, count, verdict), files=_paths(checked),
        optional=asked.optional,
    )  # fmt: skip


def _amount(asked: Plain, sure: Sequence[Checked]) -> int:
    """Pieces; pictures inside a document count one by one where pictures are asked for."""
    total = 0
    for one in sure:
        parts = len(one.piece.evidence.reading.parts)
        total += parts if parts and "照片" in asked.carrier and one.piece.evidence.reading.carrier == "文档" else 1
    return total


def verdict_of(have: int, doubts: int, any_piece: bool, count: Count) -> Verdict:
    """Count what is certain first; a doubt never counts as evidence."""
    if have >= count.least:
        return Verdict.COMPLETE
    if have + doubts >= count.least:
        return Verdict.TO_CONFIRM
    return Verdict.SHORT if any_piece else Verdict.MISSING


def _completed_on(sure: Sequence[Checked], least: int) -> date | None:
    """The day on the piece that completed the count; None where too few are dated."""
    days = sorted(one.piece.day.day for one in sure if one.piece.day and one.piece.day.exact)
    return days[least - 1] if 0 < least <= len(days) else None


def _missing(asked: Plain, checked: Sequence[Checked], have: int, count: Count, verdict: Verdict) -> tuple[str, ...]:
    """The gap in words: how many are short, and what is wrong with those that do not count."""
    said = []
    name = name_of(asked)
    if verdict is Verdict.MISSING:
        said.append(f"缺{name}{'（红头）' if asked.red_head and '红头' not in name else ''}" + (
            f"（{shown_count(count, asked.unit)}）" if count.least > 1 or count.most else ""))
    elif verdict is Verdict.SHORT and have < count.least and count.least > 1:
        said.append(f"{name}有{have}{asked.unit}，要{shown_count(count, asked.unit)}")
    for one in checked:
        if one.fault and verdict is not Verdict.COMPLETE:
            said.append(f"{name}：{one.piece.evidence.place.name}{one.fault}")
    if verdict in (Verdict.SHORT, Verdict.TO_CONFIRM):
        said.extend(_doubts(name, checked))
    return tuple(dict.fromkeys(said))


def _doubts(name: str, checked: Sequence[Checked]) -> list[str]:
    """Doubts, those of the same kind in one line."""
    by_kind: dict[str, list[str]] = {}
    for one in checked:
        if one.doubt:
            by_kind.setdefault(one.doubt, []).append(one.piece.evidence.place.name)
    return [
        f"{name}：{names[0]}{f'等{len(names)}个文件' if len(names) > 1 else ''}{doubt}" for doubt, names in by_kind.items()
    ]


def _paths(checked: Sequence[Checked]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.piece.evidence.place.shown for one in checked))


def _by_slot(
    asked: Plain, bench: Bench, slots: Sequence[Slot], checked: Sequence[Checked], prefix: str
) -> tuple[RequirementJudgement, ...]:
    """One row a slot."""
    placed = place_in(slots, checked)
    count = bench.count(asked.count)
    rows = [
        _counted(asked, bench, placed[slot.label], count, slot.due, prefix, slot.label) for slot in slots
    ]
    wanted = bench.count(asked.times).least if asked.times else len(slots)
    if sum(row.verdict is Verdict.COMPLETE for row in rows) >= wanted:
        rows = [row for row in rows if row.verdict is Verdict.COMPLETE]
    if asked.total is not None:
        rows.append(_total(asked, bench, checked, prefix))
    return tuple(rows)


def _total(asked: Plain, bench: Bench, checked: Sequence[Checked], prefix: str) -> RequirementJudgement:
    """The number over all slots together: 每季度…图片4—8张."""
    due = last_due(bench.deadline(asked))
    return _counted(asked, bench, checked, bench.count(asked.total), due, prefix, "全年合计")


def _by_activity(asked: Plain, bench: Bench, checked: Sequence[Checked], prefix: str) -> RequirementJudgement:
    """So many activities, each with enough pieces; short ones are named."""
    each, times = bench.count(asked.count), bench.count(asked.times)
    groups = by_activity(checked)
    good = [ones for ones in groups.values() if _amount(asked, [one for one in ones if one.counts]) >= each.least]
    hopeful = [ones for ones in groups.values() if ones not in good and sum(bool(one.counts or one.doubt) for one in ones) >= each.least]
    verdict = verdict_of(len(good), len(hopeful), bool(checked), times)
    short = [
        f"{_activity_name(ones)}有{sum(one.counts for one in ones)}{asked.unit}，每次要{shown_count(each, asked.unit)}"
        for ones in groups.values()
        if ones not in good and ones not in hopeful
    ]
    if verdict is Verdict.COMPLETE and asked.times is None and short:
        verdict = Verdict.SHORT
    when = timed(
        last_due(bench.deadline(asked)), verdict is Verdict.COMPLETE,
        _completed_on([one for ones in good for one in ones[:1]], times.least), bench.clock,
    )  # fmt: skip
    said = []
    unit = asked.times_unit or "次"
    if verdict is Verdict.MISSING:
        said.append(f"缺{name_of(asked)}（{shown_count(times, unit)}，每次{shown_count(each, asked.unit)}）")
    elif len(good) < times.least:
        said.append(f"{name_of(asked)}有{len(good)}{unit}，要{shown_count(times, unit)}")
    said += short if verdict is not Verdict.COMPLETE else []
    said += _doubts(name_of(asked), checked) if verdict in (Verdict.SHORT, Verdict.TO_CONFIRM) else []
    return RequirementJudgement(
        id=prefix + asked.id, name=name_of(asked), need=f"{shown_count(times, unit)}，每次{shown_count(each, asked.unit)}",
        have=len(good), verdict=verdict, timing=when.timing, due=when.due.isoformat() if when.due else None,
        days=when.days, missing=tuple(said), files=_paths(checked), optional=asked.optional,
    )  # fmt: skip


def by_activity(checked: Sequence[Checked]) -> dict[str, list[Checked]]:
    """Pieces by activity: one day is one activity even when its pictures lie in several folders."""
    groups: dict[str, list[Checked]] = {}
    for one in checked:
        activity = one.piece.activity
        key = (activity.day or activity.id) if activity else one.piece.evidence.sha256
        groups.setdefault(key, []).append(one)
    return groups


def _activity_name(ones: Sequence[Checked]) -> str:
    activity = ones[0].piece.activity
    return activity.name if activity else ones[0].piece.evidence.place.stem


def _any_of(one: AnyOf, bench: Bench) -> tuple[RequirementJudgement, ...]:
    """The alternative that stands best; when none has anything, all are named."""
    options = [
        _plain(part, bench, f"{one.id}/") if isinstance(part, Plain) else judge_requirement(part, bench)
        for part in one.any_of
        if applies(part, bench.settings.unit)
    ]
    options = [rows for rows in options if rows]
    if not options:
        return ()
    best = min(options, key=lambda rows: max(RANK.index(row.verdict) for row in rows))
    if len(options) > 1 and all(row.verdict is Verdict.MISSING for row in best):
        names = " 或 ".join(dict.fromkeys(rows[0].name for rows in options))
        first = best[0]
        values = {**dict(first), "id": one.id, "name": one.name or names, "missing": (f"缺{one.name or names}",)}
        return (RequirementJudgement(**values),)
    return best


def _set(one: Ordered | SetOf, bench: Bench) -> tuple[RequirementJudgement, ...]:
    """Every part of a set: over the whole item, or activity by activity where several are asked for."""
    parts = [part for part in children(one) if isinstance(part, Plain)]
    if one.times is not None and bench.count(one.times).least > 1:
        return _set_by_activity(one, parts, bench)
    return tuple(row for part in parts for row in _plain(part, bench, f"{one.id}/"))


def _set_by_activity(one: Ordered | SetOf, parts: Sequence[Plain], bench: Bench) -> tuple[RequirementJudgement, ...]:
    """One row for the number of activities, and one for each activity that lacks a part."""
    checked = {part.id: bench.checked(part) for part in parts}
    groups = by_activity([piece for ones in checked.values() for piece in ones])
    whole, rows = 0, []
    for ones in groups.values():
        lacks = []
        for part in parts:
            here = [piece for piece in ones if piece in checked[part.id]]
            inside = sum(len(piece.piece.evidence.reading.parts) for piece in ones) if "照片" in part.carrier else 0
            have = _amount(part, [piece for piece in here if piece.counts]) + (inside if not here else 0)
            need = bench.count(part.count)
            if have < need.least:
                lacks.append(f"缺{name_of(part)}" if not have else f"{name_of(part)}{have}{part.unit}，要{shown_count(need, part.unit)}")
        whole += not lacks
        if lacks:
            rows.append((_activity_name(ones), tuple(lacks), ones))
    times = bench.count(one.times)
    verdict = Verdict.COMPLETE if whole >= times.least else Verdict.SHORT if groups else Verdict.MISSING
    due = last_due(bench.deadline(one))
    when = timed(due, verdict is Verdict.COMPLETE, None, bench.clock)
    unit = one.times_unit or "次"
    name = one.name or name_of(one)
    said = [f"{name}有{len(groups)}{unit}，要{shown_count(times, unit)}"] if len(groups) < times.least else []
    said += [f"{activity}：{'，'.join(lacks)}" for activity, lacks, _ in rows]
    return (
        RequirementJudgement(
            id=one.id, name=name, need=shown_count(times, unit), have=whole, verdict=verdict, timing=when.timing,
            due=due.isoformat() if due else None, days=when.days, missing=tuple(said) if verdict is not Verdict.COMPLETE else (),
            files=_paths([piece for ones in groups.values() for piece in ones]), optional=one.optional,
        ),
    )  # fmt: skip


def _choose(one: Choose, bench: Bench) -> tuple[RequirementJudgement, ...]:
    """How many of the named topics have evidence, and what each of those lacks."""
    parts = [part for part in one.each if isinstance(part, Plain)]
    checked = {part.id: bench.checked(part) for part in parts}
    pieces = [piece for ones in checked.values() for piece in ones]
    topics: dict[str, list[Checked]] = {}
    for ones in by_activity(pieces).values():
        topic = _topic_of(ones, one.of)
        if topic:
            topics.setdefault(topic, []).extend(ones)
    lacks = []
    for topic, ones in topics.items():
        absent = [
            name_of(part) for part in parts
            if not part.optional and not any(piece.counts or piece.doubt for piece in ones if piece in checked[part.id])
        ]  # fmt: skip
        if absent:
            lacks.append(f"{topic}：缺{'、'.join(absent)}")
    have = len(topics) - len(lacks)
    verdict = Verdict.COMPLETE if have >= one.choose.least else Verdict.SHORT if topics else Verdict.MISSING
    due = last_due(bench.deadline(one))
    when = timed(due, verdict is Verdict.COMPLETE, None, bench.clock)
    said = []
    if len(topics) < one.choose.least:
        found = f"（{'、'.join(topics)}）" if topics else ""
        said.append(f"任选{shown_count(one.choose, one.unit)}，现有{len(topics)}{one.unit}{found}")
    said += lacks
    return (
        RequirementJudgement(
            id=one.id, name=one.name or "、".join(one.of[:3]), need=shown_count(one.choose, one.unit), have=have,
            verdict=verdict, timing=when.timing, due=due.isoformat() if due else None, days=when.days,
            missing=tuple(said) if verdict is not Verdict.COMPLETE else (), files=_paths(pieces), optional=one.optional,
        ),
    )  # fmt: skip


def _topic_of(ones: Sequence[Checked], topics: Sequence[str]) -> str | None:
    """The topic that the files of one activity name best; one activity fills one topic only."""
    said = set().union(*(bigrams(one.piece.words) for one in ones))
    best = max(topics, key=lambda topic: len(bigrams(topic) & said))
    return best if len(bigrams(best) & said) >= min(2, len(bigrams(best))) else None
