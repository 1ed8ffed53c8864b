"""Small PDFs, pictures and leaves for the tests of this room."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from wenming_cli.bind.binder import Binder, Book, Gathered, Numbered
from wenming_cli.bind.faces import FontFiles, font_files
from wenming_cli.bind.labels import ranged
from wenming_cli.bind.leaves import Binding, Leaf, Section
from wenming_cli.typeset.page import Pages
from wenming_cli.typeset.slip import SlipSheet
from wenming_cli.typeset.table import Column, Heading, Table

A4 = (595.0, 842.0)
BOOK = "盒/装订本.pdf"
COLUMNS = (Column("件号", 60), Column("题名", 120), Column("页号", 20, centred=True))


def pdf_bytes(*, size: tuple[float, float] = A4, pages: int = 1, turn: int = 0, says: str = "PAPER") -> bytes:
    """Pages that say "PAPER 1" in the middle, with marks in two corners of the page as it is written."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(size[0] / 2, size[1] / 2, f"{says} {number}")
        canvas.drawString(20, size[1] - 30, "TL")
        canvas.drawString(size[0] - 40, 20, "BR")
        canvas.showPage()
    canvas.save()
    if not turn:
        return buffer.getvalue()
    turned = io.BytesIO()
    with pikepdf.open(io.BytesIO(buffer.getvalue())) as pdf:
        for page in pdf.pages:
            page.Rotate = turn
        pdf.save(turned, deterministic_id=True)
    return turned.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes())) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    return locked.getvalue()


def picture_bytes(
    kind: str = "JPEG",
    size: tuple[int, int] = (640, 480),
    colour: str = "skyblue",
    orientation: int = 1,
    mode: str = "RGB",
) -> bytes:
    """A picture with a red mark in the upper left corner of its pixels."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="red")
    exif = Image.Exif()
    exif[0x0112] = orientation
    packed = io.BytesIO()
    image.convert(mode).save(packed, kind, exif=exif)
    return packed.getvalue()


def slip(name: str = "某文件") -> SlipSheet:
    """A slip that names *name*."""
    return SlipSheet("电子文件", "青澜县审计局", 2021, "第01盒", "001", (("题名", name),), "以电子原件为准。")


def leaf(folder: Path, name: str, data: bytes | None, kind: str, **more: Any) -> Leaf:
    """A piece whose file has been written to *folder*; one without data is a slip."""
    if data is not None:
        (folder / name).write_bytes(data)
        more = {"source": str(folder / name), "sha256": hashlib.sha256(data).hexdigest(), **more}
    return Leaf.model_validate({"key": name, "name": name, "kind": kind, "slip": slip(name), **more})


@dataclass(frozen=True)
class Box:
    """A box to bind: its sections, and what is set."""

    sections: tuple[Section, ...]
    photos_per_page: int = 2
    duplex: bool = False
    cover: Pages | None = None
    note: Pages | None = None

    def bound(self, binder: Binder, there: Mapping[str, str] = MappingProxyType({})) -> "Made":
        """Bind it as the boxes do: number, fill the catalogue, bind, and again while pieces turn out to be slips."""
        while True:
            numbered = binder.number({BOOK: Gathered(self.sections, self.photos_per_page)})[BOOK]
            made = binder.books({BOOK: self._binding(numbered)}, there)
            if not made.again:
                assert not made.failed, made.failed
                return Made(made.books[BOOK], numbered)

    def _binding(self, numbered: Numbered) -> Binding:
        rows: list[Any] = []
        for section in numbered.sections:
            rows.append(Heading(section.title))
            rows += [(leaf.key, leaf.name, ranged(leaf.labels)) for leaf in section.leaves]
        table = Table("盒内目录", "盒内文件目录", "第01盒", COLUMNS, tuple(rows))
        return Binding.model_validate(
            {
                "title": "第01盒", "catalogue": table, "sections": numbered.sections, "cover": self.cover,
                "note": self.note, "photos_per_page": self.photos_per_page, "duplex": self.duplex,
            }
        )  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A bound box."""

    book: Book
    numbered: Numbered

    @property
    def place(self) -> Path:
        """The file, as long as its binder is open."""
        assert self.book.place is not None
        return self.book.place

    @property
    def labels(self) -> dict[str, str]:
        """The page numbers of every piece, by key."""
        return {leaf.key: ranged(leaf.labels) for one in self.numbered.sections for leaf in one.leaves}


def box(*sections: list[Leaf], **more: Any) -> Box:
    """A box of these sections."""
    made = (Section(title=f"1.{at} 条目", leaves=tuple(some)) for at, some in enumerate(sections, start=1))
    return Box(tuple(made), **more)


def called(path: Path) -> list[str]:
    """What a viewer calls each page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [document.get_page_label(at) for at in range(len(document))]
    finally:
        document.close()


def texts(path: Path) -> list[str]:
    """The text of every page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def picture_of(path: Path, page: int, scale: float = 1.0) -> Image.Image:
    """A page as it is seen."""
    document = pypdfium2.PdfDocument(path)
    try:
        return document[page - 1].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def no_fonts() -> FontFiles:
    """A computer without Chinese fonts."""
    return {"title": (), "head": (), "body": ()}


def some_fonts() -> FontFiles:
    """The fonts of this computer."""
    return font_files()
