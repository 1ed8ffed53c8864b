"""What an office file would fetch when it is opened, cut off in our copy of it.

A package (docx, xlsx, pptx) names each thing outside of it in a relationship of its own (ECMA-376 part 2, 6.5:
TargetMode="External"): linked pictures, templates, workbooks, objects. All of these are turned to a name that is
nowhere; a hyperlink stays, for nothing follows it by itself. What only looks like an office file (a web page that a
system saved as .doc) is told apart, for it fetches by other means.
"""

import io
import zipfile
from pathlib import Path

from wenming_cli.writer.file import write_file

MOST_BYTES = 1 << 30
"""What the parts of a package may hold together."""
NOWHERE = "wenming-cut-off"
_PACKAGE = b"PK\x03\x04"
_OFFICE = (_PACKAGE, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")


def is_office(path: Path) -> bool:
    """Whether a file begins as office files do: a package, a compound file, rich text, or their own XML."""
    with path.open("rb") as file:
        head = file.read(1024)
    return head.startswith(_OFFICE) or (head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml") and b"<?mso-" in head)


def cut_off(path: Path) -> None:
    """Turn what the package at *path* would fetch to nowhere; any other file stays as it is.

    ValueError for a package that holds more than anybody's document does.
    """
    with path.open("rb") as file:
        if file.read(4) != _PACKAGE:
            return
    with zipfile.ZipFile(path) as package:
        members = package.infolist()
        if sum(one.file_size for one in members) > MOST_BYTES:
            raise ValueError("a package of more than 1 GB")
        parts = {one.filename: package.read(one) for one in members if one.filename.endswith(".rels")}
        changed = {name: cut for name, part in parts.items() if (cut := _cut(part)) != part}
        if not changed:
            return
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for one in members:
                new.writestr(one.filename, changed.get(one.filename) or package.read(one))
    write_file(path, made.getvalue())


def _cut(part: bytes) -> bytes:
    """The relationships of a part, those that lead outside turned to nowhere; the same bytes where none does."""
    from lxml import etree

    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return part
    fetched = [
        one
        for one in root.iter("{*}Relationship")
        if one.get("TargetMode") == "External" and not str(one.get("Type")).endswith("/hyperlink")
    ]
    for one in fetched:
        one.set("Target", NOWHERE)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if fetched else part
