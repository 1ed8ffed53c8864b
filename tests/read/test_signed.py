"""The day of signing and the organ that signs: hits, misses and near misses, rule by rule."""

import pytest
from papers import P, docx, table

from wenming_cli.model.evidence import Reading
from wenming_cli.read.content import read_bytes

BODY = "汛期将至，请各站对照清单逐项检查设备，发现问题立即整改，确保测得到、报得出。"
NOTICE = [P("关于开展汛前检查的通知", 22, centred=True), P("各测站："), P(BODY)]
RECORD = [P("巡测记录", 22, centred=True)]
ORGAN = P("青岚水文站")


def paper(*lines: P | str) -> Reading:
    """What a Word document says."""
    return read_bytes(docx(*lines), ".docx", "0")


@pytest.mark.parametrize("written", [
    "二〇二二年三月五日", "二○二二年三月五日", "二零二二年三月五日", "二OO二年三月五日", "二ＯＯ二年三月五日", "二 〇 二 二 年 三 月 五 日",
    "2022.3.5", "２０２２．３．５", "2022. 3. 5", "2022/3/5", "2022-03-05", "2022—3—5", "2022·3·5", "２０２２年３月５日", "2022 年 3 月 5 日",
])  # fmt: skip
def test_every_form_of_a_day(written: str) -> None:
    reading = paper(*NOTICE, ORGAN, P(written))
    assert (reading.date, reading.issuer) == (
        f"20{'0' if 'O' in written or 'Ｏ' in written else '2'}2-03-05",
        "青岚水文站",
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([*NOTICE, ORGAN, P("2022年3月5日"), P("青岚水文站办公室 2022年3月8日印发")], "2022-03-05", id="not the day of printing"),
        pytest.param([*NOTICE, P("青岚水文站办公室 2022年3月8日印发")], "2022-03-08", id="which is better than none"),
        pytest.param([*NOTICE, P(BODY), P(BODY), P(BODY), P("附件："), P("1.检查清单"), P("2.站点名单"), ORGAN, P("2022年3月5日")],
                     "2022-03-05", id="below a list of annexes"),
        pytest.param([*NOTICE, *[P(BODY)] * 4, P("附件："), *[P(BODY)] * 13, P("2021年12月31日")], None, id="inside an annex"),
        pytest.param([*NOTICE, ORGAN, P("2022年3月5日"), *[P(BODY)] * 45], "2022-03-05", id="before what is sent along without a mark"),
        pytest.param([*[P(BODY)] * 15, P("李静雯"), P("2022年3月5日"), *[P(BODY)] * 45], None, id="no organ signs in the midst"),
        pytest.param([*NOTICE, P("青岚省水文水资源勘测局中心测站办公室2022年3月5日")], "2022-03-05", id="a long name beside it"),
        pytest.param([*NOTICE, P("检查从2022年3月5日起"), P("2022年4月5日前完成")], None, id="spans are no signature"),
        pytest.param([P("水文条例", 22, centred=True), P("（2022年3月5日青岚省人民代表大会常务委员会第三次会议通过）"), P(BODY)],
                     "2022-03-05", id="passed by a meeting"),
        pytest.param([*NOTICE, P("时间：2022年3月5日"), P("地点：二楼")], None, id="the day of what a notice announces"),
        pytest.param([*RECORD, P("时间：2022年3月5日"), P("地点：二楼")], "2022-03-05", id="the day of what a record tells"),
        pytest.param([*NOTICE, P("制定日期：2022年3月5日")], "2022-03-05", id="the day on which a notice was made"),
        pytest.param([*RECORD, P("2022年3月5日至3月9日")], None, id="a span below the title"),
        pytest.param([*RECORD, *[P(f"2022年3月{day}日") for day in range(1, 6)], P(BODY)], None, id="a diary has none"),
        pytest.param([*RECORD, *[P(f"2022年3月{day}日") for day in range(1, 5)], ORGAN, P("2022年3月9日")], "2022-03-09",
                     id="unless it is signed"),
        pytest.param([P("测流手册", 22, centred=True), ORGAN, P("2022年 3月"), P(BODY)], "2022-03", id="a month on a cover"),
        pytest.param([*RECORD, P("2022年3月"), P(BODY), P("2022年4月"), P(BODY)], None, id="months as headings"),
        pytest.param([*RECORD, P("2022年3月完成了设备检修。"), P(BODY)], None, id="a month in a sentence"),
    ],
)  # fmt: skip
def test_the_day_of_signing(lines: list[P | str], expected: str | None) -> None:
    assert paper(*lines).date == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([*NOTICE, P("青岚水文站汛前检查工作组"), P("2022年3月5日")], "青岚水文站汛前检查工作组", id="above the date"),
        pytest.param([*NOTICE, P("青岚水文站（盖章） 2022 年 3 月 5 日")], "青岚水文站", id="beside it"),
        pytest.param([*NOTICE, P("2022年3月5日"), P("青岚水文站")], "青岚水文站", id="below it"),
        pytest.param([*NOTICE, P("青岚县水利局（河长制办公室）"), P("2022年3月5日")], "青岚县水利局（河长制办公室）", id="with a second name"),
        pytest.param([*NOTICE, P("李静雯"), P("2022年3月5日")], None, id="a person"),
        pytest.param([*NOTICE, P("联系单位：青岚水文站"), P("2022年3月5日")], None, id="a label"),
        pytest.param([P("青岚水文站关于开展汛前检查的通知", 22, centred=True), P(BODY)], "青岚水文站", id="before 关于 in the title"),
        pytest.param([P("进一步做好关于汛前检查的通知", 22, centred=True), P(BODY)], None, id="other words before 关于"),
        pytest.param([P("测流手册", 22, centred=True), table(["单位", "日期", "备注"], ["青岚水文站", "2022年3月5日", ""])], None,
                     id="cells of a table"),
    ],
)  # fmt: skip
def test_the_organ_that_signs(lines: list[P | str], expected: str | None) -> None:
    assert paper(*lines).issuer == expected
