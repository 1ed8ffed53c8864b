"""wenming criteria lint: faults first, then doubts; what people read, what programs read, and the exit code."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

SOUND = {
    "set.yaml": "id: s\ntitle: 表\nyear: 2021\nunit: 局\nplan: {title: 方案, issuer: 局, issued: 2021-01-04}\n",
    "1.yaml": (
        "category: {no: 一, title: 组织领导}\nprojects:\n  - no: '1.1'\n    standards: [班子带头学习]\n"
        "    owners: {people: 张三}\n    items: [{id: 1.1.1, text: 学习制度, due: 3月上旬}]\n"
    ),
}


def write(folder: Path, old: str = "", new: str = "") -> Path:
    """The sound set with one thing changed."""
    folder.mkdir()
    for name, text in SOUND.items():
        (folder / name).write_text(text.replace(old, new) if old else text, encoding="utf-8")
    return folder


def test_a_sound_set(tmp_path: Path, wenming: Callable[..., Any]) -> None:
    answer = wenming("criteria", "lint", write(tmp_path / "s"))
    assert (answer.code, answer.out) == (0, "s：1 条材料，没有语法错误。\n")
    assert wenming("criteria", "lint", tmp_path / "s", "--json").out == ""


def test_doubts_come_under_their_theme_with_file_and_line(tmp_path: Path, wenming: Callable[..., Any]) -> None:
    answer = wenming("criteria", "lint", write(tmp_path / "s", "学习制度", "学习纪录"))
    assert answer.code == 1
    assert answer.out.splitlines() == [
        "文字和标点（1）",
        "  s/1.yaml:6 1.1.1：“纪录”当是“记录”。照原件录入的不用改；自己发文时写对。",
        "s：1 条材料，没有语法错误，内容有 1 处请核对。",
    ]
    (value,) = wenming("criteria", "lint", tmp_path / "s", "--json").values
    assert (value["kind"], value["file"], value["line"], value["where"]) == ("slip", "1.yaml", 6, "1.1.1")
    assert value["items"] == ["1.1.1"]


def test_known_doubts_come_last_and_are_no_reason_to_fail(tmp_path: Path, wenming: Callable[..., Any]) -> None:
    folder = write(tmp_path / "s", "学习制度", "学习纪录")
    with (folder / "set.yaml").open("a", encoding="utf-8") as head:
        head.write("known_doubts: [{kind: slip, at: 1.1.1, why: 照原件录入}]\n")
    answer = wenming("criteria", "lint", folder)
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "已说明的疑问（1）",
        "  s/1.yaml:6 1.1.1：“纪录”当是“记录”。已说明：照原件录入",
        "s：1 条材料，没有语法错误。",
    ]
    (value,) = wenming("criteria", "lint", folder, "--json").values
    assert (value["kind"], value["known"]) == ("slip", "照原件录入")


def test_faults_come_alone(tmp_path: Path, wenming: Callable[..., Any]) -> None:
    """A set that cannot be read whole is not doubted; the JSON has one fault a line and nothing else."""
    answer = wenming("criteria", "lint", write(tmp_path / "s", "text: 学习制度", "text: 学习纪录, requirs: x"))
    assert answer.code == 2
    assert "s/1.yaml:6" in answer.out
    assert "纪录" not in answer.out
    assert answer.out.endswith("共 1 处错误。\n")
    (value,) = wenming("criteria", "lint", tmp_path / "s", "--json").values
    assert value["line"] == 6


def test_a_deadline_out_of_the_calendar(tmp_path: Path, wenming: Callable[..., Any]) -> None:
    answer = wenming("criteria", "lint", write(tmp_path / "s", "3月上旬", "2月30日"))
    assert answer.code == 1
    assert "1.1.1：期限“2月30日”：没有2021年2月30日这一天" in answer.out
