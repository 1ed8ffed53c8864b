"""Open .zip as Chinese programs write it: names in GBK without saying so, in UTF-8 with or without the mark.

APPNOTE.TXT 6.3.10: 4.4.4 (bit 0 encrypted, bit 11 UTF-8 names), 4.6.9 (Unicode path extra field).
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from wenming_cli.model.evidence import Problem
from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.pack_member import MOST_MEMBERS, Budget, Member, Opened, inflated, is_silent

_UTF8, _ENCRYPTED = 0x800, 0x1
_UNICODE_PATH = 0x7075
_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def open_zip(data: bytes) -> Opened:
    """The files of a zip; folders and litter are left out."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except Exception as error:
        raise UnreadableError("corrupt", "压缩结构损坏") from error
    if len(entries) > MOST_MEMBERS:
        raise UnreadableError("bomb", f"里面有 {len(entries)} 个成员")
    named = [(entry, name_of(entry)) for entry in entries if not _is_folder(entry) and not _is_link(entry)]
    kept = [(entry, name) for entry, name in named if not is_silent(name)]
    members = [_member(entry, name) for entry, name in kept]
    return Opened(members, _contents(archive, [entry for entry, _ in kept], members, Budget(len(data))))


def _member(entry: zipfile.ZipInfo, name: str) -> Member:
    """A file as the directory tells it."""
    if entry.flag_bits & _ENCRYPTED:
        return Member(name, entry.file_size, Problem.ENCRYPTED)
    if entry.compress_type not in _KNOWN:
        return Member(
            name, entry.file_size, Problem.UNSUPPORTED, f"压缩方法 {entry.compress_type}，请重新压缩成普通 zip"
        )
    return Member(name, entry.file_size)


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a folder; zipfile itself stumbles over one without a name."""
    return entry.filename.endswith(("/", "\\")) and not entry.file_size


def _is_link(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a symbolic link of Unix; it holds no more than a path."""
    return stat.S_ISLNK(entry.external_attr >> 16)


def name_of(entry: zipfile.ZipInfo) -> str:
    """The name of a member as it was meant; zipfile takes unmarked names for cp437."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        name = _unicode_path(entry.extra, raw) or _decoded(raw)
    return name.replace("\\", "/").lstrip("/") or "（没有名字）"


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The UTF-8 name of an extra field, if it belongs to this name."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == _UNICODE_PATH and length > 5 and at + 4 + length <= len(extra):
            crc = struct.unpack_from("<I", extra, at + 5)[0]
            if crc == zlib.crc32(raw):
                return extra[at + 9 : at + 4 + length].decode("utf-8", "replace")
        at += 4 + length
    return None


def _decoded(raw: bytes) -> str:
    """A name in the first encoding that fits."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def _contents(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], members: list[Member], budget: Budget
) -> Iterator[bytes | None]:
    """The bytes of the members in order; a broken one is None."""
    for entry, member in zip(entries, members, strict=True):
        if member.problem is not None:
            yield None
            continue
        yield inflated(archive, entry, budget)
