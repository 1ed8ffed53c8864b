"""Statistics tables against the activities that they list (Huarong 2.2.9 and 2.2.11; READING 64: they must agree)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wenming_cli.dates.written import dates_in
from wenming_cli.judge.pieces import Piece, Pieces
from wenming_cli.model.criteria import Item
from wenming_cli.model.evidence import Evidence, Reading
from wenming_cli.model.judgement import Warning
from wenming_cli.model.leaf import leaves
from wenming_cli.model.matching import Activity, Matching
from wenming_cli.model.material import named_types
from wenming_cli.model.requirement import Plain

NEAR = timedelta(days=1)
"""A photo may be dated so far from the day in the table: it was sent or stamped after midnight."""
FEWEST = 3
"""A table has so many dated rows, or it is none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a statistics table: its day and what it calls the activity."""

    day: date
    name: str


def tallied(items: Sequence[Item], pieces: Pieces, matching: Matching) -> Iterator[Warning]:
    """What a table lists and nothing shows, and what is filed and the table does not list."""
    pictured = {date.fromisoformat(one.day) for one in _with_pictures(matching) if one.day}
    for item in items:
        for asked in leaves(item.asks):
            if asked.tallies:
                yield from _against(item, asked, pieces, pictured)


def _with_pictures(matching: Matching) -> Iterator[Activity]:
    """Activities that a photo shows; a photo of a paper shows none."""
    photos = {one.evidence.sha256 for one in matching.single if _is_view(one.evidence)}
    return (one for one in matching.activities if photos & set(one.members))


def _is_view(evidence: Evidence) -> bool:
    """Whether a content shows what happened, and not a paper, as its words and its name say."""
    reading = evidence.reading
    paper = reading.types or named_types(evidence.place.stem)
    return (reading.carrier == "照片" and not paper) or bool(reading.photos)


def _against(item: Item, asked: Plain, pieces: Pieces, pictured: set[date]) -> Iterator[Warning]:
    """One table of an item, held against the activities of the items that it tallies."""
    filed = _filed(asked.tallies, pieces)
    for piece in pieces.get((item.id, asked.id), ()):
        entries = entries_of(piece.evidence.reading)
        if len(entries) < FEWEST:
            continue
        unseen = [one for one in entries if not _near(one.day, pictured)]
        unlisted = [(day, name) for day, name in filed.items() if not _near(day, {one.day for one in entries})]
        said = [f"列了{len(entries)}次"]
        if unseen:
            said.append(f"其中{'、'.join(f'{one.day}{one.name}' for one in unseen)}没有找到照片")
        if unlisted:
            said.append(f"{'、'.join(f'{day}{name}' for day, name in unlisted)}有照片，表里没有")
        if len(said) > 1:
            text = f"{item.id}：“{piece.evidence.place.called}”{'，'.join(said)}"
            items = (item.id, *asked.tallies)
            yield Warning(kind="tally_differs", text=text, files=(piece.evidence.place.shown,), items=items)


def _filed(tallies: Iterable[str], pieces: Pieces) -> dict[date, str]:
    """The days of the activities that count for the tallied items, with their names, in the order of the days."""
    wanted = set(tallies)
    found: dict[date, str] = {}
    for (item, _), ones in pieces.items():
        for piece in ones if item in wanted else ():
            if _counts(piece) and piece.activity and piece.activity.day:
                found.setdefault(date.fromisoformat(piece.activity.day), piece.activity.name)
    return dict(sorted(found.items()))


def _counts(piece: Piece) -> bool:
    return piece.use.how not in ("proposed", "unreadable")


def _near(day: date, days: Iterable[date]) -> bool:
    return any(abs(day - other) <= NEAR for other in days)


def entries_of(reading: Reading) -> tuple[Entry, ...]:
    """The dated rows of a table, each with its name; none where the text was not kept whole."""
    rows = [line.split("\t") for line in reading.text.split("\n")] if reading.is_whole else []
    return tuple(entry for cells in rows if len(cells) > 2 and (entry := _entry(cells)))


def _entry(cells: Sequence[str]) -> Entry | None:
    """A row with a day in it; what it calls the activity stands behind the day, else before it."""
    for at, cell in enumerate(cells):
        dated = next((written for written in dates_in(cell) if written.exact), None)
        if dated is not None:
            beside = [one.strip() for one in (*cells[at + 1 :], *cells[:at])]
            return Entry(dated.day, next((one for one in beside if one and not one.isascii()), ""))
    return None
