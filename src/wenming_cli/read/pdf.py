"""Read .pdf with a text layer: text by page, and the look of the first page's lines."""

import ctypes
import re
import zlib
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, NamedTuple

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
_END = b"endstream"
_LINE = re.compile(r"[^\r\n]+")
_GAPS = "\ufffe\x00"
"""What PDFium puts where a line was hyphenated, and where a character has no meaning."""
_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")
"""Characters that are two in UTF-16."""


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
        begin = start.end()
        end = data.find(_END, begin)
        end = len(data) if end < 0 else end
        head = data[data.rfind(b"obj", max(0, begin - 4096), begin) : begin]
        if (end - begin) * _DEFLATE_AT_MOST ** head.count(b"/Fl") > MOST_STREAM:
            layers = len(_FLATE.findall(head))
            if (end - begin) * _DEFLATE_AT_MOST**layers > MOST_STREAM:
                _refuse_bomb(memoryview(data)[begin:end], layers)
        at = end + len(_END)


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
        as_laid = textpage.get_text_range()
        text = _without_gaps(as_laid)
        if number == 0 and len(text.strip()) >= FEW_CHARACTERS:
            lines = _looked_at(page, textpage, as_laid)
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


def _without_gaps(text: str) -> str:
    return text.replace(_GAPS[0], "").replace(_GAPS[1], "")


class _Laid(NamedTuple):
    """A line with its sides on the page, in points."""

    text: str
    left: float
    right: float
    size: float
    red: bool


def _looked_at(page: Any, textpage: Any, text: str) -> list[Line]:
    """The lines of a page, whose *text* is given, with size, place and colour, from the top down."""
    look = _Look(textpage, text)
    laid: list[_Laid] = []
    for line in _LINE.finditer(text, 0, LOOKED_AT):
        visible = [at for at, char in enumerate(line[0], line.start()) if not char.isspace() and char not in _GAPS]
        if visible:
            laid.append(look.line(_without_gaps(line[0]).strip(), visible))
    width = page.get_width()
    left, right = _column(laid, width)
    return [Line(one.text, one.size, _is_centred(one, left, right, width), red=one.red) for one in laid]


class _Look:
    """How the characters of a page stand on it; what PDFium writes its answers to is made once."""

    def __init__(self, textpage: Any, text: str) -> None:
        import pypdfium2.raw as raw

        self._raw, self._page = raw, textpage.raw
        self._twice = [match.start() for match in _TWO_UNITS.finditer(text)]
        self._plain = not self._twice and textpage.count_chars() == len(text)
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._to_sides = [ctypes.byref(side) for side in self._sides]
        self._colours = [ctypes.c_uint() for _ in range(4)]
        self._to_colours = [ctypes.byref(colour) for colour in self._colours]
        self._matrix = raw.FS_MATRIX()
        self._to_matrix = ctypes.byref(self._matrix)

    def line(self, text: str, visible: Sequence[int]) -> _Laid:
        """A line from the places of its visible characters in the text; its look is taken from three of them."""
        sample = [visible[0], visible[len(visible) // 2], visible[-1]]
        if not self._plain:
            sample = [self._index(at) for at in sample]
        left, right = self._box(sample[0])[0], self._box(sample[2])[1]
        size = max(map(self._height, sample))
        return _Laid(text, left, right, round(size, 1), all(map(self._is_red, sample)))

    def _index(self, at: int) -> int:
        """PDFium's number of a character of the text: it counts in UTF-16, and also what has no meaning."""
        at += bisect_left(self._twice, at)
        return int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._page, at))

    def _box(self, at: int) -> tuple[float, float]:
        """Left and right of a character in points."""
        found = self._raw.FPDFText_GetCharBox(self._page, at, *self._to_sides)
        return (self._sides[0].value, self._sides[1].value) if found else (0.0, 0.0)

    def _height(self, at: int) -> float:
        """The font size of a character, scaled as it stands on the page."""
        size = float(self._raw.FPDFText_GetFontSize(self._page, at))
        if self._raw.FPDFText_GetMatrix(self._page, at, self._to_matrix):
            return size * float(max(abs(self._matrix.d), abs(self._matrix.b)))
        return size

    def _is_red(self, at: int) -> bool:
        """Whether a character is painted in a red."""
        found = self._raw.FPDFText_GetFillColor(self._page, at, *self._to_colours)
        return bool(found) and _is_red(*(one.value for one in self._colours[:3]))


def _is_red(red: int, green: int, blue: int) -> bool:
    return red >= 170 and green <= 90 and blue <= 90


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
            known = getter(shape, *[ctypes.byref(one) for one in colours])
            if known and _is_red(*(one.value for one in colours[:3])):
                return True
    return False


def _has_picture(page: Any) -> bool:
    """Whether the page shows an image."""
    import pypdfium2.raw as raw

    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None
