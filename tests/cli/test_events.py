"""wenming activities on the example archive."""

from pathlib import Path
from typing import Any

import pytest

from conftest import AS_OF, Wenming


@pytest.fixture
def found(demo: Path, wenming: Wenming) -> dict[str, dict[str, Any]]:
    answer = wenming("activities", "--json", "--as-of", AS_OF, "-w", demo)
    assert answer.code == 0
    return {row["name"]: row for row in answer.values}


def test_an_event_has_its_photos_papers_items_and_gaps(found: dict[str, dict[str, Any]]) -> None:
    contest = found["七一歌咏比赛"]
    assert (contest["day"], contest["photos"], contest["items"]) == ("2021-06-30", 4, ["3.2.1"])
    assert contest["lacks"] == [{"item": "3.2.1", "what": "缺方案"}]
    visit = found["重阳节敬老院慰问"]
    assert visit["photos"] == 4
    assert visit["papers"] == [{"type": "方案", "count": 1}]
    assert visit["lacks"] == []


def test_photos_in_a_document_are_counted(found: dict[str, dict[str, Any]]) -> None:
    assert found["五一登山方案及图片(3张)"]["photos"] == 3


def test_no_file_is_in_two_events(found: dict[str, dict[str, Any]]) -> None:
    files = [path for row in found.values() for path in row["files"]]
    assert len(files) == len(set(files))


def test_on_the_terminal(demo: Path, wenming: Wenming) -> None:
    answer = wenming("activities", "--lacking", "--as-of", AS_OF, "-w", demo)
    assert "七一歌咏比赛" in answer.out
    assert "3.2.1 缺方案" in answer.out
    assert "重阳节敬老院慰问" not in answer.out
