"""Binding in worker processes: counting pages, finding passages, pressing boxes; a file that kills one is named."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from wenming_cli.bind.faces import FontFiles
from wenming_cli.bind.leaves import Binding, Leaf, Section
from wenming_cli.bind.marks import Mark
from wenming_cli.errors import NotWrittenError
from wenming_cli.text import showable
from wenming_cli.worker.pool import CRASHED, HUNG, SWOLLEN, Outcome, Pool, workers_that_fit
from wenming_cli.writer.disk import sha256_of

WORK = "wenming_cli.bind.work:work"
BOX_SECONDS, PIECE_SECONDS, ALONE_SECONDS = 120.0, 5.0, 60.0
MOST_MEGABYTES, MOST_FILE_MEGABYTES = 1024, 16_384
MOST_WORKERS = 8
A_JOB = 100
"""Files whose pages are counted, or searched for passages, in one job."""
WHY = {HUNG: "打开超时", CRASHED: "打开时程序崩溃", SWOLLEN: "打开时内存不够"}


@dataclass(frozen=True, slots=True)
class Pressed:
    """A bound box: the file, its hash and size, how many pages it has."""

    place: Path
    sha256: str
    size: int
    pages: int


@dataclass(frozen=True, slots=True)
class Unshown:
    """Pieces by key that can't be shown, with the reason; *steady* is False when that may be over next time."""

    why: Mapping[str, str]
    steady: bool = True


@dataclass(frozen=True, slots=True)
class Counted:
    """How many pages a file has; or why it can't be shown, and whether that stays so."""

    pages: int = 0
    why: str = ""
    steady: bool = True


def count(files: Sequence[Leaf]) -> dict[str, Counted]:
    """The pages of files, by the key of the leaf; NotWrittenError when an original has changed meanwhile."""
    known = {leaf.key: leaf for leaf in files}
    found: dict[str, Counted] = {}
    for outcome in _outcomes(files, _count_job):
        if outcome.answer is not None:
            found |= _counted(outcome, known)
        else:
            found[str(outcome.job["files"][0][0])] = Counted(why=WHY.get(outcome.failed or "", "打不开"), steady=False)
    return found


def _outcomes(files: Sequence[Leaf], job_of: Callable[[Sequence[Leaf]], dict[str, Any]]) -> Iterator[Outcome]:
    """What becomes of files, many to a job; those of a job that fails are each tried alone."""
    jobs = [{**job_of(files[at : at + A_JOB]), "at": at} for at in range(0, len(files), A_JOB)]
    for outcome in _pool(MOST_WORKERS).run(jobs):
        if outcome.answer is not None:
            yield outcome
        else:
            at = int(outcome.job["at"])
            yield from _pool(MOST_WORKERS, ALONE_SECONDS).run([job_of([leaf]) for leaf in files[at : at + A_JOB]])


def _count_job(files: Sequence[Leaf]) -> dict[str, Any]:
    return {"files": [[leaf.key, leaf.kind, leaf.source, leaf.sha256] for leaf in files]}


def _counted(outcome: Outcome, known: Mapping[str, Leaf]) -> dict[str, Counted]:
    answer = outcome.answer or {}
    if "changed" in answer:
        _refuse(known[answer["changed"]])
    pages = {key: Counted(pages) for key, pages in answer["pages"].items()}
    return pages | {key: Counted(why=why) for key, why in answer["failed"].items()}


def find(files: Sequence[Leaf]) -> dict[str, tuple[Mark, ...] | None]:
    """The marks of pieces, by the key of the leaf; None for a file that can't be searched now."""
    found: dict[str, tuple[Mark, ...] | None] = {}
    for outcome in _outcomes(files, _find_job):
        found |= _found(outcome)
    return found


def _find_job(files: Sequence[Leaf]) -> dict[str, Any]:
    return {"search": [leaf.model_dump(mode="json") for leaf in files], "more_seconds": len(files) * PIECE_SECONDS}


def _found(outcome: Outcome) -> dict[str, tuple[Mark, ...] | None]:
    if outcome.answer is None:
        return dict.fromkeys(one["key"] for one in outcome.job["search"])
    return {key: tuple(map(Mark.model_validate, marks)) for key, marks in outcome.answer["marks"].items()}


def press(
    bindings: Mapping[str, Binding], folder: Path, fonts: FontFiles
) -> Iterator[tuple[str, Pressed | Unshown | str]]:
    """Bind each box to a file of its own in *folder*, which is ours; a box that can't be bound has the reason.

    A box with pieces that can't be shown names them: it is to be bound again with slips for them. Boxes come in the
    order in which they are done. Raises NotWrittenError when an original has changed meanwhile.
    """
    jobs = [_job(key, binding, folder / f"{at:04d}.pdf", fonts) for at, (key, binding) in enumerate(bindings.items())]
    for outcome in _pool(MOST_WORKERS).run(jobs):
        key = str(outcome.job["key"])
        if outcome.answer is None:
            yield key, _suspects(outcome, bindings[key], folder, fonts)
        else:
            yield key, _pressed(outcome, bindings[key])


def _pool(most: int, seconds: float = BOX_SECONDS) -> Pool:
    workers = min(most, os.cpu_count() or 1, workers_that_fit(MOST_MEGABYTES))
    return Pool(WORK, workers=workers, seconds=seconds, megabytes=MOST_MEGABYTES, file_megabytes=MOST_FILE_MEGABYTES)


def _job(key: str, binding: Binding, out: Path, fonts: FontFiles) -> dict[str, Any]:
    pieces = sum(len(section.leaves) for section in binding.sections)
    return {
        "key": key, "binding": binding.model_dump(mode="json"), "out": str(out),
        "fonts": {role: [[one.path, one.index] for one in some] for role, some in fonts.items()},
        "more_seconds": pieces * PIECE_SECONDS,
    }  # fmt: skip


def _pressed(outcome: Outcome, binding: Binding) -> Pressed | Unshown:
    """The answer of a worker as a value."""
    answer = outcome.answer or {}
    if "changed" in answer:
        _refuse(next(leaf for one in binding.sections for leaf in one.leaves if leaf.key == answer["changed"]))
    if "failed" in answer:
        return Unshown(answer["failed"])
    place = Path(str(outcome.job["out"]))
    return Pressed(place, sha256_of(place), place.stat().st_size, int(answer["pages"]))


def _refuse(leaf: Leaf) -> NoReturn:
    raise NotWrittenError(
        f"原件刚被改动：“{showable(leaf.source)}”", remedy="等文件保存或同步完成后，再运行一次"
    )  # fmt: skip


def _suspects(outcome: Outcome, binding: Binding, folder: Path, fonts: FontFiles) -> Unshown | str:
    """The pieces of a box whose process died, each bound alone; why it failed where no single one does it."""
    failed: dict[str, str] = {}
    alone = {leaf.key: _only(binding, section, leaf) for section in binding.sections for leaf in section.leaves}
    jobs = [_job(key, one, folder / f"alone-{at:05d}.pdf", fonts) for at, (key, one) in enumerate(alone.items())]
    for single in _pool(MOST_WORKERS, ALONE_SECONDS).run(jobs):
        if single.answer is None:
            failed[str(single.job["key"])] = WHY.get(single.failed or "", "打不开")
    if failed:
        return Unshown({key: failed[key] for key in alone if key in failed}, steady=False)
    return {HUNG: "超时", SWOLLEN: "内存不够"}.get(outcome.failed or "", "程序崩溃") + outcome.detail


def _only(binding: Binding, section: Section, leaf: Leaf) -> Binding:
    """A binding of one piece."""
    one = Section(title=section.title, leaves=(leaf,))
    return binding.model_copy(update={"sections": (one,), "cover": None, "note": None})
