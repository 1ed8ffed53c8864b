"""A list for the screen as a value: rows to filter and sort, tones for colours, links to files."""

from dataclasses import dataclass
from enum import StrEnum

from wenming_cli.typeset.table import Cell


class Tone(StrEnum):
    """What a cell's colour says; the words beside it say the same."""

    PLAIN = "plain"
    GOOD = "good"
    NOTICE = "notice"
    BAD = "bad"
    ASK = "ask"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its head, its width in mm, and whether it is centred."""

    head: str
    mm: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Toned:
    """A cell with a colour."""

    text: Cell | float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that opens a file; *to* is a URL, relative to the workbook; without one the cell is blank."""

    to: str | None
    text: str = "打开"


ListCell = Cell | float | Toned | Link


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet: *name* for its tab, title, a line below it, columns, rows of one cell per column."""

    name: str
    title: str
    below: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[ListCell, ...], ...]
