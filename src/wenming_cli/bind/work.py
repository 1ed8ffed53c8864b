"""Bind one box, in a worker process: open what strangers made, number the pages, draw ours, write one PDF.

A piece that can't be shown becomes a slip and the box is done again without it. Only the worker that calls `work` can
die of a file; see `press` for what happens then.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wenming_cli.bind.drawing import Drawing
from wenming_cli.bind.faces import FontFile, load
from wenming_cli.bind.leaves import Binding, Bound, Leaf
from wenming_cli.bind.pages import set_on_a4, stamp_font
from wenming_cli.bind.pictures import Unshowable, frames
from wenming_cli.bind.plan import Numbered, Run, number, with_pages
from wenming_cli.typeset.as_pdf import LONG, SHORT, count_pages
from wenming_cli.typeset.pdf_faces import Faces
from wenming_cli.typeset.slip import slip_table
from wenming_cli.writer.disk import sha256_of

if TYPE_CHECKING:
    import pikepdf

OPEN_FILES = 8_192
LOCKED, BROKEN, EMPTY = "有打开密码", "PDF 损坏，打不开", "PDF 里没有页"


class ChangedError(Exception):
    """An original is not what it was when it was matched; the argument is its key."""


class _UnshownError(Exception):
    """A piece that can't be shown: key and why."""


def work(job: dict[str, Any]) -> dict[str, Any]:
    """Bind the box of a job to a file; *failed* of the job are pieces that are known to be slips."""
    _allow_many_files()
    binding = Binding.model_validate(job["binding"])
    failed: dict[str, str] = dict(job.get("failed", {}))
    try:
        faces = load({role: tuple(FontFile(*one) for one in some) for role, some in job["fonts"].items()})
        while True:
            try:
                return _bound(binding, str(job["out"]), faces, failed).model_dump(mode="json")
            except _UnshownError as error:
                key, why = error.args
                failed[key] = why
    except ChangedError as error:
        return {"changed": error.args[0]}


def _allow_many_files() -> None:
    """A box may hold more papers than a system lets a program open without asking."""
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def _bound(binding: Binding, out: str, faces: Faces, failed: Mapping[str, str]) -> Bound:
    """The whole box; _UnshownError names a piece that has to become a slip first."""
    sections = [[_slipped(leaf, failed) for leaf in section.leaves] for section in binding.sections]
    with ExitStack() as stack:
        sources: dict[str, pikepdf.Pdf] = {}
        pages = {leaf.key: _measured(leaf, sources, stack, faces) for leaves in sections for leaf in leaves}
        front = count_pages(with_pages(binding.catalogue, None), faces)
        numbered = number(sections, pages, front, binding.photos_per_page, duplex=binding.duplex)
        drawing = Drawing(out, binding, faces, stack)
        drawing.catalogue(with_pages(binding.catalogue, numbered.ranges), front)
        for section, runs in zip(binding.sections, numbered.sections, strict=True):
            for run in runs:
                if run.leaves[0].key not in sources:
                    _drawn(drawing, run, section.title)
        _assembled(binding, numbered, front, sources, drawing, out)
    return Bound(pages=numbered.pages, ranges=dict(numbered.ranges), slips=dict(failed))


def _slipped(leaf: Leaf, failed: Mapping[str, str]) -> Leaf:
    """A piece, or the slip for it."""
    why = failed.get(leaf.key)
    return leaf if why is None else as_slip(leaf, why)


def as_slip(leaf: Leaf, why: str) -> Leaf:
    """The slip of a piece that can't be shown, with the reason on it."""
    slip = leaf.slip
    lines = (*slip.lines, ("没有装订的原因", why))
    return Leaf(**{**dict(leaf), "kind": "slip", "slip": type(slip)(
        slip.what, slip.unit, slip.year, slip.box, slip.piece, lines, slip.closing
    )})  # fmt: skip


def _measured(leaf: Leaf, sources: "dict[str, pikepdf.Pdf]", stack: ExitStack, faces: Faces) -> int:
    """How many pages a piece takes; a PDF is left open among *sources*."""
    if leaf.kind == "slip":
        return count_pages(slip_table(leaf.slip), faces)
    _unchanged(leaf)
    if leaf.kind == "pdf":
        sources[leaf.key] = stack.enter_context(_opened(leaf))
        return len(sources[leaf.key].pages)
    try:
        return frames(leaf.source)
    except Unshowable as error:
        raise _UnshownError(leaf.key, str(error)) from error


def _unchanged(leaf: Leaf) -> None:
    """The file must be the very content that was matched."""
    try:
        same = sha256_of(Path(leaf.source)) == leaf.sha256
    except OSError as error:
        raise ChangedError(leaf.key) from error
    if not same:
        raise ChangedError(leaf.key)


def _opened(leaf: Leaf) -> "pikepdf.Pdf":
    """A PDF ready to be copied from: stamps and form fields drawn into its pages, nothing left to click."""
    import pikepdf

    try:
        pdf = pikepdf.open(leaf.source)
        if not len(pdf.pages):
            raise _UnshownError(leaf.key, EMPTY)
        if any("/Annots" in page.obj for page in pdf.pages):
            pdf.flatten_annotations("print")
    except pikepdf.PasswordError as error:
        raise _UnshownError(leaf.key, LOCKED) from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise _UnshownError(leaf.key, BROKEN) from error
    return pdf


def _drawn(drawing: Drawing, run: Run, title: str) -> None:
    """Draw a run that is not taken from a PDF."""
    try:
        if run.shared:
            drawing.photos(run, title)
        else:
            drawing.leaf(run.leaves[0], run)
    except Unshowable as error:
        raise _UnshownError(drawing.trying, str(error)) from error


def _assembled(
    binding: Binding, numbered: Numbered, front: int, sources: "Mapping[str, pikepdf.Pdf]", drawing: Drawing, out: str
) -> None:
    """Put all pages into one file, stamp them, and hang the bookmarks on them."""
    import pikepdf
    from pikepdf import Dictionary, Name, String

    pdf = pikepdf.new()
    drawn = drawing.pages()
    whose = [""] * front
    blank = set()
    pdf.pages.extend(next(drawn) for _ in range(front))
    for run in (run for runs in numbered.sections for run in runs):
        if run.blank:
            pdf.add_blank_page(page_size=(SHORT, LONG))
            whose.append("")
            blank.add(len(whose))
        key = run.leaves[0].key
        with _blamed(key):
            pdf.pages.extend(sources[key].pages if key in sources else [next(drawn) for _ in range(run.pages)])
        whose += [key] * run.pages
    font, taken = stamp_font(pdf), set[Any]()
    for at, (page, key) in enumerate(zip(pdf.pages, whose, strict=True), start=1):
        if at not in blank:
            with _blamed(key):
                set_on_a4(pdf, page, at, font, taken)
    _bookmark(pdf, binding, numbered)
    mark = String(hashlib.sha256(binding.recipe.encode()).digest()[:16])
    pdf.trailer.ID = pikepdf.Array([mark, mark])
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(binding.title), Producer=String("wenming")))
    pdf.Root.PageMode, pdf.Root.Lang = Name.UseOutlines, String("zh-CN")
    pdf.save(out, static_id=True, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)


@contextmanager
def _blamed(key: str) -> Iterator[None]:
    """A fault in a page is the fault of the piece that it comes from."""
    import pikepdf

    try:
        yield
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError) as error:
        if not key:
            raise
        raise _UnshownError(key, BROKEN) from error


def _bookmark(pdf: "pikepdf.Pdf", binding: Binding, numbered: Numbered) -> None:
    """A bookmark for the catalogue, for every item that has pieces, and below it for each piece."""
    from pikepdf import Array, Name, OutlineItem

    pages = [page.obj for page in pdf.pages]

    def at(title: str, number: int) -> OutlineItem:
        return OutlineItem(title, Array([pages[number - 1], Name.Fit]))

    with pdf.open_outline() as outline:
        outline.root.append(at(binding.catalogue.name, 1))
        for section, runs in zip(binding.sections, numbered.sections, strict=True):
            if runs:
                above = at(section.title, runs[0].first)
                above.is_closed = True
                above.children.extend(
                    at(leaf.name, numbered.ranges[leaf.key][0]) for run in runs for leaf in run.leaves
                )
                outline.root.append(above)
