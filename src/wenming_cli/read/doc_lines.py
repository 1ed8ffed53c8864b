"""Walk through the paragraphs of a Word 97–2003 text: fields, deletions and table marks followed.

Marks in the text are those of [MS-DOC] 2.8.25 (fields) and 2.4.3 (cells, rows); the way from a character to its
look is 2.4.6.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from wenming_cli.read.doc_look import Look, Pages, Styles, modified, says
from wenming_cli.read.extract import Line

LOOKED_AT = 60
"""Paragraphs from the top whose look is taken; title and red head stand there."""
END = re.compile("[\r\x07\x0c]")
PLAIN: dict[int, str | None] = {
    **{at: None for at in (*range(9), *range(0x0C, 0x1E), 0x1F)},
    0x0B: "\n",
    0x1E: "-",
    0xA0: " ",
    0x2002: " ",
    0x2003: " ",
}
_FIELD = re.compile("([\x13\x14\x15])")
_DELETED_ON = b"\x00\x08\x01"
_ROW_END, _IN_TABLE = b"\x17\x24\x01", b"\x16\x24\x01"
_CELL, _DRAWN = "\x07", "\x08"
MOST_CELLS = 4_000


@dataclass(frozen=True, slots=True)
class Story:
    """A run of positions that reads as one: the body, the headers, a text box."""

    start: int
    end: int


@dataclass(slots=True)
class Walk:
    """The text of a document with what says how it looks."""

    text: str
    starts: list[int]
    places: list[tuple[int, int]]
    body: Story
    others: list[Story]
    boxes: dict[int, list[Story]]
    paragraphs: Pages
    runs: Pages
    styles: Styles
    seen: int = 0
    fields: list[bool] = field(default_factory=list)
    revised: bool = False

    def lines(self) -> Iterator[Line]:
        """Body and text boxes at their anchors, then what stands outside of them, each line once."""
        self.revised = any(says(modifiers, _DELETED_ON) for modifiers in self.runs.marked(_DELETED_ON))
        yield from self._story(self.body)
        said = set()
        for story in [*self.boxes.pop(-1, ()), *self.others]:
            for line in self._story(story):
                if line.text not in said:
                    said.add(line.text)
                    yield line

    def _story(self, story: Story) -> Iterator[Line]:
        """The paragraphs of a story; those of a table are gathered to rows."""
        tabled = _CELL in self.text[story.start : story.end]
        cells: list[list[Line]] = [[]]
        self.fields = []
        at = story.start
        while at < story.end:
            match = END.search(self.text, at, story.end)
            end = match.start() if match else min(story.end, len(self.text))
            if end <= at and match is None:
                break
            for box in self._anchored(at, end):
                yield from Walk._story(replace(self, fields=[], boxes={}), box)
            properties = (
                self.paragraphs.at(self._place(end if match else end - 1))[1]
                if tabled or self.seen < LOOKED_AT
                else b""
            )
            cell = match is not None and match[0] == _CELL
            lines = self._paragraph(at, end, properties)
            if cell and says(properties[2:], _ROW_END):
                yield from _row(cells)
                cells = [[]]
            elif tabled and (cell or says(properties[2:], _IN_TABLE)):
                cells[-1].extend(lines)
                if cell and len(cells) < MOST_CELLS:
                    cells.append([])
            else:
                yield from _row(cells)
                cells = [[]]
                yield from lines
            at = end + 1
        yield from _row(cells)

    def _anchored(self, start: int, end: int) -> Iterator[Story]:
        """The text boxes that hang on a paragraph."""
        at = self.text.find(_DRAWN, start, end) if self.boxes else -1
        while at >= 0:
            yield from self.boxes.pop(at, ())
            at = self.text.find(_DRAWN, at + 1, end)

    def _paragraph(self, start: int, end: int, properties: bytes) -> list[Line]:
        """The lines of a paragraph, deletions and field instructions left out."""
        raw = self._kept(start, end) if self.revised else self.text[start:end]
        if self.fields or "\x13" in raw:
            raw = self._without_fields(raw)
        texts = [text for one in raw.translate(PLAIN).split("\n") if (text := one.strip(" \t　"))]
        if not texts:
            return []
        self.seen += 1
        if self.seen > LOOKED_AT:
            return [Line(text) for text in texts]
        look = self._look(start, end, properties)
        title = look.title and not look.contents
        return [
            Line(text, look.size, look.centred, look.bold, look.red, title=title, contents=look.contents)
            for text in texts
        ]

    def _without_fields(self, raw: str) -> str:
        """The results of fields stay, their instructions go; a field may run over paragraphs."""
        kept = []
        for part in _FIELD.split(raw):
            if part == "\x13":
                self.fields.append(True)
            elif part == "\x14" and self.fields:
                self.fields[-1] = False
            elif part == "\x15" and self.fields:
                self.fields.pop()
            elif not any(self.fields):
                kept.append(part)
        return "".join(kept)

    def _place(self, position: int) -> int:
        """Where a character lies in the file."""
        which = max(bisect_right(self.starts, position) - 1, 0)
        place, width = self.places[which]
        return place + (position - self.starts[which]) * width

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """The runs between two positions: from, to, modifiers."""
        while start < end:
            which = max(bisect_right(self.starts, start) - 1, 0)
            place, width = self.places[which]
            until = min(end, self.starts[which + 1] if which + 1 < len(self.starts) else end)
            here = place + (start - self.starts[which]) * width
            stop, modifiers = self.runs.at(here)
            after = min(until, start + max((stop - here) // width, 1))
            yield start, after, modifiers
            start = after

    def _kept(self, start: int, end: int) -> str:
        """The text between two positions without what a tracked change has deleted."""
        spans = list(self._spans(start, end))
        return "".join(self.text[one:two] for one, two, modifiers in spans if not says(modifiers, _DELETED_ON))

    def _look(self, start: int, end: int, properties: bytes) -> Look:
        """The look of a paragraph: that of its style, of itself, and of its visible runs."""
        index = int.from_bytes(properties[:2], "little")
        style = self.styles.look(index)
        look = modified(style, properties[2:])
        looks = [
            modified(style, modifiers, style)
            for one, two, modifiers in self._spans(start, end)
            if self.text[one:two].translate(PLAIN).strip()
        ]
        if not looks:
            return look
        return replace(
            look,
            size=max(run.size for run in looks),
            bold=all(run.bold for run in looks),
            red=any(run.red for run in looks),
        )


def _row(cells: list[list[Line]]) -> Iterator[Line]:
    """A table row as one line, cells parted by tabs; a row of a single cell reads like paragraphs (as in docx)."""
    filled = [cell for cell in cells if cell]
    if len(cells) <= 2:
        yield from (line for cell in filled for line in cell)
    elif filled:
        yield Line("\t".join(" ".join(line.text for line in cell) for cell in filled))
