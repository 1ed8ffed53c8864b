"""A change after boxing: its box, its rows and its sheets change, and nothing else does."""

from pathlib import Path

import pytest

from small_archive import Archive, text_of, tree
from wenming_cli.box.before import ANEW, read_before
from wenming_cli.box.build import BoxReport
from wenming_cli.box.changes import told
from wenming_cli.box.verify import verify
from wenming_cli.errors import WorkspaceError
from wenming_cli.model.workspace import BoxRules
from wenming_cli.writer.sums import format_sums, parse_sums

GOLDEN = Path(__file__).parent / "golden" / "changes"
FIRST, SECOND, THIRD = "第01盒 1.1 干部队伍建设", "第02盒 1.2 创建工作", "第03盒 标准3"
ABOVE = {"总目录.docx", "总目录.xlsx", "编号.tsv", "manifest-sha256.txt", "抽换清单.docx", "抽换清单.xlsx"}


@pytest.fixture
def boxed(filled: Archive) -> Archive:
    """The small archive with one more paper, built once."""
    filled.add("一/讲堂/总结.docx", ("1.1.2", "sum", "sure"), date="2021-06-30", pages=4)
    filled.build()
    filled.as_of = "2021-11-12"
    return filled


def replace(archive: Archive, path: str, *uses: tuple[str, str, str], data: bytes = b"new", **reading: object) -> None:
    """A person saves another content at the same path."""
    archive.standings = [one for one in archive.standings if one.evidence.place.path != path]
    archive.add(path, *uses, data=data, **reading)


def remove(archive: Archive, path: str) -> None:
    archive.standings = [one for one in archive.standings if one.evidence.place.path != path]
    (archive.root / path).unlink()


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before | after if before.get(path) != after.get(path)}


def lines(report: BoxReport) -> list[str]:
    return list(told(report.changes, report.reprints))


def test_a_course_of_changes(boxed: Archive, golden_update: bool) -> None:
    """Inserted, replaced, removed and put back, as the person at the shelf reads it."""
    boxed.as_of = "2021-11-15"
    boxed.add("一/讲堂/主持词.docx", ("1.1.2", "host", "sure"), date="2021-06-02", pages=1)
    replace(boxed, "一/制度.docx", ("1.1.1", "a", "sure"), title="理论学习制度（修订）", pages=5)
    boxed.build()
    boxed.as_of = "2021-11-20"
    remove(boxed, "规划.pdf")
    boxed.add("一/讲堂/报道.docx", ("1.1.2", "sum", "sure"), date="2021-07-02", pages=2)
    boxed.build()
    built = tree(boxed.out)
    said = built["编号.tsv"].decode("utf-8-sig").replace("\t", "｜")
    for name in ("抽换清单", f"{FIRST}/盒内目录", f"{SECOND}/盒内目录"):
        said += "\n" + text_of(built[f"{name}.docx"])
    path = GOLDEN / "course.txt"
    if golden_update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8", newline="\n")
    assert said == path.read_text(encoding="utf-8")
    assert boxed.build().unchanged
    assert verify(boxed.out).whole


def test_an_inserted_paper_changes_its_box_only(boxed: Archive) -> None:
    before = tree(boxed.out)
    boxed.add("一/讲堂/主持词.docx", ("1.1.2", "host", "sure"), date="2021-06-02", pages=1)
    report = boxed.build()
    changed = differing(before, tree(boxed.out))
    new = f"{FIRST}/1.1.2 道德讲堂全套资料1期/002-1 主持词.docx"
    assert new in changed
    assert {path for path in changed if not path.startswith(FIRST)} <= ABOVE
    assert {path for path in changed if path.count("/") > 1} == {new}
    assert [(row.piece, row.state.value) for row in report.changes] == [("002-1", "插入")]
    assert lines(report)[0].startswith("第01盒：插入 002-1；请重印 ")


def test_a_replaced_paper_keeps_its_number(boxed: Archive) -> None:
    before = tree(boxed.out)
    replace(boxed, "一/讲堂/方案.docx", ("1.1.2", "plan", "sure"), date="2021-06-01", pages=2)
    report = boxed.build()
    changed = differing(before, tree(boxed.out))
    assert {path for path in changed if not path.startswith(FIRST)} <= ABOVE
    assert {path for path in changed if path.count("/") > 1} == {f"{FIRST}/1.1.2 道德讲堂全套资料1期/002 方案.docx"}
    assert [(row.piece, row.state.value) for row in report.changes] == [("002", "替换")]


def test_a_removed_paper_leaves_its_number_empty(boxed: Archive) -> None:
    before = tree(boxed.out)
    remove(boxed, "一/讲堂/方案.docx")
    report = boxed.build()
    changed = differing(before, tree(boxed.out))
    assert {path for path in changed if not path.startswith(FIRST)} <= ABOVE
    assert {path for path in changed if path.count("/") > 1} == {f"{FIRST}/1.1.2 道德讲堂全套资料1期/002 方案.docx"}
    assert [(row.piece, row.why) for row in report.changes] == [("002", "原件没有了")]
    assert verify(boxed.out).whole


@pytest.mark.parametrize("why", ["不再匹配", "决定：不归这一条", "改归 1.2.1"])
def test_why_it_was_removed(boxed: Archive, why: str) -> None:
    at = next(at for at, one in enumerate(boxed.standings) if one.evidence.place.name == "方案.docx")
    gone = boxed.standings.pop(at)
    match why:
        case "改归 1.2.1":
            boxed.add("一/讲堂/方案.docx", ("1.2.1", "a", "decided"))
        case _:
            boxed.add("一/讲堂/方案.docx", ("1.1.2", "plan", "proposed"))
    if why.startswith("决定"):
        boxed.rejected.add((gone.evidence.sha256, "1.1.2"))
    assert next(row.why for row in boxed.build().changes if row.piece == "002") == why


def test_what_comes_back_gets_its_number_back(boxed: Archive) -> None:
    gone = boxed.standings.pop(1)
    boxed.build()
    boxed.standings.append(gone)
    report = boxed.build()
    assert [(row.piece, row.state.value) for row in report.changes] == [("002", "放回")]


def test_the_first_build_has_nothing_to_exchange(boxed: Archive) -> None:
    assert not (boxed.out / "抽换清单.docx").exists()
    boxed.as_of = "2021-12-01"
    report = boxed.build()
    assert (report.unchanged, report.changes) == (False, ())
    assert not (boxed.out / "抽换清单.docx").exists()


def test_a_box_that_is_left_keeps_its_numbers(boxed: Archive) -> None:
    boxed.add("一/讲堂/主持词.docx", ("1.1.2", "host", "sure"), date="2021-06-02")
    boxed.add("附表.pdf", ("1.2.1", "a", "sure"), date="2021-04")
    report = boxed.build("2")
    assert [(row.box, row.piece) for row in report.changes] == [(2, "002")]
    assert not any(row.state.value == "插入" for row in read_before(boxed.out)[0].rows)
    assert [(row.box, row.piece) for row in boxed.build().changes] == [(1, "002-1")]
    assert {row.build for row in read_before(boxed.out)[0].rows} == {1, 2, 3}


def test_renumber_begins_anew(boxed: Archive) -> None:
    boxed.add("一/讲堂/主持词.docx", ("1.1.2", "host", "sure"), date="2021-06-02")
    boxed.build()
    report = boxed.build(renumber=True)
    assert report.changes == ()
    assert not (boxed.out / "抽换清单.docx").exists()
    pieces = [path.name for path in sorted((boxed.out / FIRST).glob("*/*"))]
    assert pieces == ["001 制度.docx", "002 方案.docx", "003 主持词.docx", "004 IMG_1.jpg", "005 总结.docx"]
    assert boxed.build().unchanged


def test_a_box_that_the_table_has_no_more_leaves_no_numbers(boxed: Archive) -> None:
    boxed.criteria = boxed.criteria.model_copy(update={"categories": boxed.criteria.categories[1:]})
    boxed.add("服务.jpg", ("3.1", "a", "sure"))
    boxed.build()
    assert {(row.box, row.item) for row in read_before(boxed.out)[0].rows} == {(1, "3.1")}
    assert [path.name for path in boxed.out.glob("第*/*/*")] == ["001 IMG_1.jpg", "002 服务.jpg"]


def test_the_list_shows_numbers_as_they_are_printed(boxed: Archive) -> None:
    boxed.rules = BoxRules(numbering="1-2-5")
    boxed.add("一/讲堂/主持词.docx", ("1.1.2", "host", "sure"), date="2021-06-02", pages=1)
    remove(boxed, "一/讲堂/总结.docx")
    boxed.build()
    said = text_of((boxed.out / "抽换清单.docx").read_bytes())
    assert "20211112｜1-1-2-002-1｜插入｜1.1.2｜[主持词]｜插在1-1-2-002号之后" in said
    assert "20211112｜1-1-2-004｜移出｜1.1.2｜[总结]｜抽出，件号空着（原件没有了）" in said


def without_journal(archive: Archive) -> None:
    """Make the boxes what a version without journal built."""
    (archive.out / "编号.tsv").unlink()
    path = archive.out / "manifest-sha256.txt"
    entries = parse_sums(path.read_bytes().decode())
    path.write_bytes(format_sums({name: one for name, one in entries.items() if name != "编号.tsv"}).encode())


def test_old_boxes_keep_the_numbers_in_their_names(boxed: Archive) -> None:
    boxed.state("paper", "1.1.1", title="手册", day="2021-01-08")
    boxed.build()
    lay = {path for path in tree(boxed.out) if path.count("/") > 1}
    without_journal(boxed)
    boxed.add("一/0.docx", ("1.1.1", "a", "sure"), date="2020-12-01")
    report = boxed.build()
    assert [(row.piece, row.title) for row in report.changes] == [("000-2", "[0]")]
    assert {path for path in tree(boxed.out) if path.count("/") > 1} > lay
    assert "手册" in "".join(lay)


def test_old_boxes_whose_names_tell_no_number_are_numbered_anew(boxed: Archive) -> None:
    without_journal(boxed)
    path = boxed.out / "manifest-sha256.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("/001 规划", "/规划"), encoding="utf-8")
    assert read_before(boxed.out) == (read_before(boxed.folder / "没有")[0], ANEW)


def test_a_journal_that_does_not_read_stops_the_build(boxed: Archive) -> None:
    path = boxed.out / "编号.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace("\t003\t", "\t002\t", 1), encoding="utf-8")
    before = tree(boxed.out)
    with pytest.raises(WorkspaceError, match="件号 002 用了两次"):
        boxed.build()
    assert tree(boxed.out) == before
    assert boxed.build(renumber=True).changes == ()


def test_a_copy_for_each_use(boxed: Archive) -> None:
    boxed.rules = BoxRules(shared="copy")
    report = boxed.build()
    copies = sorted(boxed.out.rglob("*IMG_1.jpg"))
    assert [path.relative_to(boxed.out).as_posix() for path in copies] == [
        f"{FIRST}/1.1.2 道德讲堂全套资料1期/003 IMG_1.jpg",
        f"{THIRD}/3.1 志愿服务图片/001 IMG_1.jpg",
    ]
    assert copies[0].stat().st_ino != copies[1].stat().st_ino
    assert (report.pieces, verify(boxed.out).whole, boxed.build().unchanged) == (6, True, True)
    boxed.rules = BoxRules()
    assert [(row.box, row.piece, row.why) for row in boxed.build().changes] == [(3, "001", "改见 1.1.2")]


def test_a_new_use_does_not_move_what_lies_there(boxed: Archive) -> None:
    """An earlier item of the table comes to use it too: the paper stays in its binder, the new use points to it."""
    boxed.standings = [one for one in boxed.standings if one.evidence.place.name != "规划.pdf"]
    boxed.add("规划.pdf", ("1.2.1", "a", "decided"), ("1.1.1", "a", "decided"), date="2021-03")
    report = boxed.build()
    assert report.changes == ()
    table = text_of((boxed.out / FIRST / "盒内目录.docx").read_bytes())
    assert "见第02盒 001号" in table
