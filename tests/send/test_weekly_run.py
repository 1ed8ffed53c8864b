"""The weekly run: what it leaves behind when it goes well, fails, dies, or meets another; the journal and the log."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from wenming_cli.errors import LockedError
from wenming_cli.send import journal
from wenming_cli.send.journal import DONE, FAILED, LETTER, REPORT, STARTED, Entry, add, entries, letter, troubles
from wenming_cli.send.weekly_log import MOST_BYTES, MOST_OF_A_RUN, NAMES, add_to_log
from wenming_cli.send.weekly_run import RUN, Done, WeeklyRun, run_program
from wenming_cli.writer.lock import lock

START = datetime(2021, 11, 15, 8, 0).astimezone()
LOCKED = "错误：另一个 wenming 正在这里运行（进程 7）\n办法：等它做完\n".encode()


class Weeks:
    """A workspace whose programs answer as told."""

    def __init__(self, folder: Path, **answers: Done) -> None:
        self.folder, self.answers = folder, answers
        self.asked: list[Sequence[str]] = []
        self.time = START
        self.formats: Sequence[str] = ("md",)

    def now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def program(self, arguments: Sequence[str], seconds: float) -> Done:
        self.asked.append(arguments)
        return self.answers[arguments[0]]

    def run(self, *, sends: bool = False) -> Done:
        inner = self.folder / ".wenming"
        return WeeklyRun(
            self.folder, self.rounds, inner, self.now, lambda: self.formats, lambda: sends, self.program
        ).go()

    @property
    def rounds(self) -> Path:
        return self.folder / "历次检查"

    @property
    def steps(self) -> list[tuple[str, str, str]]:
        return [(one.what, one.result, one.words) for one in entries(self.rounds)]

    @property
    def log(self) -> str:
        return (self.folder / ".wenming" / "weekly.log").read_text(encoding="utf-8")


def test_a_run_that_goes_well(tmp_path: Path) -> None:
    weeks = Weeks(tmp_path, report=Done(0, "周报写好了".encode()), send=Done(0, "送到了".encode()))
    assert weeks.run(sends=True).code == 0
    first, last = weeks.asked
    assert first == ["report", "--weekly", "--format", "md", "--workspace", str(tmp_path)]
    assert last == ["send", "--workspace", str(tmp_path)]
    assert weeks.steps == [(REPORT, STARTED, ""), (REPORT, DONE, "")]
    assert "周报写好了" in weeks.log
    assert "送到了" in weeks.log
    assert troubles(weeks.rounds, None, "2021-12-31") == ()


def test_nothing_is_sent_unless_it_is_wanted(tmp_path: Path) -> None:
    weeks = Weeks(tmp_path, report=Done(0, b""))
    weeks.run()
    assert len(weeks.asked) == 1


def test_each_format_once(tmp_path: Path) -> None:
    weeks = Weeks(tmp_path, report=Done(0, b""))
    weeks.formats = ("html", "docx")
    weeks.run()
    assert [one[3:5] for one in weeks.asked] == [["html", "--workspace"], ["docx", "--force"]]
    assert weeks.steps == [(REPORT, STARTED, ""), (REPORT, DONE, "")]


@pytest.mark.parametrize(
    ("report", "words"),
    [
        pytest.param(Done(5, LOCKED), "另一个 wenming 正在这里运行（进程 7）（退出码5）", id="another run"),
        pytest.param(
            Done(2, "错误：wenming.yaml 有 1 处错误\n".encode()), "wenming.yaml 有 1 处错误（退出码2）", id="faults"
        ),
        pytest.param(Done(-1, b""), "程序中途停了", id="it died"),
        pytest.param(Done(70, b"?"), "原因见日志（退出码70）", id="a fault of ours"),
    ],
)
def test_a_run_that_fails_is_told_next_time(report: Done, words: str, tmp_path: Path) -> None:
    weeks = Weeks(tmp_path, report=report)
    assert weeks.run() == report
    assert len(weeks.asked) == 1
    assert weeks.steps[-1] == (REPORT, FAILED, words)
    assert troubles(weeks.rounds, "2021-11-08", "2021-11-22") == (f"2021-11-15 08:00的周报没有做成：{words}",)


def test_that_the_report_failed_is_sent(tmp_path: Path) -> None:
    """The line goes out after the journal knows of it; whatever becomes of it, the run ends as the report did."""
    failed = Done(5, LOCKED)
    weeks = Weeks(tmp_path, report=failed, send=Done(0, b""))
    assert weeks.run(sends=True) == failed
    assert weeks.asked[-1] == ["send", "--failed", "--workspace", str(tmp_path)]
    assert weeks.steps[-1][1] == FAILED
    weeks = Weeks(tmp_path / "2", report=failed, send=Done(-1, "错误：超过0.5小时还没有做完，停了".encode()))
    assert weeks.run(sends=True) == failed
    assert weeks.steps[-1] == (LETTER, FAILED, "没有做完：超过0.5小时还没有做完，停了")


def test_a_run_that_was_killed_is_told_by_the_next(tmp_path: Path) -> None:
    add(tmp_path / "历次检查", [Entry("2021-11-08T08:00:01", "1", REPORT, STARTED)])
    weeks = Weeks(tmp_path, report=Done(0, b""))
    weeks.run()
    (said,) = troubles(weeks.rounds, "2021-11-01", "2021-11-15")
    assert "2021-11-08 08:00开始的，中途停了（关机、断电或被终止）" in said
    weeks.run()
    assert len(troubles(weeks.rounds, "2021-11-01", "2021-11-15")) == 1


def test_two_runs_never_meet(tmp_path: Path) -> None:
    weeks = Weeks(tmp_path, report=Done(0, b""))
    with lock(tmp_path, name=RUN), pytest.raises(LockedError):
        weeks.run()
    assert weeks.asked == []
    assert weeks.steps == [(REPORT, FAILED, "上一次定时运行还没有结束（退出码5）")]


def test_letters_that_were_sent_later_are_no_trouble(tmp_path: Path) -> None:
    folder = tmp_path / "历次检查"
    add(folder, [letter("2021-11-15T08:01:00", "1", "邮件 a@b.cn", "周报-2021-11-15", "没有应答")])
    add(folder, [letter("2021-11-15T08:01:09", "1", "钉钉 URL", "周报-2021-11-15", "没有应答")])
    assert len(troubles(folder, "2021-11-15", "2021-11-22")) == 2
    add(folder, [letter("2021-11-15T10:00:00", "2", "邮件 a@b.cn", "周报-2021-11-15")])
    assert troubles(folder, "2021-11-15", "2021-11-22") == (
        "2021-11-15 08:01发送失败：钉钉 URL 周报-2021-11-15：没有应答",
    )
    assert journal.already_sent(folder, "周报-2021-11-15") == {"邮件 a@b.cn"}
    assert journal.already_sent(folder, "周报-2021-11-22") == frozenset()


def test_sending_that_broke_off_is_told(tmp_path: Path) -> None:
    weeks = Weeks(tmp_path, report=Done(0, b""), send=Done(2, "错误：people.yaml 有 1 处错误\n".encode()))
    assert weeks.run(sends=True).code == 2
    assert weeks.steps[-1] == (LETTER, FAILED, "没有做完：people.yaml 有 1 处错误（退出码2）")


def test_only_the_days_between_two_reports(tmp_path: Path) -> None:
    folder = tmp_path / "历次检查"
    add(
        folder, [Entry(f"2021-11-{day:02d}T08:00:00", str(day), REPORT, FAILED, f"第{day}天") for day in (1, 8, 15, 22)]
    )
    said = troubles(folder, "2021-11-08", "2021-11-15")
    assert [one.rpartition("：")[2] for one in said] == ["第8天", "第15天"]


def test_the_journal_is_a_table_that_no_text_breaks(tmp_path: Path) -> None:
    add(tmp_path / "x", [Entry("2021-11-15T08:00:00", "1", REPORT, FAILED, "一\t二\n三\x1b[31m")])
    text = (tmp_path / "x" / journal.FILE).read_text(encoding="utf-8")
    assert text == f"{journal.HEAD}2021-11-15T08:00:00\t1\t周报\t失败\t一 二 三\\u001b[31m\n"
    (tmp_path / "x" / journal.FILE).write_text(text + "坏的一行\nx\t1\t周报\t失败\t\n", encoding="utf-8")
    assert len(entries(tmp_path / "x")) == 1


def test_the_journal_keeps_the_last_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST_LINES", 3)
    add(tmp_path / "x", [Entry("2021-11-15T08:00:00", str(one), REPORT, DONE) for one in range(5)])
    assert [one.run for one in entries(tmp_path / "x")] == ["2", "3", "4"]


def test_the_log_is_bounded(tmp_path: Path) -> None:
    """Years of talkative runs leave two files of a known size, with the last run in the first."""
    inner = tmp_path / ".wenming"
    for number in range(30):
        add_to_log(inner, f"==== {number}", b"first\n" + b"x" * (3 * MOST_OF_A_RUN) + b"\nlast\n")
    sizes = [(inner / name).stat().st_size for name in NAMES]
    assert max(sizes) <= MOST_BYTES
    assert b"==== 29" in (inner / "weekly.log").read_bytes()
    text = (inner / "weekly.log").read_bytes()
    assert b"first\n" in text
    assert text.endswith(b"\nlast\n\n")


def test_programs_are_really_run(tmp_path: Path) -> None:
    done = run_program(["check", "-w", str(tmp_path)], 60)
    assert done.code == 2
    assert "不是工作区" in done.reason


def test_a_program_that_hangs_is_stopped(tmp_path: Path) -> None:
    done = run_program(["check", "-w", str(tmp_path)], 0.01)
    assert done.code == -1
    assert "停了" in done.reason
