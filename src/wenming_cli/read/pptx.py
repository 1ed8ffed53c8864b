"""Read .pptx: the text of every slide in the order of the presentation (ECMA-376 Part 1, 19 and 21)."""

import posixpath
from collections.abc import Iterator
from functools import partial
from typing import Any

from wenming_cli.read.extract import Extract, Inside, Line, UnreadableError
from wenming_cli.read.look import is_red
from wenming_cli.read.markup import part
from wenming_cli.read.package import Package, open_package
from wenming_cli.read.streams import SMALL_PICTURE

MOST_SLIDES = 5_000
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
A_STRICT = "{http://purl.oclc.org/ooxml/drawingml/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ID_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_TITLES = ("title", "ctrTitle")
_UNSAID = ("dt", "ftr", "sldNum", "hdr")


def read_pptx(data: bytes) -> Extract:
    """The lines of a presentation; a slide counts as a page, the titles of the first slide as titles."""
    package = open_package(data)
    slides = _slides(package)
    extract = Extract("pptx", "文档", pages=len(slides))
    pictures: dict[str, None] = {}
    for number, name in enumerate(slides, 1):
        shown = [target for kind, target in _relations(package, name).values() if kind.endswith("/image")]
        pictures.update(dict.fromkeys(sorted(shown)))
        root = part(package, name)
        if root is not None and not all(map(extract.add, _lines(root, number))):
            break
    large = [name for name in pictures if package.size(name) > SMALL_PICTURE]
    extract.inside, extract.pictures = [Inside(partial(package.read, name)) for name in large], len(large)
    if package.doubled:
        extract.cues["package"] = f"压缩结构里有重名成员：{package.doubled[0][:60]}"
    return extract


def _slides(package: Package) -> list[str]:
    """The parts that are slides, in the order in which they are shown."""
    main = next((target for kind, target in _relations(package, "").values() if kind.endswith("/officeDocument")), "")
    main = main if main in package.members else "ppt/presentation.xml"
    root = part(package, main)
    if root is None:
        raise UnreadableError("corrupt", "里面没有演示文稿")
    relations = _relations(package, main)
    named = [slide.get(_ID) or slide.get(_ID_STRICT) or "" for slide in root.iter("{*}sldId")]
    return [relations[ident][1] for ident in named[:MOST_SLIDES] if ident in relations]


def _relations(package: Package, name: str) -> dict[str, tuple[str, str]]:
    """Kind and target of every relation of a part to another part inside the package, by its id."""
    folder, base = posixpath.split(name)
    root = part(package, posixpath.join(folder, "_rels", f"{base}.rels"))
    found = {}
    for relation in root.iter("{*}Relationship") if root is not None else ():
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
            found[relation.get("Id") or ""] = relation.get("Type") or "", target
    return found


def _lines(root: Any, page: int) -> Iterator[Line]:
    """The paragraphs of all shapes and the rows of all tables of a slide."""
    stack = [iter(root)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        name = element.tag.rsplit("}", 1)[-1]
        if name == "txBody":
            kind = _placeholder(element.getparent())
            if kind not in _UNSAID:
                yield from _paragraphs(element, page, kind in _TITLES)
        elif name == "tr":
            cells = [" ".join(filter(None, map(_text, cell.iter(A + "p", A_STRICT + "p")))) for cell in element]
            if any(cells):
                yield Line("\t".join(filter(None, cells)), page=page)
        elif name != "Fallback":
            stack.append(iter(element))


def _placeholder(shape: Any) -> str:
    """What a shape stands for on the slide: title, body, date …; empty for a free box."""
    for place in shape.iter("{*}ph"):
        return place.get("type") or "body"
    return ""


def _paragraphs(body: Any, page: int, titled: bool) -> Iterator[Line]:
    """The lines of a text body with their look; sizes are those stated in runs."""
    for paragraph in body.iter(A + "p", A_STRICT + "p"):
        text = _text(paragraph)
        if not text.strip():
            continue
        runs = [run for run in paragraph.iter("{*}rPr") if run.getparent().tag.endswith("}r")]
        sizes = [int(run.get("sz")) / 100 for run in runs if (run.get("sz") or "").isdigit() and len(run.get("sz")) < 7]
        colours = [colour.get("val") for run in runs for colour in run.iter("{*}srgbClr")]
        properties = next(paragraph.iter("{*}pPr"), None)
        centred = properties is not None and properties.get("algn") == "ctr"
        size, red = max(sizes, default=0.0), any(map(is_red, colours))
        bold = bool(runs) and all(run.get("b") == "1" for run in runs)
        for line in text.split("\n"):
            if line.strip():
                yield Line(line.strip(), size, centred, bold, red, page, title=titled and page == 1)


def _text(paragraph: Any) -> str:
    """The characters of a paragraph; breaks are line breaks."""
    pieces = []
    for element in paragraph.iter():
        name = element.tag.rsplit("}", 1)[-1]
        if name == "t":
            pieces.append(element.text or "")
        elif name == "br":
            pieces.append("\n")
        elif name == "tab":
            pieces.append("\t")
    return "".join(pieces).replace("\x0b", "\n")
