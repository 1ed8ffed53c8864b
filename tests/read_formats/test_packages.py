"""Zips of XML parts: pptx, odt, ods, ofd."""

from collections.abc import Callable
from pathlib import Path

import pytest

from read_formats.zips import OFD, ofd, text_object, zipped
from wenming_cli.read.extract import Extract, UnreadableError
from wenming_cli.read.facts import facts_of
from wenming_cli.read.odt import read_odf
from wenming_cli.read.ofd import read_ofd
from wenming_cli.read.pptx import read_pptx

HERE = Path(__file__).parent / "fixtures"
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def _relations(*ones: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{ident}" Type="{OFFICE}/{kind}" Target="{target}"/>' for ident, kind, target in ones
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def _shape(kind: str, inner: str) -> str:
    place = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>' if kind else ""
    return f"<p:sp>{place}<p:txBody>{inner}</p:txBody></p:sp>"


def _slide(*shapes: str) -> str:
    return f"<p:sld {A}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>"


def _pptx() -> dict[str, str | bytes]:
    row = "".join(
        f"<a:tc><a:txBody><a:p><a:r><a:t>{cell}</a:t></a:r></a:p></a:txBody></a:tc>" for cell in ("姓名", "时长")
    )
    title = '<a:p><a:pPr algn="ctr"/><a:r><a:rPr sz="4000" b="1"/><a:t>志愿服务</a:t></a:r><a:br/><a:r><a:t>培训课件</a:t></a:r></a:p>'
    return {
        "_rels/.rels": _relations(("r1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<p:presentation {A} {R}><p:sldIdLst><p:sldId id="1" r:id="r2"/><p:sldId id="2" r:id="r1"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": _relations(
            ("r1", "slide", "slides/slide1.xml"), ("r2", "slide", "slides/slide2.xml")
        ),
        "ppt/slides/slide2.xml": _slide(
            _shape("ctrTitle", title), _shape("sldNum", "<a:p><a:r><a:t>1</a:t></a:r></a:p>")
        ),
        "ppt/slides/slide1.xml": _slide(f"<p:graphicFrame><a:tbl><a:tr>{row}</a:tr></a:tbl></p:graphicFrame>"),
        "ppt/slides/_rels/slide1.xml.rels": _relations(
            ("r1", "image", "../media/a.png"), ("r2", "image", "../media/b.png")
        ),
        "ppt/media/a.png": bytes(range(256)) * 40,
        "ppt/media/b.png": b"small",
    }


def test_slides_of_a_pptx_come_in_the_order_in_which_they_are_shown() -> None:
    extract = read_pptx(zipped(_pptx()))
    assert [(line.page, line.text) for line in extract.lines] == [(1, "志愿服务"), (1, "培训课件"), (2, "姓名\t时长")]
    assert (extract.lines[0].size, extract.lines[0].centred, extract.lines[0].title) == (40, True, True)
    assert (extract.pages, extract.pictures) == (2, 1)


def test_odt_has_the_look_of_its_styles() -> None:
    extract = read_odf((HERE / "notice.odt").read_bytes())
    reading = facts_of("x", extract)
    assert reading.title == "青澜县林业局关于开展2021年义务植树活动的通知"
    assert (reading.doc_number, reading.date) == ("青林发〔2021〕7号", "2021-03-05")
    assert reading.red_head
    assert (extract.lines[0].size, extract.lines[0].red) == (36, True)
    assert "已经删掉的字" not in extract.text
    assert (extract.format, extract.pictures, extract.pages) == ("odt", 1, 1)


def test_ods_rows_are_read_once_however_often_they_repeat() -> None:
    extract = read_odf((HERE / "hours.ods").read_bytes())
    assert [line.text for line in extract.lines] == [
        "志愿服务时长统计表",
        "姓名\t日期\t小时",
        "张三\t2021-03-05\t12",
        "说明",
        "李四\t2.5",
    ]
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>一</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    content = f"<office:document-content {names}><office:body><table:table>{row}</table:table></office:body></office:document-content>"
    bomb = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})
    assert [line.text for line in read_odf(bomb).lines] == ["一"]


def test_an_encrypted_odt_is_said_to_be() -> None:
    locked = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": b"\1\2",
            "META-INF/manifest.xml": "<m:encryption-data/>",
        }
    )
    with pytest.raises(UnreadableError) as caught:
        read_odf(locked)
    assert caught.value.problem == "encrypted"


RULE = '<ofd:PathObject Boundary="28 60 154 1"><ofd:StrokeColor Value="255 0 0"/></ofd:PathObject>'


def test_an_ofd_of_an_office_has_its_red_head() -> None:
    page = (
        text_object("2021年3月5日", 140, 200, 5.6) + text_object("青澜县林业局", 140, 190, 5.6)
        + text_object("青澜县林业局文件", 49, 40, 14, "255 0 0") + text_object("青林发〔2021〕7号", 79, 56, 5.6) + RULE
        + text_object("关于开展义务植树活动的通知", 54.5, 80, 7.76) + text_object("各股室：", 28, 100, 5.6)
    )  # fmt: skip
    extract = read_ofd(ofd(page))
    assert [line.text for line in extract.lines] == [
        "青澜县林业局文件", "青林发〔2021〕7号", "关于开展义务植树活动的通知", "各股室：", "青澜县林业局", "2021年3月5日",
    ]  # fmt: skip
    assert extract.red_rule
    reading = facts_of("x", extract)
    assert reading.red_head
    assert (reading.title, reading.doc_number, reading.date) == (
        "关于开展义务植树活动的通知",
        "青林发〔2021〕7号",
        "2021-03-05",
    )


def test_characters_drawn_one_by_one_make_a_line_and_columns_are_parted() -> None:
    title = "".join(text_object(char, 60 + at * 9, 30, 8) for at, char in enumerate("通知公告"))
    columns = text_object("姓名", 30, 60, 5) + text_object("科室", 80, 60.4, 5)
    assert [line.text for line in read_ofd(ofd(title + columns)).lines] == ["通知公告", "姓名\t科室"]


def test_an_ofd_of_pictures_is_a_scan() -> None:
    extract = read_ofd(
        ofd(
            '<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="7"/>',
            text_object("封底上的一句话也在", 20, 20, 5),
        )
    )
    assert (extract.pages, len(extract.scanned), extract.carrier) == (2, 1, "扫描件")


def test_an_ofd_that_points_outside_is_corrupt() -> None:
    bad = zipped(
        {"OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>../../etc/passwd</ofd:DocRoot></ofd:DocBody></ofd:OFD>"}
    )
    with pytest.raises(UnreadableError) as caught:
        read_ofd(bad)
    assert caught.value.problem == "corrupt"


@pytest.mark.parametrize(
    ("read", "members", "part"),
    [
        (read_pptx, _pptx(), "ppt/slides/slide1.xml"),
        (read_odf, {"mimetype": "x.text"}, "content.xml"),
        (read_ofd, {}, "OFD.xml"),
    ],
)
def test_a_dtd_is_refused(read: Callable[[bytes], Extract], members: dict[str, str | bytes], part: str) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(UnreadableError) as caught:
            read(zipped({**members, part: laughs.encode(encoding)}))
        assert caught.value.problem == "bomb"


def test_endless_nesting_ends() -> None:
    deep = f"<ofd:OFD {OFD}>" + "<a>" * 5_000 + "</a>" * 5_000 + "</ofd:OFD>"
    with pytest.raises(UnreadableError) as caught:
        read_ofd(zipped({"OFD.xml": deep}))
    assert caught.value.problem == "corrupt"
