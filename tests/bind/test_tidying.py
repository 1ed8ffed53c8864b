"""What of conversions is kept: all that was wanted last, and of the rest the latest."""

import os
from pathlib import Path

import pytest

from wenming_cli.bind import tidying
from wenming_cli.bind.conversions import Conversions
from wenming_cli.bind.tidying import tidy


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


def test_nothing_there_is_nothing_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "MOST_FILES", 0)
    conversions = Conversions(tmp_path, None, tmp_path / "scratch")
    conversions.tidy(["a" * 64])
    assert list(tmp_path.iterdir()) == []
