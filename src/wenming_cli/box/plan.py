"""What goes into which box, in which order, under which number; nothing is opened or copied here.

One box per project in the order of the table, in it a folder per item, in it the evidence under numbers (件号) that
stay from build to build. A content that serves several items is stored once and its other uses are rows that point to
it, or each use is a copy, as the unit wants it (DESIGN part 7, Sharing).
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wenming_cli.box.arrange import Arrangement, Drawer, arrange
from wenming_cli.box.filing import Filing, Row, counting, file_away
from wenming_cli.box.numbering import box_folder, box_label, item_folder, paper_name, slip_name
from wenming_cli.box.order import Order
from wenming_cli.box.printed import printed_number
from wenming_cli.box.removal import reasons
from wenming_cli.box.thickness import bulk_of, spine_for, thickness_of
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.evidence import Evidence
from wenming_cli.model.filed import UNBUILT, Filed, Journal
from wenming_cli.model.judgement import Judgement
from wenming_cli.model.matching import Matching, Use
from wenming_cli.model.record import STANDS_FOR, Record
from wenming_cli.model.workspace import BoxRules

BONUS = "加分项目"


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece (件): its number in the box, its path below 资料盒, what it is a copy of, its row in the journal.

    *number* is the number as it is printed, *bound* how many pages it has in the bound PDF, where that is made.
    """

    piece: str
    path: str
    evidence: Evidence
    uses: tuple[Use, ...]
    filed: Filed
    number: str
    bound: int | None = None

    @property
    def pages(self) -> int | None:
        """Pages as reading counted them; what it could not count, as they were bound."""
        counted = self.evidence.reading.pages
        return self.bound if counted is None else counted


@dataclass(frozen=True, slots=True)
class Slip:
    """One piece that is no file: a sheet (代替页) stands for a paper in the cabinet, or for a page on the net."""

    piece: str
    path: str
    record: Record
    filed: Filed
    number: str

    @property
    def pages(self) -> int | None:
        """Pages as they were recorded."""
        return self.record.pages


@dataclass(frozen=True, slots=True)
class Pointer:
    """A further use of a content that is stored elsewhere: a row of the catalogue without a file.

    *number* is that of the piece, as it is printed.
    """

    box: str
    piece: str
    path: str
    evidence: Evidence
    uses: tuple[Use, ...]
    number: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A number under which nothing lies any more, as it is printed, and its row in the journal."""

    number: str
    filed: Filed


@dataclass(frozen=True, slots=True)
class BoxItem:
    """An item of a box with its papers, slips and pointers in filing order.

    *gone* are numbers under which nothing lies any more; *continued* when the binder before holds its beginning.
    """

    id: str
    text: str
    entries: tuple[Paper | Slip | Pointer, ...]
    gone: tuple[Gone, ...] = ()
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """One binder: 第01盒, its title, the folder that it is, and its items.

    A box whose papers no spine holds is split into *parts* binders, of which this is *part*; both are 0 when it is
    whole. *thickness* in mm is reckoned from the pages, *spine* the spine in mm that holds it (None: none does).
    """

    number: int
    title: str
    folder: str
    category: str
    items: tuple[BoxItem, ...]
    part: int = 0
    parts: int = 0
    thickness: int = 0
    spine: int | None = None

    @property
    def label(self) -> str:
        """第01盒, or 第01盒（1/2）."""
        return box_label(self.number, self.part, self.parts)

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
    """The whole archive; *unplaced* are contents whose items are not in this set.

    *before* is the journal that the plan was made from, *rows* are the numbers after it.
    """

    unit: str
    year: int
    boxes: tuple[Box, ...]
    unplaced: tuple[Evidence, ...] = ()
    before: Journal = UNBUILT
    rows: tuple[Filed, ...] = ()

    def bound(self, pages: Mapping[str, int]) -> "BoxPlan":
        """The same with the pages that papers have in the bound PDFs, by path."""

        def known(item: BoxItem) -> BoxItem:
            entries = (
                replace(one, bound=pages.get(one.path)) if isinstance(one, Paper) else one for one in item.entries
            )
            return replace(item, entries=tuple(entries))

        return replace(self, boxes=tuple(replace(box, items=tuple(map(known, box.items))) for box in self.boxes))


def plan_boxes(
    criteria: CriteriaSet, matching: Matching, judgement: Judgement, records: Sequence[Record] = (),
    rules: BoxRules | None = None, before: Journal = UNBUILT, rejected: Container[tuple[str, str]] = (),
) -> BoxPlan:  # fmt: skip
    """Plan all boxes of *criteria* from what counts in *matching*; the same input gives the same plan.

    Only contents in state matched go in, each at its first use in table order (shared uses after the others), or at
    each use where *rules* want copies. Papers and links that stand in *records* are pieces too. Projects without
    evidence get a box too: it holds the catalogue and the gaps. A last box 加分项目 appears when something proves a
    bonus row, or did. What *before* numbers keeps its number. *rejected* are contents with the items that a person
    said they do not belong to.
    """
    rules = rules or BoxRules()
    contents = counting(matching, before, rejected)
    used = {use.item for _, uses in contents for use in uses} | {row.item for row in before.rows}
    used |= {one.item for one in records if one.item and one.do in STANDS_FOR}
    drawers = _drawers(criteria, used)
    rows = [row for drawer in drawers for row in drawer.rows]
    items = {item.id: item for _, _, item in criteria.placed()}
    events = {one.id: one.day for one in matching.activities}
    filing = file_away(
        contents, records, rows, items, events, criteria.head.year, copies=rules.shared == "copy",
        lay={(row.item, row.key) for row in before.rows if row.lies},
    )  # fmt: skip
    why = reasons(matching, filing, rejected)
    arranged = [arrange(drawer, filing, rules, before, judgement.as_of, why) for drawer in drawers]
    stored = {key: piece for one in arranged for key, piece in _pieces(one, filing, rules, criteria.head.year)}
    boxes = tuple(box for one in arranged for box in _boxes(one, filing, stored, rules, criteria.head.year))
    known = {key for _, key in stored}
    unplaced = tuple(evidence for evidence, _ in contents if evidence.sha256 not in known)
    filed = tuple(row for one in arranged for row in one.rows)
    return BoxPlan(judgement.unit, judgement.year, boxes, unplaced, before, filed)


def _drawers(criteria: CriteriaSet, used: Container[str]) -> tuple[Drawer, ...]:
    """A drawer per project in table order, and one for bonus rows that something proves."""
    drawers = []
    for number, (category, project) in enumerate(criteria.projects(), start=1):
        rows = tuple(Row(item.id, item.text, Order.of(item.requires)) for item in project.items)
        above = f"{category.no} {category.title or category.title_inferred or ''}".strip()
        drawers.append(Drawer(number, project.called, above, rows))
    bonus = tuple(Row(row.id, row.text, Order.of(())) for row in criteria.head.bonus if row.id in used)
    if bonus:
        drawers.append(Drawer(len(drawers) + 1, BONUS, BONUS, bonus))
    return tuple(drawers)


_Key = tuple[str, str]
"""An item, and a content or record in it."""


def _pieces(
    arranged: Arrangement, filing: Filing, rules: BoxRules, year: int
) -> Iterator[tuple[_Key, tuple[str, Paper | Slip]]]:
    """The pieces that are stored in one box, each with the label of its binder."""
    drawer, parts = arranged.drawer, arranged.parts
    folders: dict[tuple[int, str], str] = {}
    for part in arranged.binders:
        taken: set[str] = set()
        box = box_folder(drawer.number, drawer.title, part)
        folders |= {(part, row.id): f"{box}/{item_folder(row.id, row.text, taken)}" for row in drawer.rows}
    for filed in arranged.lying:
        above, label = folders[filed.part, filed.item], box_label(drawer.number, filed.part, parts)
        number = printed_number(rules, year, drawer.number, filed.item, filed.piece)
        if filed.key in filing.records:
            record = filing.records[filed.key]
            path = f"{above}/{slip_name(filed.piece, record, above)}"
            yield (filed.item, filed.key), (label, Slip(filed.piece, path, record, filed, number))
        else:
            evidence = filing.contents[filed.key]
            path = f"{above}/{paper_name(filed.piece, evidence.place.name, above)}"
            uses = filing.used[filed.item][filed.key]
            yield (filed.item, filed.key), (label, Paper(filed.piece, path, evidence, uses, filed, number))


def _boxes(
    arranged: Arrangement,
    filing: Filing,
    stored: Mapping[_Key, tuple[str, Paper | Slip]],
    rules: BoxRules,
    year: int,
) -> Iterator[Box]:
    """The binders of a box with their items: their own pieces, and pointers to those that lie elsewhere."""

    def entry(item: str, key: str) -> Paper | Slip | Pointer:
        label, piece = stored[filing.home(item, key), key]
        if piece.filed.item == item or isinstance(piece, Slip):
            return piece
        return Pointer(label, piece.piece, piece.path, piece.evidence, filing.used[item][key], piece.number)

    def gone(row: Filed) -> Gone:
        return Gone(printed_number(rules, year, drawer.number, row.item, row.piece), row)

    drawer, texts = arranged.drawer, {row.id: row.text for row in arranged.drawer.rows}
    for part in arranged.binders:
        items = tuple(
            BoxItem(
                one.item,
                texts[one.item],
                tuple(entry(one.item, key) for key in one.keys),
                tuple(map(gone, one.gone)),
                one.continued,
            )
            for one in arranged.shares
            if one.part == part
        )
        own = [one for item in items for one in item.entries if not isinstance(one, Pointer)]
        sheets = sum(bulk_of(one.evidence if isinstance(one, Paper) else one.record, rules).sheets for one in own)
        mm = thickness_of(sheets, len({one.filed.item for one in own}), rules)
        folder = box_folder(drawer.number, drawer.title, part)
        yield Box(
            drawer.number, drawer.title, folder, drawer.category, items, part, arranged.parts, mm, spine_for(mm, rules)
        )
