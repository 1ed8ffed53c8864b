"""Thickness, spines, and boxes that one binder does not hold."""

import pytest

from small_archive import Archive, tree
from wenming_cli.box.thickness import Bulk, bulk_of, spine_for, split, thickness_of
from wenming_cli.box.verify import verify
from wenming_cli.model.evidence import Evidence, Place, Reading
from wenming_cli.model.record import Record
from wenming_cli.model.workspace import BoxRules

RULES = BoxRules(thickness=(20, 30), sheets_per_mm=10)


def paper(pages: int | None, carrier: str = "文档") -> Evidence:
    return Evidence(Reading(sha256="a", pages=pages, carrier=carrier), (Place("证据", "a", 1, 0),))


def record(**more: object) -> Record:
    return Record.model_validate({"id": "R1", "do": "paper", "item": "1.1.1", "title": "手册"} | more)


@pytest.mark.parametrize(
    ("one", "duplex", "expected"),
    [
        (paper(3), False, Bulk(3)),
        (paper(3), True, Bulk(2)),
        (paper(None), False, Bulk(4, reckoned=True)),
        (paper(None, "照片"), False, Bulk(1, reckoned=True)),
        (record(pages=24), False, Bulk(24)),
        (record(pages=3, count=2), True, Bulk(4)),
        (record(), False, Bulk(4, reckoned=True)),
        (record(do="link", url="https://example.cn/a"), False, Bulk(1)),
    ],
)
def test_the_sheets_of_a_piece(one: Evidence | Record, duplex: bool, expected: Bulk) -> None:
    assert bulk_of(one, BoxRules(duplex=duplex)) == expected


@pytest.mark.parametrize(
    ("sheets", "mm", "spine"), [(0, 1, 20), (194, 20, 20), (195, 21, 30), (294, 30, 30), (295, 31, None)]
)
def test_the_smallest_spine_that_holds(sheets: int, mm: int, spine: int | None) -> None:
    assert (thickness_of(sheets, 1, RULES), spine_for(thickness_of(sheets, 1, RULES), RULES)) == (mm, spine)


@pytest.mark.parametrize(
    ("sheets", "before", "expected"),
    [
        ([100, 100], [0, 0], (0, 0)),
        ([100, 100, 100], [0, 0, 0], (1, 1, 2)),
        ([100, 100, 100], [1, 2, 2], (1, 2, 2)),
        ([100, 90, 100, 90], [1, 0, 2, 0], (1, 1, 2, 2)),
        ([100, 200, 100], [1, 0, 2], (1, 2, 3)),
        ([100, 100], [1, 2], (0, 0)),
        ([500], [0], (0,)),
        ([500, 10], [0, 0], (1, 2)),
    ],
    ids=["fits", "split", "as before", "a new one beside the one before", "filled anew", "fits again", "too thick", "by itself"],
)  # fmt: skip
def test_where_a_box_is_split(sheets: list[int], before: list[int], expected: tuple[int, ...]) -> None:
    pieces = [("1.1.1", Bulk(count), part) for count, part in zip(sheets, before, strict=True)]
    assert split(pieces, RULES) == expected


@pytest.fixture
def thick(filled: Archive) -> Archive:
    """A box of three binders: 20 mm hold 200 sheets."""
    filled.rules = BoxRules(thickness=(20,), sheets_per_mm=10)
    for at in range(1, 5):
        filled.add(f"一/讲堂/总结{at}.pdf", ("1.1.2", "sum", "sure"), date=f"2021-07-0{at}", pages=90)
    return filled


def test_a_split_box(thick: Archive) -> None:
    thick.build()
    boxes = thick.plan().boxes[:3]
    assert [(box.label, box.folder, box.spine) for box in boxes[:2]] == [
        ("第01盒（1/2）", "第01盒（1） 1.1 干部队伍建设", 20),
        ("第01盒（2/2）", "第01盒（2） 1.1 干部队伍建设", 20),
    ]
    assert [[one.piece for one in box.pieces] for box in boxes] == [
        ["001", "002", "003", "004", "005"], ["006", "007"], ["001"],
    ]  # fmt: skip
    assert [[(item.id, item.continued) for item in box.items] for box in boxes[:2]] == [
        [("1.1.1", False), ("1.1.2", False)], [("1.1.2", True)],
    ]  # fmt: skip
    built = tree(thick.out)
    assert "第01盒（2） 1.1 干部队伍建设/1.1.2 道德讲堂全套资料1期/006 总结3.pdf" in built
    assert "第01盒（2） 1.1 干部队伍建设/盒内目录.docx" in built
    assert verify(thick.out).whole
    assert thick.build().unchanged
    assert thick.build("1").unchanged


def test_a_new_paper_leaves_the_other_binder_as_it_is(thick: Archive) -> None:
    thick.build()
    before = tree(thick.out)
    thick.add("一/讲堂/总结9.pdf", ("1.1.2", "sum", "sure"), date="2021-07-09", pages=9)
    thick.build()
    after = tree(thick.out)
    changed = {path for path in before | after if before.get(path) != after.get(path) and path.count("/") > 1}
    assert changed == {"第01盒（2） 1.1 干部队伍建设/1.1.2 道德讲堂全套资料1期/008 总结9.pdf"}


def test_a_box_that_is_split_later_says_where_its_papers_lie_now(thick: Archive) -> None:
    rules, thick.rules = thick.rules, BoxRules(sheets_per_mm=10)
    assert thick.build().moved == ()
    thick.rules = rules
    report = thick.build()
    assert report.moved == ("第01盒：分册变了，第1册 001—005号，第2册 006—007号",)
    assert (report.changes, report.copied) == ((), 0)
    assert thick.build().moved == ()
    thick.rules = BoxRules(sheets_per_mm=10)
    assert thick.build().moved == ("第01盒：分册变了，现在是一册",)
    assert verify(thick.out).whole


def test_a_pointer_names_the_binder(thick: Archive) -> None:
    thick.add("一/讲堂/总结5.pdf", ("1.1.2", "sum", "sure"), ("3.2", "a", "shared"), date="2021-07-05", pages=9)
    [pointer] = thick.plan().boxes[-1].items[1].entries
    assert pointer.box == "第01盒（2/2）"
