"""A bound PDF put together: pages from many files in one row, each with its number, bookmarks, and names for viewers.

For printing on both sides (duplex) every sheet of ours and every piece begins on a right-hand page; the page left blank
before it bears no number, nor does it count (as in archives: only pages with writing on them are numbered). Photo
sheets of an item go on without.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from wenming_cli.bind.labels import Label, shown
from wenming_cli.bind.pages import NOTHING, Over, set_on_a4, stamp_font
from wenming_cli.bind.papers import BROKEN, faults
from wenming_cli.bind.pictures import Unshowable
from wenming_cli.bind.plan import Run
from wenming_cli.bind.words import PageWords, turn_of, words_over
from wenming_cli.bind.words_font import words_font
from wenming_cli.typeset.as_pdf import LONG, SHORT

if TYPE_CHECKING:
    import pikepdf

DIVIDER = "隔页"
Blame = Callable[[str], None]
"""Told before each piece whose fault it is if something goes wrong now."""


@dataclass(slots=True)
class _Stretch:
    """Pages in a row: of a sheet of ours (*name*), or of a run with its numbers (*key* of its first leaf).

    *source* is the PDF that they are taken from (None: they were drawn), *first* where they begin in the whole, from 0.
    *overs* is what is drawn over each page, *words* what was recognised on some, by their number from 0.
    *bare*: nothing of ours stands on them, so that they may be turned.
    """

    pages: int
    name: str = ""
    key: str = ""
    source: "pikepdf.Pdf | None" = None
    labels: tuple[Label, ...] = ()
    photos: bool = False
    overs: Sequence[Over] = ()
    words: Mapping[int, PageWords] = field(default_factory=dict)
    bare: bool = False
    first: int = 0


@dataclass(slots=True)
class _Mark:
    """A bookmark: what it is called, the stretch that it leads to, and those below it."""

    title: str
    stretch: _Stretch
    below: list["_Mark"] = field(default_factory=list)


class Assembly:
    """Told in order what the box holds, then saved."""

    def __init__(self, title: str, *, duplex: bool) -> None:
        self._title, self._duplex = title, duplex
        self._stretches: list[_Stretch] = []
        self._marks: list[_Mark] = []
        self._item = ""
        """The text of an item that has no bookmark yet."""

    def sheet(self, name: str, pages: int) -> None:
        """A sheet of ours, with a bookmark."""
        self._stretches.append(_Stretch(pages, name))
        self._marks.append(_Mark(name, self._stretches[-1]))

    def begin(self, title: str, divider: int) -> None:
        """An item; *divider* pages come before its pieces."""
        self._item = title
        if divider:
            self._stretches.append(_Stretch(divider, DIVIDER))
            self._mark_item()

    def run(
        self, run: Run, source: "pikepdf.Pdf | None", overs: Sequence[Over], words: Mapping[int, PageWords]
    ) -> None:
        """Pieces of the item: the pages of *source*, or pages that were drawn; *overs* is what is drawn over each.

        *words* are laid over the pages of these numbers, from 0.
        """
        leaf = run.leaves[0]
        bare = leaf.kind in ("pdf", "scan")
        stretch = _Stretch(run.pages, "", leaf.key, source, run.labels, run.shared, overs, words, bare)
        self._stretches.append(stretch)
        self._mark_item()
        self._marks[-1].below += [_Mark(leaf.name, stretch) for leaf in run.leaves]

    def _mark_item(self) -> None:
        if self._item:
            self._marks.append(_Mark(self._item, self._stretches[-1]))
            self._item = ""

    def save(self, out: str, drawn: "Iterator[pikepdf.Page]", recipe: str, blame: Blame) -> int:
        """Write the PDF and answer how many pages it has; *drawn* are the pages that were drawn, in order."""
        import pikepdf
        from pikepdf import Dictionary, Name, String

        pdf = pikepdf.new()
        names = self._filled(pdf, drawn, blame)
        self._stamped(pdf, blame)
        self._bookmarked(pdf)
        mark = String(hashlib.sha256(recipe.encode()).digest()[:16])
        pdf.trailer.ID = pikepdf.Array([mark, mark])
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(self._title), Producer=String("wenming")))
        pdf.Root.PageMode, pdf.Root.Lang = Name.UseOutlines, String("zh-CN")
        pdf.Root.PageLabels = Dictionary(Nums=pikepdf.Array(_called(names)))
        pdf.save(out, static_id=True, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(pdf.pages)

    def _filled(self, pdf: "pikepdf.Pdf", drawn: "Iterator[pikepdf.Page]", blame: Blame) -> list[str | Label]:
        """Put all pages in; answers what each is called: a number, or the name of a sheet."""
        names: list[str | Label] = []
        before: _Stretch | None = None
        for one in self._stretches:
            goes_on = one.photos and before is not None and before.photos
            if self._duplex and len(names) % 2 and not goes_on:
                pdf.add_blank_page(page_size=(SHORT, LONG))
                names.append("")
            one.first = len(names)
            with _blamed(one.key, blame):
                pdf.pages.extend(next(drawn) for _ in range(one.pages)) if one.source is None else pdf.pages.extend(
                    one.source.pages
                )
            names += one.labels or [one.name] * one.pages
            before = one
        return names

    def _stamped(self, pdf: "pikepdf.Pdf", blame: Blame) -> None:
        """Set the pages of pieces on A4 with their numbers; sheets of ours are as they should be."""
        font, taken, pages = stamp_font(pdf), set[Any](), list(pdf.pages)
        unseen = words_font(pdf) if any(one.words for one in self._stretches) else None
        for one in self._stretches:
            for number, label in enumerate(one.labels):
                at = one.first + number
                right = at % 2 == 0 if self._duplex else label[0] % 2 == 1
                over, turned = one.overs[number] if one.overs else NOTHING, 0
                with _blamed(one.key, blame):
                    if number in one.words:
                        over = words_over(pdf, pages[at], one.words[number], unseen).under(over)
                        turned = turn_of(one.words[number]) if one.bare else 0
                    set_on_a4(pdf, pages[at], shown(label), font, taken, right=right, over=over, turned=turned)

    def _bookmarked(self, pdf: "pikepdf.Pdf") -> None:
        """A bookmark for every sheet of ours, for every item that has pieces, and below it for each piece."""
        from pikepdf import Array, Name, OutlineItem

        pages = [page.obj for page in pdf.pages]

        def item(mark: _Mark) -> OutlineItem:
            made = OutlineItem(mark.title, Array([pages[mark.stretch.first], Name.Fit]))
            made.is_closed = bool(mark.below)
            made.children.extend(map(item, mark.below))
            return made

        with pdf.open_outline() as outline:
            outline.root.extend(map(item, self._marks))


@contextmanager
def _blamed(key: str, blame: Blame) -> Iterator[None]:
    """A fault in a page is the fault of the piece that it comes from."""
    if not key:
        yield
        return
    blame(key)
    try:
        yield
    except faults() as error:
        raise Unshowable(BROKEN) from error


def _called(names: Sequence[str | Label]) -> Iterator[Any]:
    """The page labels of a PDF: where each run of names begins, and how it counts on (ISO 32000-1, 12.4.2)."""
    from pikepdf import Dictionary, Name, String

    for _, some in groupby(enumerate(names), key=_counting):
        at, name = next(some)
        yield at
        if isinstance(name, str):
            yield Dictionary(P=String(name), S=Name.D) if name else Dictionary()
        elif name[1]:
            yield Dictionary(P=String(f"{name[0]}."), S=Name.D, St=name[1])
        else:
            yield Dictionary(S=Name.D, St=name[0])


def _counting(one: tuple[int, str | Label]) -> tuple[str, int, int]:
    """The same for pages that count on from one to the next."""
    at, name = one
    if isinstance(name, str):
        return name, 0, 0
    return ("", name[0], at - name[1]) if name[1] else ("", 0, at - name[0])
