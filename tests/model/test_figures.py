"""Figures: many names, one kind; values that can't be; and who asks for which."""

from collections import defaultdict

import pytest

from wenming_cli.criteria.load import load_set
from wenming_cli.model.figures import FIGURES, figure_kind, senseless
from wenming_cli.model.figures_asked import figures_asked
from wenming_cli.workspace.bundled import bundled


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("员工", "员工"),
        ("职工总数", "员工"),
        ("员工总人数", "员工"),
        ("总人数", "员工"),
        ("党员总人数", "在职党员"),
        ("注册志愿者人数", "注册志愿者"),
        ("注册志愿者总人数", "注册志愿者"),
        ("在职党员注册志愿者人数", "党员志愿者"),
        ("注册志愿者参加志愿服务活动的人数", "参加活动的志愿者"),
        ("学习笔记字数", "笔记字数"),
        ("图书总数", "图书总数"),
    ],
)
def test_one_kind_has_many_names(name: str, kind: str) -> None:
    assert figure_kind(name).name == kind


def test_no_name_means_two_kinds() -> None:
    names = [name for kind in FIGURES for name in (kind.name, *kind.others)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("满意率", 100, None),
        ("满意率", 0, None),
        ("满意率", 100.5, "百分数"),
        ("员工", 0, None),
        ("员工", 41.5, "整数"),
        ("笔记字数", 5000.5, "整数"),
        ("志愿服务时长", 7.5, None),
        ("志愿服务时长", -1, "负数"),
        ("图书", 120.5, None),
    ],
)
def test_values_that_can_not_be(name: str, value: float, word: str | None) -> None:
    why = senseless(figure_kind(name), value)
    assert word in why if word and why else why is word


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        pytest.param(
            "huarong-2021",
            {
                "注册志愿者": {"2.2.12/screenshot", "O8"},
                "员工": {"2.2.12/screenshot", "O8"},
                "知晓率": {"O7"},
                "满意率": {"6.3.1/forms", "O9"},
                "笔记字数": {"O3"},
            },
            id="shares, rates, and what everybody writes",
        ),
        pytest.param(
            "yueyang-2023",
            {
                "注册志愿者": {"16.2/screenshot", "16.2/roster", "16.4/table", "O3", "O6"},
                "员工": {"16.2/screenshot", "16.2/roster", "O3"},
                "党员志愿者": {"16.3/roster", "16.3/screenshot", "O4"},
                "在职党员": {"16.3/roster", "16.3/screenshot", "O4"},
                "参加活动的志愿者": {"16.4/table", "O6"},
                "党员全员注册": {"O5"},
            },
            id="part and whole of each share",
        ),
    ],
)
def test_who_asks_for_which(name: str, asked: dict[str, set[str]]) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for one in figures_asked(load_set(bundled("criteria") / name)):
        found[one.figure].add(one.place)
    assert {figure: places - found[figure] for figure, places in asked.items() if places - found[figure]} == {}


def test_what_everybody_owes_is_told_apart() -> None:
    asked = list(figures_asked(load_set(bundled("criteria") / "huarong-2021")))
    assert {one.place for one in asked if one.each} == {"O3"}
