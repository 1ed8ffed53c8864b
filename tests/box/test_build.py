"""Building 资料盒: whole or not at all, the same bytes each time, nothing of people's lost."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from small_archive import Archive, tree
from wenming_cli.box.build import build
from wenming_cli.box.plan import BoxPlan
from wenming_cli.box.verify import verify
from wenming_cli.errors import NotWrittenError, OfflineError, UsageError
from wenming_cli.writer.swap import recover

FIRST = "第01盒 1.1 干部队伍建设"


@pytest.fixture(autouse=True)
def _originals_stay(archive: Archive) -> Iterator[None]:
    """No test may change an original or its time."""
    yield
    for standing in archive.standings:
        place = standing.evidence.place
        path = archive.root / place.path
        if path.exists():
            assert hashlib.sha256(path.read_bytes()).hexdigest() == standing.evidence.sha256
            assert path.stat().st_mtime_ns == place.mtime_ns


def test_a_first_build_holds_everything_and_verifies(filled: Archive) -> None:
    report = filled.build()
    assert (report.pieces, report.copied, report.unchanged) == (4, 4, False)
    built = tree(filled.out)
    assert built[f"{FIRST}/1.1.1 理论学习制度/001 制度.docx"] == (filled.root / "一/制度.docx").read_bytes()
    assert {"总目录.docx", "总目录.xlsx", "说明.txt", "manifest-sha256.txt", "第03盒 标准3/盒内目录.docx"} <= set(built)
    assert verify(filled.out).whole


def test_twice_is_unchanged_and_two_folders_are_the_same_bytes(filled: Archive) -> None:
    filled.build()
    inode = filled.out.stat().st_ino
    assert filled.build().unchanged
    assert filled.out.stat().st_ino == inode
    filled.build(out=filled.folder / "另一个")
    assert tree(filled.out) == tree(filled.folder / "另一个")


def test_copies_are_files_of_their_own_with_the_time_of_the_original(filled: Archive) -> None:
    filled.build()
    copy, original = filled.out / FIRST / "1.1.1 理论学习制度/001 制度.docx", filled.root / "一/制度.docx"
    assert copy.stat().st_ino != original.stat().st_ino
    assert copy.stat().st_mtime_ns == original.stat().st_mtime_ns


def test_a_new_file_is_copied_and_the_rest_kept(filled: Archive) -> None:
    filled.build()
    filled.add("一/0.docx", ("1.1.1", "a", "sure"), date="2020-12-01")
    report = filled.build()
    assert (report.copied, report.pieces) == (1, 5)
    assert (filled.out / FIRST / "1.1.1 理论学习制度/000-1 0.docx").is_file()
    assert (filled.out / FIRST / "1.1.1 理论学习制度/001 制度.docx").is_file()
    assert verify(filled.out).whole


def test_what_no_longer_counts_leaves_the_box(filled: Archive) -> None:
    filled.build()
    filled.standings.pop()
    filled.build()
    assert not list((filled.out / "第02盒 1.2 创建工作").glob("*/*"))
    assert verify(filled.out).whole


def test_foreign_and_edited_files_are_carried_over_and_named(filled: Archive) -> None:
    filled.build()
    (filled.out / "领导批示.txt").write_text("批示")
    (filled.out / FIRST / "1.1.1 理论学习制度" / "附图.png").write_bytes(b"png")
    (filled.out / FIRST / "盒内目录.docx").write_bytes(b"edited")
    (filled.out / FIRST / ".DS_Store").write_bytes(b"dropping")
    filled.add("一/新.docx", ("1.1.1", "a", "sure"))
    report = filled.build()
    aside = f"{FIRST}/盒内目录 (人工改过的旧版).docx"
    assert report.foreign == ("第01盒 1.1 干部队伍建设/1.1.1 理论学习制度/附图.png", "领导批示.txt")
    assert report.edited == ((f"{FIRST}/盒内目录.docx", aside),)
    assert (filled.out / aside).read_bytes() == b"edited"
    assert (filled.out / "领导批示.txt").read_text() == "批示"
    assert not (filled.out / FIRST / ".DS_Store").exists()
    assert filled.build().unchanged


def test_an_edited_sheet_stays_while_ours_would_not_change(filled: Archive) -> None:
    filled.build()
    (filled.out / "总目录.docx").write_bytes(b"signed")
    report = filled.build()
    assert report.unchanged
    assert report.edited == (("总目录.docx", "总目录.docx"),)
    assert verify(filled.out).edited == ("总目录.docx",)


@pytest.mark.parametrize("harm", ["delete", "change"])
def test_a_harmed_piece_is_made_good(filled: Archive, harm: str) -> None:
    filled.build()
    piece = filled.out / FIRST / "1.1.1 理论学习制度/001 制度.docx"
    piece.unlink() if harm == "delete" else piece.write_bytes(b"x")
    assert not verify(filled.out).whole
    filled.build()
    assert piece.read_bytes() == (filled.root / "一/制度.docx").read_bytes()


def test_only_one_box_is_made_anew(filled: Archive) -> None:
    filled.build()
    filled.add("一/0.docx", ("1.1.1", "a", "sure"))
    filled.add("新规划.pdf", ("1.2.1", "a", "sure"))
    before = tree(filled.out / FIRST)
    report = filled.build("2")
    assert report.made == ("第02盒 1.2 创建工作",)
    assert tree(filled.out / FIRST) == before
    assert len(list((filled.out / "第02盒 1.2 创建工作").glob("*/*"))) == 2
    assert verify(filled.out).whole
    assert verify(filled.out, frozenset({"第02盒"})).checked == 10


@pytest.mark.parametrize("word", ["3.2", "03", "第03盒", "3"])
def test_only_takes_numbers_and_items(filled: Archive, word: str) -> None:
    assert filled.build(word).made == ("第03盒 标准3",)


def test_only_an_unknown_word_is_said(filled: Archive) -> None:
    with pytest.raises(UsageError, match=r"9\.9"):
        filled.build("9.9")
    assert not filled.out.exists()


def test_a_folder_that_is_not_ours_is_never_touched(filled: Archive) -> None:
    filled.out.mkdir()
    (filled.out / "a.txt").write_text("mine")
    with pytest.raises(NotWrittenError, match="不是 wenming 生成的"):
        filled.build()
    assert tree(filled.out) == {"a.txt": b"mine"}


def test_a_broken_manifest_is_no_reason_to_overwrite(filled: Archive) -> None:
    filled.build()
    (filled.out / "manifest-sha256.txt").write_text("?")
    before = tree(filled.out)
    with pytest.raises(NotWrittenError, match="校验清单读不懂"):
        filled.build()
    assert tree(filled.out) == before


def test_an_empty_folder_may_be_filled(filled: Archive) -> None:
    filled.out.mkdir()
    assert filled.build().copied == 4


def test_links_in_the_box_stop_the_build(filled: Archive, tmp_path: Path) -> None:
    filled.build()
    outside = tmp_path / "outside.txt"
    outside.write_text("victim")
    (filled.out / "link.txt").symlink_to(outside)
    filled.standings.pop()
    with pytest.raises(NotWrittenError, match="是链接"):
        filled.build()
    assert outside.read_text() == "victim"


def test_a_linked_box_is_refused(filled: Archive, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    filled.out.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotWrittenError):
        filled.build()
    assert not list((tmp_path / "elsewhere").iterdir())


def test_the_evidence_folder_is_no_place_for_boxes(filled: Archive) -> None:
    with pytest.raises(NotWrittenError, match="证据文件夹"):
        filled.build(out=filled.root)


def test_an_original_that_changed_stops_the_build(filled: Archive) -> None:
    filled.build()
    before = tree(filled.out)
    filled.add("新.docx", ("1.1.1", "a", "sure"), data=b"as read")
    (filled.root / "新.docx").write_bytes(b"changed")
    with pytest.raises(NotWrittenError, match="原件刚被改动"):
        filled.build()
    assert tree(filled.out) == before
    filled.standings.pop()


def test_offline_evidence_leaves_its_box_alone(filled: Archive) -> None:
    filled.build()
    filled.add("远.docx", ("1.2.1", "a", "sure"), on_disk=False)
    here = {"证据": filled.root}
    away = filled.folder / "没有"
    plan = filled.plan()
    report = build(plan, filled.judgement, {"证据": away}, filled.out)
    assert report.offline == ("第02盒 1.2 创建工作",)
    assert verify(filled.out).whole
    with pytest.raises(OfflineError):
        build(plan, filled.judgement, {"证据": away}, filled.out, frozenset({"2"}))
    with pytest.raises(NotWrittenError, match="找不到"):
        build(plan, filled.judgement, here, filled.out)


def test_hostile_names_are_copied_under_safe_ones(archive: Archive) -> None:
    names = ["CON.docx", "a:b.docx", "红\x1b[31m.docx", "第一行\n第二行.docx", "=1+1.docx"]
    names += ["Report.docx", "REPORT.DOCX", "安" * 80 + ".docx", "gbk_\udcb0\udcb2.docx"]
    names += ["[/].docx", "100%.docx", "-rf.docx"]
    for name in names:
        archive.add(name, ("1.1.1", "a", "sure"))
    archive.build()
    copies = [path.name for path in (archive.out / FIRST).glob("*/*")]
    assert len(copies) == len(names)
    assert verify(archive.out).whole
    assert archive.build().unchanged


@pytest.mark.parametrize("call", ["write", "replace", "fsync", "open", "mkdir", "link", "rename"])
def test_a_failure_at_any_call_leaves_the_old_or_the_new(
    filled: Archive, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Fail the Nth call, for every N, as SQLite does (RELIABILITY part 1)."""
    old_plan, judgement, real = filled.plan(), filled.judgement, getattr(os, call)
    filled.add("一/新.docx", ("1.1.1", "a", "sure"))
    new_plan = filled.plan()
    monkeypatch.setattr("wenming_cli.box.build.rendered", _sheets_of)

    def make(plan: BoxPlan, out: Path) -> dict[str, bytes]:
        build(plan, judgement, {"证据": filled.root}, out)
        return tree(out)

    here, there = (new_plan, make(new_plan, filled.folder / "新")), (old_plan, make(old_plan, filled.out))
    for number in range(1, 400):
        count = [0]

        def failing(*arguments: object, number: int = number, count: list[int] = count, **named: object) -> object:
            count[0] += 1
            if count[0] == number:
                raise OSError(28, "No space left on device")
            return real(*arguments, **named)

        failed = False
        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing)
            try:
                make(here[0], filled.out)
            except NotWrittenError:
                failed = True
        recover(filled.out)
        assert tree(filled.out) == (there[1] if failed else here[1])
        assert not list(filled.folder.glob(".资料盒*"))
        if count[0] < number:
            return
        here, there = (here, there) if failed else (there, here)
    pytest.fail("never finished")


def _sheets_of(*_: object) -> dict[str, bytes]:
    """Sheets that cost nothing to make."""
    return {"说明.txt": b"read me", "总目录.docx": b"contents"}
