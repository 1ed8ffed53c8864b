"""Turn found files into evidence: only what is new or changed is opened, and each content once.

Reading comes in two passes: first what the files say by themselves, quick and for all; then, where an engine is given,
what stands in pictures. Each result is kept at once, so a run that is killed goes on where it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from wenming_cli.model.evidence import Evidence, Place, Problem, Reading
from wenming_cli.read.cache import Cache
from wenming_cli.read.hashes import hashes_of
from wenming_cli.read.job import CRASHED, HUNG, TRANSIENT, FoundFile, Job, Outcome, Progress, Run, problem_of
from wenming_cli.read.reader import unread

RECOGNISE_SECONDS = 20.0
"""Seconds more that a page or a picture is given for its words; usual are 0.2 to 1."""
Key = tuple[str, str]
"""Hash and suffix: what a content is read as."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes of a file are read; a larger one is only hashed."""

    most_bytes: int


@dataclass(frozen=True, slots=True)
class Recognition:
    """The engine by its name, the mark under which its results are kept, and the workers that run it."""

    engine: str
    mark: str
    run: Run


def suffix_of(path: str) -> str:
    """The suffix that a content is read under, in lower case with its dot."""
    return PurePosixPath(path).suffix.lower()


def take(
    found: Sequence[FoundFile],
    cache: Cache | None,
    run: Run,
    limits: Limits,
    progress: Progress,
    recognition: Recognition | None = None,
) -> tuple[Evidence, ...]:
    """Evidence for all of *found*, sorted by first place; a failure is the reading's problem."""
    hashes, failed = hashes_of(found, cache, run, progress)
    files: dict[Key, FoundFile] = {}
    for file in found:
        if (file.root, file.path) in hashes:
            files.setdefault((hashes[file.root, file.path], suffix_of(file.path)), file)
    readings = _read(files, cache, run, limits, progress)
    if recognition is not None:
        readings |= _recognised(files, readings, cache, limits, progress, recognition)
    return _gathered(found, hashes, failed, readings)


def _read(
    files: Mapping[Key, FoundFile], cache: Cache | None, run: Run, limits: Limits, progress: Progress
) -> dict[Key, Reading]:
    """What each content says by itself: from the cache, else read; the largest first."""
    readings = cache.readings() if cache else {}
    wanted = sorted((key for key in files if key not in readings), key=lambda key: (-files[key].size, key))
    jobs = [_job(files[key], key, limits) for key in wanted]
    for done, outcome in enumerate(run(jobs), start=1):
        key = _key(outcome)
        readings[key] = reading = _reading(outcome) or unread(*key, *problem_of(outcome))
        if cache and reading.problem not in TRANSIENT:
            cache.keep_reading(*key, reading)
        progress("读取内容", done, len(jobs))
    return readings


def _recognised(
    files: Mapping[Key, FoundFile],
    readings: Mapping[Key, Reading],
    cache: Cache | None,
    limits: Limits,
    progress: Progress,
    recognition: Recognition,
) -> dict[Key, Reading]:
    """The readings of contents with words in pictures, recognised; the longest first.

    One that fails keeps what it said without recognition, and says so.
    """
    kept = cache.readings(recognition.mark) if cache else {}
    wanted = [key for key in files if readings[key].unrecognised]
    found = {key: kept[key] for key in wanted if key in kept}
    todo = sorted((key for key in wanted if key not in found), key=lambda key: (-readings[key].unrecognised, key))
    jobs = [
        _job(files[key], key, limits)
        | {"ocr": recognition.engine, "more_seconds": RECOGNISE_SECONDS * readings[key].unrecognised}
        for key in todo
    ]
    for done, outcome in enumerate(recognition.run(jobs), start=1):
        key = _key(outcome)
        found[key] = reading = _reading(outcome) or _without_words(readings[key], outcome)
        if cache and outcome.failed not in (HUNG, CRASHED) and problem_of(outcome)[0] not in TRANSIENT:
            cache.keep_reading(*key, reading, recognition.mark)
        progress("识别图上文字", done, len(jobs))
    return found


def _job(file: FoundFile, key: Key, limits: Limits) -> Job:
    """The job of reading a content at one of its places."""
    sha256, suffix = key
    return {
        "do": "read",
        "path": file.opened_as,
        "suffix": suffix,
        "size": file.size,
        "sha256": sha256,
        "most_bytes": limits.most_bytes,
    }


def _key(outcome: Outcome) -> Key:
    return str(outcome.job["sha256"]), str(outcome.job["suffix"])


def _reading(outcome: Outcome) -> Reading | None:
    """The reading that a worker answered with, if it did."""
    if outcome.answer and "reading" in outcome.answer:
        return Reading.model_validate_json(str(outcome.answer["reading"]))
    return None


_WHY = {Problem.HUNG: "超时", Problem.CRASHED: "识别程序崩溃", Problem.BOMB: "内存不够"}


def _without_words(reading: Reading, outcome: Outcome) -> Reading:
    """What a content says by itself, and why the words in its pictures are not known."""
    problem, text = problem_of(outcome)
    cues = {**reading.cues, "recognised": f"图上文字没有识别出来：{_WHY.get(problem, text or problem.value)}"}
    return Reading(**{**dict(reading), "cues": cues})


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
