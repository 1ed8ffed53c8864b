"""The rows of a form that came back, found by their hidden columns wherever people have moved them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming_cli.typeset.form import (
    ANSWER,
    FILE,
    GROUP,
    HEAD,
    KEY,
    KIND,
    NOTE,
    NUMBER,
    OFFERED,
    OTHER,
    PATH,
    SHA256,
    STAMP,
)

Cell = str | float
Grid = Sequence[Sequence[Cell]]
NEEDED = (NUMBER, ANSWER, OTHER, NOTE, KEY, GROUP, KIND, SHA256, PATH, OFFERED, STAMP)
HEAD_WITHIN = 30
"""Rows from the top among which the heads are looked for; people put lines of their own above."""


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row as it came back: where it stands, what it is about, and what a person wrote into it."""

    sheet: str
    row: int
    key: str
    group: str
    kind: str
    sha256: str
    path: str
    offered: tuple[str, ...]
    stamp: str
    number: str
    answer: Cell
    other: Cell
    note: str

    @property
    def where(self) -> str:
        """The row as people find it."""
        return f"{self.sheet} 第{self.row}行"

    @property
    def answered(self) -> bool:
        """Whether anything stands in the two answer cells."""
        return bool(_text(self.answer) or _text(self.other))

    @property
    def touched(self) -> bool:
        """Whether a person wrote anything into the row."""
        return self.answered or bool(self.note)


def filled_rows(sheets: Sequence[tuple[str, Grid]]) -> tuple[FilledRow, ...]:
    """All questions of a workbook in their order; none where it is no form."""
    return tuple(row for name, grid in sheets for row in _rows(name, grid))


def lost_columns(sheets: Sequence[tuple[str, Grid]]) -> tuple[str, ...]:
    """The columns that are missing from a sheet that is a form otherwise."""
    for _, grid in sheets:
        for cells in grid[:HEAD_WITHIN]:
            if STAMP in cells or (KEY in cells and SHA256 in cells):
                lost = tuple(head for head in NEEDED if head not in cells)
                if lost:
                    return lost
    return ()


def _rows(name: str, grid: Grid) -> Iterator[FilledRow]:
    at = next((at for at, cells in enumerate(grid[:HEAD_WITHIN]) if set(NEEDED) <= set(cells)), None)
    if at is None:
        return
    places = {head: list(grid[at]).index(head) for head in NEEDED}
    for number, cells in enumerate(grid[at + 1 :], start=at + 2):
        row = _row(name, number, {head: cells[place] if place < len(cells) else "" for head, place in places.items()})
        if row.kind in (HEAD, FILE) or row.touched:
            yield row


def _row(name: str, number: int, cells: dict[str, Cell]) -> FilledRow:
    return FilledRow(
        sheet=name,
        row=number,
        key=_text(cells[KEY]),
        group=_text(cells[GROUP]),
        kind=_text(cells[KIND]),
        sha256=_text(cells[SHA256]),
        path=_text(cells[PATH]),
        offered=tuple(_text(cells[OFFERED]).split()),
        stamp=_text(cells[STAMP]),
        number=_text(cells[NUMBER]),
        answer=cells[ANSWER],
        other=cells[OTHER],
        note=_text(cells[NOTE]),
    )


def _text(cell: Cell) -> str:
    """A cell as text; a number as people write it."""
    if isinstance(cell, float):
        return f"{cell:g}"
    return cell.strip()
