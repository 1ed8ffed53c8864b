"""people.yaml: whether those who follow each other can, with file, line and column."""

from pathlib import Path

import pytest

from wenming_cli.errors import CriteriaError
from wenming_cli.workspace.people import read_people


def faults(tmp_path: Path, *lines: str) -> list[str]:
    path = tmp_path / "people.yaml"
    path.write_text("people:\n" + "".join(f"  - {{{line}}}\n" for line in lines), encoding="utf-8")
    try:
        read_people(path)
    except CriteriaError as error:
        return list(error.faults)
    return []


@pytest.mark.parametrize(
    ("lines", "starts"),
    [
        pytest.param(["name: 张三, until: 2021-06-30, successor: 李四", "name: 李四, from: 2021-07-01"], [], id="good"),
        pytest.param(["name: 张三, from: 2021-06-30, until: 2021-06-30"], [], id="one day in charge"),
        pytest.param(
            ["name: 张三, from: 2021-07-01, until: 2021-06-30"],
            ["people.yaml:2:34 people[1].until：until（2021-06-30）早于 from（2021-07-01）。"], id="left before coming",
        ),
        pytest.param(
            ["name: 张三, successor: 李思"], ["people.yaml:2:16 people[1].successor：people 里没有接替的人“李思”。"],
            id="nobody of that name",
        ),
        pytest.param(
            ["name: 张三, successor: 张三"], ["people.yaml:2:16 people[1].successor：接替转了一圈：张三→张三。"],
            id="follows himself",
        ),
        pytest.param(
            ["name: 甲, successor: 乙", "name: 乙, successor: 丙", "name: 丙, successor: 乙"],
            ["people.yaml:3:15 people[2].successor：接替转了一圈：乙→丙→乙。"], id="a circle, told once",
        ),
        pytest.param(
            ["name: 甲, from: 2021-02-01, until: 2021-01-01, successor: 丁", "name: 乙, successor: 戊"],
            ["people.yaml:2:33 people[1].until", "people.yaml:2:52 people[1].successor", "people.yaml:3:15 people[2].successor"],
            id="all faults at once",
        ),
    ],
)  # fmt: skip
def test_faults(lines: list[str], starts: list[str], tmp_path: Path) -> None:
    found = faults(tmp_path, *lines)
    assert len(found) == len(starts), found
    for one, start in zip(found, starts, strict=True):
        assert one.startswith(start)


def test_no_file_is_nobody(tmp_path: Path) -> None:
    assert read_people(tmp_path / "people.yaml").people == ()
