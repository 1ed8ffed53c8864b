"""wenming box while originals can't be read: number, copy and pointers stay until they can be, or are really gone."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from conftest import Wenming
from wenming_cli import pipeline
from wenming_cli.cli.boundary import run
from wenming_cli.worker.pool import Outcome

RULES = "证据/制度/理论学习制度.txt"
Hide = Callable[[Path, pytest.MonkeyPatch], None]


@pytest.fixture(scope="module")
def boxed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose first box holds two papers, one of which serves two items; read-only by agreement."""
    folder = tmp_path_factory.mktemp("boxed") / "小区"
    assert run(["init", str(folder), "--criteria", "huarong-2021", "--unit", "某局"]) == 0
    with (folder / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write("ocr: off\nsheets: []\n")
    for name in (RULES, "证据/方案.txt"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{path.stem}\n第一条 每月学习一次。\n", encoding="utf-8")
        os.utime(path, (1_600_000_000, 1_600_000_000))
    for do, name, item in (
        ("pin", RULES, "1.1.1/rules"),
        ("share", RULES, "1.1.2/plan"),
        ("pin", "证据/方案.txt", "1.1.2/plan"),
    ):
        assert run([do, str(folder / name), item, "-w", str(folder)]) == 0
    assert run(["box", "-w", str(folder)]) == 0
    return folder


@pytest.fixture
def boxed(boxed_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(boxed_once, tmp_path / "小区")


def journal(folder: Path) -> str:
    return (folder / "资料盒/编号.tsv").read_text(encoding="utf-8-sig")


def catalogue(folder: Path) -> str:
    document = Document(str(next((folder / "资料盒").glob("第01盒*/盒内目录.docx"))))
    return "\n".join("｜".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows)


def pieces(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "资料盒").glob("第01盒*/*/*"))}


def in_a_cloud(path: Path, _: pytest.MonkeyPatch) -> None:
    path.rename(path.with_name(f".{path.name}.icloud"))


def held_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saved anew by a program that keeps others out: what a worker says of such a file on Windows."""
    path.write_text("改到一半", encoding="utf-8")
    runner = pipeline._runner

    def hiding(*given: Any, **more: Any) -> Callable[[list[dict[str, Any]]], Iterator[Outcome]]:
        def run_all(jobs: list[dict[str, Any]]) -> Iterator[Outcome]:
            held = [one for one in jobs if str(one.get("path", "")) == str(path)]
            yield from (Outcome(one, {"problem": "locked", "text": ""}) for one in held)
            yield from runner(*given, **more)([one for one in jobs if one not in held])

        return run_all

    monkeypatch.setattr(pipeline, "_runner", hiding)


def behind_a_shut_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refusing(place: Any = ".") -> Any:
        if str(place) == str(path.parent):
            raise PermissionError(13, "拒绝访问")
        return scandir(place)

    monkeypatch.setattr("wenming_cli.scan.walk.os.scandir", refusing)


@pytest.mark.parametrize(
    ("hide", "why"),
    [
        pytest.param(held_open, "正被其他程序占用", id="open in another program"),
        pytest.param(in_a_cloud, "尚未下载到本机", id="a placeholder of iCloud"),
        pytest.param(behind_a_shut_folder, "文件夹打不开（拒绝访问）", id="in a folder that is shut"),
    ],
)
def test_a_paper_keeps_number_copy_and_pointers(
    boxed: Path, wenming: Wenming, monkeypatch: pytest.MonkeyPatch, hide: Hide, why: str
) -> None:
    before = journal(boxed), pieces(boxed)
    with monkeypatch.context() as patch:
        hide(boxed / RULES, patch)
        said = wenming("box", "-w", boxed)
    assert said.code == 0
    assert (
        f"1 件的原件现在读不了，件号不变，盒内保留上次的副本；能读了再运行一次 wenming box：\n  {RULES}（{why}）"
        in said.out
    )
    assert "请抽换" not in said.out
    assert "没有入盒" not in said.out
    assert (journal(boxed), pieces(boxed)) == before
    assert f"原件现在读不了（{why}），盒内是上次的副本" in catalogue(boxed)
    assert "见本盒 001号" in catalogue(boxed)


def test_once_it_can_be_read_or_is_gone_the_box_follows(boxed: Path, wenming: Wenming) -> None:
    first = catalogue(boxed)
    original = boxed / RULES
    original.rename(original.with_name(f".{original.name}.icloud"))
    dry = wenming("box", "--dry-run", "-w", boxed)
    assert "和上次装盒相比，没有增减" in dry.out
    assert f"{RULES}（尚未下载到本机）" in dry.out
    assert catalogue(boxed) == first
    wenming("box", "-w", boxed)
    assert catalogue(boxed) != first
    original.with_name(f".{original.name}.icloud").rename(original)
    assert "原件现在读不了" not in wenming("box", "-w", boxed).out
    assert catalogue(boxed) == first
    original.unlink()
    assert "第01盒：移出 001" in wenming("box", "-w", boxed).out
    assert "原件没有了" in catalogue(boxed)


def test_a_damaged_copy_stands_for_nothing(boxed: Path, wenming: Wenming) -> None:
    (boxed / RULES).write_bytes(b"")
    copy = next((boxed / "资料盒").glob("第01盒*/1.1.1*/001*"))
    copy.write_text("人改过", encoding="utf-8")
    said = wenming("box", "-w", boxed)
    assert "第01盒：移出 001" in said.out
    assert "原件这次读不了" in catalogue(boxed)
