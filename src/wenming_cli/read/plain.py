"""Read plain text: UTF-8, UTF-16 with a mark, or GB18030, in that order."""

from wenming_cli.read.extract import MOST_TEXT, Extract, Line, UnreadableError
from wenming_cli.read.sniff import carrier_of

WIDEST = 4
"""Bytes that a character takes at most, in UTF-8 as in GB18030."""


def read_plain(data: bytes, format_name: str) -> Extract:
    """The lines of a text file; bytes that no encoding explains are replaced and said so."""
    extract = Extract(format_name, carrier_of(format_name))
    if (
        not data.startswith((b"\xff\xfe", b"\xfe\xff"))
        and data[:4096].count(0) > len(data[:4096]) // 3
        and not data.strip(b"\0")
    ):
        raise UnreadableError("corrupt", "里面全是空字节，内容已经丢了")
    text = _decoded(data[: MOST_TEXT * WIDEST], extract)
    if not text.strip("\ufeff \t\r\n\x00"):
        raise UnreadableError("empty", "文件里没有文字")
    for line in text.splitlines():
        if line.strip() and not extract.add(Line(line.strip())):
            break
    return extract


def _decoded(data: bytes, extract: Extract) -> str:
    """The text of *data* in the first encoding that fits."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start >= len(data) - WIDEST and len(data) >= MOST_TEXT * WIDEST:
                return data.decode(encoding, errors="ignore")
    extract.cues["encoding"] = "编码不明，个别字符已替换"
    return data.decode("utf-8", errors="replace")
