"""The awkward files of the archive: a stored RAR, a lock file, a short film, an encrypted PDF."""

from __future__ import annotations

import datetime as dt
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from PIL import Image


def rar_stored(files: Sequence[tuple[str, bytes, dt.datetime]]) -> bytes:
    """A RAR 4 archive that stores its files: marker, archive header, one header per file, end block."""
    out = bytearray(b"Rar!\x1a\x07\x00")
    out += _rar_block(0x73, 0, b"\0" * 6)
    for name, data, when in files:
        plain = name.encode("gbk")
        dos = (
            (when.year - 1980) << 25
            | when.month << 21
            | when.day << 16
            | when.hour << 11
            | when.minute << 5
            | when.second // 2
        )
        full = plain + b"\0" + _rar_unicode(name, plain)
        body = (
            struct.pack("<IIBIIBBHI", len(data), len(data), 2, zlib.crc32(data), dos, 29, 0x30, len(full), 0x20) + full
        )
        out += _rar_block(0x74, 0x8000 | 0x0200, body)
        out += data
    out += _rar_block(0x7B, 0x4000, b"")
    return bytes(out)


def _rar_block(kind: int, flags: int, body: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


def _rar_unicode(name: str, plain: bytes) -> bytes:
    """The packed UTF-16 name of RAR 4: a high byte, then groups of four under a byte of flags."""
    out = bytearray(b"\0")
    data = name.encode("utf-16-le")
    pairs = [data[k : k + 2] for k in range(0, len(data), 2)]
    for start in range(0, len(pairs), 4):
        group = pairs[start : start + 4]
        flags = 0
        for place in range(len(group)):
            flags |= 0b10 << (6 - 2 * place)
        out.append(flags)
        for pair in group:
            out += pair
    return bytes(out)


def lock_file(user: str) -> bytes:
    """What Word leaves beside an open paper: 162 bytes, the user's name twice."""
    plain, wide = user.encode("gbk"), user.encode("utf-16-le")
    head = bytes([len(plain)]) + plain
    data = head.ljust(54, b" ") + bytes([len(user), 0]) + wide
    while len(data) < 162:
        data += b" \0"
    return data[:162]


def film(frames: Sequence[Image.Image], path: Path, when: dt.datetime, *, rate: int = 12) -> None:
    """A short H.264 film of the frames."""
    with tempfile.TemporaryDirectory() as folder:
        for number, frame in enumerate(frames):
            frame.save(Path(folder) / f"{number:03d}.png")
        subprocess.run(
            [
                "ffmpeg",
                "-y",
                "-loglevel",
                "error",
                "-framerate",
                str(rate),
                "-i",
                f"{folder}/%03d.png",
                "-c:v",
                "libx264",
                "-threads",
                "1",
                "-pix_fmt",
                "yuv420p",
                "-crf",
                "31",
                "-preset",
                "slow",
                "-movflags",
                "+faststart",
                "-fflags",
                "+bitexact",
                "-flags:v",
                "+bitexact",
                "-metadata",
                f"creation_time={when.isoformat()}",
                str(path),
            ],
            check=True,
        )


def encrypt(source: Path, target: Path, password: str) -> None:
    """The PDF again, AES-256, not to be opened without the user's password."""
    with pikepdf.open(source) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner=password + "-owner", user=password, R=6))
