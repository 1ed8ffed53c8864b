"""A YAML file becomes a noun, or a list of faults in words that a clerk understands."""

import os
from pathlib import Path

import pytest

from wenming_cli.errors import CriteriaError
from wenming_cli.model.workspace import Settings
from wenming_cli.notation.file import load_file, load_whole

GOOD = "unit: {name: 某局, level: 市级}\nyear: 2021\ncriteria: [a]\n"


def spoiled(tmp_path: Path, text: str) -> list[str]:
    """The faults of a settings file."""
    path = tmp_path / "wenming.yaml"
    path.write_text(text, encoding="utf-8")
    document, _ = load_file(path, Settings)
    return [str(fault) for fault in document.faults]


def test_a_whole_file_loads(tmp_path: Path) -> None:
    path = tmp_path / "wenming.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert load_whole(path, Settings).unit.name == "某局"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("year: 2021", "yaer: 2021", "wenming.yaml:2:1 yaer：不认识的键“yaer”。是不是“year”？", id="near"),
        pytest.param("year: 2021\n", "", "wenming.yaml:1:1 year：缺少“year”", id="missing"),
        pytest.param("2021", "二〇二一", "wenming.yaml:2:1 year：这里要写整数", id="no number"),
        pytest.param("2021", "20211", "wenming.yaml:2:1 year：数字太大。不大于 2100", id="too large"),
        pytest.param("2021", "9" * 5_000, "wenming.yaml:2:1 year：数字太大", id="absurdly large"),
        pytest.param("市级", "地级", "可用：县级、市级、省级、国家级", id="not in the list"),
        pytest.param(
            "{name: 某局, level: 市级}", "某局", "wenming.yaml:1:1 unit：这里要写成几行“键: 值”", id="no mapping"
        ),
        pytest.param("[a]", "{a: 1}", "wenming.yaml:3:1 criteria：这里要写成列表", id="no list"),
        pytest.param(
            "市级}", "市级, website: 是}", "wenming.yaml:1:29 unit.website：这里要写 true 或 false", id="a switch"
        ),
        pytest.param(
            "[a]", "[a]\nvalid: {start: 2021-2-30, end: 2021-12-31}", "日期写法不对。写成 2021-03-05", id="a day"
        ),
    ],
)
def test_faults_name_place_key_and_remedy(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD
    found = spoiled(tmp_path, GOOD.replace(old, new))
    assert any(expected in one for one in found), found
    assert len(found) == 1


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    found = spoiled(tmp_path, "unit: {level: 县}\nyear: x\ncriteria: {}\n")
    assert len(found) == 4


def test_no_fault_speaks_english(tmp_path: Path) -> None:
    text = "unit: [1]\nyear: []\ncriteria: {}\nevidence: 3\ndue_soon_days: -1\nmax_file_mb: 0.5\nvalid: x\n"
    found = spoiled(tmp_path, text)
    assert len(found) >= 6
    assert not any("（int" in one or "（str" in one or "_" in one.split("：", 1)[1].split("。")[0] for one in found), (
        found
    )


@pytest.mark.skipif(os.name != "posix", reason="FIFOs and devices are of POSIX")
def test_only_plain_files_are_opened(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    (tmp_path / "b.yaml").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "c.yaml")
    (tmp_path / "d.yaml").symlink_to("nowhere")
    for name in "abcd":
        document, loaded = load_file(tmp_path / f"{name}.yaml", Settings)
        assert loaded is None
        assert "不是普通文件" in document.faults[0].what


def test_load_whole_raises_with_every_fault(tmp_path: Path) -> None:
    path = tmp_path / "wenming.yaml"
    path.write_text("year: x\nyear: y\n", encoding="utf-8")
    with pytest.raises(CriteriaError) as caught:
        load_whole(path, Settings)
    assert any("写了两次" in one for one in caught.value.faults)
    assert len(caught.value.faults) >= 3
