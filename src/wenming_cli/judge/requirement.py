"""Judge one requirement of any shape: plain ones by count, groups by what their parts have."""

from collections.abc import Sequence

from wenming_cli.judge.bench import Bench, shown_count
from wenming_cli.judge.counting import activity_id, activity_name, amount, by_activity, judge_plain, paths
from wenming_cli.judge.pieces import Checked
from wenming_cli.judge.slots import last_due
from wenming_cli.judge.timing import timed
from wenming_cli.judge.told import said_of
from wenming_cli.model.judgement import ActivityGap, RequirementJudgement, Timing, Verdict
from wenming_cli.model.leaf import leaves
from wenming_cli.model.record import Record
from wenming_cli.model.requirement import AnyOf, Choose, Plain, Requirement, SetOf, children
from wenming_cli.model.requirement import Sequence as Ordered
from wenming_cli.model.workspace import applies
from wenming_cli.text import bigrams

BEST_FIRST = (Verdict.COMPLETE, Verdict.WAIVED, Verdict.MANUAL, Verdict.TO_CONFIRM, Verdict.SHORT, Verdict.MISSING)


def judge_requirement(one: Requirement, bench: Bench, prefix: str = "") -> tuple[RequirementJudgement, ...]:
    """One row, or one a part, occurrence or activity where the requirement has several."""
    if not applies(one, bench.settings.unit):
        return ()
    if waived := _word(one, bench):
        return (_waived(one, bench, prefix, waived),)
    if isinstance(one, Plain):
        return judge_plain(one, bench, prefix)
    if isinstance(one, Choose):
        return (_choose(one, bench, prefix),)
    if one.times is not None and bench.count(one.times).least > 1:
        return (_by_activities(one, bench, prefix),)
    if isinstance(one, AnyOf):
        return _any_of(one, bench, prefix)
    rows = tuple(row for part in children(one) for row in judge_requirement(part, bench, f"{prefix}{one.id}/"))
    return tuple(_optional(row) for row in rows) if one.optional else rows


def _word(one: Requirement, bench: Bench) -> Record | None:
    """A person's word by which a requirement is not asked for; where the table asks for such a word, it is none."""
    key = bench.item.id, one.id
    asked_for = isinstance(one, Plain) and one.none
    return bench.told.waiver(*key) or (None if asked_for else bench.told.nones.get(key))


def _waived(one: Requirement, bench: Bench, prefix: str, waived: Record) -> RequirementJudgement:
    """The row of a requirement that a person in charge has waived."""
    note = f"{waived.why}（{said_of(waived)}）"
    return RequirementJudgement(
        id=prefix + one.id, name=bench.name(one), need="不适用", have=0, verdict=Verdict.WAIVED, timing=Timing.UNDATED,
        optional=one.optional, note=note,
    )  # fmt: skip


def _optional(row: RequirementJudgement) -> RequirementJudgement:
    return RequirementJudgement(**{**dict(row), "optional": True})


def _any_of(one: AnyOf, bench: Bench, prefix: str) -> tuple[RequirementJudgement, ...]:
    """The alternative that stands best; when none has anything, all are named."""
    options = [judge_requirement(part, bench, f"{prefix}{one.id}/") for part in one.any_of]
    options = [rows for rows in options if rows]
    if not options:
        return ()
    best = min(options, key=lambda rows: max(BEST_FIRST.index(row.verdict) for row in rows))
    if len(options) > 1 and all(row.verdict is Verdict.MISSING for row in best):
        name = one.name or " 或 ".join(dict.fromkeys(rows[0].name for rows in options))
        best = (
            RequirementJudgement(**{**dict(best[0]), "id": prefix + one.id, "name": name, "missing": (f"缺{name}",)}),
        )
    return tuple(_optional(row) for row in best) if one.optional else best


def _lacks(
    part: Requirement, ones: Sequence[Checked], bench: Bench, checked: dict[str, tuple[Checked, ...]]
) -> str | None:
    """What the pieces of one activity lack of one part; None when they have it."""
    if part.optional:
        return None
    counts = []
    for leaf in leaves((part,)):
        here = [piece for piece in ones if piece in checked[leaf.id]]
        have = amount(leaf, [piece for piece in here if piece.counts])
        if not here and "照片" in leaf.carrier:
            have = sum(piece.piece.evidence.reading.photos for piece in ones)
        need = bench.count(leaf.count)
        if have >= need.least or any(piece.doubt for piece in here):
            return None
        counts.append((have, f"{bench.name(leaf)}有{have}{leaf.unit}，要{shown_count(need, leaf.unit)}"))
    best = max(counts)
    return best[1] if best[0] else f"缺{bench.name(part)}"


def _by_activities(one: AnyOf | Ordered | SetOf, bench: Bench, prefix: str) -> RequirementJudgement:
    """So many activities, each with all parts of the set, or with one of the alternatives."""
    parts = (one,) if isinstance(one, AnyOf) else children(one)
    checked = {leaf.id: bench.checked(leaf) for leaf in leaves((one,))}
    pieces = [piece for ones in checked.values() for piece in ones]
    groups = by_activity(pieces)
    gaps = [_gap(ones, parts, bench, checked) for ones in groups.values()]
    short = [f"{gap.name}：{'，'.join(gap.lacks)}" for gap in gaps if gap.lacks]
    times, unit, name = bench.count(one.times), one.times_unit or "次", bench.name(one)
    whole = len(groups) - len(short)
    said = [f"{name}有{len(groups)}{unit}，要{shown_count(times, unit)}"] if len(groups) < times.least else []
    verdict = Verdict.COMPLETE if whole >= times.least else Verdict.SHORT if groups else Verdict.MISSING
    need = shown_count(times, unit)
    return _group_row(one, bench, prefix, need, verdict, whole, [*said, *short], pieces, gaps)


def _gap(
    ones: Sequence[Checked], parts: Sequence[Requirement], bench: Bench, checked: dict[str, tuple[Checked, ...]]
) -> ActivityGap:
    """What the pieces of one activity lack of the parts."""
    lacks = tuple(lack for part in parts if (lack := _lacks(part, ones, bench, checked)))
    return ActivityGap(activity=activity_id(ones), name=activity_name(ones), lacks=lacks)


def _choose(one: Choose, bench: Bench, prefix: str) -> RequirementJudgement:
    """How many of the named topics have evidence, and what each of those lacks."""
    checked = {leaf.id: bench.checked(leaf) for leaf in leaves(one.each)}
    pieces = [piece for ones in checked.values() for piece in ones]
    topics: dict[str, list[Checked]] = {}
    for ones in by_activity(pieces).values():
        topic = _topic_of(ones, one.of)
        if topic and any(piece.counts for piece in ones):
            topics.setdefault(topic, []).extend(ones)
    short = []
    for topic, ones in topics.items():
        lacks = [lack for part in one.each if (lack := _lacks(part, ones, bench, checked))]
        if lacks:
            short.append(f"{topic}：{'，'.join(lacks)}")
    found = f"（{'、'.join(topics)}）" if topics else ""
    said = []
    if len(topics) < one.choose.least:
        said.append(f"任选{shown_count(one.choose, one.unit)}，现有{len(topics)}{one.unit}{found}")
    said += short
    doubtful = [piece for piece in pieces if piece.doubt]
    if doubtful:
        names = doubtful[0].piece.evidence.place.called + (f"等{len(doubtful)}个文件" if len(doubtful) > 1 else "")
        said.append(f"{names}{doubtful[0].doubt}")
    have = len(topics) - len(short)
    verdict = Verdict.COMPLETE if have >= one.choose.least else Verdict.SHORT if pieces else Verdict.MISSING
    return _group_row(one, bench, prefix, shown_count(one.choose, one.unit), verdict, have, said, pieces)


def _topic_of(ones: Sequence[Checked], topics: Sequence[str]) -> str | None:
    """The topic that the files of one activity name best; one activity fills one topic only."""
    said: set[str] = set()
    for one in ones:
        said |= bigrams(one.piece.words)
    best = max(topics, key=lambda topic: len(bigrams(topic) & said) / max(len(bigrams(topic)), 1))
    return best if len(bigrams(best) & said) >= min(2, len(bigrams(best))) else None


def _group_row(
    one: AnyOf | Choose | Ordered | SetOf, bench: Bench, prefix: str, need: str, verdict: Verdict, have: int,
    said: Sequence[str], pieces: Sequence[Checked], activities: Sequence[ActivityGap] = (),
) -> RequirementJudgement:  # fmt: skip
    """The row of a group that is judged as a whole."""
    when = timed(last_due(bench.deadline(one)), verdict is Verdict.COMPLETE, None, bench.clock)
    gaps = said if verdict is not Verdict.COMPLETE else ()
    return RequirementJudgement(
        id=prefix + one.id, name=bench.name(one), need=need, have=have, verdict=verdict, timing=when.timing,
        due=when.due.isoformat() if when.due else None, days=when.days, missing=tuple(dict.fromkeys(gaps)),
        files=paths(pieces), activities=tuple(activities), optional=one.optional,
    )  # fmt: skip
