"""Microsoft Office and WPS: which of their programs are on this Windows, and how files are given to them through COM.

A worker process asks the program, a file a time; one that gets no answer in time is ended together with the program, if
that was started for us, and the rest goes on with a new one. What fails is tried once more alone. A program that gives
no answer again and again is not asked any more: it waits for somebody (a licence, an update).
"""

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from wenming_cli.office.draft import KINDS, NO_PDF, TOO_LARGE, TOO_LONG, Draft, Kind, Made, made_pdf, staged
from wenming_cli.office.registry import registered
from wenming_cli.office.servers import Started, end_ours, running
from wenming_cli.worker.pool import HUNG, SWOLLEN, Outcome, Pool
from wenming_cli.writer.disk import forget
from wenming_cli.writer.file import write_file

WORK = "wenming_cli.office.work:work"
FILE_SECONDS = 90.0
"""For one file; the first of a program includes its start, which takes a minute on an old computer."""
MOST_FILE_MEGABYTES = 2048
FIRST, BATCH = 3, 20
"""Files that are tried first, and then at a time."""
PATIENCE = 3
"""Failures one after another by which it is the program, not the files."""
KINGSOFT = frozenset({"wps", "wpt", "et", "ett", "dps", "dpt"})
_WPS = frozenset({"wps.exe", "et.exe", "wpp.exe"})


@dataclass(frozen=True, slots=True)
class ComProgram:
    """A program that can be asked through COM.

    *asked* is the name of its class, *names* those of its processes; *place* is where it lies, if that is told, *mark*
    tells one of its versions from another.
    """

    name: str
    kind: Kind
    asked: str
    names: frozenset[str]
    suffixes: frozenset[str]
    place: str = ""
    mark: str = ""

    def to_pdf(self, drafts: Mapping[str, Draft], folder: Path) -> dict[str, Made]:
        """Convert *drafts*; the PDFs are in *folder*, which is ours.

        The programs work in a folder of the system's, for they take no long paths and distrust network disks.
        """
        with tempfile.TemporaryDirectory(prefix="wenming-", ignore_cleanup_errors=True) as place:
            return _Errand(self, folder, Path(place), running(self.names)).run(drafts)


def _microsoft(name: str, kind: Kind, asked: str, process: str) -> ComProgram:
    return ComProgram(f"Microsoft {name}", kind, asked, frozenset({process}), KINDS[kind] - KINGSOFT)


def _wps(name: str, kind: Kind, asked: str) -> ComProgram:
    return ComProgram(f"WPS {name}", kind, asked, _WPS, KINDS[kind])


KNOWN = (
    _microsoft("Word", "text", "Word.Application", "winword.exe"),
    _microsoft("Excel", "table", "Excel.Application", "excel.exe"),
    _microsoft("PowerPoint", "slides", "PowerPoint.Application", "powerpnt.exe"),
    _wps("文字", "text", "KWPS.Application"),
    _wps("文字", "text", "WPS.Application"),
    _wps("表格", "table", "KET.Application"),
    _wps("表格", "table", "ET.Application"),
    _wps("演示", "slides", "KWPP.Application"),
    _wps("演示", "slides", "WPP.Application"),
)
"""In the order in which they are asked; WPS up to 2012 registered without the K."""


def can_ask() -> bool:
    """Whether the package is there through which programs are asked; it is installed on Windows only."""
    return find_spec("comtypes") is not None


def find_registered() -> tuple[ComProgram, ...]:
    """The programs that the registry names, each once."""
    found: dict[str, ComProgram] = {}
    for one in KNOWN:
        there = registered(one.asked) if one.name not in found else None
        if there is None or (there.place is not None and there.place.name.casefold() not in one.names):
            continue  # WPS answers for Word as well, if it is told to
        mark = f"{one.asked} {there.number}"
        if there.place is not None:
            status = there.place.stat()
            mark = f"{one.asked} {status.st_size} {status.st_mtime_ns // 1_000_000_000}"
        found[one.name] = replace(one, place=str(there.place or ""), mark=mark)
    return tuple(found.values())


class _Errand:
    """Files on their way through one program; *before* are the processes of its name that ran already."""

    def __init__(self, program: ComProgram, folder: Path, place: Path, before: Collection[Started]) -> None:
        self.program, self.folder, self.place, self.before = program, folder, place, before
        self.stays = False
        self.done = 0

    def run(self, drafts: Mapping[str, Draft]) -> dict[str, Made]:
        """All files, then once more alone what failed; nothing that was started for us is left."""
        made: dict[str, Made] = dict.fromkeys(drafts, TOO_LONG)
        try:
            for keys in _batches(sorted(drafts)):
                made |= (some := self._some({key: drafts[key] for key in keys}))
                if all(one == TOO_LONG for one in some.values()):
                    break
            else:
                made |= self._again({key: drafts[key] for key in sorted(drafts) if made[key] in (NO_PDF, TOO_LONG)})
        finally:
            if not self.stays:
                end_ours(self.program.names, self.before)
        return made

    def _some(self, drafts: Mapping[str, Draft]) -> dict[str, Made]:
        """A few files by one start of the program, which is let go afterwards."""
        made = staged(drafts, self.place / "in")
        jobs = [self._job(key, copy) for key, copy in made.items() if isinstance(copy, Path)]
        pool = Pool(WORK, workers=1, seconds=FILE_SECONDS, file_megabytes=MOST_FILE_MEGABYTES)
        for outcome in pool.run([*jobs, {"do": "quit", "program": self.program.asked}]):
            if outcome.job["do"] == "quit":
                self.stays = self.stays or bool((outcome.answer or {}).get("stays"))
            else:
                made[outcome.job["key"]] = self._outcome(outcome)
        forget(self.place / "in")
        return made

    def _job(self, key: str, copy: Path) -> dict[str, Any]:
        return {
            "do": "convert", "key": key, "source": str(copy), "out": str(copy.with_suffix(".pdf")),
            "program": self.program.asked, "kind": self.program.kind,
            "names": sorted(self.program.names), "before": sorted(self.before),
        }  # fmt: skip

    def _outcome(self, outcome: Outcome) -> Made:
        """The PDF, taken out of the folder that goes, or why there is none."""
        if outcome.answer is None:
            return {HUNG: TOO_LONG, SWOLLEN: TOO_LARGE}.get(outcome.failed or "", NO_PDF)
        pdf = made_pdf(Path(outcome.job["out"]))
        if pdf is None:
            return str(outcome.answer.get("why") or NO_PDF)
        self.done += 1
        kept = self.folder / f"{self.done:05d}.pdf"
        write_file(kept, pdf.read_bytes())
        return kept

    def _again(self, drafts: Mapping[str, Draft]) -> dict[str, Made]:
        """What failed, each alone with a new start; no more after a few that failed again."""
        made: dict[str, Made] = {}
        failed = 0
        for key, draft in drafts.items():
            if failed == PATIENCE:
                break
            made |= self._some({key: draft})
            failed = failed + 1 if isinstance(made[key], str) else 0
        return made


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """A few first, to see whether the program answers, then more at a time."""
    yield keys[:FIRST]
    for start in range(FIRST, len(keys), BATCH):
        yield keys[start : start + BATCH]
