"""Numbers that stay: what is inserted, replaced, removed and comes back, over any course of builds."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.box.numbers import Box, Coming, number_box
from wenming_cli.model.filed import Filed, FiledState

ITEMS = ("1.1.1", "1.1.2", "1.1.3")


def box(**items: str) -> Box:
    """A box whose items hold pieces named by letters: a='xy' is x and y of item a, in filing order."""
    return Box(
        1, {item: [Coming(item, one, one, ("r",), f"证据/{one}") for one in names] for item, names in items.items()}
    )


def built(*boxes: Box) -> tuple[Filed, ...]:
    """The numbers after building these states one after the other."""
    rows: tuple[Filed, ...] = ()
    for build, one in enumerate(boxes, start=1):
        rows = number_box(one, rows, build, f"2021-11-{build:02d}", lambda row: f"没有{row.key}了")
    return rows


def shown(rows: Iterable[Filed]) -> str:
    """003-1x插: number, content, first character of the state unless it lies there since the beginning."""
    return " ".join(
        f"{row.piece}{row.key}" + ("" if row.state is FiledState.FIRST else row.state.value[0]) for row in rows
    )


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        pytest.param([box(a="xyz")], "001x 002y 003z", id="first"),
        pytest.param([box(a="xy", b="z")], "001x 002y 003z", id="through the items"),
        pytest.param([box(a="xy"), box(a="xay")], "001x 001-1a插 002y", id="between"),
        pytest.param([box(a="xy"), box(a="xay"), box(a="xaby")], "001x 001-1a插 001-2b插 002y", id="between again"),
        pytest.param([box(a="xy"), box(a="xaby")], "001x 001-1a插 001-2b插 002y", id="two between"),
        pytest.param([box(a="xy"), box(a="xby"), box(a="xaby")], "001x 001-1b插 001-2a插 002y", id="in order of coming"),
        pytest.param([box(a="xy"), box(a="axy")], "000-1a插 001x 002y", id="before the first"),
        pytest.param([box(a="xy"), box(a="xya")], "001x 002y 003a新", id="at the end"),
        pytest.param([box(a="x", b="y"), box(a="xa", b="y")], "001x 001-1a插 002y", id="end of an item"),
        pytest.param([box(a="x", b="y"), box(a="x", b="ay")], "001x 001-1a插 002y", id="beginning of an item"),
        pytest.param([box(a="x", b="", c="z"), box(a="x", b="a", c="z")], "001x 001-1a插 002z", id="empty item"),
        pytest.param([box(a="x", b=""), box(a="x", b="a")], "001x 002a新", id="empty item at the end"),
        pytest.param([box(a="xyz"), box(a="xz")], "001x 002y移 003z", id="removed"),
        pytest.param([box(a="xyz"), box(a="xz"), box(a="xz")], "001x 002y移 003z", id="removed stays removed"),
        pytest.param([box(a="xyz"), box(a="xy"), box(a="xya")], "001x 002y 003z移 004a新", id="a number is not reused"),
        pytest.param([box(a="xyz"), box(a="xz"), box(a="xaz")], "001x 001-1a插 002y移 003z", id="nor one between"),
        pytest.param([box(a="xyz"), box(a="xz"), box(a="xyz")], "001x 002y放 003z", id="comes back"),
        pytest.param([box(a="x", b="y"), box(a="", b="y"), box(a="a", b="y")], "001x移 001-1a插 002y", id="item emptied"),
        pytest.param([box(a="xy", b="z"), box(a="x", b="yz")], "001x 002y移 002-1y插 003z", id="to another item"),
        pytest.param([box(a="xy"), box(a="yx")], "001x 002y", id="another filing order"),
        pytest.param([box(a=""), box(a="xy")], "001x 002y", id="the first pieces of a box"),
        pytest.param([box(a="xy"), box(q="z")], "001z", id="another box under this number"),
    ],
)  # fmt: skip
def test_numbers(states: list[Box], expected: str) -> None:
    assert shown(built(*states)) == expected


@pytest.mark.parametrize(
    ("new", "replaces"),
    [
        pytest.param(Coming("a", "new", "题", ("r",), "证据/x"), True, id="same place"),
        pytest.param(Coming("a", "new", "题", ("r",), "证据/别处", frozenset({"x"})), True, id="same title"),
        pytest.param(Coming("a", "new", "题", ("r", "s"), "证据/x"), True, id="one requirement of two"),
        pytest.param(Coming("a", "new", "题", ("s",), "证据/x"), False, id="another requirement"),
        pytest.param(Coming("a", "new", "题", ("r",), "证据/别处"), False, id="neither"),
    ],
)
def test_what_takes_the_place_of_another(new: Coming, replaces: bool) -> None:
    old = built(box(a="wxy"))
    rows = number_box(Box(1, {"a": [*box(a="w").items["a"], new, *box(a="y").items["a"]]}), old, 2, "2021-12-01", str)
    if replaces:
        assert shown(rows) == "001w 002new替 003y"
        assert (rows[1].build, rows[1].day, rows[1].why) == (2, "2021-12-01", "原为 x")
    else:
        assert shown(rows) == "001w 001-1new插 002x移 003y"


def test_place_goes_before_title() -> None:
    old = built(box(a="xy"))
    moved = Coming("a", "m", "x", ("r",), "证据/y", frozenset({"x"}))
    named = Coming("a", "n", "x", ("r",), "证据/新", frozenset({"x"}))
    assert shown(number_box(Box(1, {"a": [moved, named]}), old, 2, "", str)) == "001n替 002m替"


def test_a_removal_says_when_and_why() -> None:
    gone = built(box(a="xy"), box(a="y"), box(a="y"))[0]
    assert (gone.lies, gone.build, gone.day, gone.why) == (False, 2, "2021-11-02", "没有x了")


def test_a_box_that_grows_past_999_keeps_its_width() -> None:
    names = [chr(0x4E00 + at) for at in range(999)]
    first = Box(1, {"a": [Coming("a", one, one) for one in names]})
    rows = number_box(first, (), 1, "", str)
    more = number_box(Box(1, {"a": [*first.items["a"], Coming("a", "z", "z")]}), rows, 2, "", str)
    assert (more[0].piece, more[-1].piece) == ("001", "1000")
    wide = Box(1, {"a": [*first.items["a"], Coming("a", "z", "z")]})
    assert number_box(wide, (), 1, "", str)[0].piece == "0001"


STATES = st.lists(
    st.lists(st.tuples(st.sampled_from(ITEMS), st.integers(0, 12)), unique=True, max_size=12), min_size=1, max_size=8
)


@given(STATES)
def test_over_any_course_numbers_stay_and_are_never_given_twice(states: list[list[tuple[str, int]]]) -> None:
    """What lies in an item under a number lies there in every later build; a number belongs to one content for ever."""
    rows: tuple[Filed, ...] = ()
    given_to: dict[str, tuple[str, str]] = {}
    numbers: dict[tuple[str, str], str] = {}
    for build, state in enumerate(states, start=1):
        pieces = {item: [Coming(item, str(key), f"{item}{key}") for at, key in state if at == item] for item in ITEMS}
        before, rows = rows, number_box(Box(1, pieces), rows, build, "", lambda row: "")
        assert {(row.item, row.key) for row in rows if row.lies} == {(item, str(key)) for item, key in state}
        assert [row.order for row in rows] == sorted({row.order for row in rows})
        assert {row.piece for row in before} <= {row.piece for row in rows}
        for row in rows:
            assert given_to.setdefault(row.piece, (row.item, row.key)) == (row.item, row.key)
            assert numbers.setdefault((row.item, row.key), row.piece) == row.piece
        assert number_box(Box(1, pieces), rows, build + 1, "later", lambda row: "again") == rows


@given(STATES)
def test_a_first_build_numbers_in_filing_order(states: list[list[tuple[str, int]]]) -> None:
    pieces = {item: [Coming(item, str(key), "") for at, key in states[0] if at == item] for item in ITEMS}
    rows = number_box(Box(1, pieces), (), 1, "", str)
    assert [(row.item, row.key) for row in rows] == [(one.item, one.key) for some in pieces.values() for one in some]
    assert [row.order for row in rows] == [(at,) for at in range(1, len(rows) + 1)]
