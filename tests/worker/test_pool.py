"""Whatever a job does to its process costs that job alone, and no process is left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from unruly_work import STRANGE

from wenming_cli.worker.pool import CRASHED, HUNG, NO_START, RAISED, SWOLLEN, Outcome, Pool

TARGET = "unruly_work:work"
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and limits are of POSIX")
PROC = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="counts children in /proc")


@pytest.fixture(autouse=True)
def findable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in can be imported by the child."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def no_one_is_left() -> Iterator[None]:
    """After every test the process has the children that it had before."""
    before = children()
    yield
    assert children() - before == set()


def children() -> set[int]:
    """The processes that this one has started and that still run."""
    found: set[int] = set()
    for path in Path("/proc/self/task").glob("*/children"):
        found.update(int(pid) for pid in path.read_text(encoding="ascii").split())
    return found


def run(
    jobs: list[dict[str, Any]], *, workers: int = 2, seconds: float = 1.5, megabytes: int = 1024
) -> dict[int, Outcome]:
    """All outcomes by the number of the job."""
    numbered = [{**job, "n": at} for at, job in enumerate(jobs)]
    pool = Pool(TARGET, workers=workers, seconds=seconds, megabytes=megabytes)
    return {one.job["n"]: one for one in pool.run(numbered)}


def echo(at: int) -> dict[str, Any]:
    return {"do": "echo", "say": f"第{at}个"}


@pytest.mark.parametrize(
    ("job", "failed"),
    [
        pytest.param({"do": "exit"}, CRASHED, id="exits"),
        pytest.param({"do": "abort"}, CRASHED, id="aborts", marks=POSIX),
        pytest.param({"do": "hang"}, HUNG, id="sleeps"),
        pytest.param({"do": "spin"}, HUNG, id="spins"),
        pytest.param({"do": "grip"}, HUNG, id="never lets the interpreter go", marks=POSIX),
        pytest.param({"do": "unsayable"}, RAISED, id="answers with what is no JSON"),
        *[pytest.param({"do": "raise", "what": what}, RAISED, id=f"raises {what}") for what in STRANGE],
    ],
)
def test_one_bad_job_costs_one_job(job: dict[str, Any], failed: str) -> None:
    jobs = [echo(at) for at in range(6)]
    jobs.insert(2, job)
    outcomes = run(jobs)
    assert len(outcomes) == 7
    assert outcomes[2].failed == failed
    assert outcomes[2].answer is None
    assert [one.answer["said"] for n, one in sorted(outcomes.items()) if n != 2 and one.answer] == [
        f"第{at}个" for at in range(6)
    ]


def test_many_bad_jobs_at_once() -> None:
    kinds = [{"do": "exit"}, {"do": "hang"}, {"do": "raise", "what": "Odd"}]
    started = time.monotonic()
    outcomes = run([*kinds, *map(echo, range(4)), *kinds], seconds=1)
    assert time.monotonic() - started < 8
    assert [outcomes[n].failed for n in range(10)] == [
        CRASHED, HUNG, RAISED, None, None, None, None, CRASHED, HUNG, RAISED,
    ]  # fmt: skip


def test_what_a_job_prints_does_not_reach_the_pipe() -> None:
    outcomes = run([{"do": "print"}, echo(1)], workers=1)
    assert outcomes[0].answer == {"said": "printed"}
    assert outcomes[1].answer is not None


def test_ten_megabytes_and_surrogates_pass() -> None:
    outcomes = run([{"do": "large", "size": 10 << 20}, {"do": "surrogates", "say": "名\n字"}], workers=1, seconds=20)
    assert outcomes[0].answer is not None
    assert len(outcomes[0].answer["said"]) == 10 << 20
    assert outcomes[1].answer == {"said": "\udcb0名\n字"}


def test_an_answer_without_end_is_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wenming_cli.worker.child.MOST_ANSWER", 1000)
    outcomes = run([{"do": "large", "size": 5000}, echo(1)], workers=1)
    assert outcomes[0].failed == CRASHED
    assert outcomes[1].answer is not None


@POSIX
def test_a_process_that_swells_is_ended() -> None:
    outcomes = run([{"do": "swell"}, echo(1)], workers=1, seconds=30, megabytes=300)
    assert outcomes[0].failed == SWOLLEN
    assert outcomes[1].answer is not None


def test_a_process_that_keeps_much_is_replaced_after_its_job() -> None:
    jobs = [{"do": "keep", "size": 200 << 20}, echo(1), echo(2)]
    outcomes = run(jobs, workers=1, seconds=30, megabytes=500)
    first, second, third = (outcomes[at].answer for at in range(3))
    assert first is not None
    assert second is not None
    assert third is not None
    assert first["pid"] != second["pid"] == third["pid"]


def test_memory_is_limited() -> None:
    outcomes = run([{"do": "memory", "size": 2 << 30}, {"do": "memory", "size": 1 << 20}], workers=1, megabytes=512)
    assert (outcomes[0].failed, outcomes[0].detail) == (RAISED, "MemoryError: ")
    assert outcomes[1].answer == {"said": 1 << 20}


@POSIX
def test_a_job_can_write_no_file(tmp_path: Path) -> None:
    outcomes = run([{"do": "write", "path": str(tmp_path / "x")}])
    assert outcomes[0].failed == RAISED
    assert not (tmp_path / "x").exists() or (tmp_path / "x").read_bytes() == b""


def test_processes_are_kept_from_job_to_job() -> None:
    outcomes = run([echo(at) for at in range(20)], workers=2)
    assert len({one.answer["pid"] for one in outcomes.values() if one.answer}) <= 2


def test_a_job_may_ask_for_more_time() -> None:
    started = time.monotonic()
    assert run([{"do": "hang", "more_seconds": 1}], seconds=0.3)[0].failed == HUNG
    assert time.monotonic() - started > 1.2


def test_no_jobs_start_nothing() -> None:
    before = children()
    assert run([]) == {}
    assert children() == before


def test_a_function_that_is_not_there_fails_every_job_and_ends() -> None:
    started = time.monotonic()
    outcomes = list(Pool("unruly_work:nothing", workers=2, seconds=5).run([echo(at) for at in range(50)]))
    assert time.monotonic() - started < 10
    assert {(one.failed, one.detail) for one in outcomes} == {(CRASHED, NO_START)}


@PROC
def test_whoever_stops_listening_leaves_no_process() -> None:
    outcomes = Pool(TARGET, workers=2, seconds=60).run([echo(0), {"do": "hang"}, {"do": "spin"}, echo(1)])
    next(outcomes)
    assert children()
    outcomes.close()  # type: ignore[attr-defined]


@PROC
def test_an_interrupt_while_waiting_leaves_no_process() -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 1.0)
    try:
        with pytest.raises(KeyboardInterrupt):
            run([{"do": "hang"}, {"do": "spin"}], seconds=60)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@PROC
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_children_end_with_their_parent(end: signal.Signals, tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import signal, sys
        signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
        sys.path.insert(0, sys.argv[1])
        from wenming_cli.worker.pool import Pool
        jobs = [{"do": "spin"}, {"do": "grip"}]
        for one in Pool("unruly_work:work", workers=2, seconds=600).run(jobs):
            pass
        """
    )
    command = [sys.executable, "-c", script, str(Path(__file__).parent)]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as parent:
        started: set[int] = set()
        give_up = time.monotonic() + 20
        while len(started) < 2 and time.monotonic() < give_up:
            time.sleep(0.2)
            for path in Path(f"/proc/{parent.pid}/task").glob("*/children"):
                started.update(int(pid) for pid in path.read_text(encoding="ascii").split())
        assert len(started) == 2
        time.sleep(0.5)
        parent.send_signal(end)
        parent.wait(timeout=20)
    give_up = time.monotonic() + 10
    while any(_runs(pid) for pid in started) and time.monotonic() < give_up:
        time.sleep(0.1)
    assert not any(_runs(pid) for pid in started)


def _runs(pid: int) -> bool:
    """Whether a process still runs; one that has ended and was not collected yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False
