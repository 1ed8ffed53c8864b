"""Files that only point elsewhere: .url .webloc .desktop .lnk and the shortcuts of cloud documents. Never followed.

[MS-SHLLINK] 2.1 and 2.3 for .lnk; the others are text.
"""

import re
import struct

from wenming_cli.read.extract import Extract, UnreadableError

MOST_BYTES = 1 << 20
LONGEST = 2_000
_LNK = b"L\0\0\0\x01\x14\x02\0"
_HAS_LIST, _HAS_INFO = 1, 2
_LINES = re.compile(r"^\s*URL\s*=\s*(\S.*)$", re.IGNORECASE | re.MULTILINE)
_STRING = re.compile(r"<string>\s*([^<]{4,2000}?)\s*</string>")
_JSON = re.compile(r"\"(?:url|link)\"\s*:\s*\"([^\"]{4,2000})\"")
_FIRST_LINE = ("[internetshortcut]", "[{000214a0-0000-0000-c000-000000000046}]", "[desktop entry]")


def kind_of(data: bytes, suffix: str) -> str | None:
    """url or lnk where a file is a pointer; None for anything else."""
    if data.startswith(_LNK):
        return "lnk"
    if len(data) > MOST_BYTES:
        return None
    first = data[:4096].lstrip(b"\xef\xbb\xbf \r\n").lower()
    if any(first.startswith(one.encode()) for one in _FIRST_LINE):
        return "url"
    return "url" if suffix in (".webloc", ".gdoc", ".gsheet", ".gslides", ".url") and target_of(data) else None


def read_link(data: bytes, format_name: str = "url") -> Extract:
    """Where a file points to, as a fact; it has no text of its own."""
    target = _lnk(data) if data.startswith(_LNK) else target_of(data)
    if not target:
        raise UnreadableError("corrupt", "快捷方式里没有地址")
    extract = Extract(format_name, "文档")
    extract.cues["link"] = f"只是一个快捷方式，指向 {target[:LONGEST]}；请打开后另存原件"
    return extract


def target_of(data: bytes) -> str | None:
    """The address in a text shortcut."""
    text = data[:MOST_BYTES].decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    for pattern in (_LINES, _STRING, _JSON):
        match = pattern.search(text)
        if match:
            return match[1].strip()
    return None


def _lnk(data: bytes) -> str | None:
    """The local path of a Windows shortcut."""
    try:
        flags = struct.unpack_from("<I", data, 20)[0]
        at = 76
        if flags & _HAS_LIST:
            at += 2 + struct.unpack_from("<H", data, at)[0]
        if not flags & _HAS_INFO:
            return "本机的一个项目"
        size, head, _, _, base = struct.unpack_from("<IIIII", data, at)
        info = data[at : at + min(size, 1 << 16)]
        if head >= 0x24:
            wide = struct.unpack_from("<I", info, 28)[0]
            return info[wide:].decode("utf-16-le", "replace").split("\0")[0] or None
        return info[base:].split(b"\0")[0].decode("gb18030", "replace") or None
    except struct.error as error:
        raise UnreadableError("corrupt", "快捷方式不完整") from error
