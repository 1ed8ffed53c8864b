"""The sheets of a form that nobody fills in: how to do it, and all items to look up."""

from typing import Any

from wenming_cli.typeset.form import HOW, ITEMS, Form
from wenming_cli.typeset.form_looks import A4, cells, lined, points
from wenming_cli.typeset.table import printable

HOW_MM = 250
COLUMNS = (("条目", 22), ("内容", 110), ("材料要求（写作 条目/要求）", 80), ("类别、项目", 96))


def add_how(book: Any, form: Form, made: dict[str, Any]) -> None:
    """说明; a line that ends with a colon is a head."""
    view = book.add_worksheet(HOW)
    _print(view)
    view.fit_to_pages(1, 1)
    view.hide_gridlines(2)
    view.set_column(0, 0, cells(HOW_MM))
    view.set_row(0, 30)
    view.write_string(0, 0, printable(form.title)[:255], made["title"])
    for at, line in enumerate(form.how, start=1):
        view.set_row(at, points([(printable(line), HOW_MM - 30)], 19))
        view.write_string(at, 0, printable(line), made["how_head" if line.endswith("：") else "how"])


def add_items(book: Any, form: Form, made: dict[str, Any]) -> None:
    """条目: every item of the table; the lists of 其他条目 are its first column."""
    view = book.add_worksheet(ITEMS)
    _print(view)
    view.repeat_rows(0)
    view.freeze_panes(1, 1)
    view.set_row(0, 22)
    for at, (head, mm) in enumerate(COLUMNS):
        view.set_column(at, at, cells(mm))
        view.write_string(0, at, head, made["head"])
    for at, item in enumerate(form.items, start=1):
        texts = [lined(one) for one in (item.item, item.text, item.requirements, item.heading)]
        view.set_row(at, points([(text, mm) for text, (_, mm) in zip(texts, COLUMNS, strict=True)]))
        for column, text in enumerate(texts):
            view.write_string(at, column, text[:32_000], made["file_centred" if not column else "file_cell"])
    if form.items:
        view.autofilter(0, 0, len(form.items), len(COLUMNS) - 1)


def _print(view: Any) -> None:
    view.set_landscape()
    view.set_paper(A4)
    view.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    view.fit_to_pages(1, 0)
    view.set_footer("&C第 &P 页　共 &N 页")
