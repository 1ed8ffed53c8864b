"""The timer tools of the system, called by name with a clock; their failures in words."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from wenming_cli.errors import NotWrittenError
from wenming_cli.text import showable

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """How a tool ended and what it printed."""

    code: int
    out: bytes
    err: bytes

    @property
    def said(self) -> str:
        """The last line of its complaint, fit to be shown."""
        text = (self.err.strip() or self.out.strip()).decode("utf-8", "replace")
        return showable(text.splitlines()[-1][:200]) if text else f"退出码 {self.code}"


def found(name: str) -> bool:
    """Whether the computer has the tool."""
    return shutil.which(name) is not None


def call(words: Sequence[str], data: bytes = b"") -> Answer:
    """Run a tool to its end; NotWrittenError where it is not there or does not come back."""
    program = shutil.which(words[0])
    if program is None:
        raise NotWrittenError(f"这台电脑上没有 {words[0]}", remedy="用 wenming schedule show 看别的办法")
    try:
        done = subprocess.run(
            [program, *words[1:]], input=data, capture_output=True, timeout=SECONDS, check=False,
            env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotWrittenError(f"{words[0]} 没有应答", remedy="过一会儿再运行一次") from error
    return Answer(done.returncode, done.stdout, done.stderr)


def must(words: Sequence[str], data: bytes = b"") -> Answer:
    """Run a tool that has to succeed."""
    answer = call(words, data)
    if answer.code:
        raise NotWrittenError(
            f"{words[0]} 没有接受：{answer.said}", remedy="用 wenming schedule show 看要装的内容，照着手工装"
        )
    return answer
