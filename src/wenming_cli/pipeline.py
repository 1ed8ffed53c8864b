"""Wiring only: examine = scan → read → match → judge. It holds no rule of its own."""

import gc
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from wenming_cli.box.before import boxed_in
from wenming_cli.criteria.load import load_set
from wenming_cli.errors import UsageError
from wenming_cli.judge.judge import judge
from wenming_cli.match.match import match_archive
from wenming_cli.model.criteria import CriteriaSet
from wenming_cli.model.evidence import Evidence, Passed, Problem, Reading, fingerprints_of
from wenming_cli.model.example import Lesson
from wenming_cli.model.finding import Finding
from wenming_cli.model.judgement import Judgement
from wenming_cli.model.likeness import likeness_key
from wenming_cli.model.matching import Matching
from wenming_cli.model.record import Record, standing_records
from wenming_cli.model.workspace import Ocr
from wenming_cli.ocr.choose import mark_of
from wenming_cli.ocr.choose import taken as engine_taken
from wenming_cli.read.cache import Cache
from wenming_cli.read.facts_value import facts_value
from wenming_cli.read.job import problem_of
from wenming_cli.read.reader import VERSION
from wenming_cli.read.take import Limits, Recognition, take
from wenming_cli.read.thumbnail import Thumbnail, thumbnail_jobs, thumbnails_in
from wenming_cli.read.workbook import Grid
from wenming_cli.review.findings import read_findings
from wenming_cli.review.items import bonus_rows, known_items
from wenming_cli.review.lessons import keep_lesson, lesson_of, read_lessons
from wenming_cli.review.notebook import read_decisions
from wenming_cli.review.records import read_records
from wenming_cli.rounds.seen import FirstSeen, keep_seen, read_seen
from wenming_cli.rounds.totals import rounds_held
from wenming_cli.scan.walk import Found, offline_error, openable, walk
from wenming_cli.worker.pool import Outcome, Pool, workers_that_fit
from wenming_cli.workspace.open import DECISIONS, FINDINGS, LEARNED, RECORDS, ROUNDS, Workspace

READER = "wenming_cli.read.reader:work"
SHRINKER = "wenming_cli.read.thumbnail:work"
WORKBOOKS = "wenming_cli.read.workbook:work"
MOST_WORKERS = 8
COMPARE_SECONDS = 300
AT_ONCE = 16
"""Files whose facts are learned together and then shown, so that one need not wait for all."""
Progress = Callable[[str, int, int], None]


def no_progress(stage: str, done: int, total: int) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Archive:
    """All evidence of a workspace as it lies now, and what was left out."""

    evidence: tuple[Evidence, ...]
    passed: tuple[Passed, ...]
    left_out: tuple[Evidence, ...]
    seen: FirstSeen
    notices: tuple[str, ...]
    alike: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Examination:
    """One set over the archive: matched and judged, with what people stated."""

    criteria: CriteriaSet
    matching: Matching
    judgement: Judgement
    records: tuple[Record, ...] = ()


def take_in(workspace: Workspace, as_of: date, progress: Progress = no_progress) -> Archive:
    """Scan the roots and read what is new; contents first seen after *as_of* are left out."""
    cache = Cache(workspace.inner / "cache.sqlite3", VERSION)
    try:
        found, passed, offline = _found(workspace, cache)
        evidence = _taken(workspace, found, cache, progress)
        look_alike = _alike(evidence, cache)
    finally:
        cache.close()
    seen = read_seen(workspace.folder / ROUNDS)
    there = tuple(one for one in evidence if seen.known_by(one.sha256, as_of))
    later = tuple(one for one in evidence if not seen.known_by(one.sha256, as_of))
    updated = seen.updated((one.sha256 for one in evidence), as_of)
    notices = [cache.said] if cache.said else []
    notices += [f"证据文件夹“{name}”不在（离线），按上次读到的结果判定" for name in offline]
    notices += _unseen(workspace.settings.ocr, there)
    if look_alike is None:
        notices.append("图片太多，这次没有比对相似的照片；其余结果不受影响")
    return Archive(there, tuple(passed), later, updated or seen, tuple(notices), look_alike or ())


def _taken(workspace: Workspace, found: Sequence[Found], cache: Cache, progress: Progress) -> tuple[Evidence, ...]:
    """Found files read as the workspace's settings say."""
    settings = workspace.settings
    limits, run = Limits(settings.max_file_mb << 20), _runner(settings.seconds_per_file)
    return take(found, cache, run, limits, progress, recognition_by(settings.ocr, settings.seconds_per_file))


def _alike(evidence: Sequence[Evidence], cache: Cache) -> tuple[tuple[str, ...], ...] | None:
    """Pictures that look like one, in groups of their keys; worked out anew only when a picture came or went.

    A worker compares them, for that takes memory; None when it could not.
    """
    pictures = dict(chain.from_iterable(fingerprints_of(one) for one in evidence))
    key = likeness_key(pictures)
    known = cache.answer("alike", key)
    if known is None:
        job = {"do": "compare", "pictures": pictures, "more_seconds": COMPARE_SECONDS}
        for outcome in _runner(COMPARE_SECONDS, 1)([job]) if len(pictures) > 1 else ():
            if outcome.answer is None:
                return None
            known = json.dumps(outcome.answer["groups"])
            cache.keep_answer("alike", key, known)
    return tuple(tuple(group) for group in json.loads(known or "[]"))


def _found(workspace: Workspace, cache: Cache) -> tuple[list[Found], list[Passed], list[str]]:
    """Every file of every root; for a root that is not there, the files that lay in it when it last was."""
    found: list[Found] = []
    passed: list[Passed] = []
    offline: list[str] = []
    for name, folder in workspace.roots.items():
        if folder.is_dir():
            for one in walk(name, folder, workspace.ignored_in(folder), workspace.own):
                if isinstance(one, Found):
                    found.append(one)
                else:
                    passed.append(one)
            continue
        last = [(path, known) for (root, path), known in sorted(cache.places().items()) if root == name]
        if not last:
            raise offline_error(name, folder)
        offline.append(name)
        for path, known in last:
            found.append(Found(name, path, openable(folder / path), known.size, known.mtime_ns, known.inode))
    return found, passed, offline


def _runner(
    seconds: float, most: int = MOST_WORKERS, target: str = READER
) -> Callable[[list[dict[str, Any]]], Iterator[Outcome]]:
    """Jobs go to worker processes, one a processor core."""
    workers = max(1, min(os.cpu_count() or 1, most))

    def run(jobs: list[dict[str, Any]]) -> Iterator[Outcome]:
        return Pool(target, workers=workers, seconds=seconds).run(jobs)

    return run


def recognition_by(ocr: Ocr, seconds: float) -> Recognition | None:
    """The engine that reads pictures, an engine in each worker; None where none is installed or none is wanted."""
    name = engine_taken() if ocr != "off" else None
    if name is None and ocr == "on":
        raise UsageError(
            "wenming.yaml 写了 ocr: on，但没有装识别引擎", remedy="运行 pip install faster-paddle，或把 ocr 改成 auto"
        )
    return Recognition(name, mark_of(name), _runner(seconds, workers_that_fit())) if name else None


def _unseen(ocr: Ocr, evidence: Sequence[Evidence]) -> list[str]:
    """What the user should know of pictures whose words were not read; one who has turned it off knows."""
    count = sum(one.reading.unrecognised > 0 for one in evidence)
    if ocr == "off" or not count or engine_taken():
        return []
    return [f"{count}个文件的文字在图里，没有识别（没有装识别引擎）；运行 wenming doctor 看怎么装"]


def learn_from(
    workspace: Workspace, folder: Path, source: str, today: date, progress: Progress = no_progress
) -> tuple[Lesson, int]:
    """Take examples from a folder of finished boxes and write them down; how many files lie under no item."""
    items = frozenset(item.id for one in sets_of(workspace) for _, _, item in one.placed())
    found = [one for one in walk(source, folder, workspace.settings.ignore, frozenset()) if isinstance(one, Found)]
    evidence = read_beside(workspace, found, progress)
    lesson, left = lesson_of(source, evidence, items, today)
    if lesson.examples:
        keep_lesson(workspace.folder / LEARNED, lesson)
    return lesson, left


def read_beside(workspace: Workspace, found: Sequence[Found], progress: Progress = no_progress) -> tuple[Evidence, ...]:
    """Files that are none of the workspace's evidence, read as these are and with the same cache."""
    cache = Cache(workspace.inner / "cache.sqlite3", VERSION)
    try:
        return _taken(workspace, found, cache, progress)
    finally:
        cache.close()


def facts_of_files(files: Sequence[Path], ocr: Ocr = "auto") -> Iterator[dict[str, Any]]:
    """What each file says, in the shape of the contract of `wenming facts --json`; no workspace, no cache."""
    yield from (facts_value(str(path), reading) for path, reading in readings_of_files(files, ocr))


def readings_of_files(files: Sequence[Path], ocr: Ocr = "auto") -> Iterator[tuple[Path, Reading]]:
    """What was read from each file, in their order; no workspace, no cache."""
    found = [
        Found("", str(path), openable(path), path.stat().st_size if path.is_file() else 0, 0, at)
        for at, path in enumerate(files)
    ]
    recognition = recognition_by(ocr, 60)
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        evidence = take(some, None, _runner(60), Limits(512 << 20), no_progress, recognition)
        readings = {place.path: one.reading for one in evidence for place in one.places}
        yield from ((Path(file.path), readings[file.path]) for file in some)


def thumbnails(
    workspace: Workspace, wanted: Sequence[Evidence], progress: Progress = no_progress
) -> dict[str, Thumbnail]:
    """Small pictures of contents, made in worker processes; a picture that fails is left out."""

    def opened_as(root: str, path: str) -> str:
        return openable(workspace.roots[root] / path)

    jobs = thumbnail_jobs(wanted, opened_as, workspace.settings.max_file_mb << 20)
    found: dict[str, Thumbnail] = {}
    for done, outcome in enumerate(_runner(workspace.settings.seconds_per_file, target=SHRINKER)(jobs), start=1):
        found |= thumbnails_in(outcome)
        progress("缩略图", done, len(jobs))
    return found


def cells_of(path: Path) -> list[tuple[str, Grid]] | tuple[Problem, str]:
    """The sheets of a workbook with their cells, read in a worker process; or why they can't be had."""
    (outcome,) = _runner(60, 1, WORKBOOKS)([{"path": openable(path)}])
    if outcome.answer and "sheets" in outcome.answer:
        return [(str(name), rows) for name, rows in outcome.answer["sheets"]]
    return problem_of(outcome)


def sets_of(workspace: Workspace) -> list[CriteriaSet]:
    """The criteria sets of a workspace."""
    return [load_set(folder) for folder in workspace.set_folders]


def sets_and_findings(workspace: Workspace) -> tuple[list[CriteriaSet], tuple[Finding, ...]]:
    """The sets of a workspace, and what inspections found wrong about their items."""
    sets = sets_of(workspace)
    return sets, read_findings(workspace.folder / FINDINGS, known_items(sets))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Matching makes many small values and no cycles: looking for cycles costs a fifth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def examine(workspace: Workspace, archive: Archive, as_of: date, *, final: bool = False) -> tuple[Examination, ...]:
    """Match and judge the archive against every set of the workspace."""
    decisions = read_decisions(workspace.folder / DECISIONS)
    lessons = read_lessons(workspace.folder / LEARNED)
    examples = tuple(example for lesson in lessons for example in lesson.examples)
    sets, findings = sets_and_findings(workspace)
    records = standing_records(read_records(workspace.folder / RECORDS, known_items(sets), bonus_rows(sets)), as_of)
    results = []
    for criteria in sets:
        with _without_collector():
            matching = match_archive(
                archive.evidence, criteria, workspace.settings, decisions, examples, workspace.people
            )
        judgement = judge(
            criteria, matching, workspace.settings, workspace.people, as_of=as_of, final=final, passed=archive.passed,
            left_out=len(archive.left_out), alike=archive.alike, findings=findings, records=records,
            held=rounds_held(workspace.folder / ROUNDS, criteria.head.id),
            seen={sha256: seen for sha256, seen in archive.seen.days.items() if seen},
            boxed=boxed_in(workspace.boxes_of(criteria.head.id)),
        )  # fmt: skip
        results.append(Examination(criteria, matching, judgement, records))
    return tuple(results)


def remember(workspace: Workspace, archive: Archive) -> None:
    """Note when each content was first seen."""
    folder = workspace.folder / ROUNDS
    if read_seen(folder).days != archive.seen.days or read_seen(folder).last != archive.seen.last:
        keep_seen(folder, archive.seen)
