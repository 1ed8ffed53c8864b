"""Read .ofd (GB/T 33190-2016), the fixed-layout format of electronic 公文 and invoices: the text of every page.

OFD.xml (7.4) names the documents, a document (7.5) its pages and templates, a page (7.7) its layers; a text object
(11.2) has a Boundary in millimetres and its characters in TextCode.
"""

import posixpath
from collections.abc import Iterator
from functools import partial
from typing import Any

from wenming_cli.read.extract import Extract, Inside, Line, UnreadableError
from wenming_cli.read.markup import parsed, part
from wenming_cli.read.ofd_page import Drawn, lines_of, objects_of, pictures_on, shows_red_rule
from wenming_cli.read.package import Package, open_package

MOST_PAGES = 2_000
FEW_CHARACTERS = 8
"""Fewer characters than this on a page with a picture: the page is a scan."""
A4 = (210.0, 297.0)


def read_ofd(data: bytes) -> Extract:
    """The lines of an OFD document; a page without text that shows a picture counts as scanned."""
    package = open_package(data)
    if "Encryptions.xml" in package.members or "encryptions.xml" in package.members:
        raise UnreadableError("encrypted")
    root = part(package, "OFD.xml")
    roots = [place.text or "" for place in root.iter("{*}DocRoot")] if root is not None else []
    documents = [name for place in roots if (name := _found(package, "", place)) is not None]
    if not documents:
        raise UnreadableError("corrupt", "里面没有 OFD 的正文")
    extract = Extract("ofd", "文档", pages=0)
    if any(name.rsplit("/", 1)[-1] == "Signatures.xml" for name in package.members):
        extract.cues["seal"] = "有电子签章（没有验证）"
    for name in documents:
        if not _read_document(package, name, extract):
            break
    if extract.scanned and len(extract.scanned) * 2 >= (extract.pages or 0):
        extract.carrier = "扫描件"
        extract.cues["carrier"] = f"{len(extract.scanned)} 页只有图像，没有文字"
    return extract


def _found(package: Package, base: str, place: str) -> str | None:
    """The member that a location names, from the folder of the part that names it; none outside of the package."""
    place = place.strip().replace("\\", "/")
    folder = "" if place.startswith("/") else posixpath.dirname(base)
    name = posixpath.normpath(posixpath.join("/", folder, place.lstrip("/"))).lstrip("/")
    outside = posixpath.normpath(posixpath.join(folder, place.lstrip("/"))).startswith("..")
    if outside or ":" in place:
        return None
    if name in package.members:
        return name
    folded = name.casefold()
    return next((member for member in package.members if member.casefold() == folded), None)


def _read_document(package: Package, name: str, extract: Extract) -> bool:
    """The pages of one document; False when there is room for no more."""
    root = parsed(package.read(name) or b"", "Document.xml")
    templates = {
        template.get("ID") or "": place
        for template in root.iter("{*}TemplatePage")
        if (place := _found(package, name, template.get("BaseLoc") or "")) is not None
    }
    common, media = _box(root), _media(package, name, root)
    for page in root.iter("{*}Page"):
        place = _found(package, name, page.get("BaseLoc") or "")
        if place is None:
            raise UnreadableError("corrupt", "缺少页面内容")
        extract.pages = number = (extract.pages or 0) + 1
        if number > MOST_PAGES:
            continue
        if not all(map(extract.add, _read_page(package, place, templates, common, extract, media))):
            return False
    return True


def _media(package: Package, name: str, root: Any) -> dict[str, str]:
    """The member that each picture resource of a document is, by its id (7.9)."""
    found: dict[str, str] = {}
    for location in root.iter("{*}PublicRes", "{*}DocumentRes"):
        place = _found(package, name, location.text or "")
        res = part(package, place) if place is not None else None
        if place is None or res is None:
            continue
        for one in res.iter("{*}MultiMedia"):
            file = posixpath.join(res.get("BaseLoc") or "", one.findtext("{*}MediaFile") or "")
            member = _found(package, place, file)
            if member is not None:
                found[one.get("ID") or ""] = member
    return found


def _read_page(
    package: Package,
    place: str,
    templates: dict[str, str],
    common: tuple[float, float],
    extract: Extract,
    media: dict[str, str],
) -> Iterator[Line]:
    """The lines of a page with its templates laid under it."""
    root = parsed(package.read(place) or b"", "页面")
    layers = [root]
    for named in list(root.iter("{*}Template"))[:8]:
        template = templates.get(named.get("TemplateID") or "")
        if template is not None:
            layers.insert(0, parsed(package.read(template) or b"", "模板"))
    width, _ = _box(root) if next(root.iter("{*}PhysicalBox"), None) is not None else common
    drawn: list[Drawn] = [one for layer in layers for one in objects_of(layer)]
    number = extract.pages or 1
    if number == 1:
        extract.red_rule = any(shows_red_rule(layer, width) for layer in layers)
    pictures = [ident for layer in layers for ident in pictures_on(layer)]
    if sum(len(one.text.strip()) for one in drawn) < FEW_CHARACTERS and pictures:
        extract.scanned.append(number)
        shown = [media[ident] for ident in pictures if ident in media]
        if shown:
            extract.inside.append(Inside(partial(package.read, max(shown, key=package.size)), page=number))
    return lines_of(drawn, width, number)


def _box(root: Any) -> tuple[float, float]:
    """Width and height of the paper in millimetres; A4 where nothing sensible is said."""
    for box in root.iter("{*}PhysicalBox"):
        try:
            _, _, width, height = map(float, (box.text or "").split())
        except ValueError:
            return A4
        return (width, height) if 0 < width < 10_000 and 0 < height < 10_000 else A4
    return A4
