"""docs/coverage.md: every sentence of the two plans once, and everything that is named there is in the program."""

import re
from itertools import accumulate
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.main import get_command

from golden_docs import DOCS, ROOT
from wenming_cli import errors
from wenming_cli.cli.app import app
from wenming_cli.criteria.load import load_set
from wenming_cli.model import criteria, finding, record, requirement, workspace
from wenming_cli.model.doubt import DoubtKind
from wenming_cli.model.noun import Noun
from wenming_cli.report.registers.book import BOOK
from wenming_cli.workspace.bundled import bundled

TEXT = (DOCS / "coverage.md").read_text(encoding="utf-8")
SIZES = {"3.1": 13, "3.2": 15, "3.3": 10, "3.4": 21, "3.5": 27, "3.6": 10, "3.7": 4, "3.8": 5, "3.9": 4, "3.10": 33}
"""How many sentences each part of the reading of the two plans has: 142."""
SETS = {"H": "huarong-2021", "Y": "yueyang-2023"}
LAST_LINE = {"H": 1255, "Y": 153}
COLUMN_HEAD = 29
"""The sentence that is the head of a column (完成时限): the sets say it by the key `due`."""
WARNINGS, DOUBTS = ("Warnings of a check", "judge"), ("Doubts of a criteria set", "doubts")
"""The heading of docs/errors.md that lists them, and the room that says them."""

Row = tuple[int, str, str, str, str]


def rows_of(text: str) -> list[Row]:
    """Number, source, sentence, served by, left to people."""
    lines = re.findall(r"^\| \d+ \|.*$", text, re.MULTILINE)
    cells = [[cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")] for line in lines]
    return [(int(no), source, sentence, served, left) for no, source, sentence, served, left in cells]


PART = re.compile(r"^## (3\.\d+) [^\n]*\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
PARTS = {match[1]: rows_of(match[2]) for match in PART.finditer(TEXT)}
ROWS = [row for rows in PARTS.values() for row in rows]
NUMBERED = pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))

CLI = get_command(app)
NOUNS = {
    name: one for module in (criteria, finding, record, requirement, workspace) for name, one in vars(module).items()
    if isinstance(one, type) and issubclass(one, Noun)
}  # fmt: skip
CODE = {path: path.read_text(encoding="utf-8") for path in Path(errors.__file__).parent.rglob("*.py")}
LOADED = {letter: load_set(bundled("criteria") / name) for letter, name in SETS.items()}
WRITTEN = {
    letter: "".join("".join(path.read_text(encoding="utf-8").split()) for path in (bundled("criteria") / name).glob("*.yaml"))
    for letter, name in SETS.items()
}  # fmt: skip
ITEMS = {item.id for one in LOADED.values() for _, _, item in one.placed()}
KEPT = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Where things lie\n")[2].partition("\n## ")[0]
LAYOUT = (DOCS / "boxes.md").read_text(encoding="utf-8").partition("## Layout\n")[2].partition("\n- ")[0]
PLACES = {*re.findall(r"^\| `([^`]+)` \|", KEPT, re.M), *re.findall(r"^ +(\S+?)(?:\.docx)? ", LAYOUT, re.M)}
"""What lies in a workspace and in its boxes, as README and docs/boxes.md list it."""


def test_every_number_once_in_its_part() -> None:
    ends = list(accumulate(SIZES.values()))
    wanted = {part: list(range(end - SIZES[part] + 1, end + 1)) for part, end in zip(SIZES, ends, strict=True)}
    assert ends[-1] == 142
    assert {part: [row[0] for row in rows] for part, rows in PARTS.items()} == wanted


@NUMBERED
def test_sentence_is_that_of_its_source(row: Row) -> None:
    """The sets were typed from the plans: every piece of a shortened sentence stands in them."""
    number, source, sentence, _, _ = row
    assert re.fullmatch(r"[HY][1-9]\d*", source)
    assert int(source[1:]) <= LAST_LINE[source[0]]
    assert 1 <= len(re.findall("[一-鿿]", sentence)) <= 24
    absent = [one for one in sentence.split("…") if "".join(one.split()) not in WRITTEN[source[0]]]
    assert absent == ([sentence] if number == COLUMN_HEAD else [])


@NUMBERED
def test_somebody_serves_it(row: Row) -> None:
    """The program serves it, or people do; what is left to them has its reason behind a colon."""
    _, _, _, served, left = row
    assert served == "—" or "`" in served
    assert left or served != "—"
    assert not left or re.fullmatch(r"[^:]{3,}: .{8,}", re.sub(r"`[^`]*`", "…", left))


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`([^`]+)`", TEXT))))
def test_what_is_named_is_there(named: str) -> None:
    assert fault_of(named) is None


def fault_of(named: str) -> str | None:
    """What is wrong with a name in `code`; its form says what it names."""
    if match := re.fullmatch(r"([A-Z][A-Za-z]+)\.(\w+)", named):
        return None if match[2] in keys(NOUNS.get(match[1])) else "no such key"
    if re.fullmatch(r"\d+(\.\d+)+", named):
        return None if named in ITEMS else "no such item"
    if match := re.fullmatch(r"([HY]) ([OB]\d+)", named):
        head = LOADED[match[1]].head
        return None if match[2] in {one.id for one in (*head.obligations, *head.bonus)} else "no such row"
    if match := re.fullmatch(r"(check|criteria lint): (\w+)", named):
        return fault_of_kind(match[1], match[2])
    if named in PLACES or ("/" in named and (ROOT / named).exists()):
        return None
    return fault_of_command(named.split())


def keys(noun: type[Noun] | None) -> set[str]:
    """What a noun is written with in YAML."""
    return {field.alias or name for name, field in noun.model_fields.items()} if noun else set()


def fault_of_kind(command: str, kind: str) -> str | None:
    """A kind of warning or doubt is in docs/errors.md, under the heading of its command, and in the code that says it."""
    heading, room = WARNINGS if command == "check" else DOUBTS
    said = (DOCS / "errors.md").read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    if not re.search(rf"^\|[^|]*`{kind}`", said, re.MULTILINE):
        return "not in docs/errors.md"
    if command != "check" and kind not in get_args(DoubtKind):
        return "no such doubt"
    code = (text for path, text in CODE.items() if path.parent.name == room and path.stem != "doubt")
    return None if any(f'"{kind}"' in text for text in code) else "nothing says it"


def fault_of_command(words: list[str]) -> str | None:
    """A command exists with its options; a register by its name; a word behind an option is its value."""
    command: Any = CLI
    while words and hasattr(command, "commands"):
        command = command.commands.get(words.pop(0))
    if command is None or hasattr(command, "commands"):
        return "no such command"
    options = {name: param for param in command.params for name in param.opts}
    registers = {name for kind, _ in BOOK for name in (kind.id, kind.name)}
    takes = False
    for at, word in enumerate(words):
        if word.startswith("-"):
            if word not in options:
                return f"no option {word}"
            takes = not options[word].is_flag
        elif not takes and (at or command.name != "register" or word not in registers):
            return f"what is {word}?"
    return None


@pytest.mark.parametrize(
    "named",
    [
        "sweep", "check --sweep", "register 树木", "findings", "findings sweep", "record paper --sweep", "check owner",
        "Plan.sweep", "Sweep.title", "9.9.9", "H O99", "check: sweep", "criteria lint: sweep", "check: phase_gap", "sweep.yaml",
    ],
)  # fmt: skip
def test_what_is_not_there_is_found(named: str) -> None:
    """The test above can fail."""
    assert fault_of(named)
