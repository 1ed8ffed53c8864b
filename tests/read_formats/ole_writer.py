"""Write OLE compound files for tests: streams on top and in one storage ([MS-CFB], version 3, no mini stream)."""

import struct
from itertools import pairwise

_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
CUTOFF = 4096


def compound(streams: dict[str, bytes], stored: dict[str, bytes] | None = None) -> bytes:
    """A compound file; *stored* streams lie in a storage named ObjectPool. Small streams are filled up to 4096."""
    entries: list[list[object]] = [["Root Entry", 5, _NONE, _END, 0]]
    sectors: list[bytes] = []
    chains: list[int] = []

    def put(content: bytes) -> int:
        first, count = len(sectors), max((len(content) + 511) // 512, 1)
        for at in range(count):
            sectors.append(content[at * 512 : at * 512 + 512].ljust(512, b"\0"))
            chains.append(first + at + 1 if at + 1 < count else _END)
        return first

    def stream(name: str, content: bytes) -> None:
        size = max(len(content), CUTOFF)
        entries.append([name, 2, _NONE, put(content.ljust(size, b"\0")), size])

    top: list[int] = []
    for name, content in streams.items():
        top.append(len(entries))
        stream(name, content)
    if stored:
        pool = len(entries)
        top.append(pool)
        entries.append(["ObjectPool", 1, _NONE, 0, 0])
        inner = []
        for name, content in stored.items():
            inner.append(len(entries))
            stream(name, content)
        entries[pool][2] = inner[0]
    siblings = {one: two for group in (top, inner if stored else []) for one, two in pairwise(group)}
    entries[0][2] = top[0]
    directory = b""
    for number, (name, kind, child, start, size) in enumerate(entries):
        raw = str(name).encode("utf-16-le")
        directory += raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
        directory += struct.pack("<III", _NONE, siblings.get(number, _NONE), child) + bytes(36)
        directory += struct.pack("<IQ", start, size)
    while len(directory) % 512:
        directory += bytes(64) + struct.pack("<HBBIII", 0, 0, 0, _NONE, _NONE, _NONE) + bytes(48)
    directory_at = put(directory)
    fats = 1
    while fats * 128 < len(sectors) + fats:
        fats += 1
    table = [*chains, *([_FAT] * fats)]
    table += [_FREE] * (fats * 128 - len(table))
    fat_at = [len(sectors) + at for at in range(fats)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fats, directory_at, 0, CUTOFF, _END, 0, _END, 0)
    header += struct.pack("<109I", *fat_at, *([_FREE] * (109 - fats)))
    return header + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)


def record(kind: int, content: bytes, instance: int = 0, holds: bool = False) -> bytes:
    """A record of PowerPoint or Office drawings."""
    return struct.pack("<HHI", instance << 4 | (15 if holds else 0), kind, len(content)) + content
