"""Papers made by hand for the readers: packages, PDFs, pictures, text by text."""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
RED = "FF0000"


@dataclass(frozen=True)
class P:
    """A paragraph: text, size in points, centred, colour, bold, style, or XML to stand inside it."""

    text: str
    size: float = 16
    centred: bool = False
    colour: str = ""
    bold: bool = False
    style: str = ""
    inside: str = ""
    rule: str = ""


def zipped(members: Sequence[tuple[str, str | bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def paragraph(one: P) -> str:
    """A paragraph as WordprocessingML."""
    before = f'<w:pStyle w:val="{one.style}"/>' if one.style else ""
    before += f'<w:pBdr><w:bottom w:val="single" w:color="{one.rule}"/></w:pBdr>' if one.rule else ""
    before += '<w:jc w:val="center"/>' if one.centred else ""
    look = "<w:b/>" if one.bold else ""
    look += f'<w:color w:val="{one.colour}"/>' if one.colour else ""
    look += f'<w:sz w:val="{int(one.size * 2)}"/>' if one.size else ""
    text = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(one.text)}</w:t></w:r>' if one.text else ""
    return f"<w:p><w:pPr>{before}</w:pPr>{one.inside}{text}</w:p>"


def document(body: str) -> str:
    """The main part around a body."""
    spaces = (
        f'xmlns:w="{W}" xmlns:r="{REL}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    return f"{XML}<w:document {spaces}><w:body>{body}</w:body></w:document>"


def members(body: str, *, main: str = "word/document.xml") -> list[tuple[str, str | bytes]]:
    """The members of a Word package."""
    rels = f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="{main}"/>'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    packed = "http://schemas.openxmlformats.org/package/2006/relationships"
    return [
        ("[Content_Types].xml", f'{XML}<Types xmlns="{types}"/>'),
        ("_rels/.rels", f'{XML}<Relationships xmlns="{packed}">{rels}</Relationships>'),
        (main, document(body)),
    ]


def relations(*found: tuple[str, str, str]) -> str:
    """A relations part from (id, kind, target)."""
    packed = "http://schemas.openxmlformats.org/package/2006/relationships"
    inner = "".join(f'<Relationship Id="{i}" Type="{REL}/{kind}" Target="{target}"/>' for i, kind, target in found)
    return f'{XML}<Relationships xmlns="{packed}">{inner}</Relationships>'


def docx(*paragraphs: P | str, more: Sequence[tuple[str, str | bytes]] = ()) -> bytes:
    """A Word document; a str is XML as it stands."""
    body = "".join(one if isinstance(one, str) else paragraph(one) for one in paragraphs)
    return zipped([*members(body), *more])


def table(*rows: Sequence[str]) -> str:
    """A table of plain cells."""
    cells = ["".join(f"<w:tc>{paragraph(P(cell, 0))}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def xlsx(sheet: str, strings: str = "", after: str = "") -> bytes:
    """A workbook of one sheet: rows as XML, shared strings, and what follows the rows."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
    types = f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{parts}</Types>'
    book = f'{XML}<workbook xmlns="{SHEET}" xmlns:r="{REL}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
    found = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations(("r1", "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", book),
        (
            "xl/_rels/workbook.xml.rels",
            relations(("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")),
        ),
        (
            "xl/worksheets/sheet1.xml",
            f'{XML}<worksheet xmlns="{SHEET}"><sheetData>{sheet}</sheetData>{after}</worksheet>',
        ),
    ]
    if strings:
        found.append(("xl/sharedStrings.xml", f"{XML}{strings}"))
    return zipped(found)


@dataclass(frozen=True)
class L:
    """A line of a PDF page: text, height above the bottom, left side, size, colour; positions in points."""

    text: str
    y: float
    x: float = 90
    size: float = 16
    colour: str = "0 0 0"


def centred(text: str, y: float, size: float = 16, colour: str = "0 0 0") -> L:
    """A line in the middle of an A4 page."""
    return L(text, y, 297.5 - len(text) * size / 2, size, colour)


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of them the catalogue."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for at, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % at + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n" % (len(data), extra) + data + b"\nendstream"


def pdf(*pages: Sequence[L], rule: str = "") -> bytes:
    """A PDF with a Chinese text layer; *rule* is the colour of a line across the first page."""
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (5 + at * 2) for at in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (GB1) /Supplement 4 >> /DW 1000 >>",
    ]
    for at, lines in enumerate(pages):
        drawn = f"{rule} RG 2 w 90 600 m 505 600 l S\n" if rule and at == 0 else ""
        for one in lines:
            shown = one.text.encode("utf-16-be").hex()
            drawn += f"BT {one.colour} rg /F1 {one.size} Tf {one.x} {one.y} Td <{shown}> Tj ET\n"
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
        objects += [page + b"/Contents %d 0 R >>" % (6 + at * 2), stream(drawn.encode())]
    return pdf_of(objects)


def png(width: int, height: int, *, more: bytes = b"", pixels: bytes | None = None) -> bytes:
    """A grey PNG."""
    raw = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height))) if pixels is None else pixels
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", raw) + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpg(width: int = 40, height: int = 30, *, taken: str = "", camera: tuple[str, str] = ("", "")) -> bytes:
    """A JPEG, with EXIF where a date or a camera is given."""
    from PIL import Image

    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if camera[0]:
        exif[0x010F], exif[0x0110] = camera
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (90, 120, 150)).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()
