"""The length of an .mp3 and the day in its tag: ISO/IEC 11172-3 2.4.2.3 (frame header), Xing header, ID3v2.4."""

import io
import re
import struct
from typing import BinaryIO

LOOKED_AT = 1 << 18
_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_HERTZ = (44100, 48000, 32000)
_TAGGED = re.compile(rb"T(?:DRC|DAT|DRL).{6}[\x00-\x03](?:\xff\xfe|\xfe\xff)?([\d\x00-]{10,20})", re.DOTALL)


def read_mp3(stream: BinaryIO) -> tuple[float, None, str | None]:
    """Seconds (0 unknown), no moment, and the day of recording in full where the tag has one."""
    end = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    head = stream.read(LOOKED_AT)
    tag = 0
    if head.startswith(b"ID3") and len(head) > 10:
        tag = 10 + ((head[6] & 127) << 21 | (head[7] & 127) << 14 | (head[8] & 127) << 7 | head[9] & 127)
    match = _TAGGED.search(head[: min(tag, LOOKED_AT)])
    day = match[1].replace(b"\0", b"").decode()[:10] if match else None
    stream.seek(tag)
    return (
        _seconds(stream.read(LOOKED_AT), end - tag),
        None,
        day if day and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None,
    )


def _seconds(block: bytes, size: int) -> float:
    """The length by the first frame: its Xing frame count, or its bit rate."""
    at = block.find(b"\xff")
    while 0 <= at < len(block) - 40:
        version, rate, hertz = block[at + 1] >> 3 & 3, block[at + 2] >> 4, block[at + 2] >> 2 & 3
        layer_3 = block[at + 1] & 0xE6 == 0xE2
        if layer_3 and version != 1 and 0 < rate < 15 and hertz < 3:
            first = version == 3
            speed = _HERTZ[hertz] >> (0 if first else 1 if version == 2 else 2)
            for mark in (b"Xing", b"Info"):
                place = block.find(mark, at, at + 48)
                if place >= 0 and block[place + 7] & 1:
                    frames = struct.unpack_from(">I", block, place + 8)[0]
                    return float(frames * (1152 if first else 576) / speed)
            kilobits = (_RATES_1 if first else _RATES_2)[rate]
            return (size - at) / (kilobits * 125)
        at = block.find(b"\xff", at + 1)
    return 0.0
