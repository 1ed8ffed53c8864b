"""The pages of a box that are ours: catalogue, slips, photo sheets, pictures; drawn to files that are then bound.

A file is closed after PART_PICTURES pictures, so that memory holds no more than those.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from wenming_cli.bind.leaves import Binding, Leaf
from wenming_cli.bind.photos import draw_photo, draw_picture_page, photo_sheet, slots
from wenming_cli.bind.plan import Run
from wenming_cli.typeset.as_pdf import draw_table, new_canvas
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
        self.trying = ""
        """The key of the piece that is being drawn."""

    def catalogue(self, table: Table, pages: int) -> None:
        """The catalogue; with its page numbers it must not take more pages than it was given."""
        made = draw_table(self._open(), table, self._faces)
        if made != pages:
            raise RuntimeError(f"the catalogue took {made} pages instead of {pages}")

    def photos(self, run: Run, title: str) -> None:
        """A run of photos on shared sheets."""
        per_sheet = self._binding.photos_per_page
        for start in range(0, len(run.leaves), per_sheet):
            some = run.leaves[start : start + per_sheet]
            with photo_sheet(self._open(len(some)), title, self._faces) as canvas:
                for leaf, slot in zip(some, slots(per_sheet), strict=False):
                    self.trying = leaf.key
                    draw_photo(canvas, leaf, slot, self._faces, small=per_sheet == 4)

    def leaf(self, leaf: Leaf, run: Run) -> None:
        """A slip, or a picture with a page (or several, of a scan in many frames) to itself."""
        self.trying = leaf.key
        if leaf.kind == "slip":
            draw_table(self._open(), slip_table(leaf.slip), self._faces)
            return
        for frame in range(run.pages):
            draw_picture_page(self._open(1), leaf, frame, self._faces)

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
