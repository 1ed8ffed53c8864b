"""Which content lies at each place: only what is new or changed is opened for its hash."""

import time
from collections.abc import Mapping, Sequence

from wenming_cli.model.evidence import Problem
from wenming_cli.read.absent import Known as Listed
from wenming_cli.read.absent import is_not_downloaded
from wenming_cli.read.cache import Cache, Known
from wenming_cli.read.job import FoundFile, Job, Progress, Run, problem_of

Key = tuple[str, str]
"""Evidence root and path below it."""
SLOWEST = 5_000_000
"""Bytes a second that the slowest disk (an old USB stick) is given to deliver a file for its hash."""
FINE_TICK, COARSE_TICK = 50_000_000, 2_000_000_000
"""Nanoseconds in which a file may change twice under one time: whole seconds are the mark of a coarse disk (FAT)."""
NOTED_SECONDS = 2.0
"""Seconds after which hashes are noted, so that a run that is killed need not take them again."""


def hashes_of(
    found: Sequence[FoundFile], cache: Cache | None, run: Run, progress: Progress
) -> tuple[dict[Key, str], dict[Key, tuple[Problem, str]]]:
    """The hash of every place: from the cache where nothing changed, else from the file; and what could not be had."""
    known = cache.places() if cache else {}
    started = time.time_ns()
    hashes: dict[Key, str] = {}
    failed: dict[Key, tuple[Problem, str]] = {}
    files = {(file.root, file.path): file for file in found}
    jobs = [job for file in found if (job := _job(file, known, hashes, failed)) is not None]
    fresh: dict[Key, Known] = {}
    noted, changed = time.monotonic(), False
    for done, outcome in enumerate(run(jobs), start=1):
        key = str(outcome.job["root"]), str(outcome.job["at"])
        if outcome.answer and "sha256" in outcome.answer:
            hashes[key] = str(outcome.answer["sha256"])
            if not _just_written(files[key].mtime_ns, started):
                fresh[key] = _known(files[key], hashes[key])
                changed = changed or key in known
        else:
            failed[key] = problem_of(outcome)
        if cache and time.monotonic() - noted > NOTED_SECONDS:
            cache.note_places(fresh)
            fresh, noted = {}, time.monotonic()
        progress("核对文件", done, len(jobs))
    if cache:
        roots = {file.root for file in found}
        cache.note_places(fresh)
        gone = [key for key in known if key not in files and key[0] in roots]
        if gone or changed:
            cache.forget(gone)
    return hashes, failed


def _job(
    file: FoundFile, known: Mapping[Key, Known], hashes: dict[Key, str], failed: dict[Key, tuple[Problem, str]]
) -> Job | None:
    """The job that a place needs; none where the cache knows it, or where it must not be opened."""
    key = file.root, file.path
    one = known.get(key)
    if _is_away(file):
        failed[key] = Problem.NOT_DOWNLOADED, ""
        return None
    if one and one == _known(file, one.sha256):
        hashes[key] = one.sha256
        return None
    return {
        "do": "hash",
        "path": file.opened_as,
        "root": file.root,
        "at": file.path,
        "more_seconds": file.size / SLOWEST,
    }


def _known(file: FoundFile, sha256: str) -> Known:
    return Known(file.size, file.mtime_ns, file.inode, sha256)


def _is_away(file: FoundFile) -> bool:
    """Whether the content lies in a cloud: to open the file would fetch it."""
    name = file.path.rsplit("/", 1)[-1]
    return is_not_downloaded(Listed(name, file.size, file.attributes, file.reparse_tag, file.flags))


def _just_written(mtime_ns: int, started: int) -> bool:
    """Whether a file was saved so shortly before that a second save could bear the same time."""
    tick = FINE_TICK if mtime_ns % 1_000_000_000 else COARSE_TICK
    return abs(started - mtime_ns) < tick
