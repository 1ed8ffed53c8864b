"""The streams of an OLE compound file ([MS-CFB]) by name: those on top, and none of what is embedded.

A workbook may hold a whole Word document as an object, so a stream counts only where it lies in the root.
"""

import io
import struct
from typing import Any

from wenming_cli.read.extract import UnreadableError

MOST_STREAM = 200 << 20
"""Bytes of one stream; the file that holds it is limited already."""
SMALL_PICTURE = 6_000
"""Bytes below which a picture is a logo or a bullet, not evidence (as in docx)."""
DEEPEST, MOST_RECORDS = 12, 200_000
_BLIP_ENTRY = 0xF007
_SUMMARY, _PAGE_COUNT, MOST_PAGES = "\x05SummaryInformation", 14, 100_000
_PROMISES = (
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("EncryptedPackage", "docx"),
    ("__properties_version1.0", "msg"),
    ("MatOST", "works"),
    ("VisioDocument", "vsd"),
)


class Streams:
    """An opened compound file."""

    def __init__(self, data: bytes) -> None:
        import olefile

        try:
            self._ole: Any = olefile.OleFileIO(io.BytesIO(data))
            self.names = {kid.name: kid for kid in self._ole.root.kids}
        except Exception as error:
            raise UnreadableError("corrupt", "复合文档结构损坏") from error

    def read(self, name: str, most: int = MOST_STREAM) -> bytes:
        """The bytes of a stream on top; empty when there is none of that name."""
        entry = self.names.get(name)
        if entry is None or not entry.size:
            return b""
        if entry.size > MOST_STREAM:
            raise UnreadableError("bomb", f"里面有一段内容超过 {MOST_STREAM >> 20} MB")
        try:
            found: bytes = self._ole.openstream(name).read(most)
        except Exception as error:
            raise UnreadableError("corrupt", "复合文档结构损坏") from error
        return found


def kind_of(data: bytes) -> str:
    """The format that an OLE file's own streams name: doc, xls, ppt, docx (an encrypted package), msg … or ole."""
    names = Streams(data).names
    return next((kind for stream, kind in _PROMISES if stream in names), "ole")


def refuse_package(streams: Streams) -> None:
    """An OOXML package inside OLE is one with a password ([MS-OFFCRYPTO] 2.3)."""
    if "EncryptedPackage" in streams.names or "EncryptionInfo" in streams.names:
        raise UnreadableError("encrypted")


def page_count(streams: Streams) -> int | None:
    """The pages that the program counted when it saved ([MS-OLEPS] 2.21, PIDSI_PAGECOUNT)."""
    summary = streams.read(_SUMMARY, 1 << 16)
    try:
        start = struct.unpack_from("<I", summary, 44)[0]
        for at in range(start + 8, start + 8 + 8 * min(struct.unpack_from("<I", summary, start + 4)[0], 64), 8):
            name, offset = struct.unpack_from("<II", summary, at)
            if name == _PAGE_COUNT:
                pages: int = struct.unpack_from("<I", summary, start + offset + 4)[0]
                return pages if 0 < pages < MOST_PAGES else None
    except struct.error:
        return None
    return None


def pictures_in(drawing: bytes) -> int:
    """Pictures larger than a logo in an OfficeArtDggContainer ([MS-ODRAW] 2.2.12: its blip store)."""
    count, waiting, records = 0, [(0, len(drawing), 0)], 0
    while waiting:
        at, end, depth = waiting.pop()
        while at + 8 <= end and records < MOST_RECORDS:
            records += 1
            version, kind, length = struct.unpack_from("<HHI", drawing, at)
            at += 8
            if kind == _BLIP_ENTRY and at + 24 <= end:
                count += struct.unpack_from("<I", drawing, at + 20)[0] > SMALL_PICTURE
            elif version & 15 == 15 and depth < DEEPEST:
                waiting.append((at, min(at + length, end), depth + 1))
            at += length
    return count
