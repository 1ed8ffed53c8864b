"""The header of a 7z archive: folders of packed streams, and the files in them (7zFormat.txt of the LZMA SDK)."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

MAGIC = b"7z\xbc\xaf'\x1c"
START = 32
MOST = 100_000
"""Things of one kind that a header may name."""
_END, _HEADER, _PROPERTIES, _MORE, _STREAMS, _FILES, _PACKED, _UNPACKED, _PARTS, _SIZE, _CRC, _FOLDER = range(12)
_SIZES, _COUNTS, _EMPTY_STREAM, _EMPTY_FILE, _, _NAMES = range(12, 18)


class Malformed(Exception):
    """The header does not follow the format."""


@dataclass(slots=True)
class Folder:
    """A packed stream: its coders (method, properties), where it lies, its size unpacked, the files in it."""

    coders: list[tuple[bytes, bytes]]
    packed: int = 1
    outputs: int = 1
    packed_at: int = 0
    packed_size: int = 0
    size: int = 0
    crc: int = -1
    sizes: list[int] = field(default_factory=list)
    crcs: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Header:
    """The files of an archive: name and whether it has content; the folders that hold the contents."""

    files: list[tuple[str, bool]] = field(default_factory=list)
    folders: list[Folder] = field(default_factory=list)
    begin: int = START

    def placed(self) -> Iterator[tuple[str, int, Folder | None, int]]:
        """Every file with its size, folder and checksum (-1 none), in order."""
        parts = [
            (folder, size, crc) for folder in self.folders for size, crc in zip(folder.sizes, folder.crcs, strict=True)
        ]
        waiting = iter(parts)
        for name, filled in self.files:
            folder, size, crc = next(waiting, (None, 0, -1)) if filled else (None, 0, -1)
            yield name, size, folder, crc


class _Bytes:
    """Reads numbers and runs of bytes; leaving the block is malformed."""

    def __init__(self, block: bytes) -> None:
        self.block, self.at = block, 0

    def take(self, count: int) -> bytes:
        if count < 0 or self.at + count > len(self.block):
            raise Malformed
        self.at += count
        return self.block[self.at - count : self.at]

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        """A number of 1 to 9 bytes, as many as the first byte has leading ones."""
        first, value, mask = self.byte(), 0, 0x80
        for count in range(8):
            if not first & mask:
                return value + ((first & (mask - 1)) << (8 * count))
            value |= self.byte() << (8 * count)
            mask >>= 1
        return value

    def count(self) -> int:
        found = self.number()
        if found > MOST:
            raise Malformed
        return found

    def bits(self, count: int) -> list[bool]:
        packed = self.take((count + 7) // 8)
        return [bool(packed[at // 8] & 0x80 >> at % 8) for at in range(count)]

    def digests(self, count: int) -> list[int]:
        """Checksums, -1 where none is kept."""
        kept = [True] * count if self.byte() else self.bits(count)
        return [struct.unpack("<I", self.take(4))[0] if one else -1 for one in kept]


def read_start(data: bytes) -> bytes:
    """The block at the end of the file that holds the header or the way to it."""
    if not data.startswith(MAGIC) or len(data) < START:
        raise Malformed
    check, offset, size, crc = struct.unpack_from("<IQQI", data, 8)
    block = data[START + offset : START + offset + size]
    if zlib.crc32(data[12:START]) != check or len(block) != size or zlib.crc32(block) != crc:
        raise Malformed
    return block


def read_streams(block: bytes) -> tuple[list[Folder], int]:
    """The folders of a StreamsInfo, and where in the file the first lies."""
    source = _Bytes(block)
    folders = _streams(source)
    return folders, START + (folders[0].packed_at if folders else 0)


def read_header(block: bytes) -> Header:
    """The files and folders of an unpacked header."""
    source, header = _Bytes(block), Header()
    if source.byte() != _HEADER:
        raise Malformed
    kind = source.byte()
    if kind in (_PROPERTIES, _MORE):
        raise Malformed
    if kind == _STREAMS:
        header.folders = _streams(source)
        kind = source.byte()
    if kind == _FILES:
        header.files = _files(source)
    return header


def _streams(source: _Bytes) -> list[Folder]:
    folders: list[Folder] = []
    place, sizes, kind = 0, list[int](), source.byte()
    if kind == _PACKED:
        place, sizes = _packed(source)
        kind = source.byte()
    if kind == _UNPACKED:
        folders = _unpacked(source)
        kind = source.byte()
    waiting = iter(sizes)
    for folder in folders:
        own = [next(waiting, 0) for _ in range(folder.packed)]
        folder.packed_at, folder.packed_size = place, own[0]
        place += sum(own)
        folder.sizes, folder.crcs = [folder.size], [folder.crc]
    if kind == _PARTS:
        _parts(source, folders)
        kind = source.byte()
    if kind != _END:
        raise Malformed
    return folders


def _packed(source: _Bytes) -> tuple[int, list[int]]:
    """Where the packed streams begin, and their sizes."""
    place, count, sizes = source.number(), source.count(), list[int]()
    while (kind := source.byte()) != _END:
        if kind == _SIZE:
            sizes = [source.number() for _ in range(count)]
        elif kind == _CRC:
            source.digests(count)
        else:
            raise Malformed
    return place, sizes


def _unpacked(source: _Bytes) -> list[Folder]:
    """The folders with their coders and sizes."""
    if source.byte() != _FOLDER:
        raise Malformed
    count = source.count()
    if source.byte():
        raise Malformed
    folders = [_folder(source) for _ in range(count)]
    if source.byte() != _SIZES:
        raise Malformed
    for folder in folders:
        folder.size = [source.number() for _ in range(folder.outputs)][-1]
    while (kind := source.byte()) != _END:
        if kind != _CRC:
            raise Malformed
        for folder, crc in zip(folders, source.digests(count), strict=True):
            folder.crc = crc
    return folders


def _folder(source: _Bytes) -> Folder:
    """The coders of a folder; how they are bound matters only where there is more than one, which is refused."""
    coders, inputs, outputs = [], 0, 0
    for _ in range(source.count()):
        flags = source.byte()
        method = source.take(flags & 15)
        ins, outs = (source.count(), source.count()) if flags & 0x10 else (1, 1)
        properties = source.take(source.count()) if flags & 0x20 else b""
        inputs, outputs = inputs + ins, outputs + outs
        coders.append((method, properties))
    if not 0 < len(coders) <= 32 or outputs > 32 or inputs > 32:
        raise Malformed
    for _ in range(outputs - 1):
        source.number(), source.number()
    packed = inputs - (outputs - 1)
    if packed > 1:
        for _ in range(packed):
            source.number()
    return Folder(coders, max(packed, 1), outputs)


def _parts(source: _Bytes, folders: list[Folder]) -> None:
    """How the stream of each folder is divided among files."""
    counts, kind = [1] * len(folders), source.byte()
    if kind == _COUNTS:
        counts = [source.count() for _ in folders]
        kind = source.byte()
    if sum(counts) > MOST:
        raise Malformed
    for folder, count in zip(folders, counts, strict=True):
        sizes = [source.number() for _ in range(count - 1)] if kind == _SIZE else []
        folder.sizes = [*sizes, folder.size - sum(sizes)][:count] if kind == _SIZE or count == 1 else [0] * count
        if min(folder.sizes, default=0) < 0:
            raise Malformed
    if kind == _SIZE:
        kind = source.byte()
    known = [len(folder.sizes) == 1 and folder.crc >= 0 for folder in folders]
    wanted = sum(len(folder.sizes) for folder, one in zip(folders, known, strict=True) if not one)
    found = iter(source.digests(wanted) if kind == _CRC else [-1] * wanted)
    for folder, one in zip(folders, known, strict=True):
        folder.crcs = [folder.crc] if one else [next(found) for _ in folder.sizes]
    if kind == _CRC and source.byte() != _END:
        raise Malformed


def _files(source: _Bytes) -> list[tuple[str, bool]]:
    """Names of the files, folders left out, and whether they have content."""
    count = source.count()
    names, empty, files = [""] * count, [False] * count, list[bool]()
    while (kind := source.byte()) != _END:
        block = _Bytes(source.take(source.number()))
        if kind == _EMPTY_STREAM:
            empty = block.bits(count)
        elif kind == _EMPTY_FILE:
            files = block.bits(sum(empty))
        elif kind == _NAMES and not block.byte():
            names = block.block[1:].decode("utf-16-le", "replace").split("\0")[:count]
    hollow = iter(files)
    found = []
    for name, bare in zip(names, empty, strict=False):
        if not bare or next(hollow, False):
            found.append((name.replace("\\", "/").lstrip("/") or "（没有名字）", not bare))
    return found
