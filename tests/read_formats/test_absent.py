"""Cloud placeholders, unfinished downloads, WeChat's cache."""

import pytest

from wenming_cli.read.absent import Known, is_not_downloaded, is_wechat_cache, true_name


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Known("总结.docx", 0, attributes=0x401600, reparse_tag=0x9000601A), True),
        (Known("总结.docx", 20_000, attributes=0x501620, reparse_tag=0x9000301A), True),
        (Known("总结.docx", 20_000, flags=0x40000000), True),
        (Known("总结.docx", 0, attributes=0x1000), True),
        (Known(".总结.docx.icloud", 190), True),
        (Known("培训.mp4.baiduyun.p.downloading", 1 << 20), True),
        (Known("培训.mp4.crdownload", 1 << 20), True),
        (Known("总结.docx", 20_000, attributes=0x20), False),
        (Known("总结.docx", 20_000, attributes=0x20, reparse_tag=0x9000601A), False),
        (Known("旧档.docx", 20_000, attributes=0x1000), False),
        (Known("空.txt", 0), False),
        (Known("icloud使用说明.docx", 5), False),
    ],
)
def test_what_is_elsewhere_is_known_without_opening_it(known: Known, expected: bool) -> None:
    assert is_not_downloaded(known) is expected


@pytest.mark.parametrize(
    ("name", "true"),
    [
        (".总结.docx.icloud", "总结.docx"),
        ("培训.mp4.baiduyun.p.downloading", "培训.mp4"),
        ("a.zip.part", "a.zip"),
        ("总结.docx", "总结.docx"),
    ],
)
def test_the_name_behind_a_placeholder(name: str, true: str) -> None:
    assert true_name(name) == true


def _masked(data: bytes, key: int) -> bytes:
    return bytes(byte ^ key for byte in data)


JPEG = b"\xff\xd8\xff\xe0" + bytes(100)
BMP = b"BM" + (200).to_bytes(4, "little") + bytes(194)


@pytest.mark.parametrize("key", [1, 0x5A, 0xFF])
@pytest.mark.parametrize("data", [JPEG, b"\x89PNG\r\n\x1a\n" + bytes(100), b"GIF89a" + bytes(100), BMP])
def test_wechat_pictures_are_recognised(data: bytes, key: int) -> None:
    assert is_wechat_cache(_masked(data, key), ".dat")
    assert not is_wechat_cache(_masked(data, key), ".txt")


def test_other_dat_files_are_not_wechats() -> None:
    assert is_wechat_cache(b"\x07\x08V2\x08\x07" + bytes(100), ".dat")
    for data in (JPEG, b"plain text of a data logger\n" * 9, bytes(100), b"", bytes(range(256))):
        assert not is_wechat_cache(data, ".dat")
