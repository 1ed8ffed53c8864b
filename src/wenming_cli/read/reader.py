"""Read one content inside a worker process: hash it, or turn it into facts."""

import hashlib
import os
import stat
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from wenming_cli.model.evidence import Part, Problem, Reading
from wenming_cli.read.extract import Extract, UnreadableError
from wenming_cli.read.facts import facts_of
from wenming_cli.read.readers import LETTERS, MEDIA, READABLE, extract_of
from wenming_cli.read.sniff import PACKAGES, PACKS, carrier_of, promised, sniff

if TYPE_CHECKING:
    from wenming_cli.ocr.engine import OcrEngine

VERSION = 5
"""Raise it when any reader would say something else of the same bytes; the cache then reads anew."""

CHUNK = 1 << 20
_SHARING_VIOLATION = (32, 33)
"""Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, another program has the file open."""
_TEXTS = {"txt", "csv", "md", "log", ""}
_WPS = {"wps": {"doc", "docx"}, "wpt": {"doc", "docx"}, "et": {"xls", "xlsx"}, "dps": {"ppt", "pptx"}}
"""What WPS Office itself saves under its own suffixes; nobody is misled by it."""
MOST_NAMED = 4
"""Members of a pack that its reason names."""


def work(job: dict[str, Any]) -> dict[str, Any]:
    """One job of the pool: {"do": "hash" | "read", "path", "suffix", "size", "most_bytes"} → a plain result.

    A job with "ocr", the name of an engine, also reads what stands in pictures.
    """
    try:
        if job["do"] == "hash":
            return {"sha256": _hashed(job)}
        return {"reading": _read(job).model_dump_json()}
    except UnreadableError as error:
        return {"problem": error.problem, "text": error.text}


def read_bytes(data: bytes, suffix: str, sha256: str, engine: "OcrEngine | None" = None) -> Reading:
    """The facts of *data*, words in pictures only with an *engine*; raises UnreadableError when none are to be had."""
    format_name, expected = sniff(data, suffix), promised(suffix)
    if format_name == "ole":
        format_name = _kind_of_ole(data, suffix)
    if format_name not in READABLE:
        _refuse(data, format_name, expected)
    reading = _letter(data, format_name, sha256) if format_name in LETTERS else None
    reading = reading or facts_of(sha256, _extract(data, format_name, engine))
    if not _misnamed(expected, format_name):
        return reading
    cues = {**reading.cues, "wrong_extension": f"扩展名是 {expected}，内容是 {format_name}"}
    return Reading(**{**dict(reading), "cues": cues})


def _extract(data: bytes, format_name: str, engine: "OcrEngine | None") -> Extract:
    """What the format's reader extracts, its pictures looked at, and their words where an engine is given."""
    extract = extract_of(data, format_name)
    if extract.pictures:
        from wenming_cli.read.inside import parts_of

        extract.parts = list(parts_of(extract))
    if engine is not None and extract.unrecognised:
        from wenming_cli.read.recognise import recognise

        recognise(data, extract, engine)
    return extract


@cache
def _engine(name: str) -> "OcrEngine | None":
    """The engine of that name, loaded once in a process."""
    from wenming_cli.ocr.choose import engine

    return engine(name)


def _letter(data: bytes, format_name: str, sha256: str) -> Reading:
    """A letter or saved page: its own facts, and its attachments as parts."""
    from wenming_cli.read.mail import read_mail

    letter = read_mail(data, format_name, _read_member)
    reading = facts_of(sha256, letter.extract)
    attached = tuple(Part(address=one.address, carrier=one.reading.carrier) for one in letter.members)
    return Reading(**{**dict(reading), "parts": (*reading.parts, *attached)})


def _read_member(data: bytes, suffix: str) -> Reading:
    return read_bytes(data, suffix, hashlib.sha256(data).hexdigest())


def _misnamed(expected: str, format_name: str) -> bool:
    """Whether the suffix promises a kind that this program knows, and the content is of another."""
    if {expected, format_name} <= _TEXTS or expected == format_name:
        return False
    if {expected, format_name} <= MEDIA or format_name in _WPS.get(expected, ()):
        return False
    return expected in READABLE


def _kind_of_ole(data: bytes, suffix: str) -> str:
    """Which program an OLE file is of; one that needs a password, or is broken, is said so."""
    from wenming_cli.read.ole import Compound, is_encrypted, kind_of
    from wenming_cli.read.streams import Streams

    compound = Compound(data)
    if is_encrypted(compound):
        raise UnreadableError(Problem.ENCRYPTED)
    return kind_of(Streams(data).names, suffix)


def _refuse(data: bytes, format_name: str, expected: str) -> NoReturn:
    """Say why a content is not read: broken, locked or too large as far as that is cheap to see, else its kind."""
    if format_name == "wechat_cache":
        raise UnreadableError(Problem.WECHAT_CACHE)
    if format_name in PACKAGES and format_name not in PACKS:
        from wenming_cli.read.package import open_package

        open_package(data)
    if format_name == "zip" and expected in ("docx", "xlsx", "pptx", "ofd"):
        raise UnreadableError(Problem.CORRUPT, f"里面没有 {expected} 的正文")
    if _misnamed(expected, format_name):
        raise UnreadableError(Problem.UNSUPPORTED, f"扩展名是 {expected}，内容是 {format_name}")
    if format_name in PACKS:
        _refuse_pack(data, format_name)
    raise UnreadableError(Problem.UNSUPPORTED, f"{format_name} 格式")


def _refuse_pack(data: bytes, format_name: str) -> NoReturn:
    """A pack is no evidence by itself: say what lies in it, so that its owner unpacks it."""
    from wenming_cli.read.pack import names_in

    names = names_in(data, format_name)
    shown = "、".join(f"“{name.rsplit('/', 1)[-1]}”" for name in names[:MOST_NAMED])
    more = "等" if len(names) > MOST_NAMED else ""
    raise UnreadableError(Problem.PACKED, f"里面有 {len(names)} 个文件：{shown}{more}")


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
        return _read_large(job)
    with _opened(job["path"]) as stream:
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
    with _opened(job["path"]) as stream:
        format_name = sniff(stream.read(1 << 12), job["suffix"])
        if format_name not in MEDIA:
            raise UnreadableError(Problem.BOMB, f"文件有 {job['size'] >> 20} MB")
        from wenming_cli.read.media import read_media

        stream.seek(0)
        return facts_of(job["sha256"], read_media(stream, format_name))


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
