"""发文: the unit's document numbers, by organ code, year and number (READING 84: none twice, in order of date)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wenming_cli.report.registers.filed import Filed, Ledger, by_date
from wenming_cli.report.registers.origin import Number
from wenming_cli.report.registers.register import Register, RegisterEntry, RegisterKind, field
from wenming_cli.text import letters

UNNUMBERED = "红头文件，没有读到文号"
Run = tuple[str, int]
"""An organ code and a year: within it the numbers run (GB/T 9704-2012, 7.2.5)."""

DOCUMENTS = RegisterKind(
    "documents",
    "发文",
    (
        field("number", "文号", 44),
        field("date", "日期", 24, centred=True),
        field("title", "题名", 72),
        field("items", "归档条目", 24, centred=True),
        field("files", "文件", 51),
        field("remarks", "备注", 42),
    ),
)


def documents(ledger: Ledger) -> Register:
    """发文: every number of the unit's papers, then the papers with a red head and no number; gaps are noted."""
    runs: dict[Run, list[tuple[Number, Filed]]] = defaultdict(list)
    for file in ledger.files:
        if file.number and file.own is not False:
            runs[file.number.organ, file.number.year].append((file.number, file))
    bare = [
        file.entry(section=UNNUMBERED)
        for file in ledger.files
        if file.evidence.reading.red_head and not file.number and file.own is not False
    ]
    numbered = [entry for run in sorted(runs) for entry in _entries(run, runs[run])]
    return Register(DOCUMENTS, (*numbered, *sorted(bare, key=by_date)), tuple(_gaps(runs)))


def _entries(run: Run, papers: Iterable[tuple[Number, Filed]]) -> Iterator[RegisterEntry]:
    """The papers of one organ code and year, by number."""
    ordered = sorted(papers, key=lambda one: (one[0].serial, by_date(one[1].entry())))
    by_serial: dict[int, list[Filed]] = defaultdict(list)
    for number, file in ordered:
        by_serial[number.serial].append(file)
    for number, file in ordered:
        others = [one for one in by_serial[number.serial] if one is not file]
        remarks = (*_shared(file, others), *_earlier(file, number, by_serial), *_unsigned(file))
        yield file.entry(*remarks, section=f"{run[0]}〔{run[1]}〕")


def _shared(file: Filed, others: Sequence[Filed]) -> Iterator[str]:
    """Papers with the same number: another form of this paper where they are called the same, else the number twice."""
    for one in others:
        same = letters(one.title) == letters(file.title)
        yield f"同号同题的还有“{one.evidence.place.called}”" if same else f"同号的还有“{one.evidence.place.called}”"


def _earlier(file: Filed, number: Number, by_serial: Mapping[int, Sequence[Filed]]) -> Iterator[str]:
    """The latest day of a lower number, where it lies after the day of this one."""
    lower = [
        (one.date, serial)
        for serial, files in by_serial.items()
        for one in files
        if serial < number.serial and one.date and len(one.date) == len("2021-03-04")
    ]
    if lower and file.date and file.date < max(lower)[0][: len(file.date)]:
        day, serial = max(lower)
        yield f"日期早于{serial}号的{day}"


def _unsigned(file: Filed) -> Iterator[str]:
    if file.own is None:
        yield "没有读到发文机关"


def _gaps(runs: Mapping[Run, Sequence[tuple[Number, Filed]]]) -> Iterator[str]:
    """The numbers below the highest one that no file bears: said, for a unit files only what serves the purpose."""
    for organ, year in sorted(runs):
        used = sorted({number.serial for number, _ in runs[organ, year]})
        gaps = [
            str(after - 1) if after - before == 2 else f"{before + 1}—{after - 1}"
            for before, after in zip([0, *used], used, strict=False)
            if after - before > 1
        ]
        if gaps:
            yield f"{organ}〔{year}〕用到{used[-1]}号，档案里没有{'、'.join(gaps)}号"
