"""The example archive with the words in its pictures: what only recognition can find (rows of step 2)."""

import contextlib
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from conftest import AS_OF
from wenming_cli.cli.boundary import run
from wenming_cli.text import letters

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "qinglan-2021"
pytestmark = pytest.mark.slow


def truth() -> dict[str, dict[str, str]]:
    text = (EXAMPLE / "archive.tsv").read_text(encoding="utf-8").splitlines()
    return {f"证据/{row['path']}": row for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)}


def said(*arguments: str) -> str:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    with contextlib.redirect_stdout(out):
        run(list(arguments))
    out.seek(0)
    return out.read()


@pytest.fixture(scope="module")
def ledger(recognised: Path) -> dict[str, dict[str, Any]]:
    lines = said("ledger", "--json", "--as-of", AS_OF, "-w", str(recognised)).splitlines()
    return {row["path"]: row for row in map(json.loads, lines)}


@pytest.fixture(scope="module")
def check(recognised: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(said("check", "--json", "--as-of", AS_OF, "-w", str(recognised)))
    return answer


@pytest.fixture(scope="module")
def facts(recognised: Path) -> dict[str, dict[str, Any]]:
    """What `wenming facts` says of one file of each kind."""
    names = (
        "扫描0001.pdf",
        "学习笔记_叶清.pdf",
        "文明旅游公约学习.HEIC",
        "五一登山方案及图片(3张).docx",
        "3签到表.jpg",
    )
    paths = [str(next(recognised.rglob(name.replace("(", "[(]").replace(")", "[)]")))) for name in names]
    answers = map(json.loads, said("facts", "--json", *paths).splitlines())
    return dict(zip(names, answers, strict=True))


def test_nothing_is_filed_wrong_and_most_of_it_is_filed(ledger: dict[str, dict[str, Any]]) -> None:
    placed = [(ledger[path], row["items"].split(";")) for path, row in truth().items() if row["items"]]
    right = sum(bool(row["candidates"]) and row["candidates"][0]["item"] in items for row, items in placed)
    filed = [(row, items) for row, items in placed if row["state"] == "matched"]
    wrong = [row["path"] for row, items in filed if not {use["item"] for use in row["uses"]} <= set(items)]
    strays = [path for path, row in truth().items() if not row["items"] and ledger[path]["state"] == "matched"]
    assert (wrong, strays) == ([], [])
    assert right / len(placed) >= 0.95
    assert len(filed) / len(placed) >= 0.75


FINDINGS = [
    (5, "1.1.4", "识别出约4346字，要5000字以上，请人工清点"), (10, "1.1.7", "图上没有认出会标，要人看一眼"), (75, "4.2.4", "现有会标是“集中学习《中华人民共和国宪法》”"),
    (83, "5.1.3", "会标是“美丽中国我是志愿者”，要“美丽中国，我是行动者”"), (83, "5.1.3", "有0项次，要2项次以上"),
    (140, "1.2.5", "下半年：缺有会标的照片（2—4张）"), (52, "2.2.12", "占员工41（wenming.yaml）的75.6%，要80%以上"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "item", "words"), FINDINGS, ids=lambda one: str(one))
def test_finding(row: int, item: str, words: str, check: dict[str, Any]) -> None:
    found = next(one for one in check["items"] if one["id"] == item)
    assert any(words in gap for gap in found["missing"]), found["missing"]


def test_photos_inside_a_document_count(check: dict[str, Any], facts: dict[str, dict[str, Any]]) -> None:
    """Row 60: one activity of 3.2.1 has its photos in the plan itself."""
    found = next(one for one in check["items"] if one["id"] == "3.2.1")
    assert not any("登山" in gap for gap in found["missing"])
    parts = facts["五一登山方案及图片(3张).docx"]["parts"]
    assert [(one["address"], one["carrier"]) for one in parts] == [(f"#图{at}", "照片") for at in (1, 2, 3)]
    assert all(one["banner"] for one in parts)


def test_an_upside_down_scan_is_read(facts: dict[str, dict[str, Any]], ledger: dict[str, dict[str, Any]]) -> None:
    """Row 140: minutes of the July meeting, an image upside down, told by their field 议题 and their day."""
    found = facts["扫描0001.pdf"]
    assert (found["title"], found["date"], found["types"][0]) == ("党组会议记录", "2021-07-09", "会议记录")
    row = ledger["证据/待整理/扫描0001.pdf"]
    assert (row["state"], [use["item"] for use in row["uses"]]) == ("matched", ["1.2.5"])


def test_a_heic_of_a_phone_is_read(facts: dict[str, dict[str, Any]], ledger: dict[str, dict[str, Any]]) -> None:
    """Row 120."""
    assert facts["文明旅游公约学习.HEIC"]["banner"] == ["文明旅游公约学习会"]
    (row,) = [one for path, one in ledger.items() if path.endswith(".HEIC")]
    assert row["candidates"][0]["item"] == "7.6.6"


def test_a_photographed_sheet_is_a_paper(facts: dict[str, dict[str, Any]]) -> None:
    assert "签到表" in facts["3签到表.jpg"]["title"]
    assert facts["学习笔记_叶清.pdf"]["text_chars"] == pytest.approx(4300, abs=200)


def test_banners_are_read_as_they_are_written(recognised: Path) -> None:
    """Every banner of the table, letter by letter; what pictures show is the program's own drawing."""
    photos = {path: row["banner"] for path, row in truth().items() if row["banner"] and not path.endswith(".mp4")}
    sample = sorted(photos)[::12]
    answers = said("facts", "--json", *(str(recognised / path) for path in sample)).splitlines()
    read = {path: letters("".join(json.loads(line)["banner"])) for path, line in zip(sample, answers, strict=True)}
    assert {path: said for path, said in read.items() if letters(photos[path]) not in said} == {}


def test_a_second_check_recognises_nothing(recognised: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was recognised is kept: no worker starts again."""

    def no_pool(*_: object, **__: object) -> None:
        raise AssertionError("a worker was asked for")

    monkeypatch.setattr("wenming_cli.worker.pool._Shift", no_pool)
    assert run(["check", "--as-of", AS_OF, "-w", str(recognised)]) == 1


def test_everyone_is_told_what_was_not_recognised(demo: Path, ledger: dict[str, dict[str, Any]]) -> None:
    """Turned off by the unit's own settings, nobody is nagged; the facts say it."""
    out = said("check", "--as-of", AS_OF, "-w", str(demo))
    assert "没有识别" not in out


def test_an_engine_that_is_asked_for_and_absent_is_said(begun: Path, wenming: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("wenming_cli.ocr.choose.available", dict)
    with (begun / "wenming.yaml").open("a", encoding="utf-8") as settings:
        settings.write("ocr: on\n")
    answer = wenming("check", "-w", begun)
    assert answer.code == 2
    assert "没有装识别引擎" in answer.err
    assert "pip install" in answer.err


def test_without_an_engine_the_check_says_how_many_are_left(begun: Path, wenming: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("wenming_cli.ocr.choose.available", dict)
    source = next((EXAMPLE / "证据").rglob("集中学习宪法1.jpg"))
    (begun / "证据" / "a.jpg").write_bytes(source.read_bytes())
    answer = wenming("check", "-w", begun)
    assert "1个文件的文字在图里，没有识别" in answer.out
