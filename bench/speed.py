"""Speed, memory and resuming, printed as tables: ``python bench/speed.py [--quick] [--full] [--only PART ...]``.

    readers      our readers against the bare libraries, in CPU seconds of one process
    recognition  the worker pool against the bare engine and against the cascade, both in one thread
    memory       the most memory that a check takes, all its processes together (--full: of 10,000 files too)
    resume       a check that is killed and begun again: how often each content is opened

Other programs on the machine spoil times by the clock; ratios of CPU seconds suffer less. Needs an installed
wenming-cli; the engine parts need faster-paddle or rapidocr, killing needs a POSIX system.
"""

import argparse
import io
import os
import platform
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from run import AS_OF, EXAMPLE, table

EVIDENCE = EXAMPLE / "证据"
OLD = 1_600_000_000_123_456_789
SEED = 2021
EVENTS = "WENMING_BENCH_EVENTS"
SAMPLED_SECONDS = 0.2
SMALL = 100_000
"""Bytes up to which a document of the example is repeated in large archives."""
PICTURES = (".jpg", ".png", ".heic")


def main() -> None:
    """Run the parts that were asked for."""
    parts = {"readers": readers, "recognition": recognition, "memory": memory, "resume": resume}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer repeats and files")
    parser.add_argument("--full", action="store_true", help="memory also of 10,000 files and of 600 with recognition")
    parser.add_argument("--only", nargs="+", choices=parts, default=list(parts), help="these parts alone")
    parser.add_argument("--check", metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.check:
        sys.exit(told_check(options.check))
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores")
    print(f"load before: {os.getloadavg()[0]:.1f}\n")
    for name in options.only:
        with tempfile.TemporaryDirectory(prefix="wenming-speed-") as folder:
            parts[name](Path(folder), options)


# Readers against bare libraries


@dataclass(frozen=True, slots=True)
class Kind:
    """Files of one kind, how the bare library reads them, and how we do."""

    name: str
    suffix: str
    files: tuple[bytes, ...]
    bare: Callable[[bytes], object]
    reader: Callable[[bytes], object]


def readers(folder: Path, options: argparse.Namespace) -> None:
    """CPU time of our readers, and of all of `read_bytes`, in units of the bare library's."""
    rounds = 5 if options.quick else 15
    rows = []
    for kind in kinds():
        bare, ours, facts = fastest([kind.bare, kind.reader, facts_under(kind.suffix)], kind.files, rounds)
        each = 1000 / len(kind.files)
        rows.append(
            (
                f"{kind.name} ({len(kind.files)}, {sum(map(len, kind.files)) / 1e6:.1f} MB)",
                f"bare {bare * each:8.2f} ms   reader {ours * each:8.2f} ms = {ours / bare:5.2f} ×   "
                f"with facts {facts * each:8.2f} ms = {facts / bare:5.2f} ×",
            )
        )
    table("Reading one file, CPU time of one thread (goal: reader ≤ 1.3 × bare)", rows)


def fastest(works: Sequence[Callable[[bytes], object]], files: Sequence[bytes], rounds: int) -> list[float]:
    """The least CPU seconds that each of *works* takes for all files; they take turns, so that noise hits all."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            begun = time.process_time()
            for data in files:
                work(data)
            best[at] = min(best[at], time.process_time() - begun)
    return best


def facts_under(suffix: str) -> Callable[[bytes], object]:
    """All that a worker does with a content of that suffix, but for its hash."""
    from wenming_cli.read.content import read_bytes

    return lambda data: read_bytes(data, suffix, "0" * 64)


def kinds() -> Iterator[Kind]:
    """The example's files that can be read, and large ones made of them."""
    from wenming_cli.read.pdf import read_pdf
    from wenming_cli.read.sheets import read_xls
    from wenming_cli.read.xlsx import read_xlsx

    papers = tuple(example_texts(".pdf", read_pdf))
    yield Kind("PDF with text, small", ".pdf", papers, bare_pdf, read_pdf)
    yield Kind("PDF with text, 200 pages", ".pdf", (merged(papers, 200),), bare_pdf, read_pdf)
    yield Kind("xlsx, small", ".xlsx", tuple(example_texts(".xlsx", read_xlsx)), bare_workbook, read_xlsx)
    yield Kind("xlsx, 20,000 rows", ".xlsx", (rota(20_000),), bare_workbook, read_xlsx)
    yield Kind("xls, small", ".xls", tuple(example_texts(".xls", read_xls)), bare_workbook, read_xls)


def example_texts(suffix: str, reader: Callable[[bytes], Any]) -> Iterator[bytes]:
    """The example's files of a suffix that say something without recognition."""
    from wenming_cli.read.extract import UnreadableError

    for path in sorted(EVIDENCE.rglob(f"*{suffix}")):
        data = path.read_bytes()
        try:
            if not reader(data).scanned:
                yield data
        except UnreadableError:
            continue


def bare_pdf(data: bytes) -> list[str]:
    """The text of every page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    texts = []
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        texts.append(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return texts


def bare_workbook(data: bytes) -> list[Any]:
    """The cells of every sheet."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [workbook.get_sheet_by_name(name).to_python(skip_empty_area=True) for name in workbook.sheet_names]


def merged(papers: Sequence[bytes], pages: int) -> bytes:
    """One PDF of so many pages out of those of *papers*, again and again."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    sources = [page for data in papers for page in PdfReader(io.BytesIO(data)).pages]
    for at in range(pages):
        writer.add_page(sources[at % len(sources)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def rota(rows: int) -> bytes:
    """A workbook as offices keep them: number, name, place, two times, hours, a remark now and then, a sum."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("值班表")
    for at in range(rows):
        row = (at, f"志愿者{at % 313}", f"第{at % 47}路段", "08:30", "17:30", 7.5 + at % 3, "" if at % 5 else "换班")
        sheet.write_row(at, 0, (*row, round(at * 1.37, 2)))
    book.close()
    return out.getvalue()


# Recognition in the pool, against one thread


@dataclass(slots=True)
class OneThread:
    """What recognition takes in one thread: our cascade, and the bare engine asked once for the same pages."""

    pages: int = 0
    quick: int = 0
    cascade: list[float] = field(default_factory=lambda: [0.0, 0.0])
    bare: list[float] = field(default_factory=lambda: [0.0, 0.0])
    inside: list[float] = field(default_factory=lambda: [0.0, 0.0])
    calls: Counter[bool] = field(default_factory=Counter)


@dataclass(slots=True)
class Clocked:
    """An engine that notes in *taken* how long it is at work in the cascade."""

    engine: Any
    taken: OneThread

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def recognise(self, image: Any, *, quick: bool = False) -> Any:
        """The engine's answer."""
        self.taken.calls[quick] += 1
        with timed(self.taken.inside):
            return self.engine.recognise(image, quick=quick)


def recognition(folder: Path, options: argparse.Namespace) -> None:
    """Pages a second of the worker pool, as a share of what so many cores could do."""
    from wenming_cli.ocr.choose import engine
    from wenming_cli.pipeline import recognition_by

    chosen, pooled = engine(), recognition_by("auto", 20)
    if chosen is None or pooled is None:
        print("recognition: no engine is installed\n")
        return
    files = laid_flat(with_words_in_pictures(24 if options.quick else 96), folder)
    before = in_one_thread(files, chosen)
    pool = in_the_pool(folder, pooled)
    after = in_one_thread(files, chosen)
    cores, pages = os.cpu_count() or 1, before.pages
    bare, cascade, inside = (
        middle(getattr(before, name), getattr(after, name)) for name in ("bare", "cascade", "inside")
    )
    rows = [
        ("files, pages, settled by the quick model", f"{len(files)}, {pages}, {before.quick}"),
        ("bare engine, one thread", rates(pages, bare)),
        ("our cascade, one thread", rates(pages, cascade)),
        (
            "of it in the engine",
            f"{inside[1] / cascade[1]:.2f}; {before.calls[True]} quick and {before.calls[False]} careful calls",
        ),
        (f"pool of {cores} processes, all of it", f"{rates(pages, pool.whole)}; cores idle {pool.idle:.0%}"),
        ("pool once every process is warm", f"{pool.steady:6.2f} pages a second by the clock"),
        *(compared(f"{cores} × {name}", pool, pages, alone) for name, alone in (("bare", bare), ("cascade", cascade))),
    ]
    table(f"Recognition with {chosen.name} {chosen.version} (goal: pool ≥ 0.9 × cores × bare)", rows)


def middle(before: Sequence[float], after: Sequence[float]) -> list[float]:
    """Seconds measured before and after the pool's, in their middle: the load of the machine may drift."""
    return [(one + two) / 2 for one, two in zip(before, after, strict=True)]


def compared(name: str, pool: "Pooled", pages: int, alone: Sequence[float]) -> tuple[str, str]:
    """The pool's rate as a share of what every core alone would do."""
    cores = os.cpu_count() or 1
    by_clock, warm = alone[0] / (cores * pool.whole[0]), pool.steady * alone[0] / pages / cores
    cpu = alone[1] / pool.whole[1]
    return f"pool / ({name})", f"{by_clock:.2f} by the clock, {warm:.2f} once warm, {cpu:.2f} by CPU seconds"


def rates(pages: int, seconds: Sequence[float]) -> str:
    """Pages a second by the clock, and CPU seconds a page."""
    return f"{pages / seconds[0]:6.2f} pages a second by the clock, {seconds[1] / pages:.3f} CPU seconds a page"


def with_words_in_pictures(most: int) -> list[Path]:
    """Photos, screenshots and scans of the example, spread over it."""
    from wenming_cli.read.content import read_bytes
    from wenming_cli.read.extract import UnreadableError

    found = []
    for path in sorted(EVIDENCE.rglob("*")):
        if path.suffix.lower() not in (*PICTURES, ".pdf"):
            continue
        try:
            if read_bytes(path.read_bytes(), path.suffix.lower(), "0" * 64).unrecognised:
                found.append(path)
        except UnreadableError:
            continue
    return [found[at * len(found) // most] for at in range(min(most, len(found)))] if len(found) > most else found


def laid_flat(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Copies in one folder."""
    copies = []
    for at, path in enumerate(paths):
        copies.append(folder / f"{at:03} {path.name}")
        shutil.copyfile(path, copies[-1])
        os.utime(copies[-1], ns=(OLD, OLD))
    return copies


def in_one_thread(files: Sequence[Path], chosen: Any) -> OneThread:
    """Read every file with the engine in this thread; every page that comes up is also given to the bare engine."""
    from PIL import Image

    from wenming_cli.ocr.decode import shrunk
    from wenming_cli.ocr.page import read_image
    from wenming_cli.read import recognise
    from wenming_cli.read.content import read_bytes

    for quick in (True, False):
        chosen.recognise(Image.new("RGB", (800, 800), "white"), quick=quick)
    taken = OneThread()

    def read_and_time(image: Any, engine: Any) -> Any:
        with timed(taken.cascade):
            seen = read_image(image, engine)
        fit = shrunk(image)
        with timed(taken.bare):
            chosen.recognise(fit, quick=seen.page.quick)
        taken.pages += 1
        taken.quick += seen.page.quick
        return seen

    recognise.read_image = read_and_time
    try:
        for path in files:
            read_bytes(path.read_bytes(), path.suffix.lower(), "0" * 64, Clocked(chosen, taken))
    finally:
        recognise.read_image = read_image
    return taken


class timed:  # noqa: N801 - a context manager, used like a function
    """Add the seconds of the clock and of the CPU that a block takes to a pair."""

    def __init__(self, into: list[float]) -> None:
        self.into = into

    def __enter__(self) -> None:
        self.begun = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.into[0] += time.perf_counter() - self.begun[0]
        self.into[1] += time.process_time() - self.begun[1]


@dataclass(slots=True)
class Pooled:
    """Clock and CPU seconds of the second pass of `take`, its pages a second once all processes are warm.

    *idle* is the share of the machine that nobody used meanwhile: where it is small, more could not be had.
    """

    whole: list[float]
    steady: float
    idle: float


def in_the_pool(folder: Path, pooled: Any) -> Pooled:
    """Take the files in without a cache, as a check does, and time the pass in which words are recognised."""
    import psutil

    from wenming_cli.pipeline import _runner, no_progress
    from wenming_cli.read.take import RECOGNISE_SECONDS, Limits, take
    from wenming_cli.scan.walk import Found, walk

    warm = os.cpu_count() or 1
    seen: list[tuple[float, float]] = []
    whole = [0.0, 0.0]
    idle = [0.0]

    def run(jobs: list[dict[str, Any]]) -> Iterator[Any]:
        begun, cpu, unused = time.perf_counter(), children_seconds(), psutil.cpu_times().idle
        for outcome in pooled.run(jobs):
            seen.append((time.perf_counter(), outcome.job["more_seconds"] / RECOGNISE_SECONDS))
            yield outcome
        whole[:] = [time.perf_counter() - begun, children_seconds() - cpu]
        idle[0] = (psutil.cpu_times().idle - unused) / whole[0] / warm

    found = [one for one in walk("证据", folder, (), frozenset()) if isinstance(one, Found)]
    take(found, None, _runner(20), Limits(512 << 20), no_progress, replace(pooled, run=run))
    steady = sum(pages for _, pages in seen[warm:]) / (seen[-1][0] - seen[warm - 1][0])
    return Pooled(whole, steady, idle[0])


def children_seconds() -> float:
    """CPU seconds of all processes that this one has started and waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# Memory


def memory(folder: Path, options: argparse.Namespace) -> None:
    """The most memory that the processes of a check take together."""
    from wenming_cli.workspace.start import lay_out_example

    count = lay_out_example(folder / "example")
    rows = [(f"{count} files of the example archive, recognised", peak_of_a_check(folder / "example"))]
    if options.full:
        for files, ocr in ((10_000, "off"), (600, "auto")):
            work = made_archive(folder / f"{files}", files, ocr)
            rows.append((f"{files} files, half pictures, ocr: {ocr}", peak_of_a_check(work)))
            shutil.rmtree(work)
    table("The most memory of a check, all processes together (goals: < 1,500 MB; of 10,000 files < 2,000 MB)", rows)


def peak_of_a_check(work: Path) -> str:
    """Sample the memory of a check and its workers until it ends."""
    import psutil

    begun = time.perf_counter()
    check = subprocess.Popen(check_command(work), stdout=subprocess.DEVNULL)
    root = psutil.Process(check.pid)
    peaks = [0, 0, 0]
    while check.poll() is None:
        peaks = [max(pair) for pair in zip(peaks, memory_of_tree(root), strict=True)]
        time.sleep(SAMPLED_SECONDS)
    whole, own, parent = (value >> 20 for value in peaks)
    seconds = time.perf_counter() - begun
    return f"{whole:5} MB resident ({own} MB without what is shared, {parent} MB of it the parent), {seconds:.0f} s"


def memory_of_tree(root: Any) -> tuple[int, int, int]:
    """Resident bytes of a process and its children, those that they share with nobody, and the first one's own."""
    import psutil

    whole = own = parent = 0
    try:
        for one in (root, *root.children(recursive=True)):
            held = one.memory_full_info()
            whole, own = whole + held.rss, own + held.uss
            parent = parent or held.rss
    except psutil.Error:
        return 0, 0, 0
    return whole, own, parent


def check_command(work: Path) -> list[str]:
    """A check as a process of its own."""
    return [sys.executable, "-m", "wenming_cli", "check", "--json", "--as-of", AS_OF, "-w", str(work)]


def made_archive(work: Path, files: int, ocr: str) -> Path:
    """A workspace of so many files, half of them pictures and scans, no two alike: the example's with a tail each."""
    shutil.copytree(EXAMPLE / "criteria", work / "criteria")
    shutil.copyfile(EXAMPLE / "people.yaml", work / "people.yaml")
    settings = (EXAMPLE / "wenming.yaml").read_text(encoding="utf-8")
    (work / "wenming.yaml").write_text(f"{settings}\nocr: {ocr}\n", encoding="utf-8")
    seen = with_words_in_pictures(10_000)
    texts = [path for path in sorted(EVIDENCE.rglob("*")) if is_small_text(path) and path not in seen]
    for at in range(files):
        sources = seen if at % 2 else texts
        source = sources[at // 2 % len(sources)]
        target = work / "证据" / source.parent.relative_to(EVIDENCE) / f"{at:05} {source.name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes() + f"\n%{at}\n".encode())
        os.utime(target, ns=(OLD, OLD))
    return work


def is_small_text(path: Path) -> bool:
    """Whether a file of the example is a readable document of ordinary size."""
    return path.suffix in (".docx", ".xlsx", ".pdf", ".txt") and 0 < path.stat().st_size <= SMALL


# Killed and begun again


def resume(folder: Path, options: argparse.Namespace) -> None:
    """Kill a check at random moments and begin it again; count from inside the workers what is opened twice."""
    files, kills = (60, 3) if options.quick else (1000, 6)
    work = made_archive(folder / "work", files, "auto")
    chance = random.Random(SEED)
    listener = Listener(folder / "events")
    runs: list[Run] = []
    while not runs or runs[-1].killed or len(runs) < 2:
        quota = chance.randrange(1, files * 2 // kills) if len(runs) < kills else None
        runs.append(one_run(work, listener, quota, chance.random()))
    again = one_run(work, listener, None, 0)
    rows = [
        (
            f"run {at}, {'killed' if one.killed else 'to its end'}",
            f"{len(one.kept.readings):5} readings kept before, {len(one.begun):5} jobs begun, {one.done:5} done, "
            f"{one.changed} kept rows changed, {one.needless} kept contents opened",
        )
        for at, one in enumerate([*runs, again], 1)
    ]
    table("A check killed at random and begun again (goal: no more is read twice than was in flight)", rows)
    table(f"All runs together, {files} files", summary([*runs, again]))


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a check: the cache before it, and what its workers began and how much of it they ended."""

    kept: "Kept"
    begun: Counter[str]
    done: int
    killed: bool
    changed: int

    @property
    def needless(self) -> int:
        """Jobs begun although the cache held what they give."""
        return sum(what in self.begun for what in self.kept.named)


def summary(runs: Sequence[Run]) -> list[tuple[str, str]]:
    """How often the jobs of each kind were begun, and how often that may be."""
    every: Counter[str] = sum((run.begun for run in runs), Counter())
    rows = []
    for kind, name in (("hash", "files hashed"), ("read", "contents read"), ("ocr", "contents recognised")):
        times = [count for what, count in every.items() if what.startswith(f"{kind} ")]
        rows.append((name, f"{len(times)}, {sum(times)} times: {sum(times) - len(times)} again"))
    kills, workers = sum(run.killed for run in runs), os.cpu_count() or 1
    rows.append(("read or recognised again, at most", f"{kills} kills × {workers} workers = {kills * workers}"))
    rows.append(("kept and opened all the same", str(sum(run.needless for run in runs))))
    return rows


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of the cache as bytes, and the jobs that they make needless."""

    readings: dict[tuple[Any, ...], tuple[Any, ...]]
    named: frozenset[str]

    def changed_in(self, later: "Kept") -> int:
        """How many rows are gone or no longer what they were."""
        return sum(later.readings.get(key) != row for key, row in self.readings.items())


def rows_of(work: Path) -> Kept:
    """What the cache of a workspace holds now, seen in a copy."""
    import sqlite3

    with tempfile.TemporaryDirectory() as copy:
        for path in (work / ".wenming").glob("cache.sqlite3*"):
            shutil.copy(path, copy)
        base = sqlite3.connect(Path(copy) / "cache.sqlite3")
        try:
            rows = base.execute("SELECT sha256, suffix, version, mark, facts, seal FROM readings").fetchall()
            places = base.execute("SELECT path FROM places").fetchall()
        except sqlite3.OperationalError:
            return Kept({}, frozenset())
        finally:
            base.close()
    named = {f"{'ocr' if mark else 'read'} {sha256}{suffix}" for sha256, suffix, _, mark, *_ in rows}
    named |= {f"hash {os.fsdecode(path)}" for (path,) in places}
    return Kept({row[:4]: row[4:] for row in rows}, frozenset(named))


def one_run(work: Path, listener: "Listener", quota: int | None, pause: float) -> Run:
    """Check until the end, or until *quota* jobs are done and a moment has passed."""
    kept, first = rows_of(work), len(listener.events)
    command = [sys.executable, str(Path(__file__).resolve()), "--check", str(work)]
    check = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, EVENTS: str(listener.path)})
    while check.poll() is None:
        if quota is not None and sum(kind == "end" for kind, _ in listener.events[first:]) >= quota:
            time.sleep(pause / 2)
            kill_tree(check)
            break
        time.sleep(0.02)
    killed = check.wait() == -signal.SIGKILL
    time.sleep(0.3)
    events = listener.events[first:]
    begun = Counter(what for kind, what in events if kind == "begin")
    return Run(kept, begun, sum(kind == "end" for kind, _ in events), killed, kept.changed_in(rows_of(work)))


def kill_tree(check: "subprocess.Popen[bytes]") -> None:
    """SIGKILL for a process and all that it has started."""
    import psutil

    children = psutil.Process(check.pid).children(recursive=True)
    check.kill()
    for child in children:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue


class Listener:
    """Collects what workers tell through a pipe with a name: ("begin" or "end", kind of job and content)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.events: list[tuple[str, str]] = []
        os.mkfifo(path)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with os.fdopen(os.open(self.path, os.O_RDWR), encoding="utf-8") as pipe:
            for line in pipe:
                kind, _, what = line.rstrip("\n").partition(" ")
                self.events.append((kind, what))


def told_check(folder: str) -> int:
    """A check whose workers tell what they begin and end."""
    from wenming_cli import pipeline
    from wenming_cli.cli.boundary import run

    pipeline.READER = "speed:told_work"
    return run(["check", "--json", "--as-of", AS_OF, "-w", folder])


def told_work(job: dict[str, Any]) -> dict[str, Any]:
    """The reader's work, told before and after; a pipe, because a worker may write no file."""
    from wenming_cli.read.reader import work

    if job["do"] == "hash":
        what = f"hash {job['at']}"
    else:
        what = f"{'ocr' if job.get('ocr') else 'read'} {job['sha256']}{job['suffix']}"
    pipe = os.open(os.environ[EVENTS], os.O_WRONLY | os.O_NONBLOCK)
    try:
        os.write(pipe, f"begin {what}\n".encode())
        answer = work(job)
        os.write(pipe, f"end {what}\n".encode())
    finally:
        os.close(pipe)
    return answer


if __name__ == "__main__":
    main()
