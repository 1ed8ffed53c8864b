"""OLE compound files (doc, xls, ppt, wps, and encrypted docx): only which kind, whole or not, locked or not.

The layout is that of [MS-CFB]; the marks of a password are those of [MS-DOC] 2.5.2 (fEncrypted),
[MS-XLS] 2.4.117 (FilePass), [MS-PPT] 2.3.2 (headerToken) and [MS-OFFCRYPTO] 2.3 (EncryptedPackage).
"""

import struct
from collections.abc import Container, Iterator
from dataclasses import dataclass

from wenming_cli.read.extract import UnreadableError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_ENTRIES = 10_000
_LAST = 0xFFFFFFFA
"""Sector numbers above this are marks (end of chain, free …), not places."""
_STREAM, _ROOT = 2, 5
_ENCRYPTED_PPT = 0xF3D1C4DF
_FILEPASS = 0x2F


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream of a compound file: where it begins and how long it is."""

    start: int
    size: int


class Compound:
    """An OLE file whose directory has been read; broken structure raises UnreadableError."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            self._read_header()
            self.streams = dict(self._directory())
        except (struct.error, IndexError, OverflowError) as error:
            raise _broken() from error

    def _read_header(self) -> None:
        data = self.data
        if not data.startswith(MAGIC) or len(data) < 1536:
            raise _broken()
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise _broken()
        self.size = 1 << shift
        fats, self.directory_at = struct.unpack_from("<II", data, 44)
        self.cutoff, self.mini_at, _, difat_at, difats = struct.unpack_from("<IIIII", data, 56)
        places = [place for place in struct.unpack_from("<109I", data, 76) if place < _LAST]
        seen: set[int] = set()
        while difats and difat_at < _LAST and difat_at not in seen:
            seen.add(difat_at)
            *more, difat_at = struct.unpack(f"<{self.size // 4}I", self._sector(difat_at))
            places.extend(place for place in more if place < _LAST)
        if not places or len(places) > len(data) // self.size + 1 or fats == 0:
            raise _broken()
        self.fat: list[int] = []
        for place in places:
            self.fat.extend(struct.unpack(f"<{self.size // 4}I", self._sector(place)))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        sector = self.data[start : start + self.size]
        if not sector:
            raise _broken()
        return sector.ljust(self.size, b"\0")

    def _chain(self, start: int) -> Iterator[int]:
        """The sectors of a chain in order; one that loops or leaves the file is broken."""
        seen: set[int] = set()
        while start < _LAST:
            if start in seen or start >= len(self.fat):
                raise _broken()
            seen.add(start)
            yield start
            start = self.fat[start]

    def _directory(self) -> Iterator[tuple[str, Entry]]:
        self.root = Entry(0, 0)
        entries = 0
        for sector in self._chain(self.directory_at):
            block = self._sector(sector)
            for at in range(0, self.size, 128):
                entries += 1
                length, kind = struct.unpack_from("<HB", block, at + 64)
                start, size = struct.unpack_from("<II", block, at + 116)
                if entries > MOST_ENTRIES or length > 64:
                    raise _broken()
                name = block[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
                if kind == _ROOT:
                    self.root = Entry(start, size)
                elif kind == _STREAM:
                    yield name, Entry(start, size)
        if not entries or (self.root.start == 0 == self.root.size and entries < 2):
            raise _broken()

    def head(self, name: str, most: int) -> bytes:
        """The first *most* bytes of a stream; empty when there is no such stream."""
        entry = self.streams.get(name)
        if entry is None:
            return b""
        most = min(most, entry.size)
        try:
            return self._small(entry, most) if entry.size < self.cutoff else self._large(entry.start, most)
        except (struct.error, IndexError) as error:
            raise _broken() from error

    def _large(self, start: int, most: int) -> bytes:
        found = bytearray()
        for sector in self._chain(start):
            if len(found) >= most:
                break
            found += self._sector(sector)
        return bytes(found[:most])

    def _small(self, entry: Entry, most: int) -> bytes:
        """A stream below the cutoff lies in 64-byte pieces inside the root's stream."""
        whole = self._large(self.root.start, self.root.size)
        table = self._large(self.mini_at, len(self.fat) * 4)
        links = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        found, at, seen = bytearray(), entry.start, set[int]()
        while len(found) < most and at < len(links) and at not in seen:
            seen.add(at)
            found += whole[at * 64 : at * 64 + 64]
            at = links[at]
        return bytes(found[:most])


def _broken() -> UnreadableError:
    return UnreadableError("corrupt", "复合文档结构损坏")


def kind_of(names: Container[str], suffix: str) -> str:
    """The format that the streams in the root name; *suffix* decides between Office and WPS names."""
    for stream, format_name, kin in (
        ("WordDocument", "doc", ("wps", "dot", "wpt")),
        ("Workbook", "xls", ("et", "xlt", "ett")),
        ("Book", "xls", ("et",)),
        ("PowerPoint Document", "ppt", ("dps", "pps")),
        ("EncryptedPackage", "docx", ("xlsx", "pptx", "wps", "et", "dps", "doc", "xls", "ppt")),
    ):
        if stream in names:
            return suffix[1:] if suffix[1:] in kin else format_name
    return "ole"


def is_encrypted(compound: Compound) -> bool:
    """Whether a password is needed to open the file."""
    names = compound.streams
    if "EncryptedPackage" in names or "EncryptedSummary" in names or "EncryptionInfo" in names:
        return True
    word = compound.head("WordDocument", 12)
    if len(word) == 12 and word[11] & 1:
        return True
    token = compound.head("Current User", 16)
    if len(token) == 16 and struct.unpack_from("<I", token, 12)[0] == _ENCRYPTED_PPT:
        return True
    return _has_filepass(compound.head("Workbook", 4096) or compound.head("Book", 4096))


def _has_filepass(book: bytes) -> bool:
    """Whether a FilePass record stands among the first records of a workbook."""
    at = 0
    while at + 4 <= len(book):
        record, length = struct.unpack_from("<HH", book, at)
        if record == _FILEPASS:
            return True
        at += 4 + length
    return False
