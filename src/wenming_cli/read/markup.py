"""XML of strangers made safe: no DTD, no entities, no network, a limited depth (RELIABILITY, part 4)."""

from typing import Any

from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.package import Package

DEEPEST = 256
"""Elements within elements; lxml itself stops there unless told otherwise."""


def parsed(data: bytes, name: str) -> Any:
    """The root of an XML part; what is not whole, or brings a DTD, is refused by *name*."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Any = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("corrupt", f"{name} 不是完整的 XML") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableError("bomb", "里面有 DTD 声明")
    return root


def part(package: Package, name: str) -> Any | None:
    """The root of a package's XML part; None when there is none of that name."""
    data = package.read(name)
    return parsed(data, name.rsplit("/", 1)[-1]) if data else None
