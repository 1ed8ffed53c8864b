"""Tell the real format of a content from its bytes; the name's suffix decides only what bytes leave open."""

from wenming_cli.read.absent import is_wechat_cache
from wenming_cli.read.link import kind_of as link_kind
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
    (b"#!AMR", "amr"),
    (b"0&\xb2u\x8ef\xcf\x11", "wmv"),
    (b"\x1aE\xdf\xa3", "mkv"),
    (b"MZ", "exe"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "lnk"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"\x7fELF", "elf"),
    (b"SQLite format 3\x00", "sqlite"),
)
CARRIERS = {
    "jpg": "照片", "png": "照片", "gif": "照片", "bmp": "照片", "tif": "扫描件", "heic": "照片", "webp": "照片",
    "xls": "表格", "xlsx": "表格", "et": "表格", "ods": "表格", "csv": "表格", "xlsb": "表格",
    "wma": "音视频", "3gp": "音视频", "webm": "音视频",
    "mp4": "音视频", "mov": "音视频", "mp3": "音视频", "avi": "音视频", "mkv": "音视频", "wmv": "音视频",
    "m4a": "音视频", "wav": "音视频", "amr": "音视频", "rar": "压缩包", "zip": "压缩包", "7z": "压缩包", "gz": "压缩包",
}  # fmt: skip
PACKAGES = frozenset({"docx", "xlsx", "xlsb", "pptx", "ofd", "odt", "ods", "odp", "zip"})
PACKS = frozenset({"zip", "rar", "7z", "gz", "tar"})
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
        return _zipped(data, suffix)
    inner = _by_inner_mark(data)
    if inner:
        return inner
    if suffix == ".dat" and is_wechat_cache(data, suffix):
        return "wechat_cache"
    return _plain(data, suffix)


def _by_inner_mark(data: bytes) -> str | None:
    """Formats that name themselves behind their first bytes."""
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        if brand in _HEIC:
            return "heic"
        return {b"qt  ": "mov", b"M4A ": "m4a", b"3gp4": "3gp", b"3gp5": "3gp"}.get(brand, "mp4")
    if data.startswith(b"RIFF"):
        return {b"WEBP": "webp", b"AVI ": "avi", b"WAVE": "wav"}.get(data[8:12], "riff")
    if (
        data.startswith(b"BM")
        and len(data) > 30
        and int.from_bytes(data[14:18], "little") in (12, 40, 52, 56, 108, 124)
    ):
        return "bmp"
    return None


def _zipped(data: bytes, suffix: str) -> str:
    """Which kind of package a zip is, from the names in it."""
    names = member_names(data)
    if "OFD.xml" in names:
        return "ofd"
    for folder, format_name in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(name.startswith(folder) for name in names):
            return "xlsb" if "xl/workbook.bin" in names else format_name
    if "content.xml" in names and "mimetype" in names:
        expected = promised(suffix)
        return expected if expected in ("odt", "ods", "odp") else "odt"
    return "zip"


def _plain(data: bytes, suffix: str) -> str:
    """Text by its look: markup by its first tag; the suffix only where it promises a kind of text."""
    expected = promised(suffix)
    pointer = link_kind(data, suffix)
    if pointer:
        return pointer
    if not looks_like_text(data):
        return expected or "unknown"
    if expected in ("eml", "mht", "txt", "html", ""):
        from wenming_cli.read.mail import kind_of as letter_kind

        letter = letter_kind(data)
        if letter:
            return letter
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
