"""Own red-head papers after GB/T 9704-2012, and near misses: number, title, issuer, date, red head."""

import pytest
from papers import RED, L, P, centred, docx, pdf

from wenming_cli.model.evidence import Reading
from wenming_cli.read.content import read_bytes

BODY = "现将方案印发给你们，请结合实际认真组织实施，抓好贯彻落实工作，并于月底前报送总结。"
RULE = "1 0 0"


def paper(*lines: P | str) -> Reading:
    """What a Word document says."""
    return read_bytes(docx(*lines), ".docx", "0")


def page(*lines: L, rule: str = "") -> Reading:
    """What a one-page PDF says."""
    return read_bytes(pdf(lines, rule=rule), ".pdf", "0")


def red(text: str, size: float = 48) -> P:
    """A red head."""
    return P(text, size, centred=True, colour=RED)


def title(*lines: str) -> list[P]:
    """A title in one or more lines."""
    return [P(one, 22, centred=True) for one in lines]


def signed(organ: str = "青岚县审计局", day: str = "2021年3月5日") -> list[P]:
    """Signature and date."""
    return [P(organ), P(day)]


NOTICE = [
    red("青岚县审计局文件"), P("青审发〔2021〕3号", 16, centred=True), *title("关于印发《道德讲堂实施方案》的通知"),
    P("各股室："), P(BODY), *signed(),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "number", "heading", "issuer", "day"),
    [
        pytest.param(NOTICE, "青审发〔2021〕3号", "关于印发《道德讲堂实施方案》的通知", "青岚县审计局", "2021-03-05", id="a notice"),
        pytest.param(
            [red("中共青岚县审计局党组文件"), P("青审党发〔2021〕12号", centred=True),
             *title("中共青岚县审计局党组", "关于成立精神文明建设领导小组的通知"), P(BODY),
             *signed("中共青岚县审计局党组", "二〇二一年一月八日")],
            "青审党发〔2021〕12号", "中共青岚县审计局党组关于成立精神文明建设领导小组的通知", "中共青岚县审计局党组", "2021-01-08",
            id="a title in two lines, a date in numerals",
        ),
        pytest.param(
            [red("青岚县审计局"), P("", rule=RED), P("青审函〔2021〕7号"), *title("关于商请协助清理家园的函"), P(BODY), *signed()],
            "青审函〔2021〕7号", "关于商请协助清理家园的函", "青岚县审计局", "2021-03-05", id="a letter with a red rule",
        ),
        pytest.param(
            [red("青岚县审计局文件"), P("青审发〔2021〕9号        签发人：李静雯"), *title("关于报送年度总结的报告"), P(BODY), *signed()],
            "青审发〔2021〕9号", "关于报送年度总结的报告", "青岚县审计局", "2021-03-05", id="a report with its signatory",
        ),
        pytest.param(
            [red("青岚县审计局党组会议纪要"), P("〔2021〕第3期", centred=True), *title("关于研究精神文明建设工作的会议纪要"), P(BODY),
             *signed()],
            None, "关于研究精神文明建设工作的会议纪要", "青岚县审计局", "2021-03-05", id="minutes",
        ),
        pytest.param(
            [red("青岚县审计局文件"), P("青审发[2021]03号", centred=True), *title("关于开展学雷锋活动的通知"), P(BODY), *signed()],
            "青审发[2021]03号", "关于开展学雷锋活动的通知", "青岚县审计局", "2021-03-05", id="square brackets and a padded number",
        ),
        pytest.param(
            [red("青岚县审计局文件"), P("青审发（2021）第5号", centred=True), *title("关于开展学雷锋活动的通知"), P(BODY), *signed()],
            "青审发（2021）第5号", "关于开展学雷锋活动的通知", "青岚县审计局", "2021-03-05", id="round brackets and 第",
        ),
        pytest.param(
            [*NOTICE, P("附件"), *title("道德讲堂实施方案"), P("2020年1月1日"), P("2020年12月31日")],
            "青审发〔2021〕3号", "关于印发《道德讲堂实施方案》的通知", "青岚县审计局", "2021-03-05", id="dates of the annex are not its date",
        ),
    ],
)  # fmt: skip
def test_red_heads_in_word(lines: list[P], number: str | None, heading: str, issuer: str, day: str) -> None:
    reading = paper(*lines)
    assert (reading.red_head, reading.doc_number) == (True, number)
    assert (reading.title, reading.issuer, reading.date) == (heading, issuer, day)
    assert "红色版头" in reading.cues["red_head"]


PDF_NOTICE = [
    centred("青岚县审计局文件", 720, 40, "0.9 0 0.1"), centred("青审发〔2021〕3号", 640),
    centred("关于印发道德讲堂方案的通知", 560, 22), L("各股室：", 500), L(BODY[:25], 470, 122), L(BODY[25:], 440),
    L("青岚县审计局", 300, 370), L("2021年3月5日", 270, 370),
]  # fmt: skip


@pytest.mark.parametrize("rule", [RULE, ""])
def test_a_red_head_in_pdf(rule: str) -> None:
    reading = page(*PDF_NOTICE, rule=rule)
    assert (reading.red_head, reading.doc_number, reading.title) == (
        True,
        "青审发〔2021〕3号",
        "关于印发道德讲堂方案的通知",
    )
    assert (reading.issuer, reading.date, reading.pages) == ("青岚县审计局", "2021-03-05", 1)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([*title("关于转发道德讲堂方案的通知"), P("根据青审发〔2021〕3号文件要求，" + BODY), *signed()], id="cites a number"),
        pytest.param([*title("青审发〔2021〕3号文件学习心得"), P(BODY), P("李静雯"), P("2021年3月5日")], id="number in the title"),
        pytest.param([P("青岚县审计局文件", 48, centred=True), *title("关于开展活动的通知"), P(BODY)], id="a black head"),
        pytest.param([red("热烈祝贺我局荣获文明单位称号", 36), P(BODY), *signed()], id="a red poster"),
        pytest.param([red("关于开展志愿服务活动的函", 26), P(BODY), *signed()], id="a red title that ends like a head"),
        pytest.param([P("青岚县审计局", 16, colour=RED), *title("工作总结"), P(BODY), *signed()], id="a small red organ"),
        pytest.param([*title("工作总结"), P("青岚县审计局文件", 16, colour=RED), P(BODY)], id="a red word in the text"),
        pytest.param([P("", rule=RED), *title("工作总结"), P(BODY), *signed()], id="a red rule alone"),
    ],
)  # fmt: skip
def test_near_misses_have_no_red_head(lines: list[P]) -> None:
    reading = paper(*lines)
    assert not reading.red_head
    assert "red_head" not in reading.cues


@pytest.mark.parametrize(
    "text",
    ["根据青审发〔2021〕3号文件", "参见（青审发〔2021〕3号）等文件的要求", "《关于…的通知》（青审发〔2021〕3号）"],
)
def test_a_cited_number_is_not_the_papers_own(text: str) -> None:
    assert paper(*title("学习体会"), P(text), P(BODY)).doc_number is None


def test_a_red_title_is_still_a_title() -> None:
    assert paper(red("关于开展志愿服务活动的倡议书", 26), P(BODY), *signed()).title == "关于开展志愿服务活动的倡议书"


def test_near_misses_in_pdf() -> None:
    plain = [L(one.text, one.y, one.x, one.size) for one in PDF_NOTICE]
    assert not page(*plain).red_head
    assert not page(*PDF_NOTICE[2:], rule=RULE).red_head
    cited = page(centred("学习心得", 700, 22), L("按照青审发〔2021〕3号文件的要求，现汇报如下。", 600))
    assert cited.doc_number is None


def test_a_text_box_and_wordart_may_hold_the_head() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{_p('青岚县审计局文件')}</w:txbxContent></w:pict></w:r>"
    art = '<w:r><w:pict><v:shape fillcolor="red"><v:textpath string="青岚县审计局文件"/></v:shape></w:pict></w:r>'
    for inside in (box, art):
        reading = paper(P("", inside=inside), P("青审发〔2021〕3号"), *title("关于开展活动的通知"), P(BODY), *signed())
        assert reading.red_head, inside
        assert reading.title == "关于开展活动的通知"


def _p(text: str) -> str:
    from papers import paragraph

    return paragraph(red(text))
