"""What is counted by years or holds for some years: 第33个爱国卫生月, 八五普法, terms that others have replaced."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wenming_cli.dates.written import numeral

FIRST = {
    "爱国卫生月": 1989, "安全生产月": 2002, "助残日": 1991, "消防日": 1992, "消防宣传日": 1992, "公民道德宣传日": 2003,
    "公民道德日": 2003, "国家宪法日": 2014, "国家安全教育日": 2016, "国际志愿者日": 1986, "国际志愿人员日": 1986,
}  # fmt: skip
"""The year of the first of a series that is counted by years.

爱国卫生月: 全国爱卫会, April from 1989. 安全生产月: June from 2002, before that a week. 助残日: 残疾人保障法, 1991.
消防日: 公安部, 9 November from 1992. 公民道德宣传日: 中央文明委, 20 September from 2003. 国家宪法日: decision of the
全国人大常委会 of 1 November 2014. 国家安全教育日: 国家安全法 of 1 July 2015, so first in April 2016. 国际志愿者日: UN
resolution 40/212, from 1986. Left out because two counts are in use: 世界环境日 (1972, 1973 or 1974), 世界读书日
(1995 or 1996).
"""
_NUMERAL = r"\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_NAMES = "|".join(sorted(FIRST, key=len, reverse=True))
_COUNTED = re.compile(rf"第\s*({_NUMERAL})\s*[个届次]\s*(?:全国|全民|中国)?\s*[“”\"]?(?:全国|全民|119)?({_NAMES})")
_LAW_PLAN = re.compile(
    rf"(?:法治|法制)宣传教育(?:的)?第({_NUMERAL})个五年规划|第({_NUMERAL})个五年(?:法治|法制|普法)(?:宣传教育)?规划"
    r"|[“\"]?([一二三四五六七八九])五[”\"]?普法"
)
_CONGRESS = re.compile(r"迎接[^，。；]{0,12}党的([一二三四五六七八九]?十[一二三四五六七八九]?)大")


@dataclass(frozen=True, slots=True)
class Stale:
    """Words of a text that are of other years than the one asked for: of which, and what holds now."""

    words: str
    of: str
    now: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A term with the first year in which another stands for it, and why."""

    pattern: re.Pattern[str]
    since: int
    why: str
    now: str


REPLACED = (
    # 中共中央、国务院 of 16 December 2020, 《关于实现巩固拓展脱贫攻坚成果同乡村振兴有效衔接的意见》
    Replaced(
        re.compile("精准扶贫|贫困村|贫困户|脱贫奔小康|(?<!巩固)(?<!拓展)脱贫攻坚(?!成果)"),
        2021, "2020年底脱贫攻坚任务完成", "现在说乡村振兴、巩固拓展脱贫攻坚成果",
    ),
    # 国家卫生健康委公告 2022年第7号: Class B management from 8 January 2023
    Replaced(
        re.compile("疫情防控常态化|常态化疫情防控"),
        2023, "2023年1月8日起新冠病毒感染改按乙类管理", "看现行的要求",
    ),
)  # fmt: skip


def stale_in(text: str, year: int) -> Iterator[Stale]:
    """What a text of *year* says that was true of other years."""
    for match in _COUNTED.finditer(text):
        number, name = numeral(match[1]), match[2]
        right = year - FIRST[name] + 1
        if number != right and right > 0:
            yield Stale(match[0], f"{FIRST[name] + number - 1}年的", f"{year}年的是第{right}个")
    for match in _LAW_PLAN.finditer(text):
        number = numeral(match[1] or match[2] or match[3])
        start = law_plan(number)
        if not start <= year < start + 5:
            yield Stale(
                match[0], f"{start}—{start + 4}年的", f"{year}年的是第{(year - law_plan(1)) // 5 + 1}个五年规划"
            )
    for match in _CONGRESS.finditer(text):
        held = congress(numeral(match[1]))
        if held < year:
            yield Stale(match[0], f"{held}年以前的说法", f"大会{held}年已经召开")
    for term in REPLACED:
        if year >= term.since:
            for words in dict.fromkeys(term.pattern.findall(text)):
                yield Stale(words, "以前的提法", f"{term.why}，{term.now}")


def law_plan(number: int) -> int:
    """The first year of a five-year plan of 普法: the first ran 1986 to 1990, the seventh 2016 to 2020."""
    return 1986 + 5 * (number - 1)


def congress(number: int) -> int:
    """The year of a national congress of the party: the 11th in 1977, the 20th in 2022, one every five years."""
    return 1977 + 5 * (number - 11)
