"""Who uses what, and where each piece is stored: contents by their uses, recorded papers and links by their words."""

import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wenming_cli.box.numbering import slip_name
from wenming_cli.box.numbers import Coming
from wenming_cli.box.order import Mark, Order
from wenming_cli.model.criteria import Item
from wenming_cli.model.evidence import Evidence, Problem
from wenming_cli.model.filed import UNBUILT, Filed, Journal
from wenming_cli.model.leaf import leaf_meant
from wenming_cli.model.matching import RECORDED, Matching, Standing, State, Use
from wenming_cli.model.record import STANDS_FOR, Record
from wenming_cli.text import showable
from wenming_cli.typeset.catalogue import self_made

COUNTING = frozenset({"sure", "decided", "shared"})
"""The uses that put a content into a box; a proposed one never does."""

UNSTEADY = frozenset({Problem.HUNG, Problem.CRASHED})
"""Problems of reading that another run may not have, though the content is the same."""

UNNUMBERED = "000"
"""Stands for a number where only the name behind it is wanted."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item of the table, or a bonus row, on its way into a box."""

    id: str
    text: str
    order: Order


@dataclass(frozen=True, slots=True)
class Filing:
    """Contents by sha256 and records by a key of their own; per item its uses, the item where each is stored.

    With *copies* each is stored under every item that uses it.
    """

    contents: Mapping[str, Evidence]
    records: Mapping[str, Record]
    used: Mapping[str, Mapping[str, tuple[Use, ...]]]
    homes: Mapping[str, str]
    marks: Mapping[str, Mark]
    events: Mapping[str, str | None]
    copies: bool = False

    def home(self, item: str, key: str) -> str:
        """The item under which lies what *item* uses."""
        return item if self.copies else self.homes[key]

    def coming(self, item: str, key: str) -> Coming:
        """What an item uses, as a piece on its way into a box, with the names that a box without journal shows."""
        requirements = tuple(sorted({use.requirement for use in self.used[item][key]}))
        record = self.records.get(key)
        if record is not None:
            name = slip_name(UNNUMBERED, record, "").removeprefix(f"{UNNUMBERED} ")
            title = showable(record.title or self_made(record.url or ""))
            return Coming(item, key, title, requirements, names=frozenset({title, name}))
        evidence = self.contents[key]
        said, stem = evidence.reading.title, evidence.place.stem
        title = showable(" ".join((said or self_made(stem)).split()))
        names = frozenset({title, showable(self_made(stem)), unicodedata.normalize("NFC", evidence.place.name)})
        return Coming(item, key, title, requirements, showable(evidence.place.shown), names)

    def under(self, row: Row) -> tuple[str, ...]:
        """The contents and records that an item uses, in filing order."""
        return row.order.sorted(self.used.get(row.id, {}), self.marks, self.events)


def counting(
    matching: Matching, before: Journal = UNBUILT, rejected: Container[tuple[str, str]] = ()
) -> list[tuple[Evidence, tuple[Use, ...]]]:
    """The contents that go into a box, with the uses that put them there.

    What lay in a box *before* and made its reader hang or die this time is the same content still: it lies on, unless
    it was *rejected*.
    """
    rows: dict[str, list[Filed]] = defaultdict(list)
    for row in before.rows:
        if row.lies and (row.key, row.item) not in rejected:
            rows[row.key].append(row)
    found = []
    for one in matching.standings:
        if uses := _counting(one):
            found.append((one.evidence, uses))
        elif one.state is State.UNREADABLE and one.evidence.reading.problem in UNSTEADY and one.evidence.sha256 in rows:
            found.append(_lying_on(one.evidence, rows[one.evidence.sha256]))
    return found


def _lying_on(evidence: Evidence, rows: Sequence[Filed]) -> tuple[Evidence, tuple[Use, ...]]:
    """A content that said nothing this time, with the title and the uses that its numbers tell."""
    title = None if rows[0].title == showable(self_made(evidence.place.stem)) else rows[0].title
    uses = tuple(
        Use(row.key, row.item, requirement, "sure", 1.0) for row in rows for requirement in row.requirements or ("",)
    )
    return replace(evidence, reading=evidence.reading.model_copy(update={"title": title})), uses


def _counting(standing: Standing) -> tuple[Use, ...]:
    """The uses of a content that put it into a box; a pack goes in for those of its members that count."""
    counts = standing.state is State.MATCHED or (standing.is_pack and standing.state is State.TO_CONFIRM)
    return tuple(use for use in standing.uses if use.how in COUNTING) if counts else ()


def file_away(
    contents: Sequence[tuple[Evidence, Sequence[Use]]],
    records: Sequence[Record],
    rows: Sequence[Row],
    items: Mapping[str, Item],
    events: Mapping[str, str | None],
    year: int,
    *,
    copies: bool = False,
    lay: Container[tuple[str, str]] = (),
) -> Filing:
    """Sort the uses by item and find where each piece is stored; *events* gives the days of activities.

    What *lay* under an item that still uses it stays there: (item, key).
    """
    rank = {row.id: at for at, row in enumerate(rows)}
    used: dict[str, dict[str, tuple[Use, ...]]] = defaultdict(dict)
    homes: dict[str, str] = {}
    for evidence, uses in contents:
        placed = [use for use in uses if use.item in rank]
        for use in placed:
            used[use.item][evidence.sha256] = tuple(one for one in placed if one.item == use.item)
        if placed:
            homes[evidence.sha256] = min(
                placed, key=lambda use: ((use.item, use.sha256) not in lay, use.how == "shared", rank[use.item])
            ).item
    recorded = {use.sha256: (record, use) for record, use in _recorded(records, items, rank)}
    for key, (record, use) in recorded.items():
        homes[key] = use.item
        used[use.item][key] = (replace(use, activity=_event_of(record, used[use.item], events)),)
    marks = {evidence.sha256: Mark.of_content(evidence, year) for evidence, _ in contents}
    marks |= {key: Mark.of_record(record) for key, (record, _) in recorded.items()}
    by_key = {key: record for key, (record, _) in recorded.items()}
    return Filing({evidence.sha256: evidence for evidence, _ in contents}, by_key, used, homes, marks, events, copies)


def _recorded(
    records: Sequence[Record], items: Mapping[str, Item], rows: Container[str]
) -> Iterator[tuple[Record, Use]]:
    """The recorded papers and links of these rows, each as the use that it is of; bonus rows are no items."""
    for record in records:
        if record.item in rows and record.do in STANDS_FOR:
            item = items.get(record.item or "")
            leaf = leaf_meant(item, record.title or "") if item and record.requirement is None else None
            requirement = record.requirement or (leaf.id if leaf else "")
            yield record, Use(f"record:{record.id}", record.item or "", requirement, RECORDED, 1.0)


def _event_of(record: Record, used: Mapping[str, Sequence[Use]], events: Mapping[str, str | None]) -> str | None:
    """The one activity of an item that was on the day of a record."""
    day = record.day.isoformat() if record.day else None
    found = {use.activity for uses in used.values() for use in uses if use.activity and events.get(use.activity) == day}
    return found.pop() if day and len(found) == 1 else None
