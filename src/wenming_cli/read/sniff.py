"""Tell the real format of a content from its bytes; the name's suffix decides only what bytes leave open."""

from wenming_cli.read.package import member_names

_MAGIC = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf'\x1c", "7z"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gz"),
    (b"ID3", "mp3"),
    (b"\x1aE\xdf\xa3", "mkv"),
    (b"MZ", "exe"),
    (b"\x7fELF", "elf"),
    (b"SQLite format 3\x00", "sqlite"),
)
CARRIERS = {
    "jpg": "照片", "png": "照片", "gif": "照片", "bmp": "照片", "tif": "扫描件", "heic": "照片", "webp": "照片",
    "xls": "表格", "xlsx": "表格", "et": "表格", "ods": "表格", "csv": "表格", "xlsb": "表格",
    "mp4": "音视频", "mov": "音视频", "mp3": "音视频", "avi": "音视频", "mkv": "音视频", "wmv": "音视频",
    "m4a": "音视频", "wav": "音视频", "amr": "音视频", "rar": "压缩包", "zip": "压缩包", "7z": "压缩包", "gz": "压缩包",
}  # fmt: skip
READABLE = frozenset({"docx", "xlsx", "pdf", "txt", "csv", "md", "jpg", "png"})
PACKAGES = frozenset({"docx", "xlsx", "xlsb", "pptx", "ofd", "odt", "ods", "odp", "zip"})
_SAME = {"jpeg": "jpg", "jpe": "jpg", "tiff": "tif", "htm": "html", "mhtml": "mht", "heif": "heic"}
_TEXTS = ("csv", "md", "txt", "log", "json", "xml", "yaml", "yml", "ini", "html", "mht", "eml", "rtf", "srt", "tsv")
_HEIC = (b"heic", b"heix", b"mif1", b"msf1", b"hevc")


def carrier_of(format_name: str) -> str:
    """The carrier (载体) that a format stands for when its content says nothing else."""
    return CARRIERS.get(format_name, "文档")


def promised(suffix: str) -> str:
    """The format that a suffix promises: .jpeg promises jpg."""
    bare = suffix.removeprefix(".")
    return _SAME.get(bare, bare)


def sniff(data: bytes, suffix: str) -> str:
    """The format of *data*: a name of READABLE, of CARRIERS, or the suffix where the bytes tell nothing."""
    if b"%PDF-" in data[:1024] and not data.startswith(b"MZ"):
        return "pdf"
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "ole"
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return "heic" if brand in _HEIC else "mov" if brand == b"qt  " else "mp4"
    if data.startswith(b"RIFF"):
        return {b"WEBP": "webp", b"AVI ": "avi", b"WAVE": "wav"}.get(data[8:12], "riff")
    if (
        data.startswith(b"BM")
        and len(data) > 30
        and int.from_bytes(data[14:18], "little") in (12, 40, 52, 56, 108, 124)
    ):
        return "bmp"
    return _plain(data, promised(suffix))


def _zipped(data: bytes) -> str:
    """Which kind of package a zip is, from the names in it."""
    names = member_names(data)
    if "OFD.xml" in names:
        return "ofd"
    for folder, format_name in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(name.startswith(folder) for name in names):
            return "xlsb" if "xl/workbook.bin" in names else format_name
    if "content.xml" in names and "mimetype" in names:
        return "odt"
    return "zip"


def _plain(data: bytes, expected: str) -> str:
    """Text by its look: markup by its first tag; the suffix only where it promises a kind of text."""
    if not looks_like_text(data):
        return expected or "unknown"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    if head.startswith(b"<svg") or (head.startswith(b"<?xml") and b"<svg" in head):
        return "svg"
    if head.startswith(b"<?xml"):
        return "xml"
    if expected in ("csv", "md"):
        return expected
    if expected in ("txt", "log", "") or expected not in _TEXTS:
        return "txt"
    return expected


def looks_like_text(data: bytes) -> bool:
    """Whether the first bytes read as text: a mark of UTF-16, or hardly any control bytes and no NUL."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if not head or b"\x00" in head:
        return False
    control = sum(byte < 9 or (13 < byte < 32 and byte != 27) for byte in head)
    if control > len(head) // 50:
        return False
    return any(_decodes(head, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(head: bytes, encoding: str) -> bool:
    """Whether *head* is text in *encoding*, a character cut off at its end aside."""
    try:
        head.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 4 and len(head) >= 4096
    return True
