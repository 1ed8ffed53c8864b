"""The level of a body by its name: a hit and a near miss each."""

import pytest

from wenming_cli.model.issuer import body_level, is_society


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("中共中央 国务院", "中央"),
        ("国务院办公厅", "中央"),
        ("国务院国资委", "部委"),
        ("中央精神文明建设指导委员会", "中央"),
        ("中华全国总工会", "部委"),
        ("共青团中央", "部委"),
        ("住房和城乡建设部", "部委"),
        ("审计署", "部委"),
        ("中共岳阳市委宣传部", "市级"),
        ("中共湖南省委组织部", "省级"),
        ("广西壮族自治区人民政府", "省级"),
        ("重庆市人民政府", "省级"),
        ("重庆市渝中区人民政府", "县级"),
        ("湘西土家族苗族自治州人民政府", "市级"),
        ("中国共产党岳阳市委员会", "市级"),
        ("国家税务总局青岚县税务局", "县级"),
        ("松溪镇人民政府", "乡镇"),
        ("城市管理局", None),
        ("市场监督管理局", None),
        ("城乡规划室", None),
        ("宣传部", None),
    ],
)
def test_level(name: str, level: str | None) -> None:
    assert body_level(name) == level


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("湖南省建筑业协会", True),
        ("湖南日报", True),
        ("红网", True),
        ("岳阳市总工会", False),
        ("湖南省残疾人联合会", False),
    ],
)
def test_society(name: str, is_one: bool) -> None:
    assert is_society(name) is is_one
