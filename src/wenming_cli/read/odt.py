"""Read .odt and .ods (OpenDocument 1.2, also what WPS and LibreOffice save): paragraphs and rows with their look.

Rows and cells that a sheet repeats are read once and never laid out, so a sheet can't be a bomb.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from wenming_cli.read.extract import Extract, Inside, Line, UnreadableError
from wenming_cli.read.look import Look, is_red
from wenming_cli.read.markup import part
from wenming_cli.read.package import Package, open_package
from wenming_cli.read.streams import SMALL_PICTURE

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DEEPEST_STYLE = 12
MOST_SPACES = 200
_UNSAID = (OFFICE + "annotation", TEXT + "note-citation", TEXT + "tracked-changes", OFFICE + "forms")
_POINTS = {"pt": 1.0, "cm": 28.346, "mm": 2.8346, "in": 72.0}


def kind_of(package: Package) -> str:
    """odt, ods or odp, as the member named mimetype says; empty where there is none."""
    mimetype = package.read("mimetype") or b""
    for mark, kind in ((b".text", "odt"), (b".spreadsheet", "ods"), (b".presentation", "odp")):
        if mark in mimetype[:80]:
            return kind
    return ""


def read_odf(data: bytes) -> Extract:
    """The lines of an OpenDocument text, sheet or presentation."""
    package = open_package(data)
    kind = kind_of(package) or "odt"
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise UnreadableError("encrypted")
    root = part(package, "content.xml")
    body = root.find(OFFICE + "body") if root is not None else None
    if body is None:
        raise UnreadableError("corrupt", "里面没有正文")
    extract = Extract(kind, "表格" if kind == "ods" else "文档", pages=_pages(package))
    styles = _Styles(part(package, "styles.xml"), root)
    for line in _lines(body, styles, kind == "ods"):
        if not extract.add(line):
            break
    large = [name for name in package.members if name.startswith("Pictures/") and package.size(name) > SMALL_PICTURE]
    extract.inside, extract.pictures = [Inside(partial(package.read, name)) for name in large], len(large)
    return extract


def _pages(package: Package) -> int | None:
    """The pages that the program counted when it saved."""
    try:
        root = part(package, "meta.xml")
    except UnreadableError:
        return None
    for statistic in root.iter("{*}document-statistic") if root is not None else ():
        for name, value in statistic.items():
            if name.endswith("}page-count") and value.isdigit() and 0 < len(value) < 6:
                return int(value)
    return None


class _Styles:
    """The looks of the named and the automatic styles."""

    def __init__(self, common: Any | None, content: Any) -> None:
        self._elements: dict[tuple[str, str], Any] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        for root in (common, content):
            for style in root.iter(STYLE + "style", STYLE + "default-style") if root is not None else ():
                self._elements[style.get(STYLE + "family") or "", style.get(STYLE + "name") or ""] = style

    def look(self, name: str | None, family: str = "paragraph", depth: int = 0) -> Look:
        """The look of a style, its parents followed."""
        key = family, name or ""
        if key not in self._looks:
            style = self._elements.get(key)
            if style is None or depth > DEEPEST_STYLE:
                return self.look("", family, depth + 1) if name and depth <= DEEPEST_STYLE else Look()
            base = self.look(style.get(STYLE + "parent-style-name"), family, depth + 1) if name else Look()
            self._looks[key] = _stated(style, base)
        return self._looks[key]


def _stated(style: Any, look: Look) -> Look:
    """*look* with what a style's properties say."""
    for properties in style.iter(STYLE + "paragraph-properties"):
        if properties.get(FO + "text-align"):
            look = replace(look, centred=properties.get(FO + "text-align") == "center")
    for properties in style.iter(STYLE + "text-properties"):
        size = _size(properties.get(STYLE + "font-size-asian") or properties.get(FO + "font-size") or "")
        weight = properties.get(STYLE + "font-weight-asian") or properties.get(FO + "font-weight")
        colour = properties.get(FO + "color")
        look = replace(
            look,
            size=size or look.size,
            bold=weight == "bold" if weight else look.bold,
            red=is_red(colour) if colour else look.red,
        )
    return look


def _size(value: str) -> float:
    """A length in points; 0 for what is none."""
    try:
        return round(float(value[:-2]) * _POINTS.get(value[-2:], 0), 1)
    except ValueError:
        return 0.0


def _lines(body: Any, styles: _Styles, sheet: bool) -> Iterator[Line]:
    """Paragraphs, headings and rows in the order of the document."""
    stack = [iter(body)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in (TEXT + "p", TEXT + "h"):
            yield from _paragraph(element, styles)
        elif element.tag == TABLE + "table-row":
            yield from _row(element, styles, sheet)
        elif element.tag not in _UNSAID:
            stack.append(iter(element))


def _row(row: Any, styles: _Styles, sheet: bool) -> Iterator[Line]:
    """A row as one line; a row of a single cell reads like paragraphs, unless it is a sheet's."""
    cells = [cell for cell in row if cell.tag in (TABLE + "table-cell", TABLE + "covered-table-cell")]
    if len(cells) == 1 and not sheet:
        yield from _lines(cells[0], styles, sheet)
        return
    filled = [text for cell in cells if (text := _cell(cell, sheet))]
    if filled:
        yield Line("\t".join(filled), centred=sheet and len(filled) == 1)


def _cell(cell: Any, sheet: bool) -> str:
    """The text of a cell; a date in a sheet as its value, for what is shown may lack the year."""
    if sheet and cell.get(OFFICE + "value-type") == "date":
        return (cell.get(OFFICE + "date-value") or "")[:10]
    return " ".join(filter(None, (_text(one).strip() for one in cell.iter(TEXT + "p", TEXT + "h"))))


def _paragraph(element: Any, styles: _Styles) -> Iterator[Line]:
    """What a paragraph anchors, then its own lines."""
    for frame in element.iter("{*}text-box"):
        yield from _lines(frame, styles, False)
    text = _text(element)
    if not text.strip():
        return
    name = element.get(TEXT + "style-name")
    look = styles.look(name)
    spans = [span for span in element.iter(TEXT + "span") if (span.text or "").strip()]
    if spans and not (element.text or "").strip():
        looks = [_over(look, styles.look(span.get(TEXT + "style-name"), "text")) for span in spans]
        look = Look(
            max(one.size for one in looks), look.centred, all(one.bold for one in looks), any(one.red for one in looks)
        )
    title = (name or "").casefold() in ("title", "标题")
    for line in text.split("\n"):
        if line.strip():
            yield Line(line.strip(), look.size, look.centred, look.bold, look.red, title=title)


def _over(look: Look, span: Look) -> Look:
    """A span's look on top of its paragraph's."""
    return replace(look, size=span.size or look.size, bold=span.bold or look.bold, red=span.red or look.red)


def _text(element: Any) -> str:
    """The characters of a paragraph, notes and what it anchors left out."""
    pieces = [element.text or ""]
    for child in element:
        name = child.tag.rsplit("}", 1)[-1]
        if name == "line-break":
            pieces.append("\n")
        elif name == "tab":
            pieces.append("\t")
        elif name == "s":
            count = child.get(TEXT + "c") or "1"
            pieces.append(" " * (min(int(count), MOST_SPACES) if count.isdigit() and len(count) < 6 else 1))
        elif child.tag not in _UNSAID and name not in ("frame", "custom-shape", "note"):
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
