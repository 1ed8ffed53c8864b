"""The self-score (自评): every part of a standard earns its points or not, by the items that prove it.

No point without a usable file or a person's word (READING 107). What only a person can see counts as possible when
something else is there to show, never as certain without a record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from wenming_cli.judge.bonus import bonus_of
from wenming_cli.model.criteria import CategoryFile, CriteriaSet, Owners, Project, SubPoint
from wenming_cli.model.judgement import VERDICT_TEXT, ItemJudgement, RequirementJudgement, Verdict
from wenming_cli.model.matching import Matching
from wenming_cli.model.points import Points, parts_of, points_of
from wenming_cli.model.score import HOPED, CategoryScore, PartScore, PartState, Score, StandardScore
from wenming_cli.model.workspace import Settings

DONE = (Verdict.COMPLETE, Verdict.WAIVED)


def score_of(
    criteria: CriteriaSet, matching: Matching, items: Sequence[ItemJudgement], settings: Settings, *, as_of: date,
    final: bool = False,
) -> Score:  # fmt: skip
    """The self-score of a set whose items stand as *items*.

    The windows of its bonus rows count back from the inspection: the end of the validity window that wenming.yaml
    states, else *as_of*.
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
            bonus_of(row, matching, settings.unit.name, settings.year, inspected) for row in criteria.head.bonus
        ),
        said=points.said if points else (f"{criteria.head.id}没有印分值，不按分项自评",),
    )  # fmt: skip
