"""docs/criteria.md: every block loads, every key and every word of the closed lists has its row, readings are real."""

import re
from pathlib import Path
from typing import get_args

import pytest

from golden_docs import DOCS, blocks, replaced_block, table_rows
from published_schemas import meanings
from wenming_cli.cli.deadline import KINDS
from wenming_cli.criteria.load import examine_set
from wenming_cli.dates.deadline import read_deadline
from wenming_cli.model import criteria, doubt, finding, record, requirement, sending, workspace
from wenming_cli.model.material import MATERIALS
from wenming_cli.model.noun import Noun
from wenming_cli.model.requirement import Carrier, Level, Method, Per, Shape, Validity
from wenming_cli.notation.file import load_file
from wenming_cli.review.findings import FindingsFile

GUIDE = DOCS / "criteria.md"
YEAR = 2021
HEAD = "id: x\ntitle: x\nyear: 2024\nunit: x\nplan: {title: x, issuer: x}\n"
PROJECT = "category: {no: 一}\nprojects:\n  - no: '1.1'\n    standards: [x]\n    items:\n"
ITEM = "      - id: 1.1.1\n        text: x\n        requires:\n"
NOUNS = [
    one for module in (criteria, doubt, finding, record, requirement, sending, workspace) for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, Noun) and one.__module__ == module.__name__
    and one.__name__ not in ("CriteriaSet", "Finding")
]  # fmt: skip


def indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.splitlines())


YAML = [(name, text) for language, name, text in blocks(GUIDE) if language == "yaml"]


@pytest.mark.parametrize(("kind", "text"), YAML, ids=[f"{at} {kind}" for at, (kind, _) in enumerate(YAML)])
def test_every_yaml_block_loads(kind: str, text: str, tmp_path: Path) -> None:
    wholes: dict[str, type[Noun]] = {
        "settings": workspace.Settings, "people": workspace.People, "findings": FindingsFile,
        "records": record.RecordsFile,
    }  # fmt: skip
    if kind in wholes:
        path = tmp_path / f"{kind}.yaml"
        path.write_text(text, encoding="utf-8")
        document, loaded = load_file(path, wholes[kind])
        assert [str(fault) for fault in document.faults] == []
        assert loaded is not None
        return
    head, category = HEAD, PROJECT.replace("    items:\n", "")
    match kind:
        case "set":
            head = text
        case "set-part":
            head = HEAD + text
        case "category":
            category = text
        case "items":
            category = PROJECT + indented(text, 6)
        case "requires":
            category = PROJECT + ITEM + indented(text, 10)
        case _:
            pytest.fail(f"a block that says neither whole nor part: {kind}")
    (tmp_path / "set.yaml").write_text(head, encoding="utf-8")
    (tmp_path / "1.yaml").write_text(category, encoding="utf-8")
    loaded_set, faults = examine_set(tmp_path)
    assert [str(fault) for fault in faults] == []
    assert loaded_set is not None


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_key_has_its_row(noun: type[Noun]) -> None:
    keys = {field.alias or name for name, field in noun.model_fields.items()}
    if issubclass(noun, Shape) and noun is not Shape:
        keys -= set(Shape.model_fields)
    said = {key for name, key in meanings() if name == noun.__name__}
    assert said == keys


@pytest.mark.parametrize(
    "values", [Carrier, Per, Validity, Level, Method], ids=["carrier", "per", "valid", "level", "method"]
)
def test_closed_lists_are_whole(values: object) -> None:
    text = GUIDE.read_text(encoding="utf-8").partition("## Closed lists")[2].partition("### material types")[0]
    assert [one for one in get_args(values) if one not in text] == []


def test_material_types(golden_update: bool) -> None:
    rows = ["| type | recognised by | also counts as |", "| --- | --- | --- |"]
    rows += [row_of(one.name, " ".join(one.words), " ".join(one.also)) for one in MATERIALS.values()]
    assert replaced_block(GUIDE, "materials", "\n".join(rows), golden_update)


def row_of(*cells: str) -> str:
    """A row of a table; empty cells keep one blank."""
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|"


def test_deadline_readings(golden_update: bool) -> None:
    """The readings in the guide are those of the program."""
    phrases = [row[0] for row in table_rows(GUIDE.read_text(encoding="utf-8"), "deadlines")]
    rows = ["| phrase | kind | windows | said |", "| --- | --- | --- | --- |"]
    rows += [deadline_row(phrase) for phrase in phrases]
    assert replaced_block(GUIDE, "deadlines", "\n".join(rows), golden_update)


def test_every_kind_of_deadline_is_shown() -> None:
    phrases = [row[0] for row in table_rows(GUIDE.read_text(encoding="utf-8"), "deadlines")]
    assert {read_deadline(phrase, YEAR).kind for phrase in phrases} == set(KINDS)


def deadline_row(phrase: str) -> str:
    read = read_deadline(phrase, YEAR)
    spans = [
        f"{one.end}" if one.start == one.end else f"{one.start} to {one.end}" if one.start else f"by {one.end}"
        for one in read.occurrences
    ]
    shown = "; ".join(spans) if len(spans) <= 4 else f"{spans[0]}; {spans[1]}; … ({len(spans)})"
    return row_of(phrase, read.kind, shown or "none", "；".join(read.problems))


def test_common_faults_are_those_of_the_program() -> None:
    """Each fault of the table is a message that the program has."""
    sources = Path(criteria.__file__).resolve().parents[1]
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(sources.rglob("*.py")))
    section = GUIDE.read_text(encoding="utf-8").partition("## Common faults")[2].partition("\n## ")[0]
    said = [line.split(" | ")[1] for line in section.splitlines() if line.startswith("| ")][2:]
    assert said
    for fault in said:
        for piece in re.split(r"“[^”]*”", fault):
            assert piece.strip() in code, fault
