"""The binder: which pages each piece has, which boxes have to be bound anew, and what is remembered of that.

What a bound PDF depends on is drawn together into a recipe (papers by their hashes, their order and numbers, captions,
sheets, fonts, office programs, versions of libraries). A recipe that was bound before, and whose PDF lies where it was
put, is not bound again. What is remembered may be deleted at any time: binding again gives the same bytes.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from wenming_cli.bind.conversions import Conversions
from wenming_cli.bind.faces import FontFiles, font_files, load, marks
from wenming_cli.bind.labels import Label
from wenming_cli.bind.leaves import Binding, Leaf, Section
from wenming_cli.bind.markings import Markings
from wenming_cli.bind.measure import Measures, pages_of_slip
from wenming_cli.bind.plan import number
from wenming_cli.bind.press import Pressed, Unshown, press
from wenming_cli.office.convert import Office, find_office
from wenming_cli.typeset.pdf_faces import Faces
from wenming_cli.writer.disk import forget
from wenming_cli.writer.file import make_folder, write_file

EDITION = 2
"""Raised with every change to how pages look or are put together."""
LIBRARIES = ("pikepdf", "reportlab", "pillow", "pi_heif", "pypdfium2")
MOST_KEPT = 400
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The pieces of a box before they are numbered; *taken* are page numbers that nothing may get."""

    sections: tuple[Section, ...]
    photos_per_page: int
    taken: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """The pieces of a box with the numbers of their pages; *slips* those that became slips, with the reason.

    *looks* tells by key one appearance of a piece from another.
    """

    sections: tuple[Section, ...]
    slips: Mapping[str, str]
    looks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Book:
    """A bound PDF: its hash, size, pages; *place* is None where it lies there already."""

    sha256: str
    size: int
    pages: int
    place: Path | None = None


@dataclass(frozen=True, slots=True)
class Books:
    """What came of binding, by path: books, and why a box can't be bound.

    *again*: pieces turned out to be unshowable; everything is to be numbered and bound once more.
    """

    books: Mapping[str, Book]
    failed: Mapping[str, str]
    again: bool = False


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
        self._progress = progress
        self._conversions = Conversions(inner, office, self._folder / "office")
        libraries = _libraries()
        self._measures = Measures(inner, " ".join(libraries), self._conversions)
        self._markings = Markings(inner, " ".join((str(EDITION), *libraries)), self._conversions)
        self._setting = [str(EDITION), *libraries, *marks(self.fonts), office.mark if office else "-"]

    def __enter__(self) -> "Binder":
        forget(self._folder)
        return self

    def __exit__(self, *_: object) -> None:
        forget(self._folder)

    @cached_property
    def faces(self) -> Faces:
        """The typefaces of everything that is drawn."""
        return load(self.fonts)

    def number(self, gathered: Mapping[str, Gathered]) -> dict[str, Numbered]:
        """Count the pages of all pieces and number them; what can't be shown becomes a slip. Find their passages."""
        make_folder(self._folder)
        every = [leaf for one in gathered.values() for leaf in _leaves(one.sections)]
        self._measures.take(every)
        self._conversions.tidy({leaf.sha256 for leaf in every if leaf.kind == "office"})
        slips = {
            path: {leaf.key: why for leaf in _leaves(one.sections) if (why := self._measures.of(leaf).why)}
            for path, one in gathered.items()
        }
        marked = self._markings.marked(
            leaf for path, one in gathered.items() for leaf in _leaves(one.sections) if leaf.key not in slips[path]
        )
        return {path: self._numbered(one, slips[path], marked) for path, one in gathered.items()}

    def _numbered(self, gathered: Gathered, slips: Mapping[str, str], marked: Mapping[str, Leaf]) -> Numbered:
        """One box; *marked* are its pieces with passages."""
        shown = [
            [_shown(marked.get(leaf.key, leaf), slips) for leaf in section.leaves] for section in gathered.sections
        ]
        pages = {leaf.key: self._pages(leaf) for leaves in shown for leaf in leaves}
        labels = number(shown, pages, gathered.photos_per_page, gathered.taken)
        sections = tuple(
            section.model_copy(update={"leaves": tuple(leaf.labelled(labels[leaf.key]) for leaf in leaves)})
            for section, leaves in zip(gathered.sections, shown, strict=True)
        )
        return Numbered(sections, slips, {leaf.key: _look(leaf) for leaf in _leaves(sections)})

    def _pages(self, leaf: Leaf) -> int:
        return pages_of_slip(leaf, self.faces) if leaf.kind == "slip" else self._measures.of(leaf).pages

    def books(self, bindings: Mapping[str, Binding], there: Mapping[str, str]) -> Books:
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
        todo = {
            path: binding.model_copy(update={"recipe": recipes[path]})
            for path, binding in bindings.items()
            if path not in books
        }
        if not todo:
            return Books(books, {})
        made = self._pressed(todo)
        self._remember(known | {recipes[path]: book for path, book in made.books.items()})
        return Books(books | dict(made.books), made.failed, made.again)

    def _pressed(self, todo: Mapping[str, Binding]) -> Books:
        """Bind what has to be."""
        office = [leaf for one in todo.values() for leaf in _leaves(one.sections) if leaf.kind == "office"]
        pdfs = self._conversions.of(office)
        lost = [leaf for leaf in office if isinstance(pdfs[leaf.sha256], str)]
        for leaf in lost:
            self._measures.fail(leaf, str(pdfs[leaf.sha256]), steady=False)
        if lost:
            return Books({}, {}, again=True)
        ready = {path: self._filled(binding, pdfs) for path, binding in todo.items()}
        books: dict[str, Book] = {}
        failed: dict[str, str] = {}
        again = False
        for done, (path, one) in enumerate(press(ready, self._folder, self.fonts), start=1):
            if isinstance(one, str):
                failed[path] = one
            elif isinstance(one, Pressed):
                books[path] = Book(one.sha256, one.size, one.pages, one.place)
            else:
                again = True
                self._fail(todo[path], one)
            if self._progress is not None:
                self._progress(done, len(ready))
        return Books(books, failed, again)

    def _fail(self, binding: Binding, unshown: Unshown) -> None:
        """Note the pieces that can't be shown."""
        for leaf in _leaves(binding.sections):
            if leaf.key in unshown.why:
                self._measures.fail(leaf, unshown.why[leaf.key], steady=unshown.steady)

    def _filled(self, binding: Binding, pdfs: Mapping[str, Path | str]) -> Binding:
        """The binding with office files replaced by their PDFs."""

        def filled(leaf: Leaf) -> Leaf:
            return self._conversions.filled(leaf, Path(pdfs[leaf.sha256])) if leaf.kind == "office" else leaf

        sections = tuple(one.model_copy(update={"leaves": tuple(map(filled, one.leaves))}) for one in binding.sections)
        return binding.model_copy(update={"sections": sections})

    def _recipe(self, binding: Binding) -> str:
        """The hash of all that the PDF of a box depends on; where the files lie makes no difference."""
        said = binding.model_dump(mode="json")
        for section in said["sections"]:
            for leaf in section["leaves"]:
                del leaf["source"], leaf["proofs"]
        text = json.dumps([self._setting, said], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def _known(self) -> dict[str, Book]:
        """What was bound before, by recipe; nothing where that does not read."""
        try:
            kept = json.loads((self._inner / "bound.json").read_text(encoding="utf-8"))
            return {
                recipe: Book(str(one["sha256"]), int(one["size"]), int(one["pages"])) for recipe, one in kept.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _remember(self, books: Mapping[str, Book]) -> None:
        """Keep the latest for the next run."""
        kept = {
            recipe: {"sha256": book.sha256, "size": book.size, "pages": book.pages}
            for recipe, book in list(books.items())[-MOST_KEPT:]
        }
        write_file(self._inner / "bound.json", json.dumps(kept, ensure_ascii=False).encode())


def here(inner: Path, progress: Progress | None = None) -> Binder:
    """A binder with the fonts and the office programs of this computer."""
    return Binder(inner, office=find_office(), progress=progress)


def _libraries() -> list[str]:
    """The libraries that pages depend on, with their versions."""
    found = []
    for name in LIBRARIES:
        with suppress(ImportError):
            found.append(f"{name} {version(name)}")
    return found


def _leaves(sections: Iterable[Section]) -> Iterator[Leaf]:
    return (leaf for section in sections for leaf in section.leaves)


def _shown(leaf: Leaf, slips: Mapping[str, str]) -> Leaf:
    return leaf.as_slip(slips[leaf.key]) if leaf.key in slips else leaf


def _look(leaf: Leaf) -> str:
    """What tells one appearance of a piece from another, in 16 hex digits: content, and what stands beside it."""
    said = leaf.model_dump(mode="json", include={"kind", "caption"})
    said |= {"slip": leaf.model_dump(mode="json")["slip"]} if leaf.kind == "slip" else {"sha256": leaf.sha256}
    said |= {"name": leaf.name} if leaf.kind in ("photo", "picture") else {}
    said |= {"marks": [[mark.page, mark.strokes] for mark in leaf.marks]} if leaf.marks else {}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
