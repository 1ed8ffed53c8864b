"""zip, rar and 7z, one level deep."""

import hashlib
import io
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from read_formats.zips import gbk_zip, zipped
from wenming_cli.model.evidence import Problem, Reading
from wenming_cli.read import pack_rar
from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.pack import read_pack

HERE = Path(__file__).parent / "fixtures"


def _read(content: bytes, suffix: str) -> Reading:
    if content.startswith(b"bad"):
        raise UnreadableError("corrupt", "坏了")
    if content.startswith(b"bug"):
        raise KeyError("a bug")
    return Reading(
        sha256=hashlib.sha256(content).hexdigest(), format=suffix[1:], text=content.decode("utf-8", "replace")
    )


def _problems(data: bytes, format_name: str = "zip") -> dict[str, Problem | None]:
    return {part.address: part.reading.problem for part in read_pack(data, format_name, _read).members}


def test_members_are_parts_with_addresses() -> None:
    inner = zipped({"x.txt": "x"})
    data = zipped(
        {
            "三月/": "",
            "三月/签到表.txt": "张三",
            "三月\\空.txt": "",
            "坏.doc": "bad",
            "虫.doc": "bug",
            "里面.zip": inner,
            "__MACOSX/._签到表.txt": "x",
            "~$总结.docx": "x",
        }
    )
    pack = read_pack(data, "zip", _read)
    assert pack.extract.carrier == "压缩包"
    assert [(part.address, part.reading.problem) for part in pack.members] == [
        ("!三月/签到表.txt", None), ("!三月/空.txt", Problem.EMPTY), ("!坏.doc", Problem.CORRUPT), ("!虫.doc", Problem.CORRUPT),
        ("!里面.zip", Problem.UNSUPPORTED),
    ]  # fmt: skip
    assert pack.members[0].reading.text == "张三"
    assert pack.extract.cues["members"] == "压缩包里有 5 个文件，4 个读不了"


def test_names_in_gbk_are_decoded() -> None:
    assert list(_problems(gbk_zip("三月/签到表.txt", b"hello"))) == ["!三月/签到表.txt"]


def test_names_in_utf8_without_the_mark_are_decoded() -> None:
    data = gbk_zip("xx.txt", b"hello").replace(b"xx", "中".encode()[:2])
    assert len(_problems(data)) == 1
    name = "总结.txt"
    raw = name.encode()
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 33, zlib.crc32(b"a"), 1, 1, len(raw), 0) + raw + b"a"
    central = (
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 33, zlib.crc32(b"a"), 1, 1, len(raw), 0, 0, 0, 0, 0, 0)
        + raw
    )
    data = local + central + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0)
    assert list(_problems(data)) == ["!总结.txt"]


def test_members_inflate_under_one_limit() -> None:
    with pytest.raises(UnreadableError) as caught:
        _problems(zipped({f"{at}.bin": bytes(40 << 20) for at in range(3)}))
    assert caught.value.problem == "bomb"


def test_too_many_members_are_a_bomb() -> None:
    with pytest.raises(UnreadableError) as caught:
        _problems(zipped({f"{at}": b"" for at in range(10_001)}))
    assert caught.value.problem == "bomb"


def test_a_member_that_is_broken_costs_only_itself() -> None:
    data = zipped({"一.txt": "一" * 100, "二.txt": "二" * 100})
    at = data.index("一.txt".encode()) + len("一.txt".encode()) + 3
    assert _problems(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]) == {
        "!一.txt": Problem.CORRUPT,
        "!二.txt": None,
    }


def test_a_locked_zip_is_told() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("甲.txt", "a")
    data = bytearray(buffer.getvalue())
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(UnreadableError) as caught:
        _problems(bytes(data))
    assert caught.value.problem == "encrypted"


def test_links_in_packs_are_left_out() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("链接")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", "a")
    assert list(_problems(buffer.getvalue())) == ["!a.txt"]


@pytest.mark.parametrize("method", ["lzma2", "lzma", "bzip2", "deflate", "copy"])
def test_7z_by_the_standard_library(method: str) -> None:
    pack = read_pack((HERE / f"{method}.7z").read_bytes(), "7z", _read)
    texts = {part.address: part.reading.text for part in pack.members}
    assert texts["!材料/签到表.txt"].startswith("2021年3月5日")
    assert texts["!材料/总结.txt"] == "义务植树活动总结\n"
    assert {part.address: part.reading.problem for part in pack.members}["!材料/空.txt"] is Problem.EMPTY


@pytest.mark.parametrize(("name", "problem"), [("locked", Problem.ENCRYPTED), ("hidden", Problem.ENCRYPTED)])
def test_a_locked_7z_is_told(name: str, problem: Problem) -> None:
    with pytest.raises(UnreadableError) as caught:
        _problems((HERE / f"{name}.7z").read_bytes(), "7z")
    assert caught.value.problem == problem


def test_a_7z_of_a_method_that_python_lacks_keeps_its_names() -> None:
    found = _problems((HERE / "ppmd.7z").read_bytes(), "7z")
    assert found["!材料/签到表.txt"] is Problem.UNSUPPORTED


@pytest.mark.parametrize("cut", [8, 33, 120, 200])
def test_a_cut_7z_is_corrupt(cut: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        _problems((HERE / "lzma2.7z").read_bytes()[:cut], "7z")
    assert caught.value.problem == "corrupt"


def _rar(name: str, content: bytes, method: int = 0x30, flags: int = 0x8000) -> bytes:
    """A RAR 3 archive of one member."""

    def block(kind: int, bits: int, body: bytes) -> bytes:
        rest = struct.pack("<BHH", kind, bits, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest

    raw = name.encode("gbk") if not name.isascii() else name.encode()
    body = (
        struct.pack(
            "<IIBIIBBHI", len(content), len(content), 0, zlib.crc32(content), 0x52650000, 29, method, len(raw), 32
        )
        + raw
    )
    return (
        b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6)) + block(0x74, flags, body) + content + block(0x7B, 0x4000, b"")
    )


def test_a_stored_rar_needs_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_rar, "unpacker", lambda: None)
    pack = read_pack(_rar("list.txt", b"hello"), "rar", _read)
    assert [(part.address, part.reading.text) for part in pack.members] == [("!list.txt", "hello")]


def test_a_packed_rar_without_a_program_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_rar, "unpacker", lambda: None)
    (part,) = read_pack(_rar("list.txt", b"packed bytes", 0x33), "rar", _read).members
    assert part.reading.problem is Problem.UNSUPPORTED
    assert "另存为 zip" in (part.reading.problem_text or "")


def test_a_locked_rar_is_told() -> None:
    with pytest.raises(UnreadableError) as caught:
        _problems(_rar("list.txt", b"hello", 0x33, 0x8004), "rar")
    assert caught.value.problem == "encrypted"


def test_a_program_that_fails_costs_the_members_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_rar, "unpacker", lambda: [sys.executable, "-c", "raise SystemExit(1)"])
    assert _problems(_rar("list.txt", b"packed bytes", 0x33), "rar") == {"!list.txt": Problem.CORRUPT}


def test_garbage_is_corrupt() -> None:
    for format_name, magic in (("zip", b"PK\3\4"), ("rar", b"Rar!\x1a\x07\0"), ("7z", b"7z\xbc\xaf'\x1c")):
        with pytest.raises(UnreadableError) as caught:
            _problems(magic + bytes(range(200)), format_name)
        assert caught.value.problem in ("corrupt", "unsupported")
