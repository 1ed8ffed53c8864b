"""Judge a plain requirement: by count, by slot (month, occurrence, person), or by activity."""

from collections.abc import Sequence
from datetime import date

from wenming_cli.judge.bench import Bench, shown_count
from wenming_cli.judge.figures import with_ratio, with_reached
from wenming_cli.judge.pieces import Checked
from wenming_cli.judge.slots import Slot, last_due, place_in, slots_of
from wenming_cli.judge.timing import Timed, timed
from wenming_cli.judge.told import said_of
from wenming_cli.model.judgement import ActivityGap, RequirementJudgement, Verdict
from wenming_cli.model.matching import RECORDED
from wenming_cli.model.requirement import Count, Plain


def judge_plain(asked: Plain, bench: Bench, prefix: str = "") -> tuple[RequirementJudgement, ...]:
    """The rows of one plain requirement; *prefix* names the group that it stands in."""
    checked = bench.checked(asked)
    due = last_due(bench.deadline(asked))
    if asked.none or set(asked.carrier) & {"实地", "实物"}:
        return (_by_word(asked, bench, checked, due, prefix),)
    slots = slots_of(asked, bench.deadline(asked), bench.settings.year, bench.people, bench.clock.as_of)
    if slots:
        return _by_slot(asked, bench, slots, checked, prefix)
    if asked.per == "activity" and (asked.times is not None or bench.count(asked.count).least > 1):
        return (_by_activity(asked, bench, checked, prefix),)
    return (_counted(asked, bench, checked, bench.count(asked.count), due, prefix),)


def _by_word(
    asked: Plain, bench: Bench, checked: Sequence[Checked], due: date | None, prefix: str
) -> RequirementJudgement:
    """What no file proves: that there was none, or what is seen on the spot; a person's dated word, or still to ask."""
    need, ask = ("负责人书面确认", [f"书面确认{asked.none}，写明日期"]) if asked.none else ("现场查看", [])
    said = bench.told.none(bench.item.id, asked.id) if asked.none else None
    seen = [one for one in checked if one.piece.use.how == RECORDED]
    when = timed(due, True, None, bench.clock)
    if said is None and not seen:
        return row_of(asked, bench, prefix, need, Verdict.MANUAL, when, checked, missing=ask)
    note = f"{said.why or asked.none}（{said_of(said)}）" if said else seen[0].piece.use.because[0]
    return row_of(asked, bench, prefix, need, Verdict.COMPLETE, when, checked, have=1, note=note)


def row_of(
    asked: Plain, bench: Bench, prefix: str, need: str, verdict: Verdict, when: Timed, checked: Sequence[Checked],
    have: int | None = None, missing: Sequence[str] = (), occurrence: str | None = None,
    activities: Sequence[ActivityGap] = (), note: str | None = None,
) -> RequirementJudgement:  # fmt: skip
    """A row of the judgement."""
    return RequirementJudgement(
        id=prefix + asked.id, name=bench.name(asked), occurrence=occurrence, need=need,
        have=sum(one.counts for one in checked) if have is None else have, verdict=verdict, timing=when.timing,
        due=when.due.isoformat() if when.due else None, days=when.days, missing=tuple(dict.fromkeys(missing)),
        files=paths(checked), activities=tuple(activities), optional=asked.optional, note=note,
    )  # fmt: skip


def paths(checked: Sequence[Checked]) -> tuple[str, ...]:
    """Where the pieces lie, each once."""
    return tuple(dict.fromkeys(one.piece.evidence.place.shown for one in checked))


def verdict_of(have: int, doubts: int, any_piece: bool, count: Count) -> Verdict:
    """Count what is certain first; a doubt never counts as evidence."""
    if have >= count.least:
        return Verdict.COMPLETE
    if have + doubts >= count.least:
        return Verdict.TO_CONFIRM
    return Verdict.SHORT if any_piece else Verdict.MISSING


def amount(asked: Plain, sure: Sequence[Checked]) -> int:
    """Pieces; pictures inside a document count one by one where pictures are asked for."""
    total = 0
    for one in sure:
        reading = one.piece.evidence.reading
        inside = reading.photos if "照片" in asked.carrier and reading.carrier == "文档" else 0
        total += inside or one.piece.count
    return total


def completed_on(sure: Sequence[Checked], least: int) -> date | None:
    """The day on the piece that completed the count; None where too few are dated to the day."""
    days = sorted(one.piece.day.day for one in sure if one.piece.day and one.piece.day.exact)
    return days[least - 1] if 0 < least <= len(days) else None


def doubts_of(name: str, checked: Sequence[Checked]) -> list[str]:
    """Doubts, those of the same kind in one line."""
    by_kind: dict[str, list[str]] = {}
    for one in checked:
        if one.doubt:
            by_kind.setdefault(one.doubt, []).append(one.piece.evidence.place.called)
    return [
        f"{name}：{names[0]}{f'等{len(names)}个文件' if len(names) > 1 else ''}{doubt}"
        for doubt, names in by_kind.items()
    ]


def faults_of(name: str, checked: Sequence[Checked]) -> list[str]:
    """What is wrong with pieces that therefore do not count."""
    return [f"{name}：{one.piece.evidence.place.called}{one.fault}" for one in checked if one.fault]


def _counted(
    asked: Plain, bench: Bench, checked: Sequence[Checked], count: Count, due: date | None, prefix: str,
    occurrence: str | None = None,
) -> RequirementJudgement:  # fmt: skip
    """So many pieces."""
    sure = [one for one in checked if one.counts]
    have = amount(asked, sure)
    verdict = verdict_of(have, sum(bool(one.doubt) for one in checked), bool(checked), count)
    missing = _missing(asked, bench, checked, have, count, verdict)
    verdict, lacking = _including(asked, sure, verdict)
    verdict, apart = with_ratio(asked.ratio, verdict, bench.told, bench.settings.unit, checked)
    verdict, below = with_reached(asked.reaches, verdict, checked)
    missing += [*lacking, *apart, *below]
    when = timed(due, verdict is Verdict.COMPLETE, completed_on(sure, count.least), bench.clock)
    return row_of(
        asked, bench, prefix, shown_count(count, asked.unit), verdict, when, checked, have, missing, occurrence
    )


def _including(asked: Plain, sure: Sequence[Checked], verdict: Verdict) -> tuple[Verdict, list[str]]:
    """A share of the pieces must be about something: a person looks where neither name nor banner says so.

    Banners that were read and speak of other things leave nothing to look for.
    """
    wanted = asked.including
    if wanted is None or verdict is Verdict.MISSING:
        return verdict, []
    found = sum(any(word in one.piece.words for word in wanted.about) for one in sure)
    if found >= wanted.count.least:
        return verdict, []
    asks = f"其中要有{wanted.count.least}次“{'”或“'.join(wanted.about)}”的"
    banners = [one.piece.evidence.reading.banner for one in sure]
    if banners and all(banners):
        others = "”、“".join(dict.fromkeys(banner[0] for banner in banners))
        return (Verdict.SHORT if verdict is Verdict.COMPLETE else verdict), [f"{asks}，现有会标是“{others}”"]
    return (Verdict.TO_CONFIRM if verdict is Verdict.COMPLETE else verdict), [f"{asks}，文件名里没有，请看内容"]


def _missing(
    asked: Plain, bench: Bench, checked: Sequence[Checked], have: int, count: Count, verdict: Verdict
) -> list[str]:
    """The gap in words: how many are short, what is wrong, what a person must look at."""
    name = bench.name(asked)
    if verdict is Verdict.COMPLETE:
        return []
    if verdict is Verdict.MISSING:
        red = "（红头）" if asked.red_head else ""
        many = f"（{shown_count(count, asked.unit)}）" if count.least > 1 else ""
        return [f"缺{name}{red}{many}"]
    said = []
    if verdict is Verdict.SHORT and count.least > 1:
        said.append(f"{name}有{have}{asked.unit}，要{shown_count(count, asked.unit)}")
    return [*said, *faults_of(name, checked), *doubts_of(name, checked)]


def _by_slot(
    asked: Plain, bench: Bench, slots: Sequence[Slot], checked: Sequence[Checked], prefix: str
) -> tuple[RequirementJudgement, ...]:
    """One row a slot, and one for the sum where the source gives one."""
    placed = place_in(slots, checked)
    count = bench.count(asked.count)
    rows = [_counted(asked, bench, placed[slot.label], count, slot.due, prefix, slot.label) for slot in slots]
    wanted = bench.count(asked.times).least if asked.times else len(slots)
    if sum(row.verdict is Verdict.COMPLETE for row in rows) >= wanted:
        rows = [row for row in rows if row.verdict is Verdict.COMPLETE]
    if asked.total is not None:
        due = last_due(bench.deadline(asked))
        rows.append(_counted(asked, bench, checked, bench.count(asked.total), due, prefix, "全年合计"))
    return tuple(rows)


def by_activity(checked: Sequence[Checked]) -> dict[str, list[Checked]]:
    """Pieces by the activity that they belong to; a piece without one stands alone."""
    groups: dict[str, list[Checked]] = {}
    for one in checked:
        activity = one.piece.activity
        key = activity.id if activity else one.piece.evidence.sha256
        groups.setdefault(key, []).append(one)
    return groups


def activity_id(ones: Sequence[Checked]) -> str:
    """The key of the activity of these pieces."""
    activity = ones[0].piece.activity
    return activity.id if activity else ones[0].piece.evidence.sha256


def activity_name(ones: Sequence[Checked]) -> str:
    """What people call the activity of these pieces."""
    activity = ones[0].piece.activity
    return activity.name if activity else ones[0].piece.evidence.place.stem


def _by_activity(asked: Plain, bench: Bench, checked: Sequence[Checked], prefix: str) -> RequirementJudgement:
    """So many activities, each with enough pieces; short ones are named."""
    each, times = bench.count(asked.count), bench.count(asked.times)
    good, hopeful, gaps = [], [], []
    for ones in by_activity(checked).values():
        have = amount(asked, [one for one in ones if one.counts])
        lacks: tuple[str, ...] = ()
        if have >= each.least:
            good.append(ones)
        elif sum(bool(one.counts or one.doubt) for one in ones) >= each.least:
            hopeful.append(ones)
        else:
            lacks = (f"有{have}{asked.unit}，每次要{shown_count(each, asked.unit)}",)
        gaps.append(ActivityGap(activity=activity_id(ones), name=activity_name(ones), lacks=lacks))
    short = [f"{gap.name}{gap.lacks[0]}" for gap in gaps if gap.lacks]
    verdict = verdict_of(len(good), len(hopeful), bool(checked), times)
    if verdict is Verdict.COMPLETE and asked.times is None and short:
        verdict = Verdict.SHORT
    sure = [one for one in checked if one.counts]
    verdict, lacking = _including(asked, sure, verdict)
    firsts = [min(ones, key=lambda one: one.piece.day.day if one.piece.day else date.max) for ones in good]
    when = timed(
        last_due(bench.deadline(asked)), verdict is Verdict.COMPLETE, completed_on(firsts, times.least), bench.clock
    )
    unit, name = asked.times_unit or "次", bench.name(asked)
    need = shown_count(times, unit) + (f"，每次{shown_count(each, asked.unit)}" if each.least > 1 or each.most else "")
    said = []
    if verdict is Verdict.MISSING:
        said.append(f"缺{name}（{need}）")
    elif len(good) < times.least:
        said.append(f"{name}有{len(good)}{unit}，要{shown_count(times, unit)}")
    if verdict not in (Verdict.COMPLETE, Verdict.MISSING):
        said += [*short, *faults_of(name, checked), *doubts_of(name, checked)]
    missing = [*said, *lacking]
    return row_of(asked, bench, prefix, need, verdict, when, checked, len(good), missing, activities=gaps)
