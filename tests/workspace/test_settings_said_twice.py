"""wenming.yaml: what is said in two places is said alike, or both places are told."""

from pathlib import Path

import pytest

from wenming_cli.errors import CriteriaError
from wenming_cli.workspace.open import open_workspace

HEAD = "unit: {name: 某局}\nyear: 2021\ncriteria: [huarong-2021]\n"
CODED = 'boxes: {numbering: da22, da22: {fonds: "0001", period: D10}}\n'


def settings(folder: Path, *lines: str) -> Path:
    (folder / "wenming.yaml").write_text(HEAD + "".join(lines), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("lines", "retention"),
    [
        ((), None),
        (("sheets: {retention: 30年}\n",), "30年"),
        ((CODED,), "10年"),
        ((CODED, "sheets: {retention: 10年}\n"), "10年"),
    ],
)
def test_one_period_of_keeping(tmp_path: Path, lines: tuple[str, ...], retention: str | None) -> None:
    assert open_workspace(settings(tmp_path, *lines)).settings.retention == retention


def test_two_periods_are_told_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(CriteriaError) as told:
        open_workspace(settings(tmp_path, CODED, "sheets:\n  title: 档案\n  retention: 永久\n"))
    [fault] = told.value.faults
    assert fault.startswith("wenming.yaml:7:")
    assert "这里是永久，boxes 的 da22 里 period: D10 是10年" in fault
