"""docs/glossary.md: a name that claims to be in the program is there; every state, verdict and timing has its word."""

import re
from pathlib import Path

import pytest

import wenming_cli
from golden_docs import DOCS
from wenming_cli.model.finding import FINDING_STATE_TEXT
from wenming_cli.model.judgement import TIMING_TEXT, VERDICT_TEXT
from wenming_cli.model.matching import STATE_TEXT

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| 中文", "| ---"))
]
NAMES = sorted({name for row in ROWS for name in re.findall(r"`([^`]+)`", row[1])})
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(wenming_cli.__path__[0]).rglob("*.py")))


@pytest.mark.parametrize("name", NAMES)
def test_names_are_in_the_program(name: str) -> None:
    assert re.search(rf"(?<![A-Za-z_]){re.escape(name)}(?![A-Za-z_])", CODE)


def test_every_row_says_word_name_meaning_source() -> None:
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []


@pytest.mark.parametrize(
    "texts", [STATE_TEXT, VERDICT_TEXT, TIMING_TEXT, FINDING_STATE_TEXT], ids=["states", "verdicts", "timings", "findings"]
)  # fmt: skip
def test_words_are_those_of_the_messages(texts: dict[str, str]) -> None:
    said = {(row[0], name) for row in ROWS for name in re.findall(r"`([^`]+)`", row[1])}
    assert {(text, key.value) for key, text in texts.items()} <= said  # type: ignore[attr-defined]
