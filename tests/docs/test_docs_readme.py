"""Both READMEs: help, sample and exit codes are those of the program, the two say the same, and no link is dead."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from golden_docs import DOCS, ROOT, blocks, replaced_block
from wenming_cli.criteria.load import load_set
from wenming_cli.errors import Exit
from wenming_cli.match import trust
from wenming_cli.read.readers import READABLE
from wenming_cli.read.sniff import CARRIERS
from wenming_cli.workspace.bundled import bundled, bundled_sets
from wenming_cli.workspace.start import lay_out_example

ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"
BOTH = (ENGLISH, CHINESE)
PAGES = [*BOTH, ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
PLAIN = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
FORMATS = READABLE | set(CARRIERS) | {"doc", "wps", "ppt", "ofd", "rtf"}
SHOWN_ITEMS, SHOWN_FIRST = ("1.1.7", "1.1.8", "2.1.6"), 3


def said(*arguments: str, folder: Path = ROOT) -> str:
    """What the program prints on a terminal of 80 columns without colours, blanks at line ends cut off."""
    done = subprocess.run(
        [sys.executable, "-m", "wenming_cli", *arguments], cwd=folder, env={**os.environ, **PLAIN}, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return "\n".join(line.rstrip() for line in done.stdout.splitlines())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example archive checked, shortened to its head, a few items and what to do first."""
    folder = tmp_path_factory.mktemp("sample") / "d"
    lay_out_example(folder)
    lines = said("check", "--as-of", "2021-11-12", folder=folder).splitlines()
    kept = lines[:3]
    for ident in SHOWN_ITEMS:
        at = next(at for at, line in enumerate(lines) if line.startswith(f"  {ident} "))
        kept += ["  ……", *block_at(lines, at, "    ")]
    start = lines.index("先办这些")
    ends = [at for at, line in enumerate(lines) if at > start and re.match(r" +\d+\. ", line)]
    kept += ["  ……", "", *lines[start : ends[SHOWN_FIRST]], "  ……"]
    return "\n".join(kept)


def block_at(lines: list[str], at: int, indent: str) -> list[str]:
    """A line and the lines below it that are indented further."""
    end = next(end for end in range(at + 1, len(lines)) if not lines[end].startswith(indent))
    return lines[at:end]


@pytest.mark.parametrize("page", BOTH, ids=lambda page: page.name)
def test_help_is_the_real_one(page: Path, golden_update: bool) -> None:
    assert replaced_block(page, "help", f"```text\n{said('--help').strip()}\n```", golden_update)


@pytest.mark.parametrize("page", BOTH, ids=lambda page: page.name)
def test_sample_is_real(page: Path, sample: str, golden_update: bool) -> None:
    assert replaced_block(page, "sample", f"```text\n{sample}\n```", golden_update)


@pytest.mark.parametrize("page", BOTH, ids=lambda page: page.name)
def test_exit_codes_are_the_scheme(page: Path) -> None:
    codes = [int(row) for row in re.findall(r"^\| (\d+) \|", page.read_text(encoding="utf-8"), re.MULTILINE)]
    assert codes == [code.value for code in Exit]


def test_both_say_the_same() -> None:
    """The same parts in the same order, the same commands, tables of the same length, the same links."""
    assert [*blocks(ENGLISH)] == [*blocks(CHINESE)]
    texts = [page.read_text(encoding="utf-8") for page in BOTH]
    for pattern in (r"^#+ ", r"^ *(?:-|\d+\.) ", r"^\|"):
        counts = [len(re.findall(pattern, text, re.MULTILINE)) for text in texts]
        assert counts[0] == counts[1], pattern
    for pattern in (r"(?<!`)`(?:wenming|--)[^`]*`", r"\]\((?!README)([^)]*)\)"):
        found = [re.findall(pattern, text.replace("文件 条目`", "FILE ITEM`")) for text in texts]
        assert found[0] == found[1], pattern


def test_exactly_two_set_up_commands() -> None:
    shell = [text.strip() for language, _, text in indented_blocks(ENGLISH) if language == "sh"]
    assert shell[:2] == [
        "python3.11 -m venv .venv && .venv/bin/pip install . && .venv/bin/wenming demo wenming-demo",
        'python3.11 -m venv .venv && .venv/bin/pip install -e ".[test]" && .venv/bin/python -m pytest',
    ]
    assert sum("pip install" in text for text in shell) == 2
    powershell = [text for language, _, text in indented_blocks(ENGLISH) if language == "powershell"]
    assert [text.strip().count("\n") for text in powershell] == [0, 0]


def indented_blocks(page: Path) -> list[tuple[str, str, str]]:
    """Fenced blocks, those inside lists included."""
    pattern = re.compile(r"^ *```(\w*) ?(.*?)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
    return [(match[1], match[2], match[3]) for match in pattern.finditer(page.read_text(encoding="utf-8"))]


def test_five_commands_make_a_workspace() -> None:
    (own,) = [text for language, _, text in blocks(ENGLISH) if language == "sh"]
    assert len(own.splitlines()) == 5


def test_bundled_sets_are_named_with_their_items() -> None:
    for page, unit in zip(BOTH, (" items", " 条"), strict=True):
        text = page.read_text(encoding="utf-8")
        for name in bundled_sets():
            assert f"`{name}`" in text
            count = sum(1 for _ in load_set(bundled("criteria") / name).placed())
            assert not count or f"{count}{unit}" in text, name


def test_size_of_the_example(tmp_path: Path) -> None:
    count = lay_out_example(tmp_path / "d")
    assert [
        page.name for page in BOTH if not re.search(rf"{count} (?:files|个文件)", page.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        assert target.startswith("https://") or (page.parent / target).exists(), target
    for anchor in re.findall(r"\]\(#([^)]+)\)", text):
        heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        assert anchor in [re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads], anchor


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_lines_are_short_and_clean(page: Path) -> None:
    """No trailing blanks, no tabs, no path of somebody's machine."""
    for line in page.read_text(encoding="utf-8").splitlines():
        assert line == line.rstrip()
        assert "\t" not in line
        assert not re.search(r"/(?:work|root|home|tmp)/", line), line


@pytest.mark.parametrize(("page", "heading"), [(ENGLISH, "Formats"), (CHINESE, "读得懂的格式")], ids=["en", "zh"])
def test_formats_are_those_that_are_read(page: Path, heading: str) -> None:
    text = page.read_text(encoding="utf-8").partition(f"## {heading}\n\n")[2]
    first = re.split(r"[.。]", text)[0]
    assert set(re.findall(r"[a-z0-9]+", first)) & FORMATS == READABLE
    assert not set(re.findall(r"[a-z0-9]+", re.search(r"[（(](.*?)[）)]", text.replace("\n", " "))[1])) & READABLE  # type: ignore[index]


def test_numbers_of_trust_are_those_of_the_program() -> None:
    text = (DOCS / "how-it-works.md").read_text(encoding="utf-8")
    assert re.findall(r"\*\*(0\.\d+)\*\*", text) == [f"{one:.2f}" for one in (trust.SURE, trust.LEAD, trust.ASK)]


def test_changelog_has_this_version() -> None:
    version = re.search(r'^version = "(.*)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version
    assert f"## [{version[1]}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
