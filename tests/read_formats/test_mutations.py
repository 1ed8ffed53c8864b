"""Bytes that are bent at random: a reader answers or says why not, and nothing else."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from read_formats.ole_writer import compound
from read_formats.test_ole import _presentation
from read_formats.test_packages import _pptx
from read_formats.test_packs import _rar
from read_formats.test_rasters import _movie, _saved
from read_formats.test_texts import LETTER, PAGE
from read_formats.zips import ofd, text_object, zipped
from wenming_cli.model.evidence import Reading
from wenming_cli.read.doc import read_doc
from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.html import read_html
from wenming_cli.read.link import read_link
from wenming_cli.read.mail import read_mail
from wenming_cli.read.media import read_media
from wenming_cli.read.odt import read_odf
from wenming_cli.read.ofd import read_ofd
from wenming_cli.read.pack import read_pack
from wenming_cli.read.pptx import read_pptx
from wenming_cli.read.raster import read_raster
from wenming_cli.read.rtf import read_rtf
from wenming_cli.read.sheets import read_xls
from wenming_cli.read.slides import read_ppt

HERE = Path(__file__).parent / "fixtures"
TIMES = 60


def _whatever(content: bytes, suffix: str) -> Reading:
    return Reading(sha256="x", format=suffix, text=str(len(content)))


def _file(name: str) -> bytes:
    return (HERE / name).read_bytes()


CASES: dict[str, tuple[Callable[[], bytes], Callable[[bytes], object]]] = {
    "doc": (lambda: _file("notice.doc"), read_doc),
    "xls": (lambda: _file("hours.xls"), read_xls),
    "ppt": (lambda: compound(_presentation()), read_ppt),
    "rtf": (lambda: _file("notice.rtf")[:20_000], read_rtf),
    "odt": (lambda: _file("notice.odt"), read_odf),
    "pptx": (lambda: zipped(_pptx()), read_pptx),
    "ofd": (lambda: ofd(text_object("关于植树的通知", 50, 40, 8)), read_ofd),
    "html": (lambda: PAGE.encode("gbk"), read_html),
    "eml": (lambda: LETTER, lambda data: read_mail(data, "eml", _whatever)),
    "url": (lambda: b"[InternetShortcut]\r\nURL=https://example.org/a", read_link),
    "7z": (lambda: _file("lzma2.7z"), lambda data: read_pack(data, "7z", _whatever)),
    "zip": (lambda: zipped({"a.txt": "a" * 99, "b/c.txt": "c"}), lambda data: read_pack(data, "zip", _whatever)),
    "rar": (lambda: _rar("list.txt", b"hello"), lambda data: read_pack(data, "rar", _whatever)),
    "tif": (lambda: _saved("TIFF", pages=2), lambda data: read_raster(data, "tif")),
    "gif": (lambda: _saved("GIF"), lambda data: read_raster(data, "gif")),
    "webp": (lambda: _saved("WEBP"), lambda data: read_raster(data, "webp")),
    "mp4": (lambda: _movie(3_697_000_000), lambda data: read_media(data, "mp4")),
    "mp3": (lambda: (b"\xff\xfb\x90\x00" + bytes(413)) * 9, lambda data: read_media(data, "mp3")),
}


def bent(data: bytes, chance: random.Random) -> bytes:
    """The data with some bytes changed, a run cut out or doubled, or the end cut off."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 40))):
        at = chance.randrange(len(found))
        match chance.randrange(6):
            case 0 | 1:
                found[at] = chance.randrange(256)
            case 2:
                found[at] ^= 1 << chance.randrange(8)
            case 3:
                found[at : at + 4] = chance.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f"))
            case 4:
                del found[at : at + chance.randrange(1, 64)]
            case 5:
                found[at:at] = found[at : at + chance.randrange(1, 64)]
        if len(found) < 80:
            break
    return bytes(found[: chance.randrange(len(found) + 1)] if chance.random() < 0.1 else found)


@pytest.mark.parametrize("format_name", CASES)
def test_bent_bytes_are_answered(format_name: str) -> None:
    make, read = CASES[format_name]
    data, chance = make(), random.Random(f"bent {format_name}")
    seen = set()
    for _ in range(TIMES):
        try:
            read(bent(data, chance))
        except UnreadableError as error:
            seen.add(error.problem)
    assert seen <= {"corrupt", "encrypted", "bomb", "empty", "unsupported"}
