"""Read .pdf with a text layer: text by page, and the look of the first page's lines."""

import ctypes
import re
import zlib
from dataclasses import dataclass
from typing import Any

from wenming_cli.read.extract import Extract, Line, UnreadableError

MOST_PAGES = 2_000
FEW_CHARACTERS = 8
"""Fewer characters than this on a page with a picture: the page is a scan."""
LOOKED_AT = 20_000
"""Characters of the first page whose look is taken."""
MOST_STREAM = 512 << 20
"""Bytes that one stream may inflate to."""
_DEFLATE_AT_MOST = 1032
"""Deflate shrinks data to no less than a 1032nd: shorter streams need no look."""
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_STREAM = re.compile(rb"stream\r?\n")


def read_pdf(data: bytes) -> Extract:
    """The lines of a PDF; a page without text that shows a picture counts as scanned."""
    import pypdfium2 as pdfium

    _refuse_bombs(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = re.search("assword|ecurity", str(error)) is not None
        raise UnreadableError("encrypted" if locked else "corrupt", "" if locked else "PDF 打不开") from error
    try:
        return _read(document)
    except pdfium.PdfiumError as error:
        raise UnreadableError("corrupt", "PDF 页面读不出来") from error
    finally:
        document.close()


def _refuse_bombs(data: bytes) -> None:
    """Refuse a PDF with a stream that inflates past the limit, through however many filters."""
    at = 0
    while (start := _STREAM.search(data, at)) is not None:
        end = data.find(b"endstream", start.end())
        end = len(data) if end < 0 else end
        head = data[data.rfind(b"obj", max(0, start.start() - 4096), start.start()) : start.start()]
        layers = len(_FLATE.findall(head))
        if layers and (end - start.end()) * _DEFLATE_AT_MOST**layers > MOST_STREAM:
            _refuse_bomb(memoryview(data)[start.end() : end], layers)
        at = end


def _refuse_bomb(packed: "memoryview[int]", layers: int) -> None:
    """Inflate a stream without keeping it; stop at the limit."""
    inflaters = [zlib.decompressobj() for _ in range(layers)]
    size = 0

    def push(piece: bytes, layer: int) -> int:
        if layer == layers:
            return len(piece)
        inflater, made = inflaters[layer], 0
        while piece and not inflater.eof:
            out = inflater.decompress(piece, 1 << 20)
            piece = inflater.unconsumed_tail
            made += push(out, layer + 1) if out else 0
            if size + made > MOST_STREAM:
                raise UnreadableError("bomb", f"里面有一段内容解压后超过 {MOST_STREAM >> 20} MB")
        return made

    try:
        for at in range(0, len(packed), 1 << 18):
            size += push(bytes(packed[at : at + (1 << 18)]), 0)
    except zlib.error:
        return


def _read(document: Any) -> Extract:
    """Walk the pages; only the first is looked at closely."""
    extract = Extract("pdf", "文档", pages=len(document))
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        textpage = page.get_textpage()
        text = textpage.get_text_range().replace("\ufffe", "").replace("\x00", "")
        if number == 0 and len(text.strip()) >= FEW_CHARACTERS:
            lines = _looked_at(page, textpage)
            extract.red_rule = _red_rule(page)
        else:
            lines = [Line(line.strip(), page=number + 1) for line in text.splitlines() if line.strip()]
        if len(text.strip()) < FEW_CHARACTERS and _has_picture(page):
            extract.scanned.append(number + 1)
        textpage.close()
        page.close()
        if not all(map(extract.add, lines)):
            break
    if extract.scanned and len(extract.scanned) * 2 >= (extract.pages or 0):
        extract.carrier = "扫描件"
        extract.cues["carrier"] = f"{len(extract.scanned)} 页只有图像，没有文字层"
    return extract


@dataclass(frozen=True, slots=True)
class _Laid:
    """A line with its sides on the page, in points."""

    text: str
    left: float
    right: float
    size: float
    red: bool


def _looked_at(page: Any, textpage: Any) -> list[Line]:
    """The lines of a page with size, place and colour, from the top down."""
    import pypdfium2.raw as raw

    laid: list[_Laid] = []
    text = ""
    boxes: list[int] = []
    count = min(textpage.count_chars(), LOOKED_AT)
    for at in range(count):
        code = raw.FPDFText_GetUnicode(textpage, at)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 and code != 0xFFFE else ""
        if char in "\r\n":
            if char and text.strip():
                laid.append(_line(raw, textpage, text, boxes))
            text, boxes = ("", []) if char else (text, boxes)
            continue
        text += char
        if char.strip():
            boxes.append(at)
    if text.strip():
        laid.append(_line(raw, textpage, text, boxes))
    width = page.get_width()
    left, right = _column(laid, width)
    return [Line(one.text, one.size, _is_centred(one, left, right, width), red=one.red) for one in laid]


def _line(raw: Any, textpage: Any, text: str, at: list[int]) -> _Laid:
    """A line from the indices of its visible characters; look is taken from three of them."""
    left, right = _box(raw, textpage, at[0])[0], _box(raw, textpage, at[-1])[1]
    sample = [at[0], at[len(at) // 2], at[-1]]
    size = max(_height(raw, textpage, one) for one in sample)
    red = all(_is_red(raw, textpage, one) for one in sample)
    return _Laid(text.strip(), left, right, round(size, 1), red)


def _column(laid: list[_Laid], width: float) -> tuple[float, float]:
    """The sides of the text column; those of a usual page where no three lines fill one."""
    left, right = min(one.left for one in laid), max(one.right for one in laid)
    full = sum(one.right - one.left > (right - left) * 0.9 for one in laid)
    return (left, right) if full >= 3 else (width * 0.15, width * 0.85)


def _is_centred(one: _Laid, left: float, right: float, width: float) -> bool:
    """Whether a line stands in the middle of the page, clear of both sides of the column."""
    middle = abs((one.left + one.right) / 2 - width / 2) < width * 0.04
    clear = max(one.size, 8) * 0.9
    return middle and one.left > left + clear and one.right < right - clear


def _box(raw: Any, textpage: Any, at: int) -> tuple[float, float, float, float]:
    """Left, right, bottom, top of a character in points."""
    sides = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(textpage, at, *[ctypes.byref(side) for side in sides])
    return sides[0].value, sides[1].value, sides[2].value, sides[3].value


def _height(raw: Any, textpage: Any, at: int) -> float:
    """The font size of a character, scaled as it stands on the page."""
    matrix = raw.FS_MATRIX()
    size = raw.FPDFText_GetFontSize(textpage, at)
    if raw.FPDFText_GetMatrix(textpage, at, ctypes.byref(matrix)):
        return float(size * max(abs(matrix.d), abs(matrix.b)))
    return float(size)


def _is_red(raw: Any, textpage: Any, at: int) -> bool:
    """Whether a character is painted in a red."""
    colours = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFText_GetFillColor(textpage, at, *[ctypes.byref(one) for one in colours]):
        return False
    red, green, blue = (one.value for one in colours[:3])
    return red >= 170 and green <= 90 and blue <= 90


def _red_rule(page: Any) -> bool:
    """Whether a long thin red line is drawn across the page (the separator of a red head)."""
    import pypdfium2.raw as raw

    width = page.get_width()
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2):
        left, bottom, right, top = shape.get_bounds() if hasattr(shape, "get_bounds") else shape.get_pos()
        if right - left < width * 0.5 or top - bottom > 12:
            continue
        for getter in (raw.FPDFPageObj_GetStrokeColor, raw.FPDFPageObj_GetFillColor):
            colours = [ctypes.c_uint() for _ in range(4)]
            if getter(shape, *[ctypes.byref(one) for one in colours]):
                red, green, blue = (one.value for one in colours[:3])
                if red >= 170 and green <= 90 and blue <= 90:
                    return True
    return False


def _has_picture(page: Any) -> bool:
    """Whether the page shows an image."""
    import pypdfium2.raw as raw

    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None
