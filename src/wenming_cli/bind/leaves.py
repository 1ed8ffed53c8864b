"""What a bound PDF is made of, as values that travel to the process that makes it."""

from typing import Literal, Self

from pydantic import Field

from wenming_cli.bind.labels import Label
from wenming_cli.bind.marks import Mark, Stroke
from wenming_cli.model.evidence import RecognisedLine
from wenming_cli.model.noun import Noun
from wenming_cli.model.proof import Proof
from wenming_cli.typeset.page import Pages
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
    *caption* holds what is known for CAPTION. *labels* are the numbers of its pages, at first those of the last build.
    *recognised_lines* are the words on those of its pages that are pictures only. *proofs* are passages to underline,
    *marks* those of them that stand on its pages.
    """

    key: str
    name: str
    kind: Kind
    slip: SlipSheet
    source: str = ""
    sha256: str = ""
    caption: dict[str, str] = Field(default_factory=dict)
    labels: tuple[Label, ...] = ()
    recognised_lines: tuple[RecognisedLine, ...] = ()
    proofs: tuple[Proof, ...] = ()
    marks: tuple[Mark, ...] = ()

    def lines_by_page(self) -> dict[int, list[RecognisedLine]]:
        """The recognised lines of every page that has some, pages from 1 in their order."""
        found: dict[int, list[RecognisedLine]] = {}
        for line in sorted(self.recognised_lines, key=lambda line: line.page):
            found.setdefault(line.page, []).append(line)
        return found

    def strokes(self, page: int) -> tuple[Stroke, ...]:
        """The red lines on one of its pages, from 1, each once."""
        return tuple(dict.fromkeys(one for mark in self.marks if mark.page == page for one in mark.strokes))

    def labelled(self, labels: tuple[Label, ...]) -> Self:
        """The same with other numbers."""
        return self.model_copy(update={"labels": labels})

    def as_slip(self, why: str) -> Self:
        """The slip of a piece that can't be shown, with the reason on it."""
        slip = self.slip
        lines = (*slip.lines, ("没有装订的原因", why))
        said = type(slip)(slip.what, slip.unit, slip.year, slip.box, slip.piece, lines, slip.closing)
        return self.model_copy(update={"kind": "slip", "slip": said, "recognised_lines": (), "proofs": (), "marks": ()})


class Section(Noun):
    """An item of the box with its pieces in filing order; *divider* is the sheet before them (隔页)."""

    title: str
    leaves: tuple[Leaf, ...]
    divider: Pages | None = None


class Binding(Noun):
    """One box to bind, in the order in which it lies there: cover, catalogue, items, underlined passages, 备考表.

    *recipe* is the hash of all that the PDF depends on; the PDF bears it as its ID.
    """

    title: str
    catalogue: Table
    sections: tuple[Section, ...]
    cover: Pages | None = None
    proofs: Table | None = None
    note: Pages | None = None
    photos_per_page: Literal[1, 2, 4] = 2
    duplex: bool = False
    recipe: str = ""
