"""Read plain text: UTF-8, UTF-16 with a mark, or GB18030, in that order."""

from wenming_cli.read.extract import MOST_TEXT, Extract, Line, UnreadableError
from wenming_cli.read.sniff import carrier_of


def read_plain(data: bytes, format_name: str) -> Extract:
    """The lines of a text file; bytes that no encoding explains are replaced and said so."""
    extract = Extract(format_name, carrier_of(format_name))
    text = _decoded(data[: MOST_TEXT * 2], extract)
    if not text.strip():
        raise UnreadableError("empty", "文件里没有文字")
    extract.lines = [Line(line.strip()) for line in text[:MOST_TEXT].splitlines() if line.strip()]
    return extract


def _decoded(data: bytes, extract: Extract) -> str:
    """The text of *data* in the first encoding that fits."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data" and error.start > len(data) - 4:
                return data.decode(encoding, errors="ignore")
    extract.cues["encoding"] = "编码不明，个别字符已替换"
    return data.decode("utf-8", errors="replace")
