"""Photos of certificates and plaques are told from photos of events."""

import pytest

from wenming_cli.read.award import award
from wenming_cli.read.extract import Extract, Line
from wenming_cli.read.facts import facts_of


@pytest.mark.parametrize(
    ("lines", "type_", "day"),
    [
        pytest.param(["荣 誉 证 书", "青澜县审计局："], "证书", None, id="named"),
        pytest.param(["聘书"], "证书", None, id="a letter of appointment"),
        pytest.param(["青澜县文明单位", "中共青澜县委员会", "二〇二一年四月"], "奖牌", "2021-04-01", id="plaque"),
        pytest.param(
            ["授予：青澜县审计局", "先进单位", "二○二一年三月五日"], "证书", "2021-03-05", id="plaque with a day"
        ),
        pytest.param(["被评为2020年度先进集体。", "二〇二一年一月"], "证书", "2021-01-01", id="awarded"),
        pytest.param(["先进单位表彰大会", "2021年4月"], None, None, id="a banner of a meeting"),
        pytest.param(["文明单位", "2021-04-01 10:30"], None, None, id="a sign and a stamp"),
        pytest.param(["二〇二一年新春联欢会"], None, None, id="a year in words within a banner"),
        pytest.param(["证书发放仪式"], None, None, id="near miss: certificates are given out"),
        pytest.param([], None, None, id="nothing"),
    ],
)
def test_award(lines: list[str], type_: str | None, day: str | None) -> None:
    found = award([Line(text) for text in lines])
    assert (found and found[0]) == type_
    assert (found and found[1] and found[1].day.isoformat()) == day


def test_a_photo_of_a_plaque_has_a_type_and_a_day_but_no_title() -> None:
    lines = [Line("县级文明单位"), Line("青澜县精神文明建设指导委员会"), Line("二〇二一年四月")]
    found = facts_of("0" * 64, Extract("jpg", "照片", lines=lines, loose=True))
    assert (found.types, found.date, found.title) == (("奖牌",), "2021-04", None)
    assert found.cues["types"] == "图上写着授予的荣誉"
