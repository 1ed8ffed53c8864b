"""The number of a piece as it is printed: one place for catalogues, labels and stamps (boxes.numbering)."""

import re

from wenming_cli.model.workspace import BoxRules

_DIGITS = re.compile(r"\d+")
ROMAN = ((10, "Ⅹ"), (9, "Ⅸ"), (8, "Ⅷ"), (7, "Ⅶ"), (6, "Ⅵ"), (5, "Ⅴ"), (4, "Ⅳ"), (3, "Ⅲ"), (2, "Ⅱ"), (1, "Ⅰ"))
MOST_CIRCLED = 50


def printed_number(rules: BoxRules, year: int, box: int, item: str, piece: str) -> str:
    """The number of *piece* (003, 003-1) of an item in a box, as the unit prints it.

    `1-2-5`: item and 件号, 1-2-5-003. `roman` (丽江 2013): Ⅰ-2-5)-③, the last being the 件号, which stays, and not a
    count within the item. `box-piece`: 第3盒-03. `da22` (DA/T 22-2015): 0001-WS·2021-D10-BGS03-0003; since 件号 run
    within a box, the code of 机构（问题） ends with that of the box.
    """
    first, dash, rest = piece.partition("-")
    number = int(first)
    match rules.numbering:
        case "1-2-5":
            return f"{'-'.join(item.split('.'))}-{piece}"
        case "roman":
            return f"{_roman_item(item)})-{circled(number)}{dash}{rest}"
        case "box-piece":
            return f"第{box}盒-{number:02d}{dash}{rest}"
        case "da22":
            code = rules.da22
            assert code is not None, "BoxRules wants the code with this numbering"
            place = f"{code.fonds}-{code.category}·{year}-{code.period}-{code.office}{box:02d}"
            return f"{place}-{number:04d}{dash}{rest}"
        case _:
            return piece


def _roman_item(item: str) -> str:
    """Ⅰ-2-5 for 1.2.5; what is no number stays."""
    category, *below = item.split(".")
    return "-".join((roman(int(category)) if _DIGITS.fullmatch(category) else category, *below))


def roman(number: int) -> str:
    """Ⅲ for 3, in the characters that Chinese tables use; 0 and numbers above 39 stay digits."""
    if not 0 < number < 40:
        return str(number)
    out = ""
    for value, sign in ROMAN:
        while number >= value:
            out, number = out + sign, number - value
    return "".join(out)


def circled(number: int) -> str:
    """③ for 3; (51) where there is no such character."""
    if number == 0:
        return "⓪"
    if number > MOST_CIRCLED:
        return f"({number})"
    base, start = (0x2460, 1) if number <= 20 else (0x3251, 21) if number <= 35 else (0x32B1, 36)
    return chr(base + number - start)
