"""The pages of a box that we draw: sheets, catalogue, slips, photo sheets, pictures; to files that are then bound.

A file is closed after PART_PICTURES pictures, so that memory holds no more than those.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

from wenming_cli.bind.leaves import Binding, Leaf
from wenming_cli.bind.photos import Box, draw_photo, draw_picture_page, photo_sheet, slots
from wenming_cli.bind.plan import Run
from wenming_cli.typeset.as_pdf import draw_table, new_canvas
from wenming_cli.typeset.page import Pages
from wenming_cli.typeset.pages_pdf import draw_pages
from wenming_cli.typeset.pdf_faces import Faces
from wenming_cli.typeset.slip import slip_table
from wenming_cli.typeset.table import Table

PART_PICTURES = 96
"""Pictures in a file; none of them is much over a megabyte, most are a third of one."""


class Drawing:
    """Pages drawn one after another; `pages` gives them back in that order."""

    def __init__(self, out: str, binding: Binding, faces: Faces, stack: ExitStack) -> None:
        self._out, self._binding, self._faces, self._stack = out, binding, faces, stack
        self._parts: list[str] = []
        self._canvas: Any = None
        self._pictures = 0

    def table(self, table: Table) -> int:
        """A table such as the catalogue; how many pages it took."""
        return draw_table(self._open(), table, self._faces, numbered=True)

    def sheet(self, sheet: Pages) -> int:
        """A sheet such as the cover; how many pages it took."""
        return draw_pages(self._open(), sheet, self._faces)

    def photos(self, run: Run, title: str, blame: Callable[[str], None]) -> None:
        """A sheet of photos; *blame* is told whose fault it is if one can't be shown."""
        per_sheet = self._binding.photos_per_page
        with photo_sheet(self._open(len(run.leaves)), title, self._faces) as canvas:
            for leaf, slot in zip(run.leaves, slots(per_sheet), strict=False):
                blame(leaf.key)
                draw_photo(canvas, leaf, slot, self._faces, small=per_sheet == 4)

    def leaf(self, leaf: Leaf, pages: int) -> tuple[Box, ...]:
        """A slip; or a picture with a page to itself, or several of a scan in many frames: where on each it stands."""
        if leaf.kind == "slip":
            draw_table(self._open(), slip_table(leaf.slip), self._faces)
            return ()
        return tuple(draw_picture_page(self._open(1), leaf, frame, self._faces) for frame in range(pages))

    def pages(self) -> Iterator[Any]:
        """All pages, from the files that they were drawn to."""
        import pikepdf

        self._close()
        for part in self._parts:
            yield from self._stack.enter_context(pikepdf.open(part)).pages

    def _open(self, pictures: int = 0) -> Any:
        """The canvas to draw on, a new one when the last is full."""
        if self._pictures >= PART_PICTURES:
            self._close()
        if self._canvas is None:
            self._parts.append(f"{self._out}.part{len(self._parts)}")
            self._canvas = new_canvas(self._parts[-1], self._binding.title)
        self._pictures += pictures
        return self._canvas

    def _close(self) -> None:
        """Write the current file."""
        if self._canvas is not None:
            self._canvas.save()
            self._canvas, self._pictures = None, 0
