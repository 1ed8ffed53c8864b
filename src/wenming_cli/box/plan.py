"""What goes into which box, in which order, under which number; nothing is opened or copied here.

One box per project in the order of the table, in it a folder per item, in it the evidence under
running numbers (件号). A content that serves several items is stored once; its other uses are
rows that point to it (DESIGN part 7, Sharing).
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wenming_cli.box.numbering import box_folder, box_label, item_folder, paper_name, piece_label
from wenming_cli.box.order import Order
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.judgement import Judgement
from wenming_cli.model.matching import Matching, Standing, State, Use

BONUS = "加分项目"
COUNTING = frozenset({"sure", "decided", "shared"})
"""The uses that put a content into a box; a proposed one never does."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece (件): its number in the box, its path below 资料盒, and what it is a copy of."""

    piece: str
    path: str
    evidence: Evidence
    uses: tuple[Use, ...]


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
    """An item of a box with its papers and pointers in filing order."""

    id: str
    text: str
    entries: tuple[Paper | Pointer, ...]


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
    def papers(self) -> tuple[Paper, ...]:
        """The pieces that lie in this box."""
        return tuple(one for item in self.items for one in item.entries if isinstance(one, Paper))


@dataclass(frozen=True, slots=True)
class BoxPlan:
    """The whole archive; *unplaced* are contents whose items are not in this set."""

    unit: str
    year: int
    boxes: tuple[Box, ...]
    unplaced: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """An item of the table, or a bonus row, on its way into a box."""

    id: str
    text: str
    order: Order


@dataclass(frozen=True, slots=True)
class _Drawer:
    """A box before its papers are numbered."""

    number: int
    title: str
    category: str
    rows: tuple[_Row, ...]


@dataclass(frozen=True, slots=True)
class _Filing:
    """Who uses what: contents by sha256, per item their uses, the item where each is stored."""

    contents: Mapping[str, Evidence]
    used: Mapping[str, Mapping[str, tuple[Use, ...]]]
    homes: Mapping[str, str]
    events: Mapping[str, str | None]
    year: int

    def under(self, row: _Row) -> tuple[str, ...]:
        """The contents that an item uses, in filing order."""
        return row.order.sorted(self.used.get(row.id, {}), self.contents, self.events, self.year)


def plan_boxes(criteria: CriteriaSet, matching: Matching, judgement: Judgement) -> BoxPlan:
    """Plan all boxes of *criteria* from what counts in *matching*; the same input gives the same plan.

    Only contents in state matched go in, each at its first use in table order (shared uses after
    the others). Projects without evidence get a box too: it holds the catalogue and the gaps.
    A last box 加分项目 appears when something proves a bonus row.
    """
    counting = [(one.evidence, uses) for one in matching.standings if (uses := _counting(one))]
    drawers = _drawers(criteria, {use.item for _, uses in counting for use in uses})
    events = {one.id: one.day for one in matching.activities}
    filing = _filing(counting, drawers, events, criteria.head.year)
    stored = {paper.evidence.sha256: (drawer, paper) for drawer in drawers for paper in _papers(drawer, filing)}
    boxes = tuple(_box(drawer, filing, stored) for drawer in drawers)
    unplaced = tuple(evidence for evidence, _ in counting if evidence.sha256 not in stored)
    return BoxPlan(judgement.unit, judgement.year, boxes, unplaced)


def _counting(standing: Standing) -> tuple[Use, ...]:
    """The uses of a content that put it into a box; a pack goes in for those of its members that count."""
    counts = standing.state is State.MATCHED or (standing.is_pack and standing.state is State.TO_CONFIRM)
    return tuple(use for use in standing.uses if use.how in COUNTING) if counts else ()


def _drawers(criteria: CriteriaSet, used: Container[str]) -> tuple[_Drawer, ...]:
    """A drawer per project in table order, and one for bonus rows that something proves."""
    drawers = []
    for number, (category, project) in enumerate(criteria.projects(), start=1):
        rows = tuple(_Row(item.id, item.text, Order.of(item.requires)) for item in project.items)
        above = f"{category.no} {category.title or category.title_inferred or ''}".strip()
        drawers.append(_Drawer(number, project.called, above, rows))
    bonus = tuple(_Row(row.id, row.text, Order.of(())) for row in criteria.head.bonus if row.id in used)
    if bonus:
        drawers.append(_Drawer(len(drawers) + 1, BONUS, BONUS, bonus))
    return tuple(drawers)


def _filing(
    counting: Sequence[tuple[Evidence, Sequence[Use]]],
    drawers: Sequence[_Drawer],
    events: Mapping[str, str | None],
    year: int,
) -> _Filing:
    """Sort the uses by item and find where each content is stored."""
    rank = {row.id: at for at, row in enumerate(row for drawer in drawers for row in drawer.rows)}
    used: dict[str, dict[str, tuple[Use, ...]]] = defaultdict(dict)
    homes = {}
    for evidence, uses in counting:
        placed = [use for use in uses if use.item in rank]
        for use in placed:
            used[use.item][evidence.sha256] = tuple(one for one in placed if one.item == use.item)
        if placed:
            homes[evidence.sha256] = min(placed, key=lambda use: (use.how == "shared", rank[use.item])).item
    return _Filing({evidence.sha256: evidence for evidence, _ in counting}, used, homes, events, year)


def _papers(drawer: _Drawer, filing: _Filing) -> Iterator[Paper]:
    """The pieces that are stored in one box, under running numbers."""
    taken: set[str] = set()
    box = box_folder(drawer.number, drawer.title)
    folders = {row.id: f"{box}/{item_folder(row.id, row.text, taken)}" for row in drawer.rows}
    stored = [(row, sha256) for row in drawer.rows for sha256 in filing.under(row) if filing.homes[sha256] == row.id]
    for number, (row, sha256) in enumerate(stored, start=1):
        piece, evidence, above = piece_label(number, len(stored)), filing.contents[sha256], folders[row.id]
        name = paper_name(piece, evidence.place.name, above)
        yield Paper(piece, f"{above}/{name}", evidence, filing.used[row.id][sha256])


def _box(drawer: _Drawer, filing: _Filing, stored: Mapping[str, tuple[_Drawer, Paper]]) -> Box:
    """A box with its items: their own papers, and pointers to those that lie elsewhere."""

    def entry(row: _Row, sha256: str) -> Paper | Pointer:
        home, paper = stored[sha256]
        if filing.homes[sha256] == row.id:
            return paper
        return Pointer(box_label(home.number), paper.piece, paper.path, paper.evidence, filing.used[row.id][sha256])

    items = tuple(
        BoxItem(row.id, row.text, tuple(entry(row, sha256) for sha256 in filing.under(row))) for row in drawer.rows
    )
    return Box(drawer.number, drawer.title, box_folder(drawer.number, drawer.title), drawer.category, items)
