"""How well single files are read, printed as a table.

    python bench/reading.py --files DIR --table TSV [--show]

The table has one row a file: file (its name in DIR) or id and format, kind (image, or anything else for a paper),
nature (the type, `other` for one that the table's list lacks), nature_detail, title, doc_number, issuer, date (ISO;
a month or year where no more is written), is_red_header and is_scan (y or n), image_class. A blank means that there
is none, or that it is not certain: blank dates and numbers are counted as answers too, the rest is passed over.
Every file is read as it lies by the reader, without its name.
"""

import argparse
import csv
import hashlib
import re
import statistics
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wenming_cli.model.evidence import Reading
from wenming_cli.model.material import counts_as, named_types
from wenming_cli.read.content import read_bytes
from wenming_cli.read.extract import UnreadableError

OTHER = "other"
_QUOTES = str.maketrans("“”‘’«»「」『』—–－", '""\'\'<>""""---')
Row = dict[str, str]


@dataclass(slots=True)
class Tally:
    """Right answers of all, by the name of the question."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def count(self, name: str, label: str, found: object, *, right: bool, who: str) -> None:
        """One more answer."""
        self.of[name] += 1
        self.right[name] += right
        if not right:
            self.misses[name].append(f"{who}: {found!r}, not {label!r}")


def main() -> None:
    """Read every labelled file and print what was right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=Path, required=True, help="the folder of labelled files")
    parser.add_argument("--table", type=Path, required=True, help="its labels")
    parser.add_argument("--show", action="store_true", help="print every miss")
    options = parser.parse_args()
    with options.table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    natures = frozenset(row["nature"] for row in rows) - {"", OTHER}
    tally, seconds, unread = Tally(), [], []
    for row, path in _files(rows, options.files):
        started = time.perf_counter()
        reading, problem = _read(path)
        seconds.append(time.perf_counter() - started)
        if problem:
            unread.append(f"{path.name}: {problem}")
        _compare(row, reading, path.name, natures, tally)
    _print(tally, seconds, unread, show=options.show)


def _files(rows: list[Row], folder: Path) -> Iterator[tuple[Row, Path]]:
    """The rows whose file is there."""
    for row in rows:
        path = folder / (row.get("file") or f"{row['id']}.{row['format']}")
        if path.is_file():
            yield row, path


def _read(path: Path) -> tuple[Reading, str]:
    """The facts of a file; none, and the problem, where it can't be read."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    try:
        return read_bytes(data, path.suffix.lower(), digest), ""
    except UnreadableError as error:
        return Reading(sha256=digest, carrier=""), f"unreadable, {error.problem} {error.text}"


def _compare(row: Row, found: Reading, who: str, natures: frozenset[str], tally: Tally) -> None:
    """Count the answers on one file."""
    if row["kind"] == "image":
        _compare_picture(row, found, who, tally)
        return
    if row["title"]:
        same = bare(found.title or "") == bare(row["title"])
        tally.count("title", row["title"], found.title, right=same, who=who)
    _compare_marks(row, found, who, tally)
    if row["issuer"]:
        same = bare(found.issuer or "") == bare(row["issuer"])
        tally.count("issuer, labelled", row["issuer"], found.issuer, right=same, who=who)
    elif found.issuer:
        tally.count("issuer, none labelled", "", found.issuer, right=False, who=who)
    if row["nature"]:
        _compare_types(row, found, who, natures, tally)
    if row["is_scan"]:
        same = (found.carrier == "扫描件") == (row["is_scan"] == "y")
        tally.count("is_scan, papers", row["is_scan"], found.carrier, right=same, who=who)


def _compare_picture(row: Row, found: Reading, who: str, tally: Tally) -> None:
    """The class of a picture; drawings have none of their own here and count as photos."""
    carrier = {"photo": "照片", "scan": "扫描件", "screenshot": "截图"}.get(row["image_class"])
    if carrier:
        tally.count("picture class", carrier, found.carrier, right=found.carrier == carrier, who=who)
    if row["is_red_header"]:
        same = found.red_head == (row["is_red_header"] == "y")
        tally.count("red head, pictures", row["is_red_header"], found.red_head, right=same, who=who)


def _compare_marks(row: Row, found: Reading, who: str, tally: Tally) -> None:
    """Date, number and red head: what is there, and that nothing is found where nothing is."""
    same = (found.date or "") == row["date"]
    tally.count("date, all rows", row["date"], found.date, right=same, who=who)
    if row["date"]:
        tally.count("date, labelled", row["date"], found.date, right=same, who=who)
    name = "doc_number, labelled" if row["doc_number"] else "doc_number, no false one"
    same = bare(found.doc_number or "") == bare(row["doc_number"])
    tally.count(name, row["doc_number"], found.doc_number, right=same, who=who)
    if row["is_red_header"]:
        name = "red head, labelled" if row["is_red_header"] == "y" else "red head, no false one"
        same = found.red_head == (row["is_red_header"] == "y")
        tally.count(name, row["is_red_header"], found.red_head, right=same, who=who)


def _compare_types(row: Row, found: Reading, who: str, natures: frozenset[str], tally: Tally) -> None:
    """The type: the first named one, any of them, and for `other` also the one that its detail names."""
    label = row["nature"]
    first, every = found.types[:1], found.types
    tally.count("type, first", label, every, right=_fits(label, first, natures), who=who)
    tally.count("type, any of", label, every, right=_fits(label, every, natures), who=who)
    detailed = named_types(row["nature_detail"])[:1] if label == OTHER else ()
    if detailed:
        tally.count("type, detail of other", row["nature_detail"], every, right=first == detailed, who=who)


def _fits(label: str, types: tuple[str, ...], natures: frozenset[str]) -> bool:
    """Whether types say what a label says; `other` is right where the first is none of the table's own."""
    if label == OTHER:
        return not set(types[:1]) & natures
    if label == "照片":
        return not types
    return any(label == name or (label in counts_as(name) and name not in natures) for name in types)


def _print(tally: Tally, seconds: list[float], unread: list[str], *, show: bool) -> None:
    """The table, and what was missed."""
    print(f"{len(seconds)} files, {len(unread)} unreadable, {statistics.mean(seconds):.2f} s each\n")
    for name, of in sorted(tally.of.items()):
        print(f"{name:26}{tally.right[name]:5}/{of:<5}{tally.right[name] / of:.3f}")
    for name, misses in sorted(tally.misses.items()) if show else ():
        print(f"\n## {name}", *misses, sep="\n")
    if show and unread:
        print("\n## unreadable", *unread, sep="\n")


def bare(text: str) -> str:
    """Without white space, widths, quotes and dashes folded."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text.translate(_QUOTES)))


if __name__ == "__main__":
    main()
