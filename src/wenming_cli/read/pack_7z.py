"""Open .7z with the standard library's LZMA, BZip2 and Deflate (7zFormat.txt of the LZMA SDK, public domain).

py7zr is LGPL and brings nine packages; the 7z files of offices are LZMA or LZMA2, which Python has.
"""

import bz2
import lzma
import zlib
from collections.abc import Iterator
from typing import Any

from wenming_cli.model.evidence import Problem
from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.pack_7z_header import Folder, Header, Malformed, read_header, read_start, read_streams
from wenming_cli.read.pack_member import CHUNK, MOST_MEMBERS, Budget, Member, Opened, is_silent

MOST_DICTIONARY, LEAST_DICTIONARY = 256 << 20, 4096
MOST_HEADER = 16 << 20
_LZMA, _LZMA2, _DEFLATE, _BZIP2, _AES = b"\x03\x01\x01", b"\x21", b"\x04\x01\x08", b"\x04\x02\x02", b"\x06\xf1\x07\x01"
_COPIES = (b"\x00", b"")
_ENCODED = 0x17
ADVICE = "这种 7z 压缩方法读不了，请另存为 zip"


def open_7z(data: bytes) -> Opened:
    """The files of a 7z archive; folders and litter are left out."""
    try:
        header = _header(data)
    except Malformed as error:
        raise UnreadableError("corrupt", "压缩结构损坏") from error
    if len(header.files) > MOST_MEMBERS:
        raise UnreadableError("bomb", f"里面有 {len(header.files)} 个成员")
    files = list(header.placed())
    members = [_member(name, size, folder) for name, size, folder, _ in files]
    kept = [not is_silent(member.name) for member in members]
    contents = _contents(data, header, files, Budget(len(data)))
    return Opened(
        [member for member, keep in zip(members, kept, strict=True) if keep],
        (content for content, keep in zip(contents, kept, strict=True) if keep),
    )


def _header(data: bytes) -> Header:
    """The archive's header, unpacked where it is packed itself."""
    block = read_start(data)
    if not block:
        return Header()
    if block[0] == _ENCODED:
        folders, at = read_streams(block[1:])
        if len(folders) != 1:
            raise Malformed
        if _refusal(folders[0]) is Problem.ENCRYPTED:
            raise UnreadableError("encrypted", "压缩包连文件名也加了密")
        if folders[0].size > MOST_HEADER:
            raise UnreadableError("bomb", "目录过大")
        block = b"".join(_unpacked(data, folders[0], at))
        if len(block) != folders[0].size:
            raise Malformed
    return read_header(block)


def _refusal(folder: Folder) -> Problem | None:
    """Why a folder can't be unpacked; None when it can."""
    if any(method == _AES for method, _ in folder.coders):
        return Problem.ENCRYPTED
    known = (*_COPIES, _LZMA, _LZMA2, _DEFLATE, _BZIP2)
    return None if len(folder.coders) == 1 and folder.coders[0][0] in known else Problem.UNSUPPORTED


def _member(name: str, size: int, folder: Folder | None) -> Member:
    """A file as the header tells it."""
    refusal = _refusal(folder) if folder is not None else None
    return Member(name, size, refusal, ADVICE if refusal is Problem.UNSUPPORTED else "")


def _contents(
    data: bytes, header: Header, files: list[tuple[str, int, Folder | None, int]], budget: Budget
) -> Iterator[bytes | None]:
    """The bytes of the files in order; those of one folder lie in one stream, one behind the other."""
    current: Folder | None = None
    waiting = bytearray()
    stream: Iterator[bytes] = iter(())
    for _, size, folder, crc in files:
        if folder is None or _refusal(folder) is not None:
            yield b"" if folder is None else None
            continue
        if folder is not current:
            current, waiting = folder, bytearray()
            stream = _unpacked(data, folder, header.begin + folder.packed_at)
        while len(waiting) < size and (piece := next(stream, b"")):
            budget.take(len(piece))
            waiting += piece
        content = bytes(waiting[:size])
        del waiting[:size]
        whole = len(content) == size and (crc < 0 or zlib.crc32(content) == crc)
        yield content if whole else None


def _unpacked(data: bytes, folder: Folder, at: int) -> Iterator[bytes]:
    """A folder's stream in pieces; it ends early where it is broken."""
    method, properties = folder.coders[0]
    packed = memoryview(data)[at : at + folder.packed_size]
    left = folder.size
    if method in _COPIES:
        yield from (bytes(packed[start : start + CHUNK]) for start in range(0, min(len(packed), left), CHUNK))
        return
    try:
        machine: Any = _decompressor(method, properties, folder.size)
        start, piece = 0, bytes(packed[:CHUNK])
        while left > 0 and not machine.eof:
            out = machine.decompress(piece, min(CHUNK, left))
            left -= len(out)
            if out:
                yield out
            start, piece = _next(machine, packed, start, piece)
            if not out and not piece:
                return
    except (lzma.LZMAError, zlib.error, OSError, ValueError, EOFError):
        return


def _next(machine: Any, packed: "memoryview[int]", start: int, piece: bytes) -> tuple[int, bytes]:
    """Where the packed data goes on, and the bytes to give the machine next."""
    if hasattr(machine, "unconsumed_tail"):
        tail: bytes = machine.unconsumed_tail
        if tail:
            return start, tail
    elif not machine.needs_input:
        return start, b""
    start += CHUNK
    return start, bytes(packed[start : start + CHUNK])


def _decompressor(method: bytes, properties: bytes, size: int) -> Any:
    """The standard library's machine for one method."""
    if method == _DEFLATE:
        return zlib.decompressobj(-15)
    if method == _BZIP2:
        return bz2.BZ2Decompressor()
    if method == _LZMA and len(properties) == 5 and properties[0] < 225:
        rest, literal = divmod(properties[0], 9)
        position, literal_position = divmod(rest, 5)
        dictionary = int.from_bytes(properties[1:], "little")
        chosen = {"id": lzma.FILTER_LZMA1, "lc": literal, "lp": literal_position, "pb": position}
    elif method == _LZMA2 and len(properties) == 1 and properties[0] <= 40:
        bits = properties[0]
        dictionary = (2 | bits & 1) << (bits // 2 + 11)
        chosen = {"id": lzma.FILTER_LZMA2}
    else:
        raise ValueError("properties")
    dictionary = max(min(dictionary, size), LEAST_DICTIONARY)
    if dictionary > MOST_DICTIONARY:
        raise UnreadableError("bomb", "解压要的内存过大")
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[{**chosen, "dict_size": dictionary}])
