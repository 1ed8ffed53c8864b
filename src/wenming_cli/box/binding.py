"""What of a box is bound into 装订本.pdf, and how: each piece as pages, as a picture with its caption, or as a slip."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wenming_cli.bind.binder import Binder, Book
from wenming_cli.bind.leaves import Binding, Kind, Leaf, Section
from wenming_cli.bind.office import SUFFIXES
from wenming_cli.bind.plan import page_mark, shown
from wenming_cli.box.details import Details
from wenming_cli.box.inventory import Inventory
from wenming_cli.box.layout import Ready
from wenming_cli.box.numbering import split_suffix
from wenming_cli.box.plan import Box, BoxItem, BoxPlan, Paper, Pointer, Slip
from wenming_cli.box.sheets import catalogue_printed
from wenming_cli.box.sheets_catalogue import catalogue_of, one_line
from wenming_cli.box.slips import slip_sheet
from wenming_cli.model.day import day_of
from wenming_cli.model.evidence import PROBLEM_TEXT, Evidence
from wenming_cli.text import shorten, showable
from wenming_cli.typeset.catalogue import paged
from wenming_cli.typeset.slip import SlipSheet

BOOK = "装订本.pdf"
PICTURES = frozenset({"jpg", "png", "heic", "webp", "tif", "gif", "bmp"})
TAKEN = frozenset({"EXIF", "水印", "相机文件名", "文件名"})
"""The sources of a day that may stand below a photo: not the day of saving, not the name of a folder."""
NAME_COLUMNS, ITEM_COLUMNS = 80, 100
NOT_PAGES = "这种文件不能印成页，以电子原件为准"
CLOSING = "以盒内的电子原件为准。"


@dataclass(frozen=True, slots=True)
class Binders:
    """What binding a set needs beside its plan: the binder, the names of activities, whether both sides are printed."""

    binder: Binder
    activities: Mapping[str, str] = field(default_factory=dict)
    duplex: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """The bound PDFs: as sheets by path, pages by box folder and 件号, slips and failures by path with the reason."""

    sheets: Mapping[str, Ready] = field(default_factory=dict)
    numbers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    pages: int = 0
    slips: Mapping[str, str] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)


def bind(
    plan: BoxPlan,
    making: frozenset[int],
    details: Details,
    stale: frozenset[str],
    binders: Binders,
    source: Callable[[Evidence], Path],
    existing: Inventory,
) -> Bound:
    """Bind the boxes *making*; *source* says where a content lies; what *existing* holds already is left there."""
    there = {path: sha256 for path, sha256 in (existing.recorded or {}).items() if path in existing.files}
    boxes = {f"{box.folder}/{BOOK}": box for box in plan.boxes if box.number in making}
    wanted = {path: _binding(plan, box, details, stale, binders, source) for path, box in boxes.items()}
    books, failed = binders.binder.books(wanted, there)
    return Bound(
        sheets={path: _ready(books[path]) for path in boxes if path in books},
        numbers={box.folder: dict(_numbers(box, books[path])) for path, box in boxes.items() if path in books},
        pages=sum(book.bound.pages for book in books.values()),
        slips={key: why for path in boxes if path in books for key, why in books[path].bound.slips.items()},
        failed=failed,
    )


def _ready(book: Book) -> Ready:
    return Ready(str(book.place or ""), book.sha256, book.size)


def _numbers(box: Box, book: Book) -> Iterator[tuple[str, str]]:
    """The pages of each piece by its 件号."""
    for one in box.pieces:
        yield one.piece, shown(book.bound.ranges.get(one.path))


def _binding(
    plan: BoxPlan,
    box: Box,
    details: Details,
    stale: frozenset[str],
    binders: Binders,
    source: Callable[[Evidence], Path],
) -> Binding:
    """A box as leaves."""
    marks = {one.piece: page_mark(one.path) for one in box.pieces}
    catalogue = catalogue_printed(paged(catalogue_of(plan, box, stale), marks), details)
    sections = tuple(
        Section(
            title=shorten(f"{item.id}　{one_line(item.text)}", ITEM_COLUMNS),
            leaves=tuple(
                _leaf(plan, box, item, one, binders, source) for one in item.entries if not isinstance(one, Pointer)
            ),
        )
        for item in box.items
    )
    return Binding(
        title=f"{plan.unit} {plan.year}年度 {box.label} {box.title}",
        catalogue=catalogue,
        sections=sections,
        photos_per_page=details.rules.photos_per_page,
        duplex=binders.duplex,
    )


def _leaf(
    plan: BoxPlan,
    box: Box,
    item: BoxItem,
    one: Paper | Slip,
    binders: Binders,
    source: Callable[[Evidence], Path],
) -> Leaf:
    """A piece with the slip that would stand for it."""
    if isinstance(one, Slip):
        name = _named(one.number, one.record.title or one.record.url or "")
        return Leaf(key=one.path, name=name, kind="slip", slip=slip_sheet(plan, box, item, one))
    kind, why = _kind(one.evidence)
    reading = one.evidence.reading
    name = _named(one.number, reading.title or split_suffix(one.evidence.place.name)[0])
    return Leaf(
        key=one.path,
        name=name,
        kind=kind,
        slip=_stand_in(plan, box, item, one, why),
        source="" if kind == "slip" else str(source(one.evidence)),
        sha256="" if kind == "slip" else one.evidence.sha256,
        caption=_caption(one, binders.activities, plan.year) if kind == "photo" else {},
    )


def _named(number: str, title: str) -> str:
    """What bookmarks and captions call a piece."""
    return f"{number}　{shorten(showable(one_line(title)), NAME_COLUMNS)}"


def _kind(evidence: Evidence) -> tuple[Kind, str]:
    """How a content appears; for a slip also why."""
    reading = evidence.reading
    suffix = split_suffix(evidence.place.name)[1].lstrip(".").casefold()
    if reading.problem is not None:
        return "slip", PROBLEM_TEXT[reading.problem]
    if reading.format == "pdf":
        return "pdf", ""
    if reading.format in PICTURES:
        if reading.carrier == "扫描件":
            return "scan", ""
        return ("photo" if reading.carrier == "照片" and "paper" not in reading.cues else "picture"), ""
    return ("office", "") if suffix in SUFFIXES else ("slip", NOT_PAGES)


def _stand_in(plan: BoxPlan, box: Box, item: BoxItem, one: Paper, why: str) -> SlipSheet:
    """The slip that names the electronic original, and what of a pack is meant."""
    place, reading = one.evidence.place, one.evidence.reading
    parts = list(dict.fromkeys(use.part for use in one.uses if use.part))
    lines = [
        ("条目", f"{item.id}　{one_line(item.text)}"),
        ("题名", reading.title or split_suffix(place.name)[0]),
        ("电子原件", one.path.partition("/")[2]),
        ("校验值", f"SHA-256 {one.evidence.sha256}"),
    ]
    if parts:
        lines.append(("用到的部分", "、".join(part.lstrip("#!") for part in parts)))
    if why:
        lines.append(("没有装订的原因", why))
    return SlipSheet(
        what="电子文件", unit=plan.unit, year=plan.year, box=f"{box.label}　{box.title}", piece=one.piece,
        lines=tuple(lines), closing=CLOSING,
    )  # fmt: skip


def _caption(one: Paper, activities: Mapping[str, str], year: int) -> dict[str, str]:
    """What is known of 时间 地点 人物 主题 背景 事由 (杜集 2012); where a day comes from stands behind it."""
    found = {}
    day = day_of(one.evidence, year)
    if day is not None and day.exact and day.source in TAKEN:
        found["时间"] = f"{day.day.year}年{day.day.month}月{day.day.day}日（{day.source}）"
    if one.evidence.reading.banner:
        found["主题"] = one_line(" ".join(one.evidence.reading.banner))
    named = dict.fromkeys(name for use in one.uses if (name := activities.get(use.activity or "")))
    if named:
        found["事由"] = "、".join(named)
    return found
