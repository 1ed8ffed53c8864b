"""Which rule of a bonus row an honour falls under: by a person's word, by who gave it, at the least by its title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wenming_cli.model.criteria import Bonus, BonusRule
from wenming_cli.model.issuer import CENTRE, CITY, COUNTY, MINISTRY, PROVINCE, body_level, is_society

_WORDS = {CENTRE: "国家|全国", PROVINCE: "省", CITY: "市", COUNTY: "县|区"}
"""How the rules of a table name the levels: 国家级荣誉称号, 在全省集中宣传."""
_IN_TITLE = re.compile("(国家|省|市|县)级|全(国|省|市|县)")
_NAMED = {"国家": CENTRE, "国": CENTRE, "省": PROVINCE, "市": CITY, "县": COUNTY}
_OF_PEOPLE = re.compile("同志|个人|工作者|志愿者|能手|标兵|模范|党员|干部|家庭")
_OF_UNITS = re.compile("单位|集体|机关|组织|窗口|文明岗|示范岗|文明号|支部|党组")
GIVING = frozenset({"证书", "奖牌", "通报", "通知"})
"""Papers by which an honour is given; a report of it, or a form that proposes it, is none."""


@dataclass(frozen=True, slots=True)
class Graded:
    """The rule that holds for certain, the best that may hold, what tells so, and what is doubtful.

    *level* is that of the body that gave it, where no rule names it.
    """

    sure: BonusRule | None
    hoped: BonusRule | None
    cue: str
    doubts: tuple[str, ...] = ()
    level: str | None = None

    def doubted(self, doubt: str) -> "Graded":
        """The same with a doubt for which it does not count before a person has looked."""
        return replace(self, sure=None, doubts=(*self.doubts, doubt))


@dataclass(frozen=True, slots=True)
class Given:
    """What a content says of an honour: its name, who gave it, what kind of paper it is, the level a person stated.

    *recorded*: no file says so, a person recorded it.
    """

    name: str
    issuer: str | None
    kind: str | None
    stated: str | None
    recorded: bool = False


def is_of_honours(row: Bonus) -> bool:
    """Whether a row is about honours that were given (荣誉称号), not about reports."""
    return "荣誉" in f"{row.title}{row.text}"


def graded(row: Bonus, given: Given, unit: str) -> Graded:
    """The rule of *row* for an honour; a person's word comes first, then the issuer's own name, then the title.

    The source of the levels is the row's own definition where it has one (Yueyang Y151: what departments of the centre
    give is 国家级, what departments of the province give is 省部级).
    """
    stated = next((rule for rule in row.rules if rule.level == given.stated), None)
    if stated is not None:
        return Graded(stated, stated, "人工指定")
    found = _by_issuer(row, given, unit)
    for doubt in _doubts(row, given) if found.hoped else ():
        found = found.doubted(doubt)
    return found


def _by_issuer(row: Bonus, given: Given, unit: str) -> Graded:
    """The level of the body that gave it; where it is not read, that of the title, which counts only once confirmed."""
    titled = _titled(row, given.name)
    if not given.issuer:
        if titled is None:
            again = "撤回后重新登记，编号写作" if given.recorded else "用 wenming pin 文件"
            return Graded(None, None, "", (f"看不出是哪一级，{again} {row.id}/级别 说明",))
        return Graded(None, titled, "题名", ("没有读到授予机关，级别只凭题名",))
    if unit and unit in given.issuer:
        return Graded(None, None, "授予机关", ("是本单位自己发的",))
    level = body_level(given.issuer)
    found = _of_ministry(row) if level == MINISTRY else _of_level(row, level)
    if titled is not None and titled.points > (found.hoped.points if found.hoped else 0):
        said = f"题名说的是{titled.level}，授予机关“{given.issuer}”不是这一级"
        return replace(found, hoped=titled, doubts=(*found.doubts, said))
    return found


def _of_level(row: Bonus, level: str | None) -> Graded:
    if level is None:
        return Graded(None, None, "授予机关", ("授予机关的名称看不出是哪一级",))
    rule = _rule(row, level)
    return Graded(rule, rule, "授予机关") if rule else Graded(None, None, "授予机关", (f"{level}的不加分",), level)


def _of_ministry(row: Bonus) -> Graded:
    """What a ministry gives is 国家级 where the row says so, at least 省部级 where the row has that level."""
    national, shared = _rule(row, CENTRE), next((rule for rule in row.rules if "部" in rule.level), None)
    if "中央国家机关" in f"{row.definition or ''}{row.text}":
        return Graded(national, national, "授予机关")
    return Graded(shared, national or shared, "授予机关", ("是部委一级授予的，原文没有说算不算国家级",))


def _rule(row: Bonus, level: str) -> BonusRule | None:
    words = _WORDS.get(level)
    return next((rule for rule in row.rules if words and re.search(words, rule.level)), None)


def _titled(row: Bonus, name: str) -> BonusRule | None:
    """The rule for the level that a title names: 省级文明单位, 全国先进, 湖南省文明单位."""
    match = _IN_TITLE.search(name)
    level = _NAMED[match[1] or match[2]] if match else body_level(name)
    return _rule(row, CENTRE if level == MINISTRY else level or "")


def _doubts(row: Bonus, given: Given) -> Iterator[str]:
    """What keeps an honour of a known level from counting before a person has looked."""
    if given.issuer and is_society(given.issuer):
        yield "授予的是社会团体或企业，不是机关部门"
    if not is_of_honours(row):
        return
    if given.kind and given.kind not in GIVING:
        yield f"是{given.kind}，不是授予荣誉的证书、奖牌或文件"
    if "个人" not in row.text and _OF_PEOPLE.search(given.name) and not _OF_UNITS.search(given.name):
        yield "像是个人的荣誉，原文没有说个人的也加分"
