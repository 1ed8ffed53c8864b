"""Turn found files into evidence: only what is new or changed is opened, and each content once."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Protocol

from wenming_cli.dates.written import dates_in_name
from wenming_cli.model.evidence import Evidence, Place, Problem, Reading
from wenming_cli.read.absent import Known as Listed
from wenming_cli.read.absent import is_not_downloaded
from wenming_cli.read.cache import Cache, Known
from wenming_cli.read.reader import unread

Progress = Callable[[str, int, int], None]
Run = Callable[[list[Any]], Iterator["Outcome"]]

Job = dict[str, object]

SLOWEST = 5_000_000
"""Bytes a second that the slowest disk (an old USB stick) is given to deliver a file for its hash."""
FINE_TICK, COARSE_TICK = 50_000_000, 2_000_000_000
"""Nanoseconds in which a file may change twice under one time: whole seconds are the mark of a coarse disk (FAT)."""
TRANSIENT = {Problem.LOCKED, Problem.FORBIDDEN, Problem.CHANGING, Problem.GONE, Problem.HUNG, Problem.CRASHED}


class Outcome(Protocol):
    """What the worker pool says of a job (worker.pool.Outcome)."""

    @property
    def job(self) -> Job:
        """The job as it was given."""

    @property
    def answer(self) -> dict[str, Any] | None:
        """What the worker answered, if it did."""

    @property
    def failed(self) -> str | None:
        """hung, crashed or raised."""

    @property
    def detail(self) -> str:
        """The name of what was raised."""


class FoundFile(Protocol):
    """A file that the scan found (scan.walk.Found)."""

    @property
    def root(self) -> str:
        """The evidence root, as wenming.yaml names it."""

    @property
    def path(self) -> str:
        """The path below the root, with forward slashes."""

    @property
    def opened_as(self) -> str:
        """The path to open."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def mtime_ns(self) -> int:
        """Time of the last save, in nanoseconds since 1970."""

    @property
    def inode(self) -> int:
        """The file's number on its disk; 0 where the system has none (Windows)."""

    @property
    def attributes(self) -> int:
        """The attributes of Windows; 0 elsewhere."""

    @property
    def reparse_tag(self) -> int:
        """The reparse tag of Windows; 0 elsewhere."""

    @property
    def flags(self) -> int:
        """The flags of macOS; 0 elsewhere."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes of a file are read; a larger one is only hashed."""

    most_bytes: int


def suffix_of(path: str) -> str:
    """The suffix that a content is read under, in lower case with its dot."""
    return PurePosixPath(path).suffix.lower()


def take(
    found: Sequence[FoundFile], cache: Cache | None, run: Run, limits: Limits, progress: Progress
) -> tuple[Evidence, ...]:
    """Evidence for all of *found*, sorted by first place; a failure is the reading's problem."""
    known = cache.places() if cache else {}
    started = time.time_ns()
    hashes, failed = _hashes(found, known, run, progress)
    if cache:
        _remember(cache, found, hashes, known, started)
    readings = cache.readings() if cache else {}
    wanted: dict[tuple[str, str], FoundFile] = {}
    for file in found:
        if (file.root, file.path) in hashes:
            key = hashes[file.root, file.path], suffix_of(file.path)
            if key not in readings:
                wanted.setdefault(key, file)
    for key, reading in _readings(wanted, run, limits, progress):
        readings[key] = reading
        if cache and reading.problem not in TRANSIENT:
            cache.keep_reading(key[0], key[1], reading)
    return _gathered(found, hashes, failed, readings)


def _hashes(
    found: Sequence[FoundFile], known: Mapping[tuple[str, str], Known], run: Run, progress: Progress
) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], tuple[Problem, str]]]:
    """The hash of every place: from the cache where nothing changed, else from the file."""
    hashes: dict[tuple[str, str], str] = {}
    failed: dict[tuple[str, str], tuple[Problem, str]] = {}
    jobs: list[Job] = []
    for file in found:
        one = known.get((file.root, file.path))
        if _is_away(file):
            failed[file.root, file.path] = Problem.NOT_DOWNLOADED, ""
        elif one and (one.size, one.mtime_ns, one.inode) == (file.size, file.mtime_ns, file.inode):
            hashes[file.root, file.path] = one.sha256
        else:
            job: Job = {"do": "hash", "path": file.opened_as, "root": file.root, "at": file.path}
            jobs.append(job | {"more_seconds": file.size / SLOWEST})
    for done, outcome in enumerate(run(jobs), start=1):
        key = str(outcome.job["root"]), str(outcome.job["at"])
        if outcome.answer and "sha256" in outcome.answer:
            hashes[key] = str(outcome.answer["sha256"])
        else:
            failed[key] = _problem(outcome)
        progress("核对文件", done, len(jobs))
    return hashes, failed


def _is_away(file: FoundFile) -> bool:
    """Whether the content lies in a cloud: to open the file would fetch it."""
    name = file.path.rsplit("/", 1)[-1]
    return is_not_downloaded(Listed(name, file.size, file.attributes, file.reparse_tag, file.flags))


def _problem(outcome: Outcome) -> tuple[Problem, str]:
    """The problem behind an outcome without an answer."""
    if outcome.answer and "problem" in outcome.answer:
        return Problem(str(outcome.answer["problem"])), str(outcome.answer.get("text") or "")
    if outcome.failed in (Problem.HUNG, Problem.CRASHED):
        return Problem(outcome.failed), ""
    if "MemoryError" in outcome.detail:
        return Problem.BOMB, "内存不够"
    return Problem.CORRUPT, outcome.detail.partition(":")[0]


def _remember(
    cache: Cache,
    found: Sequence[FoundFile],
    hashes: Mapping[tuple[str, str], str],
    known: Mapping[tuple[str, str], Known],
    started: int,
) -> None:
    """Write back the places that changed; places of roots looked at that are gone are forgotten."""
    fresh = {}
    for file in found:
        key = file.root, file.path
        if key in hashes and not _just_written(file.mtime_ns, started):
            one = Known(file.size, file.mtime_ns, file.inode, hashes[key])
            if known.get(key) != one:
                fresh[key] = one
    here = {(file.root, file.path) for file in found}
    roots = {file.root for file in found}
    gone = [key for key in known if key not in here and key[0] in roots]
    if fresh or gone:
        cache.keep_places(fresh, gone)


def _just_written(mtime_ns: int, started: int) -> bool:
    """Whether a file was saved so shortly before that a second save could bear the same time."""
    tick = FINE_TICK if mtime_ns % 1_000_000_000 else COARSE_TICK
    return abs(started - mtime_ns) < tick


def _readings(
    wanted: Mapping[tuple[str, str], FoundFile], run: Run, limits: Limits, progress: Progress
) -> Iterator[tuple[tuple[str, str], Reading]]:
    """Read each new content once, the largest first so that no worker is left with it at the end."""
    jobs: list[Job] = [
        {
            "do": "read",
            "path": file.opened_as,
            "suffix": suffix,
            "size": file.size,
            "sha256": sha256,
            "most_bytes": limits.most_bytes,
        }
        for (sha256, suffix), file in sorted(wanted.items(), key=lambda one: (-one[1].size, one[0]))
    ]
    for done, outcome in enumerate(run(jobs), start=1):
        key = str(outcome.job["sha256"]), str(outcome.job["suffix"])
        if outcome.answer and "reading" in outcome.answer:
            yield key, Reading.model_validate_json(str(outcome.answer["reading"]))
        else:
            problem, text = _problem(outcome)
            yield key, unread(key[0], key[1], problem, text)
        progress("读取内容", done, len(jobs))


def _gathered(
    found: Iterable[FoundFile],
    hashes: Mapping[tuple[str, str], str],
    failed: Mapping[tuple[str, str], tuple[Problem, str]],
    readings: Mapping[tuple[str, str], Reading],
) -> tuple[Evidence, ...]:
    """Bring the places of each content together; a place without a hash stands for itself."""
    places: dict[str, list[Place]] = {}
    what: dict[str, Reading] = {}
    for file in found:
        key = file.root, file.path
        place = Place(file.root, file.path, file.size, file.mtime_ns)
        if key in hashes:
            identity = hashes[key]
            what.setdefault(identity, readings[identity, suffix_of(file.path)])
        else:
            problem, text = failed[key]
            identity = f"unread:{file.root}/{file.path}"
            what[identity] = unread(identity, suffix_of(file.path), problem, text)
        places.setdefault(identity, []).append(place)
    gathered = [Evidence(what[one], tuple(sorted(places[one], key=_order))) for one in places]
    return tuple(sorted(gathered, key=lambda one: _order(one.place)))


def _order(place: Place) -> tuple[str, str]:
    return place.root, place.path


def facts_value(path: str, reading: Reading) -> dict[str, Any]:
    """A reading in the shape of the published contract, dates from the file name added."""
    value = reading.model_dump(mode="json", by_alias=True)
    copied = value.pop("copied")
    value.pop("fingerprint")
    dates = [*value["dates"]]
    for written in dates_in_name(PurePosixPath(path.replace("\\", "/")).stem):
        if written.exact:
            dates.append({"date": written.day.isoformat(), "source": "文件名"})
    sha256 = None if ":" in reading.sha256 else reading.sha256
    return {"path": path, **value, "sha256": sha256, "dates": dates, "copy": copied}
