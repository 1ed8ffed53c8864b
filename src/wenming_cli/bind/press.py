"""Bind boxes in worker processes; a paper that kills one is found by binding each alone, and becomes a slip."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wenming_cli.bind.faces import FontFiles
from wenming_cli.bind.leaves import Binding, Bound, Leaf, Section
from wenming_cli.errors import NotWrittenError
from wenming_cli.text import showable
from wenming_cli.worker.pool import CRASHED, HUNG, SWOLLEN, Outcome, Pool, workers_that_fit
from wenming_cli.writer.disk import sha256_of

WORK = "wenming_cli.bind.work:work"
BOX_SECONDS, PIECE_SECONDS, ALONE_SECONDS = 120.0, 5.0, 60.0
MOST_MEGABYTES, MOST_FILE_MEGABYTES = 1024, 16_384
MOST_WORKERS = 8
WHY = {HUNG: "打开超时", CRASHED: "打开时程序崩溃", SWOLLEN: "打开时内存不够"}


@dataclass(frozen=True, slots=True)
class Pressed:
    """A bound box: the file, its hash and size, what stands on which page.

    *steady* is False when a piece failed in a way that may be over next time.
    """

    place: Path
    sha256: str
    size: int
    bound: Bound
    steady: bool = True


def press(bindings: Mapping[str, Binding], folder: Path, fonts: FontFiles) -> Iterator[tuple[str, Pressed | str]]:
    """Bind each box to a file of its own in *folder*, which is ours; a box that can't be bound has the reason.

    Boxes come in the order in which they are done. Raises NotWrittenError when an original has changed meanwhile.
    """
    jobs = [_job(key, binding, folder / f"{at:04d}.pdf", fonts) for at, (key, binding) in enumerate(bindings.items())]
    for outcome in _pool(MOST_WORKERS).run(jobs):
        key = str(outcome.job["key"])
        if outcome.answer is None:
            yield key, _again(outcome.job, bindings[key], folder, fonts)
        else:
            yield key, _pressed(outcome, bindings[key])


def _pool(most: int, seconds: float = BOX_SECONDS) -> Pool:
    workers = min(most, os.cpu_count() or 1, workers_that_fit(MOST_MEGABYTES))
    return Pool(WORK, workers=workers, seconds=seconds, megabytes=MOST_MEGABYTES, file_megabytes=MOST_FILE_MEGABYTES)


def _job(key: str, binding: Binding, out: Path, fonts: FontFiles, failed: Mapping[str, str] = {}) -> dict[str, Any]:
    pieces = sum(len(section.leaves) for section in binding.sections)
    return {
        "key": key, "binding": binding.model_dump(mode="json"), "out": str(out), "failed": dict(failed),
        "fonts": {role: [[one.path, one.index] for one in some] for role, some in fonts.items()},
        "more_seconds": pieces * PIECE_SECONDS,
    }  # fmt: skip


def _pressed(outcome: Outcome, binding: Binding, *, steady: bool = True) -> Pressed:
    """The answer of a worker as a value."""
    answer = outcome.answer or {}
    if "changed" in answer:
        leaves = {leaf.key: leaf for section in binding.sections for leaf in section.leaves}
        raise NotWrittenError(
            f"原件刚被改动：“{showable(leaves[answer['changed']].source)}”",
            remedy="等文件保存或同步完成后，再运行一次",
        )
    place = Path(str(outcome.job["out"]))
    return Pressed(place, sha256_of(place), place.stat().st_size, Bound.model_validate(answer), steady)


def _again(job: dict[str, Any], binding: Binding, folder: Path, fonts: FontFiles) -> Pressed | str:
    """A box whose process died: find the pieces that do it by binding each alone, and bind the rest."""
    failed: dict[str, str] = {}
    alone = {leaf.key: _only(binding, section, leaf) for section in binding.sections for leaf in section.leaves}
    jobs = [_job(key, one, folder / f"alone-{at:05d}.pdf", fonts) for at, (key, one) in enumerate(alone.items())]
    for outcome in _pool(MOST_WORKERS, ALONE_SECONDS).run(jobs):
        key = str(outcome.job["key"])
        if outcome.answer is None:
            failed[key] = WHY.get(outcome.failed or "", "打不开")
    ordered = {key: failed[key] for key in alone if key in failed}
    last = _job(job["key"], binding, Path(job["out"]), fonts, ordered)
    (outcome,) = _pool(1).run([last])
    if outcome.answer is None:
        return {HUNG: "超时", SWOLLEN: "内存不够"}.get(outcome.failed or "", "程序崩溃") + outcome.detail
    return _pressed(outcome, binding, steady=False)


def _only(binding: Binding, section: Section, leaf: Leaf) -> Binding:
    """A binding of one piece."""
    return Binding(**{**dict(binding), "sections": (Section(title=section.title, leaves=(leaf,)),)})
