"""Read .pdf with a text layer: text by page, and the look of the first page's lines."""

import ctypes
from typing import Any

from wenming_cli.read.extract import MOST_TEXT, Extract, Line, UnreadableError

MOST_PAGES = 2_000
FEW_CHARACTERS = 8


def read_pdf(data: bytes) -> Extract:
    """The lines of a PDF; a page without text that shows a picture counts as scanned."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "assword" in str(error)
        raise UnreadableError("encrypted" if locked else "corrupt", "" if locked else "PDF 打不开") from error
    try:
        return _read(document)
    except pdfium.PdfiumError as error:
        raise UnreadableError("corrupt", "PDF 页面读不出来") from error
    finally:
        document.close()


def _read(document: Any) -> Extract:
    """Walk the pages; only the first is looked at closely."""
    extract = Extract("pdf", "文档", pages=len(document))
    used = 0
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        textpage = page.get_textpage()
        text = textpage.get_text_range().replace("\ufffe", "").replace("\x00", "")
        if number == 0 and len(text.strip()) >= FEW_CHARACTERS:
            extract.lines.extend(_looked_at(page, textpage))
            extract.red_rule = _red_rule(page)
        else:
            extract.lines.extend(
                Line(line.strip(), page=number + 1) for line in text.splitlines() if line.strip()
            )
        if len(text.strip()) < FEW_CHARACTERS and _has_picture(page):
            extract.scanned_pages += 1
        used += len(text)
        textpage.close()
        page.close()
        if used > MOST_TEXT:
            break
    if extract.scanned_pages and extract.scanned_pages * 2 >= (extract.pages or 0):
        extract.carrier = "扫描件"
        extract.cues["carrier"] = f"{extract.scanned_pages} 页只有图像，没有文字层"
    return extract


def _looked_at(page: Any, textpage: Any) -> list[Line]:
    """The lines of a page with size, place and colour, from the top down."""
    import pypdfium2.raw as raw

    width = page.get_width()
    lines: list[Line] = []
    text, boxes = "", []
    count = min(textpage.count_chars(), 20_000)
    for at in range(count):
        code = raw.FPDFText_GetUnicode(textpage, at)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 and code != 0xFFFE else ""
        if char in "\r\n":
            if char and text.strip():
                lines.append(_line(raw, textpage, text, boxes, width))
            text, boxes = ("", []) if char else (text, boxes)
            continue
        text += char
        if char.strip():
            boxes.append(at)
    if text.strip():
        lines.append(_line(raw, textpage, text, boxes, width))
    return lines


def _line(raw: Any, textpage: Any, text: str, at: list[int], width: float) -> Line:
    """A line from the indices of its visible characters; look is taken from three of them."""
    left, right = _box(raw, textpage, at[0])[0], _box(raw, textpage, at[-1])[1]
    sample = [at[0], at[len(at) // 2], at[-1]]
    size = max(_height(raw, textpage, one) for one in sample)
    red = all(_is_red(raw, textpage, one) for one in sample)
    centred = abs((left + right) / 2 - width / 2) < width * 0.04 and left > width * 0.16
    return Line(text.strip(), round(size, 1), centred, False, red, 1)


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
