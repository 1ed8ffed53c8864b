"""Open .rar: names and stored members by rarfile alone, compressed ones by an outside program where there is one.

There is no free unpacker for RAR on PyPI. bsdtar reads it, and Windows has carried one since 2018 as tar.exe: it
is given the archive on its input and turns it into a tar stream on its output, so nothing is written to disk.
"""

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wenming_cli.model.evidence import Problem
from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.pack_member import CHUNK, MOST_MEMBERS, Budget, Member, Opened, inflated, is_silent

SECONDS = 60
_STORED, _SPLIT = 0x30, 0x3
ADVICE = "要读压缩的 RAR 成员，请用 WPS 或压缩软件解压，或另存为 zip"


def unpacker() -> list[str] | None:
    """The outside program that turns an archive on its input into a tar stream; None where there is none."""
    if sys.platform == "win32":
        program = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "tar.exe"
        found = str(program) if program.is_file() else None
    else:
        found = shutil.which("bsdtar")
    return [found, "-c", "-f", "-", "--format", "pax", "@-"] if found else None


def open_rar(data: bytes) -> Opened:
    """The files of a RAR of any version; folders and litter are left out."""
    archive = _archive(data)
    entries = [entry for entry in archive.infolist() if entry.is_file()]
    if not archive.infolist():
        raise UnreadableError("unsupported", "是空的，或是分卷压缩包的后续卷")
    if len(entries) > MOST_MEMBERS:
        raise UnreadableError("bomb", f"里面有 {len(entries)} 个成员")
    entries = [entry for entry in entries if not is_silent(_name(entry))]
    program = unpacker() is not None
    members = [_member(entry, program) for entry in entries]
    return Opened(members, _contents(archive, entries, members, data))


def _contents(archive: Any, entries: list[Any], members: list[Member], data: bytes) -> Iterator[bytes | None]:
    """The bytes of the members in order; the outside program runs once, and only when it is needed."""
    budget = Budget(len(data))
    unpacked: dict[str, bytes] | None = None
    for entry, member in zip(entries, members, strict=True):
        if member.problem is not None:
            yield None
        elif _is_plain(entry):
            yield inflated(archive, entry, budget)
        else:
            unpacked = _unpacked(data, budget) if unpacked is None else unpacked
            yield unpacked.get(member.name)


def _archive(data: bytes) -> Any:
    """The opened archive; its parts on other discs and its locked names are told apart."""
    import rarfile

    try:
        archive = rarfile.RarFile(io.BytesIO(data), part_only=True)
        if archive.needs_password() and not archive.infolist():
            raise UnreadableError("encrypted", "压缩包连文件名也加了密")
    except rarfile.NeedFirstVolume as error:
        raise UnreadableError("unsupported", "分卷压缩包的后续卷") from error
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError("corrupt", "压缩结构损坏") from error
    return archive


def _name(entry: Any) -> str:
    return str(entry.filename).replace("\\", "/").lstrip("/") or "（没有名字）"


def _is_plain(entry: Any) -> bool:
    """Whether the bytes of a member lie open in the archive."""
    whole = not getattr(entry, "file_redir", None) and not entry.flags & _SPLIT
    return bool(entry.compress_type == _STORED and not entry.needs_password() and whole)


def _member(entry: Any, program: bool) -> Member:
    """A file as its header tells it, with the reason why its bytes can't be had."""
    if entry.needs_password():
        return Member(_name(entry), entry.file_size, Problem.ENCRYPTED)
    if entry.flags & _SPLIT:
        return Member(_name(entry), entry.file_size, Problem.UNSUPPORTED, "在分卷压缩包里，请解压后放进来")
    if program or _is_plain(entry):
        return Member(_name(entry), entry.file_size, None, "这个成员解不开；" + ADVICE)
    return Member(_name(entry), entry.file_size, Problem.UNSUPPORTED, ADVICE)


def _unpacked(data: bytes, budget: Budget) -> dict[str, bytes]:
    """All members that the outside program can unpack, by name; nothing without such a program."""
    command = unpacker()
    if command is None:
        return {}
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=flags
    ) as process:
        clock = threading.Timer(SECONDS, process.kill)
        feeder = threading.Thread(target=_feed, args=(process.stdin, data), daemon=True)
        clock.start()
        feeder.start()
        found: dict[str, bytes] = {}
        try:
            for name, content in _tarred(process.stdout, budget):
                found[name] = content
        finally:
            process.kill()
            clock.cancel()
            feeder.join()
    return found


def _feed(stdin: Any, data: bytes) -> None:
    """Give the program the archive; it may go away before the end."""
    with contextlib.suppress(OSError, ValueError):
        stdin.write(data)
    with contextlib.suppress(OSError, ValueError):
        stdin.close()


def _tarred(stdout: Any, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """The regular files of a tar stream; it ends where it is broken."""
    try:
        with tarfile.open(fileobj=stdout, mode="r|", encoding="utf-8", errors="replace") as tar:
            for entry in tar:
                stream = tar.extractfile(entry) if entry.isreg() else None
                if stream is None:
                    continue
                pieces = []
                while piece := stream.read(CHUNK):
                    budget.take(len(piece))
                    pieces.append(piece)
                yield entry.name.removeprefix("./"), b"".join(pieces)
    except (tarfile.TarError, EOFError, OSError):
        return
