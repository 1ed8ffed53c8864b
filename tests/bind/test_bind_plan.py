"""Page numbers: counted from the catalogue on, photos share sheets, duplex begins pieces on the right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import COLUMNS, slip
from wenming_cli.bind.leaves import Leaf
from wenming_cli.bind.plan import number, page_mark, shown, with_pages
from wenming_cli.typeset.table import Heading, Table


def leaves(*kinds: str) -> list[Leaf]:
    return [
        Leaf.model_validate({"key": f"{at}", "name": "", "kind": kind, "slip": slip()}) for at, kind in enumerate(kinds)
    ]


@pytest.mark.parametrize(
    ("kinds", "pages", "front", "per_sheet", "duplex", "ranges", "last"),
    [
        pytest.param("pdf pdf", (3, 1), 2, 2, False, [(3, 5), (6, 6)], 6, id="one after the other"),
        pytest.param("photo photo photo", (1, 1, 1), 1, 2, False, [(2, 2), (2, 2), (3, 3)], 3, id="two on a sheet"),
        pytest.param("photo photo photo", (1, 1, 1), 1, 1, False, [(2, 2), (3, 3), (4, 4)], 4, id="one on a sheet"),
        pytest.param("photo pdf photo", (1, 1, 1), 1, 4, False, [(2, 2), (3, 3), (4, 4)], 4, id="photos apart"),
        pytest.param("pdf pdf slip", (1, 2, 1), 1, 2, True, [(3, 3), (5, 6), (7, 7)], 7, id="duplex, blanks before"),
        pytest.param("photo photo photo", (1, 1, 1), 2, 2, True, [(3, 3), (3, 3), (4, 4)], 4, id="duplex, one run"),
        pytest.param("", (), 2, 2, True, [], 2, id="an empty box is its catalogue"),
    ],
)
def test_pages(
    kinds: str,
    pages: tuple[int, ...],
    front: int,
    per_sheet: int,
    duplex: bool,
    ranges: list[tuple[int, int]],
    last: int,
) -> None:
    some = leaves(*kinds.split())
    numbered = number(
        [some], {one.key: of for one, of in zip(some, pages, strict=True)}, front, per_sheet, duplex=duplex
    )
    assert [numbered.ranges[one.key] for one in some] == ranges
    assert numbered.pages == last


@given(
    st.lists(st.tuples(st.sampled_from(["pdf", "photo", "slip", "scan"]), st.integers(1, 9)), max_size=30),
    st.integers(1, 5), st.sampled_from([1, 2, 4]), st.booleans(),
)  # fmt: skip
def test_every_page_has_one_owner_and_none_is_left_out(
    pieces: list[tuple[str, int]], front: int, per_sheet: int, duplex: bool
) -> None:
    some = leaves(*(kind for kind, _ in pieces))
    counts = {one.key: 1 if kind == "photo" else of for one, (kind, of) in zip(some, pieces, strict=True)}
    numbered = number([some[:7], some[7:]], counts, front, per_sheet, duplex=duplex)
    runs = [run for section in numbered.sections for run in section]
    taken = [page for run in runs for page in range(run.first - run.blank, run.first + run.pages)]
    assert taken == list(range(front + 1, numbered.pages + 1))
    assert not duplex or all(run.first % 2 for run in runs)
    assert set(numbered.ranges) == {one.key for one in some}


def test_marks_become_numbers_and_other_cells_stay() -> None:
    rows = (Heading("一"), ("001", "甲", page_mark("a")), ("002", 7, page_mark("b")), ("003", None, page_mark("c")))
    table = Table("盒内目录", "", "", COLUMNS, rows)
    assert with_pages(table, {"a": (3, 3), "b": (4, 19)}).rows == (
        Heading("一"), ("001", "甲", "3"), ("002", 7, "4-19"), ("003", None, ""),
    )  # fmt: skip
    assert with_pages(table, None).rows[1] == ("001", "甲", "0000-0000")
    assert shown(None) == ""
