"""A spoiled criteria set is refused at its line, in a second, in plain words; nothing is repaired in silence."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_set import CATEGORY, HEAD, write_set

from wenming_cli.criteria.load import examine_set, load_set
from wenming_cli.errors import CriteriaError


def faults_of(folder: Path) -> list[str]:
    """The faults of a set, which must be found within a second."""
    started = time.monotonic()
    criteria, faults = examine_set(folder)
    assert time.monotonic() - started < 1
    assert criteria is None or faults or folder.name == "good"
    return [str(fault) for fault in faults]


def test_a_good_set_loads(tmp_path: Path) -> None:
    criteria = load_set(write_set(tmp_path / "good"))
    assert [item.id for _, _, item in criteria.placed()] == ["1.1.1", "1.1.2"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "id: 1.1.2", "id: 1.1.1", "1.yaml:13:9 projects[1].items[2].id：编号“1.1.1”用了两次", id="item twice"
        ),
        pytest.param("id: photos", "id: minutes", "1.yaml:18:14", id="requirement twice"),
        pytest.param("type: 制度", "type: 制渡", "没有“制渡”这种材料类型。是不是“制度”", id="a type misspelt"),
        pytest.param("carrier: 照片", "carrier: 相片", "1.yaml:18:26", id="a carrier that is none"),
        pytest.param("2..4", "2-4张", "数量写法不对。写成 6（恰好）", id="a count in words"),
        pytest.param("2..4", "4..2", "数量的上限比下限小", id="a count turned round"),
        pytest.param("red_head: true", "red_head: yes", "这里要写 true 或 false", id="yes is no truth"),
        pytest.param("due: 3月上旬", "shares: [9.9]", "shares 指向不存在的编号“9.9”", id="sharing with nothing"),
        pytest.param(
            "due: 3月上旬", "sub_point: 2", "sub_point 是第2分项，项目“1.1”的 sub_points 有0个", id="no such sub-point"
        ),
        pytest.param("id: 1.1.1", "id: ../../etc", "编号“../../etc”里有不能用的字符", id="a path for an id"),
        pytest.param("id: 1.1.1", "id: 一/二", "1.yaml:8:9", id="a slash in an id"),
        pytest.param("id: 1.1.1", 'id: "1\\u0000"', "看不见的字符 U+0000", id="NUL by escape"),
        pytest.param(
            "text: 会议记录和照片2—4张；", 'text: "a\\u202eb"', "看不见的字符 U+202E", id="a turned direction"
        ),
        pytest.param('no: "1.1"', "no: /etc", "序号“/etc”里有不能用的字符", id="a path for a number"),
        pytest.param('no: "1.1"', "no: “1.1”", "1.yaml:3:5", id="curly quotes"),
        pytest.param("title: 队伍建设", "points: nan", "这里要写一个有限的数", id="not a number"),
        pytest.param("title: 队伍建设", "points: " + "9" * 5_000, "1.yaml:4:5", id="a number without end"),
        pytest.param("standards:", "standrads:", "不认识的键“standrads”。是不是“standards”？", id="a key misspelt"),
        pytest.param("id: 1.1.2\n        text", "text", "缺少“id”", id="no id"),
        pytest.param("due: 3月上旬", "due: &d 3月上旬", "锚点", id="an anchor"),
        pytest.param("due: 3月上旬", "due：3月上旬", "1.yaml:10:12：这里用了全角冒号", id="a full-width colon"),
    ],
)
def test_a_spoiled_set(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert CATEGORY.count(old) >= 1
    found = faults_of(write_set(tmp_path / "bad", CATEGORY.replace(old, new, 1)))
    assert any(expected in one for one in found), found
    assert not any("Error" in one or "Traceback" in one for one in found)


@pytest.mark.parametrize("ident", ["010", "1.10", "no", "2024-01-01", "B1", "一.2"])
def test_ids_stay_as_written(tmp_path: Path, ident: str) -> None:
    criteria = load_set(write_set(tmp_path / "good", CATEGORY.replace("id: 1.1.1", f"id: {ident}")))
    assert criteria.categories[0].projects[0].items[0].id == ident


def test_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "bad", CATEGORY.replace("type: 制度", "type: 无"), HEAD.replace("2021\nu", "x\nu"))
    (folder / "2.yaml").write_text("安全\n", encoding="utf-8")
    assert {one.split(":")[0] for one in faults_of(folder)} == {"set.yaml", "1.yaml", "2.yaml"}


def test_the_same_project_in_two_files(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "bad")
    (folder / "2.yaml").write_text(CATEGORY.replace("1.1.", "2.1.").replace("一", "二"), encoding="utf-8")
    assert [one.split("：")[0] for one in faults_of(folder)] == ["2.yaml:3:5 projects[1].no"]


def test_a_set_without_its_head_or_its_body(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "bad")
    (folder / "set.yaml").unlink()
    assert "文件夹里没有 set.yaml" in faults_of(folder)[0]
    alone = write_set(tmp_path / "alone")
    (alone / "1.yaml").unlink()
    assert "除了 set.yaml 没有别的 YAML 文件" in faults_of(alone)[0]


def test_hidden_and_editors_files_are_no_part_of_the_set(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "good")
    for name in (".1.yaml", "~1.yaml", "1.yaml.bak"):
        (folder / name).write_text("：", encoding="utf-8")
    (folder / "1.yaml").rename(folder / "1.YAML")
    assert len(load_set(folder).categories) == 1


@pytest.mark.skipif(os.name != "posix", reason="devices are of POSIX")
def test_a_folder_or_a_device_in_place_of_a_file(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "bad")
    (folder / "2.yaml").mkdir()
    (folder / "3.yaml").symlink_to("/dev/zero")
    assert [one.split("：")[0] for one in faults_of(folder)] == ["2.yaml:1:1", "3.yaml:1:1"]


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(CriteriaError, match="找不到测评体系文件夹"):
        load_set(tmp_path / "nowhere")


def test_the_command_refuses_with_exit_2_and_writes_nothing(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "bad", CATEGORY.replace("2..4", "2~4"))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    command = [sys.executable, "-m", "wenming_cli", "criteria", "show", str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"})
    assert done.returncode == 2
    assert "1.yaml:18:39" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("name", ["huarong-2021", "yueyang-2023"])
def test_the_bundled_sets_are_whole(name: str) -> None:
    bundled = Path(__file__).parent.parent.parent / "criteria" / name
    criteria, faults = examine_set(bundled)
    assert faults == ()
    assert criteria is not None
    assert criteria.head.id == name
