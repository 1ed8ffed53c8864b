"""The printed number of a piece in every scheme that units use (DOMAIN part 0, 9)."""

import pytest

from small_archive import Archive
from wenming_cli.box.printed import circled, printed_number, roman
from wenming_cli.model.workspace import ArchiveCode, BoxRules

CODE = ArchiveCode(fonds="0001", period="Y", office="BGS")


@pytest.mark.parametrize(
    ("numbering", "piece", "expected"),
    [
        ("piece", "007", "007"),
        ("piece", "003-1", "003-1"),
        ("1-2-5", "003", "1-2-5-003"),
        ("1-2-5", "003-1", "1-2-5-003-1"),
        ("roman", "003", "Ⅰ-2-5)-③"),
        ("roman", "003-1", "Ⅰ-2-5)-③-1"),
        ("box-piece", "007", "第3盒-07"),
        ("box-piece", "112-2", "第3盒-112-2"),
        ("da22", "003", "0001-WS·2021-Y-BGS03-0003"),
        ("da22", "003-1", "0001-WS·2021-Y-BGS03-0003-1"),
    ],
)
def test_printed(numbering: str, piece: str, expected: str) -> None:
    rules = BoxRules.model_validate({"numbering": numbering, "da22": CODE})
    assert printed_number(rules, 2021, 3, "1.2.5", piece) == expected


@pytest.mark.parametrize(("number", "sign"), [(1, "Ⅰ"), (4, "Ⅳ"), (9, "Ⅸ"), (14, "ⅩⅣ"), (40, "40"), (0, "0")])
def test_roman(number: int, sign: str) -> None:
    assert roman(number) == sign


@pytest.mark.parametrize(
    ("number", "sign"), [(0, "⓪"), (1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "(51)")]
)
def test_circled(number: int, sign: str) -> None:
    assert circled(number) == sign


def test_a_bonus_row_has_no_numbers_of_category_and_project() -> None:
    assert printed_number(BoxRules(numbering="roman"), 2021, 9, "B1", "002") == "B1)-②"


@pytest.mark.parametrize("numbering", ["piece", "1-2-5", "roman", "box-piece", "da22"])
def test_no_number_is_printed_twice_in_an_archive(filled: Archive, numbering: str) -> None:
    filled.rules = BoxRules.model_validate({"numbering": numbering, "da22": CODE})
    boxes = filled.plan().boxes
    numbers = [one.number for box in boxes for one in box.pieces]
    assert len(numbers) == 4
    assert len(set(numbers)) == (3 if numbering == "piece" else 4)
    assert boxes[2].items[0].entries[0].number == boxes[0].pieces[2].number
