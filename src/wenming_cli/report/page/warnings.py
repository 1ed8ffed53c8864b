"""Warnings by kind; where a picture says more than its name, the pictures side by side."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence

from wenming_cli.model.judgement import ItemJudgement, Warning
from wenming_cli.report.page.gaps import categories_of, owners_of
from wenming_cli.report.page.markup import Markup, el, name_of
from wenming_cli.report.page.matter import Matter, Picture

SEEN = frozenset({"look_alike", "duplicate", "dates_clash", "banner_other"})
"""The kinds of warnings that a person settles by looking at the pictures."""
MOST_SIDE, MOST_PICTURES, MOST_OF_KIND = 6, 60, 100
"""Pictures beside one warning; on the page; warnings of one kind that are written out."""
KIND_TEXT = {
    "withheld": "有密级标记", "number_twice": "文号重复", "dates_clash": "日期对不上", "after_event": "日期晚于活动",
    "banner_other": "会标不一样", "edition_differs": "届次不一样", "incomplete_paper": "红头文件缺要素",
    "date_outside": "日期不在本年度", "year_differs": "年份不对", "misfiled": "像是放错了", "duplicate": "内容相同",
    "look_alike": "疑似同一张照片", "late": "材料比期限晚", "filed_late": "归档晚", "out_of_order": "编号顺序不对",
    "tally_differs": "统计表对不上", "boxed_differs": "和盒里的不一样", "waiver_over": "不适用的登记过期了",
    "unreadable": "读不了", "number_form": "文号写法", "wrong_extension": "扩展名不对", "wording": "错别字",
}  # fmt: skip


def pictured(warnings: Sequence[Warning]) -> list[str]:
    """The files whose pictures belong on the page, in their order, each once."""
    return list(dict.fromkeys(path for one in warnings if one.kind in SEEN for path in one.files[:MOST_SIDE]))


def warnings(matter: Matter) -> Markup | None:
    """The section; None where there is nothing to warn of."""
    ones = matter.judgement.warnings
    if not ones:
        return None
    known = {item.id: item for item in matter.judgement.items}
    by_kind: dict[str, list[Warning]] = {}
    for one in ones:
        by_kind.setdefault(KIND_TEXT.get(one.kind, "其他"), []).append(one)
    left = matter.more_pictures
    return el(
        "section",
        el("h2", f"提醒（{len(ones)}）"),
        el("p", f"照片太多，{left}张没有放上来。", class_="faint small") if left else None,
        [part for title, some in by_kind.items() for part in _kind(title, some, known, matter.pictures)],
        id="warnings",
        data_rows=True,
    )


def _kind(
    title: str, ones: Sequence[Warning], known: Mapping[str, ItemJudgement], pictures: Mapping[str, Picture]
) -> Iterator[Markup]:
    more = len(ones) - MOST_OF_KIND
    yield el("h3", f"{title}（{len(ones)}）")
    yield el("ul", [_row(one, known, pictures) for one in ones[:MOST_OF_KIND]], class_="rows plain")
    if more > 0:
        yield el("p", f"另有{more}条，见 wenming check。", class_="faint small")


def _row(one: Warning, known: Mapping[str, ItemJudgement], pictures: Mapping[str, Picture]) -> Markup:
    items = [known[ident] for ident in one.items if ident in known]
    shown = list(_side_by_side(one, pictures)) if one.kind in SEEN else []
    return el(
        "li",
        el("p", el("bdi", one.text)),
        el("div", shown, class_="pictures") if shown else None,
        data_row="warning",
        data_owner=owners_of(items),
        data_category=categories_of(items),
    )


def _side_by_side(one: Warning, pictures: Mapping[str, Picture]) -> Iterator[Markup]:
    """The pictures of a warning; one picture of several places is shown once, with all of them."""
    places: dict[bytes, list[str]] = {}
    for path in one.files[:MOST_SIDE]:
        if path in pictures:
            places.setdefault(pictures[path][0], []).append(path)
    for names in places.values():
        data, width, height = pictures[names[0]]
        source = f"data:image/jpeg;base64,{b64encode(data).decode('ascii')}"
        image = el("img", src=source, width=width, height=height, alt=f"照片：{_short(names[0])}")
        yield el("figure", image, el("figcaption", [el("div", name_of(_short(name))) for name in names]))


def _short(path: str) -> str:
    """The last two parts of a path: folder and name."""
    return "/".join(path.split("/")[-2:])
