"""Worker processes: whatever one job does, the others are done and nothing is left running."""

import os
import time
from pathlib import Path

import pytest

from wenming_cli.worker.pool import Outcome, Pool


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Pool:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return Pool("stand_in:work", workers=2, seconds=1.5)


def outcomes(pool: Pool, *whats: str) -> dict[str, Outcome]:
    return {str(one.job["what"]): one for one in pool.run([{"what": what} for what in whats])}


@pytest.mark.parametrize(
    ("what", "failed"),
    [("hang", "hung"), ("die", "crashed"), ("abort", "crashed"), ("raise", "raised"), ("panic", "raised")],
)
def test_a_bad_job_costs_only_itself(what: str, failed: str, pool: Pool) -> None:
    found = outcomes(pool, "a", what, "b", "c")
    assert found[what].failed == failed
    assert all(found[name].answer and found[name].answer["echo"] == name for name in "abc")


def test_noise_on_stdout_is_no_answer(pool: Pool) -> None:
    found = outcomes(pool, "chatter", "a")
    assert found["chatter"].answer is not None
    assert found["chatter"].answer["echo"] == "chatter"


def test_a_large_answer_comes_whole(pool: Pool) -> None:
    answer = outcomes(pool, "large")["large"].answer
    assert answer is not None
    assert len(answer["text"]) == 2_000_000


def test_processes_live_long_and_end_with_the_run(pool: Pool) -> None:
    found = list(pool.run([{"what": f"job {at}"} for at in range(20)]))
    pids = {one.answer["pid"] for one in found if one.answer}
    assert 1 <= len(pids) <= 2
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(_alive(pid) for pid in pids):
        time.sleep(0.05)
    assert not any(_alive(pid) for pid in pids)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def test_a_run_that_is_left_early_leaves_nothing_running(pool: Pool) -> None:
    run = pool.run([{"what": "a"}, *({"what": "hang"} for _ in range(4))])
    pid = next(one.answer["pid"] for one in run if one.answer)
    run.close()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _alive(pid):
        time.sleep(0.05)
    assert not _alive(pid)


def test_no_jobs_start_no_process(pool: Pool) -> None:
    assert list(pool.run([])) == []
