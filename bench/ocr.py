"""Accuracy and speed of recognition, printed as tables.

    python bench/ocr.py [--engine NAME] [--quick]               own red heads: scanned, askew, turned, photographed, sealed
    python bench/ocr.py --pictures DIR --table TSV              a labelled folder: columns file, image_class, visible_text
                                                                (lines parted by " / "); photos are read as photos

Needs an engine (pip install "wenming-cli[ocr]"); the own pages also need the type faces named in ocr_pages.py.
"""

import argparse
import csv
import platform
import re
import statistics
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ocr_pages import AGED, Paper, aged, can_draw, papers
from PIL import Image

from wenming_cli.model.evidence import Reading
from wenming_cli.ocr.choose import available, engine
from wenming_cli.ocr.decode import shrunk
from wenming_cli.ocr.engine import OcrEngine
from wenming_cli.ocr.page import Seen, read_image, read_picture
from wenming_cli.read.extract import Extract
from wenming_cli.read.facts import facts_of
from wenming_cli.read.scanned import ScannedPage, scanned_page
from wenming_cli.read.scanned_photo import scanned_photo

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "qinglan-2021"


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--engine", default="auto", help="faster-paddle or rapidocr; the best of those installed by default"
    )
    parser.add_argument("--quick", action="store_true", help="a quarter of the pages")
    parser.add_argument("--pictures", type=Path, help="a folder of labelled pictures")
    parser.add_argument("--table", type=Path, help="its labels")
    parser.add_argument("--show", action="store_true", help="print what was not found")
    options = parser.parse_args()
    chosen = engine(options.engine)
    if chosen is None:
        sys.exit(f"这个识别引擎没有安装；已安装：{[name for name, found in available().items() if found]}")
    print(f"Python {platform.python_version()}, {platform.machine()}, {chosen.name} {chosen.version}, one thread")
    read_image(Image.new("RGB", (800, 800), "white"), chosen)
    if options.pictures:
        labelled(chosen, options.pictures, options.table, show=options.show)
    else:
        own_pages(chosen, 4 if options.quick else 1, show=options.show)
    print(f"peak memory {_peak_megabytes()} MB")


@dataclass(slots=True)
class Tally:
    """What was found of one kind of page."""

    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    of: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wrong: int = 0
    letters: int = 0
    seconds: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    def count(self, name: str, *, right: bool) -> None:
        """One more answer."""
        self.of[name] += 1
        self.right[name] += right

    def share(self, name: str) -> str:
        """Right answers of all."""
        return f"{self.right[name]}/{self.of[name]}"


def own_pages(chosen: OcrEngine, every: int, *, show: bool) -> None:
    """Read red heads and plain papers and compare with what was written on them."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    heads = [0, 0, 0]
    for at, paper in enumerate(_all_papers()):
        if at % every:
            continue
        how = paper.name.split()[-1]
        tally = tallies[how]
        started = time.process_time()
        seen = read_image(paper.image, chosen)
        tally.seconds.append(time.process_time() - started)
        tally.bare.append(_bare(paper.image, chosen, quick=seen.page.quick))
        page = scanned_page(seen)
        facts = _facts(page)
        _compare(paper, page, facts, tally, show=show)
        heads[0] += facts.red_head and paper.red_head
        heads[1] += facts.red_head and not paper.red_head
        heads[2] += paper.red_head and not facts.red_head
    _print_own(tallies, heads)


def _all_papers() -> Iterator[Paper]:
    """The drawn papers, then the red heads of the example archive, aged in turn."""
    if can_draw():
        yield from papers(60, 40)
    else:
        print("no type faces here: only the example archive's papers are read")
    yield from _of_the_example()


def _of_the_example() -> Iterator[Paper]:
    """First pages of the example's PDFs with and without a red head; their text layer is the truth."""
    import pypdfium2

    from wenming_cli.read.pdf import read_pdf

    ways = list(AGED)
    with (EXAMPLE / "archive.tsv").open(encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table, delimiter="\t") if row["path"].endswith(".pdf")]
    at = 0
    for row in rows:
        path = EXAMPLE / "证据" / row["path"]
        if row["text"] != "text" or row["step"] != "1" or "加密" in row["path"]:
            continue
        truth = read_pdf(path.read_bytes())
        facts = facts_of("0" * 64, truth)
        image = pypdfium2.PdfDocument(path)[0].render(scale=150 / 72).to_pil().convert("RGB")
        lines = tuple(line.text for line in truth.lines if line.page == 1)
        one_page = truth.pages == 1
        paper = Paper(
            path.stem,
            image,
            lines,
            facts.red_head,
            facts.doc_number,
            facts.title or "",
            facts.issuer or "",
            facts.date if one_page else None,
        )
        yield aged(paper, ways[at % len(ways)])
        at += 1


def _bare(image: Image.Image, chosen: OcrEngine, *, quick: bool) -> float:
    """CPU seconds that the engine alone takes for the page at the same settings."""
    fit = shrunk(image)
    started = time.process_time()
    chosen.recognise(fit, quick=quick)
    return time.process_time() - started


def _facts(page: ScannedPage) -> Reading:
    """The facts that follow from a scanned page."""
    extract = Extract("jpg", "扫描件", lines=list(page.lines), pages=1, red_rule=page.red_rule)
    return facts_of("0" * 64, extract)


def _compare(paper: Paper, page: ScannedPage, facts: Reading, tally: Tally, *, show: bool) -> None:
    """Count what was found of a paper."""
    answers = {"red head": (facts.red_head, paper.red_head), "number": (facts.doc_number, paper.number)}
    if paper.red_head:
        answers["title"] = (_bare_text(facts.title or ""), _bare_text(paper.title))
        answers["issuer"] = (facts.issuer, paper.issuer)
        if paper.date:
            answers["date"] = (facts.date, paper.date)
    for name, (found, true) in answers.items():
        tally.count(name, right=found == true)
        if show and found != true:
            print(f"{paper.name}: {name} {found!r}, not {true!r}")
    true_text, found_text = _bare_text("".join(paper.lines)), _bare_text("".join(line.text for line in page.lines))
    wrong = _distance(true_text, found_text)
    if show and wrong > 0.03 * len(true_text):
        print(f"{paper.name}: {wrong} of {len(true_text)} characters wrong\n  {true_text}\n  {found_text}")
    tally.wrong += wrong
    tally.letters += len(true_text)


def _print_own(tallies: dict[str, Tally], heads: Sequence[int]) -> None:
    """The table, and what all pages make together."""
    names = ("red head", "number", "title", "issuer", "date")
    print(
        f"\n## Own papers\n{'':8}{'pages':>6}"
        + "".join(f"{name:>10}" for name in names)
        + "   char err  CPU s/page  × bare"
    )
    for how, tally in tallies.items():
        cells = "".join(f"{tally.share(name):>10}" for name in names)
        ratio = sum(tally.bare) / sum(tally.seconds)
        print(
            f"{how:8}{len(tally.seconds):6}{cells}{tally.wrong / tally.letters:11.2%}{statistics.mean(tally.seconds):8.2f}{ratio:8.2f}"
        )
    both, false, missed = heads
    wrong, letters = sum(one.wrong for one in tallies.values()), sum(one.letters for one in tallies.values())
    print(
        f"red head F1 {2 * both / max(1, 2 * both + false + missed):.3f} ({both} found, {false} false, {missed} missed)"
    )
    print(
        f"number {sum(one.right['number'] for one in tallies.values()) / sum(one.of['number'] for one in tallies.values()):.3f}"
    )
    print(f"character error {wrong / letters:.2%}")


def labelled(chosen: OcrEngine, folder: Path, table: Path, *, show: bool) -> None:
    """Lines found whole and character pairs found, by class of picture."""
    found: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0, 0])
    seconds: dict[str, list[float]] = defaultdict(list)
    with table.open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE) if row["image_class"]]
    for row in rows:
        data = (folder / row["file"]).read_bytes()
        started = time.process_time()
        seen = read_picture(data, chosen)
        seconds[row["image_class"]].append(time.process_time() - started)
        lines = [_words(text) for text in row["visible_text"].split(" / ") if _words(text)]
        score = _found(lines, [_words(text) for text in _texts(seen, row["image_class"])])
        for at, value in enumerate(score):
            found[row["image_class"]][at] += value
        if show and score[0] < score[1]:
            print(row["file"], lines, [line.text for line in seen.page.lines][:12])
    print("\n## Labelled pictures\nclass        number   lines found whole   pairs found   CPU s median    mean")
    for kind, (whole, lines, pairs, of) in found.items():
        times = seconds[kind]
        print(
            f"{kind:12}{len(times):7}{whole:6.0f}/{lines:3.0f} = {whole / max(1, lines):.2f}{pairs / max(1, of):15.3f}{statistics.median(times):12.2f}{statistics.mean(times):9.2f}"
        )


def _texts(seen: Seen, kind: str) -> list[str]:
    """The lines as the facts get them."""
    return [line.text for line in (scanned_photo(seen).lines if kind == "photo" else scanned_page(seen).lines)]


def _found(lines: Sequence[str], texts: Sequence[str]) -> tuple[int, int, int, int]:
    """Lines found whole in the text, all lines; their pairs of neighbouring characters found, all pairs."""
    text = "".join(texts)
    there = {one[at : at + 2] for one in (*texts, text) for at in range(len(one) - 1)}
    pairs = [line[at : at + 2] for line in lines for at in range(len(line) - 1)]
    return sum(line in text for line in lines), len(lines), sum(pair in there for pair in pairs), len(pairs)


def _words(text: str) -> str:
    """Letters and figures only, widths folded."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()


def _bare_text(text: str) -> str:
    """Without white space, widths folded."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _distance(one: str, two: str) -> int:
    """Characters to change, add or take away (Levenshtein)."""
    row = list(range(len(two) + 1))
    for at, char in enumerate(one, start=1):
        above, row[0] = row[0], at
        for to, other in enumerate(two, start=1):
            above, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, above + (char != other))
    return row[-1]


def _peak_megabytes() -> int:
    """The most memory that this process has taken; 0 where the system doesn't tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 10)


if __name__ == "__main__":
    main()
