"""The wenming.yaml that init writes: it loads, and so does every setting that stands there as an example."""

import re
from pathlib import Path

from wenming_cli.workspace.open import SETTINGS, open_workspace
from wenming_cli.workspace.start import start_workspace

EXAMPLE = re.compile(r"^(\s*)# (?=[a-z_]+: )", re.MULTILINE)


def test_the_examples_of_a_new_workspace_hold(tmp_path: Path) -> None:
    start_workspace(tmp_path, "huarong-2021", "某局", None, 2024)
    path = tmp_path / SETTINGS
    text = path.read_text(encoding="utf-8")
    plain = open_workspace(tmp_path).settings
    assert (plain.unit.website, plain.rounds, plain.valid) == (None, (), None)
    path.write_text(EXAMPLE.sub(r"\1", text), encoding="utf-8")
    told = open_workspace(tmp_path).settings
    assert [len(EXAMPLE.findall(text)), told.unit.staff, told.unit.service_window, told.unit.website] == [
        5,
        41,
        False,
        False,
    ]
    assert [(one.name, one.on.isoformat()) for one in told.rounds] == [
        ("第一次检查", "2024-06-30"), ("第二次检查", "2024-11-30")
    ]  # fmt: skip
    assert told.valid is not None
    assert all(len(line) <= 90 for line in text.splitlines())
