"""Office packages (docx, xlsx and their kin): zips of XML parts, checked before any parser sees them.

Nothing is ever extracted to disk. Every member is inflated once here with a count, because the
sizes that a zip states may lie; every XML part is refused when it brings a DTD, whatever its
encoding (RELIABILITY, part 4: limits and XML).
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from wenming_cli.read.extract import UnreadableError

MOST_MEMBERS = 10_000
MOST_INFLATED = 200 << 20
"""Bytes that all members together may inflate to."""
SUSPECT_INFLATED, MOST_RATIO = 64 << 20, 100
"""From this many bytes on, a package may not be more than so many times its size on disk."""
CHUNK = 1 << 20
_HEADER = 30
_STORED, _DEFLATED = 0, 8
_WIDE_ENCODINGS = (b"\x00\x00\xfe\xff", b"\xff\xfe\x00\x00", b"\x00\x00\x00<", b"<\x00\x00\x00")


@dataclass(slots=True)
class Package:
    """The members of a checked package by name; of two with one name the later counts, as in zipfile."""

    data: bytes
    members: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    doubled: tuple[str, ...] = ()

    def read(self, name: str) -> bytes | None:
        """The bytes of a member; None when there is none of that name."""
        member = self.members.get(name)
        return b"".join(_inflated(self.data, member)) if member is not None else None

    def size(self, name: str) -> int:
        """The size of a member in bytes; 0 when there is none."""
        member = self.members.get(name)
        return member.file_size if member is not None else 0


def open_package(data: bytes) -> Package:
    """The package in *data* after all checks; raises UnreadableError with the reason."""
    members = _directory(data)
    if not members:
        raise UnreadableError("corrupt", "压缩结构里什么也没有")
    stated = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise UnreadableError("bomb", f"里面有 {len(members)} 个成员")
    _refuse_large(stated, len(data))
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError("encrypted")
    by_name: dict[str, zipfile.ZipInfo] = {}
    doubled = []
    for member in members:
        if member.filename in by_name:
            doubled.append(member.filename)
        by_name[member.filename] = member
    used = 0
    for member in by_name.values():
        used = _check_member(data, member, used)
    return Package(data, by_name, tuple(doubled))


def member_names(data: bytes) -> tuple[str, ...]:
    """The names in a zip; nothing when its directory can't be read."""
    try:
        return tuple(member.filename for member in _directory(data))
    except UnreadableError:
        return ()


def _directory(data: bytes) -> list[zipfile.ZipInfo]:
    """The central directory of a zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except Exception as error:
        raise UnreadableError("corrupt", "压缩结构损坏") from error


def _refuse_large(inflated: int, packed: int) -> None:
    """Refuse what inflates past the limits (a bomb)."""
    if inflated > MOST_INFLATED:
        raise UnreadableError("bomb", f"解压后超过 {MOST_INFLATED >> 20} MB")
    if inflated > SUSPECT_INFLATED and inflated > MOST_RATIO * max(packed, 1):
        raise UnreadableError("bomb", f"解压后是原来的 {inflated // max(packed, 1)} 倍")


def _check_member(data: bytes, member: zipfile.ZipInfo, used: int) -> int:
    """Inflate a member without keeping it: size, checksum, DTD. Returns the bytes inflated so far."""
    crc, size, head = 0, 0, None
    prolog: _Prolog | None = None
    for piece in _inflated(data, member):
        if head is None:
            head = piece[:64]
            prolog = _Prolog() if _is_xml(head) else None
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        _refuse_large(used + size, len(data))
        if prolog is not None and not prolog.over:
            prolog.feed(piece)
    if crc != member.CRC or size != member.file_size:
        raise UnreadableError("corrupt", f"校验不符：{member.filename[:60]}")
    return used + size


def _inflated(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of a member in pieces of at most CHUNK bytes."""
    start = member.header_offset
    if data[start : start + 4] != b"PK\x03\x04":
        raise UnreadableError("corrupt", "压缩结构损坏")
    names = int.from_bytes(data[start + 26 : start + 28], "little")
    extra = int.from_bytes(data[start + 28 : start + 30], "little")
    begin = start + _HEADER + names + extra
    packed = memoryview(data)[begin : begin + member.compress_size]
    if len(packed) != member.compress_size:
        raise UnreadableError("corrupt", "文件不完整")
    if member.compress_type == _STORED:
        for at in range(0, len(packed), CHUNK):
            yield bytes(packed[at : at + CHUNK])
        return
    if member.compress_type != _DEFLATED:
        raise UnreadableError("corrupt", f"压缩方法 {member.compress_type} 不是 Office 用的")
    yield from _deflated(packed)


def _deflated(packed: "memoryview[int]") -> Iterator[bytes]:
    """Raw deflate data, inflated piece by piece."""
    inflater = zlib.decompressobj(-15)
    at, waiting = 0, b""
    try:
        while not inflater.eof:
            if not waiting:
                waiting = bytes(packed[at : at + CHUNK])
                at += CHUNK
            piece = inflater.decompress(waiting, CHUNK)
            if not piece and not waiting:
                raise UnreadableError("corrupt", "文件不完整")
            waiting = inflater.unconsumed_tail
            if piece:
                yield piece
    except zlib.error as error:
        raise UnreadableError("corrupt", "压缩数据损坏") from error


def _is_xml(head: bytes) -> bool:
    """Whether a member begins like XML in any encoding that a parser may take."""
    if head.startswith(_WIDE_ENCODINGS):
        return True
    bare = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return bare.lstrip(b" \t\r\n\x00").startswith(b"<")


class _Rooted(Exception):
    """The root element has begun: no DTD can follow."""


class _Prolog:
    """Looks at an XML part up to its root element; a DTD there is refused."""

    def __init__(self) -> None:
        self.over = False
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._root

    def feed(self, piece: bytes) -> None:
        """Take the next piece of the part."""
        try:
            self._parser.Parse(piece, False)
        except _Rooted:
            self.over = True
        except (expat.ExpatError, LookupError, ValueError) as error:
            self.over = True
            if b"<!DOCTYPE" in piece or piece.startswith(_WIDE_ENCODINGS):
                raise UnreadableError("bomb", "里面有 DTD 声明或不认识的编码") from error

    def _doctype(self, *_: Any) -> None:
        raise UnreadableError("bomb", "里面有 DTD 声明")

    def _root(self, *_: Any) -> None:
        raise _Rooted
