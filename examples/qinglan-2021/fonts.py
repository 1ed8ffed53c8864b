"""The Chinese type faces of the papers: found on the machine, made fit for PDF, offered by their office name.

Debian packages: fonts-arphic-gbsn00lp (Song), fonts-arphic-gkai00mp (Kai), fonts-wqy-microhei (Hei), fonts-noto-cjk.
A PDF writer wants TrueType outlines, so the bold Song of the titles (Noto Serif CJK, cubic outlines) is converted here.
"""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem
from PIL import ImageFont
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as PdfFont

PLAIN = "".join(map(chr, range(32, 127)))
SHARE = Path("/usr/share/fonts")
FILES: dict[str, tuple[Path, int]] = {
    "song": (SHARE / "truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0),
    "kai": (SHARE / "truetype/arphic-gkai00mp/gkai00mp.ttf", 0),
    "hei": (SHARE / "truetype/wqy/wqy-microhei.ttc", 0),
    "title": (SHARE / "opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    "black": (SHARE / "opentype/noto/NotoSansCJK-Bold.ttc", 2),
    "sans": (SHARE / "opentype/noto/NotoSansCJK-Regular.ttc", 2),
}


@functools.cache
def picture_font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """The face `name` at `size` pixels, for drawing into pictures."""
    path, index = FILES[name]
    return ImageFont.truetype(str(path), size, index=index)


def register_pdf_fonts(characters: str) -> None:
    """Make song, kai, hei and title known to the PDF writer, without hints and limited to `characters`."""
    rl_config.useA85 = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in ("song", "kai", "hei", "title"):
            path = Path(folder) / f"{name}.ttf"
            font = _limited(*FILES[name], characters)
            if "CFF " in font:
                _to_truetype(font)
            scale_upem(font, 360 if name == "title" else 200)
            font.save(path)
            pdfmetrics.registerFont(PdfFont(name, str(path), asciiReadable=False))


def _limited(source: Path, index: int, characters: str) -> TTFont:
    font = TTFont(source, fontNumber=index, recalcTimestamp=False)
    drop = ["VORG", "BASE", "GSUB", "GPOS", "GDEF", "vmtx", "vhea", "VDMX", "EBDT", "EBLC", "DSIG"]
    subsetter = Subsetter(Options(layout_features=[], notdef_outline=True, hinting=False, drop_tables=drop))
    subsetter.populate(text=characters + " " + PLAIN)
    subsetter.subset(font)
    return font


def _to_truetype(font: TTFont) -> None:
    order = font.getGlyphOrder()
    glyphs = {}
    shapes = font.getGlyphSet()
    for glyph in order:
        pen = TTGlyphPen(None)
        shapes[glyph].draw(Cu2QuPen(pen, max_err=2.5, reverse_direction=True))
        glyphs[glyph] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder = order
    table.glyphs = glyphs
    for glyph in order:
        glyphs[glyph].recalcBounds(table)
    font["hmtx"].metrics = {g: (font["hmtx"][g][0], getattr(glyphs[g], "xMin", 0)) for g in order}
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in (
        "maxZones",
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
        "maxPoints",
        "maxContours",
        "maxCompositePoints",
        "maxCompositeContours",
        "maxComponentDepth",
    ):
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    font["post"].formatType = 3.0
    del font["CFF "]
    font.sfntVersion = "\000\001\000\000"


@functools.cache
def outline(name: str, character: str) -> tuple[list[Any], int, int]:
    """The drawing commands of one character, its advance, the units of an em: for seals, which add no text layer."""
    path, index = FILES[name]
    font = _opened(path, index)
    shapes = font.getGlyphSet()
    glyph = font.getBestCmap()[ord(character)]
    pen = DecomposingRecordingPen(shapes)
    shapes[glyph].draw(pen)
    return pen.value, shapes[glyph].width, font["head"].unitsPerEm


@functools.cache
def _opened(path: Path, index: int) -> TTFont:
    return TTFont(path, fontNumber=index)
