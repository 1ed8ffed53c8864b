"""Read the words that are only pixels: pages of a scan, photos, screenshots, pictures pasted into a document.

It works on what a reader has extracted already, adds lines to it, and says in a cue which engine read them.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wenming_cli.model.evidence import Part, RecognisedLine
from wenming_cli.ocr.engine import OcrEngine
from wenming_cli.ocr.page import Seen, read_image
from wenming_cli.read.decoded import PICTURES, opened, pages_of
from wenming_cli.read.extract import Extract, Inside, UnreadableError
from wenming_cli.read.scanned import ScannedPage, scanned_page
from wenming_cli.read.scanned_photo import scanned_photo
from wenming_cli.read.sniff import sniff

if TYPE_CHECKING:
    from PIL import Image

MOST_PAGES = 300
"""Pages of one content that are recognised; of more, the first."""
DPI, POINTS = 200, 72
MOST_SIDE = 3_000
"""Pixels of the longer side of a rendered page: a plan of A0 needs no more than a letter."""
LINES_OF_A_PAPER = 5
WITH_PLACES = ("pdf", "tif")
"""Formats whose pages are recognised as a viewer shows them; of others only the picture that lies on a page is."""
HARDLY_ANY = 20
"""Characters of its own up to which a document with pictures is a scan that somebody pasted into Word."""

Numbered = Iterator[tuple[int, "Image.Image"]]


def recognise(data: bytes, extract: Extract, engine: OcrEngine) -> None:
    """Add to *extract* what *engine* reads in the pictures of *data*, whose reader made it."""
    if extract.format in PICTURES and not extract.scanned:
        sure = _take_picture(extract, read_image(opened(data, extract.format), engine))
    elif extract.scanned:
        pages = [_page(image, number, engine) for number, image in _pages(data, extract)]
        sure = _take_pages(extract, pages)
        if extract.format in WITH_PLACES:
            extract.recognised_lines = _places(pages)
    elif len(extract.text) <= HARDLY_ANY:
        pasted = enumerate(map(_looked_into, extract.inside[:MOST_PAGES]), 1)
        sure = _take_pages(extract, [_page(image, number, engine) for number, image in pasted if image])
    else:
        sure = _take_parts(extract, engine)
    extract.recognised_by = f"{engine.name} {engine.version}"
    words = f"，平均把握{sure:.0%}" if sure else "，图上没有认出文字"
    extract.cues["recognised"] = f"由 {extract.recognised_by} 识别{words}"


def _page(image: "Image.Image", number: int, engine: OcrEngine) -> ScannedPage:
    """One page recognised; its picture is let go of at once."""
    return scanned_page(read_image(image, engine), number)


def _take_picture(extract: Extract, seen: Seen) -> float:
    """The words of one picture: of a paper or a screen as those of a page, else as those of a photo.

    A photo of a paper has many lines; one of a wall or a stage that looks like paper has few.
    """
    photo = scanned_photo(seen)
    if extract.carrier != "照片" or ("paper" in extract.cues and len(photo.lines) >= LINES_OF_A_PAPER):
        page = scanned_page(seen)
        extract.recognised_lines = _places([page])
        return _take_pages(extract, [page])
    extract.cues.pop("paper", None)
    extract.loose = True
    extract.banner, extract.stamp_dates, extract.signs = photo.banner, photo.stamp_dates, photo.signs
    for line in photo.lines:
        extract.add(line)
    return photo.confidence


def _take_pages(extract: Extract, pages: Sequence[ScannedPage]) -> float:
    """Recognised pages among those with a text layer, in their order; a red head stands on the first page only."""
    own, extract.lines, extract.used = extract.lines, [], 0
    lines = sorted((*own, *(line for page in pages for line in page.lines)), key=lambda line: line.page)
    for line in lines:
        extract.add(line)
    extract.seal = extract.seal or any(page.seal for page in pages)
    if pages and (not extract.scanned or extract.scanned[0] == 1):
        extract.red_rule = extract.red_rule or pages[0].red_rule
    return _mean(pages)


def _places(pages: Sequence[ScannedPage]) -> tuple[RecognisedLine, ...]:
    """The words of all pages with where they stand."""
    return tuple(line for page in pages for line in page.places)


def _take_parts(extract: Extract, engine: OcrEngine) -> float:
    """The banners on the photos of a document; its other pictures belong to its text."""
    sure: list[float] = []
    for at, (part, inside) in enumerate(zip(extract.parts, extract.inside, strict=False)):
        image = _looked_into(inside) if part.carrier == "照片" and not part.problem else None
        if image is not None:
            photo = scanned_photo(read_image(image, engine))
            day = part.date or next(iter(photo.stamp_dates), None)
            extract.parts[at] = Part(**{**dict(part), "banner": photo.banner, "date": day})
            sure.append(photo.confidence)
    return sum(sure) / len(sure) if sure else 0.0


def _mean(pages: Sequence[ScannedPage]) -> float:
    """The mean confidence of the characters of all pages, 0 where nothing was read."""
    weight = [sum(len(line.text) for line in page.lines) for page in pages]
    if not sum(weight):
        return 0.0
    return sum(page.confidence * count for page, count in zip(pages, weight, strict=True)) / sum(weight)


def _looked_into(inside: Inside) -> "Image.Image | None":
    """The picture inside a document, None where it is a drawing or broken."""
    data = inside.take() or b""
    format_name = sniff(data, "")
    try:
        return opened(data, format_name) if format_name in PICTURES else None
    except UnreadableError:
        return None


def _pages(data: bytes, extract: Extract) -> Numbered:
    """Number and picture of each page that is only a picture."""
    wanted = extract.scanned[:MOST_PAGES]
    if len(extract.scanned) > MOST_PAGES:
        extract.cues["cut"] = f"{len(extract.scanned)} 页是图像，只识别了前 {MOST_PAGES} 页"
    if extract.format == "tif":
        yield from zip(wanted, pages_of(data), strict=False)
    elif extract.format == "pdf":
        yield from _rendered(data, wanted)
    else:
        filled = [(one.page, _looked_into(one)) for one in extract.inside if one.page in wanted]
        yield from ((number, image) for number, image in filled if image)


def _rendered(data: bytes, wanted: Sequence[int]) -> Numbered:
    """Pages of a PDF as a scanner would have seen them."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    try:
        for number in wanted:
            page = document[number - 1]
            scale = min(DPI / POINTS, MOST_SIDE / max(page.get_size()))
            bitmap = page.render(scale=scale)
            image = bitmap.to_pil().convert("RGB")
            bitmap.close()
            page.close()
            yield number, image
    finally:
        document.close()
