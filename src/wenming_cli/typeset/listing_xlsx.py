"""Lists as a workbook: frozen head, filters, colours, links to files; printed A4 landscape, one page wide."""

import io
from typing import Any

import xlsxwriter

from wenming_cli.typeset.form_looks import EDGE, FIRST_ROW, lined, looks, page, points, top
from wenming_cli.typeset.listing import Link, ListCell, ListColumn, Listing, Tone, Toned
from wenming_cli.typeset.package import MADE, repacked, slashed
from wenming_cli.typeset.table import FACE_BODY, Cell, printable

COLOURS = {
    Tone.GOOD: ("#E2F0D9", "#1E5631"),
    Tone.NOTICE: ("#FFF2CC", "#7F4F00"),
    Tone.BAD: ("#F8D7DA", "#8A1C1C"),
    Tone.ASK: ("#DCEBF7", "#0B3C66"),
    Tone.QUIET: ("#EDEDED", "#555555"),
}
"""Ground and ink of each tone; every pair has a contrast of at least 5 to 1."""
MOST_CHARACTERS, MOST_LINKS = 32_000, 60_000
"""Excel takes 32,767 characters a cell and 65,530 links a sheet."""
_TEXT_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def listings_xlsx(title: str, *listings: Listing) -> bytes:
    """The bytes of a workbook with a sheet each; text is text, and the only links are those to files."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _TEXT_ONLY)
    book.set_properties({"title": printable(title)[:255], "author": "wenming", "created": MADE})
    made = {**looks(book), **_tones(book)}
    for listing in listings:
        _sheet(book.add_worksheet(listing.name), listing, made)
    book.close()
    return repacked(slashed(buffer.getvalue()))


def _tones(book: Any) -> dict[str, Any]:
    """The formats of coloured cells, and of a number between 0 and 1."""
    body = {
        "font_name": FACE_BODY, "font_size": 10.5, "text_wrap": True, "valign": "vcenter", "border": 1,
        "border_color": EDGE,
    }  # fmt: skip
    made = {"share": book.add_format({**body, "align": "center", "num_format": "0.00"})}
    for tone, (ground, ink) in COLOURS.items():
        for centred in (False, True):
            align = "center" if centred else "left"
            look = {**body, "align": align, "bg_color": ground, "font_color": ink}
            made[_toned(tone, centred)] = book.add_format(look)
    return made


def _toned(tone: Tone, centred: bool) -> str:
    """The name of the format of a tone; plain cells have those of the forms."""
    where = "centred" if centred else "cell"
    return f"file_{where}" if tone is Tone.PLAIN else f"{tone.value}_{where}"


def _sheet(view: Any, listing: Listing, made: dict[str, Any]) -> None:
    """One list."""
    page(view, [column.mm for column in listing.columns])
    top(view, listing.title, listing.below, [column.head for column in listing.columns], made)
    for at, row in enumerate(listing.rows, start=FIRST_ROW):
        view.set_row(at, points([(_words(cell), one.mm) for cell, one in zip(row, listing.columns, strict=True)]))
        for column, (cell, asked) in enumerate(zip(row, listing.columns, strict=True)):
            _cell(view, at, column, cell, asked, made)
    last = FIRST_ROW + max(len(listing.rows), 1) - 1
    view.autofilter(FIRST_ROW - 1, 0, last, len(listing.columns) - 1)


def _cell(view: Any, at: int, column: int, cell: ListCell, asked: ListColumn, made: dict[str, Any]) -> None:
    """A cell by what it holds."""
    if isinstance(cell, Link):
        if cell.to and at < MOST_LINKS:
            view.write_url(at, column, "external:" + cell.to, made["link"], cell.text)
        else:
            view.write_blank(at, column, None, made["file_centred"])
        return
    text, tone = (cell.text, cell.tone) if isinstance(cell, Toned) else (cell, Tone.PLAIN)
    look = made[_toned(tone, asked.centred)]
    if isinstance(text, float):
        view.write_number(at, column, text, made["share"])
    elif isinstance(text, int):
        view.write_number(at, column, text, look)
    elif text:
        view.write_string(at, column, lined(text)[:MOST_CHARACTERS], look)
    else:
        view.write_blank(at, column, None, look)


def _words(cell: ListCell) -> str:
    """What a cell shows, for the height of its row."""
    if isinstance(cell, Link):
        return cell.text
    text: Cell | float = cell.text if isinstance(cell, Toned) else cell
    return lined(text) if isinstance(text, str) else "" if text is None else str(text)
