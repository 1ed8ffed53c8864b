"""Title, date, issuer, types and marks of papers without a red head: forms, records, letters."""

import pytest
from papers import L, P, centred, docx, pdf, table, xlsx

from wenming_cli.model.evidence import Reading
from wenming_cli.read.content import read_bytes

BODY = "今年以来，我局认真贯彻落实上级部署，扎实推进各项工作，取得了明显成效。"


def paper(*lines: P | str) -> Reading:
    """What a Word document says."""
    return read_bytes(docx(*lines), ".docx", "0")


STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/>'
    '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style></w:styles>'
)


def styled(*lines: P | str) -> Reading:
    """What a Word document with styles says."""
    return read_bytes(docx(*lines, more=[("word/styles.xml", STYLES)]), ".docx", "0")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([P("2021年度工作总结", 22, centred=True), P(BODY)], "2021年度工作总结", id="large and centred"),
        pytest.param([P("2021年度", 22, centred=True), P("工作总结", 22, centred=True), P(BODY)], "2021年度工作总结", id="two lines"),
        pytest.param([P("工作总结", 16, centred=True, bold=True), P(BODY), P(BODY)], "工作总结", id="only centred"),
        pytest.param([P("关于开展活动的情况说明", 16), P(BODY)], "关于开展活动的情况说明", id="the first that reads like one"),
        pytest.param([P("附件1", 16), P("志愿者名单", 22, centred=True), P(BODY)], "志愿者名单", id="an annex number is none"),
        pytest.param([P("电话会议纪要", 22, centred=True), P(BODY)], "电话会议纪要", id="a title that begins like a label"),
        pytest.param([P("邮件主题：关于签到情况的调查", 12), P("正文：", 12), P("联系方式：张三", 14), P(BODY, 12)], "关于签到情况的调查",
                     id="behind a label"),
        pytest.param([table(["活动名称", "学雷锋志愿服务活动"], ["时间", "2021年3月5日"])], "学雷锋志愿服务活动", id="in a form"),
        pytest.param([P("目录", 22, centred=True), P("第一章 总则……………1", 12), P("审计工作手册", 26, centred=True)], "审计工作手册",
                     id="after the contents"),
        pytest.param([P(BODY), P(BODY)], None, id="only sentences"),
        pytest.param([P("2021年3月5日", 22, centred=True), P(BODY)], None, id="a date is none"),
    ],
)  # fmt: skip
def test_titles(lines: list[P | str], expected: str | None) -> None:
    assert paper(*lines).title == expected


def test_the_style_named_title_wins_and_contents_lose() -> None:
    lines = [
        P("目次", 0, style="t1"),
        P("一、总结 3", 0, style="t1"),
        P("读书活动方案", 0, style="a3"),
        P(BODY, 0, bold=True),
    ]
    assert styled(*lines).title == "读书活动方案"


def test_styles_that_rest_on_each_other_end() -> None:
    assert styled(P("方案", 22, centred=True), P(BODY, 0, style="x")).title == "方案"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([P("总结"), P(BODY), P("青岚县审计局"), P("2021年3月5日")], "2021-03-05", id="signature"),
        pytest.param([P("总结"), P(BODY), P("青岚县审计局 2021年3月5日印发")], "2021-03-05", id="with organ and 印发"),
        pytest.param([P("总结"), P("（2021年3月5日）"), P(BODY)], "2021-03-05", id="in brackets below the title"),
        pytest.param([P("会议记录"), P("时间：2019年3月14日下午3:00"), P("地点：三楼"), P(BODY)], "2019-03-14", id="behind 时间"),
        pytest.param([P("会议记录"), P("会议日期 | 时间   2019年03月14日 | 15：30-15：48"), P(BODY)], "2019-03-14", id="a form's label"),
        pytest.param([P("志愿服务记录"), P("2019.3.14 星期四 晴"), P(BODY)], "2019-03-14", id="at the head of a record"),
        pytest.param([P("报名表"), P("报名截止时间：2019年3月14日"), P(BODY)], None, id="a closing day is none"),
        pytest.param([P("简历"), P("出生日期：1979年3月14日"), P(BODY)], None, id="a birthday is none"),
        pytest.param([P("方案"), P("从2021年3月5日起，到2021年4月5日前完成。"), P(BODY)], None, id="days inside sentences"),
        pytest.param([P("总结"), P("2021年2月30日"), P(BODY)], None, id="no such day"),
        pytest.param([table(*[["日期", f"2025-07-0{day}", "内容"] for day in range(4, 8)])], None, id="a log has many"),
    ],
)  # fmt: skip
def test_dates(lines: list[P | str], expected: str | None) -> None:
    reading = paper(*lines)
    assert reading.date == expected
    assert [one.date for one in reading.dates if one.source == "落款"] == ([expected] if expected else [])


def test_other_dates_come_with_their_source() -> None:
    reading = paper(P("总结"), P("3月5日至2021年4月6日，开展了活动。2021年5月"), P(BODY), P("2021年6月7日"))
    assert [(one.date, one.source) for one in reading.dates] == [
        ("2021-06-07", "落款"),
        ("2021-04-06", "正文"),
        ("2021-05", "正文"),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([P("关于印发《方案》的通知", 22, centred=True), P(BODY)], ("通知", "方案"), id="by the title"),
        pytest.param([P(BODY), table(["会议时间", "3月5日"], ["地点", "三楼"], ["主持人", "张三"], ["参会人员", "全体"])], ("会议记录",),
                     id="by the fields of minutes"),
        pytest.param([table(["序号", "姓名", "签到"], ["1", "张三", ""])], ("签到表",), id="by the head of a list"),
        pytest.param([P("尊敬的各位领导、同志们："), P("大家上午好！" + BODY)], ("讲话",), id="by its address"),
        pytest.param([P(BODY), P("会议地点在三楼。")], (), id="one field is no form"),
    ],
)  # fmt: skip
def test_types(lines: list[P | str], expected: tuple[str, ...]) -> None:
    reading = paper(*lines)
    assert reading.types == expected
    assert ("types" in reading.cues) is bool(expected)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([P("证书（复印件）", 22, centred=True), P(BODY)], True, id="in the title"),
        pytest.param([P("证书", 22, centred=True), P("复印件"), P(BODY)], True, id="a mark of its own"),
        pytest.param([P("证书", 22, centred=True), P(BODY), P("此件与原件核对一致")], True, id="与原件一致"),
        pytest.param([P("通知", 22, centred=True), P("请提供身份证复印件2份。"), P(BODY)], False, id="asks for copies"),
    ],
)  # fmt: skip
def test_copies(lines: list[P | str], expected: bool) -> None:
    assert paper(*lines).copied is expected


def test_a_marked_paper_keeps_no_words() -> None:
    lines = [P("机密★1年"), P("关于某事的报告", 22, centred=True), P(BODY), P("某某局"), P("2021年3月5日")]
    reading = paper(*lines)
    assert reading.secrecy
    assert (reading.title, reading.text, reading.issuer, reading.headings, reading.cues) == (None, "", None, (), {})
    assert "某事" not in reading.model_dump_json()


def test_the_words_without_the_star_are_no_mark() -> None:
    reading = paper(P("保密工作总结", 22, centred=True), P("严守国家秘密、工作秘密和商业机密。"))
    assert reading.secrecy is None
    assert "保密" in reading.text


def test_an_internal_mark_keeps_its_words() -> None:
    reading = paper(P("内部资料 注意保存"), P("总结", 22, centred=True), P(BODY))
    assert reading.secrecy == "内部资料"
    assert BODY in reading.text


def test_a_body_as_wide_as_a_narrow_page_is_not_centred() -> None:
    lines = [L(f"机关公文是党政机关实施领导履行职能的规范文书第{at}行", 700 - at * 20, 150, 11) for at in range(12)]
    reading = read_bytes(pdf([L("公文处理条例", 740, 150, 11), *lines]), ".pdf", "0")
    assert reading.title == "公文处理条例"


def test_a_workbook_has_its_title_in_the_first_row() -> None:
    rows = "".join(
        f"<row r='{at}'>" + "".join(f"<c t='inlineStr'><is><t>{cell}</t></is></c>" for cell in row) + "</row>"
        for at, row in enumerate([["志愿者签到表"], ["序号", "姓名"], ["1", "张三"]], start=1)
    )
    reading = read_bytes(xlsx(rows.replace("'", '"')), ".xlsx", "0")
    assert (reading.title, reading.types, reading.carrier) == ("志愿者签到表", ("签到表",), "表格")


def test_a_centred_pdf_title() -> None:
    reading = read_bytes(pdf([centred("道德讲堂总结", 700, 16), L(BODY[:26], 660), L(BODY[26:], 630)]), ".pdf", "0")
    assert reading.title == "道德讲堂总结"
