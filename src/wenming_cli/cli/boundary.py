"""From exceptions to a sentence, a remedy and an exit code; the only broad except lives here."""

import gc
import os
import platform
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wenming_cli.errors import CriteriaError, Exit, WenmingError
from wenming_cli.text import showable

MOST_FAULTS = 50
GARBAGE = 100_000
"""A run is short and its values have no circles: looking for them a hundred times costs a tenth of it."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line; never a traceback, always a code of the scheme."""
    settle_streams()
    gc.set_threshold(GARBAGE)
    try:
        return _call(list(arguments))
    except WenmingError as error:
        _tell(error)
        return error.exit
    except (KeyboardInterrupt, EOFError):
        sys.stderr.write("\n已中断。\n")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return Exit.DONE
    except Exception as error:  # noqa: BLE001 - the boundary: whatever is left is a bug of ours
        return _bug(error, arguments)


def _call(arguments: list[str]) -> int:
    """Hand the arguments to the command; the parser's own complaints come out in Chinese."""
    from wenming_cli.cli import words
    from wenming_cli.cli.app import app

    if not arguments or "--help" in arguments:
        words.translate_help()
    try:
        result: Any = app(arguments, prog_name="wenming", standalone_mode=False)
    except words.ABORT:
        sys.stderr.write("已取消。\n")
        return Exit.INTERRUPTED
    except words.USAGE as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            return Exit.MISUSE
        sys.stderr.write(f"错误：{words.sentence(error)}\n办法：{words.remedy(error)}\n")
        return Exit.MISUSE
    return int(result) if isinstance(result, int) else Exit.DONE


def settle_streams() -> None:
    """Let a GBK console or a pipe survive characters that it does not have."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _tell(error: WenmingError) -> None:
    """What happened, the faults if there are any, and what to do."""
    lines = [f"错误：{showable(error.what)}"]
    faults = error.faults if isinstance(error, CriteriaError) else ()
    lines += [f"  {showable(fault)}" for fault in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS:
        lines.append(f"  ……另有 {len(faults) - MOST_FAULTS} 处")
    lines.append(f"办法：{showable(error.remedy)}")
    sys.stderr.write("\n".join(lines) + "\n")


def _bug(error: Exception, arguments: Sequence[str]) -> int:
    """Write the traceback to a log file of the user's and say where it is."""
    import platformdirs

    from wenming_cli.cli.about import version

    folder = Path(platformdirs.user_log_dir("wenming", appauthor=False))
    path = folder / f"bug-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.log"
    text = "".join(traceback.format_exception(error))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        head = (
            f"wenming {version()} · Python {platform.python_version()} · {platform.platform()}\n{list(arguments)!r}\n\n"
        )
        path.write_text(head + text, encoding="utf-8", errors="backslashreplace")
        where = f"详情在 {path}，请把它发给开发者"
    except OSError:
        where = text
    sys.stderr.write(f"程序出错了（{type(error).__name__}）：这是 wenming 的问题，您的文件没有被改动。{where}\n")
    return Exit.BUG


def _silence_stdout() -> None:
    """Keep the interpreter from complaining about a closed pipe at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
