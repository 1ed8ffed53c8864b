"""Build 资料盒: render the sheets, compare with what lies there, and replace it in one step or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from wenming_cli.bind.labels import ranged
from wenming_cli.box import manifest
from wenming_cli.box.binding import Binders, Bound, bind
from wenming_cli.box.changes import Changes, change_sheets, changes_of, moved
from wenming_cli.box.details import Details
from wenming_cli.box.inventory import Inventory, Progress, take_inventory
from wenming_cli.box.layout import Layout, Ready, lay_out
from wenming_cli.box.originals import lying, refuse_originals, source_of, within_reach
from wenming_cli.box.pages import with_pages
from wenming_cli.box.plan import Box, BoxPlan, Paper, Pointer
from wenming_cli.box.selection import chosen, number_of, part_of
from wenming_cli.box.sheet_files import is_pdf_sheet
from wenming_cli.box.sheets import README, Sheets, rendered
from wenming_cli.box.sheets_contents import Left
from wenming_cli.box.slips import slip_sheets
from wenming_cli.errors import NotWrittenError, OfflineError
from wenming_cli.model.filed import Filed, Reprint
from wenming_cli.model.judgement import Judgement
from wenming_cli.text import showable
from wenming_cli.typeset.pdf_faces import Faces
from wenming_cli.writer.failure import telling
from wenming_cli.writer.staging import Staging
from wenming_cli.writer.swap import recover
from wenming_cli.writer.tree import listing, replace_tree

Contents = Mapping[str, Paper | bytes]
"""What a path of evidence is to hold: a copy of a paper, or the bytes of a slip."""


@dataclass(frozen=True, slots=True)
class BoxReport:
    """What a build did.

    *made* and *left* are box folders: made anew, and left as they were because they were not
    asked for; *offline* those left because an evidence root is not there. *pieces* counts the
    *slips* in. *foreign* are files that people put in, where they are now; *edited* the files that
    people changed: (was at, is now at). *changes* are the numbers under which something came, went or
    took the place of another, *reprints* the sheets to print anew for that, *moved* says which boxes
    were split otherwise. *bound* are the bound PDFs, *unbound* those, and PDFs of sheets, that were asked
    for no more.
    """

    out: Path
    unchanged: bool
    made: tuple[str, ...]
    left: tuple[str, ...]
    offline: tuple[str, ...]
    pieces: int
    slips: int
    copied: int
    kept: int
    foreign: tuple[str, ...]
    edited: tuple[tuple[str, str], ...]
    changes: tuple[Filed, ...] = ()
    reprints: tuple[Reprint, ...] = ()
    moved: tuple[str, ...] = ()
    bound: Bound = field(default_factory=Bound)
    unbound: tuple[str, ...] = ()


def build(
    plan: BoxPlan,
    judgement: Judgement,
    roots: Mapping[str, Path],
    out: Path,
    only: frozenset[str] | None = None,
    progress: Progress | None = None,
    details: Details | None = None,
    binders: Binders | None = None,
) -> BoxReport:
    """Bring *out* to what *plan* says; originals below *roots* are only ever read.

    *details* are what the sheets say besides; with *binders* every box is bound into a PDF and
    its sheets are PDFs too.
    *only* takes box numbers or item ids; other boxes stay as they are. Nothing is written when all is
    there already (modification times don't count, every byte is hashed). Raises NotWrittenError
    (exit 4, the old build is whole), UsageError for an unknown *only*, OfflineError when no box asked
    for can be made. Run it under the lock.
    """
    refuse_originals(out, roots)
    wanted = asked(plan, only)
    recover(out)
    with telling(str(out), near=out.parent):
        seen = listing(out)
        existing = _existing(out, progress)
    far = frozenset(box.number for box in plan.boxes if not within_reach(box, roots, existing))
    offline = wanted & far
    if wanted and wanted == offline:
        raise OfflineError("要做的盒子都缺证据：证据文件夹不在（离线）", remedy="请接上U盘或共享盘，再运行一次")
    contents = _contents(plan)
    made = wanted - offline
    left = _all_left(plan, contents, made, offline, existing)
    sheets = Sheets(plan, judgement, details or Details(), _stale(plan, left, existing))
    bound = Bound()
    if binders is not None:
        bound = bind(sheets, made, binders, lying(roots, existing, out), existing)
        plan = with_pages(plan, made, bound)
    pages = {path: ranged(labels) for path, labels in bound.labels.items()}
    sheets = replace(sheets, plan=plan, pages=pages, passages=bound.passages)
    faces = None if binders is None else binders.binder.faces
    layout, changes = _laid_out(sheets, contents, made, left, existing, bound, faces)
    if not layout.unchanged:
        _write(layout, contents, existing, roots, out, seen, progress)
    unbound = filter(is_pdf_sheet, existing.recorded or {}) if binders is None else ()
    gone = tuple(path for path in sorted(unbound) if f"  {path}\n" not in layout.manifest)
    return replace(_report(plan, layout, made, offline, out, changes), bound=bound, unbound=gone)


def _existing(out: Path, progress: Progress | None) -> Inventory:
    """The build that stands at *out*; refused when it is not ours or can't be carried over whole."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise NotWrittenError(f"“{showable(str(out))}”不是文件夹", remedy="请把它改名或移走，再运行一次")
    if not out.is_dir():
        return Inventory({}, {}, (), {})
    existing = take_inventory(out, progress)
    if existing.odd:
        path, why = existing.odd[0]
        raise NotWrittenError(f"资料盒里的“{showable(path)}”{why}，不能原样保留", remedy="请把它移走，再运行一次")
    if existing.recorded is None and not existing.files and existing.broken is None:
        return Inventory({}, {}, (), {})
    if existing.recorded is None or README not in existing.recorded:
        why = f"校验清单读不懂（{existing.broken}）" if existing.broken else "不是 wenming 生成的"
        raise NotWrittenError(
            f"“{showable(str(out))}”里有文件，但{why}，不敢覆盖", remedy="请把这个文件夹改名或移走，再运行一次"
        )
    return existing


def asked(plan: BoxPlan, only: frozenset[str] | None) -> frozenset[int]:
    """The numbers of the boxes to make anew; UsageError for an *only* that names none."""
    if only is None:
        return frozenset(box.number for box in plan.boxes)
    items: dict[int, list[str]] = {}
    for box in plan.boxes:
        items.setdefault(box.number, []).extend(item.id for item in box.items)
    return chosen(only, items)


def _contents(plan: BoxPlan) -> Contents:
    """What lies at every path of evidence: the copy of a content, or a slip."""
    papers = {paper.path: paper for box in plan.boxes for paper in box.papers}
    return papers | slip_sheets(plan)


def _hashes(box: Box, contents: Contents) -> dict[str, str]:
    """The pieces of a box by path, with the sha256 that each is to have."""
    found = {one.path: contents[one.path] for one in box.pieces}
    return {
        path: one.evidence.sha256 if isinstance(one, Paper) else sha256(one).hexdigest() for path, one in found.items()
    }


def _all_left(
    plan: BoxPlan, contents: Contents, making: frozenset[int], offline: frozenset[int], existing: Inventory
) -> dict[str, Left]:
    """How the boxes that are not made anew stand in 总目录, by folder."""
    return {
        box.folder: _left(box, _hashes(box, contents), existing, box.number in offline)
        for box in plan.boxes
        if box.number not in making
    }


def _laid_out(
    sheets: Sheets,
    contents: Contents,
    making: frozenset[int],
    left: Mapping[str, Left],
    existing: Inventory,
    bound: Bound,
    faces: Faces | None,
) -> tuple[Layout, Changes]:
    """The new tree, and what changed under the numbers of the boxes that are made anew."""
    plan = sheets.plan
    recorded = existing.recorded or {}
    tops = {path.split("/")[0] for path in (*recorded, *existing.files) if "/" in path}
    untouched = frozenset(top for top in tops if (number := number_of(top)) is not None and number not in making)
    if making == frozenset(box.number for box in plan.boxes):
        untouched = frozenset()
    wanted = {path: one for box in plan.boxes if box.number in making for path, one in _hashes(box, contents).items()}
    made = rendered(sheets, left, faces)
    changes = changes_of(plan, making, made, recorded, sheets.judgement.as_of)
    made |= change_sheets(plan, changes, faces)
    return lay_out(wanted, {**made, **bound.sheets}, recorded, existing.files, untouched), changes


def _left(box: Box, wanted: Mapping[str, str], existing: Inventory, offline: bool) -> Left:
    """How a box that is not made anew stands in 总目录."""
    recorded = existing.recorded or {}
    tops = ((path.split("/")[0], path, sha256) for path, sha256 in recorded.items())
    there = {path: sha256 for top, path, sha256 in tops if (number_of(top), part_of(top)) == (box.number, box.part)}
    evidence = {path: sha256 for path, sha256 in there.items() if not manifest.is_sheet(path)}
    why = "证据文件夹离线，" if offline else ""
    if not there:
        return Left(False, remark=f"{why}尚未制作")
    if evidence == wanted:
        return Left(True)
    return Left(False, len(evidence), f"{why}本次未更新，以盒内目录为准")


def _stale(plan: BoxPlan, left: Mapping[str, Left], existing: Inventory) -> frozenset[str]:
    """Paths in boxes left alone that pointers name but that do not lie there so."""
    papers = {paper.path: paper.evidence.sha256 for box in plan.boxes if box.folder in left for paper in box.papers}
    pointers = {
        one.path for box in plan.boxes for item in box.items for one in item.entries if isinstance(one, Pointer)
    }
    return frozenset(path for path in pointers if path in papers and existing.files.get(path) != papers[path])


def _write(
    layout: Layout,
    contents: Contents,
    existing: Inventory,
    roots: Mapping[str, Path],
    out: Path,
    seen: Mapping[str, tuple[int, int]],
    progress: Progress | None,
) -> None:
    """Fill a staging folder by the layout, the manifest last, and swap it in."""
    steps = len(layout.keeps) + len(layout.copies)

    def fill(staging: Staging) -> None:
        linked: set[str] = set()
        for done, keep in enumerate(layout.keeps, start=1):
            if keep.old in linked:  # two copies in the boxes are two files
                staging.copy(out / existing.spelled[keep.old], keep.new, keep.sha256)
            else:
                staging.keep(existing.spelled[keep.old], keep.new, keep.sha256)
            linked.add(keep.old)
            _tell(progress, done, steps)
        for done, path in enumerate(layout.copies, start=len(layout.keeps) + 1):
            one = contents[path]
            if isinstance(one, Paper):
                staging.copy(source_of(one.evidence.places, roots), path, one.evidence.sha256)
            else:
                staging.write(path, one)
            _tell(progress, done, steps)
        for path, data in layout.writes.items():
            if isinstance(data, Ready):
                staging.copy(Path(data.place), path, data.sha256)
            else:
                staging.write(path, data)
        staging.write(manifest.NAME, layout.manifest.encode())

    copied = sum(
        one.evidence.place.size if isinstance(one, Paper) else len(one)
        for one in (contents[path] for path in layout.copies)
    )
    written = sum(one.size if isinstance(one, Ready) else len(one) for one in layout.writes.values()) + len(
        layout.manifest.encode()
    )
    replace_tree(out, fill, needed_bytes=copied + written, seen=seen)


def _tell(progress: Progress | None, done: int, steps: int) -> None:
    if progress is not None:
        progress(done, steps)


def _report(
    plan: BoxPlan, layout: Layout, made: frozenset[int], offline: frozenset[int], out: Path, changes: Changes
) -> BoxReport:
    """What was done, in the words of folders and files."""

    def folders(numbers: frozenset[int]) -> tuple[str, ...]:
        return tuple(box.folder for box in plan.boxes if box.number in numbers)

    every = frozenset(box.number for box in plan.boxes)
    papers = {paper.path for box in plan.boxes for paper in box.papers}
    return BoxReport(
        out=out,
        unchanged=layout.unchanged,
        made=folders(made),
        left=folders(every - made - offline),
        offline=folders(offline),
        pieces=sum(len(box.pieces) for box in plan.boxes if box.number in made),
        slips=sum(len(box.slips) for box in plan.boxes if box.number in made),
        copied=sum(path in papers for path in layout.copies),
        kept=len(layout.keeps),
        foreign=layout.foreign,
        edited=layout.edited,
        changes=changes.rows,
        reprints=changes.reprints,
        moved=tuple(moved(plan, made)),
    )
