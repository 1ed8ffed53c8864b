"""Reading the documents: code blocks, tables, and the parts between markers that are made from the program."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_FENCE = re.compile(r"^```(\w*) ?(.*?)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(path: Path) -> Iterator[tuple[str, str, str]]:
    """Every fenced block: language, the words behind it, text."""
    for match in _FENCE.finditer(path.read_text(encoding="utf-8")):
        yield match[1], match[2], match[3]


def between(text: str, name: str) -> str:
    """What stands between the two markers of *name*."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
    assert found, f"no markers {name}"
    return found[1]


def table_rows(text: str, name: str) -> list[list[str]]:
    """The rows of the table between the markers of *name*, its head left out."""
    rows = [line.strip().strip("|").split("|") for line in between(text, name).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def replaced_block(path: Path, name: str, wanted: str, update: bool) -> bool:
    """Whether the part between the markers is *wanted*; with *update* it is put there first."""
    text = path.read_text(encoding="utf-8")
    now = between(text, name)
    if update and now != wanted + "\n":
        text = text.replace(f"<!-- {name} -->\n{now}", f"<!-- {name} -->\n{wanted}\n")
        path.write_text(text, encoding="utf-8", newline="\n")
        now = between(text, name)
    assert now == wanted + "\n"
    return True
