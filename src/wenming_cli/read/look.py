"""How Word makes a paragraph look: size, centring, weight and colour, styles and their inheritance followed.

Element and attribute names are those of ECMA-376 Part 1, 17.3 (paragraphs, runs) and 17.7 (styles).
"""

from dataclasses import dataclass, replace
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST_STYLE = 12
PUSHED = 1_400
"""Twentieths of a point by which a first line is pushed to the middle of the page; 640 are the usual two characters."""
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """Size in points (0 unknown), centred, bold, red, and whether the style is the one named Title."""

    size: float = 0.0
    centred: bool = False
    bold: bool = False
    red: bool = False
    title: bool = False
    contents: bool = False


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: Any | None) -> None:
        self._elements: dict[str, Any] = {}
        self._looks: dict[str, Look] = {}
        self._default, self._plain = "", Look()
        if root is None:
            return
        for style in root.iter(W + "style"):
            ident = style.get(W + "styleId") or ""
            self._elements.setdefault(ident, style)
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default = ident
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault")
        self._plain = Look(size=_size(defaults) if defaults is not None else 0.0)

    def look(self, ident: str | None) -> Look:
        """The look that a style gives, the default style where a paragraph names none."""
        ident = ident if ident in self._elements else self._default
        if ident not in self._looks:
            self._looks[ident] = self._worked_out(ident)
        return self._looks[ident]

    def _worked_out(self, ident: str) -> Look:
        """Follow basedOn from the style to its root; the nearest statement counts."""
        chain: list[Any] = []
        style = self._elements.get(ident)
        while style is not None and len(chain) < DEEPEST_STYLE:
            chain.append(style)
            based = style.find(W + "basedOn")
            style = self._elements.get(based.get(W + "val") or "") if based is not None else None
        look = self._plain
        for style in reversed(chain):
            look = stated(style, look)
        name = chain[0].find(W + "name").get(W + "val") or "" if chain and chain[0].find(W + "name") is not None else ""
        folded = name.casefold()
        return replace(look, title=folded in ("title", "标题"), contents=folded.startswith(("toc", "目录")))


def stated(holder: Any, look: Look) -> Look:
    """*look* with what an element's own pPr and rPr say on top of it."""
    justified = holder.find(f"{W}pPr/{W}jc")
    if justified is not None:
        look = replace(look, centred=justified.get(W + "val") == "center")
    elif _pushed(holder.find(f"{W}pPr/{W}ind")):
        look = replace(look, centred=True)
    properties = holder.find(W + "rPr")
    if properties is None:
        return look
    size, bold, colour = _size(holder), properties.find(W + "b"), properties.find(W + "color")
    return replace(
        look,
        size=size or look.size,
        bold=look.bold if bold is None else bold.get(W + "val") not in _OFF,
        red=look.red if colour is None else is_red(colour.get(W + "val")),
    )


def _pushed(indent: Any | None) -> bool:
    """Whether a first line is pushed to the middle of the page by its indent alone."""
    said = "" if indent is None else indent.get(W + "firstLine") or ""
    return said.isascii() and said.isdigit() and int(said[:6]) >= PUSHED


def _size(holder: Any) -> float:
    """The font size (points) that an element's run properties state; 0 when they state none."""
    size = holder.find(f"{W}rPr/{W}sz")
    value = size.get(W + "val") if size is not None else None
    return int(value) / 2 if value and value.isascii() and value.isdigit() and len(value) < 5 else 0.0


def is_red(value: str | None) -> bool:
    """Whether a colour (FF0000, #e60012, red) is a red."""
    value = (value or "").strip().removeprefix("#").split(" ")[0].casefold()
    if value in ("red", "darkred"):
        return True
    if len(value) != 6 or any(char not in "0123456789abcdef" for char in value):
        return False
    red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
    return red >= 180 and green <= 80 and blue <= 80
