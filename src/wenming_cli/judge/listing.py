"""How many things a paper lists in itself: festivals by name, people by the numbered rows of their table."""

import re

from wenming_cli.dates.festivals import TRADITIONAL
from wenming_cli.model.evidence import Reading
from wenming_cli.model.requirement import Coverage

_ROW = re.compile(r"\s*(\d{1,3})[\s\t.、．]+[一-鿿·*＊]{1,8}")
_ALL = re.compile(r"共(?:计)?\s*(\d{1,4})\s*(?:人|名|条)")


def listed(reading: Reading, wanted: Coverage) -> tuple[str | None, str | None]:
    """What is wrong with the number of things listed, or why a person must count: the text must be there whole."""
    if reading.is_whole and wanted.what == "节日":
        return _festivals(reading.text, wanted)
    people = people_listed(reading.text) if reading.is_whole and wanted.what == "人" else None
    if people is None:
        least, most = wanted.count.least, wanted.count.most
        return None, f"所列{wanted.what}数（{f'{least}—{most}' if most else f'{least}以上'}）要人核对"
    if wanted.count.least <= people <= (wanted.count.most or people):
        return None, None
    fault = f"列了{people}人，要{wanted.count.least}" + (f"—{wanted.count.most}人" if wanted.count.most else "人以上")
    return (None, f"识别出{fault}") if reading.recognised_by else (fault, None)


def _festivals(text: str, wanted: Coverage) -> tuple[str | None, str | None]:
    named = [one for one in TRADITIONAL if one in text]
    if len(named) >= wanted.count.least:
        return None, None
    return f"列了{len(named)}个节日（{'、'.join(named)}），要{wanted.count.least}个以上", None


def people_listed(text: str) -> int | None:
    """How many people a roster lists: its rows 1, 2, 3 … below a head with 姓名; else what it says of itself."""
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines) if "姓名" in re.sub(r"\s", "", line)]
    for at in heads:
        count = 0
        for line in lines[at + 1 :]:
            row = _ROW.match(line)
            if row is None or int(row[1]) != count + 1:
                break
            count += 1
        if count:
            return count
    stated = _ALL.search(text)
    return int(stated[1]) if stated and heads else None
