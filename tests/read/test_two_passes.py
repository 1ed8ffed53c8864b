"""Words in pictures are recognised in a second pass, kept by the engine that read them, and never cost a file."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from papers import jpg

from wenming_cli.model.evidence import Evidence, Problem, Reading
from wenming_cli.read.cache import Cache
from wenming_cli.read.reader import VERSION, work
from wenming_cli.read.take import Limits, Recognition, take
from wenming_cli.scan.walk import Found, walk
from wenming_cli.worker.pool import CRASHED, HUNG, RAISED, SWOLLEN, Outcome

Answer = Callable[[dict[str, Any]], Outcome]


def recognised(job: dict[str, Any]) -> Outcome:
    """What a worker with an engine answers: the plain reading with a banner."""
    plain = Reading.model_validate_json(work({**job, "ocr": None})["reading"])
    said = {"banner": ("学习会",), "unrecognised": 0, "recognised_by": job["ocr"]}
    return Outcome(job, {"reading": Reading(**{**dict(plain), **said}).model_dump_json()})


def failing(how: str, detail: str = "") -> Answer:
    return lambda job: Outcome(job, None, how, detail)


@dataclass
class Desk:
    """A folder with a picture and a text, its cache, and a count of what was asked."""

    folder: Path
    asked: Counter[str] = field(default_factory=Counter)

    def take(self, engine: str | None = "引擎 1", answer: Answer = recognised) -> dict[str, Evidence]:
        self.asked.clear()
        found = [one for one in walk("证据", self.folder / "证据", (), frozenset()) if isinstance(one, Found)]
        cache = Cache(self.folder / "c.sqlite3", VERSION)

        def read(jobs: list[dict[str, Any]]) -> Iterator[Outcome]:
            for job in jobs:
                self.asked[job["do"]] += 1
                yield Outcome(job, work(job))

        def recognise(jobs: list[dict[str, Any]]) -> Iterator[Outcome]:
            for job in jobs:
                assert job["more_seconds"] > 0
                self.asked["recognise"] += 1
                yield answer(job)

        recognition = Recognition(engine.split()[0], engine, recognise) if engine else None
        try:
            taken = take(found, cache, read, Limits(1 << 20), lambda *_: None, recognition)
        finally:
            cache.close()
        return {one.place.path: one for one in taken}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "证据").mkdir()
    for name, content in (("会议.jpg", jpg()), ("通知.txt", "关于开会的通知".encode())):
        (tmp_path / "证据" / name).write_bytes(content)
    return Desk(tmp_path)


def test_only_what_has_words_in_pictures_is_recognised_and_only_once(desk: Desk) -> None:
    taken = desk.take()
    assert taken["会议.jpg"].reading.banner == ("学习会",)
    assert taken["通知.txt"].reading.recognised_by is None
    assert desk.asked["recognise"] == 1
    assert desk.take() == taken
    assert desk.asked["recognise"] == 0


def test_another_engine_reads_anew_and_the_older_result_is_dropped(desk: Desk) -> None:
    desk.take("引擎 1")
    assert desk.take("引擎 2")["会议.jpg"].reading.recognised_by == "引擎"
    assert desk.asked["recognise"] == 1
    desk.take("引擎 1")
    assert desk.asked["recognise"] == 1


def test_turned_off_it_says_what_the_file_says_by_itself(desk: Desk) -> None:
    """What is in the cache never changes an answer."""
    before = desk.take(None)
    desk.take()
    assert desk.take(None) == before
    assert before["会议.jpg"].reading.unrecognised == 1
    assert before["会议.jpg"].reading.banner == ()


@pytest.mark.parametrize(
    ("how", "why", "again"),
    [(HUNG, "超时", 1), (CRASHED, "识别程序崩溃", 1), (SWOLLEN, "内存不够", 0), (RAISED, "RuntimeError", 0)],
)
def test_a_failure_costs_the_words_not_the_file(desk: Desk, how: str, why: str, again: int) -> None:
    detail = "RuntimeError: bad allocation" if how == RAISED else ""
    reading = desk.take(answer=failing(how, detail))["会议.jpg"].reading
    assert reading.problem is None
    assert reading.unrecognised == 1
    assert why in reading.cues["recognised"]
    desk.take(answer=failing(how, detail))
    assert desk.asked["recognise"] == again


def test_a_file_that_changed_meanwhile_is_asked_again(desk: Desk) -> None:
    def changing(job: dict[str, Any]) -> Outcome:
        return Outcome(job, {"problem": Problem.CHANGING.value, "text": ""})

    assert desk.take(answer=changing)["会议.jpg"].reading.problem is None
    desk.take()
    assert desk.asked["recognise"] == 1
