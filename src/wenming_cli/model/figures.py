"""Figures (数字) that rules ask for: what they are called, in which unit, and other words for the same."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureKind:
    """A kind of figure; *setting* names the key of `unit` in wenming.yaml that states it too."""

    name: str
    unit: str
    others: tuple[str, ...] = ()
    setting: str | None = None


FIGURES = (
    FigureKind("员工", "人", ("职工", "干部职工", "在职职工", "在职人员", "总人数", "职工总数"), "staff"),
    FigureKind("在职党员", "人", ("党员", "党员总数", "在职党员总数"), "party_members"),
    FigureKind(
        "注册志愿者", "人", ("注册人数", "注册志愿者人数", "在册志愿者", "志愿者人数", "实名注册志愿者", "志愿者总数")
    ),
    FigureKind(
        "党员志愿者", "人", ("注册志愿者的党员", "党员注册志愿者", "在职党员注册志愿者", "注册为志愿者的在职党员")
    ),
    FigureKind(
        "参加活动的志愿者",
        "人",
        (
            "参加志愿服务活动的志愿者",
            "参加志愿服务的注册志愿者",
            "参加活动的注册志愿者",
            "参加志愿服务活动的注册志愿者",
            "注册志愿者参加志愿服务活动",
        ),
    ),
    FigureKind("志愿服务时长", "小时", ("服务时长", "志愿服务小时", "服务总时长")),
    FigureKind("参加人次", "人次", ("转发人次", "参与人次", "投票人次")),
    FigureKind("满意率", "%", ("群众满意率", "办事满意率", "群众办事满意率", "满意度")),
    FigureKind("知晓率", "%", ("干部职工知晓率",)),
    FigureKind("笔记字数", "字", ("学习笔记字数", "字数")),
)
"""The figures of READING 1.1 (obligations and ratios) and 1.2 (numeric rules); any other name may be recorded too."""

WHOLE = ("人", "人次", "字")
"""Units of which there is no half."""

_BY_NAME = {name: kind for kind in FIGURES for name in (kind.name, *kind.others)}
_COUNTED = re.compile(r"的?(?:总人|人|总)数$")


def figure_kind(name: str) -> FigureKind:
    """The kind that a name means (员工总人数 is 员工); a kind of its own, in no unit, for a name that is not known."""
    return _BY_NAME.get(name) or _BY_NAME.get(_COUNTED.sub("", name)) or FigureKind(name, "")


def senseless(kind: FigureKind, value: float) -> str | None:
    """Why no figure of that kind can have that value: shares lie in 0 to 100, people and characters are whole."""
    if value < 0:
        return "不能是负数"
    if kind.unit == "%" and value > 100:
        return "百分数在 0 到 100 之间"
    if kind.unit in WHOLE and value != int(value):
        return f"单位是{kind.unit}，要写整数"
    return None
