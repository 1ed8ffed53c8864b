"""A run that is broken off at any moment goes on where it was: what was kept is not opened again."""

import json
import os
import sqlite3
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from papers import jpg
from test_two_passes import recognised

from wenming_cli.model.evidence import Evidence
from wenming_cli.ocr.choose import mark_of, taken
from wenming_cli.read import hashes
from wenming_cli.read.cache import Cache
from wenming_cli.read.job import Run
from wenming_cli.read.reader import VERSION, work
from wenming_cli.read.take import Limits, Recognition, take
from wenming_cli.scan.walk import Found, walk
from wenming_cli.worker.pool import Outcome, Pool

TEXTS, PICTURES = 9, 6
OLD = 1_600_000_000_123_456_789
HASHED, READ, RECOGNISED = "核对文件", "读取内容", "识别图上文字"
READER = "wenming_cli.read.reader:work"


@dataclass
class Table:
    """A folder of texts and pictures with its cache, a count of what was opened, and whether all was closed."""

    folder: Path
    opened: Counter[str] = field(default_factory=Counter)
    running: int = 0

    def run(self, jobs: list[dict[str, Any]]) -> Iterator[Outcome]:
        """Do the jobs one after another, as the worker pool would."""
        self.running += 1
        try:
            for job in jobs:
                kind = "recognise" if job.get("ocr") else job["do"]
                self.opened[f"{kind} {Path(job['path']).name}"] += 1
                yield recognised(job) if job.get("ocr") else Outcome(job, work(job))
        finally:
            self.running -= 1

    def take(self, stage: str = "", after: int = 0) -> dict[str, Evidence]:
        """Take the files in; break off when *stage* has done *after*."""
        return self.take_by(self.run, Recognition("引擎", "引擎 1", self.run), stage, after)

    def take_by(
        self, run: Run, recognition: Recognition | None, stage: str = "", after: int = 0
    ) -> dict[str, Evidence]:
        """Take the files in by other workers."""

        def progress(name: str, done: int, total: int) -> None:
            if (name, done) == (stage, after):
                raise KeyboardInterrupt

        self.opened.clear()
        cache = Cache(self.folder / "c.sqlite3", VERSION)
        found = [one for one in walk("证据", self.folder / "证据", (), frozenset()) if isinstance(one, Found)]
        try:
            evidence = take(found, cache, run, Limits(1 << 20), progress, recognition)
        finally:
            cache.close()
        return {one.place.path: one for one in evidence}

    def times(self, kind: str) -> int:
        return sum(count for what, count in self.opened.items() if what.startswith(kind))

    def rows(self) -> dict[tuple[str, str, str], tuple[str, bytes]]:
        """What is kept, as it stands in the file."""
        base = sqlite3.connect(self.folder / "c.sqlite3")
        try:
            rows = base.execute("SELECT sha256, suffix, mark, facts, seal FROM readings").fetchall()
        finally:
            base.close()
        return {row[:3]: row[3:] for row in rows}


@pytest.fixture
def desk(tmp_path: Path) -> Table:
    (tmp_path / "证据").mkdir()
    for at in range(TEXTS):
        (tmp_path / "证据" / f"{at}.txt").write_text(f"第{at}号通知", encoding="utf-8")
    for at in range(PICTURES):
        (tmp_path / "证据" / f"{at}.jpg").write_bytes(jpg() + bytes([at]))
    for path in (tmp_path / "证据").iterdir():
        os.utime(path, ns=(OLD, OLD))
    return Table(tmp_path)


@pytest.mark.parametrize("after", [1, 7, TEXTS + PICTURES])
def test_what_was_read_is_not_read_again(desk: Table, after: int) -> None:
    with pytest.raises(KeyboardInterrupt):
        desk.take(READ, after)
    kept = desk.rows()
    assert len(kept) == desk.times("read") == after
    desk.take()
    assert desk.times("read") == TEXTS + PICTURES - after
    assert desk.times("recognise") == PICTURES
    assert kept.items() <= desk.rows().items()


@pytest.mark.parametrize("after", [1, 4, PICTURES])
def test_what_was_recognised_is_not_recognised_again(desk: Table, after: int) -> None:
    with pytest.raises(KeyboardInterrupt):
        desk.take(RECOGNISED, after)
    kept = desk.rows()
    assert len(kept) == TEXTS + PICTURES + after
    desk.take()
    assert (desk.times("read"), desk.times("recognise")) == (0, PICTURES - after)
    assert kept.items() <= desk.rows().items()


def test_hashes_noted_on_the_way_are_not_taken_again(desk: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashes, "NOTED_SECONDS", -1.0)
    with pytest.raises(KeyboardInterrupt):
        desk.take(HASHED, 5)
    desk.take()
    assert desk.times("hash") == TEXTS + PICTURES - 5


@pytest.mark.parametrize("stage", [HASHED, READ, RECOGNISED])
def test_what_ran_is_ended(desk: Table, stage: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        desk.take(stage, 2)
    assert desk.running == 0


def test_broken_off_again_and_again_it_says_the_same_in_the_end(desk: Table) -> None:
    whole = desk.take()
    (desk.folder / "c.sqlite3").unlink()
    opened: Counter[str] = Counter()
    for stage, after in ((READ, 4), (READ, 4), (READ, 7), (RECOGNISED, 2), (RECOGNISED, 4)):
        with pytest.raises(KeyboardInterrupt):
            desk.take(stage, after)
        opened += desk.opened
    assert desk.take() == whole
    opened += desk.opened
    assert {count for what, count in opened.items() if not what.startswith("hash")} == {1}


_KILLED = """
    import sys
    from pathlib import Path
    from wenming_cli.read.cache import Cache
    from wenming_cli.read.reader import VERSION
    from wenming_cli.read.take import Limits, take
    from wenming_cli.scan.walk import walk
    from wenming_cli.worker.pool import Pool

    folder = Path(sys.argv[1])

    def progress(stage, done, total):
        print(stage == "读取内容", flush=True)

    pool = Pool("wenming_cli.read.reader:work", workers=2, seconds=20)
    found = list(walk("证据", folder / "证据", (), frozenset()))
    take(found, Cache(folder / "c.sqlite3", VERSION), pool.run, Limits(1 << 20), progress)
"""


def test_a_killed_process_loses_only_what_was_in_flight(desk: Table) -> None:
    command = [sys.executable, "-c", textwrap.dedent(_KILLED), str(desk.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = 0
        for line in process.stdout:
            told += line.strip() == "True"
            if told == 6:
                process.kill()
    kept = desk.rows()
    assert len(kept) >= 6
    desk.take_by(desk.run, None)
    assert desk.times("read") == TEXTS + PICTURES - len(kept)
    assert kept.items() <= desk.rows().items()


@pytest.mark.slow
def test_the_real_engine_in_the_real_pool(desk: Table) -> None:
    name = taken()
    if name is None:
        pytest.skip("没有安装识别引擎")
    pool = Pool(READER, workers=2, seconds=60)
    asked: list[int] = []

    def run(jobs: list[dict[str, Any]]) -> Iterator[Outcome]:
        asked.append(len(jobs))
        return pool.run(jobs)

    recognition = Recognition(name, mark_of(name), run)
    with pytest.raises(KeyboardInterrupt):
        desk.take_by(pool.run, recognition, RECOGNISED, 2)
    kept = desk.rows()
    found = desk.take_by(pool.run, recognition)
    assert asked == [PICTURES, PICTURES - 2]
    assert {one.reading.unrecognised for one in found.values()} == {0}
    assert kept.items() <= desk.rows().items()
    assert all(json.loads(facts)["recognised_by"] for (_, _, mark), (facts, _) in desk.rows().items() if mark)
