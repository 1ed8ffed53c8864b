"""Read .html and .htm (also what OA systems save as .xls or .doc): visible text with headings and table rows."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from wenming_cli.read.extract import MOST_TEXT, Extract, Line, UnreadableError
from wenming_cli.read.look import Look, is_red

MOST_BYTES = MOST_TEXT * 8
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_UNSAID = frozenset({"script", "style", "noscript", "template", "head", "object", "iframe", "svg", "select", "button"})
_BLOCKS = frozenset(
    {
        *(
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "li",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "table",
            "tr",
            "thead",
            "tbody",
        ),
        *(
            "tfoot",
            "section",
            "article",
            "header",
            "footer",
            "nav",
            "main",
            "aside",
            "blockquote",
            "pre",
            "form",
            "fieldset",
        ),
        *("center", "address", "figure", "figcaption", "caption", "body", "html", "title", "hr"),
    }
)
_HEADINGS = {"h1": 24.0, "h2": 18.0, "h3": 14.0}
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_SIZE = re.compile(r"font-size\s*:\s*([\d.]{1,8})\s*(pt|px)", re.I)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([#\w]+)", re.I)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_SITE = re.compile(r"\s*[-_|–—]+\s*[^-_|–—]*$")


def read_html(data: bytes) -> Extract:
    """The lines of a page; scripts and what is not shown are left out, nothing is fetched."""
    extract = Extract("html", "文档")
    root = _parsed(decoded(data[:MOST_BYTES]))
    for line in _lines(root):
        if not extract.add(line):
            break
    extract.pictures = sum(len(image.get("src") or "") > 8_000 for image in root.iter("img"))
    named = next((text for title in root.iter("title") if (text := _plain(title.text_content()))), "")
    if named:
        extract.cues["html_title"] = named[:200]
        bare = _SITE.sub("", named) or named
        if not any(bare in line.text or line.text in bare for line in extract.lines[:40] if len(line.text) > 3):
            extract.lines.insert(0, Line(bare[:200]))
    if not extract.lines:
        raise UnreadableError("empty", "网页里没有文字")
    return extract


def decoded(data: bytes) -> str:
    """The text of a page in the encoding that it names, UTF-8 or GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    named = _CHARSET.search(data[:4096])
    name = named[1].decode().lower() if named else "utf-8"
    for encoding in ("gb18030" if name.startswith(("gb", "x-gb", "cp936")) else name, "utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except (ValueError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def _parsed(text: str) -> Any:
    """The tree of a page; libxml2 mends what is broken and stops at its own depth."""
    from lxml import etree, html

    try:
        parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("corrupt", "网页打不开") from error
    if root is None:
        raise UnreadableError("empty", "网页里没有文字")
    return root


class _Reader:
    """The line that is being put together, and what the elements around it say of its look."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.said: list[Look] = []
        self.looks = [Look()]
        self.rows: list[bool] = []

    def put(self, text: str | None) -> None:
        """Take characters in."""
        if text:
            self.pieces.append(text)
            if text.strip():
                self.said.append(self.looks[-1])

    def line(self) -> Iterator[Line]:
        """The line so far, when there is any; the next one begins."""
        text, said = _plain("".join(self.pieces)), self.said
        self.pieces, self.said = [], []
        if text and said:
            bold, red = all(look.bold for look in said), any(look.red for look in said)
            yield Line(text, max(look.size for look in said), said[0].centred, bold, red)

    def begin(self, element: Any, tag: str) -> Iterator[Line]:
        """An element begins."""
        if tag == "tr":
            self.rows.append(_is_row(element))
        if self._breaks(tag):
            yield from self.line()
        self.looks.append(_stated(element, tag, self.looks[-1]))
        self.put(element.text)

    def end(self, element: Any, tag: str) -> Iterator[Line]:
        """An element ends; what follows it has the look of its parent."""
        self.looks.pop()
        if tag == "tr" and self.rows:
            self.rows.pop()
            yield from self.line()
        elif tag in ("td", "th") and self.rows and self.rows[-1]:
            self.pieces.append("\t")
        elif self._breaks(tag):
            yield from self.line()
        self.put(element.tail)

    def _breaks(self, tag: str) -> bool:
        """Whether a line ends here; in a table row nothing ends but the row."""
        inside = bool(self.rows) and self.rows[-1] and tag != "tr"
        if inside and (tag == "br" or tag in _BLOCKS):
            self.pieces.append(" ")
        return not inside and (tag == "br" or tag in _BLOCKS or tag in ("td", "th"))


def _lines(root: Any) -> Iterator[Line]:
    """Blocks and table rows in the order of the page."""
    from lxml import etree

    reader = _Reader()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _UNSAID or not tag:
            if event == "start":
                walk.skip_subtree()
            else:
                reader.put(element.tail)
        elif event == "start":
            yield from reader.begin(element, tag)
        else:
            yield from reader.end(element, tag)
    yield from reader.line()


def _is_row(row: Any) -> bool:
    """Whether a table row is one of data, not one that lays out the page."""
    cells = sum(child.tag in ("td", "th") for child in row)
    return cells > 1 and next(row.iter("table"), None) is None


def _stated(element: Any, tag: str, look: Look) -> Look:
    """*look* with what an element says of itself."""
    if tag in _HEADINGS:
        look = replace(look, size=_HEADINGS[tag], bold=True)
    elif tag in ("b", "strong", "th"):
        look = replace(look, bold=True)
    if tag == "center" or element.get("align", "").lower() == "center":
        look = replace(look, centred=True)
    if tag == "font":
        size, colour = _FONT_SIZES.get(element.get("size", ""), look.size), element.get("color")
        look = replace(look, size=size, red=is_red(colour) if colour else look.red)
    style = element.get("style")
    return _styled(style[:2_000], look) if style else look


def _styled(style: str, look: Look) -> Look:
    """*look* with what a style attribute says."""
    size, colour = _SIZE.search(style), _COLOUR.search(style)
    points = _number(size[1]) * (0.75 if size[2].lower() == "px" else 1) if size else 0.0
    return Look(
        points or look.size,
        look.centred or _CENTRED.search(style) is not None,
        look.bold or _BOLD.search(style) is not None,
        is_red(colour[1]) if colour else look.red,
    )


def _number(value: str) -> float:
    """A decimal number; 0 for what is none."""
    try:
        return min(float(value), 1_000.0)
    except ValueError:
        return 0.0


def _plain(text: str) -> str:
    """Text with its white space folded, tabs between cells kept."""
    cells = [" ".join(cell.split()) for cell in text.replace("\xa0", " ").split("\t")]
    return "\t".join(cell for cell in cells if cell)
