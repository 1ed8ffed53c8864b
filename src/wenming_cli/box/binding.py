"""What of a box is bound into 装订本.pdf, and how: each piece as pages, as a picture with its caption, or as a slip."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from wenming_cli.bind.binder import Binder, Books, Gathered, Numbered
from wenming_cli.bind.labels import Label, labels_of, ranged
from wenming_cli.bind.leaves import Binding, Kind, Leaf, Section
from wenming_cli.box.inventory import Inventory
from wenming_cli.box.layout import Ready
from wenming_cli.box.numbering import split_suffix
from wenming_cli.box.plan import Box, BoxItem, BoxPlan, Paper, Pointer, Slip
from wenming_cli.box.sheets import Sheets
from wenming_cli.box.sheets_catalogue import one_line
from wenming_cli.box.sheets_proofs import passages_of, proofs_by_path
from wenming_cli.box.slips import slip_sheet
from wenming_cli.model.day import day_of
from wenming_cli.model.evidence import PROBLEM_TEXT, Evidence
from wenming_cli.model.proof import Proof
from wenming_cli.office.draft import SUFFIXES
from wenming_cli.office.plain import PLAIN
from wenming_cli.text import shorten, showable
from wenming_cli.typeset.proofs import Passages
from wenming_cli.typeset.slip import SlipSheet

BOOK = "装订本.pdf"
PICTURES = frozenset({"jpg", "png", "heic", "webp", "tif", "gif", "bmp"})
TAKEN = frozenset({"EXIF", "水印", "相机文件名", "文件名"})
"""The sources of a day that may stand below a photo: not the day of saving, not the name of a folder."""
WORDED = ("pdf", "scan", "picture")
"""Pieces over whose pages the words are laid that were recognised on them."""
NAME_COLUMNS, ITEM_COLUMNS = 80, 100
NOT_PAGES = "这种文件不能印成页，以电子原件为准"
CLOSING = "以盒内的电子原件为准。"


@dataclass(frozen=True, slots=True)
class Binders:
    """What binding a set needs beside its plan: the binder, the names of activities, whether both sides are printed.

    *proofs* are by content (sha256) the passages that prove what it is filed for.
    """

    binder: Binder
    activities: Mapping[str, str] = field(default_factory=dict)
    duplex: bool = False
    proofs: Mapping[str, tuple[Proof, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bound:
    """The bound PDFs: as sheets by path; the page numbers of pieces and their looks, by path; slips and failures.

    *passages* are by box folder what is underlined in it, *counts* how many pages a piece takes that is no slip.
    """

    sheets: Mapping[str, Ready] = field(default_factory=dict)
    labels: Mapping[str, tuple[Label, ...]] = field(default_factory=dict)
    looks: Mapping[str, str] = field(default_factory=dict)
    pages: int = 0
    slips: Mapping[str, str] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    passages: Mapping[str, Passages] = field(default_factory=dict)


def bind(
    sheets: Sheets,
    making: frozenset[int],
    binders: Binders,
    source: Callable[[Evidence], Path],
    existing: Inventory,
) -> Bound:
    """Bind the boxes *making*; *source* says where a content lies; what *existing* holds already is left there."""
    plan = sheets.plan
    there = {path: sha256 for path, sha256 in (existing.recorded or {}).items() if existing.files.get(path) == sha256}
    boxes = {f"{box.folder}/{BOOK}": box for box in plan.boxes if box.number in making}
    proofs = proofs_by_path(plan, binders.proofs) if sheets.details.rules.proofs else {}
    gathered = {path: _gathered(sheets, box, binders, source, proofs) for path, box in boxes.items()}
    known = dict(_bound_before(sheets, making, there))
    while True:
        numbered = binders.binder.number(gathered)
        labels = known | {leaf.key: leaf.labels for path in boxes for leaf in _leaves(numbered[path])}
        passages = {box.folder: passages_of(plan, box, _leaves(numbered[path])) for path, box in boxes.items()}
        pages = {path: ranged(some) for path, some in labels.items() if path not in sheets.stale}
        counts = {
            leaf.key: len(leaf.labels) for path in boxes for leaf in _leaves(numbered[path]) if leaf.kind != "slip"
        }
        paged = replace(sheets, plan=plan.bound(counts), pages=pages, passages=passages)
        wanted = {
            path: _binding(paged, box, numbered[path], binders)
            for box in paged.plan.boxes
            if (path := f"{box.folder}/{BOOK}") in boxes
        }
        made = binders.binder.books(wanted, there)
        if not made.again:
            good = {boxes[path].folder for path in made.books}
            return replace(
                _bound(made, numbered, labels),
                counts=counts,
                passages={folder: some for folder, some in passages.items() if folder in good},
            )


def _bound(made: Books, numbered: Mapping[str, Numbered], labels: Mapping[str, tuple[Label, ...]]) -> Bound:
    """What came of it; a box that could not be bound has no pages."""
    lost = {leaf.key for path in made.failed for leaf in _leaves(numbered[path])}
    good = [numbered[path] for path in numbered if path in made.books]
    return Bound(
        sheets={path: Ready(str(made.books[path].place or ""), made.books[path].sha256, made.books[path].size)
                for path in numbered if path in made.books},
        labels={path: some for path, some in labels.items() if path not in lost},
        looks={path: look for one in good for path, look in one.looks.items()},
        pages=sum(book.pages for book in made.books.values()),
        slips={key: why for one in good for key, why in one.slips.items()},
        failed=made.failed,
    )  # fmt: skip


def _leaves(numbered: Numbered) -> Iterator[Leaf]:
    return (leaf for section in numbered.sections for leaf in section.leaves)


def _bound_before(
    sheets: Sheets, making: frozenset[int], there: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Label, ...]]]:
    """The page numbers of pieces in boxes that are left as they are, where their bound PDF lies there."""
    rows = {(row.box, row.order): row for row in sheets.plan.before.rows if row.lies}
    for box in sheets.plan.boxes:
        if box.number not in making and f"{box.folder}/{BOOK}" in there:
            for one in box.pieces:
                row = rows.get((box.number, one.filed.order))
                if row is not None and row.key == one.filed.key:
                    yield one.path, labels_of(row.pages)


def _gathered(
    sheets: Sheets, box: Box, binders: Binders, source: Callable[[Evidence], Path],
    proofs: Mapping[str, tuple[Proof, ...]],
) -> Gathered:  # fmt: skip
    """The pieces of a box as leaves, with the page numbers that they had and what is to be underlined on them."""
    plan = sheets.plan
    sections = tuple(
        Section(
            title=shorten(f"{item.id}　{one_line(item.text)}", ITEM_COLUMNS),
            leaves=tuple(
                _proving(_leaf(plan, box, item, one, binders, source), proofs.get(one.path, ()))
                for one in item.entries
                if not isinstance(one, Pointer)
            ),
        )
        for item in box.items
    )
    gone = [row for row in plan.rows if (row.box, row.part) == (box.number, box.part) and not row.lies]
    taken = tuple(label for row in gone for label in labels_of(row.pages))
    return Gathered(sections, sheets.details.rules.photos_per_page, taken)


def _binding(sheets: Sheets, box: Box, numbered: Numbered, binders: Binders) -> Binding:
    """A box with its sheets; an item where nothing lies and nothing is pointed to has no divider."""
    plan, some = sheets.plan, sheets.of(box)
    dividers = some.dividers.pages if some.dividers is not None else (None,) * len(box.items)
    sections = tuple(
        section
        if page is None or some.dividers is None or not item.entries
        else section.model_copy(update={"divider": replace(some.dividers, pages=(page,))})
        for item, section, page in zip(box.items, numbered.sections, dividers, strict=True)
    )
    return Binding(
        title=f"{plan.unit} {plan.year}年度 {box.label} {box.title}",
        catalogue=some.catalogue,
        sections=sections,
        cover=some.cover,
        proofs=some.proofs,
        note=some.note,
        photos_per_page=sheets.details.rules.photos_per_page,
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
        return Leaf(
            key=one.path,
            name=name,
            kind="slip",
            slip=slip_sheet(plan, box, item, one),
            labels=labels_of(one.filed.pages),
        )
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
        labels=labels_of(one.filed.pages),
        recognised_lines=reading.recognised_lines if kind in WORDED else (),
    )


def _proving(leaf: Leaf, proofs: tuple[Proof, ...]) -> Leaf:
    """A piece with what is to be underlined on it, where it is a paper: photos stay as they were taken."""
    return leaf.model_copy(update={"proofs": proofs}) if leaf.kind not in ("photo", "slip") else leaf


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
    opened = suffix in SUFFIXES and (suffix not in PLAIN or reading.format == suffix)
    return ("office", "") if opened else ("slip", NOT_PAGES)


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
