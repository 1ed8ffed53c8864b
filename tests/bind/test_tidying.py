"""What of conversions is kept: all that was wanted last, and of the rest the latest."""

import os
import sys
from pathlib import Path

import pytest

from making import leaf
from wenming_cli.bind import tidying
from wenming_cli.bind.conversions import Conversions
from wenming_cli.bind.tidying import tidy
from wenming_cli.office.convert import Office
from wenming_cli.office.libre import LibreOffice

CONVERT = """
import pathlib, sys
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
for one in map(pathlib.Path, sys.argv):
    if one.suffix == ".docx":
        (out / one.with_suffix(".pdf").name).write_bytes(b"%PDF-1.4 ")
"""


@pytest.mark.parametrize(
    ("files", "total", "kept"),
    [
        pytest.param(10, 1_000, {"old/a", "old/b", "now/c", "now/d"}, id="room for all"),
        pytest.param(1, 1_000, {"now/c", "old/b"}, id="few files"),
        pytest.param(10, 25, {"now/c", "now/d", "old/b"}, id="few bytes"),
        pytest.param(0, 0, {"now/c"}, id="the wanted alone"),
    ],
)
def test_the_wanted_stay_and_the_latest_of_the_rest(
    files: int, total: int, kept: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at, name in enumerate(("now/c", "old/a", "now/d", "old/b")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * 10)
        os.utime(path, ns=(at * 10**9, at * 10**9))
    monkeypatch.setattr(tidying, "MOST_FILES", files)
    monkeypatch.setattr(tidying, "MOST_BYTES", total)
    tidy(tmp_path, {tmp_path / "now" / "c"})
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == kept
    assert {path.name for path in tmp_path.iterdir()} == {name.split("/")[0] for name in kept}, "no empty folders"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line that names Python")
def test_of_conversions_those_of_the_named_originals_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!{sys.executable}\n{CONVERT}", encoding="utf-8")
    program.chmod(0o755)
    office = Office((LibreOffice(str(program), "stub"),))
    leaves = [leaf(tmp_path, f"{name}.docx", name.encode(), "office") for name in "abc"]
    conversions = Conversions(tmp_path / "inner", office, tmp_path / "scratch")
    made = {one.key: conversions.of([one])[one.sha256] for one in leaves}
    monkeypatch.setattr(tidying, "MOST_FILES", 0)
    conversions.tidy({leaves[1].sha256})
    assert {key for key, one in made.items() if Path(one).exists()} == {"b.docx"}


def test_nothing_there_is_nothing_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "MOST_FILES", 0)
    conversions = Conversions(tmp_path, None, tmp_path / "scratch")
    conversions.tidy(["a" * 64])
    assert list(tmp_path.iterdir()) == []
