"""Video and sound by their metadata only: length, day of recording, frame size. Nothing is decoded.

Own walks through boxes and chunks: mutagen and hachoir are GPL, tinytag (MIT) knows no video and no recording day.
Sources: ISO/IEC 14496-12 8.2.2 (mvhd) and the QuickTime File Format, AVI RIFF (avih), ASF 3.2 (file properties),
RFC 9559 (Matroska), RFC 4867 (AMR), WAVE.
"""

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import BinaryIO

from wenming_cli.read.extract import Extract, UnreadableError

BEIJING = timezone(timedelta(hours=8))
"""Phones in China note UTC in their videos; the day is that of Beijing."""
MOST_BOXES, MOST_HEAD = 20_000, 16 << 20
_MOVIES = frozenset({b"moov", b"trak", b"mdia", b"udta", b"meta", b"ilst"})
_FIRST_MAC, _FIRST_WINDOWS = datetime(1904, 1, 1, tzinfo=UTC), datetime(1601, 1, 1, tzinfo=UTC)
_CREATED = re.compile(rb"((?:19|20)\d\d-\d\d-\d\d)T\d\d:\d\d")
_ASF_FILE = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_FRAMES = {0: 13, 1: 14, 2: 16, 3: 18, 4: 20, 5: 21, 6: 27, 7: 32, 8: 6}
"""Bytes of an AMR frame by its type, the header byte included (RFC 4867, 5.3)."""


@dataclass(slots=True)
class Recorded:
    """What a recording says of itself."""

    seconds: float = 0.0
    moment: datetime | None = None
    day: str | None = None
    size: tuple[int, int] | None = None
    whole: bool = True


def read_media(source: bytes | BinaryIO, format_name: str) -> Extract:
    """The facts of a recording; a large file is given as a stream, of which only heads are read."""
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    extract = Extract(format_name, "音视频")
    try:
        found = _recorded(stream, format_name)
    except (struct.error, OverflowError, ValueError, IndexError) as error:
        raise UnreadableError("corrupt", "音视频的文件头不完整") from error
    if not found.whole:
        raise UnreadableError("corrupt", "音视频不完整，可能没有录完或没有下载完")
    if found.seconds > 0:
        extract.cues["duration"] = _length(found.seconds)
    day = found.day or (found.moment.astimezone(BEIJING).date().isoformat() if found.moment else None)
    if day and day > "1990":
        extract.exif_date = day
        extract.cues["recorded"] = f"文件里记着录制于 {day}"
    extract.pixels = found.size
    return extract


def _length(seconds: float) -> str:
    """A duration as people write it: 1 小时 2 分 3 秒."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return (f"{hours} 小时 " if hours else "") + (f"{minutes} 分 " if hours or minutes else "") + f"{rest} 秒"


def _recorded(stream: BinaryIO, format_name: str) -> Recorded:
    """Call the walk of one format; of a format that has none, only that it is a recording is known."""
    match format_name:
        case "mp4" | "mov" | "m4a" | "3gp":
            return _movie(stream)
        case "avi" | "wav":
            return _riff(stream)
        case "wmv" | "wma" | "asf":
            return _asf(stream.read(1 << 16))
        case "mkv" | "webm":
            return _matroska(stream.read(1 << 16))
        case "amr":
            return _amr(stream.read(MOST_HEAD))
        case "mp3":
            from wenming_cli.read.media_mp3 import read_mp3

            return Recorded(*read_mp3(stream))
        case _:
            return Recorded()


def _boxes(stream: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, start and end of the content of the boxes between two places, those within others included."""
    waiting, count = [(start, end)], 0
    while waiting:
        at, last = waiting.pop()
        while at + 8 <= last and count < MOST_BOXES:
            count += 1
            stream.seek(at)
            head = stream.read(16)
            size, kind = struct.unpack_from(">I4s", head)
            inner = at + 8
            if size == 1:
                size, inner = struct.unpack_from(">Q", head, 8)[0], at + 16
            after = at + size if size else last
            if size and size < 8:
                return
            yield kind, inner, min(after, last)
            if after > last and start == 0 and at < last and kind == b"mdat":
                yield b"cut ", at, last
            if kind in _MOVIES:
                waiting.append((inner + (4 if kind == b"meta" and head[12:16] != b"hdlr" else 0), min(after, last)))
            at = after


def _movie(stream: BinaryIO) -> Recorded:
    """An MP4, MOV or M4A: the movie header, the largest track, Apple's own creation date."""
    end = stream.seek(0, io.SEEK_END)
    found, headed, cut = Recorded(), False, False
    for kind, start, after in _boxes(stream, 0, end):
        cut = cut or kind == b"cut "
        if kind in (b"mvhd", b"tkhd", b"ilst", b"\xa9day"):
            stream.seek(start)
            block = stream.read(min(after - start, 1 << 16))
            if kind == b"mvhd":
                headed = True
                found.seconds, found.moment = _movie_header(block)
            elif kind == b"tkhd" and len(block) >= 84:
                width, height = (side >> 16 for side in struct.unpack_from(">II", block, len(block) - 8))
                if width * height > (found.size or (0, 0))[0] * (found.size or (0, 0))[1]:
                    found.size = width, height
            else:
                created = _CREATED.search(block)
                found.day = created[1].decode() if created else found.day
    found.whole = headed and not cut
    return found


def _movie_header(block: bytes) -> tuple[float, datetime | None]:
    """Seconds and moment of creation, in both versions of the box."""
    if block[0] == 1:
        created, _, scale, length = struct.unpack_from(">QQIQ", block, 4)
    else:
        created, _, scale, length = struct.unpack_from(">IIII", block, 4)
    moment = _FIRST_MAC + timedelta(seconds=created) if 0 < created < 1 << 33 else None
    return (length / scale if scale else 0.0), moment


def _riff(stream: BinaryIO) -> Recorded:
    """An AVI or WAV: its chunks; a list is looked into."""
    head = stream.read(1 << 20)
    end = stream.seek(0, io.SEEK_END)
    found, at, rate = Recorded(), 12, 0
    while at + 8 <= len(head):
        kind, size = struct.unpack_from("<4sI", head, at)
        block = head[at + 8 : at + 8 + min(size, 256)]
        if kind == b"LIST" and block[:4] in (b"hdrl", b"INFO"):
            at += 12
            continue
        if kind == b"avih" and len(block) >= 40:
            step, _, _, _, frames, _, _, _, width, height = struct.unpack_from("<10I", block)
            found.seconds, found.size = step * frames / 1e6, (width, height)
        elif kind == b"fmt " and len(block) >= 12:
            rate = struct.unpack_from("<I", block, 8)[0]
        elif kind == b"data" and rate:
            found.seconds = min(size, end - at - 8) / rate
        elif kind in (b"IDIT", b"ICRD"):
            found.day = _written(block)
        at += 8 + size + (size & 1)
    return found


def _written(block: bytes) -> str | None:
    """A day as cameras write it in AVI: 2021-03-05, 2021:03:05 or Fri Mar 05 10:00:00 2021."""
    from wenming_cli.read.exif import day_of

    text = block.decode("latin-1").strip(" \x00\r\n")
    try:
        return datetime.strptime(text[:24], "%a %b %d %H:%M:%S %Y").date().isoformat()  # noqa: DTZ007 - camera's own clock
    except ValueError:
        return day_of(text)


def _asf(head: bytes) -> Recorded:
    """A WMV or WMA: creation and play time in its file properties, both in 100 nanoseconds."""
    at = head.find(_ASF_FILE)
    if at < 0:
        return Recorded()
    created, _, length, _, lead = struct.unpack_from("<QQQQQ", head, at + 48)
    moment = _FIRST_WINDOWS + timedelta(microseconds=created // 10) if 0 < created < 1 << 60 else None
    return Recorded(max(length / 1e7 - lead / 1e3, 0.0), moment)


def _matroska(head: bytes) -> Recorded:
    """An MKV or WebM: Duration, TimestampScale and DateUTC of its Info element."""
    found, scale = Recorded(), 1_000_000
    match = re.search(rb"\x2a\xd7\xb1([\x81-\x88])", head)
    if match:
        scale = int.from_bytes(head[match.end() : match.end() + match[1][0] - 0x80], "big") or scale
    match = re.search(rb"\x44\x89([\x84\x88])", head)
    if match:
        size = match[1][0] - 0x80
        found.seconds = struct.unpack_from(">f" if size == 4 else ">d", head, match.end())[0] * scale / 1e9
    match = re.search(rb"\x44\x61\x88", head)
    if match:
        nanoseconds = struct.unpack_from(">q", head, match.end())[0]
        found.moment = datetime(2001, 1, 1, tzinfo=UTC) + timedelta(microseconds=nanoseconds // 1000)
    return found


def _amr(data: bytes) -> Recorded:
    """An AMR recording of a phone: frames of 20 milliseconds."""
    at, frames = 6, 0
    while at < len(data):
        at += _FRAMES.get(data[at] >> 3 & 15, 1)
        frames += 1
    return Recorded(frames * 0.02)
