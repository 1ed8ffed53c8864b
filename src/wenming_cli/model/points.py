"""The points of a set: what is printed, what the parts add up to, and where the two do not agree."""

from collections.abc import Iterator, Sequence

from wenming_cli.model.criteria import CategoryFile, CriteriaSet, Project, SubPoint, Total
from wenming_cli.model.noun import Noun
from wenming_cli.text import shorten


class CategoryPoints(Noun):
    """A category's points as printed (None where the source has none), and what its parts add up to.

    *count* is the number of parts with points; *unprinted* names those without.
    """

    no: str
    printed: float | None
    sub_points: float
    count: int
    unprinted: tuple[str, ...] = ()


class Points(Noun):
    """The points (分) of a whole set.

    *best* takes what is printed for a category, or what its parts add up to where nothing is; *said* tells all of it,
    and what does not agree, in sentences.
    """

    printed: float
    sub_points: float
    best: float
    total: Total | None
    categories: tuple[CategoryPoints, ...]
    said: tuple[str, ...] = ()


def points_of(criteria: CriteriaSet) -> Points | None:
    """The points of a set; None for a set that prints none (Huarong).

    Source: READING 1.2 and process 106: check the sums and show where they do not agree (Yueyang: 60 printed for 5 of
    9 categories, 94 by its parts, 96 with the 12 of category 1; a total is printed nowhere).
    """
    categories = tuple(map(_of_category, criteria.categories))
    if not any(one.printed or one.count for one in categories):
        return None
    points = Points(
        printed=sum(one.printed or 0.0 for one in categories),
        sub_points=sum(one.sub_points for one in categories),
        best=sum(one.sub_points if one.printed is None else one.printed for one in categories),
        total=criteria.head.total,
        categories=categories,
    )
    return Points(**{**dict(points), "said": tuple(_said(points))})


def whole_of(project: Project) -> SubPoint:
    """A standard as one part."""
    return SubPoint(
        text="".join(project.standards), points=project.points, methods=project.methods, owners=project.owners
    )


def parts_of(project: Project) -> tuple[SubPoint, ...]:
    """The parts of a standard that carry points: its sub-points; a standard without any is a part itself."""
    return project.sub_points or (whole_of(project),)


def _of_category(file: CategoryFile) -> CategoryPoints:
    """One category: what its parts are worth, and those of several that are worth nothing printed."""
    worth = [one.points for project in file.projects for one in parts_of(project) if one.points is not None]
    unprinted = [
        f"{project.no}的第{at}分项“{shorten(one.text, 40)}”"
        for project in file.projects
        for at, one in enumerate(project.sub_points, start=1)
        if one.points is None
    ]
    return CategoryPoints(
        no=file.category.no, printed=file.category.points, sub_points=sum(worth), count=len(worth),
        unprinted=tuple(unprinted),
    )  # fmt: skip


def _said(points: Points) -> Iterator[str]:
    """The sums in sentences, each with what does not agree."""
    with_points = [one.no for one in points.categories if one.printed is not None]
    without = [one.no for one in points.categories if one.printed is None]
    lost = f"，{'、'.join(without)}没有印" if without else ""
    yield (
        f"{len(points.categories)}类中有{len(with_points)}类印了分值（{'、'.join(with_points)}），"
        f"合{points.printed:g}分{lost}"
    )
    count = sum(one.count for one in points.categories)
    yield f"印了分值的分项有{count}个，合{points.sub_points:g}分"
    yield from _disagreeing(points.categories)
    if points.best not in (points.printed, points.sub_points):
        yield f"印了分值的类别按所印、其余按分项，合{points.best:g}分"
    yield _of_total(points.total, points.best)


def _disagreeing(categories: Sequence[CategoryPoints]) -> Iterator[str]:
    """Categories whose parts do not add up to what is printed, and parts without points."""
    for one in categories:
        apart = one.printed is not None and one.printed != one.sub_points
        told = [f"第{one.no}类印{one.printed:g}分，分项合{one.sub_points:g}分"] if apart else []
        if one.unprinted:
            told.append(f"没有印分值的分项：{'、'.join(one.unprinted)}")
        if told:
            yield "；".join(told)


def _of_total(total: Total | None, best: float) -> str:
    """The total against the sum."""
    if total is None:
        return "没有写总分"
    apart = total.points - best
    told = f"总分按{total.points:g}分" + (f"，{'还差' if apart > 0 else '多出'}{abs(apart):g}分" if apart else "")
    return f"{told}；{total.uncertain}" if total.uncertain else told
