"""What people stated (records), sorted for judging: papers and links as pieces, dates, waivers, figures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wenming_cli.judge.pieces import Piece, Pieces
from wenming_cli.model.criteria import Item
from wenming_cli.model.day import Day
from wenming_cli.model.evidence import Evidence, Place, Reading
from wenming_cli.model.figures import figure_kind
from wenming_cli.model.leaf import leaf_meant
from wenming_cli.model.matching import RECORDED, Use
from wenming_cli.model.record import STANDS_FOR, Record, RecordVerb

PLACE = "登记"


@dataclass(frozen=True, slots=True)
class Told:
    """Records that stand, by what they are for."""

    dates: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    waivers: Mapping[tuple[str, str | None], Record] = field(default_factory=dict)
    nones: Mapping[tuple[str, str | None], Record] = field(default_factory=dict)
    figures: Mapping[tuple[str, str | None], Record] = field(default_factory=dict)
    over: tuple[Record, ...] = ()

    @classmethod
    def of(cls, records: Iterable[Record], as_of: date) -> "Told":
        """Sort *records* as they stand at *as_of*; a waiver holds to its last day, a later word replaces an earlier."""
        dates: dict[str, list[date]] = defaultdict(list)
        waivers: dict[tuple[str, str | None], Record] = {}
        nones: dict[tuple[str, str | None], Record] = {}
        figures: dict[tuple[str, str | None], Record] = {}
        over = []
        for one in records:
            match one:
                case Record(do=RecordVerb.DATE, item=str(item), day=date() as day):
                    dates[item].append(day)
                case Record(do=RecordVerb.WAIVE, item=str(item)) if one.until is None or as_of <= one.until:
                    waivers[item, one.requirement] = one
                case Record(do=RecordVerb.WAIVE):
                    over.append(one)
                case Record(do=RecordVerb.NONE, item=str(item)):
                    nones[item, one.requirement] = one
                case Record(do=RecordVerb.FIGURE, figure=str(name)):
                    key = figure_kind(name).name, one.person
                    if key not in figures or _day(one) >= _day(figures[key]):
                        figures[key] = one
        return cls(
            {item: tuple(sorted(set(days))) for item, days in dates.items()}, waivers, nones, figures, tuple(over)
        )

    def waiver(self, item: str, requirement: str | None = None) -> Record | None:
        """The word by which an item, or a requirement of it, is not asked for."""
        return self.waivers.get((item, requirement))

    def none(self, item: str, requirement: str | None = None) -> Record | None:
        """The word that there is none to report, on a requirement or on its whole item."""
        return self.nones.get((item, requirement)) or self.nones.get((item, None))


def _day(record: Record) -> date:
    """The day for which a figure holds."""
    return record.day or record.on or date.min


def with_recorded(pieces: Pieces, items: Sequence[Item], records: Iterable[Record]) -> Pieces:
    """The pieces, and those that lie in the cabinet or on the net as people stated, in the order of the records."""
    known = {item.id: item for item in items}
    found = {key: list(ones) for key, ones in pieces.items()}
    for one in records:
        item = known.get(one.item or "")
        if one.do in STANDS_FOR and item is not None:
            meant = None if one.requirement else leaf_meant(item, one.title or "")
            asked = one.requirement or (meant.id if meant else "")
            found.setdefault((item.id, asked), []).append(_piece(one, item.id, asked))
    return {key: tuple(ones) for key, ones in found.items()}


def evidence_of(record: Record) -> Evidence:
    """What a paper or link is that only a record speaks for."""
    reading = Reading(
        sha256=f"record:{record.id}", carrier=STANDS_FOR[record.do], title=record.title, pages=record.pages,
        date=record.day.isoformat() if record.day else None,
    )  # fmt: skip
    return Evidence(reading, (Place(PLACE, record.called.replace("/", "／"), 0, 0),))


def _piece(record: Record, item: str, requirement: str) -> Piece:
    """A piece that only a record speaks for."""
    evidence = evidence_of(record)
    use = Use(evidence.sha256, item, requirement, RECORDED, 1.0, because=(said_of(record),))
    return Piece(use, evidence, Day(record.day, "登记") if record.day else None, None, record.count)


def said_of(record: Record) -> str:
    """Whose word a record is: 苏映雪2021-11-12登记（R3）."""
    return f"{record.by or ''}{record.on or ''}登记（{record.id}）"
