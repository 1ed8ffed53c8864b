"""Verify finds each kind of harm and names it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from small_archive import Archive
from wenming_cli.box.verify import verify
from wenming_cli.errors import UsageError, WorkspaceError

PIECE = "第01盒 1.1 干部队伍建设/1.1.1 理论学习制度/001 制度.docx"
SHEET = "第01盒 1.1 干部队伍建设/缺件清单.xlsx"
MANIFEST = "manifest-sha256.txt"


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def rename(path: Path) -> None:
    path.rename(path.with_name("002 改名.docx"))


@pytest.mark.parametrize(
    ("harm", "path", "finding", "whole"),
    [
        pytest.param(Path.unlink, PIECE, {"missing": (PIECE,)}, False, id="missing"),
        pytest.param(flip, PIECE, {"changed": (PIECE,)}, False, id="one bit"),
        pytest.param(lambda path: path.write_bytes(b""), PIECE, {"changed": (PIECE,)}, False, id="truncated"),
        pytest.param(
            rename, PIECE, {"missing": (PIECE,), "extra": (PIECE.replace("001 制度", "002 改名"),)}, False, id="renamed"
        ),
        pytest.param(lambda path: path.write_bytes(b"x"), "新.txt", {"extra": ("新.txt",)}, False, id="extra"),
        pytest.param(flip, SHEET, {"edited": (SHEET,)}, True, id="an edited sheet is no fault"),
        pytest.param(flip, "编号.tsv", {"changed": ("编号.tsv",)}, False, id="the journal is nobody's to edit"),
        pytest.param(lambda path: path.touch(), PIECE, {}, True, id="a new time is no change"),
        pytest.param(
            lambda path: path.write_bytes(b"x"), "第01盒 1.1 干部队伍建设/~$盒内目录.docx", {}, True, id="open in WPS"
        ),
    ],
)
def test_each_kind_of_harm(
    filled: Archive, harm: Callable[[Path], object], path: str, finding: dict[str, tuple[str, ...]], whole: bool
) -> None:
    filled.build()
    harm(filled.out / path)
    found = verify(filled.out)
    empty: dict[str, tuple[str, ...]] = dict.fromkeys(("missing", "extra", "changed", "edited"), ())
    assert {kind: getattr(found, kind) for kind in empty} == empty | finding
    assert found.whole is whole


def test_links_are_findings_and_not_followed(filled: Archive, tmp_path: Path) -> None:
    filled.build()
    piece = filled.out / PIECE
    (tmp_path / "copy").write_bytes(piece.read_bytes())
    piece.unlink()
    piece.symlink_to(tmp_path / "copy")
    found = verify(filled.out)
    assert (found.odd, found.missing, found.whole) == (((PIECE, "是链接"),), (), False)


def test_a_harmed_manifest_is_a_finding(filled: Archive) -> None:
    filled.build()
    text = (filled.out / MANIFEST).read_bytes()
    (filled.out / MANIFEST).write_bytes(text.replace(b"  ", b" ", 1))
    assert verify(filled.out).broken == "第 1 行不是“校验值  路径”"
    (filled.out / MANIFEST).write_bytes(text.replace(b"\n", b"\x0b", 1))
    assert not verify(filled.out).whole


def test_only_narrows_the_answer(filled: Archive) -> None:
    filled.build()
    (filled.out / PIECE).unlink()
    assert verify(filled.out, frozenset({"2"})).whole
    assert verify(filled.out, frozenset({"1.1.1"})).missing == (PIECE,)
    assert verify(filled.out, frozenset({"1.1.2"})).whole
    assert verify(filled.out, frozenset({"第01盒"})).missing == (PIECE,)
    with pytest.raises(UsageError):
        verify(filled.out, frozenset({"77"}))


def test_nothing_built_is_misuse(archive: Archive) -> None:
    with pytest.raises(WorkspaceError, match="还没有资料盒"):
        verify(archive.out)
    archive.out.mkdir()
    with pytest.raises(WorkspaceError, match="没有校验清单"):
        verify(archive.out)
