"""What an examination hands to an export: a row for every indicator, its evidence in filing order, its facts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wenming_cli.box.numbering import short_title
from wenming_cli.box.plan import Slip, plan_boxes
from wenming_cli.errors import UsageError
from wenming_cli.export.plan import Held, Indicator
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.figures import figure_kind
from wenming_cli.model.figures_asked import figures_asked
from wenming_cli.model.judgement import ItemJudgement, Verdict
from wenming_cli.model.matching import State, Use
from wenming_cli.model.record import RECORD_TEXT, Record, RecordVerb
from wenming_cli.pipeline import Examination
from wenming_cli.read.personal import masked, personal_counts
from wenming_cli.text import showable

_PARTS = re.compile(r"[,，、\s]+")


_Filed = tuple[Evidence | Record, tuple[Use, ...]]
"""A content or a record with the uses that put it under an item."""


@dataclass(frozen=True, slots=True)
class _Row:
    """An indicator before its evidence: its id, its title, its text, the items that it is made of."""

    ident: str
    title: str
    text: str
    items: tuple[str, ...]


def indicators_of(examination: Examination) -> list[Indicator]:
    """All indicators of a set in table order: standards where the table gives points for them, else items."""
    criteria = examination.criteria
    entries = _filed(examination)
    judged = {one.id: one for one in examination.judgement.items}
    asked = _asked(examination)
    figures = {(one.figure, one.place.partition("/")[0]) for one in figures_asked(criteria)}
    rows = [row for row in _rows(criteria) if row.items[0] in judged or any(item in entries for item in row.items)]
    return [
        _indicator(at, row, examination, entries, judged, asked, figures) for at, row in enumerate(rows, start=1)
    ]  # fmt: skip


def wanted_of(only: str | None, tables: Sequence[Sequence[Indicator]]) -> frozenset[str]:
    """The ids that *only* names in any of *tables*, by themselves (1.1.1) or by what stands above them (1.1)."""
    idents = [one.ident for table in tables for one in table]
    if only is None:
        return frozenset(idents)
    words = [word for word in _PARTS.split(only) if word]
    found = {word: [ident for ident in idents if f"{ident}.".startswith(f"{word}.")] for word in words}
    unknown = [showable(word) for word in words if not found[word]]
    if unknown or not words:
        raise UsageError(
            f"没有这样的指标：{'、'.join(unknown) or '（空）'}", remedy="--only 后面写编号，用逗号隔开，例如 1.2.5,2.1"
        )
    return frozenset(ident for some in found.values() for ident in some)


def personal_in(evidence: Evidence) -> dict[str, int]:
    """How many personal data of each kind a content holds, with the members of a pack and what its name says."""
    counts: dict[str, int] = {}
    readings = [one.reading.personal_data for one in (evidence, *evidence.members)]
    for found in (*readings, personal_counts(evidence.place.stem)):
        for kind, count in found.items():
            counts[kind] = counts.get(kind, 0) + count
    return counts


def personal_words(counts: Mapping[str, int]) -> str:
    """含个人信息：身份证号3个、手机号2个."""
    return "含个人信息：" + "、".join(f"{kind}{count}个" for kind, count in counts.items()) if counts else ""


def shown(evidence: Evidence) -> str:
    """Where a content lies, with personal data in the path masked."""
    return showable(masked(evidence.place.shown))


def _rows(criteria: CriteriaSet) -> Iterator[_Row]:
    """The rows of the table, and behind them those of bonus points."""
    scored = any(project.points is not None for _, project in criteria.projects())
    for _, project in criteria.projects():
        if scored and project.items:
            text = "\n".join(project.standards)
            yield _Row(project.no, project.title or short_title(text), text, tuple(one.id for one in project.items))
        for item in () if scored else project.items:
            yield _Row(item.id, short_title(item.text), item.text, (item.id,))
    for bonus in criteria.head.bonus:
        yield _Row(bonus.id, short_title(bonus.title), f"{bonus.title}\n{bonus.text}", (bonus.id,))


def _filed(examination: Examination) -> dict[str, list[_Filed]]:
    """What each item has in its box, in filing order; a content that lies under another item too."""
    plan = plan_boxes(examination.criteria, examination.matching, examination.judgement, examination.records)
    found: dict[str, list[_Filed]] = {}
    for item in (item for box in plan.boxes for item in box.items):
        for one in item.entries:
            entry = (one.record, ()) if isinstance(one, Slip) else (one.evidence, one.uses)
            found.setdefault(item.id, []).append(entry)
    return found


def _asked(examination: Examination) -> dict[str, int]:
    """How many files of each item wait for a person's word."""
    counts: dict[str, int] = {}
    for one in examination.matching.single:
        if one.state is State.TO_CONFIRM:
            for item in {use.item for use in one.uses} or {candidate.item for candidate in one.candidates[:1]}:
                counts[item] = counts.get(item, 0) + 1
    return counts


def _indicator(
    at: int, row: _Row, examination: Examination,
    filed: Mapping[str, Sequence[_Filed]], judged: Mapping[str, ItemJudgement],
    asked: Mapping[str, int], figures: set[tuple[str, str]],
) -> Indicator:  # fmt: skip
    """A row with everything that is known of it."""
    pairs = [pair for item in row.items for pair in filed.get(item, ())]
    entries = {one.id if isinstance(one, Record) else one.sha256: one for one, _ in pairs}
    judgements = [judged[item] for item in row.items if item in judged]
    records = [one for one in examination.records if one.item in row.items]
    held, loose = _held(examination, pairs)
    theirs = {name for name, place in figures if place in row.items}
    recorded = [one for one in examination.records if one.figure and figure_kind(one.figure).name in theirs]
    return Indicator(
        at=at,
        ident=row.ident,
        title=row.title,
        text=row.text,
        entries=tuple(entries.values()),
        held=held,
        loose=loose,
        figures=tuple(map(_figure, recorded)),
        stated=tuple(_stated(one) for one in records if one.do in (RecordVerb.WAIVE, RecordVerb.NONE)),
        missing=tuple(dict.fromkeys(line for one in judgements for line in _missing(one, len(judgements) > 1))),
        asked=sum(asked.get(item, 0) for item in row.items),
    )


def _missing(judgement: ItemJudgement, several: bool) -> list[str]:
    """What is still open of an item; with its id where the indicator has several."""
    if judgement.verdict is Verdict.WAIVED:
        return []
    return [f"{judgement.id}　{line}" if several else line for line in judgement.missing]


def _held(examination: Examination, pairs: Sequence[_Filed]) -> tuple[tuple[Held, ...], int]:
    """The activities of which there are photos, by day, and how many photos belong to none; each content once."""
    named = {one.id: Held(one.name, one.day, 0) for one in examination.matching.activities}
    found: dict[str, Held] = {}
    loose = 0
    contents = {one.sha256: (one, uses) for one, uses in pairs if isinstance(one, Evidence)}
    for one, uses in contents.values():
        photos = _photos(one)
        activity = next((use.activity for use in uses if use.activity in named), None)
        if activity is None:
            loose += photos
        elif photos:
            held = found.get(activity, named[activity])
            found[activity] = replace(held, photos=held.photos + photos)
    return tuple(sorted(found.values(), key=lambda held: (held.day or "9999", held.name))), loose


def _photos(evidence: Evidence) -> int:
    """Photos in a content: itself, those pasted into it, those in a pack."""
    readings = [one.reading for one in (evidence, *evidence.members)]
    return sum(1 if reading.carrier == "照片" else reading.photos for reading in readings)


def _figure(record: Record) -> str:
    """注册志愿者38人，2021-10-31，江雨霏登记（R4）."""
    kind = figure_kind(record.figure or "")
    name = f"{record.person}的{kind.name}" if record.person else kind.name
    day = record.day.isoformat() if record.day else ""
    by = f"{record.by or '人工'}登记（{record.id}）"
    source = f"来源{record.source}" if record.source else ""
    return "，".join(part for part in (f"{name}{record.value:g}{kind.unit}", day, source, by) if part)


def _stated(record: Record) -> str:
    """不适用：本单位没有窗口，江雨霏登记（R5）."""
    said = f"{RECORD_TEXT[record.do]}：{record.why}" if record.why else RECORD_TEXT[record.do]
    return f"{said}，{record.by or '人工'}登记（{record.id}）"
