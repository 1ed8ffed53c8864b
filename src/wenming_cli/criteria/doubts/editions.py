"""What was taken over from another year: stale editions and terms, and years that are not the year of the set."""

import re
from collections import defaultdict
from collections.abc import Iterator

from wenming_cli.criteria.doubts.doubt import Doubt, Place, doubt
from wenming_cli.criteria.doubts.table import Table, whole
from wenming_cli.dates.editions import stale_in
from wenming_cli.model.requirement import Plain

_CITED = re.compile("《[^》]*》|〔[^〕]*〕|[（(]\\d{4}版[）)]")
"""A title, a document number or an edition may bear any year."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?:度)?\s*[—–~～至到-]+\s*((?:19|20)\d{2})年")


def edition_doubts(table: Table) -> Iterator[Doubt]:
    """Everything that seems to be left from a year before (READING 2.1)."""
    found: dict[tuple[str, str], list[tuple[str, Place]]] = defaultdict(list)
    for passage in table.passages:
        for stale in stale_in(passage.text, table.head.year):
            found[stale.of, stale.now].append((stale.words, passage.place))
    for (of, now), ones in found.items():
        words = "、".join(dict.fromkeys(f"“{words}”" for words, _ in ones))
        remedy = "问出表的人要不要按今年的来；判定材料时不据此否定"
        yield doubt("stale", [place for _, place in ones], f"{words}是{of}；{now}", remedy)
    yield from _years(table)


def _years(table: Table) -> Iterator[Doubt]:
    """Years that are not the set's; stages have their own rule, and items may be about other years (valid)."""
    other = {
        entry.item.id
        for entry in table.entries
        if any(isinstance(one, Plain) and one.valid != "本年度" for one in whole(entry.item.requires))
    }
    found: dict[int, list[Place]] = defaultdict(list)
    for passage in table.passages:
        if passage.part != "phases" and passage.place.ident not in other:
            for year in _years_in(passage.text, table.head.year):
                found[year].append(passage.place)
    for year, places in sorted(found.items()):
        what = f"写的是{year}年，不是本年度（{table.head.year}年）"
        yield doubt("year_other", places, what, "看是不是沿用了往年的文字")


def _years_in(text: str, year: int) -> Iterator[int]:
    """The years of a text, without those of titles and numbers, and without spans that hold the year of the set."""
    bare = _CITED.sub(" ", text)
    for span in _SPAN.finditer(bare):
        if int(span[1]) <= year <= int(span[2]):
            bare = bare.replace(span[0], " ")
    yield from dict.fromkeys(one for one in map(int, _YEAR.findall(bare)) if one != year)
