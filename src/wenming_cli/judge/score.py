"""The self-score (自评): every part of a standard earns its points or not, by the items that prove it.

No point without a usable file or a person's word (READING 107). What only a person can see counts as possible when
something else is there to show, never as certain without a record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from wenming_cli.judge.bonus import bonus_of
from wenming_cli.model.criteria import CategoryFile, CriteriaSet, Owners, Project, SubPoint
from wenming_cli.model.judgement import ItemJudgement, RequirementJudgement, Verdict
from wenming_cli.model.matching import Matching
from wenming_cli.model.points import parts_of, points_of
from wenming_cli.model.record import Record
from wenming_cli.model.score import HOPED, CategoryScore, PartScore, PartState, Score, StandardScore
from wenming_cli.model.workspace import Settings


def score_of(
    criteria: CriteriaSet, matching: Matching, items: Sequence[ItemJudgement], settings: Settings, *, as_of: date,
    final: bool = False, records: Sequence[Record] = (),
) -> Score:  # fmt: skip
    """The self-score of a set whose items stand as *items*.

    The windows of its bonus rows count back from the inspection: the end of the validity window that wenming.yaml
    states, else *as_of*. *records* are the papers and links that people stated, under bonus rows too.
    """
    points = points_of(criteria)
    judged = {item.id: item for item in items}
    categories = tuple(_category(file, judged) for file in criteria.categories) if points else ()
    parts = [part for one in categories for standard in one.standards for part in standard.parts]
    inspected = settings.valid.end if settings.valid else as_of
    return Score(
        criteria=criteria.head.id, unit=settings.unit.name, as_of=as_of.isoformat(), final=final,
        certain=sum(one.certain for one in categories) if points else None,
        possible=sum(one.possible for one in categories) if points else None,
        of=sum(one.of for one in categories) if points else None,
        by_state={state.value: sum(part.points or 0.0 for part in parts if part.state is state) for state in PartState},
        unprinted=sum(part.points is None for part in parts), categories=categories,
        bonus=tuple(
            bonus_of(row, matching, settings.unit.name, settings.year, inspected, records)
            for row in criteria.head.bonus
        ),
        said=points.said if points else (f"{criteria.head.id}没有印分值，不按分项自评",),
    )  # fmt: skip


def _category(file: CategoryFile, judged: Mapping[str, ItemJudgement]) -> CategoryScore:
    category = file.category
    standards = tuple(_standard(project, judged) for project in file.projects)
    return CategoryScore(
        no=category.no, title=category.title or f"（{category.title_inferred or '标题缺失'}）", printed=category.points,
        certain=sum(one.certain for one in standards), possible=sum(one.possible for one in standards),
        of=sum(one.of for one in standards), standards=standards,
    )  # fmt: skip


def _standard(project: Project, judged: Mapping[str, ItemJudgement]) -> StandardScore:
    several = bool(project.sub_points)
    parts = tuple(
        _part(project, at if several else None, part, judged) for at, part in enumerate(parts_of(project), start=1)
    )
    return StandardScore(
        no=project.no, called=project.called, parts=parts,
        certain=_sum(part for part in parts if part.state is PartState.CERTAIN),
        possible=_sum(part for part in parts if part.state in HOPED), of=_sum(parts),
    )  # fmt: skip


def _sum(parts: Iterable[PartScore]) -> float:
    return sum(part.points or 0.0 for part in parts)


def _part(project: Project, at: int | None, part: SubPoint, judged: Mapping[str, ItemJudgement]) -> PartScore:
    """A part by the items that prove it; an item that names no part of its standard proves each."""
    items = [judged[item.id] for item in project.items if at is None or item.sub_point in (None, at)]
    state = _state(items)
    files = tuple(dict.fromkeys(use.path for item in items for use in item.files if use.counts))
    unsure = (path for row in _rows(items) if row.verdict is Verdict.TO_CONFIRM for path in row.files)
    return PartScore(
        at=at, text=part.text, points=part.points, state=state, methods=part.methods or project.methods,
        owners=part.owners or project.owners or Owners(), items=tuple(item.id for item in items),
        because=tuple(_because(items)), files=files,
        unsure=tuple(path for path in dict.fromkeys(unsure) if path not in files),
    )  # fmt: skip


def _rows(items: Iterable[ItemJudgement]) -> Iterator[RequirementJudgement]:
    """What the items must have: neither optional nor waived."""
    for item in items:
        if item.verdict is not Verdict.WAIVED:
            yield from (row for row in item.requirements if not row.optional and row.verdict is not Verdict.WAIVED)


def _state(items: Sequence[ItemJudgement]) -> PartState:
    """How a part stands.

    An item that is waived is left out; a part of which all are is not applicable: the source does not say whether its
    points are then given, so they stand in neither figure.
    """
    verdicts = {item.verdict for item in items} - {Verdict.WAIVED}
    if not verdicts:
        return PartState.WAIVED if items else PartState.NO_ITEMS
    shown = any(_shows(row) for row in _rows(items))
    if verdicts == {Verdict.COMPLETE} and shown:
        return PartState.CERTAIN
    if verdicts <= {Verdict.COMPLETE, Verdict.MANUAL} and Verdict.MANUAL in verdicts:
        return PartState.TO_VISIT if shown else PartState.VISIT_ONLY
    if verdicts <= {Verdict.COMPLETE, Verdict.TO_CONFIRM, Verdict.MANUAL} and shown:
        return PartState.TO_CONFIRM
    return PartState.SHORT if shown or Verdict.SHORT in verdicts else PartState.MISSING


def _shows(row: RequirementJudgement) -> bool:
    """Whether there is something for it: files that are enough or may be, or, where a visit is asked for, any file."""
    return row.verdict in (Verdict.COMPLETE, Verdict.TO_CONFIRM) or (row.verdict is Verdict.MANUAL and row.have > 0)


def _because(items: Sequence[ItemJudgement]) -> Iterator[str]:
    """What every item lacks; of a complete one the words of people by which it is; of a waived one why it is."""
    for item in items:
        if item.verdict is Verdict.WAIVED:
            yield f"{item.id} {item.advice}"
        elif item.verdict is Verdict.COMPLETE:
            yield from (f"{item.id} 已确认：{row.note}" for row in item.requirements if row.note)
        else:
            rows = (row for row in _rows((item,)) if row.verdict is Verdict.MANUAL)
            lacks = "；".join(item.missing or tuple(f"{row.need}：{row.name}" for row in rows))
            yield f"{item.id} {'待确认：' if item.verdict is Verdict.TO_CONFIRM else ''}{lacks}"
