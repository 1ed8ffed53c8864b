"""Read one content inside a worker process: hash it, or turn it into facts."""

import hashlib
import os
import stat
import sys
from typing import Any, BinaryIO

from wenming_cli.model.evidence import Problem, Reading
from wenming_cli.read.extract import Extract, UnreadableError
from wenming_cli.read.facts import facts_of
from wenming_cli.read.sniff import READABLE, carrier_of, sniff

VERSION = 1
"""Raise it when any reader would say something else of the same bytes; the cache then reads anew."""

CHUNK = 1 << 20
_SHARING_VIOLATION = (32, 33)


def work(job: dict[str, Any]) -> dict[str, Any]:
    """One job of the pool: {"do": "hash" | "read", "path", "suffix", "size", "most_bytes"} → a plain result."""
    try:
        if job["do"] == "hash":
            return {"sha256": _hashed(job)}
        return {"reading": _read(job).model_dump_json()}
    except UnreadableError as error:
        return {"problem": error.problem, "text": error.text}


def read_bytes(data: bytes, suffix: str, sha256: str) -> Reading:
    """The facts of *data*; raises UnreadableError when there are none to be had."""
    format_name = sniff(data, suffix)
    if format_name not in READABLE:
        raise UnreadableError(Problem.UNSUPPORTED, f"{format_name} 格式")
    reading = facts_of(sha256, _extract(data, format_name))
    expected = "jpg" if suffix in (".jpeg", ".jpe") else suffix[1:]
    if expected in (READABLE | {"doc", "xls", "wps", "et"}) and expected != format_name:
        if {expected, format_name} <= {"txt", "csv", "md"}:
            return reading
        cues = {**reading.cues, "wrong_extension": f"扩展名是 {expected}，内容是 {format_name}"}
        return Reading(**{**dict(reading), "cues": cues})
    return reading


def _extract(data: bytes, format_name: str) -> Extract:
    """Call the reader of one format; each is imported when first needed."""
    match format_name:
        case "docx":
            from wenming_cli.read.docx import read_docx

            return read_docx(data)
        case "xlsx":
            from wenming_cli.read.xlsx import read_xlsx

            return read_xlsx(data)
        case "pdf":
            from wenming_cli.read.pdf import read_pdf

            return read_pdf(data)
        case "jpg" | "png":
            from wenming_cli.read.picture import read_picture

            return read_picture(data, format_name)
        case _:
            from wenming_cli.read.plain import read_plain

            return read_plain(data, format_name)


def _hashed(job: dict[str, Any]) -> str:
    """SHA-256 of a file that does not change while it is read."""
    with _opened(job["path"]) as stream:
        before = os.fstat(stream.fileno())
        digest = hashlib.sha256()
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
        after = os.fstat(stream.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnreadableError(Problem.CHANGING)
    return digest.hexdigest()


def _read(job: dict[str, Any]) -> Reading:
    """The facts of a file whose hash is known already."""
    if job["size"] == 0:
        raise UnreadableError(Problem.EMPTY)
    if job["size"] > job["most_bytes"]:
        raise UnreadableError(Problem.BOMB, f"文件有 {job['size'] >> 20} MB")
    with _opened(job["path"]) as stream:
        data = stream.read(job["most_bytes"] + 1)
    if hashlib.sha256(data).hexdigest() != job["sha256"]:
        raise UnreadableError(Problem.CHANGING)
    try:
        return read_bytes(data, job["suffix"], job["sha256"])
    except MemoryError as error:
        raise UnreadableError(Problem.BOMB, "内存不够") from error
    except (RecursionError, OverflowError) as error:
        raise UnreadableError(Problem.CORRUPT) from error


def _opened(path: str) -> BinaryIO:
    """Open a regular file for reading only, never through a link; say why it can't be opened."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError as error:
        raise UnreadableError(Problem.GONE) from error
    except PermissionError as error:
        locked = sys.platform == "win32" and getattr(error, "winerror", 0) in _SHARING_VIOLATION
        raise UnreadableError(Problem.LOCKED if locked else Problem.FORBIDDEN) from error
    except OSError as error:
        locked = getattr(error, "winerror", 0) in _SHARING_VIOLATION
        raise UnreadableError(Problem.LOCKED if locked else Problem.CORRUPT, error.strerror or "") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableError(Problem.UNSUPPORTED, "不是普通文件")
    return os.fdopen(descriptor, "rb")


def unread(sha256: str, suffix: str, problem: Problem, text: str | None) -> Reading:
    """The reading of a content that could not be read: the problem, and the carrier that its name promises."""
    format_name = suffix[1:]
    return Reading(
        sha256=sha256, format=format_name, carrier=carrier_of(format_name), problem=problem, problem_text=text or None
    )
