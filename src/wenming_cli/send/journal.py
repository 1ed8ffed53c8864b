"""历次检查/运行记录.tsv: what ran by itself or was sent, and how it ended; history that people may read.

A line a step: 时间, 次 (the run it belongs to), 事, 结果, 说明. Lines are only added; the oldest go when there are
too many.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wenming_cli.text import showable
from wenming_cli.writer.file import write_file
from wenming_cli.writer.lock import lock

FILE = "运行记录.tsv"
HEAD = "时间\t次\t事\t结果\t说明\n"
REPORT, LETTER = "周报", "发送"
STARTED, DONE, FAILED, CUT = "开始", "成功", "失败", "没做完"
MOST_LINES = 5_000
"""Some eight years of a unit that writes to ten people each week."""
CUT_WORDS = "中途停了（关机、断电或被终止）"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the local time to the second (ISO), the run, what was done, how it ended, more words."""

    time: str
    run: str
    what: str
    result: str
    words: str = ""

    @property
    def line(self) -> str:
        """The line of the file; blanks and control characters in texts cannot make another one."""
        return "\t".join(
            showable(" ".join(one.split())) for one in (self.time, self.run, self.what, self.result, self.words)
        )


def entries(folder: Path) -> tuple[Entry, ...]:
    """All lines of the journal in *folder* (历次检查), the oldest first; lines that are none are left out."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ()
    cells = (line.split("\t") for line in text.splitlines()[1:])
    return tuple(Entry(*row) for row in cells if len(row) == len(Entry.__slots__) and _is_time(row[0]))


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def add(folder: Path, more: Iterable[Entry]) -> None:
    """Add lines; several programs may do so at once, each waits for the other."""
    workspace = folder.parent
    with lock(workspace, wait_seconds=30, name="journal"):
        kept = [*(one.line for one in entries(folder)), *(one.line for one in more)][-MOST_LINES:]
        text = HEAD + "".join(f"{line}\n" for line in kept)
        write_file(folder / FILE, text.encode("utf-8"), inside=workspace)


def cut_short(folder: Path, time: str) -> tuple[Entry, ...]:
    """Runs that began and never ended, as lines that say so; asked by somebody who knows that none is running."""
    ended = {one.run for one in entries(folder) if one.what == REPORT and one.result != STARTED}
    return tuple(
        Entry(time, one.run, REPORT, CUT, f"{_minute(one.time)}开始的，{CUT_WORDS}")
        for one in entries(folder)
        if one.what == REPORT and one.result == STARTED and one.run not in ended
    )


def already_sent(folder: Path, week: str) -> frozenset[str]:
    """The targets that have got the report of that week."""
    got = (one.words for one in entries(folder) if one.what == LETTER and one.result == DONE)
    return frozenset(words.removesuffix(f" {week}") for words in got if words.endswith(f" {week}"))


def letter(time: str, run: str, target: str, week: str, problem: str = "") -> Entry:
    """A line about a letter or message to *target* with the report of *week*: it arrived, or why not."""
    words = f"{target} {week}" + (f"：{problem}" if problem else "")
    return Entry(time, run, LETTER, FAILED if problem else DONE, words)


def troubles(folder: Path, since: str | None, until: str) -> tuple[str, ...]:
    """What went wrong by itself after the report of *since* (ISO; nothing: ever) and not after *until*, in sentences.

    For the next weekly report: runs that failed or were cut short, and letters that did not arrive and were not sent
    later. *folder* is 历次检查.
    """
    every = entries(folder)
    arrived = {one.words for one in every if one.what == LETTER and one.result == DONE}
    lines = []
    for one in every:
        if one.result not in (FAILED, CUT) or (since is not None and one.time[:10] < since) or one.time[:10] > until:
            continue
        if one.what == REPORT:
            lines.append(f"{_minute(one.time)}的周报没有做成：{one.words}")
        elif one.words.partition("：")[0] not in arrived:
            lines.append(f"{_minute(one.time)}发送失败：{one.words}")
    return tuple(lines)


def last_report(folder: Path) -> Entry | None:
    """How the last run ended, or that it has begun; None where nothing ever ran by itself."""
    ones = [one for one in entries(folder) if one.what == REPORT]
    return ones[-1] if ones else None


def _minute(time: str) -> str:
    return time[:16].replace("T", " ")
