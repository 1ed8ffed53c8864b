"""装订本.pdf in the boxes: catalogue, stamps and files agree; kept, dropped, made anew with the tree."""

import io
from pathlib import Path

import docx
import pytest

from making import locked_pdf, no_fonts, pdf_bytes, picture_bytes, texts
from small_archive import Archive, tree
from wenming_cli.bind.binder import Binder
from wenming_cli.box.before import read_before
from wenming_cli.box.binding import BOOK, Binders
from wenming_cli.box.build import BoxReport, build
from wenming_cli.box.details import Details
from wenming_cli.box.verify import verify
from wenming_cli.model.evidence import Problem
from wenming_cli.model.matching import Activity
from wenming_cli.model.workspace import SheetRules

FIRST, SECOND = "第01盒 1.1 干部队伍建设", "第02盒 1.2 创建工作"


@pytest.fixture
def boxed(tmp_path: Path) -> Archive:
    """Papers, photos of an event, a video, a locked PDF, a paper in the cabinet and a page on the net."""
    made = Archive(tmp_path)
    made.add(
        "制度.pdf",
        ("1.1.1", "a", "sure"),
        data=pdf_bytes(pages=3, says="RULES"),
        format="pdf",
        title="学习制度",
        pages=3,
    )
    made.add("锁.pdf", ("1.1.1", "a", "decided"), data=locked_pdf(), format="pdf", problem=Problem.ENCRYPTED)
    for at in range(3):
        made.add(
            f"讲堂{at}.jpg", ("1.1.2", "photos", "sure"), data=picture_bytes(size=(640, 480 + at)), format="jpg", pages=1,
            carrier="照片", exif_date="2021-06-05", banner=("道德讲堂",) if not at else (), activity="E1",
        )  # fmt: skip
    made.add("录像.mp4", ("1.1.2", "sum", "sure"), data=b"video", format="mp4", carrier="视频")
    made.add("规划.pdf", ("1.2.1", "a", "sure"), data=pdf_bytes(says="PLAN"), format="pdf", title="规划", pages=1)
    made.activities.append(Activity("E1", "六月道德讲堂", "2021-06-05", ()))
    made.state("paper", "1.1.1", title="理论学习手册", pages=24, shelf="2号柜3层")
    made.state("link", "3.2", url="https://example.cn/", title="报道")
    return made


def bind(archive: Archive, *only: str, out: Path | None = None, duplex: bool = False) -> BoxReport:
    out = out or archive.out
    with Binder(archive.folder / "inner", fonts=no_fonts()) as binder:
        return build(
            archive.plan(read_before(out)[0]), archive.judgement, {"证据": archive.root}, out,
            frozenset(only) if only else None, details=archive.details,
            binders=Binders(binder, {one.id: one.name for one in archive.activities}, duplex),
        )  # fmt: skip


def catalogue(folder: Path) -> dict[str, str]:
    """By 件号 the pages that 盒内目录.docx gives."""
    (table,) = docx.Document(io.BytesIO((folder / "盒内目录.docx").read_bytes())).tables
    heads = [cell.text for cell in table.rows[0].cells]
    at = heads.index("页号")
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    return {row[0]: row[at] for row in rows if row[0] != row[1] and row[0]}


def test_catalogue_stamps_and_files_agree(boxed: Archive) -> None:
    report = bind(boxed)
    assert verify(boxed.out).whole
    assert len(report.bound.sheets) == 3
    for box in boxed.plan(read_before(boxed.out)[0]).boxes:
        pages = texts(boxed.out / box.folder / BOOK)
        said = catalogue(boxed.out / box.folder)
        assert set(said) == {one.piece for one in box.pieces}
        assert [f"— {at} —" in page for at, page in enumerate(pages, start=1)] == [True] * len(pages)
        for piece, shown in said.items():
            assert shown in pages[0]
            first = pages[int(shown.partition("-")[0]) - 1]
            (file,) = (boxed.out / box.folder).glob(f"*/{piece} *")
            words = {"制度": "RULES 1", "规划": "PLAN 1"}.get(file.stem.partition(" ")[2], piece)
            assert words in first


def test_captions_say_what_is_known_and_nothing_else(boxed: Archive) -> None:
    bind(boxed)
    pages = texts(boxed.out / FIRST / BOOK)
    first = next(page for page in pages[1:] if "讲堂0" in page)
    assert "2021年6月5日（EXIF）" in first
    assert "六月道德讲堂" in first
    assert first.count("主题： 道德讲堂") == 1
    assert "讲堂1" in first, "two on a sheet"
    assert "地点：" in first


@pytest.mark.parametrize(("per_page", "sheets"), [(1, 3), (2, 2), (4, 1)])
def test_photos_per_page_is_the_units_choice(boxed: Archive, per_page: int, sheets: int) -> None:
    boxed.details = Details(rules=SheetRules.model_validate({"photos_per_page": per_page}))
    bind(boxed)
    pages = texts(boxed.out / FIRST / BOOK)
    assert sum("事由：" in page for page in pages) == sheets


def test_what_is_no_page_is_a_slip_that_names_it(boxed: Archive) -> None:
    bind(boxed)
    pages = ["".join(page.split()) for page in texts(boxed.out / FIRST / BOOK)]
    assert any("录像.mp4" in page and "不能印成页" in page and "SHA-256" in page for page in pages)
    assert any("锁.pdf" in page and "有打开密码" in page for page in pages)
    assert any("此处为纸质材料" in page and "2号柜3层" in page for page in pages)


def test_twice_is_unchanged_and_two_folders_are_the_same_bytes(boxed: Archive) -> None:
    bind(boxed)
    inode = boxed.out.stat().st_ino
    assert bind(boxed).unchanged
    assert boxed.out.stat().st_ino == inode
    bind(boxed, out=boxed.folder / "另一个")
    assert tree(boxed.out) == tree(boxed.folder / "另一个")


def test_a_change_in_one_box_leaves_the_other_bound_pdfs(boxed: Archive) -> None:
    bind(boxed)
    before = (boxed.out / FIRST / BOOK).read_bytes()
    boxed.add("补充.pdf", ("1.2.1", "a", "sure"), data=pdf_bytes(says="MORE"), format="pdf", pages=1)
    bind(boxed)
    assert (boxed.out / FIRST / BOOK).read_bytes() == before
    assert "MORE 1" in "".join(texts(boxed.out / SECOND / BOOK))


def test_only_one_box_is_bound_anew(boxed: Archive) -> None:
    bind(boxed)
    before = (boxed.out / FIRST / BOOK).read_bytes()
    boxed.add("补充.pdf", ("1.1.1", "a", "sure"), data=pdf_bytes(says="MORE"), format="pdf", pages=1)
    assert list(bind(boxed, "2").bound.sheets) == [f"{SECOND}/{BOOK}"]
    assert (boxed.out / FIRST / BOOK).read_bytes() == before


def test_without_it_the_bound_pdf_goes_and_is_told(boxed: Archive) -> None:
    bind(boxed)
    report = boxed.build()
    assert [path.rpartition("/")[0] for path in report.unbound][:2] == [FIRST, SECOND]
    assert not (boxed.out / FIRST / BOOK).exists()
    assert verify(boxed.out).whole
    assert boxed.build().unbound == ()


def test_a_bound_pdf_that_a_person_marked_is_kept(boxed: Archive) -> None:
    bind(boxed)
    book = boxed.out / FIRST / BOOK
    book.write_bytes(book.read_bytes() + b"% a mark")
    report = bind(boxed)
    assert report.edited == ((f"{FIRST}/{BOOK}", f"{FIRST}/{BOOK}"),)
    assert book.read_bytes().endswith(b"% a mark")


def test_duplex_begins_pieces_on_odd_pages(boxed: Archive) -> None:
    bind(boxed, duplex=True)
    numbers = [int(shown.partition("-")[0]) for shown in catalogue(boxed.out / FIRST).values()]
    assert [one % 2 for one in numbers if one not in (numbers[-2],)].count(0) <= 1, "only a further photo sheet is even"
    assert len(texts(boxed.out / FIRST / BOOK)) > len(numbers)
