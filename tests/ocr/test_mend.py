"""Only what a rule of the language decides is mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_cli.ocr.mend import mended
from wenming_cli.read.scanned_signs import simplified


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        pytest.param("二0二0年四月", "二〇二〇年四月", id="zero in a year"),
        pytest.param("二O二一年三月五日", "二〇二一年三月五日", id="letter O in a year"),
        pytest.param("2020年4月", "2020年4月", id="near miss: Arabic figures stay"),
        pytest.param("二0年", "二0年", id="near miss: not a year"),
        pytest.param("青审发〔2021J7号", "青审发〔2021〕7号", id="bracket taken for a letter"),
        pytest.param("青审发〔2021]7号", "青审发〔2021〕7号", id="brackets that are no pair"),
        pytest.param("青审发[2021]7号", "青审发[2021]7号", id="near miss: a wrong pair is the paper's own fault"),
        pytest.param("青审发（2021）7号", "青审发（2021）7号", id="near miss: round brackets stay"),
        pytest.param("会议 [2021J次", "会议 [2021J次", id="near miss: no number"),
        pytest.param("白政函.〔2018〕136号", "白政函〔2018〕136号", id="dust before a bracket"),
        pytest.param("临审函〔2017〕.44号", "临审函〔2017〕44号", id="dust behind a bracket"),
        pytest.param(".二、主要任务", "二、主要任务", id="dust before a line"),
        pytest.param("我们的节日·端午", "我们的节日·端午", id="near miss: the point in a name stays"),
        pytest.param("3.5公里", "3.5公里", id="near miss: a decimal point stays"),
        pytest.param("青澜县 审计局", "青澜县审计局", id="gap in Chinese"),
        pytest.param("WPS Office 文字", "WPS Office 文字", id="near miss: gaps around Latin stay"),
    ],
)
def test_mended(read: str, meant: str) -> None:
    assert mended(read) == meant


@given(st.text("二0〇O年月日青审发〔〕[]J2021.·7号 。", max_size=20))
def test_mending_twice_changes_nothing(text: str) -> None:
    assert mended(mended(text)) == mended(text)


def test_signs_in_traditional_characters() -> None:
    assert simplified("圖書館 樂團 榮譽證書") == "图书馆 乐团 荣誉证书"
    assert simplified("青澜县审计局") == "青澜县审计局"
