"""Words: known slips, and one thing that has two names."""

import re
from collections import defaultdict
from collections.abc import Iterator

from wenming_cli.criteria.doubts.doubt import Doubt, Place, doubt, labels
from wenming_cli.criteria.doubts.table import Table

SLIPS = (
    (re.compile("倡仪"), "倡议", ""),
    (re.compile("釆"), "采", "（印的是形近的 U+91C6）"),
    (re.compile("(?<=[一-鿿])ー|ー(?=[一-鿿])"), "一", "（印的是片假名长音符 U+30FC）"),
    (re.compile("(?<![破创新界持高佳])纪录(?!片)"), "记录", ""),
    (re.compile("台帐"), "台账", ""),
    (re.compile(r"(?:^|(?<=[\s，。；、\d.．]))提有关(?=[^，。；]{0,4}(?:资料|材料|文件|证明|图片))"), "提供有关", ""),
    (re.compile("四种意识"), "四个意识", ""),
)
"""Slips that the sources repeat (READING 2.1, 2.2); 台账 as in 《第一批异形词整理表》 (账本 for 帐本)."""
_INSPECTION = re.compile("(?<![重反恢回修答])复[检审查评验]")
_TITLE = re.compile(
    r"(?:(?P<level>全国|国家级|省级|市级|县级|区级)|[一-鿿]{2,3}(?P<place>省|市|县|区))"
    r"(?P<name>文明[一-鿿]{0,4}?(?:（标兵）)?(?:单位|集体))"
)
LEVELS = {"全国": "国家级", "省": "省级", "市": "市级", "县": "县级", "区": "县级", "区级": "县级"}


def wording_doubts(table: Table) -> Iterator[Doubt]:
    """Everything doubtful in words (READING 2.1, 2.2)."""
    for pattern, right, why in SLIPS:
        found = [(match[0], one.place) for one in table.passages for match in pattern.finditer(one.text)]
        if found:
            what = f"“{found[0][0]}”当是“{right}”{why}"
            yield doubt("slip", [place for _, place in found], what, "照原件录入的不用改；自己发文时写对")
    yield from _targets(table)
    yield from _inspections(table)


def _targets(table: Table) -> Iterator[Doubt]:
    """The title aimed at has one name and one level; 文明（标兵）单位 covers 文明单位 and 文明标兵单位."""
    names: dict[str, list[Place]] = defaultdict(list)
    levels: dict[str, list[Place]] = defaultdict(list)
    for passage in (one for one in table.passages if one.of_plan):
        for match in _TITLE.finditer(passage.text):
            names[match["name"]].append(passage.place)
            said = match["level"] or match["place"]
            levels[LEVELS.get(said, said)].append(passage.place)
    remedy = "请制定方案的人确认目标是哪一个"
    if names and not set.intersection(*map(_forms, names)):
        yield doubt("names_differ", _flat(names), f"称号有{len(names)}种叫法：{_said(names)}", remedy)
    if table.head.level and levels and set(levels) != {table.head.level}:
        what = f"写到的级别是{_said(levels)}，set.yaml 的 level 是{table.head.level}"
        yield doubt("names_differ", _flat(levels), what, remedy)


def _forms(name: str) -> set[str]:
    """The titles that a name covers: both with and without what stands in brackets."""
    return {re.sub("（.*?）", "", name), re.sub("[（）]", "", name)}


def _inspections(table: Table) -> Iterator[Doubt]:
    """复检, 复审 and 复查 in one plan: one inspection, or two?"""
    names: dict[str, list[Place]] = defaultdict(list)
    for passage in (one for one in table.passages if one.of_plan):
        for word in _INSPECTION.findall(passage.text):
            names[word].append(passage.place)
    if len(names) > 1:
        what = f"检查有{len(names)}种叫法：{_said(names)}"
        yield doubt("names_differ", _flat(names), what, "请制定方案的人确认是不是同一回事")


def _said(names: dict[str, list[Place]]) -> str:
    return "、".join(f"“{name}”（{labels(places)}）" for name, places in names.items())


def _flat(names: dict[str, list[Place]]) -> list[Place]:
    return [place for places in names.values() for place in places]
