"""印证标识表 in the boxes: it lists what is underlined where the words stand; originals and copies stay clean."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2
import pytest

from making import no_fonts, pdf_bytes, texts
from small_archive import Archive, tree
from wenming_cli.bind.binder import Binder
from wenming_cli.box.before import read_before
from wenming_cli.box.binding import BOOK, Binders
from wenming_cli.box.build import BoxReport, build
from wenming_cli.box.details import Details
from wenming_cli.box.verify import verify
from wenming_cli.model.proof import Proof, ProofKind
from wenming_cli.model.workspace import BoxRules, SheetRules
from wenming_cli.typeset.proofs import NAME

FIRST, SECOND = "第01盒 1.1 干部队伍建设", "第02盒 1.2 创建工作"
Boxed = tuple[Archive, dict[str, tuple[Proof, ...]]]
HEADS = ["条目", "材料要求", "件号", "题名", "页号", "印证内容"]


def proof(item: str, words: str, requirement: str = "制度") -> Proof:
    return Proof(item=item, requirement=requirement, words=words, key=words, kind=ProofKind.MENTION)


def boxed_in(folder: Path) -> Boxed:
    """Rules that serve two items in two boxes, a plan, and a paper without a title."""
    made = Archive(folder)
    rules = made.add(
        "制度.pdf", ("1.1.1", "a", "sure"), ("1.2.1", "a", "shared"), data=pdf_bytes(pages=3, says="RULES"), format="pdf",
        title="学习制度", pages=3,
    )  # fmt: skip
    other = made.add("其他.pdf", ("1.1.2", "sum", "sure"), data=pdf_bytes(says="OTHER"), format="pdf", pages=1)
    plan = made.add(
        "规划.pdf", ("1.2.1", "a", "sure"), data=pdf_bytes(says="PLAN"), format="pdf", title="规划", pages=1
    )
    return made, {
        rules: (proof("1.1.1", "RULES 3"), proof("1.1.1", "RULES 2", "办法"), proof("1.2.1", "RULES 2")),
        other: (proof("1.1.2", "OTHER 1"), proof("1.1.2", "nowhere")),
        plan: (proof("1.2.1", "PLAN 1"),),
    }


@pytest.fixture
def boxed(tmp_path: Path) -> Boxed:
    return boxed_in(tmp_path)


@dataclass(frozen=True)
class Once:
    """Boxes that are only looked at: what lay there before, and what the build said."""

    archive: Archive
    proofs: dict[str, tuple[Proof, ...]]
    before: dict[str, bytes]
    report: BoxReport


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    archive, proofs = boxed_in(tmp_path_factory.mktemp("once"))
    return Once(archive, proofs, tree(archive.root), bind(archive, proofs))


def bind(archive: Archive, proofs: dict[str, tuple[Proof, ...]]) -> BoxReport:
    with Binder(archive.folder / "inner", fonts=no_fonts()) as binder:
        return build(
            archive.plan(read_before(archive.out)[0]), archive.judgement, {"证据": archive.root}, archive.out,
            details=archive.details, binders=Binders(binder, proofs=proofs),
        )  # fmt: skip


def listed(folder: Path) -> list[list[str]]:
    """The rows of 印证标识表.docx."""
    (table,) = docx.Document(io.BytesIO((folder / f"{NAME}.docx").read_bytes())).tables
    heads, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert heads == HEADS
    return rows


def test_the_list_names_the_page_on_which_the_words_are(once: Once) -> None:
    archive, report = once.archive, once.report
    assert verify(archive.out).whole
    assert listed(archive.out / FIRST) == [
        ["1.1.1", "办法", "001", "学习制度", "2", "RULES 2"],
        ["1.2.1", "制度", "001", "学习制度", "2", "RULES 2"],
        ["1.1.1", "制度", "001", "学习制度", "3", "RULES 3"],
        ["1.1.2", "制度", "002", "[其他]", "4", "OTHER 1"],
    ]
    assert listed(archive.out / SECOND) == [["1.2.1", "制度", "001", "规划", "1", "PLAN 1"]]
    for box in (FIRST, SECOND):
        pages = texts(archive.out / box / BOOK)
        for row in listed(archive.out / box):
            (page,) = [one for one in pages if f"— {row[4]} —" in one]
            assert row[5] in page
    counts = [(len(one.rows), one.unfound) for one in report.bound.passages.values()]
    assert counts == [(4, 1), (1, 0), (0, 0)]
    said = [one.text for one in docx.Document(archive.out / FIRST / f"{NAME}.docx").paragraphs]
    assert any("1 处在页上没有找到" in one for one in said)
    assert not (archive.out / "第03盒 标准3" / f"{NAME}.docx").exists(), "nothing to list"


def test_the_list_is_bound_before_the_end_note_with_a_bookmark(once: Once) -> None:
    archive = once.archive
    document = pypdfium2.PdfDocument(archive.out / FIRST / BOOK)
    try:
        marks = [one.get_title() for one in document.get_toc()]
    finally:
        document.close()
    assert marks.index(NAME) == marks.index("备考表") - 1
    listing = next(page for page in texts(archive.out / FIRST / BOOK) if page.startswith(NAME))
    assert "RULES 3" in listing


def test_originals_and_copies_stay_clean(once: Once) -> None:
    assert tree(once.archive.root) == once.before
    copies = {hashlib.sha256(path.read_bytes()).hexdigest() for path in once.archive.out.glob("*/*/*.pdf")}
    assert copies == set(once.proofs)


def test_of_copies_each_proves_its_own_item(boxed: Boxed) -> None:
    archive, proofs = boxed
    archive.rules = BoxRules(shared="copy")
    bind(archive, proofs)
    assert {row[0] for row in listed(archive.out / FIRST)} == {"1.1.1", "1.1.2"}
    assert {row[5] for row in listed(archive.out / SECOND)} == {"PLAN 1", "RULES 2"}


def test_twice_is_unchanged_and_a_new_passage_is_bound_anew(boxed: Boxed) -> None:
    archive, proofs = boxed
    bind(archive, proofs)
    first, second = ((archive.out / box / BOOK).read_bytes() for box in (FIRST, SECOND))
    assert bind(archive, proofs).unchanged
    less = {sha256: some[:1] for sha256, some in proofs.items()}
    bind(archive, less)
    assert (archive.out / FIRST / BOOK).read_bytes() != first
    assert (archive.out / SECOND / BOOK).read_bytes() == second
    assert len(listed(archive.out / FIRST)) == 2


def test_a_unit_may_do_without(boxed: Boxed) -> None:
    archive, proofs = boxed
    bind(archive, {})
    plain = tree(archive.out)
    archive.details = Details(rules=SheetRules(proofs=False))
    assert bind(archive, proofs).unchanged, "as if nothing proved anything"
    assert tree(archive.out) == plain
    archive.details = None
    bind(archive, proofs)
    assert (archive.out / FIRST / f"{NAME}.xlsx").exists()
    archive.build()
    assert not list(archive.out.glob(f"*/{NAME}.*")), "it tells pages of a bound PDF that is not there"
