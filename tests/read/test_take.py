"""Only what is new or changed is opened, each content once; what stops half-way is not done twice."""

import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from papers import P, docx

from wenming_cli.model.evidence import Evidence, Problem
from wenming_cli.read.cache import Cache
from wenming_cli.read.facts_value import facts_value
from wenming_cli.read.reader import VERSION, work
from wenming_cli.read.take import Limits, take
from wenming_cli.scan.walk import Found, walk
from wenming_cli.worker.pool import Outcome

OLD = 1_600_000_000_123_456_789


@dataclass
class Archive:
    """A folder of evidence with its cache, and a count of what was opened."""

    folder: Path
    opened: Counter[str] = field(default_factory=Counter)
    answer: Callable[[dict[str, Any]], Outcome | None] = lambda job: None
    stop_after: int | None = None

    def put(self, name: str, text: str, *, mtime: int = OLD) -> Path:
        path = self.folder / "证据" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(docx(P(text, 22, centred=True)) if name.endswith("docx") else text.encode())
        os.utime(path, ns=(mtime, mtime))
        return path

    def run(self, jobs: list[dict[str, Any]]) -> Iterator[Outcome]:
        """Do the jobs in this process, one after another."""
        for job in jobs:
            if self.stop_after is not None and sum(self.opened.values()) >= self.stop_after:
                raise KeyboardInterrupt
            self.opened[f"{job['do']} {Path(str(job['path'])).name}"] += 1
            yield self.answer(job) or Outcome(job, work(job))

    def found(self) -> list[Found]:
        return [one for one in walk("证据", self.folder / "证据", (), frozenset()) if isinstance(one, Found)]

    def take(self, found: list[Found] | None = None, *, cached: bool = True) -> dict[str, Evidence]:
        """Evidence by its first place; what was opened is counted anew."""
        self.opened.clear()
        found = self.found() if found is None else found
        cache = Cache(self.folder / "c.sqlite3", VERSION) if cached else None
        try:
            taken = take(found, cache, self.run, Limits(1 << 20), lambda *_: None)
        finally:
            if cache:
                cache.close()
        return {one.place.path: one for one in taken}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path)
    made.put("甲/记录.docx", "会议记录")
    made.put("乙/总结.docx", "年度总结")
    made.put("通知.txt", "关于开会的通知")
    return made


def test_every_file_is_hashed_and_read_once(archive: Archive) -> None:
    taken = archive.take()
    assert {path: one.reading.title for path, one in taken.items()} == {
        "通知.txt": "关于开会的通知", "甲/记录.docx": "会议记录", "乙/总结.docx": "年度总结",
    }  # fmt: skip
    assert set(archive.opened.values()) == {1}
    assert len(archive.opened) == 6


def test_a_second_run_opens_nothing_and_says_the_same(archive: Archive) -> None:
    first = archive.take()
    assert archive.take() == first
    assert archive.opened == {}


def test_only_the_changed_file_is_opened(archive: Archive) -> None:
    archive.take()
    archive.put("通知.txt", "关于放假的通知", mtime=OLD + 1)
    assert archive.take()["通知.txt"].reading.title == "关于放假的通知"
    assert archive.opened == {"hash 通知.txt": 1, "read 通知.txt": 1}


def test_a_new_time_on_old_bytes_only_costs_a_hash(archive: Archive) -> None:
    archive.take()
    archive.put("通知.txt", "关于开会的通知", mtime=OLD + 5)
    archive.take()
    assert archive.opened == {"hash 通知.txt": 1}
    archive.take()
    assert archive.opened == {}


def test_a_moved_file_keeps_its_reading(archive: Archive) -> None:
    archive.take()
    shutil.move(archive.folder / "证据" / "甲", archive.folder / "证据" / "丙")
    assert "丙/记录.docx" in archive.take()
    assert archive.opened == {"hash 记录.docx": 1}


def test_duplicates_are_read_once_and_known_by_all_their_places(archive: Archive) -> None:
    for at in range(5):
        archive.put(f"副本/{at}.docx", "会议记录")
    taken = archive.take()
    assert sum(count for what, count in archive.opened.items() if what.startswith("read")) == 3
    assert [place.path for place in taken["乙/总结.docx"].places] == ["乙/总结.docx"]
    (copies,) = [one for one in taken.values() if len(one.places) > 1]
    assert len(copies.places) == 6


def test_a_copy_under_another_suffix_is_read_under_it(archive: Archive) -> None:
    shutil.copy(archive.folder / "证据" / "甲" / "记录.docx", archive.folder / "证据" / "记录.doc")
    archive.take()
    assert archive.opened["read 记录.docx"] + archive.opened["read 记录.doc"] == 2


def test_what_was_read_before_a_kill_is_not_read_again(archive: Archive) -> None:
    for at in range(20):
        archive.put(f"多/{at}.docx", f"第{at}号总结")
    archive.stop_after = 23 + 12
    with pytest.raises(KeyboardInterrupt):
        archive.take()
    archive.stop_after = None
    archive.take()
    assert sum(archive.opened.values()) == 23 - 12


def test_works_without_a_cache(archive: Archive) -> None:
    assert archive.take(cached=False) == archive.take()


@pytest.mark.parametrize(
    ("failed", "detail", "problem"),
    [
        ("hung", "", Problem.HUNG),
        ("crashed", "", Problem.CRASHED),
        ("raised", "MemoryError: ", Problem.BOMB),
        ("raised", "PanicException: index out of bounds", Problem.CORRUPT),
    ],
)
def test_a_failed_read_is_a_problem_of_that_file_alone(
    archive: Archive, failed: str, detail: str, problem: Problem
) -> None:
    def answer(job: dict[str, Any]) -> Outcome | None:
        bad = job["do"] == "read" and str(job["path"]).endswith("总结.docx")
        return Outcome(job, None, failed, detail) if bad else None

    archive.answer = answer
    taken = archive.take()
    assert {path: one.reading.problem for path, one in taken.items()} == {
        "通知.txt": None, "甲/记录.docx": None, "乙/总结.docx": problem,
    }  # fmt: skip
    archive.answer = lambda job: None
    again = archive.take()["乙/总结.docx"].reading
    transient = problem in (Problem.HUNG, Problem.CRASHED)
    assert (again.problem is None) is transient, "a passing problem is tried again, a lasting one is not"


def test_a_file_that_does_not_open_stands_for_itself(archive: Archive) -> None:
    def answer(job: dict[str, Any]) -> Outcome | None:
        return Outcome(job, {"problem": "locked", "text": ""}) if str(job["path"]).endswith("记录.docx") else None

    archive.answer = answer
    locked = archive.take()["甲/记录.docx"]
    assert (locked.reading.problem, locked.sha256) == (Problem.LOCKED, "unread:证据/甲/记录.docx")
    archive.answer = lambda job: None
    assert archive.take()["甲/记录.docx"].reading.problem is None


def test_a_file_saved_a_moment_ago_is_hashed_again(archive: Archive) -> None:
    import time

    archive.put("新.txt", "刚保存的记录", mtime=time.time_ns())
    archive.take()
    archive.take()
    assert archive.opened == {"hash 新.txt": 1} or archive.opened == {}
    archive.put("旧盘.txt", "旧U盘上的记录", mtime=time.time_ns() // 10**9 * 10**9)
    archive.take()
    archive.take()
    assert archive.opened["hash 旧盘.txt"] == 1


def test_odd_times_and_empty_files(archive: Archive) -> None:
    archive.put("未来.txt", "记录", mtime=7_258_118_400 * 10**9)
    archive.put("空.docx", "").write_bytes(b"")
    taken = archive.take()
    assert taken["空.docx"].reading.problem is Problem.EMPTY
    assert archive.take() is not None
    assert "hash 未来.txt" not in archive.opened


def test_a_large_file_is_hashed_but_not_read(archive: Archive) -> None:
    path = archive.put("大.txt", "记录")
    path.write_bytes(b"x" * (2 << 20))
    taken = archive.take()
    assert taken["大.txt"].reading.problem is Problem.BOMB
    assert taken["大.txt"].sha256 == hashlib.sha256(b"x" * (2 << 20)).hexdigest()


def test_the_clock_of_a_hash_grows_with_the_file(archive: Archive) -> None:
    jobs: list[dict[str, Any]] = []

    def answer(job: dict[str, Any]) -> Outcome | None:
        jobs.append(job)
        return None

    archive.put("大.txt", "x" * 50_000)
    archive.answer = answer
    archive.take()
    (one,) = [job for job in jobs if job["do"] == "hash" and job["at"] == "大.txt"]
    assert one["more_seconds"] == 50_000 / 5_000_000


def test_facts_for_other_programs(archive: Archive) -> None:
    reading = archive.take()["通知.txt"].reading
    value = facts_value("微信图片_20210330165146.txt", reading)
    assert value["dates"][-1] == {"date": "2021-03-30", "source": "文件名"}
    assert value["copy"] is False
    assert value["sha256"] == reading.sha256


def test_a_file_that_lies_in_a_cloud_is_said_and_not_opened(archive: Archive) -> None:
    """To open a placeholder would fetch it: attributes of Windows, flags of macOS, names of unfinished copies."""
    for marks in ({"attributes": 0x400000}, {"attributes": 0x40000}, {"flags": 0x40000000}):
        found = [replace(one, **marks) for one in archive.found()]
        taken = archive.take(found)
        assert {one.reading.problem for one in taken.values()} == {Problem.NOT_DOWNLOADED}
        assert archive.opened == {}
