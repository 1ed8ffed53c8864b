"""HEIC, the format of iPhones (ISO/IEC 23008-12): opened by its header, or by the small picture that it carries.

pi-heif only decodes, so it brings no GPL encoder. What it gives is upright already: the turning stands in the file
itself (irot, imir), what EXIF says of it only informs (libheif, issue 227) and is taken out by HeifImageFile.

Decoding 12 million pixels takes most of a second, the small picture a hundredth of that. pi-heif 1.4 tells only the
size of it; so a copy of the file is made in which it is the main picture.
"""

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from wenming_cli.read.extract import UnreadableError

if TYPE_CHECKING:
    from PIL import Image, ImageFile

LEAST_SIDE = 300
"""Pixels of the longer side from which a small picture serves: those of iPhones have 320 and more."""
SAME_SHAPE = 0.02
"""Share by which the sides may stand otherwise to each other; some cameras put black bars around it."""
_TURNS = (b"irot", b"imir", b"clap")
_REFERENCE, _NO_REFERENCE = b"thmb", b"skip"
_Properties = dict[bytes, bytes]


def open_heic(data: bytes) -> "ImageFile.ImageFile":
    """The main picture, its pixels still packed."""
    check_boxes(data)
    try:
        from pi_heif import HeifImageFile
    except ImportError as error:
        text = "读 HEIC 要装 pi-heif；或在手机里改为“兼容性最佳”后重拍、另存为 jpg"
        raise UnreadableError("unsupported", text) from error
    return cast("ImageFile.ImageFile", HeifImageFile(io.BytesIO(data)))


def check_boxes(data: bytes) -> None:
    """The boxes of the file must follow one another up to its end (ISO/IEC 14496-12, 4.2)."""
    for _ in _boxes(data, 0, len(data)):
        pass


def small_picture(data: bytes, size: tuple[int, int]) -> "Image.Image | None":
    """The picture of *size* pixels as it is carried small, upright; None where that may not show the same.

    It must have the same shape, and be turned either as the main one is or not at all; then it is turned here.
    """
    try:
        copy, turns = _with_small_as_main(data)
        image = _turned(open_heic(copy), turns, most=max(size))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the picture itself is there to be decoded
        return None
    shape, small = size[0] / size[1], image.width / image.height
    return image if max(image.size) >= LEAST_SIDE and abs(small / shape - 1) <= SAME_SHAPE else None


def _turned(image: "Image.Image", turns: _Properties, most: int) -> "Image.Image":
    """The decoded picture turned anticlockwise by as many quarters as irot says (6.5.10)."""
    from PIL import Image

    if max(image.size) > most:
        raise ValueError
    image.load()
    quarters = turns[b"irot"][0] & 3 if turns else 0
    turn = (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)[quarters]
    return image if turn is None else image.transpose(turn)


def _with_small_as_main(data: bytes) -> tuple[bytes, _Properties]:
    """The file with its largest small picture as the main one, and the turning still to be done to it.

    It is named as main item (pitm), and the reference that makes it small (thmb) gets another name of equal length.
    """
    start, end = next((at, end) for kind, at, end in _boxes(data, 0, len(data)) if kind == b"meta")
    parts = {kind: (at, to) for kind, at, to in _boxes(data, start + 4, end)}
    at, _ = parts[b"pitm"]
    wide = "I" if data[at] else "H"
    (main,) = struct.unpack_from(">" + wide, data, at + 4)
    properties = _properties(data, *parts[b"iprp"])
    small = {item: place for place, item, whole in _references(data, *parts[b"iref"]) if main in whole}
    item = max(small, key=lambda item: properties[item].get(b"ispe", b""))
    copy = bytearray(data)
    struct.pack_into(">" + wide, copy, at + 4, item)
    copy[small[item] : small[item] + 4] = _NO_REFERENCE
    return bytes(copy), _still_to_turn(properties[main], properties[item])


def _still_to_turn(main: _Properties, small: _Properties) -> _Properties:
    """What of the main picture's turning the small one lacks; not to be known where both differ otherwise."""
    wanted, done = ({kind: one[kind] for kind in _TURNS if kind in one} for one in (main, small))
    if wanted == done and b"clap" not in wanted:
        return {}
    if not done and wanted.keys() == {b"irot"}:
        return wanted
    raise ValueError


def _references(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """References from small pictures (iref, 8.11.12): where the name stands, from which item, to which."""
    wide = "I" if data[at] else "H"
    for kind, start, _ in _boxes(data, at + 4, end):
        if kind == _REFERENCE:
            item, count = struct.unpack_from(f">{wide}H", data, start)
            yield start - 4, item, struct.unpack_from(f">{count}{wide}", data, start + struct.calcsize(f">{wide}H"))


def _properties(data: bytes, at: int, end: int) -> dict[int, _Properties]:
    """The properties of every item (ipco, ipma; ISO/IEC 23008-12, 9.3): name and content."""
    boxes = {kind: (start, to) for kind, start, to in _boxes(data, at, end)}
    known = [(kind, data[start:to]) for kind, start, to in _boxes(data, *boxes[b"ipco"])]
    at = boxes[b"ipma"][0]
    head, place = (">IB" if data[at] else ">HB"), (">H", 0x7FFF) if data[at + 3] & 1 else (">B", 0x7F)
    (count,) = struct.unpack_from(">I", data, at + 4)
    at, found = at + 8, {}
    for _ in range(count):
        item, several = struct.unpack_from(head, data, at)
        at += struct.calcsize(head)
        step = struct.calcsize(place[0])
        places = [struct.unpack_from(place[0], data, at + step * one)[0] & place[1] for one in range(several)]
        at += step * several
        found[item] = dict(known[place - 1] for place in places if place)
    return found


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start of the content and end of each box; one that does not lie inside is corrupt."""
    while at + 8 <= end:
        size, head = struct.unpack_from(">I", data, at)[0], 8
        if size == 1 and at + 16 <= end:
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        size = size or end - at
        if size < head or at + size > end:
            raise UnreadableError("corrupt", "图片不完整")
        yield data[at + 4 : at + 8], at + head, at + size
        at += size
