"""What a bound PDF is made of, as values that travel to the process that makes it."""

from typing import Literal

from pydantic import Field

from wenming_cli.model.noun import Noun
from wenming_cli.typeset.slip import SlipSheet
from wenming_cli.typeset.table import Table

Kind = Literal["pdf", "office", "scan", "picture", "photo", "slip"]
"""How a piece appears: its own pages; those that an office program makes of it; a scanned sheet filling a page; a
picture on a page; a photo on a sheet with others; a slip (代替页)."""

CAPTION = ("时间", "地点", "人物", "主题", "背景", "事由")
"""What stands below a photo (杜集 2012; GB/T 11821-2002 names the same without 主题). What is unknown stays blank."""


class Leaf(Noun):
    """One piece (件) of a box. *key* is its path below 资料盒, *name* what its bookmark and its caption call it.

    *source* is the file that is shown (the paper, or what an office file was converted to), with its *sha256*;
    *slip* the page that stands in its place where it can't be shown, for a recorded paper always.
    *caption* holds what is known for CAPTION.
    """

    key: str
    name: str
    kind: Kind
    slip: SlipSheet
    source: str = ""
    sha256: str = ""
    caption: dict[str, str] = Field(default_factory=dict)


class Section(Noun):
    """An item of the box with its pieces in filing order."""

    title: str
    leaves: tuple[Leaf, ...]


class Binding(Noun):
    """One box to bind: its catalogue with a mark (`page_mark`) where page numbers go, and its items.

    *recipe* is the hash of all that the PDF depends on; the PDF bears it as its ID.
    """

    title: str
    catalogue: Table
    sections: tuple[Section, ...]
    photos_per_page: Literal[1, 2, 4] = 2
    duplex: bool = False
    recipe: str = ""


class Bound(Noun):
    """What came of binding: all pages, first and last page of each piece by key, why pieces became slips."""

    pages: int
    ranges: dict[str, tuple[int, int]]
    slips: dict[str, str] = Field(default_factory=dict)
