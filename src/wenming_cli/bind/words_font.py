"""A font without shapes, for words that are never seen: each code is a character's own (UTF-16), no glyph paints.

So programs that recognise text write the words of scans. One font says every character, whatever fonts this computer
has, at a thousandth of their size; and a line stays in one piece, for viewers put the pieces of a line in order from
left to right, which mixes up the words of a page that lies upside down.
"""

import struct
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

NAME = "WmWords"
EM = 1000
NARROW = (" ", "~")
"""The first and the last of the characters that are half as wide as a Chinese one."""
_ONE = 0x00010000
"""1.0 as TrueType writes it."""
_BLOCK = 100
"""Ranges that a block of a CMap may have (Adobe technical note 5014)."""


def width(text: str) -> float:
    """How wide the font makes a text, in parts of its size."""
    return sum(0.5 if NARROW[0] <= char <= NARROW[1] else 1.0 for char in text)


def codes(text: str) -> str:
    """A text as the operand of Tj."""
    return f"<{text.encode('utf-16-be', 'replace').hex()}>"


def words_font(pdf: "pikepdf.Pdf") -> Any:
    """The font, once per document (ISO 32000-1, 9.7): a CIDFontType2 whose codes show a wide or a narrow glyph."""
    from pikepdf import Array, Dictionary, Name, String

    name, first, last = Name(f"/{NAME}"), *map(ord, NARROW)
    program = _true_type()
    described = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=5, FontBBox=Array([0, 0, EM, EM]), ItalicAngle=0, Ascent=EM,
        Descent=0, CapHeight=EM, StemV=80, FontFile2=_packed(pdf, program, Length1=len(program)),
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, DW=EM,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        W=Array([first, last, EM // 2]), FontDescriptor=pdf.make_indirect(described),
        CIDToGIDMap=_packed(pdf, b"".join(b"\0\2" if first <= code <= last else b"\0\1" for code in range(0x10000))),
    )  # fmt: skip
    whole = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(font)]), ToUnicode=_packed(pdf, _to_unicode()),
    )  # fmt: skip
    return pdf.make_indirect(whole)


def _packed(pdf: "pikepdf.Pdf", data: bytes, **more: int) -> Any:
    from pikepdf import Name

    return pdf.make_stream(zlib.compress(data, 9), Filter=Name.FlateDecode, **more)


def _to_unicode() -> bytes:
    """The CMap that gives each code its character: a range for every first byte, as the format wants (9.10.3)."""
    ranges = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(0x100)]
    blocks = (ranges[at : at + _BLOCK] for at in range(0, len(ranges), _BLOCK))
    lines = [line for some in blocks for line in (f"{len(some)} beginbfrange", *some, "endbfrange")]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
            "1 begincodespacerange", "<0000> <ffff>", "endcodespacerange",
            *lines,
            "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end",
        ]
    ).encode("ascii")  # fmt: skip


def _true_type() -> bytes:
    """A TrueType font of three glyphs (.notdef, wide, narrow) with the tables that ISO 32000-1, 9.9 asks for."""
    glyphs = [_glyph(EM), _glyph(EM), _glyph(EM // 2)]
    ends = [sum(map(len, glyphs[:count])) // 2 for count in range(len(glyphs) + 1)]
    head = struct.pack(
        ">IIIIHHqqhhhhHHhhh",
        _ONE, _ONE, 0, 0x5F0F3CF5, 0, EM, 0, 0, 0, 0, EM, EM, 0, 8, 2, 0, 0,
    )  # fmt: skip
    tables = {
        b"glyf": b"".join(glyphs),
        b"head": head,
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", _ONE, EM, 0, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, 3),
        b"hmtx": struct.pack(">HhHhHh", EM, 0, EM, 0, EM // 2, 0),
        b"loca": struct.pack(f">{len(ends)}H", *ends),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", _ONE, len(glyphs), 2, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    at = 12 + 16 * len(tables)
    directory, body = b"", b""
    for tag, data in sorted(tables.items()):
        directory += tag + struct.pack(">III", _sum(data), at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    made = struct.pack(">IHHHH", _ONE, len(tables), 64, 2, len(tables) * 16 - 64) + directory + body
    adjustment = at + body.index(head) + 8
    return made[:adjustment] + struct.pack(">I", (0xB1B0AFBA - _sum(made)) % 2**32) + made[adjustment + 4 :]


def _glyph(wide: int) -> bytes:
    """A glyph that paints nothing but has an extent, by which viewers mark what is found: two contours of one point."""
    ends, no_instructions = struct.pack(">HH", 0, 1), struct.pack(">H", 0)
    flags = struct.pack(">BB", 1, 1)
    steps = struct.pack(">hhhh", 0, wide, 0, EM)
    return struct.pack(">hhhhh", 2, 0, 0, wide, EM) + ends + no_instructions + flags + steps


def _sum(data: bytes) -> int:
    """The checksum of a table: its words added up."""
    padded = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) % 2**32
