"""wenming learn: from last year's boxes, as a user would."""

import shutil
from pathlib import Path

import pytest
import yaml

from conftest import Wenming


@pytest.fixture
def last_year(small: Path, tmp_path: Path) -> Path:
    """A folder tree named by item."""
    folder = tmp_path / "2020年资料盒"
    for item, name in (
        ("1.1.1 学习制度", "001 中心组学习规则.txt"),
        ("2.2.6", "志愿者嘉许办法.txt"),
        ("杂项", "电话本.txt"),
    ):
        (folder / "第1盒" / item).mkdir(parents=True)
        (folder / "第1盒" / item / name).write_text(name[:-4], encoding="utf-8")
    return folder


def test_boxes_become_examples_that_can_be_read_and_forgotten(small: Path, last_year: Path, wenming: Wenming) -> None:
    answer = wenming("learn", last_year, "-w", small)
    assert answer.code == 0
    assert "学到 2 个样例，分属 2 个条目；1 个文件不在条目文件夹里" in answer.out
    kept = yaml.safe_load((small / "learned.yaml").read_text(encoding="utf-8"))
    assert [(one["item"], one["name"]) for one in kept["lessons"][0]["examples"]] == [
        ("1.1.1", "中心组学习规则.txt"), ("2.2.6", "志愿者嘉许办法.txt"),
    ]  # fmt: skip
    assert "2020年资料盒" in wenming("learn", "-w", small).out
    assert wenming("learn", "--forget", "2020年资料盒", "-w", small).code == 0
    assert not (small / "learned.yaml").exists()


def test_what_was_learned_speaks_in_why(small: Path, last_year: Path, wenming: Wenming) -> None:
    shutil.copy(next(last_year.rglob("志愿者嘉许办法.txt")), small / "证据" / "2021志愿者嘉许办法.txt")
    (small / "证据" / "2021志愿者嘉许办法.txt").write_text("志愿者嘉许办法（2021）", encoding="utf-8")
    before = wenming("why", "2021志愿者嘉许办法.txt", "-w", small, "--json").values[0]["candidates"]
    wenming("learn", last_year, "-w", small)
    answer = wenming("why", "2021志愿者嘉许办法.txt", "-w", small)
    assert "与“2020年资料盒/第1盒/2.2.6/志愿者嘉许办法.txt”相似" in answer.out
    after = wenming("why", "2021志愿者嘉许办法.txt", "-w", small, "--json").values[0]["candidates"]
    score = {one["item"]: one["score"] for one in before}
    assert {one["item"]: one["score"] for one in after}["2.2.6"] > score.get("2.2.6", 0)


def test_learning_twice_replaces(small: Path, last_year: Path, wenming: Wenming) -> None:
    wenming("learn", last_year, "-w", small)
    first = (small / "learned.yaml").read_bytes()
    wenming("learn", last_year, "-w", small)
    assert (small / "learned.yaml").read_bytes() == first


def test_the_programs_own_boxes_are_understood(demo: Path, small: Path, wenming: Wenming) -> None:
    answer = wenming("learn", demo / "资料盒", "--name", "2021", "-w", small, "--json")
    (value,) = answer.values
    assert value["examples"] > 200
    assert value["items"] > 60


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["没有这个文件夹"], "没有这个文件夹"), (["--forget", "2019"], "没有叫“2019”的样例")],
)
def test_misuse_is_said(arguments: list[str], words: str, small: Path, wenming: Wenming) -> None:
    answer = wenming("learn", *arguments, "-w", small)
    assert answer.code == 2
    assert words in answer.err


def test_a_folder_without_items_teaches_nothing(small: Path, tmp_path: Path, wenming: Wenming) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "空" / "a.txt").write_text("x", encoding="utf-8")
    answer = wenming("learn", tmp_path / "空", "-w", small)
    assert answer.code == 2
    assert "没有按条目编号命名的文件夹" in answer.err
    assert not (small / "learned.yaml").exists()
