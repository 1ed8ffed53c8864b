"""Work in a worker process: count the pages of files, find passages on them, and bind one box.

Strangers made the files: only the worker that opens them can die of one; see `press` for what happens then. A piece
that can't be shown is named, and the box is bound again with a slip in its place.
"""

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wenming_cli.bind.assembly import Assembly
from wenming_cli.bind.drawing import Drawing
from wenming_cli.bind.faces import FontFile, load
from wenming_cli.bind.leaves import Binding, Leaf
from wenming_cli.bind.mark import marks_of
from wenming_cli.bind.pages import Over
from wenming_cli.bind.papers import BROKEN, faults, opened, pages_of
from wenming_cli.bind.photos import Box
from wenming_cli.bind.pictures import Unshowable
from wenming_cli.bind.plan import Run, runs
from wenming_cli.bind.red import red_over
from wenming_cli.bind.words import page_words
from wenming_cli.typeset.pdf_faces import Faces
from wenming_cli.writer.disk import sha256_of

if TYPE_CHECKING:
    import pikepdf

OPEN_FILES = 8_192
COVER, CATALOGUE, NOTE = "封面", "盒内目录", "备考表"


class ChangedError(Exception):
    """An original is not what it was when it was matched; the argument is its key."""


def work(job: dict[str, Any]) -> dict[str, Any]:
    """What the job asks for: {"pages", "failed"} of its files, {"marks"} of pieces, or {"pages"} of the bound box.

    A box with a piece that can't be shown answers {"failed": {key: why}} and makes no file, one with an original that
    has changed {"changed": key}.
    """
    try:
        if "search" in job:
            return {"marks": {leaf.key: _marked(leaf) for leaf in map(Leaf.model_validate, job["search"])}}
        return _counted(job["files"]) if "files" in job else _made(job)
    except ChangedError as error:
        return {"changed": error.args[0]}


def _marked(leaf: Leaf) -> list[dict[str, Any]]:
    """Where the passages of a piece stand; a file that does not read loses its marks and nothing else."""
    import pypdfium2 as pdfium

    try:
        return [mark.model_dump(mode="json") for mark in marks_of(leaf)]
    except (pdfium.PdfiumError, Unshowable, *faults()):
        return []


def _counted(files: list[list[str]]) -> dict[str, Any]:
    """Pages by key of *files* (key, kind, place, sha256), or why one can't be shown."""
    pages: dict[str, int] = {}
    failed: dict[str, str] = {}
    for key, kind, place, sha256 in files:
        try:
            pages[key] = pages_of(kind, place)
        except Unshowable as error:
            _check(key, place, sha256)
            failed[key] = str(error)
        except OSError as error:
            raise ChangedError(key) from error
    return {"pages": pages, "failed": failed}


def _made(job: dict[str, Any]) -> dict[str, Any]:
    """Bind the box of a job to its file."""
    _allow_many_files()
    binding = Binding.model_validate(job["binding"])
    faces = load({role: tuple(FontFile(*one) for one in some) for role, some in job["fonts"].items()})
    bench = _Bench(binding, str(job["out"]), faces)
    try:
        return {"pages": bench.bind()}
    except Unshowable as error:
        return {"failed": {bench.trying: str(error)}}


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


def _check(key: str, place: str, sha256: str) -> None:
    """The file must be the very content that was matched."""
    try:
        same = sha256_of(Path(place)) == sha256
    except OSError as error:
        raise ChangedError(key) from error
    if not same:
        raise ChangedError(key)


class _Bench:
    """One box on the bench; *trying* is the key of the piece in hand."""

    def __init__(self, binding: Binding, out: str, faces: Faces) -> None:
        self._binding, self._out, self._faces = binding, out, faces
        self.trying = ""

    def bind(self) -> int:
        """Draw what is ours, put everything together, write it; how many pages it has."""
        binding = self._binding
        with ExitStack() as stack:
            drawing = Drawing(self._out, binding, self._faces, stack)
            assembly = Assembly(binding.title, duplex=binding.duplex)
            if binding.cover is not None:
                assembly.sheet(COVER, drawing.sheet(binding.cover))
            assembly.sheet(CATALOGUE, drawing.table(binding.catalogue))
            for section in binding.sections:
                divider = drawing.sheet(section.divider) if section.divider is not None else 0
                assembly.begin(section.title, divider)
                counts = {leaf.key: len(leaf.labels) for leaf in section.leaves}
                for run in runs(section.leaves, counts, binding.photos_per_page):
                    source, places = self._source(run, drawing, section.title, stack)
                    overs = self._overs(run.leaves[0], source)
                    assembly.run(run, source, overs, page_words(run.leaves[0], places))
            if binding.proofs is not None:
                assembly.sheet(binding.proofs.name, drawing.table(binding.proofs))
            if binding.note is not None:
                assembly.sheet(NOTE, drawing.sheet(binding.note))
            self.trying = ""
            return assembly.save(self._out, drawing.pages(), binding.recipe, self._blame)

    def _blame(self, key: str) -> None:
        """From here on a fault is the fault of this piece."""
        self.trying = key

    def _source(
        self, run: Run, drawing: Drawing, title: str, stack: ExitStack
    ) -> "tuple[pikepdf.Pdf | None, tuple[Box, ...]]":
        """The PDF that a run is taken from; or None when it has been drawn, and where on each page a picture stands."""
        for leaf in run.leaves:
            self._blame(leaf.key)
            if leaf.kind != "slip":
                _check(leaf.key, leaf.source, leaf.sha256)
        if run.leaves[0].kind == "pdf":
            return stack.enter_context(self._paper(run.leaves[0])), ()
        if run.shared:
            drawing.photos(run, title, self._blame)
            return None, ()
        return None, drawing.leaf(run.leaves[0], run.pages)

    def _overs(self, leaf: Leaf, source: "pikepdf.Pdf | None") -> tuple[Over, ...]:
        """The red lines over each page of a PDF; nothing where it has none."""
        if source is None or not leaf.marks:
            return ()
        try:
            return tuple(red_over(page, leaf.strokes(number)) for number, page in enumerate(source.pages, start=1))
        except faults() as error:
            raise Unshowable(BROKEN) from error

    def _paper(self, leaf: Leaf) -> "pikepdf.Pdf":
        pdf = opened(leaf.source, flat=True)
        if len(pdf.pages) != len(leaf.labels):
            raise RuntimeError(f"{len(pdf.pages)} pages, {len(leaf.labels)} were counted")
        return pdf
