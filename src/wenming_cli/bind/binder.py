"""The binder: which boxes have to be bound anew, the office files they need converted first, and what is remembered.

What a bound PDF depends on is drawn together into a recipe (papers by their hashes, their order, captions, catalogue,
fonts, LibreOffice, versions of the libraries). A recipe that was bound before, and whose PDF lies where it was put, is
not bound again. What is remembered may be deleted at any time: binding again gives the same bytes.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from wenming_cli.bind.faces import FontFiles, font_files, marks
from wenming_cli.bind.leaves import Binding, Bound, Leaf, Section
from wenming_cli.bind.office import TOO_LARGE, TOO_LONG, Draft, Office, find_office, to_pdf
from wenming_cli.bind.press import press
from wenming_cli.bind.work import as_slip
from wenming_cli.writer.disk import forget, sha256_of
from wenming_cli.writer.file import make_folder, write_file

EDITION = 1
"""Raised with every change to how pages look or are put together."""
LIBRARIES = ("pikepdf", "reportlab", "pillow", "pi_heif")
NO_OFFICE = "这台电脑没有 LibreOffice，办公文件没有转成页"
MOST_KEPT = 400
TRANSIENT = (TOO_LONG, TOO_LARGE)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Book:
    """A bound PDF: its hash and size, what stands on which page; *place* is None where it lies there already."""

    sha256: str
    size: int
    bound: Bound
    place: Path | None = None


class Binder:
    """Binds boxes; *inner* is the workspace's folder for what may be deleted, *fonts* and *office* what it uses.

    Use it as a context: the files that it made are gone when that ends.
    """

    def __init__(
        self,
        inner: Path,
        fonts: FontFiles | None = None,
        office: Office | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._inner, self._folder = inner, inner / "binding"
        self.fonts = font_files() if fonts is None else fonts
        self.office = office
        self._progress = progress
        self._setting = self._mark()

    def __enter__(self) -> "Binder":
        forget(self._folder)
        return self

    def __exit__(self, *_: object) -> None:
        forget(self._folder)

    def books(
        self, bindings: Mapping[str, Binding], there: Mapping[str, str]
    ) -> tuple[dict[str, Book], dict[str, str]]:
        """A book for every box, by path; and the reason for each that can't be bound.

        *there* are the hashes that bound PDFs of the last build have by its manifest, where they still lie.
        """
        recipes = {path: self._recipe(binding) for path, binding in bindings.items()}
        known = self._known()
        books = {
            path: book
            for path, recipe in recipes.items()
            if (book := known.get(recipe)) is not None and there.get(path) == book.sha256
        }
        todo = {path: binding for path, binding in bindings.items() if path not in books}
        failed: dict[str, str] = {}
        if todo:
            make_folder(self._folder)
            named = {path: Binding(**{**dict(one), "recipe": recipes[path]}) for path, one in todo.items()}
            transient = self._press(named, books, failed)
            fresh = {recipes[path]: books[path] for path in todo if path in books and path not in transient}
            self._remember(known | fresh)
        return books, failed

    def _press(self, todo: Mapping[str, Binding], books: dict[str, Book], failed: dict[str, str]) -> set[str]:
        """Bind what has to be; answers the boxes whose outcome may be another next time."""
        pdfs = self._converted(todo)
        ready = {path: self._filled(binding, pdfs) for path, binding in todo.items()}
        transient: set[str] = set()
        for done, (path, one) in enumerate(press(ready, self._folder, self.fonts), start=1):
            if isinstance(one, str):
                failed[path] = one
            else:
                slips = {**_slipped(todo[path], pdfs), **one.bound.slips}
                bound = Bound(pages=one.bound.pages, ranges=one.bound.ranges, slips=slips)
                books[path] = Book(one.sha256, one.size, bound, one.place)
                if not one.steady or any(why in TRANSIENT for why in slips.values()):
                    transient.add(path)
            if self._progress is not None:
                self._progress(done, len(ready))
        return transient

    def _converted(self, todo: Mapping[str, Binding]) -> dict[str, Path | str]:
        """The PDFs of office files by the hash of the original, kept for the next time; or why there is none."""
        wanted = {leaf.sha256: leaf for one in todo.values() for leaf in _leaves(one) if leaf.kind == "office"}
        if self.office is None:
            return dict.fromkeys(wanted, NO_OFFICE)
        kept = self._inner / "converted" / hashlib.sha256(self.office.mark.encode()).hexdigest()[:12]
        found: dict[str, Path | str] = {sha256: path for sha256 in wanted if (path := kept / f"{sha256}.pdf").is_file()}
        drafts = {
            sha256: Draft(Path(leaf.source), sha256, leaf.source.rpartition(".")[2].casefold())
            for sha256, leaf in wanted.items()
            if sha256 not in found
        }
        if drafts:
            for sha256, made in to_pdf(self.office, drafts, self._folder / "office").items():
                found[sha256] = made
                if isinstance(made, Path):
                    write_file(kept / f"{sha256}.pdf", made.read_bytes())
                    found[sha256] = kept / f"{sha256}.pdf"
        return found

    def _filled(self, binding: Binding, pdfs: Mapping[str, Path | str]) -> Binding:
        """The binding with office files replaced by their PDFs, or by slips."""

        def filled(leaf: Leaf) -> Leaf:
            if leaf.kind != "office":
                return leaf
            pdf = pdfs[leaf.sha256]
            if isinstance(pdf, str):
                return as_slip(leaf, pdf)
            return Leaf(**{**dict(leaf), "kind": "pdf", "source": str(pdf), "sha256": sha256_of(pdf)})

        sections = tuple(Section(title=one.title, leaves=tuple(map(filled, one.leaves))) for one in binding.sections)
        return Binding(**{**dict(binding), "sections": sections})

    def _mark(self) -> list[str]:
        """What every bound PDF of this computer depends on."""
        libraries = []
        for name in LIBRARIES:
            with suppress(ImportError):
                libraries.append(f"{name} {version(name)}")
        return [str(EDITION), *libraries, *marks(self.fonts), self.office.mark if self.office else "-"]

    def _recipe(self, binding: Binding) -> str:
        """The hash of all that the PDF of a box depends on; where the files lie makes no difference."""
        said = binding.model_dump(mode="json")
        for section in said["sections"]:
            for leaf in section["leaves"]:
                del leaf["source"]
        text = json.dumps([self._setting, said], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def _known(self) -> dict[str, Book]:
        """What was bound before, by recipe; nothing where that does not read."""
        try:
            kept = json.loads((self._inner / "bound.json").read_text(encoding="utf-8"))
            return {
                recipe: Book(str(one["sha256"]), int(one["size"]), Bound.model_validate(one["bound"]))
                for recipe, one in kept.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _remember(self, books: Mapping[str, Book]) -> None:
        """Keep the latest for the next run."""
        latest = list(books.items())[-MOST_KEPT:]
        kept = {
            recipe: {"sha256": book.sha256, "size": book.size, "bound": book.bound.model_dump(mode="json")}
            for recipe, book in latest
        }
        write_file(self._inner / "bound.json", json.dumps(kept, ensure_ascii=False).encode())


def here(inner: Path, progress: Progress | None = None) -> Binder:
    """A binder with the fonts and the LibreOffice of this computer."""
    return Binder(inner, office=find_office(), progress=progress)


def _leaves(binding: Binding) -> list[Leaf]:
    return [leaf for section in binding.sections for leaf in section.leaves]


def _slipped(binding: Binding, pdfs: Mapping[str, Path | str]) -> dict[str, str]:
    """The office files of a box that became slips, and why."""
    return {
        leaf.key: why
        for leaf in _leaves(binding)
        if leaf.kind == "office" and isinstance(why := pdfs[leaf.sha256], str)
    }
