"""docs/errors.md: every kind of failure, every problem of a file and every warning has its entry."""

import inspect
import re
from pathlib import Path
from typing import get_args

import pytest

from golden_docs import DOCS
from wenming_cli import errors
from wenming_cli.model.doubt import DoubtKind
from wenming_cli.model.evidence import PROBLEM_TEXT, Problem

TEXT = (DOCS / "errors.md").read_text(encoding="utf-8")
SOURCE = Path(errors.__file__).parent
CODE = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py"))}
KINDS = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, errors.WenmingError)]


def section(title: str) -> str:
    """The text below a heading."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    assert found, title
    return found[1]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_has_its_heading_and_exit_code(kind: type[errors.WenmingError]) -> None:
    said = section(f"`{kind.__name__}`")
    if kind is not errors.WenmingError:
        assert said.strip().startswith(f"Exit {kind.exit.value}:")


def test_no_heading_without_a_kind() -> None:
    named = set(re.findall(r"^## `(\w+)`", TEXT, re.MULTILINE))
    assert named == {kind.__name__ for kind in KINDS}


def test_every_problem_of_a_file() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*) \|", section("Files that could not be read"), re.MULTILINE)
    assert {key: shown for key, shown in rows} == {one.value: PROBLEM_TEXT[one] for one in Problem}


def test_every_kind_of_warning() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", section("Warnings of a check"), re.MULTILINE))
    code = "".join(text for path, text in CODE.items() if path.parent.name == "judge")
    assert named == set(re.findall(r'kind="(\w+)"', code))


def test_every_kind_of_doubt() -> None:
    rows = re.findall(r"^\| (`[^|]*`) \|", section("Doubts of a criteria set"), re.MULTILINE)
    named = [kind for row in rows for kind in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(get_args(DoubtKind))


def test_messages_are_those_of_the_program() -> None:
    """Every message that the tables name is made of words that the program has."""
    code = "".join(CODE.values())
    rows = [line.split(" | ")[0].strip("| ") for line in TEXT.splitlines() if re.match(r"\| [^-`]", line)]
    messages = [one for row in rows for one in row.split(", ") if re.search("[一-鿿]", one)]
    assert len(messages) > 60
    for message in messages:
        for piece in re.split(r"…|\d+|wenming\.yaml|set\.yaml|首见\.tsv|“：”|<<", message):
            assert piece.strip(" “”（）()") in code, message
