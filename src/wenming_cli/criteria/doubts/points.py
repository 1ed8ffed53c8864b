"""Points and printed numbers against what is there: sums, stages, groups; duties of the plan without an item."""

import re
from collections.abc import Iterator

from wenming_cli.criteria.doubts.doubt import Doubt, doubt
from wenming_cli.criteria.doubts.table import Table
from wenming_cli.dates.written import numeral
from wenming_cli.model.criteria import Project
from wenming_cli.model.points import points_of

FULL = 100.0
"""The total that a table of points is meant to reach where it names none."""
_WORTH = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分\s*[）)]")
_STATED = re.compile(
    r"(?:共|分|下设|设)[有分为设立]{0,2}(\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
    r"[个条项大](阶段|工作组|类别|类|创建项目|考评标准|材料)"
)
_QUOTED = re.compile("“([一-鿿]{3,8})”")
COUNTED = frozenset({"阶段", "组", "分"})
"""Units of obligations that say how the plan is built, not what is to be proven."""


def point_doubts(table: Table) -> Iterator[Doubt]:
    """Everything that does not add up (READING 1.2, 2.2; process 106)."""
    yield from _sums(table)
    yield from _standards(table)
    yield from _scored_twice(table)
    yield from _stated(table)
    yield from _obligations(table)


def _sums(table: Table) -> Iterator[Doubt]:
    """Categories against their parts, categories without points, the whole against the total."""
    points = points_of(table.criteria)
    if points is None:
        return
    remedy = "查出表单位的原件；不能确定的写进 uncertain"
    places = [place for place, _ in table.categories()]
    for (place, file), sums in zip(table.categories(), points.categories, strict=True):
        unprinted = f"；没有印分值的分项：{'、'.join(sums.unprinted)}" if sums.unprinted else ""
        if sums.printed is not None and sums.printed != sums.sub_points:
            what = f"印{sums.printed:g}分，分项合{sums.sub_points:g}分{unprinted}"
            yield doubt("points_sum", [place], what, remedy)
        elif unprinted:
            yield doubt("points_missing", [place], unprinted.removeprefix("；"), remedy)
        recorded = file.category.points_sum
        if recorded is not None and recorded != sums.sub_points:
            what = f"points_sum 写{recorded:g}分，分项合{sums.sub_points:g}分"
            yield doubt("points_sum", [place], what, "改正 points_sum，或改分项的 points")
    lost = [(place, one) for place, one in zip(places, points.categories, strict=True) if one.printed is None]
    if lost:
        shown = "、".join(f"第{one.no}类{one.sub_points:g}分" for _, one in lost)
        yield doubt("points_missing", [place for place, _ in lost], f"没有印分值；分项合起来是{shown}", remedy)
    full = points.total.points if points.total else FULL
    if full not in (points.best, points.sub_points) or points.best != points.sub_points:
        best = f"，类别印了分值的按所印算，合{points.best:g}分" if points.best != points.sub_points else ""
        apart = abs(full - points.best)
        rest = f"{'还差' if points.best < full else '多出'}{apart:g}分" if apart else "正好"
        what = f"分项合{points.sub_points:g}分{best}；若满分是{full:g}分，{rest}"
        yield doubt("points_total", [table.in_head(("total",), "总分")], what, remedy)


def _standards(table: Table) -> Iterator[Doubt]:
    """A standard's points against its parts, and both against the （2分） in its words."""
    for place, project in table.projects():
        said = [float(one) for text in project.standards for one in _WORTH.findall(text)]
        parts = _parts(project)
        for name, sums in (("文字里的分值", sum(said) if said else None), ("分项", parts)):
            if sums is not None and project.points is not None and sums != project.points:
                what = f"points 是{project.points:g}分，{name}合{sums:g}分"
                yield doubt("points_sum", [place], what, "查原件，改正 points 或分项")
        if said and parts is not None and project.points is None and sum(said) != parts:
            what = f"文字里的分值合{sum(said):g}分，分项合{parts:g}分"
            yield doubt("points_sum", [place], what, "查原件，改正分项")


def _parts(project: Project) -> float | None:
    """What the parts of a standard add up to; None where none has points."""
    worth = [one.points for one in project.sub_points if one.points is not None]
    return sum(worth) if worth else None


def _scored_twice(table: Table) -> Iterator[Doubt]:
    """A quoted term (“扫黄打非”) for which two standards give points."""
    scored = [(place, "".join(one.standards)) for place, one in table.projects() if _parts(one)]
    terms = dict.fromkeys(term for _, text in scored for term in _QUOTED.findall(text))
    for term in terms:
        places = [place for place, text in scored if term in text]
        if len(places) > 1:
            what = f"“{term}”在{len(places)}条标准里都计分"
            yield doubt("scored_twice", places, what, "请出表的人说明；同一材料两处都能用的，写 shares")


def _stated(table: Table) -> Iterator[Doubt]:
    """How many stages, groups, categories, projects, standards or items the plan says, against what is there."""
    projects = [one for _, one in table.projects()]
    categories = len(table.criteria.categories)
    there = {
        "阶段": len(table.head.phases), "工作组": len(table.head.groups), "类别": categories, "类": categories,
        "创建项目": len(projects), "考评标准": sum(len(one.standards) for one in projects), "材料": len(table.printed),
    }  # fmt: skip
    for passage in (one for one in table.passages if one.of_plan):
        for match in _STATED.finditer(passage.text):
            if there[match[2]] and numeral(match[1]) != there[match[2]]:
                said = f"写着“{match[0]}”，列出的是{there[match[2]]}"
                yield doubt("number_stated", [passage.place], said, "查原件，补上或改正")


def _obligations(table: Table) -> Iterator[Doubt]:
    """Duties of the plan for which a table of items has none."""
    rows = [
        (table.in_head(("obligations", at), f"{one.id}{one.what}", one.id), one)
        for at, one in enumerate(table.head.obligations)
        if one.item is None and one.unit not in COUNTED
    ]
    if rows and table.printed:
        places = [place for place, _ in rows]
        yield doubt(
            "obligation_without_item", places, "方案或标准有要求，表中没有写明用哪条材料证明", "补一条材料，或写上 item"
        )
