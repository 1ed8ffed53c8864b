"""装订本.pdf in the boxes: catalogue, stamps and files agree; kept, dropped, made anew with the tree."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest

from making import called, locked_pdf, no_fonts, pdf_bytes, picture_bytes, texts
from small_archive import Archive, text_of, tree
from wenming_cli.bind.binder import Binder
from wenming_cli.bind.labels import labels_of, shown
from wenming_cli.box.before import read_before
from wenming_cli.box.binding import BOOK, Binders
from wenming_cli.box.build import BoxReport, build
from wenming_cli.box.details import Details
from wenming_cli.box.manifest import is_sheet
from wenming_cli.box.sheet_files import is_pdf_sheet
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


def docx_text(path: Path) -> str:
    """What stands in the tables of a docx."""
    (table,) = docx.Document(io.BytesIO(path.read_bytes())).tables
    return "".join(cell.text for row in table.rows for cell in row.cells)


def paged(path: Path) -> dict[str, str]:
    """The text of every page by what a viewer calls it."""
    return dict(zip(called(path), texts(path), strict=True))


def test_catalogue_stamps_and_files_agree(boxed: Archive) -> None:
    report = bind(boxed)
    assert verify(boxed.out).whole
    assert len(report.bound.sheets) == 3
    for box in boxed.plan(read_before(boxed.out)[0]).boxes:
        pages = paged(boxed.out / box.folder / BOOK)
        said = catalogue(boxed.out / box.folder)
        assert set(said) == {one.piece for one in box.pieces}
        for name, page in pages.items():
            assert (f"— {name} —" in page) == name.isdecimal(), "pieces bear numbers, sheets none"
        numbers = [name for name in pages if name.isdecimal()]
        assert numbers == [str(at) for at in range(1, len(numbers) + 1)]
        for piece, numbers_of in said.items():
            assert numbers_of in pages["盒内目录1"]
            first = pages[numbers_of.partition("-")[0]]
            (file,) = (boxed.out / box.folder).glob(f"*/{piece} *")
            words = {"制度": "RULES 1", "规划": "PLAN 1"}.get(file.stem.partition(" ")[2], piece)
            assert words in first


def test_pages_that_reading_could_not_count_are_those_of_the_bound_pdf(boxed: Archive) -> None:
    boxed.add("附表.pdf", ("1.2.1", "a", "sure"), data=pdf_bytes(pages=7, says="TABLE"), format="pdf")

    def said(name: str) -> str:
        return text_of((boxed.out / f"{name}.docx").read_bytes())

    boxed.build()
    assert "未计页数" in said(f"{SECOND}/盒内目录")
    bind(boxed)
    assert "本盒共 2 件，8 页" in said(f"{SECOND}/盒内目录")
    (note,) = docx.Document(boxed.out / SECOND / "备考表.docx").tables
    assert "共 8 页" in note.cell(0, 0).text
    assert "本盒共 2 件，8 页" in "".join(texts(boxed.out / SECOND / BOOK))
    assert "未计页数" in said(f"{FIRST}/盒内目录"), "what became a slip has no pages"


def test_cover_dividers_and_note_are_bound_in(boxed: Archive) -> None:
    bind(boxed)
    names = called(boxed.out / FIRST / BOOK)
    assert names[:3] == ["封面1", "盒内目录1", "隔页1"]
    assert names[-1] == "备考表1"
    assert names.count("隔页1") == 2, "a divider for each item with papers"


def test_a_pointer_names_the_page_in_the_other_box(boxed: Archive) -> None:
    boxed.add(
        "共用.pdf", ("1.1.2", "sum", "sure"), ("1.2.1", "a", "sure"), data=pdf_bytes(says="BOTH"), format="pdf", pages=1
    )
    bind(boxed)
    pages = paged(boxed.out / FIRST / BOOK)
    (there,) = (name for name, page in pages.items() if "BOTH 1" in page)
    (file,) = (boxed.out / FIRST).glob("*/* 共用.pdf")
    said = f"见第01盒 {file.name.partition(' ')[0]}号（第{there}页）"
    assert said in "".join(texts(boxed.out / SECOND / BOOK)[1].splitlines())
    (table,) = docx.Document(io.BytesIO((boxed.out / SECOND / "盒内目录.docx").read_bytes())).tables
    assert said in [cell.text for row in table.rows for cell in row.cells]
    assert bind(boxed).unchanged
    assert bind(boxed, "2").unchanged, "the page of a box that is left is known too"


def seen(path: Path) -> dict[str, bytes]:
    """What every numbered page looks like, as a hash of its pixels."""
    document = pypdfium2.PdfDocument(path)
    try:
        return {
            name: hashlib.sha256(document[at].render(scale=0.7).to_numpy().tobytes()).digest()
            for at, name in enumerate(called(path))
            if name[0].isdecimal()
        }
    finally:
        document.close()


def named(report: BoxReport) -> set[str]:
    """The pages that a build says are to be printed anew."""
    found = [one.sheet.removeprefix("装订本第").removesuffix("页") for one in report.reprints if "装订本" in one.sheet]
    return {shown(label) for one in found for label in labels_of(one)}


def insert(archive: Archive) -> None:
    archive.add("细则.pdf", ("1.1.1", "a", "sure"), data=pdf_bytes(pages=2, says="MORE"), format="pdf", pages=2)


def photograph(archive: Archive) -> None:
    archive.add(
        "讲堂9.jpg", ("1.1.2", "photos", "sure"), data=picture_bytes(size=(640, 500), colour="green"), format="jpg",
        pages=1, carrier="照片", exif_date="2021-06-05", activity="E1",
    )  # fmt: skip


def rewrite(archive: Archive) -> None:
    archive.standings = [one for one in archive.standings if one.evidence.place.path != "制度.pdf"]
    archive.add("制度.pdf", ("1.1.1", "a", "sure"), data=pdf_bytes(pages=4, says="NEW"), format="pdf", title="学习制度")


def take(path: str) -> Callable[[Archive], None]:
    def gone(archive: Archive) -> None:
        archive.standings = [one for one in archive.standings if one.evidence.place.path != path]

    return gone


@pytest.mark.parametrize(
    "change",
    [insert, photograph, rewrite, take("锁.pdf"), take("讲堂0.jpg"), take("制度.pdf")],
    ids=["inserted", "a photo", "replaced by more pages", "removed", "a photo removed", "the first removed"],
)
def test_only_the_pages_that_are_named_have_changed(boxed: Archive, change: Callable[[Archive], None]) -> None:
    bind(boxed)
    before = {box: seen(boxed.out / box / BOOK) for box in (FIRST, SECOND)}
    other = (boxed.out / SECOND / BOOK).read_bytes()
    change(boxed)
    report = bind(boxed)
    after = seen(boxed.out / FIRST / BOOK)
    assert {page for page in after if after[page] != before[FIRST].get(page)} == named(report)
    assert (boxed.out / SECOND / BOOK).read_bytes() == other
    for row in report.changes:
        assert row.pages, "the list names the pages of what came and went"
    assert bind(boxed).unchanged


def test_what_comes_back_gets_its_pages_back(boxed: Archive) -> None:
    bind(boxed)
    before = catalogue(boxed.out / FIRST)
    locked = next(one for one in boxed.standings if one.evidence.place.path == "锁.pdf")
    boxed.standings.remove(locked)
    bind(boxed)
    boxed.standings.append(locked)
    boxed.standings.sort(key=lambda one: one.evidence.place.path)
    bind(boxed)
    assert catalogue(boxed.out / FIRST) == before


def test_pages_stay_when_it_was_not_bound_in_between(boxed: Archive) -> None:
    bind(boxed)
    before = catalogue(boxed.out / FIRST)
    boxed.build()
    bind(boxed)
    assert catalogue(boxed.out / FIRST) == before


def test_captions_say_what_is_known_and_nothing_else(boxed: Archive) -> None:
    bind(boxed)
    pages = paged(boxed.out / FIRST / BOOK)
    first = next(page for name, page in pages.items() if name.isdecimal() and "讲堂0" in page)
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
    pdfs = {path for path in tree(boxed.out) if is_pdf_sheet(path)}
    report = boxed.build()
    assert set(report.unbound) == pdfs > {f"{FIRST}/{BOOK}", f"{SECOND}/封面.pdf", "总目录.pdf"}
    assert not [path for path in tree(boxed.out) if is_pdf_sheet(path)]
    assert verify(boxed.out).whole
    assert boxed.build().unbound == ()


@pytest.mark.parametrize("name", [BOOK, "封面.pdf", "缺件清单.pdf"])
def test_a_pdf_that_a_person_marked_is_set_aside_and_made_anew(boxed: Archive, name: str) -> None:
    bind(boxed)
    marked = boxed.out / FIRST / name
    marked.write_bytes(marked.read_bytes() + b"% a mark")
    assert verify(boxed.out).changed == (f"{FIRST}/{name}",)
    aside = f"{FIRST}/{marked.stem} (人工改过的旧版).pdf"
    assert bind(boxed).edited == ((f"{FIRST}/{name}", aside),)
    assert (boxed.out / aside).read_bytes().endswith(b"% a mark")
    assert not marked.read_bytes().endswith(b"% a mark")
    assert bind(boxed).unchanged


def test_every_sheet_has_its_pdf(boxed: Archive) -> None:
    """Also 抽换清单, which comes with the second build."""
    bind(boxed)
    boxed.add("补充.pdf", ("1.1.1", "a", "sure"), data=pdf_bytes(says="MORE"), format="pdf", pages=1)
    report = bind(boxed)
    sheets = {path[: -len(".docx")] for path in tree(boxed.out) if is_sheet(path) and path.endswith(".docx")}
    pdfs = {path[: -len(".pdf")] for path in tree(boxed.out) if is_pdf_sheet(path)}
    assert pdfs == sheets | {f"{box.folder}/装订本" for box in boxed.plan().boxes}
    assert {path.rpartition("/")[2] for path in sheets} == {
        "盒内目录", "缺件清单", "封面", "隔页", "备考表", "材料提交表", "总目录", "脊背标签", "抽换清单",
    }  # fmt: skip
    assert "理论学习手册" in "".join("".join(texts(boxed.out / FIRST / "盒内目录.pdf")).split())
    named = [(one.box, one.part, one.sheet) for one in report.reprints]
    assert len(named) == len(set(named)), "a sheet is named once, not once for docx and once for PDF"
    assert (1, 0, "盒内目录") in named
    assert "同名的 .pdf" in (boxed.out / "说明.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("catalogue", ["ours", "da22"])
def test_page_styles_of_the_catalogue(boxed: Archive, catalogue: str) -> None:
    """A: 页数 alone (DA/T 22); D: the range of pages besides (DOMAIN A.4)."""
    for style, there in (("A", False), ("D", True)):
        boxed.details = Details(rules=SheetRules.model_validate({"page_style": style, "catalogue": catalogue}))
        bind(boxed)
        for said in (docx_text(boxed.out / FIRST / "盒内目录.docx"), "".join(texts(boxed.out / FIRST / BOOK)[:3])):
            assert "页数" in said
            assert ("页号" in said) is there


def test_duplex_begins_pieces_on_odd_pages(boxed: Archive) -> None:
    bind(boxed, duplex=True)
    names = called(boxed.out / FIRST / BOOK)
    firsts = [shown.partition("-")[0] for shown in catalogue(boxed.out / FIRST).values()]
    odd = [names.index(first) % 2 == 0 for first in firsts]
    assert odd.count(False) == 1, "only the second sheet of photos begins on the left"
    assert "" in names, "blanks bear no number"
