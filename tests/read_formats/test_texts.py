"""Marked-up text: rtf, html, letters, shortcuts."""

from pathlib import Path

import pytest

from wenming_cli.model.evidence import Reading
from wenming_cli.read import link, mail
from wenming_cli.read.extract import UnreadableError
from wenming_cli.read.facts import facts_of
from wenming_cli.read.html import read_html
from wenming_cli.read.link import read_link
from wenming_cli.read.mail import read_mail
from wenming_cli.read.rtf import read_rtf

HERE = Path(__file__).parent / "fixtures"


def _read(content: bytes, suffix: str) -> Reading:
    return Reading(sha256="x", format=suffix[1:], text=content.decode("utf-8", "replace"))


def test_rtf_of_libreoffice() -> None:
    extract = read_rtf((HERE / "notice.rtf").read_bytes())
    reading = facts_of("x", extract)
    assert reading.title == "青澜县林业局关于开展2021年义务植树活动的通知"
    assert (reading.doc_number, reading.date) == ("青林发〔2021〕7号", "2021-03-05")
    assert reading.red_head
    assert "李四𠮷\t办公室\t8002" in extract.text
    assert "文本框里的话" in extract.text
    assert "已经删掉的字" not in extract.text
    assert extract.pictures == 1


def test_rtf_in_chinese_bytes() -> None:
    body = "".join(f"\\'{byte:02x}" for byte in "关于植树的通知".encode("gbk"))
    head = "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}{\\colortbl;\\red255\\green0\\blue0;}"
    extract = read_rtf(f"{head}\\pard\\qc\\f0\\fs44\\b\\cf1 {body}\\par\\pard\\plain\\fs32 OK\\par}}".encode())
    line = extract.lines[0]
    assert (line.text, line.size, line.centred, line.bold, line.red) == ("关于植树的通知", 22, True, True, True)
    assert extract.lines[1].text == "OK"


def test_rtf_nesting_has_an_end() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_rtf(b"{\\rtf1" + b"{" * 100_000)
    assert caught.value.problem == "bomb"


PAGE = """<html><head><meta charset="gb2312"><title>关于开展植树活动的通知 - 青澜县审计局</title><script>var x='坏';</script></head>
<body><h1 align="center" style="color:#ff0000">青澜县审计局文件</h1><p align=center><font size=6>关于开展植树活动的通知</font></p>
<p>各股室：<b>请</b>参加&nbsp;。</p><table><tr><td><p>姓名</p></td><td>时间</td></tr><tr><td>张三</td><td>8时</td></tr></table>
<table><tr><td>版式<br>两行</td></tr></table></body></html>"""


def test_html_gives_what_a_reader_sees() -> None:
    extract = read_html(PAGE.encode("gbk"))
    assert [line.text for line in extract.lines] == [
        "青澜县审计局文件", "关于开展植树活动的通知", "各股室：请参加 。", "姓名\t时间", "张三\t8时", "版式", "两行",
    ]  # fmt: skip
    assert (extract.lines[0].red, extract.lines[0].centred) == (True, True)
    assert (extract.lines[1].size, extract.lines[1].centred) == (24, True)
    assert extract.cues["html_title"] == "关于开展植树活动的通知 - 青澜县审计局"


def test_html_entities_are_not_expanded() -> None:
    text = read_html(
        b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>ok &a;</p></body></html>'
    ).text
    assert "root:" not in text


def test_html_without_text_is_empty() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_html(b"<html><body><img src='a.png'></body></html>")
    assert caught.value.problem == "empty"


LETTER = (
    b"From: =?gb2312?B?1cXI/Q==?= <z@example.org>\r\nTo: a@example.org\r\nDate: Fri, 05 Mar 2021 10:00:00 +0800\r\nSubject: "
    + "关于报送总结的通知".encode("gbk")
    + b'\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="B"\r\n\r\n--B\r\nContent-Type: text/plain; charset="gb2312"'
    b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    + "请于月底前报送。".encode("gbk")
    + b"\r\n--B\r\nContent-Type: text/plain; name=a\r\n"
    b"Content-Disposition: attachment; filename*=utf-8''%E6%80%BB%E7%BB%93.txt\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--B--\r\n"
)


def test_a_letter_with_headers_in_gbk() -> None:
    assert mail.kind_of(LETTER) == "eml"
    pack = read_mail(LETTER, "eml", _read)
    assert [line.text for line in pack.extract.lines] == [
        "关于报送总结的通知", "发件人：张三 <z@example.org>", "日期：2021年3月5日", "请于月底前报送。",
    ]  # fmt: skip
    assert [(part.address, part.reading.text) for part in pack.members] == [("!总结.txt", "hello")]
    reading = facts_of("x", pack.extract)
    assert (reading.title, reading.date) == ("关于报送总结的通知", "2021-03-05")


def test_a_saved_page_gives_its_text() -> None:
    saved = (
        b"From: <Saved by WPS>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
        b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        + "<p>植树节新闻</p>".encode()
        + b"\r\n--B--\r\n"
    )
    assert mail.kind_of(saved) == "mht"
    assert [line.text for line in read_mail(saved, "mht", _read).extract.lines] == ["植树节新闻"]


def test_letters_within_letters_have_an_end() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=B%d\r\n\r\n--B%d\r\n" % (at, at) for at in range(3_000))
    with pytest.raises(UnreadableError) as caught:
        read_mail(b"From: a\r\nSubject: b\r\n" + deep, "eml", _read)
    assert caught.value.problem == "bomb"


@pytest.mark.parametrize("text", ["会议时间：明天\n地点：会议室\n", "From: 这里\n出发", "", "<html></html>"])
def test_other_texts_are_no_letters(text: str) -> None:
    assert mail.kind_of(text.encode()) is None


def _lnk(path: str) -> bytes:
    raw = path.encode("gbk") + b"\0"
    info = (
        (0x1C + len(raw)).to_bytes(4, "little")
        + b"".join(one.to_bytes(4, "little") for one in (0x1C, 1, 0, 0x1C, 0, 0))
        + raw
    )
    return b"L\0\0\0\x01\x14\x02\0" + bytes(12) + (2).to_bytes(4, "little") + bytes(52) + info


@pytest.mark.parametrize(
    ("data", "suffix", "kind", "target"),
    [
        (b"[InternetShortcut]\r\nURL=https://example.org/a\r\n", ".url", "url", "https://example.org/a"),
        (
            b"<plist><dict><key>URL</key><string>https://example.org/b</string></dict></plist>",
            ".webloc",
            "url",
            "https://example.org/b",
        ),
        (_lnk("D:\\资料\\总结.docx"), ".lnk", "lnk", "D:\\资料\\总结.docx"),
    ],
)
def test_a_shortcut_says_where_it_points_and_is_not_followed(data: bytes, suffix: str, kind: str, target: str) -> None:
    assert link.kind_of(data, suffix) == kind
    extract = read_link(data, kind)
    assert target in extract.cues["link"]
    assert extract.lines == []


def test_text_is_no_shortcut() -> None:
    assert link.kind_of("网址 URL=https://example.org".encode(), ".txt") is None
