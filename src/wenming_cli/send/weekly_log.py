"""What the weekly runs printed: .wenming/weekly.log, and weekly.log.1 with what was before; never larger than told."""

from pathlib import Path

from wenming_cli.writer.file import write_file

NAMES = ("weekly.log", "weekly.log.1")
MOST_BYTES = 500_000
"""Of each of the two files."""
MOST_OF_A_RUN = 100_000
LEFT_OUT = "……（中间略去）……\n".encode()


def bounded(output: bytes) -> bytes:
    """The output of one run, its middle left out where it is long; one line break at its end."""
    if len(output) > MOST_OF_A_RUN:
        half = MOST_OF_A_RUN // 2
        output = output[:half] + b"\n" + LEFT_OUT + output[-half:]
    return output.rstrip() + b"\n"


def add_to_log(inner: Path, head: str, output: bytes) -> None:
    """Add a run to the log of the workspace (*inner* is .wenming); a full log becomes the one before it."""
    path, before = (inner / name for name in NAMES)
    more = head.encode("utf-8", "backslashreplace") + b"\n" + bounded(output) + b"\n"
    now = path.read_bytes() if path.is_file() else b""
    if len(now) + len(more) > MOST_BYTES:
        write_file(before, now[-MOST_BYTES:], inside=inner.parent)
        now = b""
    write_file(path, now + more, inside=inner.parent)
