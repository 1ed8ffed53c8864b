"""Read one content inside a worker process: hash it, or turn it into facts."""

import hashlib
import os
import stat
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

from wenming_cli.model.evidence import Problem, Reading
from wenming_cli.model.likeness import alike, groups
from wenming_cli.read.content import read_bytes
from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.facts import facts_of
from wenming_cli.read.readers import MEDIA
from wenming_cli.read.sniff import carrier_of, sniff

if TYPE_CHECKING:
    from wenming_cli.ocr.engine import OcrEngine

VERSION = 9
"""Raise it when any reader would say something else of the same bytes; the cache then reads anew."""

CHUNK = 1 << 20
_SHARING_VIOLATION = (32, 33)
"""Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, another program has the file open."""


def work(job: dict[str, Any]) -> dict[str, Any]:
    """One job of the pool: {"do": "hash" | "read", "path", "suffix", "size", "most_bytes"} → a plain result.

    A job with "ocr", the name of an engine, also reads what stands in pictures. {"do": "compare", "pictures"} finds
    the look-alikes among fingerprints.
    """
    try:
        if job["do"] == "compare":
            return {"groups": groups(alike(job["pictures"]))}
        if job["do"] == "hash":
            return {"sha256": _hashed(job)}
        return {"reading": _read(job).model_dump_json()}
    except UnreadableError as error:
        return {"problem": error.problem, "text": error.text}


@cache
def _engine(name: str) -> "OcrEngine | None":
    """The engine of that name, loaded once in a process."""
    from wenming_cli.ocr.choose import engine

    return engine(name)


def _hashed(job: dict[str, Any]) -> str:
    """SHA-256 of a file that does not change while it is read."""
    with open_regular(job["path"]) as stream:
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
        return _read_large(job)
    with open_regular(job["path"]) as stream:
        data = stream.read(job["most_bytes"] + 1)
    if hashlib.sha256(data).hexdigest() != job["sha256"]:
        raise UnreadableError(Problem.CHANGING)
    try:
        return read_bytes(data, job["suffix"], job["sha256"], _engine(job["ocr"]) if job.get("ocr") else None)
    except MemoryError as error:
        raise UnreadableError(Problem.BOMB, "内存不够") from error
    except (RecursionError, OverflowError) as error:
        raise UnreadableError(Problem.CORRUPT) from error


def _read_large(job: dict[str, Any]) -> Reading:
    """A file above the limit: of a recording the heads alone are read, anything else is refused."""
    with open_regular(job["path"]) as stream:
        format_name = sniff(stream.read(1 << 12), job["suffix"])
        if format_name not in MEDIA:
            raise UnreadableError(Problem.BOMB, f"文件有 {job['size'] >> 20} MB")
        from wenming_cli.read.media import read_media

        stream.seek(0)
        return facts_of(job["sha256"], read_media(stream, format_name))


def open_regular(path: str) -> BinaryIO:
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
