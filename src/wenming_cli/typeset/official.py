"""An official paper (公文) as a value: title, addressee, headed paragraphs, tables, name and date, annexes (附件).

What only an issuer can give (number, seal, date) is a blank: nothing here makes a paper that is issued.
"""

from dataclasses import dataclass
from enum import StrEnum

from wenming_cli.typeset.style import Style
from wenming_cli.typeset.table import FACE_BODY, FACE_HEAD, FACE_TITLE

LINE_POINTS = 28.95
"""From line to line: 22 lines fill the 225 mm of the 版心 (GB/T 9704-2012, 5.2.3)."""
FACE_PAGE = "宋体"
DAY_BLANK = "　　　　年　　月　　日"


class Part(StrEnum):
    """What a paragraph is; the value is the id of its style."""

    DRAFT = "WgDraft"
    NUMBER = "WgNumber"
    TITLE = "WgTitle"
    TO = "WgTo"
    HEAD = "WgHead"
    TEXT = "WgText"
    SIGNED = "WgSigned"
    NOTE = "WgNote"
    COLUMN = "WgColumn"
    CELL = "WgCell"
    MIDDLE = "WgMiddle"
    ANNEX = "WgAnnex"
    PAGE = "WgPage"


STYLES = {
    Part.DRAFT: Style(Part.DRAFT, "草稿说明", FACE_BODY, 10.5, "left", 0, 12),
    Part.NUMBER: Style(Part.NUMBER, "发文字号", FACE_BODY, 16, "center", 0, 16, exact=LINE_POINTS),
    Part.TITLE: Style(Part.TITLE, "公文标题", FACE_TITLE, 22, "center", exact=34),
    Part.TO: Style(Part.TO, "主送机关", FACE_BODY, 16, "left", 18, 0, exact=LINE_POINTS),
    Part.HEAD: Style(Part.HEAD, "一级标题", FACE_HEAD, 16, "left", exact=LINE_POINTS, first=2),
    Part.TEXT: Style(Part.TEXT, "公文正文", FACE_BODY, 16, "both", exact=LINE_POINTS, first=2),
    Part.SIGNED: Style(Part.SIGNED, "落款", FACE_BODY, 16, "right", exact=LINE_POINTS),
    Part.NOTE: Style(Part.NOTE, "附注", FACE_BODY, 16, "left", exact=LINE_POINTS, first=2),
    Part.COLUMN: Style(Part.COLUMN, "栏名", FACE_HEAD, 10.5, "center", 2, 2),
    Part.CELL: Style(Part.CELL, "栏文", FACE_BODY, 10.5, "left", 1, 1),
    Part.MIDDLE: Style(Part.MIDDLE, "栏文居中", FACE_BODY, 10.5, "center", 1, 1),
    Part.ANNEX: Style(Part.ANNEX, "附件标志", FACE_HEAD, 16, "left", 0, LINE_POINTS, exact=LINE_POINTS),
    Part.PAGE: Style(Part.PAGE, "公文页码", FACE_PAGE, 14, "left"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A table in the text: heads with widths in mm (156 together); those in *centred* are, by number."""

    heads: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]
    centred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows the signature on pages of its own, named in the paper."""

    title: str
    body: tuple[Text | Rows, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that somebody is to check, number, sign and seal.

    *title* are its lines, broken between words; *body* is what stands between addressee and signature; *signer* is
    printed where the seal goes.
    """

    draft: str
    title: tuple[str, ...]
    to: str
    body: tuple[Text | Rows, ...]
    signer: str
    notes: tuple[str, ...] = ()
    numbered: bool = True
    annex: Annex | None = None
