"""Files that want to kill, fill or fool a reader: each is refused for the right reason, or read."""

import io
import struct
import time
import zipfile
import zlib

import pytest
from papers import (
    SHEET,
    XML,
    L,
    P,
    centred,
    chunk,
    document,
    docx,
    jpg,
    members,
    paragraph,
    pdf,
    pdf_of,
    png,
    relations,
    stream,
    xlsx,
    zipped,
)  # fmt: skip

from wenming_cli.model.evidence import Reading
from wenming_cli.read.content import read_bytes
from wenming_cli.read.extract import MOST_TEXT, UnreadableError
from wenming_cli.read.package import MOST_MEMBERS, open_package

GOOD = docx(P("会议记录", 22, centred=True), P("研究安全生产工作。"))
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def read(data: bytes, suffix: str = ".docx") -> Reading:
    """What is read within five seconds."""
    started = time.monotonic()
    try:
        return read_bytes(data, suffix, "0")
    finally:
        assert time.monotonic() - started < 5


def problem(data: bytes, suffix: str = ".docx") -> str:
    """Why nothing is read, or 'read'."""
    try:
        read(data, suffix)
    except UnreadableError as error:
        return str(error.problem)
    return "read"


def with_part(name: str, content: str | bytes) -> bytes:
    """A good package with one part more, or another in its place."""
    kept = [(one, data) for one, data in members(paragraph(P("记录", 22))) if one != name]
    return zipped([*kept, (name, content)])


def body_with(prolog: str, text: str = "&b;", encoding: str = "UTF-8") -> bytes:
    """A document whose main part begins with a DTD."""
    main = document(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>").replace(
        XML, f'<?xml version="1.0" encoding="{encoding}"?>{prolog}'
    )
    return with_part("word/document.xml", main.encode(encoding))


def lying(data: bytes, size: int) -> bytes:
    """A package whose directory states *size* for the part that inflates most."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true = max(member.file_size for member in archive.infolist())
    return data.replace(struct.pack("<I", true), struct.pack("<I", size))


def overlapped(count: int) -> bytes:
    """A zip with *count* entries for one member."""
    one = zipped([("word/document.xml", b"x" * 10_000)])
    at = one.index(b"PK\x01\x02")
    entry, end = one[at : one.index(b"PK\x05\x06")], one.index(b"PK\x05\x06")
    entries = b"".join(entry.replace(b"word/document.xml", b"word/d%011d" % n) for n in range(count))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(entries), at, 0)
    assert end > at
    return one[:at] + entries + tail


def encrypted_flag(data: bytes) -> bytes:
    """A zip whose members claim to be encrypted."""
    spoiled = bytearray(data)
    at = 0
    while (at := spoiled.find(b"PK\x01\x02", at)) >= 0:
        spoiled[at + 8] |= 1
        at += 4
    return bytes(spoiled)


def flipped(data: bytes, at: int) -> bytes:
    """One bit turned."""
    return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]


PACKAGES = [
    pytest.param(GOOD, "read", id="good"),
    pytest.param(docx(P("x" * 300), more=[("word/big.bin", b"\0" * (250 << 20))]), "bomb", id="250 MB of zeros"),
    pytest.param(lying(docx(P("长" * 70_000_000)), 100), "bomb", id="a size that lies"),
    pytest.param(docx(*[P("") for _ in range(3)], more=[(f"m{n}", b"") for n in range(MOST_MEMBERS)]), "bomb", id="members"),
    pytest.param(overlapped(30_000), "bomb", id="30,000 entries for one member"),
    pytest.param(body_with(LAUGHS), "bomb", id="billion laughs"),
    pytest.param(body_with(XXE, "&a;"), "bomb", id="a file from outside"),
    pytest.param(body_with(LAUGHS, encoding="UTF-16"), "bomb", id="a DTD in UTF-16"),
    pytest.param(body_with('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', "x"), "bomb", id="a DTD from the net"),
    pytest.param(body_with("<!-- " + "x" * 3_000_000 + " -->" + LAUGHS), "bomb", id="a DTD behind a long comment"),
    pytest.param(with_part("docProps/core.xml", XML + LAUGHS + "<x>&b;</x>"), "bomb", id="a DTD in the properties"),
    pytest.param(with_part("customXml/x.dat", "<!DOCTYPE x><x/>"), "bomb", id="a DTD under another name"),
    pytest.param(docx("<w:p>" * 5_000 + "</w:p>" * 5_000), "corrupt", id="depth"),
    pytest.param(docx("<w:p><w:r>"), "corrupt", id="unclosed"),
    pytest.param(with_part("word/document.xml", document("<w:p><w:r><w:t>\xff").encode("latin-1")), "corrupt", id="bad UTF-8"),
    pytest.param(GOOD[: len(GOOD) // 2], "corrupt", id="half"),
    pytest.param(GOOD[:-22], "corrupt", id="no end record"),
    pytest.param(flipped(GOOD, GOOD.index(b"word/document.xml") + 60), "corrupt", id="a flipped bit"),
    pytest.param(zipped([]), "corrupt", id="empty"),
    pytest.param(zipped([("x.txt", "x")]), "corrupt", id="no document"),
    pytest.param(zipped([*members("")[:1], ("word/other.xml", "<x/>")]), "corrupt", id="no main part"),
    pytest.param(encrypted_flag(GOOD), "encrypted", id="members with a password"),
    pytest.param(GOOD + b"\0" * 100, "read", id="trailing bytes"),
    pytest.param(docx(P("记录", 22), more=[("../../evil", "x"), ("C:\\x", "x"), ("/etc/x", "x")]), "read", id="paths"),
    pytest.param(with_part("word/_rels/document.xml.rels", relations(("r", "image", "../../../../etc/passwd"))), "read", id="a way out"),
    pytest.param(docx(P("长" * 6_000_000)), "read", id="a run of 18 MB"),
    pytest.param(zipped(members(paragraph(P("记录", 22))), zipfile.ZIP_STORED), "read", id="stored"),
    pytest.param(zipped(members(paragraph(P("记录", 22))), zipfile.ZIP_BZIP2), "corrupt", id="bzip2"),
    pytest.param(b"", "read", id="nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), PACKAGES[:-1])
def test_word_packages(data: bytes, expected: str) -> None:
    assert problem(data) == expected


def test_nothing_from_outside_is_read() -> None:
    assert (
        "root:x:0" not in read(with_part("word/_rels/document.xml.rels", relations(("r", "image", "/etc/passwd")))).text
    )


def test_text_is_cut_at_the_limit_and_said_so() -> None:
    reading = read(docx(P("长" * (MOST_TEXT + 1_000_000))))
    assert 0.99 * MOST_TEXT < reading.text_chars <= MOST_TEXT
    assert "cut" in reading.cues


def test_a_double_member_is_said() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = docx(P("甲", 22), more=[("word/document.xml", document(paragraph(P("乙会议记录", 22))))])
    reading = read(data)
    assert reading.title == "乙会议记录"
    assert "word/document.xml" in reading.cues["package"]


def test_members_are_counted_while_they_inflate() -> None:
    with pytest.raises(UnreadableError) as caught:
        open_package(lying(zipped([("a.bin", b"\0" * (210 << 20)), ("b.xml", "<a/>")]), 3_000_000))
    assert caught.value.problem == "bomb"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(xlsx(ROW), "read", id="good"),
        pytest.param(xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "read", id="one far cell"),
        pytest.param(xlsx(ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "bomb", id="two cells far apart"),
        pytest.param(xlsx('<row r="99999999999"><c r="AAAAAAA99999999999"><v>1</v></c></row>'), "corrupt", id="no such cell"),
        pytest.param(
            xlsx('<row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'), "bomb", id="far apart in one row"
        ),
        pytest.param(
            xlsx('<row r = "1"><c r = "A1"><v>1</v></c></row><row r = "1048576"><c r = "XFD1048576"><v>1</v></c></row>'),
            "bomb", id="far apart, spaces around the sign",
        ),
        pytest.param(
            xlsx('<row><c r="a1"><v>1</v></c></row><row><c r="xfd1048576"><v>1</v></c></row>'), "bomb",
            id="far apart in small letters",
        ),
        pytest.param(xlsx(ROW, after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 1000 + "</mergeCells>"), "bomb",
                     id="merged a thousand times"),
        pytest.param(xlsx(ROW, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "read", id="merged once"),
        pytest.param(xlsx('<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
                          f'<sst xmlns="{SHEET}" count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>'), "corrupt",
                     id="four milliard strings"),
        pytest.param(xlsx(ROW).replace(b"PK\x01\x02", b"PK\x01\x09"), "corrupt", id="no directory"),
        pytest.param(xlsx(ROW, LAUGHS + f'<sst xmlns="{SHEET}"><si><t>&b;</t></si></sst>'), "bomb", id="laughs"),
    ],
)  # fmt: skip
def test_workbooks(data: bytes, expected: str) -> None:
    assert problem(data, ".xlsx") == expected


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
ONE_PAGE = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE]
BOMB = zlib.compress(b" " * (600 << 20), 9)
PLAIN = pdf([centred("会议记录", 700, 22), L("研究安全生产工作。", 600)])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(PLAIN, "read", id="good"),
        pytest.param(pdf_of([*ONE_PAGE, stream(BOMB, b"/Filter /FlateDecode")]), "bomb", id="600 MB of blanks"),
        pytest.param(
            pdf_of([*ONE_PAGE, stream(zlib.compress(zlib.compress(BOMB)), b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")]),
            "bomb", id="in three layers",
        ),
        pytest.param(pdf_of([*ONE_PAGE, stream(zlib.compress(b" " * 9_000_000), b"/Filter /FlateDecode")]), "read", id="9 MB"),
        pytest.param(pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]), "corrupt",
                     id="a page tree in itself"),
        pytest.param(PLAIN[:200], "corrupt", id="cut"),
        pytest.param(b"%PDF-1.4\n", "corrupt", id="only a header"),
        pytest.param(b"\0" * 900 + PLAIN, "read", id="a late header"),
        pytest.param(pdf_of(ONE_PAGE[:2], b"/Encrypt << /Filter /Foo /V 9 /R 9 >> /ID [<00><00>]"), "encrypted", id="unknown lock"),
        pytest.param(PLAIN.replace(b"[0 0 595 842]", b"[0 0 1e9 1e9]"), "read", id="a page of a million metres"),
    ],
)  # fmt: skip
def test_pdfs(data: bytes, expected: str) -> None:
    assert problem(data, ".pdf") == expected


@pytest.mark.parametrize(
    ("data", "suffix", "expected"),
    [
        pytest.param(png(30, 20), ".png", "read", id="good png"),
        pytest.param(jpg(), ".jpg", "read", id="good jpg"),
        pytest.param(png(50_000, 50_000, pixels=zlib.compress(b"\0" * 100)), ".png", "bomb", id="pixels"),
        pytest.param(png(8, 8, more=chunk(b"zTXt", b"C\0\0" + zlib.compress(b"A" * 200_000_000, 9))), ".png", "bomb", id="zTXt"),
        pytest.param(png(8, 8)[:-20] + b"XXXX" + png(8, 8)[-16:], ".png", "corrupt", id="checksum"),
        pytest.param(png(8, 8)[:-12], ".png", "corrupt", id="no end"),
        pytest.param(png(0, 0), ".png", "corrupt", id="no pixels"),
        pytest.param(jpg()[:200], ".jpg", "corrupt", id="cut"),
        pytest.param(b"\xff\xd8\xff\xe0", ".jpg", "corrupt", id="a header alone"),
        pytest.param("安全生产".encode("gb18030") * 9, ".txt", "read", id="GB18030"),
        pytest.param(b"\0" * 500, ".txt", "corrupt", id="lost content"),
        pytest.param("\ufeff \n".encode(), ".txt", "empty", id="only a mark"),
        pytest.param(("长" * 20_000_000).encode(), ".txt", "read", id="a line of 60 MB"),
        pytest.param(("(a" * 100_000 + ")" * 100_000).encode(), ".txt", "read", id="bait for regular expressions"),
        pytest.param(("2021年" * 200_000).encode(), ".txt", "read", id="half dates"),
        pytest.param(("一" * 300_000 + "〔2021〕").encode(), ".txt", "read", id="half a number"),
        pytest.param("x\ud800y".encode("utf-16-le", "surrogatepass"), ".txt", "read", id="a lone surrogate"),
    ],
)  # fmt: skip
def test_pictures_and_texts(data: bytes, suffix: str, expected: str) -> None:
    assert problem(data, suffix) == expected


@pytest.mark.parametrize(
    ("data", "suffix", "cue"),
    [
        pytest.param(GOOD, ".xlsx", "扩展名是 xlsx，内容是 docx", id="docx as xlsx"),
        pytest.param(PLAIN, ".docx", "扩展名是 docx，内容是 pdf", id="pdf as docx"),
        pytest.param(png(8, 8), ".jpg", "扩展名是 jpg，内容是 png", id="png as jpg"),
        pytest.param("序号,姓名\n1,张三\n".encode("gbk"), ".xls", "扩展名是 xls，内容是 txt", id="GBK text as xls"),
        pytest.param("会议记录".encode(), ".docx", "扩展名是 docx，内容是 txt", id="text as docx"),
        pytest.param(jpg(), ".jpeg", None, id="jpeg is jpg"),
        pytest.param("# 记录".encode(), ".md", None, id="text is text"),
        pytest.param(GOOD, "", None, id="no suffix promises nothing"),
    ],
)
def test_content_decides_and_a_wrong_suffix_is_said(data: bytes, suffix: str, cue: str | None) -> None:
    assert read(data, suffix).cues.get("wrong_extension") == cue


def test_a_program_is_no_pdf() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(b"MZ" + b"%PDF-1.4" * 9, ".pdf")
    assert (str(caught.value.problem), caught.value.text) == ("unsupported", "扩展名是 pdf，内容是 exe")


def test_exif() -> None:
    reading = read(jpg(taken="2021:03:05 10:11:12", camera=("HUAWEI", "P40")), ".jpg")
    assert (reading.exif_date, reading.camera, reading.pixels) == ("2021-03-05", "HUAWEI P40", (40, 30))
    assert read(jpg(taken="2021:02:30 10:11:12"), ".jpg").exif_date is None
    assert read(jpg(taken="0000:00:00 00:00:00"), ".jpg").exif_date is None
