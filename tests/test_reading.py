"""Reading contents: what documents say, what they don't, and what keeps them from being read."""

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor
from PIL import Image
from pypdf import PdfWriter

from wenming_cli.model.evidence import Reading
from wenming_cli.read.cache import Cache
from wenming_cli.read.content import read_bytes
from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.reader import VERSION, work
from wenming_cli.read.take import Limits, take
from wenming_cli.scan.walk import Found, openable, walk

EXAMPLE = Path(__file__).parent.parent / "examples" / "qinglan-2021" / "证据"


def paper(*lines: str, head: str | None = None, number: str | None = None) -> bytes:
    """A Word paper: red head and number where given, a large centred title, small lines."""
    document = Document()
    if head:
        run = document.add_paragraph().add_run(head)
        run.font.size, run.font.color.rgb = Pt(36), RGBColor(0xE0, 0, 0)
    if number:
        document.add_paragraph(number).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for at, line in enumerate(lines):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line)
        run.font.size = Pt(22 if at == 0 else 16)
        if at == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def read(data: bytes, suffix: str = ".docx") -> Reading:
    return read_bytes(data, suffix, "sha")


BODY = (
    "某局理论学习制度",
    "各股室：",
    "为加强学习，根据县委发〔2020〕9号文件，制定本制度。",
    "一、学习内容",
    "某局",
    "2021年3月4日",
)


def test_a_red_head_paper() -> None:
    found = read(paper(*BODY, head="某局文件", number="某局发〔2021〕7号"))
    assert (found.red_head, found.doc_number, found.title, found.date) == (
        True,
        "某局发〔2021〕7号",
        "某局理论学习制度",
        "2021-03-04",
    )
    assert found.types[0] == "制度"
    assert found.issuer == "某局"


@pytest.mark.parametrize(
    ("data", "red", "number"),
    [
        pytest.param(paper(*BODY), False, None, id="another paper's number in a sentence is not its own"),
        pytest.param(
            paper(*BODY, number="某局发[2021]07号"), False, "某局发[2021]07号", id="wrong brackets are kept as printed"
        ),
        pytest.param(paper(*BODY, head="热烈欢迎"), False, None, id="red words that name no organ are no red head"),
        pytest.param(paper(*BODY, head="某局文件"), True, None, id="a red head without a number"),
    ],
)
def test_heads_and_numbers(data: bytes, red: bool, number: str | None) -> None:
    found = read(data)
    assert (found.red_head, found.doc_number) == (red, number)


@pytest.mark.parametrize(
    ("title", "types"),
    [
        ("学雷锋志愿服务工作方案", ("方案",)),
        ("关于开展2020年工作总结的实施方案", ("方案",)),
        ("关于印发《学雷锋志愿服务制度》的通知", ("通知", "制度")),
        ("党组会议纪录", ("会议记录",)),
        ("志愿者花名册", ("花名册",)),
        ("2021年述职述廉报告", ("述职报告",)),
    ],
)
def test_types_come_from_the_end_of_the_title(title: str, types: tuple[str, ...]) -> None:
    found = read(paper(title, "正文提到总结、计划和方案。", "2021年3月4日"))
    assert found.types[: len(types)] == types


def test_tables_and_pictures_of_a_document() -> None:
    document = Document()
    document.add_paragraph("签到表")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "姓名", "张三"
    picture = io.BytesIO()
    Image.effect_noise((300, 200), 80).save(picture, "PNG")
    picture.seek(0)
    document.add_picture(picture)
    data = io.BytesIO()
    document.save(data)
    found = read(data.getvalue())
    assert "姓名\t张三" in found.text
    assert [part.address for part in found.parts] == ["#图1"]


def test_a_workbook() -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("一")
        sheet.write_row(0, 0, ["志愿服务活动统计表"])
        sheet.write_row(1, 0, ["日期", "次数"])
        sheet.write_row(2, 0, ["2021-03-05", 12])
    found = read(data.getvalue(), ".xlsx")
    assert (found.carrier, found.title, found.types) == ("表格", "志愿服务活动统计表", ("统计表",))
    assert "12" in found.text
    assert "12.0" not in found.text


def test_a_scanned_pdf_has_pages_but_no_text() -> None:
    data = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(data, "PDF")
    found = read(data.getvalue(), ".pdf")
    assert (found.carrier, found.pages, found.text_chars) == ("扫描件", 1, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_encoding(encoding: str) -> None:
    assert read("理论学习制度\n第一条\n".encode(encoding), ".txt").title == "理论学习制度"


def test_exif_of_a_photo() -> None:
    image = Image.effect_noise((400, 300), 60)
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    exif.get_ifd(0x8769)[0x9003] = "2021:06:22 10:00:00"
    exif.get_ifd(0x8769)[0x8827] = 200
    data = io.BytesIO()
    image.save(data, "JPEG", exif=exif)
    found = read(data.getvalue(), ".jpg")
    assert (found.exif_date, found.camera, found.carrier, found.pixels) == ("2021-06-22", "Canon", "照片", (400, 300))


def jpeg() -> bytes:
    data = io.BytesIO()
    Image.effect_noise((200, 100), 50).save(data, "JPEG")
    return data.getvalue()


def encrypted() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("x", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def package(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "problem"),
    [
        pytest.param(encrypted(), ".pdf", "encrypted", id="encrypted pdf"),
        pytest.param(b"%PDF-1.4 nothing", ".pdf", "corrupt", id="broken pdf"),
        pytest.param(jpeg()[:-60], ".jpg", "corrupt", id="cut picture"),
        pytest.param(package(word__document_xml=b""), ".docx", None, id="no document inside"),
        pytest.param(
            package(**{"word__document.xml": b"<x/>", "a.bin": b"\0" * (300 << 20)}),
            ".docx",
            "bomb",
            id="inflates to 300 MB",
        ),
        pytest.param(b"Rar!\x1a\x07\x00", ".rar", "unsupported", id="rar"),
        pytest.param(b"\x00\x01\x02\x03" * 50, ".bin", "unsupported", id="unknown bytes"),
        pytest.param(b"  \n", ".txt", "empty", id="blank text"),
    ],
)
def test_problems(data: bytes, suffix: str, problem: str | None) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data, suffix)
    assert problem is None or caught.value.problem == problem


def test_an_entity_is_never_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("OUTSIDE-SECRET", encoding="utf-8")
    good = io.BytesIO(paper("标题", "正文"))
    data = io.BytesIO()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(data, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text = content.decode("utf-8").replace("正文", "&x;")
                head, _, rest = text.partition("?>")
                content = f'{head}?><!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{rest}'.encode()
            target.writestr(name, content)
    with pytest.raises(UnreadableError):
        read(data.getvalue())


def test_content_decides_not_the_extension() -> None:
    found = read(jpeg(), ".docx")
    assert found.format == "jpg"
    assert "jpg" in found.cues["wrong_extension"]


Run = Callable[[list[dict[str, Any]]], Iterator[Any]]


class Counted:
    """Runs jobs in this process and counts what was opened."""

    def __init__(self) -> None:
        self.jobs: list[str] = []

    def __call__(self, jobs: list[dict[str, Any]]) -> Iterator[Any]:
        from wenming_cli.worker.pool import Outcome

        for job in jobs:
            self.jobs.append(job["do"])
            yield Outcome(job, work(job))


def taken(root: Path, cache: Cache | None, run: Run) -> dict[str, Reading]:
    found = [one for one in walk("证据", root, (), frozenset()) if isinstance(one, Found)]
    evidence = take(found, cache, run, Limits(64 << 20), lambda *_: None)
    return {place.path: one.reading for one in evidence for place in one.places}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "证据"
    root.mkdir()
    for name, text in (("a.txt", "甲方案"), ("b.txt", "乙方案"), ("c.txt", "甲方案")):
        (root / name).write_text(text, encoding="utf-8")
        os.utime(root / name, (1_615_000_000, 1_615_000_000))
    return root


def test_each_content_is_read_once_and_never_again(archive: Path, tmp_path: Path) -> None:
    cache, run = Cache(tmp_path / "c.sqlite3", VERSION), Counted()
    first = taken(archive, cache, run)
    assert (run.jobs.count("hash"), run.jobs.count("read")) == (3, 2)
    again = Counted()
    assert taken(archive, cache, again) == first
    assert again.jobs == []
    (archive / "a.txt").rename(archive / "d.txt")
    moved = Counted()
    assert taken(archive, cache, moved)["d.txt"] == first["a.txt"]
    assert moved.jobs == ["hash"]
    cache.close()


def test_a_new_reader_version_reads_anew(archive: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c.sqlite3", VERSION)
    taken(archive, cache, Counted())
    cache.close()
    newer, run = Cache(tmp_path / "c.sqlite3", VERSION + 1), Counted()
    taken(archive, newer, run)
    assert run.jobs.count("read") == 2
    newer.close()


def test_flipped_bits_in_the_cache_give_no_wrong_facts(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    cache = Cache(path, VERSION)
    truth = taken(archive, cache, Counted())
    cache.close()
    whole = path.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        cache = Cache(path, VERSION)
        assert taken(archive, cache, Counted()) == truth
        cache.close()
        for leftover in tmp_path.glob("c.sqlite3*"):
            leftover.unlink()


def test_a_foreign_database_is_set_aside_and_said(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    path.write_bytes(b"not a database at all" * 100)
    cache = Cache(path, VERSION)
    assert len(taken(archive, cache, Counted())) == 3
    assert cache.said is not None
    assert any(one.name != path.name and "bad" in one.name for one in tmp_path.iterdir())
    cache.close()


def test_links_and_special_files_are_never_opened(archive: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no FIFOs on this system")
    (archive / "link.txt").symlink_to(archive / "a.txt")
    os.mkfifo(archive / "pipe.txt")
    (archive / "~$a.docx").write_bytes(b"x")
    found = list(walk("证据", archive, ("b.*",), frozenset()))
    reasons = {one.path: one.reason for one in found if not isinstance(one, Found)}
    assert set(reasons) == {"link.txt", "pipe.txt", "~$a.docx", "b.txt"}
    assert [one.path for one in found if isinstance(one, Found)] == ["a.txt", "c.txt"]


def test_a_file_that_another_program_holds_is_said(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(path: str, flags: int) -> int:
        error = PermissionError(13, "sharing violation")
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(os, "open", held)
    answer = work({"do": "hash", "path": openable(archive / "a.txt")})
    assert answer["problem"] == "locked"


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLE.rglob("青审*.pdf") if "副本" not in path.name))
def test_every_red_head_of_the_example_is_read_right(name: str) -> None:
    import csv

    text = (EXAMPLE.parent / "archive.tsv").read_text(encoding="utf-8").splitlines()
    rows = {row["path"].rsplit("/", 1)[-1]: row for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)}
    found = read(next(EXAMPLE.rglob(name)).read_bytes(), ".pdf")
    row = rows[name]
    assert (found.red_head, found.doc_number, found.date) == (True, row["doc_number"], row["doc_date"])
    assert found.title is not None
    assert found.title.replace(" ", "") == row["title"].replace(" ", "")
