"""First seen: what came after a date is left out of a look back at that date."""

from datetime import date
from pathlib import Path

import pytest

from wenming_cli.errors import WorkspaceError
from wenming_cli.rounds.seen import FILE, FirstSeen, keep_seen, read_seen

MARCH, APRIL, MAY = date(2021, 3, 5), date(2021, 4, 2), date(2021, 5, 7)


def first_look(*contents: str, day: date = MARCH) -> FirstSeen:
    seen = FirstSeen({}, None, False).updated(contents, day)
    assert seen is not None
    return seen


def test_what_the_first_look_finds_was_there_from_the_beginning() -> None:
    assert first_look("a", day=MAY).known_by("a", MARCH)


def test_a_content_that_came_later_is_left_out_of_a_look_back() -> None:
    seen = first_look("a").updated(["a", "b"], APRIL)
    assert seen is not None
    assert (seen.known_by("b", MARCH), seen.known_by("b", APRIL), seen.known_by("a", MARCH)) == (False, True, True)


def test_a_look_back_does_not_let_a_new_content_into_the_past() -> None:
    seen = first_look("a", day=MAY)
    assert not seen.known_by("new", MARCH)
    assert seen.known_by("new", MAY)
    stamped = seen.updated(["a", "new"], MARCH)
    assert stamped is not None
    assert stamped.days["new"] == MAY


def test_an_empty_folder_is_no_first_look() -> None:
    assert FirstSeen({}, None, False).updated([], MARCH) is None


def test_nothing_new_on_the_same_day_is_nothing_to_write() -> None:
    assert first_look("a").updated(["a"], MARCH) is None


def test_history_is_kept_and_read_back(tmp_path: Path) -> None:
    seen = first_look("a").updated(["a", "b"], APRIL)
    assert seen is not None
    keep_seen(tmp_path / "历次检查", seen)
    again = read_seen(tmp_path / "历次检查")
    assert (again.days, again.last, again.begun) == ({"a": None, "b": APRIL}, APRIL, True)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("sha256\t首见日期\nabc\t三月\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="第 2 行"):
        read_seen(tmp_path)
