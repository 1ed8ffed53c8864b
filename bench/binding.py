"""Time and memory of binding 2,000 PDFs and pictures (6,000 pages), against a bare merge by pikepdf in the same run.

    python bench/binding.py [FOLDER] [BOXES]

The files are made on the fly in FOLDER (default: a temporary one): 1,500 PDFs of Chinese text in an embedded font (as
office programs write them; Latin text without a font of its own where the computer has no Chinese one) and 500 photos of
1600 x 1200.
Both sides make the same boxes (20 by default). The bare side appends pages and puts every JPEG, untouched, on a page of
its own, in one process; no page is fitted, numbered or bookmarked, nothing is checked. Office conversion is left out.
"""

import hashlib
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pikepdf
import psutil
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from wenming_cli.bind.binder import Binder, Book, Gathered
from wenming_cli.bind.faces import font_files, load
from wenming_cli.bind.labels import ranged
from wenming_cli.bind.leaves import Binding, Leaf, Section
from wenming_cli.typeset.as_pdf import draw_text
from wenming_cli.typeset.catalogue import COLUMNS
from wenming_cli.typeset.slip import SlipSheet
from wenming_cli.typeset.table import Heading, Table
from wenming_cli.writer.disk import forget

FILES, ROUNDS, SEED = 2000, 3, 7
A_BOX = "第01盒"


def make_files(folder: Path) -> list[Path]:
    """1,500 PDFs of three or four pages and 500 photos."""
    rng = random.Random(SEED)
    face, sample = (
        load(font_files()).body,
        "关于印发二〇二一年度理论学习制度的通知各股室所认真贯彻执行县委宣传部文明办有关要求",
    )
    noise = Image.effect_noise((1800, 1400), 30).convert("RGB")
    made = []
    for at in range(FILES):
        made.append(folder / (f"{at:04d}.jpg" if at % 4 == 3 else f"{at:04d}.pdf"))
        if made[-1].exists():
            continue
        if at % 4 == 3:
            x, y = rng.randrange(200), rng.randrange(200)
            noise.crop((x, y, x + 1600, y + 1200)).save(made[-1], quality=80)
            continue
        canvas = Canvas(str(made[-1]), invariant=1)
        for page in range(3 if at % 4 == 0 else 4):
            for line in range(40):
                text = f"{at} {page} {line} " + "".join(rng.choice(sample) for _ in range(30))
                draw_text(canvas, face, text, 60, 780 - line * 18, 12)
            canvas.showPage()
        canvas.save()
    return made


def boxes_of(files: list[Path], count: int) -> list[list[Path]]:
    """The files dealt out over boxes."""
    size = -(-len(files) // count)
    return [files[at : at + size] for at in range(0, len(files), size)]


def bare(boxes: list[list[Path]], out: Path) -> int:
    """Merge with nothing else."""
    pages = 0
    for at, files in enumerate(boxes):
        pdf = pikepdf.new()
        sources = []
        for file in files:
            if file.suffix == ".pdf":
                sources.append(pikepdf.open(file))
                pdf.pages.extend(sources[-1].pages)
            else:
                with Image.open(file) as image:
                    wide, high = image.size
                data = pikepdf.Stream(
                    pdf, file.read_bytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=wide,
                    Height=high, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
                )  # fmt: skip
                page = pdf.add_blank_page(page_size=(595, 842))
                page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=data))
                page.obj.Contents = pdf.make_stream(b"q 500 0 0 375 47 200 cm /I Do Q")
        pdf.save(out / f"bare{at}.pdf")
        pages += len(pdf.pages)
    return pages


def timed_bare(boxes: list[list[Path]], out: Path) -> tuple[int, float]:
    """Pages and seconds of the bare merge."""
    start = time.perf_counter()
    return bare(boxes, out), time.perf_counter() - start


def gathered(boxes: list[list[Path]], hashes: dict[Path, str]) -> dict[str, Gathered]:
    """The same boxes with captions and slips, before anything is counted."""
    return {f"{at:02d}": Gathered(_sections(files, hashes), 2) for at, files in enumerate(boxes)}


def _sections(files: list[Path], hashes: dict[Path, str]) -> tuple[Section, ...]:
    def leaf(file: Path) -> Leaf:
        slip = SlipSheet("电子文件", "青澜县审计局", 2021, A_BOX, file.stem, (("文件名", file.name),), "见电子原件。")
        return Leaf(
            key=file.name, name=f"{file.stem}　{file.name}", kind="pdf" if file.suffix == ".pdf" else "photo", slip=slip,
            source=str(file), sha256=hashes[file], caption={"时间": "2021年6月5日（EXIF）"},
        )  # fmt: skip

    return tuple(
        Section(title=f"1.1.{at}　开展活动的图片", leaves=tuple(map(leaf, files[at : at + 20])))
        for at in range(0, len(files), 20)
    )


def _binding(sections: tuple[Section, ...]) -> Binding:
    """A box with its catalogue."""
    rows: list[Heading | tuple[str | int | None, ...]] = []
    for section in sections:
        rows.append(Heading(section.title))
        rows += [(one.name[:4], "", "", one.key, "", None, one.key, ranged(one.labels)) for one in section.leaves]
    table = Table("盒内目录", "盒内文件目录", A_BOX, COLUMNS, tuple(rows))
    return Binding(title=A_BOX, catalogue=table, sections=sections)


def bound(wanted: dict[str, Gathered], inner: Path) -> Iterator[Book]:
    """Count, number, bind: the whole of it, with nothing remembered."""
    forget(inner)
    with Binder(inner) as binder:
        numbered = binder.number(wanted)
        made = binder.books({path: _binding(one.sections) for path, one in numbered.items()}, {})
        yield from made.books.values()


def memory_of(work: Iterator[Book]) -> tuple[list[Book], int, int]:
    """What the work yields, with the most megabytes that this process and all below it held: together, and the largest."""
    over, most = threading.Event(), [0, 0]

    def watch() -> None:
        me = psutil.Process()
        while not over.wait(0.05):
            sizes = []
            for one in [me, *me.children(recursive=True)]:
                try:
                    sizes.append(one.memory_info().rss >> 20)
                except psutil.Error:
                    continue
            most[0], most[1] = max(most[0], sum(sizes)), max(most[1], *sizes)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    done = list(work)
    over.set()
    watcher.join()
    return done, most[0], most[1]


def main(folder: Path, count: int) -> None:
    """Measure and print a table."""
    files = make_files(folder)
    boxes, out = boxes_of(files, count), folder / "out"
    out.mkdir(exist_ok=True)
    hashes = {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    wanted = gathered(boxes, hashes)
    plain, ours, together, largest, pages = [], [], 0, 0, 0
    for _ in range(ROUNDS):
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # what it leaves in memory must not count as ours
            merged, seconds = apart.submit(timed_bare, boxes, out).result()
        plain.append(seconds)
        start = time.perf_counter()
        books, all_mb, one_mb = memory_of(bound(wanted, out / "inner"))
        ours.append(time.perf_counter() - start)
        together, largest = max(together, all_mb), max(largest, one_mb)
        pages = sum(one.pages for one in books)
    one, other = statistics.median(plain), statistics.median(ours)
    print(f"{len(files)} files, {len(boxes)} boxes; bare {merged} pages, bound {pages} pages; median of {ROUNDS}\n")
    print("| | seconds | times bare | MB, all processes | MB, largest |\n| --- | --- | --- | --- | --- |")
    print(f"| pikepdf, merge only, one process | {one:.2f} | 1.00 | | |")
    print(
        f"| bound (catalogue, stamps, bookmarks, photo sheets) | {other:.2f} | {other / one:.2f} | {together} | {largest} |"
    )


if __name__ == "__main__":
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        main(Path(sys.argv[1]), number)
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made), number)
