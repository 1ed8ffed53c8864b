"""HTML put together from values: every text is escaped unless it was put together here."""

from collections.abc import Iterable
from html import escape

from wenming_cli.text import showable

EMPTY = frozenset({"meta", "img", "input", "rect", "line", "circle", "path"})
"""Elements without an end tag here; those of SVG are closed in the start tag."""


class Markup(str):
    """HTML that may stand in a page as it is."""

    __slots__ = ()


Child = str | Iterable["Child"] | None
Value = str | int | float | bool | tuple[str, ...] | None


def safe(text: str) -> Markup:
    """A text as text: marks of HTML escaped; control, direction and broken characters spelled out (\\u202e)."""
    return Markup(escape(showable(text), quote=True))


def el(name: str, /, *children: Child, **attributes: Value) -> Markup:
    """An element. Plain texts are escaped, Markup is not; an attribute of None or False is left out.

    Several values of an attribute stand one a line. Names of attributes: a last underscore is dropped, others become
    hyphens (class_, data_row).
    """
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in EMPTY:
        return Markup(f"<{name}{said}/>")
    return Markup(f"<{name}{said}>{joined(*children)}</{name}>")


def joined(*children: Child) -> Markup:
    """Children one after the other."""
    return Markup("".join(_flat(children)))


def _flat(children: Iterable[Child]) -> Iterable[str]:
    for child in children:
        if isinstance(child, Markup):
            yield child
        elif isinstance(child, str):
            yield safe(child)
        elif child is not None:
            yield from _flat(child)


def _attribute(key: str, value: Value) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    values = value if isinstance(value, tuple) else (f"{value:g}" if isinstance(value, float) else str(value),)
    said = "\n".join(map(safe, values))
    return f' {name}="{said}"'


def percent(share: float) -> str:
    """A share of one as SVG takes it: 12.5%."""
    return f"{share * 100:.3f}".rstrip("0").rstrip(".") + "%"


def name_of(path: str) -> Markup:
    """A name that a file has, kept apart from the direction of what stands around it."""
    return el("bdi", path)
