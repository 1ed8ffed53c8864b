"""The sheets as an office program prints them: sizes, pages, nothing pushed onto a further page."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from wenming_cli.typeset.catalogue import Entry
from wenming_cli.typeset.cover import Cover, cover_pages
from wenming_cli.typeset.divider import Divider, divider_pages
from wenming_cli.typeset.handover import Handover, handover_pages
from wenming_cli.typeset.note import Note, note_pages
from wenming_cli.typeset.pages_docx import pages_docx
from wenming_cli.typeset.spine import Spine, spine_pages

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
A4 = (210, 297)


def entries(count: int, title: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(f"{at:03d}", "", "", title, "", 1, "", where="见第05盒 003号", serial=f"{at:03d}") for at in range(count)
    )


def spine(mm: int) -> Spine:
    return Spine(
        mm, "0123", 2021, "永久", "青澜县审计局", "创建文明单位档案资料", "1.1", "推进诚信建设制度化", "001", "022", "1"
    )


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All sheets as PDF, made by LibreOffice in one run."""
    folder = tmp_path_factory.mktemp("printed")
    many = entries(90, "“我们的节日”主题活动方案（2021年）·" * 3)
    facts = (
        ("类别", "一 组织领导有力"),
        ("考评标准", "1.标准的一句话。\n2.另一句话。\n" * 30),
        ("完成时限", "1月上旬"),
    )
    dividers = [Divider("盒", "1.1.1", "“条目”的文字" * 12, facts, some) for some in (many, many[:9], ())]
    sheets = {
        "cover": cover_pages(
            Cover(
                "青澜县审计局", "创建文明单位档案资料", 2021, "第01盒（1/2）", "7.3 “我们的节日”主题活动和其他活动",
                "七 市县文明办年度重点工作", "2021年1月7日—2021年10月28日", "22", "30（1 件未计）", "10年",
                ("0123-WS·2021-D10-BGS04-0001", "0123-WS·2021-D10-BGS04-0040"),
            )
        ),
        "spine": spine_pages([spine(mm) for mm in (20, 30, 40, 50, 50)]),
        "divider": divider_pages(dividers),
        "note": note_pages(Note("青澜县审计局　2021年度", ("001—003号由李四2021年11月3日确认归入 1.1.1。",) * 8)),
        "handover": handover_pages([Handover("盒", "1.1.1", "条目", "方案1份", many), Handover("盒", "1.1.2", "条目", "", ())]),
    }  # fmt: skip
    for name, pages in sheets.items():
        (folder / f"{name}.docx").write_bytes(pages_docx(pages))
    command = [
        str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
        "--outdir", str(folder), *(str(path) for path in sorted(folder.glob("*.docx"))),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


def texts(path: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: the sheets were not printed")
@pytest.mark.parametrize(
    ("name", "pages"), [("cover", 1), ("spine", 1), ("divider", 3), ("note", 1), ("handover", None)]
)
def test_pages(printed: Path, name: str, pages: int | None) -> None:
    document = pypdfium2.PdfDocument(printed / f"{name}.pdf")
    assert pages is None or len(document) == pages
    assert {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document} == {A4}
    assert all(text.strip() for text in texts(printed / f"{name}.pdf")), "a page without text"


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: the sheets were not printed")
def test_a_long_form_repeats_its_head_and_is_signed_at_the_end(printed: Path) -> None:
    *rest, last = texts(printed / "handover.pdf")
    assert len(rest) > 2
    assert all("提交的材料" in text for text in rest)
    assert "接收人" in rest[-1]
    assert "接收人" not in rest[0]
    assert "1.1.2" in last


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: the sheets were not printed")
def test_labels_are_as_wide_as_the_backs(printed: Path) -> None:
    """The vertical lines of the drawn labels, from left to right."""
    page = pypdfium2.PdfDocument(printed / "spine.pdf")[0]
    edges = set()
    for one in page.get_objects():
        left, bottom, right, top = one.get_pos() if hasattr(one, "get_pos") else one.get_bounds()
        if right - left < 3 and top - bottom > 50:
            edges.add(round((left + right) / 2 / 72 * 25.4))
    widths = [after - before for before, after in zip(sorted(edges), sorted(edges)[1:], strict=False)]
    assert widths == [20, 30, 40, 50, 50]
