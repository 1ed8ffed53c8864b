"""Words in pictures become facts: of photos, papers, pages of PDF, TIFF and OFD, and pictures pasted into Word."""

import io
import zipfile

import pytest
from docx import Document
from ocr_replay import Crashing, Scripted, line
from papers import L
from papers import pdf as paper_pdf
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

from wenming_cli.model.evidence import Reading
from wenming_cli.ocr.engine import OcrEngine, TextLine
from wenming_cli.read.content import read_bytes
from wenming_cli.read.extract import Extract
from wenming_cli.read.recognise import MOST_PAGES, recognise

RED = (200, 20, 20)
SHEET = (800, 1130)
HEAD = (
    line("青澜县审计局文件", 200, 120, 400, 50),
    line("青审发〔2021〕7号", 300, 210, 200, 22),
    line("关于印发年度学习计划的通知", 240, 300, 320, 25),
)
BODY = tuple(line("各股室要按照计划认真组织学习并做好笔记", 80, 380 + 40 * at, 640, 24) for at in range(8))
SIGNED = (line("青澜县审计局", 520, 760, 150, 24), line("2021年3月5日", 520, 800, 160, 24))
PAPER = (*HEAD, *BODY, *SIGNED)


def jpeg(image: Image.Image) -> bytes:
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=92)
    return packed.getvalue()


def noisy(size: tuple[int, int], ground: tuple[int, int, int] = (90, 120, 90)) -> Image.Image:
    """A picture with light and grain like a photo."""
    grain = Image.effect_noise(size, 60).convert("RGB")
    return Image.blend(Image.new("RGB", size, ground), grain, 0.4)


def photo() -> bytes:
    """A hall with a red banner."""
    image = noisy((1000, 750))
    ImageDraw.Draw(image).rectangle((150, 100, 850, 170), fill=RED)
    return jpeg(image)


BANNER = (line("文明创建工作推进会", 250 + 30, 110 + 30, 500, 50), line("2021-07-09 10:30", 60, 740, 150, 22))


def sheet() -> Image.Image:
    """A scanned sheet: light, even, with the ink of PAPER."""
    image = Image.blend(Image.new("RGB", SHEET, (247, 246, 243)), Image.effect_noise(SHEET, 20).convert("RGB"), 0.03)
    draw = ImageDraw.Draw(image)
    for one in PAPER:
        ink = RED if one is HEAD[0] else (30, 30, 30)
        for x in range(round(one.left), round(one.right), 12):
            draw.rectangle((x - 32, one.top - 30, x - 28, one.bottom - 34), fill=ink)
    draw.line((60, 220, 740, 220), RED, 3)
    return image


def careful(lines: tuple[TextLine, ...]) -> Scripted:
    """An engine without a quick model, so that nothing is looked at twice."""
    return Scripted(lines, has_quick=False)


def read(data: bytes, suffix: str, engine: OcrEngine | None) -> Reading:
    return read_bytes(data, suffix, "0" * 64, engine)


def test_a_photo_gets_its_banner_and_stamp_and_no_title() -> None:
    found = read(photo(), ".jpg", Scripted(BANNER))
    assert found.banner == ("文明创建工作推进会",)
    assert [(one.date, one.source) for one in found.dates] == [("2021-07-09", "水印")]
    assert (found.title, found.types, found.date, found.unrecognised) == (None, (), None, 0)
    assert found.recognised_by == "scripted 1"
    assert "scripted 1" in found.cues["recognised"]


def test_without_an_engine_it_is_said_that_something_is_left() -> None:
    found = read(photo(), ".jpg", None)
    assert (found.banner, found.unrecognised, found.recognised_by) == ((), 1, None)


def test_a_scanned_sheet_is_read_like_a_paper() -> None:
    found = read(jpeg(sheet()), ".jpg", careful(PAPER))
    assert found.carrier == "扫描件"
    assert found.doc_number == "青审发〔2021〕7号"
    assert found.title == "关于印发年度学习计划的通知"
    assert (found.date, found.issuer) == ("2021-03-05", "青澜县审计局")


def test_a_photo_that_only_looks_like_paper_has_few_lines() -> None:
    extract = Extract("jpg", "照片", pages=1, cues={"paper": "拍的是一张纸"})
    recognise(photo(), extract, Scripted(BANNER))
    assert extract.banner == ("文明创建工作推进会",)
    assert "paper" not in extract.cues


def test_a_photographed_paper_has_many() -> None:
    extract = Extract("jpg", "照片", pages=1, cues={"paper": "拍的是一张纸"})
    recognise(jpeg(sheet()), extract, careful(PAPER))
    assert not extract.loose
    assert any("学习计划" in one.text for one in extract.lines)


def pdf(*images: Image.Image) -> bytes:
    packed = io.BytesIO()
    images[0].save(packed, "PDF", save_all=True, append_images=images[1:], resolution=200)
    return packed.getvalue()


def test_pages_keep_their_order_and_a_red_head_stands_on_the_first() -> None:
    found = read(pdf(sheet(), sheet()), ".pdf", careful(PAPER))
    assert (found.carrier, found.pages, found.unrecognised) == ("扫描件", 2, 0)
    assert found.red_head
    assert found.text.count("青审发〔2021〕7号") == 2


def test_of_very_many_pages_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wenming_cli.read.recognise.MOST_PAGES", 1)
    engine = careful(PAPER)
    found = read(pdf(sheet(), sheet()), ".pdf", engine)
    assert found.text.count("青审发〔2021〕7号") == 1
    assert "只识别了前 1 页" in found.cues["cut"]
    assert MOST_PAGES > 1


def tiff(*images: Image.Image) -> bytes:
    packed = io.BytesIO()
    images[0].save(packed, "TIFF", save_all=True, append_images=images[1:], dpi=(200, 200))
    return packed.getvalue()


@pytest.mark.parametrize("pages", [1, 2])
def test_tiff(pages: int) -> None:
    found = read(tiff(*[sheet()] * pages), ".tif", careful(PAPER))
    assert found.doc_number == "青审发〔2021〕7号"
    assert found.text.count("青审发〔2021〕7号") == pages
    assert found.unrecognised == 0


def word(*images: bytes, text: str = "") -> bytes:
    document = Document()
    if text:
        document.add_paragraph(text)
    for one in images:
        document.add_picture(io.BytesIO(one))
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def test_photos_pasted_into_a_document_are_parts_with_their_banners() -> None:
    found = read(
        word(photo(), jpeg(sheet()), text="活动开展情况：" + "组织全体干部职工参加。" * 10), ".docx", Scripted(BANNER)
    )
    assert [(one.address, one.carrier, one.banner) for one in found.parts] == [
        ("#图1", "照片", ("文明创建工作推进会",)), ("#图2", "扫描件", ()),
    ]  # fmt: skip
    assert found.photos == 1
    assert found.banner == ("文明创建工作推进会",)
    assert all(one.fingerprint for one in found.parts)
    assert "文明创建" not in found.text


def test_a_scan_pasted_into_an_empty_document_is_its_text() -> None:
    found = read(word(jpeg(sheet())), ".docx", careful(PAPER))
    assert found.doc_number == "青审发〔2021〕7号"


def ofd(picture: bytes) -> bytes:
    """A page of OFD that shows a picture only (GB/T 33190-2016)."""
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    members = {
        "OFD.xml": f"<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {ns}><ofd:CommonData><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
        '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/DocumentRes.xml": f'<ofd:Res {ns} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image">'
        "<ofd:MediaFile>a.jpg</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>",
        "Doc_0/Page.xml": f'<ofd:Page {ns}><ofd:Content><ofd:Layer><ofd:ImageObject ID="9" ResourceID="7"/>'
        "</ofd:Layer></ofd:Content></ofd:Page>",
        "Doc_0/Res/a.jpg": picture,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_a_page_of_ofd_that_is_a_picture() -> None:
    found = read(ofd(jpeg(sheet())), ".ofd", careful(PAPER))
    assert (found.carrier, found.doc_number) == ("扫描件", "青审发〔2021〕7号")


def test_members_of_a_pack_are_read_too() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("三月/会议.jpg", photo())
    assert read(packed.getvalue(), ".zip", None).unrecognised == 1
    found = read(packed.getvalue(), ".zip", Scripted(BANNER))
    assert [(one.address, one.banner) for one in found.parts] == [("!三月/会议.jpg", ("文明创建工作推进会",))]
    assert (found.unrecognised, found.recognised_by) == (0, "scripted 1")


def test_an_engine_that_fails_fails_aloud() -> None:
    """The pool turns it into a cue; nothing half read is kept."""
    with pytest.raises(RuntimeError):
        read(photo(), ".jpg", Crashing(BANNER))


@pytest.mark.parametrize("nothing", [(), (TextLine("卜", 0.3, ((0, 0), (9, 0), (9, 9), (0, 9))),)])
def test_a_photo_without_words_says_so(nothing: tuple[TextLine, ...]) -> None:
    found = read(photo(), ".jpg", Scripted(nothing))
    assert (found.banner, found.unrecognised) == ((), 0)
    assert "recognised" in found.cues


def test_a_page_with_text_between_two_scans_keeps_its_place() -> None:
    """Mixed PDFs are read page by page, and what a text page says is not recognised again."""
    words = PdfReader(io.BytesIO(paper_pdf([L("会议议程", 300, 700)])))
    scans = PdfReader(io.BytesIO(pdf(sheet(), sheet())))
    writer = PdfWriter()
    for page in (scans.pages[0], words.pages[0], scans.pages[1]):
        writer.add_page(page)
    packed = io.BytesIO()
    writer.write(packed)
    engine = careful(PAPER)
    found = read(packed.getvalue(), ".pdf", engine)
    text = found.text
    assert text.index("学习计划") < text.index("会议议程") < text.rindex("学习计划")
    assert text.count("会议议程") == 1
    assert found.pages == 3
