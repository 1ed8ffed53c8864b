"""What kind of paper a file is, by its name and title, as an office means them."""

import re

from wenming_cli.model.evidence import Evidence
from wenming_cli.model.material import named_types


def kinds_of(name: str, title: str, evidence: Evidence) -> tuple[tuple[str, ...], str]:
    """Types by the name and by the title; the title's come first when both speak.

    A photo with a banner shows a scene: 公约学习.jpg is no 公约; 05奖牌.jpg is a plaque, which bears words of its own.
    """
    if evidence.reading.banner and evidence.reading.carrier == "照片" and not _SHOWN.search(name):
        return (), ""
    from_name = as_meant(named_types(name), name)
    from_title = as_meant(evidence.reading.types, title)
    if from_title and from_name and from_name[0] not in from_title and len(from_title) == 1:
        return (*from_title, *from_name), "标题和文件名"
    if from_title:
        return tuple(dict.fromkeys((*from_title, *from_name))), "标题"
    return from_name, "文件名"


_SHOWN = re.compile(r"(?:证书|奖牌|奖证|奖状|奖杯|锦旗|牌匾|荣誉证|发票|票据|收据)[\d\W_]*$")
"""How the name of a photo ends that shows a thing and no scene."""
_CARRIES = re.compile("印发|下发|转发|成立|公布|《[^》]*》的通知")
_PLANNED = re.compile(r"安排(?:一览)?表")
_RULES_OF_AN_EVENT = re.compile(r"(?:评选|考评|评比|竞赛|比赛|表彰|推荐|选树|活动|创建|实施)\w{0,4}(?:办法|细则|方法)")
_EVENT = re.compile(
    r"(?:活动|仪式|比赛|竞赛|演讲|巡演|巡讲|巡展|报告会|培训会?|讲座|大会|启动|落幕|闭幕|结束|举行)[^一-鿿]*$"
    r"|成立.{0,6}周年"
)
_FELT = re.compile(r"有感[^一-鿿]*$")
_MEMBERS = re.compile(r"(?:成员|组成人员|小组人员)[^一-鿿]*$")
_ARRANGED = re.compile(r"安排[^一-鿿]*$")


def as_meant(types: tuple[str, ...], title: str) -> tuple[str, ...]:
    """The types as an office means them.

    A notice that carries another paper is that paper, as plans and rules are issued (条例 art. 8, 通知); a table of
    what is arranged is a plan; the rules of a selection or contest are its plan too. A title that ends with an event
    is of none: 事迹 in 道德模范事迹巡演 says what it is about.
    """
    if types[:1] == ("通知",) and _CARRIES.search(title):
        return (*types[1:], "通知")
    if _EVENT.search(title) and types[:1] != ("通知",):
        return ()
    if not types and (_FELT.search(title) or _ARRANGED.search(title)):
        return ("心得",) if _FELT.search(title) else ("计划",)
    if not types and _MEMBERS.search(title):
        return ("名单",)
    if _PLANNED.search(title):
        return tuple(dict.fromkeys(("计划", *types)))
    if types[:1] == ("制度",) and _RULES_OF_AN_EVENT.search(title):
        return tuple(dict.fromkeys((*types, "方案")))
    return types
