"""Files that are not there yet, or not for reading: cloud placeholders, unfinished downloads, WeChat's own cache.

They are recognised and said, never opened for their content and never fetched. Attributes: [MS-FSCC] 2.6
(RECALL_ON_DATA_ACCESS, RECALL_ON_OPEN, OFFLINE) and 2.1.2.1 (reparse tags of the cloud filter); macOS SF_DATALESS.
"""

from dataclasses import dataclass

_OFFLINE, _ON_OPEN, _ON_DATA = 0x1000, 0x40000, 0x400000
_CLOUD_TAGS, _CLOUD_MASK = 0x9000001A, 0xFFFF0FFF
_ONEDRIVE_OLD = 0x80000015
_DATALESS = 0x40000000
_UNFINISHED = (
    ".crdownload",
    ".part",
    ".partial",
    ".download",
    ".td",
    ".baiduyun.downloading",
    ".baiduyun.p.downloading",
)
_WECHAT_4 = (b"\x07\x08V1\x08\x07", b"\x07\x08V2\x08\x07")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"RIFF", b"wxgf")


@dataclass(frozen=True, slots=True)
class Known:
    """What a directory tells of a file without opening it; 0 where the system has no such thing."""

    name: str
    size: int
    attributes: int = 0
    reparse_tag: int = 0
    flags: int = 0


def is_not_downloaded(known: Known) -> bool:
    """Whether a file's content lies elsewhere; opening it would make the system download it."""
    if known.attributes & (_ON_OPEN | _ON_DATA) or known.flags & _DATALESS:
        return True
    cloud = known.reparse_tag & _CLOUD_MASK == _CLOUD_TAGS or known.reparse_tag == _ONEDRIVE_OLD
    if known.attributes & _OFFLINE and (cloud or not known.size):
        return True
    name = known.name.casefold()
    return (name.startswith(".") and name.endswith(".icloud")) or name.endswith(_UNFINISHED)


def true_name(name: str) -> str:
    """The name of the file that a placeholder stands for: .总结.docx.icloud → 总结.docx."""
    folded = name.casefold()
    if name.startswith(".") and folded.endswith(".icloud"):
        return name[1:-7]
    end = next((end for end in sorted(_UNFINISHED, key=len, reverse=True) if folded.endswith(end)), "")
    return name.removesuffix(name[len(name) - len(end) :]) if end else name


def is_wechat_cache(data: bytes, suffix: str) -> bool:
    """Whether bytes are a picture as WeChat keeps it: XOR-ed with one byte, or in the form of version 4."""
    if suffix != ".dat":
        return False
    if data.startswith(_WECHAT_4):
        return True
    return any(_unmasked(data, magic) for magic in _PICTURES)


def _unmasked(data: bytes, magic: bytes) -> bool:
    """Whether one key turns the head of the data into the head of a picture; two bytes are too few to tell alone."""
    if len(data) < 64:
        return False
    key = data[0] ^ magic[0]
    if key == 0 or bytes(byte ^ key for byte in data[: len(magic)]) != magic:
        return False
    if len(magic) > 2:
        return True
    stated = int.from_bytes(bytes(byte ^ key for byte in data[2:6]), "little")
    return abs(stated - len(data)) < 64
