"""A bag of the boxes: complete by the rules of RFC 8493 and of bagit, made whole or not at all."""

import hashlib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from small_archive import Archive, tree
from wenming_cli.box.bag import BagLabel, BagReport, bag
from wenming_cli.box.details import Details
from wenming_cli.errors import NotWrittenError, WorkspaceError
from wenming_cli.model.workspace import SheetRules

PIECE = "第01盒 1.1 干部队伍建设/1.1.1 理论学习制度/001 制度.docx"
LABEL = BagLabel("青澜县审计局", "青澜县审计局2021年度\n创建文明单位档案资料", "2021-11-12", "0123")


def bagged(archive: Archive, name: str = "移交包") -> BagReport:
    return bag(archive.out, archive.folder / name, LABEL)


@pytest.fixture
def built(filled: Archive) -> Archive:
    filled.details = Details(rules=SheetRules(make=()))
    filled.build()
    return filled


def test_a_bag_is_valid_and_says_whose_it_is(built: Archive) -> None:
    report = bagged(built)
    opened = bagit.Bag(str(report.out))
    assert opened.validate()
    held = tree(built.out)
    assert opened.info == {
        "Source-Organization": "青澜县审计局",
        "External-Description": "青澜县审计局2021年度 创建文明单位档案资料",
        "External-Identifier": "0123",
        "Bagging-Date": "2021-11-12",
        "Payload-Oxum": f"{sum(map(len, held.values()))}.{len(held)}",
    }
    assert (report.files, report.size) == (len(held), sum(map(len, held.values())))
    made = tree(report.out)
    assert {path.removeprefix("data/"): data for path, data in made.items() if path.startswith("data/")} == held
    assert made["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert all(unicodedata.is_normalized("NFC", path) for path in made)
    assert report.sums == hashlib.sha256(made["tagmanifest-sha256.txt"]).hexdigest()


def test_a_percent_sign_is_escaped_as_the_rfc_wants(filled: Archive) -> None:
    filled.add("一/达标率100%.docx", ("1.1.1", "a", "sure"))
    filled.build()
    lines = tree(bagged(filled).out)["manifest-sha256.txt"].decode().splitlines()
    assert sum(line.endswith(" 达标率100%25.docx") for line in lines) == 1


@pytest.mark.parametrize("harm", ["payload", "tag"])
def test_a_flipped_bit_is_found_by_whoever_gets_it(built: Archive, harm: str) -> None:
    out = bagged(built).out
    path = out / ("data/" + PIECE if harm == "payload" else "bag-info.txt")
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.write_bytes(data)
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(out)).validate()


def test_twice_gives_the_same_bytes(built: Archive) -> None:
    assert tree(bagged(built, "甲").out) == tree(bagged(built, "乙").out)


def test_what_people_added_and_filled_in_goes_along_and_is_named(built: Archive) -> None:
    sheet = "第01盒 1.1 干部队伍建设/盒内目录.docx"
    (built.out / sheet).write_bytes(b"signed")
    (built.out / "领导批示.jpg").write_bytes(b"photo")
    (built.out / "Thumbs.db").write_bytes(b"x")
    report = bagged(built)
    assert (report.extra, report.edited) == (("领导批示.jpg",), (sheet,))
    made = tree(report.out)
    assert (made[f"data/{sheet}"], made["data/领导批示.jpg"]) == (b"signed", b"photo")
    assert "data/Thumbs.db" not in made
    assert bagit.Bag(str(report.out)).validate()


HARM: list[tuple[str, Callable[[Path], object], str]] = [
    (PIECE, Path.unlink, "少了 1 个"),
    (PIECE, lambda path: path.write_bytes(b"x"), "变了 1 个"),
    ("编号.tsv", lambda path: path.write_bytes(b"x"), "变了 1 个"),
    ("manifest-sha256.txt", lambda path: path.write_bytes(b"x"), "校验清单不能用了"),
]


@pytest.mark.parametrize(("path", "harm", "said"), HARM)
def test_harmed_boxes_are_not_handed_over(built: Archive, path: str, harm: Callable[[Path], object], said: str) -> None:
    harm(built.out / path)
    with pytest.raises(NotWrittenError, match=said):
        bagged(built)
    assert not (built.folder / "移交包").exists()


def test_nothing_is_written_over(built: Archive) -> None:
    report = bagged(built)
    before = tree(report.out)
    with pytest.raises(NotWrittenError, match="里已经有文件"):
        bagged(built)
    assert tree(report.out) == before
    (built.folder / "空").mkdir()
    (built.folder / "空" / ".DS_Store").write_bytes(b"x")
    assert bagged(built, "空").files == report.files


def test_a_failing_disk_leaves_nothing(built: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wenming_cli.writer.staging.pour", full)
    with pytest.raises(NotWrittenError):
        bagged(built)
    assert not list(built.folder.glob("*移交包*"))


def test_before_the_first_build(filled: Archive) -> None:
    with pytest.raises(WorkspaceError, match="还没有资料盒"):
        bagged(filled)
