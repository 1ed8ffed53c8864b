"""Read .docx: every paragraph, table row and text box in order, with the look of each.

The package is read with zipfile and lxml alone: python-docx is 27 times slower (LIMITS, part 3)
and refuses packages that Word and WPS open.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from wenming_cli.read.extract import Extract, Inside, Line, UnreadableError
from wenming_cli.read.look import Look, Styles, W, is_red, stated
from wenming_cli.read.package import Package, open_package

SMALL_PICTURE = 6_000
"""Bytes below which a picture is a logo or a bullet, not evidence."""
HUGE_PART = 8 << 20
RULE_WITHIN = 20
"""Paragraphs from the top in which a red line is the rule of a red head."""
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PAGES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages"
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(wordprocessingml/main|officeDocument/relationships|drawingml/main)"
)
_TRANSITIONAL = {
    b"wordprocessingml/main": W[1:-1].encode(),
    b"officeDocument/relationships": R[1:-1].encode(),
    b"drawingml/main": A[1:-1].encode(),
}
_SKIPPED = (W + "pPr", W + "rPr", W + "del", W + "moveFrom", FALLBACK, W + "txbxContent")


@dataclass(frozen=True, slots=True)
class _Document:
    """A document as its parts say it."""

    package: Package
    name: str
    body: Any
    styles: Styles


def read_docx(data: bytes) -> Extract:
    """The lines of a Word document; pictures larger than a logo are counted as parts."""
    document = _opened(open_package(data))
    extract = Extract("docx", "文档")
    for line in _lines(document.body, document.styles):
        if not extract.add(line):
            break
    extract.inside = list(_pictures(document))
    extract.pictures = len(extract.inside)
    extract.pages = _pages(document.package)
    extract.red_rule = _red_rule(document.body)
    if document.package.doubled:
        extract.cues["package"] = f"压缩结构里有重名成员：{document.package.doubled[0][:60]}"
    return extract


def _opened(package: Package) -> _Document:
    """The main part with its styles."""
    name = _main_part(package)
    body = None
    if name is not None:
        body = next(_parsed(package, name).iter(W + "body"), None)
    if name is None or body is None:
        raise UnreadableError("corrupt", "里面没有 Word 正文")
    styles = posixpath.join(posixpath.dirname(name), "styles.xml")
    try:
        return _Document(package, name, body, Styles(_parsed(package, styles) if package.size(styles) else None))
    except UnreadableError:
        return _Document(package, name, body, Styles(None))


def _main_part(package: Package) -> str | None:
    """The part that the package names as its document; word/document.xml where it names none that is there."""
    for kind, _, target in _relations(package, ""):
        if kind.endswith("/officeDocument") and target in package.members:
            return target
    return "word/document.xml" if "word/document.xml" in package.members else None


def _relations(package: Package, name: str) -> Iterator[tuple[str, str, str]]:
    """Kind, id and target of every relation of a part to another part inside the package."""
    folder, base = posixpath.split(name)
    file = posixpath.join(folder, "_rels", f"{base}.rels")
    if not package.size(file):
        return
    try:
        root = _parsed(package, file)
    except UnreadableError:
        return
    for relation in root.iter("{*}Relationship"):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
            yield relation.get("Type") or "", relation.get("Id") or "", target.lstrip("/")


def _parsed(package: Package, name: str) -> Any:
    """The root of an XML part; entities, DTDs and the network are shut off."""
    from lxml import etree

    data = package.read(name) or b""
    if b"purl.oclc.org/ooxml" in data[:4096]:
        data = _STRICT.sub(lambda match: _TRANSITIONAL[match[1]], data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=len(data) > HUGE_PART, remove_comments=True
    )
    try:
        root: Any = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("corrupt", f"{posixpath.basename(name)} 不是完整的 XML") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableError("bomb", "里面有 DTD 声明")
    return root


def _lines(body: Any, styles: Styles) -> Iterator[Line]:
    """Paragraphs and table rows in the order of the document."""
    stack = [iter(body)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == W + "p":
            yield from _paragraph(element, styles)
        elif element.tag == W + "tr":
            yield from _row(element, styles)
        elif element.tag != FALLBACK:
            stack.append(iter(element))


def _row(row: Any, styles: Styles) -> Iterator[Line]:
    """A table row as one line, cells parted by tabs; a row of a single cell reads like paragraphs."""
    cells = [cell for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row]
    texts = [" ".join(filter(None, map(_whole_text, cell.iter(W + "p")))) for cell in cells]
    filled = [at for at, text in enumerate(texts) if text]
    if len(cells) == 1:
        for paragraph in cells[0].iter(W + "p"):
            yield from _paragraph(paragraph, styles)
    elif filled:
        yield Line("\t".join(texts[at] for at in filled))


def _paragraph(element: Any, styles: Styles) -> Iterator[Line]:
    """The text boxes that a paragraph anchors, then its own lines (line breaks part them)."""
    yield from _boxes(element, styles)
    text = _text(element)
    if not text.strip():
        return
    named = element.find(f"{W}pPr/{W}pStyle")
    look = stated(element, styles.look(named.get(W + "val") if named is not None else None))
    runs = [stated(run, look) for run in _own(element, W + "r") if _text(run).strip()]
    if runs:
        look = replace(
            look,
            size=max(run.size for run in runs),
            bold=all(run.bold for run in runs),
            red=any(run.red for run in runs),
        )
    for one in text.split("\n"):
        if one.strip():
            yield _line(one.strip(), look)


def _line(text: str, look: Look) -> Line:
    return Line(
        text,
        look.size,
        look.centred,
        look.bold,
        look.red,
        title=look.title and not look.contents,
        contents=look.contents,
    )


def _boxes(element: Any, styles: Styles) -> Iterator[Line]:
    """Text boxes and WordArt inside a paragraph; what only older programs show is left out."""
    for inner in element.iter(W + "txbxContent", V + "textpath"):
        if any(above.tag == FALLBACK for above in inner.iterancestors()):
            continue
        if inner.tag == V + "textpath":
            text = (inner.get("string") or "").strip()
            shape = inner.getparent()
            if text:
                yield Line(text, 36.0, True, red=is_red(shape.get("fillcolor") if shape is not None else None))
        elif next(inner.iterancestors(W + "p")) is element:
            yield from _lines(inner, styles)


def _own(element: Any, *tags: str) -> Iterator[Any]:
    """Elements of the given tags below *element*, without deleted text, fallbacks and text boxes."""
    stack = [iter(element)]
    while stack:
        inner = next(stack[-1], None)
        if inner is None:
            stack.pop()
        elif inner.tag in tags:
            yield inner
        elif inner.tag not in _SKIPPED:
            stack.append(iter(inner))


def _text(element: Any) -> str:
    """The text of a paragraph or run, tabs and breaks kept."""
    parts = []
    for inner in _own(element, W + "t", W + "tab", W + "br", W + "cr", W + "noBreakHyphen"):
        if inner.tag == W + "t":
            parts.append(inner.text or "")
        elif inner.tag == W + "noBreakHyphen":
            parts.append("-")
        else:
            parts.append("\t" if inner.tag == W + "tab" else "\n")
    return "".join(parts).strip("\t ")


def _whole_text(paragraph: Any) -> str:
    """The text of a paragraph in a cell, on one line."""
    return re.sub(r"\s*\n\s*", " ", _text(paragraph)).strip()


def _pages(package: Package) -> int | None:
    """The page count that Word or WPS noted when it last saved; None when it noted none."""
    if not package.size("docProps/app.xml"):
        return None
    try:
        found = _parsed(package, "docProps/app.xml").findtext(PAGES)
    except UnreadableError:
        return None
    return int(found) if found and found.isascii() and found.isdigit() and 0 < int(found[:5]) < 10_000 else None


def _pictures(document: _Document) -> Iterator[Inside]:
    """The pictures larger than a logo that the document shows."""
    targets = {ident: target for _, ident, target in _relations(document.package, document.name)}
    for element in document.body.iter(A + "blip", V + "imagedata"):
        target = targets.get(element.get(R + "embed") or element.get(R + "id") or "")
        shown = target is not None and document.package.size(target) >= SMALL_PICTURE
        if target and shown and not any(above.tag == FALLBACK for above in element.iterancestors()):
            yield Inside(partial(document.package.read, target))


def _red_rule(body: Any) -> bool:
    """Whether a red line stands among the first paragraphs: a border, or a drawn straight line."""
    for at, paragraph in enumerate(body.iter(W + "p")):
        if at >= RULE_WITHIN:
            return False
        for border in paragraph.iterfind(f"{W}pPr/{W}pBdr/*"):
            if is_red(border.get(W + "color")):
                return True
        if any(is_red(line.get("strokecolor")) for line in paragraph.iter(V + "line")):
            return True
        for shape in paragraph.iter(A + "prstGeom"):
            if (shape.get("prst") or "").lower().startswith(("line", "straight")) and _red_outline(shape):
                return True
    return False


def _red_outline(shape: Any) -> bool:
    """Whether a drawn shape's outline is red."""
    return any(is_red(colour.get("val")) for colour in shape.getparent().iterfind(f"{A}ln//{A}srgbClr"))
