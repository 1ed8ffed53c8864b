"""The form as a workbook: lists to choose from, pictures, links; frozen head, filter, A4 landscape, one page wide."""

import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter

from wenming_cli.typeset.form import (
    ANSWER,
    DAY,
    DOUBT,
    FILLED_IN,
    HEAD,
    HIDDEN,
    ITEMS,
    NAME,
    NOTE,
    NUMBER,
    OPEN,
    OTHER,
    PICTURE,
    PROPOSAL,
    Form,
    FormRow,
    FormSheet,
    choices,
)
from wenming_cli.typeset.form_looks import FIRST_ROW, lined, looks, page, points, top
from wenming_cli.typeset.form_pages import add_how, add_items
from wenming_cli.typeset.package import MADE, repacked, slashed
from wenming_cli.typeset.table import printable

COLUMNS = (
    (NUMBER, 13), (PICTURE, 46), (NAME, 54), (OPEN, 13), (DAY, 24), (PROPOSAL, 54), (DOUBT, 54), (ANSWER, 36),
    (OTHER, 20), (NOTE, 30),
)  # fmt: skip
NO_PICTURES_MM = 14
OPEN_IT = "打开"
"""The link stands in a cell of its own: LibreOffice breaks no line in one, and would cut a path off."""
MOST_CHARACTERS, MOST_LINKS = 32_000, 60_000
_TEXT_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_PIXEL_POINTS = 0.75

Pictures = Mapping[str, tuple[bytes, int, int]]
"""By content: a small JPEG, its width and its height."""


def form_xlsx(form: Form, pictures: Pictures) -> bytes:
    """The bytes of the workbook; text is text, and the only links are those to the files."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _TEXT_ONLY)
    book.set_properties({"title": printable(form.title)[:255], "author": "wenming", "created": MADE})
    made = looks(book)
    add_how(book, form, made)
    for at, sheet in enumerate(form.sheets):
        page = _add(book, form, sheet, pictures, made)
        if at == 0:
            page.activate()
    add_items(book, form, made)
    book.close()
    return repacked(slashed(buffer.getvalue()))


def _add(book: Any, form: Form, sheet: FormSheet, pictures: Pictures, made: dict[str, Any]) -> Any:
    """One sheet of questions."""
    view = book.add_worksheet(sheet.name)
    shown = [row for row in sheet.rows if row.sha256 in pictures]
    widths = [mm if head != PICTURE or shown else NO_PICTURES_MM for head, mm in COLUMNS]
    heads = [head for head, _ in COLUMNS]
    page(view, widths)
    top(view, f"{form.title} · {sheet.name}", sheet.below, heads, made)
    for at, head in enumerate(HIDDEN, start=len(COLUMNS)):
        view.write_string(FIRST_ROW - 1, at, head, made["head"])
    view.set_column(len(COLUMNS), len(COLUMNS) + len(HIDDEN) - 1, 8, None, {"hidden": True})
    for at, row in enumerate(sheet.rows, start=FIRST_ROW):
        _row(view, at, row, form, pictures.get(row.sha256), widths, made)
    last = FIRST_ROW + len(sheet.rows) - 1
    view.autofilter(FIRST_ROW - 1, 0, last, len(COLUMNS) + len(HIDDEN) - 1)
    view.print_area(0, 0, last, len(COLUMNS) - 1)
    return view


def _row(
    view: Any, at: int, row: FormRow, form: Form, picture: tuple[bytes, int, int] | None, widths: list[int],
    made: dict[str, Any],
) -> None:  # fmt: skip
    """A question with its answer cells, and what tells it apart when it comes back."""
    texts = {NUMBER: row.key, NAME: row.name, DAY: row.day, PROPOSAL: row.proposal, DOUBT: row.doubt}
    tall = points([(lined(texts.get(head, "")), mm) for (head, _), mm in zip(COLUMNS, widths, strict=True)])
    view.set_row(at, max(tall, picture[2] * _PIXEL_POINTS + 6 if picture else 0))
    kind = "head" if row.kind == HEAD else "file"
    for column, (head, _) in enumerate(COLUMNS):
        look = made[_look(head, kind)]
        if head == OPEN and row.link and at < MOST_LINKS:
            view.write_url(at, column, "external:" + row.link, made["link"], OPEN_IT)
        elif head in texts:
            view.write_string(at, column, _text(texts[head]), look)
        else:
            view.write_blank(at, column, None, look)
    _lists(view, at, row, len(form.items))
    hidden = (row.key, row.group, row.kind, row.sha256, row.path, " ".join(one.item for one in row.offered), form.stamp)
    for column, text in enumerate(hidden, start=len(COLUMNS)):
        view.write_string(at, column, _text(text))
    if picture:
        told = {"image_data": io.BytesIO(picture[0]), "x_offset": 4, "y_offset": 4, "object_position": 1}
        view.insert_image(at, 1, f"{row.sha256[:16]}.jpg", {**told, "description": _text(row.name)[:200]})


def _look(head: str, kind: str) -> str:
    """The format of a cell."""
    if head in FILLED_IN:
        return f"{kind}_answer"
    return f"{kind}_centred" if head in (NUMBER, DAY) else f"{kind}_cell"


def _lists(view: Any, at: int, row: FormRow, items: int) -> None:
    """What may be chosen in the answer cell, and beside it any item of the table."""
    answer, other = (next(at for at, (head, _) in enumerate(COLUMNS) if head == one) for one in (ANSWER, OTHER))
    asked = {"input_title": "整组的答案", "input_message": row.prompt} if row.prompt else {}
    wrong = {"error_title": "请从下拉里选", "error_message": "别的条目写在“其他条目”一栏。", "error_type": "stop"}
    view.data_validation(at, answer, at, answer, {"validate": "list", "source": list(choices(row)), **wrong, **asked})
    if items:
        source = f"={ITEMS}!$A$2:$A${items + 1}"
        view.data_validation(at, other, at, other, {"validate": "list", "source": source, "show_error": False})


def _text(text: str) -> str:
    return lined(text)[:MOST_CHARACTERS]
