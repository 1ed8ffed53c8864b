"""wenming doctor: what is there, what each missing part costs, and that it survives what it looks at."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import Wenming
from wenming_cli.box import typefaces
from wenming_cli.ocr import choose
from wenming_cli.ocr import present as eyes
from wenming_cli.read import places, present
from wenming_cli.read.readers import READABLE
from wenming_cli.text import width

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "doctor.schema.json").read_text(encoding="utf-8"))
ALL_GONE = {"faster-paddle": (("no_such_module",), None), "rapidocr": (("no_such_module",), None)}


def rows(wenming: Wenming, *arguments: object) -> dict[str, dict[str, Any]]:
    """The rows by name; the answer keeps its contract and its exit code."""
    said = wenming("doctor", "--json", *arguments)
    assert said.code == 0
    (value,) = said.values
    Draft202012Validator(SCHEMA).validate(value)
    return {row["name"]: row for row in value["rows"]}


def without(monkeypatch: pytest.MonkeyPatch, room: Any, *packages: str) -> None:
    """Let *room* find no such package."""
    real = room.version

    def version(name: str) -> str:
        if name in packages:
            raise PackageNotFoundError(name)
        return str(real(name))

    monkeypatch.setattr(room, "version", version)


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "KNOWN", ALL_GONE)
    without(monkeypatch, eyes, *ALL_GONE)


@pytest.fixture
def two_engines(monkeypatch: pytest.MonkeyPatch) -> dict[str, str | None]:
    found: dict[str, str | None] = {"faster-paddle": "1.0.4", "rapidocr": "3.10.0"}
    monkeypatch.setattr(choose, "available", lambda: found)
    without(monkeypatch, eyes, *ALL_GONE)
    return found


def test_every_format_that_is_read_has_its_row_and_no_other() -> None:
    named = [one for family in present.FAMILIES for one in family.formats]
    assert sorted(named) == sorted({*READABLE, "zip", "7z", "rar"})


@pytest.mark.parametrize("name", sorted(present.MODULES))
def test_the_packages_are_those_that_the_readers_import(name: str) -> None:
    room = Path(present.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py") if path.name != "present.py")
    assert re.search(rf"^ +(?:import|from) {present.MODULES[name].partition('.')[0]}\b", code, re.MULTILINE)
    assert any(name in family.needs for family in present.FAMILIES)


def test_it_needs_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wenming: Wenming) -> None:
    monkeypatch.chdir(tmp_path)
    found = rows(wenming)
    assert "工作区" not in found
    assert found["Word"]["version"].startswith("lxml ")
    assert found["wenming"]["state"] == found["缓存"]["state"] == "present"
    assert list(tmp_path.iterdir()) == []


def test_in_a_workspace_its_places_are_named_and_nothing_is_left_there(small: Path, wenming: Wenming) -> None:
    before = sorted(small.rglob("*"))
    found = rows(wenming, "-w", small / "证据")
    assert found["工作区"]["note"] == str(small)
    assert found["缓存"]["note"] == str(small / ".wenming")
    assert sorted(small.rglob("*")) == before


def test_a_folder_that_was_named_and_is_no_workspace_is_said_so(tmp_path: Path, wenming: Wenming) -> None:
    found = rows(wenming, "-w", tmp_path)
    assert found["工作区"]["state"] == "missing"
    assert "wenming init" in found["工作区"]["remedy"]
    assert wenming("doctor", "-w", tmp_path / "没有").code == 2


def test_faults_in_the_settings_do_not_stop_it(small: Path, wenming: Wenming) -> None:
    (small / "wenming.yaml").write_text("unit: [", encoding="utf-8")
    assert rows(wenming, "-w", small)["工作区"]["state"] == "present"


def test_without_an_engine_it_says_what_is_lost_and_what_to_install(no_engine: None, wenming: Wenming) -> None:
    found = rows(wenming)
    assert {found[name]["state"] for name in ALL_GONE} == {"missing"}
    assert found["faster-paddle"]["lost"] == eyes.LOST
    assert "pip install faster-paddle" in found["faster-paddle"]["remedy"]
    assert "pip install rapidocr onnxruntime" in found["rapidocr"]["remedy"]
    shown = wenming("doctor").out
    assert shown.count("只能按文件名和文件夹判断") == 2
    assert "可以补的：faster-paddle、rapidocr" in shown.replace("\n", "")


def test_the_engine_that_reads_is_told_from_the_one_in_reserve(
    two_engines: dict[str, str | None], wenming: Wenming
) -> None:
    found = rows(wenming)
    assert (found["faster-paddle"]["note"], found["rapidocr"]["note"]) == ("在用", "备用")
    two_engines["faster-paddle"] = None
    found = rows(wenming)
    assert found["rapidocr"]["note"] == "在用"
    assert (found["faster-paddle"]["state"], found["faster-paddle"]["lost"]) == ("missing", None)


def test_an_engine_without_its_modules_is_broken(monkeypatch: pytest.MonkeyPatch, wenming: Wenming) -> None:
    monkeypatch.setattr(choose, "KNOWN", {"rapidocr": (("rapidocr", "onnxruntime"), None)})
    for room in (choose, eyes):
        monkeypatch.setattr(room, "find_spec", lambda name: None if name == "onnxruntime" else object())
    monkeypatch.setattr(eyes, "version", lambda name: "3.10.0")
    row = rows(wenming)["rapidocr"]
    assert (row["state"], row["version"], row["lost"]) == ("broken", "3.10.0", eyes.LOST)
    assert row["note"] == "缺 onnxruntime"


def test_an_engine_that_is_too_old_is_broken(monkeypatch: pytest.MonkeyPatch, wenming: Wenming) -> None:
    monkeypatch.setattr(eyes, "find_spec", lambda name: object())
    monkeypatch.setattr(choose, "available", lambda: {"faster-paddle": None})
    monkeypatch.setattr(eyes, "version", lambda name: "0.0.2")
    row = rows(wenming)["faster-paddle"]
    assert (row["state"], row["note"]) == ("broken", "太旧，要 1.0.4 以上")
    assert "pip install --upgrade" in row["remedy"]


def test_a_workspace_that_turned_recognition_off_misses_nothing(no_engine: None, small: Path, wenming: Wenming) -> None:
    found = rows(wenming, "-w", small)
    assert {(found[name]["note"], found[name]["lost"]) for name in ALL_GONE} == {(eyes.OFF, None)}


def test_a_missing_package_costs_its_formats_and_a_hollow_one_is_broken(
    monkeypatch: pytest.MonkeyPatch, wenming: Wenming
) -> None:
    without(monkeypatch, present, "olefile", "rarfile")
    monkeypatch.setattr(present, "find_spec", lambda name: None if name == "pypdfium2" else object())
    found = rows(wenming)
    assert found["旧版 Excel、WPS 表格"]["state"] == "missing"
    assert found["旧版 Excel、WPS 表格"]["remedy"] == "运行 pip install olefile"
    assert found["RAR 压缩包"]["lost"] == present.UNNAMED
    assert found["PDF"]["state"] == "broken"
    assert "--force-reinstall pypdfium2" in found["PDF"]["remedy"]
    assert found["Word"]["state"] == "present"


def test_outside_programs_that_the_path_does_not_name_are_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wenming: Wenming
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    (row,) = [row for name, row in rows(wenming).items() if name.startswith("RAR 解压程序")]
    assert (row["state"], row["lost"]) == ("missing", present.UNPACKED)


def test_typefaces_are_known_by_any_of_their_names(monkeypatch: pytest.MonkeyPatch, wenming: Wenming) -> None:
    monkeypatch.setattr(typefaces, "_from_fontconfig", lambda: ["SimHei", " 方正小标宋简体"])
    monkeypatch.setattr(typefaces, "_from_registry", lambda: ["SimHei", " 方正小标宋简体"])
    found = rows(wenming)
    assert [found[face]["state"] for face in typefaces.NAMES] == ["present", "present", "missing"]
    monkeypatch.setattr(typefaces, "_listed", lambda: None)
    assert not set(typefaces.NAMES) & set(rows(wenming))


def test_places_that_cannot_be_used_say_what_they_cost(
    small: Path, monkeypatch: pytest.MonkeyPatch, wenming: Wenming
) -> None:
    monkeypatch.setattr(places, "can_write", lambda folder: False)
    monkeypatch.setattr(places, "free_bytes", lambda near: 1 << 20)
    found = rows(wenming, "-w", small)
    assert {found[name]["state"] for name in ("工作区", "缓存", "临时文件夹")} == {"broken"}
    assert found["缓存"]["lost"] == "每次都要重读全部文件"
    assert found["磁盘空间"]["note"].startswith("剩余 0.0 GB")
    assert found["磁盘空间"]["remedy"]


def test_on_a_network_drive_the_cache_lies_on_this_computer(
    small: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch, wenming: Wenming
) -> None:
    monkeypatch.setattr(places, "on_network", lambda path: True)
    found = rows(wenming, "-w", small)
    assert "在网络盘上" in found["工作区"]["note"]
    assert found["缓存"]["note"].startswith(str(own_home))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights bind neither the administrator nor Windows")
def test_a_read_only_folder_is_found_out(small: Path, wenming: Wenming) -> None:
    small.chmod(0o500)
    try:
        assert rows(wenming, "-w", small)["工作区"]["state"] == "broken"
    finally:
        small.chmod(0o700)


@pytest.mark.parametrize(
    ("read", "state"),
    [
        pytest.param("2021 0315 7788", "present", id="as drawn"),
        pytest.param("202103157788", "present", id="blanks do not matter"),
        pytest.param("2021 0315 778B", "broken", id="misread"),
        pytest.param("", "broken", id="nothing read"),
    ],
)
def test_a_trial_judges_what_was_read(two_engines: dict[str, str | None], read: str, state: str) -> None:
    row = eyes.read_well(eyes.engines()[0], {"read": read, "seconds": 1.26})
    assert row.state == state
    assert "1.3 秒" in (row.note or "")
    assert f"“{read}”" in (row.note or "")
    assert (row.lost == eyes.LOST) is (state == "broken")


def test_a_reserve_that_fails_costs_nothing(two_engines: dict[str, str | None]) -> None:
    row = eyes.failed(eyes.engines()[1], "试用时崩溃")
    assert (row.state, row.lost, row.remedy) == ("broken", None, None)


@pytest.mark.slow
def test_try_uses_what_is_there(wenming: Wenming) -> None:
    found = rows(wenming, "--try")
    assert {found[family.name]["state"] for family in present.FAMILIES} == {"present"}
    for name, version in choose.available().items():
        assert version is None or eyes.DIGITS in found[name]["note"], found[name]


def test_try_outlives_a_package_that_breaks(monkeypatch: pytest.MonkeyPatch, wenming: Wenming, no_engine: None) -> None:
    monkeypatch.setitem(present.MODULES, "pypdfium2", "json.no_such_part")
    monkeypatch.setattr("wenming_cli.office.present.find_office", lambda: None)
    row = rows(wenming, "--try")["PDF"]
    assert row["state"] == "broken"
    assert "ModuleNotFoundError" in row["note"]


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_lines_fit_the_terminal(
    columns: int, no_engine: None, monkeypatch: pytest.MonkeyPatch, small: Path, wenming: Wenming
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys, "executable", "python")
    shown = wenming("doctor", "-w", small).out.splitlines()
    assert [line for line in shown if width(line) > columns] == []


def test_a_gbk_console_survives(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "wenming_cli", "doctor"], capture_output=True, env=environment, cwd=tmp_path, check=True
    )
    assert "识别文字" in done.stdout.decode("gbk")
    assert re.search(r"终端编码 +gbk", done.stdout.decode("gbk"))
    assert done.stderr == b""
    environment["PYTHONIOENCODING"] = "ascii"
    done = subprocess.run(
        [sys.executable, "-m", "wenming_cli", "doctor", "--json"], capture_output=True, env=environment, cwd=tmp_path,
        check=True,
    )  # fmt: skip
    (terminal,) = [row for row in json.loads(done.stdout)["rows"] if row["name"] == "终端编码"]
    assert (terminal["state"], terminal["lost"]) == ("broken", "中文显示成问号")


@pytest.mark.parametrize(
    ("arguments", "forbidden"),
    [
        pytest.param(["--help"], {"yaml", "PIL", "lxml", "numpy", "wenming_cli.model.presence"}, id="help"),
        pytest.param(
            [], {"PIL", "lxml", "numpy", "pypdfium2", "pi_heif", "faster_paddle", "rapidocr", "onnxruntime"}, id="rows"
        ),
    ],
)
def test_nothing_heavy_is_imported(arguments: list[str], forbidden: set[str]) -> None:
    code = (
        f"import sys; from wenming_cli.cli.boundary import run; run(['doctor', *{arguments!r}]);"
        f"print(sorted(set(sys.modules) & {forbidden!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"
