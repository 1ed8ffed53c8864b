"""A sheet with coloured bars in place of words, and an engine that reads them: where words lie can be seen and compared.

Each bar has a colour of its own and begins with a red head, so that the engine finds it at any size and way up.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from wenming_cli.model.evidence import Reading
from wenming_cli.ocr.engine import OcrEngine, TextLine, upright_box
from wenming_cli.read.content import read_bytes
from wenming_cli.read.extract import Extract
from wenming_cli.read.facts import facts_of
from wenming_cli.read.recognise import recognise

SHEET = (827, 1169)
"""A4 at 100 dots an inch."""
TEXTS = tuple(f"第{figure}行登记各股室学习笔记和照片" for figure in "一二三四五六七八九")
HIGH, WIDE = 30, 15 * 30
TOP, STEP = 130, 100
PURE = 14
"""What may be of the colour that should not be: more lies at an edge, where colours mix."""
Box = tuple[float, float, float, float]


def sheet(size: tuple[int, int] = SHEET, count: int = len(TEXTS)) -> Image.Image:
    """A white sheet with *count* bars, each a little farther in than the one above."""
    page = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(page)
    for at in range(count):
        left, top = 80 + 27 * at, TOP + STEP * at
        draw.rectangle((left, top, left + WIDE - 1, top + HIGH - 1), fill=(0, _green(at), 255))
        draw.rectangle((left, top, left + HIGH - 1, top + HIGH - 1), fill=(255, _green(at), 0))
    return page


def _green(at: int) -> int:
    return 10 + 24 * at


@dataclass(frozen=True)
class Bar:
    """A bar that was found: the words that it stands for, its box in pixels, and that of its red head."""

    text: str
    box: Box
    head: Box

    @property
    def reads_right(self) -> bool:
        """Whether it lies as a line of words does."""
        left, top, right, bottom = self.box
        middle = (self.head[0] + self.head[2]) / 2
        return right - left > bottom - top and middle < (left + right) / 2


def bars(image: Image.Image) -> Iterator[Bar]:
    """The bars in a picture, from the first on."""
    red, green, blue = image.convert("RGB").split()
    reddish, bluish = _between(red, 230, 255), _between(blue, 230, 255)
    not_red, not_blue = _between(red, 0, PURE), _between(blue, 0, PURE)
    for at, text in enumerate(TEXTS):
        own = _between(green, _green(at) - 9, _green(at) + 9)
        head, body = _extent(own, reddish, not_blue), _extent(own, bluish, not_red)
        if head and body:
            whole = min(head[0], body[0]), min(head[1], body[1]), max(head[2], body[2]), max(head[3], body[3])
            yield Bar(text, whole, head)


def _between(band: Image.Image, low: int, high: int) -> Image.Image:
    return band.point([255 * (low <= value <= high) for value in range(256)])


def _extent(*masks: Image.Image) -> tuple[int, int, int, int] | None:
    """The box of what all masks show, specks left out."""
    common = ImageChops.multiply(ImageChops.multiply(masks[0], masks[1]), masks[2])
    rough = common.getbbox()
    box = common.crop(rough).filter(ImageFilter.MinFilter(5)).getbbox() if rough else None
    if not rough or not box:
        return None
    left, top = rough[:2]
    return left + box[0] - 2, top + box[1] - 2, left + box[2] + 2, top + box[3] + 2


class BarReader:
    """An engine that reads bars, surely only where they lie as words do."""

    name, version, languages, has_quick = "bars", "1", ("zh-Hans",), False

    def recognise(self, image: Image.Image, *, quick: bool = False) -> tuple[TextLine, ...]:
        """A line for each bar."""
        return tuple(TextLine(bar.text, 0.99 if bar.reads_right else 0.5, upright_box(*bar.box)) for bar in bars(image))


def read(data: bytes, suffix: str, engine: OcrEngine | None = None) -> Reading:
    """A content with its words; of a picture it is given that it is a scan."""
    engine = engine or BarReader()
    if suffix == ".pdf":
        return read_bytes(data, suffix, "0" * 64, engine)
    extract = Extract(suffix[1:], "扫描件", scanned=[1, 2] if suffix == ".tif" else [])
    recognise(data, extract, engine)
    return facts_of("0" * 64, extract)


def packed(image: Image.Image, kind: str, **more: Any) -> bytes:
    """A picture as a file."""
    made = io.BytesIO()
    image.save(made, kind, **more)
    return made.getvalue()


def scanned_pdf(*sheets: Image.Image, turn: int = 0, crop: tuple[int, int, int, int] | None = None) -> bytes:
    """Scans in a PDF, turned by /Rotate; *crop* is what is seen of a page, in points."""
    plain = packed(sheets[0], "PDF", save_all=True, append_images=sheets[1:], resolution=100, quality=95, subsampling=0)
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        for page in pdf.pages:
            page.Rotate = turn
            if crop:
                page.CropBox = pikepdf.Array(crop)
        pdf.save(made)
    return made.getvalue()


def two_frames() -> bytes:
    """A TIFF whose second page is another size and lies across."""
    return packed(sheet(), "TIFF", save_all=True, append_images=[sheet((1169, 1080))], dpi=(100, 100))


def noted(page: Image.Image, orientation: int, kind: str = "JPEG") -> bytes:
    """A picture that a viewer shows as *page* because EXIF notes that orientation."""
    back = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    lying = page if back is None else page.transpose(Image.Transpose(back))
    more = {"quality": 95, "subsampling": 0} if kind == "JPEG" else {}
    return packed(lying, kind, exif=exif, **more)
