"""Tell the real format of a content from its first bytes, and name what cannot be read yet."""

import io
import zipfile

_OLE = {".doc": "doc", ".dot": "doc", ".wps": "wps", ".xls": "xls", ".et": "et", ".ppt": "ppt", ".dps": "dps"}
_MAGIC = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf'\x1c", "7z"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gz"),
    (b"ID3", "mp3"),
    (b"\x1aE\xdf\xa3", "mkv"),
)
CARRIERS = {
    "jpg": "照片", "png": "照片", "gif": "照片", "bmp": "照片", "tif": "扫描件", "heic": "照片", "webp": "照片",
    "xls": "表格", "xlsx": "表格", "et": "表格", "ods": "表格", "csv": "表格",
    "mp4": "音视频", "mov": "音视频", "mp3": "音视频", "avi": "音视频", "mkv": "音视频", "wmv": "音视频",
    "m4a": "音视频", "wav": "音视频", "amr": "音视频", "rar": "压缩包", "zip": "压缩包", "7z": "压缩包", "gz": "压缩包",
}  # fmt: skip
READABLE = frozenset({"docx", "xlsx", "pdf", "txt", "csv", "md", "jpg", "png"})


def carrier_of(format_name: str) -> str:
    """The carrier (载体) that a format stands for when its content says nothing else."""
    return CARRIERS.get(format_name, "文档")


def sniff(data: bytes, suffix: str) -> str:
    """The format of *data*; *suffix* (".docx") only decides where the bytes leave it open."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _OLE.get(suffix, "doc")
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return "heic" if brand in (b"heic", b"heix", b"mif1", b"msf1", b"hevc") else "mov" if brand == b"qt  " else "mp4"
    if data.startswith(b"RIFF"):
        return {b"WEBP": "webp", b"AVI ": "avi", b"WAVE": "wav"}.get(data[8:12], "riff")
    return _plain(data, suffix)


def _zipped(data: bytes) -> str:
    """Which kind of package a zip is, from the names in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:20_000])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "zip"
    for name, format_name in (
        ("word/document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("xl/workbook.bin", "xlsb"),
        ("ppt/presentation.xml", "pptx"),
        ("OFD.xml", "ofd"),
    ):
        if name in names:
            return format_name
    if "content.xml" in names and "mimetype" in names:
        return "odt"
    return "zip"


def _plain(data: bytes, suffix: str) -> str:
    """Text by its look; what holds NUL bytes and no mark is not text."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in head:
        if suffix in (".csv", ".md"):
            return suffix[1:]
        lowered = head.lstrip().lower()
        if lowered.startswith((b"<!doctype html", b"<html")):
            return "html"
        return "txt" if suffix in (".txt", ".log", "") or not suffix else suffix[1:] or "txt"
    return suffix[1:] or "unknown"
