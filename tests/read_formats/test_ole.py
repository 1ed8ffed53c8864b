"""Word, Excel and PowerPoint 97–2003, and the WPS formats that are the same."""

import struct
from pathlib import Path

import pytest

from read_formats.ole_writer import compound, record
from wenming_cli.read.doc import read_doc
from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.facts import facts_of
from wenming_cli.read.sheets import read_xls
from wenming_cli.read.slides import read_ppt
from wenming_cli.read.streams import Streams, kind_of

HERE = Path(__file__).parent / "fixtures"
NOTICE, HOURS = (HERE / "notice.doc").read_bytes(), (HERE / "hours.xls").read_bytes()


def test_a_doc_gives_its_lines_in_order_with_their_look() -> None:
    extract = read_doc(NOTICE)
    texts = [line.text for line in extract.lines]
    assert texts == [
        "青澜县林业局文件", "青林发〔2021〕7号", "青澜县林业局关于开展2021年", "义务植树活动的通知", "文本框里的话", "各股室：",
        "请登录全民植树网报名，OK？", "第一行", "第二行", "姓名\t科室\t电话", "张三\t8001", "李四𠮷\t办公室\t8002", "现场照片",
        "青澜县林业局", "2021年3月5日", "脚注：数据截至三月底。", "页眉里的字",
    ]  # fmt: skip
    head, title = extract.lines[0], extract.lines[2]
    assert (head.size, head.centred, head.bold, head.red) == (36, True, True, True)
    assert (title.size, title.centred, title.bold, title.red) == (22, True, False, False)
    assert extract.pictures == 1


def test_facts_of_a_doc() -> None:
    reading = facts_of("x", read_doc(NOTICE))
    assert reading.title == "青澜县林业局关于开展2021年义务植树活动的通知"
    assert (reading.doc_number, reading.date, reading.issuer) == ("青林发〔2021〕7号", "2021-03-05", "青澜县林业局")
    assert reading.red_head
    assert reading.types == ("通知",)


def test_deleted_words_and_field_instructions_are_not_text() -> None:
    text = read_doc(NOTICE).text
    assert "已经删掉的字" not in text
    assert "HYPERLINK" not in text
    assert "example.org" not in text


def _word(data: bytes) -> bytes:
    return Streams(data).read("WordDocument")


def test_an_encrypted_doc_is_said_to_be() -> None:
    at = NOTICE.index(_word(NOTICE)[:64])
    flags = struct.unpack_from("<H", NOTICE, at + 10)[0] | 0x100
    locked = NOTICE[: at + 10] + struct.pack("<H", flags) + NOTICE[at + 12 :]
    with pytest.raises(UnreadableError) as caught:
        read_doc(locked)
    assert caught.value.problem == "encrypted"


def test_an_office_package_with_a_password_is_said_to_be() -> None:
    locked = compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"})
    for read in (read_doc, read_xls, read_ppt):
        with pytest.raises(UnreadableError) as caught:
            read(locked)
        assert caught.value.problem == "encrypted"


@pytest.mark.parametrize("cut", [0.1, 0.3, 0.5, 0.7])
def test_a_cut_doc_is_corrupt(cut: float) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_doc(NOTICE[: int(len(NOTICE) * cut)])
    assert caught.value.problem == "corrupt"


def test_word_95_text_is_decoded_as_gb() -> None:
    text = "关于植树的通知\r第二段".encode("gb18030")
    word = bytearray(0x300) + text
    struct.pack_into("<HH", word, 0, 0xA5DC, 104)
    struct.pack_into("<II", word, 0x18, 0x300, 0x300 + len(text))
    assert [line.text for line in read_doc(compound({"WordDocument": bytes(word)})).lines] == [
        "关于植树的通知",
        "第二段",
    ]


def test_what_is_embedded_does_not_decide_the_kind() -> None:
    book = Streams(HOURS).read("Workbook")
    assert kind_of(compound({"Workbook": book}, {"WordDocument": b"not mine"})) == "xls"
    assert kind_of(NOTICE) == "doc"


def test_an_xls_gives_rows() -> None:
    extract = read_xls(HOURS, "et")
    assert extract.format == "et"
    assert extract.carrier == "表格"
    assert [line.text for line in extract.lines] == [
        "志愿服务时长统计表",
        "姓名\t日期\t小时",
        "张三\t2021-03-05\t12",
        "说明",
        "李四\t2.5",
    ]


def test_an_xls_with_a_password_is_said_to_be() -> None:
    book = Streams(HOURS).read("Workbook")
    length = 4 + struct.unpack_from("<H", book, 2)[0]
    locked = book[:length] + struct.pack("<HH", 0x2F, 2) + b"\1\0" + book[length:]
    with pytest.raises(UnreadableError) as caught:
        read_xls(compound({"Workbook": locked}))
    assert caught.value.problem == "encrypted"


def test_a_sheet_spread_over_the_world_is_a_bomb() -> None:
    begin = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    places = 3 * 12 + len(begin) + 4
    book = begin
    for _ in range(3):
        book += struct.pack("<HHIHBB", 0x85, 8, places, 0, 0, 0)
    book += struct.pack("<HH", 0x0A, 0)
    book += begin + struct.pack("<HHIIHHH", 0x200, 14, 0, 65536, 0, 256, 0) + struct.pack("<HH", 0x0A, 0)
    with pytest.raises(UnreadableError) as caught:
        read_xls(compound({"Workbook": book}))
    assert caught.value.problem == "bomb"


def _said(text: str, kind: int) -> bytes:
    return record(0x0F9F, struct.pack("<I", kind)) + record(0x0FA0, text.encode("utf-16-le"))


def _presentation(whole: bool = True) -> dict[str, bytes]:
    """Two slides: one has its title in the outline, the other a free box of Latin letters; a master stands aside."""
    master = record(0x03F8, record(0x0FA0, "单击此处编辑母版标题样式".encode("utf-16-le")), holds=True)
    box = record(0xF00D, record(0x0F9E, struct.pack("<I", 0)), holds=True)
    first = record(0x03EE, record(0x040C, box, holds=True), holds=True)
    free = record(0xF00D, record(0x0F9F, struct.pack("<I", 4)) + record(0x0FA8, b"WPS box"), holds=True)
    second = record(0x03EE, record(0x040C, free, holds=True), holds=True)
    named = record(0x03F3, struct.pack("<I", 2) + bytes(16)) + _said("消防安全培训课件", 0)
    named += (
        record(0x03F3, struct.pack("<I", 3) + bytes(16)) + _said("一、火灾的预防", 0) + _said("不乱拉电线\r关闭电源", 1)
    )
    document = record(0x03E8, record(0x0FF0, named, holds=True), holds=True)
    stream = master + second + first + document
    places = [len(stream) - len(document), len(master) + len(second), len(master)]
    directory = len(stream)
    stream += record(0x1772, struct.pack("<I3I", 3 << 20 | 1, *places))
    edit = len(stream)
    stream += record(0x0FF5, bytes(8) + struct.pack("<II", 0, directory) + bytes(12))
    user = bytes(12) + struct.pack("<II", 0xE391C05F, edit if whole else 0)
    return {"PowerPoint Document": stream, "Current User": user}


def test_slides_come_in_the_order_of_the_presentation() -> None:
    extract = read_ppt(compound(_presentation()), "dps")
    assert (extract.format, extract.pages) == ("dps", 2)
    assert [(line.page, line.title, line.text) for line in extract.lines] == [
        (1, True, "消防安全培训课件"), (2, False, "一、火灾的预防"), (2, False, "不乱拉电线"), (2, False, "关闭电源"), (2, False, "WPS box"),
    ]  # fmt: skip


def test_broken_references_still_give_all_text() -> None:
    text = read_ppt(compound(_presentation(whole=False))).text
    assert "消防安全培训课件" in text
    assert "WPS box" in text
    assert "母版" not in text


def test_a_presentation_with_a_password_is_said_to_be() -> None:
    streams = _presentation()
    streams["Current User"] = bytes(12) + struct.pack("<I", 0xF3D1C4DF)
    with pytest.raises(UnreadableError) as caught:
        read_ppt(compound(streams))
    assert caught.value.problem == "encrypted"
