"""Read .docx: every paragraph and table row in order, with the look of the first lines."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from wenming_cli.read.extract import MOST_TEXT, Extract, Line, UnreadableError

MOST_MEMBERS = 10_000
MOST_INFLATED = 200 << 20
MOST_RATIO = 100
SMALL_PICTURE = 6_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"


def check_package(data: bytes) -> None:
    """Refuse an office package that would inflate past the limits, before anything is inflated."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError("corrupt", "压缩结构损坏") from error
    inflated = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or inflated > MOST_INFLATED:
        raise UnreadableError("bomb", f"解压后有 {len(members)} 个成员、{inflated >> 20} MB")
    if inflated > 1 << 20 and inflated > MOST_RATIO * max(len(data), 1):
        raise UnreadableError("bomb", f"解压后是原来的 {inflated // max(len(data), 1)} 倍")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError("encrypted")


def read_docx(data: bytes) -> Extract:
    """The lines of a Word document; pictures larger than a logo are counted as parts."""
    check_package(data)
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        body = document.element.body
    except Exception as error:
        raise UnreadableError("corrupt", f"Word 文档打不开（{type(error).__name__}）") from error
    if document.element.getroottree().docinfo.doctype:
        raise UnreadableError("bomb", "文档里有 DTD 声明")
    extract = Extract("docx", "文档")
    sizes = _style_sizes(document)
    used = 0
    for line in _lines(body, sizes):
        extract.lines.append(line)
        used += len(line.text) + 1
        if used > MOST_TEXT:
            break
    extract.pictures = _pictures(document, body)
    extract.pages = _pages(document)
    return extract


def _pages(document: Any) -> int | None:
    """The page count that Word or WPS noted when it last saved; None when it noted none."""
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            from lxml import etree

            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            found = root.findtext("{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages")
            return int(found) if found and found.isdigit() and 0 < int(found) < 10_000 else None
    return None


def _style_sizes(document: Any) -> dict[str, tuple[float, bool, bool]]:
    """Size, centred and bold of every paragraph style, inheritance followed."""
    found: dict[str, tuple[float, bool, bool]] = {}
    for style in document.styles.element.iter(W + "style"):
        chain, one = [], style
        while one is not None and len(chain) < 12:
            chain.append(one)
            based = one.find(W + "basedOn")
            ident = based.get(W + "val") if based is not None else None
            one = next((s for s in document.styles.element.iter(W + "style") if s.get(W + "styleId") == ident), None)
        size = next((value for value in map(_size_of, chain) if value), 0.0)
        centred = any(_centred(part) for part in chain)
        bold = any(part.find(f"{W}rPr/{W}b") is not None for part in chain)
        found[style.get(W + "styleId") or ""] = (size, centred, bold)
    return found


def _size_of(holder: Any) -> float:
    """The font size (points) that an element's run properties state; 0 when they state none."""
    size = holder.find(f"{W}rPr/{W}sz")
    value = size.get(W + "val") if size is not None else None
    return int(value) / 2 if value and value.isdigit() else 0.0


def _centred(holder: Any) -> bool:
    """Whether the paragraph properties centre the text."""
    justified = holder.find(f"{W}pPr/{W}jc")
    return justified is not None and justified.get(W + "val") == "center"


def _lines(body: Any, styles: dict[str, tuple[float, bool, bool]]) -> Iterator[Line]:
    """Paragraphs and table rows in the order of the document; a row is one line."""
    stack = [iter(body)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == W + "p":
            yield from _paragraph(element, styles)
        elif element.tag == W + "tr":
            cells = [" ".join(filter(None, map(_text, cell.iter(W + "p")))) for cell in element.iter(W + "tc")]
            text = "\t".join(cell for cell in cells if cell)
            if text:
                yield Line(text)
        elif element.tag != FALLBACK:
            stack.append(iter(element))


def _paragraph(element: Any, styles: dict[str, tuple[float, bool, bool]]) -> Iterator[Line]:
    """A paragraph's lines (line breaks split it), with its look."""
    text = _text(element)
    if not text.strip():
        return
    named = element.find(f"{W}pPr/{W}pStyle")
    size, centred, bold = styles.get(named.get(W + "val") if named is not None else "", (0.0, False, False))
    runs = [run for run in element.iter(W + "r") if "".join(part.text or "" for part in run.iter(W + "t")).strip()]
    size = max([value for value in map(_size_of, runs) if value] or [size])
    red = any(_red(run) for run in runs)
    bold = bold or any(run.find(f"{W}rPr/{W}b") is not None for run in runs)
    for one in text.split("\n"):
        if one.strip():
            yield Line(one.strip(), size, centred or _centred(element), bold, red)


def _red(run: Any) -> bool:
    """Whether the run's colour is a red."""
    colour = run.find(f"{W}rPr/{W}color")
    value = (colour.get(W + "val") or "") if colour is not None else ""
    if len(value) != 6 or not all(char in "0123456789abcdefABCDEF" for char in value):
        return False
    red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
    return red >= 180 and green <= 80 and blue <= 80


def _text(paragraph: Any) -> str:
    """The text of a paragraph; tabs and breaks kept, deleted text and fallbacks left out."""
    parts = []
    for element in paragraph.iter(W + "t", W + "tab", W + "br", W + "cr"):
        if any(above.tag == FALLBACK for above in element.iterancestors()):
            continue
        parts.append(element.text or "" if element.tag == W + "t" else "\t" if element.tag == W + "tab" else "\n")
    return "".join(parts).strip("\t ")


def _pictures(document: Any, body: Any) -> int:
    """How many pictures larger than a logo the document shows."""
    count = 0
    for element in body.iter(A + "blip", IMAGE):
        ident = element.get(R + "embed") or element.get(R + "id")
        part = document.part.related_parts.get(ident) if ident else None
        if part is not None and len(part.blob) >= SMALL_PICTURE and not any(
            above.tag == FALLBACK for above in element.iterancestors()
        ):
            count += 1
    return count
