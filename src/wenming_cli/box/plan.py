"""What goes into which box, in which order, under which number; nothing is opened or copied here.

One box per project in the order of the table, in it a folder per item, in it the evidence under
running numbers (件号). A content that serves several items is stored once; its other uses are
rows that point to it (DESIGN part 7, Sharing).
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wenming_cli.box.filing import Filing, Row, counting, file_away
from wenming_cli.box.numbering import box_folder, box_label, item_folder, paper_name, piece_label, slip_name
from wenming_cli.box.order import Order
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.judgement import Judgement
from wenming_cli.model.matching import Matching, Use
from wenming_cli.model.record import Record

BONUS = "加分项目"


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece (件): its number in the box, its path below 资料盒, and what it is a copy of."""

    piece: str
    path: str
    evidence: Evidence
    uses: tuple[Use, ...]

    @property
    def pages(self) -> int | None:
        """Pages as reading counted them."""
        return self.evidence.reading.pages


@dataclass(frozen=True, slots=True)
class Slip:
    """One piece that is no file: a sheet (代替页) stands for a paper in the cabinet, or for a page on the net."""

    piece: str
    path: str
    record: Record

    @property
    def pages(self) -> int | None:
        """Pages as they were recorded."""
        return self.record.pages


@dataclass(frozen=True, slots=True)
class Pointer:
    """A further use of a content that is stored elsewhere: a row of the catalogue without a file."""

    box: str
    piece: str
    path: str
    evidence: Evidence
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class BoxItem:
    """An item of a box with its papers, slips and pointers in filing order."""

    id: str
    text: str
    entries: tuple[Paper | Slip | Pointer, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One numbered binder: 第01盒, its title, the folder that it is, and its items."""

    number: int
    title: str
    folder: str
    category: str
    items: tuple[BoxItem, ...]

    @property
    def label(self) -> str:
        """第01盒."""
        return box_label(self.number)

    @property
    def pieces(self) -> tuple[Paper | Slip, ...]:
        """The pieces that lie in this box."""
        return tuple(one for item in self.items for one in item.entries if not isinstance(one, Pointer))

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Those that are files."""
        return tuple(one for one in self.pieces if isinstance(one, Paper))

    @property
    def slips(self) -> tuple[Slip, ...]:
        """Those that a sheet stands for."""
        return tuple(one for one in self.pieces if isinstance(one, Slip))


@dataclass(frozen=True, slots=True)
class BoxPlan:
    """The whole archive; *unplaced* are contents whose items are not in this set."""

    unit: str
    year: int
    boxes: tuple[Box, ...]
    unplaced: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Drawer:
    """A box before its pieces are numbered."""

    number: int
    title: str
    category: str
    rows: tuple[Row, ...]


def plan_boxes(
    criteria: CriteriaSet, matching: Matching, judgement: Judgement, records: Sequence[Record] = ()
) -> BoxPlan:
    """Plan all boxes of *criteria* from what counts in *matching*; the same input gives the same plan.

    Only contents in state matched go in, each at its first use in table order (shared uses after
    the others). Papers and links that stand in *records* are pieces too. Projects without evidence
    get a box too: it holds the catalogue and the gaps. A last box 加分项目 appears when something
    proves a bonus row.
    """
    contents = counting(matching)
    drawers = _drawers(criteria, {use.item for _, uses in contents for use in uses})
    rows = [row for drawer in drawers for row in drawer.rows]
    items = {item.id: item for _, _, item in criteria.placed()}
    events = {one.id: one.day for one in matching.activities}
    filing = file_away(contents, records, rows, items, events, criteria.head.year)
    stored = {key: (drawer, piece) for drawer in drawers for key, piece in _pieces(drawer, filing)}
    boxes = tuple(_box(drawer, filing, stored) for drawer in drawers)
    unplaced = tuple(evidence for evidence, _ in contents if evidence.sha256 not in stored)
    return BoxPlan(judgement.unit, judgement.year, boxes, unplaced)


def _drawers(criteria: CriteriaSet, used: Container[str]) -> tuple[_Drawer, ...]:
    """A drawer per project in table order, and one for bonus rows that something proves."""
    drawers = []
    for number, (category, project) in enumerate(criteria.projects(), start=1):
        rows = tuple(Row(item.id, item.text, Order.of(item.requires)) for item in project.items)
        above = f"{category.no} {category.title or category.title_inferred or ''}".strip()
        drawers.append(_Drawer(number, project.called, above, rows))
    bonus = tuple(Row(row.id, row.text, Order.of(())) for row in criteria.head.bonus if row.id in used)
    if bonus:
        drawers.append(_Drawer(len(drawers) + 1, BONUS, BONUS, bonus))
    return tuple(drawers)


def _pieces(drawer: _Drawer, filing: Filing) -> Iterator[tuple[str, Paper | Slip]]:
    """The pieces that are stored in one box, under running numbers."""
    taken: set[str] = set()
    box = box_folder(drawer.number, drawer.title)
    folders = {row.id: f"{box}/{item_folder(row.id, row.text, taken)}" for row in drawer.rows}
    stored = [(row, key) for row in drawer.rows for key in filing.under(row) if filing.homes[key] == row.id]
    for number, (row, key) in enumerate(stored, start=1):
        piece, above = piece_label(number, len(stored)), folders[row.id]
        if key in filing.records:
            record = filing.records[key]
            yield key, Slip(piece, f"{above}/{slip_name(piece, record, above)}", record)
        else:
            evidence = filing.contents[key]
            path = f"{above}/{paper_name(piece, evidence.place.name, above)}"
            yield key, Paper(piece, path, evidence, filing.used[row.id][key])


def _box(drawer: _Drawer, filing: Filing, stored: Mapping[str, tuple[_Drawer, Paper | Slip]]) -> Box:
    """A box with its items: their own pieces, and pointers to those that lie elsewhere."""

    def entry(row: Row, key: str) -> Paper | Slip | Pointer:
        home, piece = stored[key]
        if filing.homes[key] == row.id or isinstance(piece, Slip):
            return piece
        return Pointer(box_label(home.number), piece.piece, piece.path, piece.evidence, filing.used[row.id][key])

    items = tuple(BoxItem(row.id, row.text, tuple(entry(row, key) for key in filing.under(row))) for row in drawer.rows)
    return Box(drawer.number, drawer.title, box_folder(drawer.number, drawer.title), drawer.category, items)
